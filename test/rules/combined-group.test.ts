import type { DomainError } from '../../src/kernel/domain-error.js';
import { lastDayOf } from '../../src/court/service-record.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { workOut, workOutGently, type GroupFacts } from '../../src/peer-comparison/group-result.js';
import type { PeriodFacts, SchemeOf } from '../../src/peer-comparison/group-sheets.js';
import { WhatIf } from '../../src/peer-comparison/what-if.js';
import { shorterPeriods } from '../../src/rules/scheme/combine-periods.js';
import { compileScheme } from '../../src/rules/scheme/compile.js';
import type { CombineDocument, PeriodsDocument } from '../../src/rules/scheme/document-sections.js';
import type { PersonFacts } from '../../src/rules/scheme/facts.js';
import { canonicalJson } from '../../src/rules/scheme/score-sheet.js';
import { event, facts, leaf, schemeOf as documentOf } from './scheme/scheme-fixtures.js';

const MEAN: CombineDocument = { to: 'quarter', by: 'mean', missing: 'exclude', source: '第九条' };
/** Each finding costs 2.00, from August on 4.00; the other half is settled work over work due. */
const version = (...combine: CombineDocument[]): SchemeOf => {
  const nodes = [leaf('work', 50, { kind: 'ratio', of: { numerator: 'done', denominator: 'due' } }), leaf('faults', 50, { kind: 'deduct-to-floor', events: 'findings', each: [{ value: 2, source: '甲', effectiveFrom: '2025-01-01' }, { value: 4, source: '乙', effectiveFrom: '2026-08-01' }] })];
  const periods: PeriodsDocument = { scoredBy: 'month', combine };
  return ({ period }) => compileScheme({ ...documentOf(nodes), periods }, { on: lastDayOf(parsePeriod(period)!) });
};

const member = (personId: string) => ({ personId, name: `法官${personId}`, post: 'judge' as const, nature: 'civil', rank: null, divisionId: 'd', division: '民一庭', months: '1.00', dutyFactor: '1.0000', monthsServed: [] });
const judged = (personId: string, done: number, ...findings: string[]): PersonFacts => facts(personId, { numbers: { done, due: 10 }, events: { findings: findings.map((id) => event(id)) } });
const month = (period: string, ...own: PersonFacts[]): PeriodFacts => ({ period, members: own.map(({ personId }) => member(personId)), facts: own });
/** The quarter's own facts say something else altogether: no point may come from them. */
const quarter = (...shorter: PeriodFacts[]): GroupFacts => ({ ...month('2026Q3', judged('a', 0, 'f1', 'f2'), judged('b', 0)), group: 'judge:civil', shorter });
const three = (): GroupFacts => quarter(month('2026-07', judged('a', 8, 'f1'), judged('b', 10)), month('2026-08', judged('a', 9, 'f2'), judged('b', 4)), month('2026-09', judged('a', 10), judged('b', 10)));

function captured(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('not refused');
}

describe('a group in a period made of shorter ones', () => {
  it('is the mean of the months’ own sheets, each with the values of its time, and says so line by line', () => {
    const schemeOf = version(MEAN);
    const result = workOut(three(), schemeOf);
    const months = three().shorter!.map((part) => workOut({ ...part, group: 'judge:civil' }, schemeOf));
    // a: 88.00, 91.00, 100.00 (July’s finding costs 2.00, August’s 4.00); b: 100.00, 70.00, 100.00.
    expect(months.map(({ sheets }) => sheets.map((sheet) => sheet.total))).toEqual([['88.00', '100.00'], ['91.00', '70.00'], ['100.00', '100.00']]);
    expect(result.standings.map(({ personId, rank, total }) => [personId, rank, total])).toEqual([['a', 1, '93.00'], ['b', 2, '90.00']]);
    const part = result.sheets[0]!.components[1]!;
    expect(part.type === 'leaf' && part.lines.map((line) => [line.reason.zh, line.clause])).toEqual([['faults (2026-07 48.00 + 2026-08 46.00 + 2026-09 50.00) ÷ 3 = 48.00', '第九条']]);
  });

  it('gives the same bytes from what was frozen, and one person at a time', async () => {
    const first = canonicalJson(workOut(three(), version(MEAN)));
    expect(canonicalJson(workOut(JSON.parse(canonicalJson(three())) as GroupFacts, version(MEAN)))).toBe(first);
    expect(canonicalJson(await workOutGently(three(), version(MEAN), () => Promise.resolve()))).toBe(first);
  });

  it('leaves a missing month out or refuses, as the rule says, naming who and when', () => {
    const input = quarter(month('2026-07', judged('a', 8)), month('2026-08', judged('a', 9), judged('b', 4)), month('2026-09', judged('a', 10), judged('b', 10)));
    expect(workOut(input, version(MEAN)).sheets.map((sheet) => sheet.total)).toEqual(['95.00', '85.00']);
    const refusal = captured(() => workOut(input, version({ ...MEAN, missing: 'refuse' })));
    expect([refusal.code, refusal.faults.map(({ path, zh }) => [path, zh])]).toEqual(['scheme.cannotCombine', [['2026-07.b', '法官b：缺少“2026-07”的得分单；方案规定缺期不得合成。']]]);
  });

  it('is refused without a rule for it, or before any month has begun; never scored from facts of its own', () => {
    expect(captured(() => workOut({ ...quarter(), shorter: [] }, version({ ...MEAN, to: 'year' }))).code).toBe('scheme.cannotCombine');
    expect(captured(() => workOut({ ...quarter(), shorter: [] }, version(MEAN))).code).toBe('scheme.cannotCombine');
  });

  it('names every fact missing in every month at once', () => {
    const bare = (personId: string): PersonFacts => facts(personId, { numbers: { due: 10 }, events: { findings: [] } });
    const refusal = captured(() => workOut(quarter(month('2026-07', bare('a'), bare('b')), month('2026-08', judged('a', 1), bare('b'))), version(MEAN)));
    expect(refusal.code).toBe('scheme.factsMissing');
    expect(refusal.faults.map(({ path, zh }) => [path, zh.slice(0, 7)])).toEqual([['a.done', '2026-07'], ['b.done', '2026-07'], ['b.done', '2026-08']]);
  });

  it('answers what withdrawing a record of one month would make of the whole, and nothing where it cannot be said', () => {
    const input = three();
    const whatIf = new WhatIf(input, version(MEAN), workOut(input, version(MEAN)), 'a');
    // August 91.00 → 95.00, so (88 + 95 + 100) ÷ 3, each leaf rounded once: 45.00 + 49.33.
    expect(whatIf.without('f2')).toEqual({ total: '94.33', rank: 1 });
    expect(whatIf.without('elsewhere')).toBeNull();
    expect(whatIf.withPoints('elsewhere', '1.00')).toBeNull();
    expect(whatIf.withoutRecord({ numbers: { done: '-9' } }, '2026-08')).toEqual({ total: '78.00', rank: 2 });
    expect(whatIf.withoutRecord({ numbers: { done: '-9' } })).toBeNull();
    expect(whatIf.shorter()).toEqual([{ period: '2026-07', total: '88.00' }, { period: '2026-08', total: '91.00' }, { period: '2026-09', total: '100.00' }]);
  });

  it('asks for shorter periods only where the scheme makes it of them', () => {
    const months = ['2026-07', '2026-08', '2026-09'];
    const periods = (own: PeriodsDocument): { of: (period: string) => string[] | null } => {
      const scheme = compileScheme({ ...documentOf([leaf('work', 100, { kind: 'ratio', of: { numerator: 'done', denominator: 'due' } })]), periods: own });
      return { of: (period) => shorterPeriods(scheme, period) };
    };
    const monthly = periods({ scoredBy: 'month', combine: [MEAN] });
    expect([monthly.of('2026-07'), monthly.of('2026Q3'), monthly.of('2026')]).toEqual([null, months, []]);
    const weighted = periods({ scoredBy: 'month', combine: [{ to: 'year', by: 'weighted', weights: { month: 60, 'half-year': 40 }, missing: 'exclude' }] });
    expect([weighted.of('2026H1'), weighted.of('2026Q1'), weighted.of('2026')?.length]).toEqual([null, [], 14]);
    expect(shorterPeriods(compileScheme(documentOf([leaf('work', 100, { kind: 'ratio', of: { numerator: 'done', denominator: 'due' } })])), '2026')).toBeNull();
  });
});
