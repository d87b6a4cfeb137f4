import { readFileSync } from 'node:fs';
import type { DomainError } from '../../../src/kernel/domain-error.js';
import { sum } from '../../../src/kernel/exact.js';
import { combinePeriods } from '../../../src/rules/scheme/combine-periods.js';
import { compileScheme } from '../../../src/rules/scheme/compile.js';
import type { CombineDocument, PeriodsDocument } from '../../../src/rules/scheme/document-sections.js';
import { prepareScheme, scorePerson } from '../../../src/rules/scheme/evaluate.js';
import { schemeDifferences } from '../../../src/rules/scheme-differences.js';
import { leavesOf, linesOf, type ScoreSheet } from '../../../src/rules/scheme/score-sheet.js';
import { bands, both, declared, event, facts, group, leaf, schemeOf, shipped } from './scheme-fixtures.js';
import { parse } from 'yaml';

const nodes = [group('g', 60, [leaf('a', 40, { kind: 'formula', points: 'a' }), leaf('b', 20, { kind: 'ratio', of: { numerator: 'b', denominator: 'due' } })]), leaf('c', 40, { kind: 'deduct-to-floor', events: 'findings' })];

function combined(combine: Partial<CombineDocument>, months: Record<string, { a: number; b: number; due: number }>, period = '2026Q1', scoredBy: PeriodsDocument['scoredBy'] = 'month'): ScoreSheet {
  const periods = { scoredBy, combine: [{ to: 'quarter' as const, by: 'mean' as const, missing: 'exclude' as const, ...combine }] };
  const scheme = compileScheme({ ...schemeOf(nodes), periods });
  const sheets = Object.entries(months).map(([key, numbers]) => ({ period: key, sheet: scorePerson(prepareScheme(scheme, []), facts('甲', { numbers, events: { findings: [event(key, '1.25')] } })) }));
  return combinePeriods(scheme, period, sheets);
}

const quarter = { '2026-01': { a: 30, b: 1, due: 2 }, '2026-02': { a: 33.33, b: 0, due: 0 }, '2026-03': { a: 40, b: 2, due: 2 } };
const pointsOf = (sheet: ScoreSheet): string[] => leavesOf(sheet.components).map((part) => part.points);

describe('a longer period from shorter ones', () => {
  test('mean: leaf by leaf with the arithmetic in words; a leaf that did not apply counts nothing in a month whose weight its siblings carried', () => {
    const sheet = combined({}, quarter);
    // In February b does not apply; a counts in points of its own and c takes over.
    expect(leavesOf(sheet.components).map((part) => part.lines[0]!.reason.zh)).toEqual([
      'a (2026-01 30.00 + 2026-02 33.33 + 2026-03 40.00) ÷ 3 = 34.44',
      'b (2026-01 10.00 + 2026-02 0.00 + 2026-03 20.00) ÷ 3 = 10.00（2026-02 不适用，其分由同级承担）',
      'c (2026-01 38.75 + 2026-02 58.75 + 2026-03 38.75) ÷ 3 = 45.42',
    ]);
    expect(sheet.total).toBe(sum(linesOf(sheet).map((line) => line.points)).toFixed(2));
    // The mean of 78.75, 92.08 and 98.75.
    expect(sheet.total).toBe('89.86');
  });

  test.each([
    ['sum', ['103.33', '30.00', '136.25']],
    ['last', ['40.00', '20.00', '38.75']],
    ['best', ['40.00', '20.00', '38.75']],
    ['worst', ['30.00', '10.00', '38.75']],
  ] as const)('%s', (by, expected) => {
    expect(pointsOf(combined({ by }, quarter))).toEqual(expected);
  });

  test('weighted by month, and by kind: what is missing is left out or refused, by the rule', () => {
    expect(pointsOf(combined({ by: 'weighted', weights: { '01': 50, '02': 20, '03': 30 } }, quarter))[0]).toBe('33.67');
    const half = { ...quarter, '2026Q1': { a: 20, b: 2, due: 2 } };
    const sheet = combined({ to: 'half-year', by: 'weighted', weights: { month: 60, quarter: 40 } }, half, '2026H1');
    expect(leavesOf(sheet.components)[0]!.lines[0]!.reason.zh).toBe('a 2026-01 30.00 × 20% + 2026-02 33.33 × 20% + 2026-03 40.00 × 20% + 2026Q1 20.00 × 40% = 28.67');
    const refusal = captured(() => combined({ missing: 'refuse' }, { '2026-01': quarter['2026-01'] }));
    expect(refusal.faults.map((fault) => fault.path)).toEqual(['2026-02', '2026-03']);
    expect(refusal.faults[0]!.zh).toContain('方案规定缺期不得合成');
  });

  test('a sheet from elsewhere, a period without a rule', () => {
    expect(captured(() => combined({}, { ...quarter, '2026-07': quarter['2026-01'] })).faults.map((fault) => fault.path)).toEqual(['2026-07']);
    expect(captured(() => combined({}, quarter, '2026')).faults[0]!.path).toBe('periods.combine');
  });

  test('document 10: head’s marks at 60 %, inspections at 40 % → 89.70', () => {
    const periods = { scoredBy: 'month' as const, combine: [{ to: 'year' as const, by: 'weighted' as const, weights: { month: 60, 'half-year': 40 }, missing: 'exclude' as const }] };
    const scheme = compileScheme({ ...schemeOf([leaf('a', 100, { kind: 'formula', points: 'a' })]), periods });
    const sheets = Object.entries({ '2026-01': 91, '2026-02': 92, '2026H1': 84, '2026H2': 90 }).map(([period, a]) => ({ period, sheet: scorePerson(prepareScheme(scheme, []), facts('甲', { numbers: { a } })) }));
    expect(combinePeriods(scheme, '2026', sheets).total).toBe('89.70');
  });

  test('a veto of any month stands over the year', () => {
    const scheme = compileScheme({
      ...schemeOf([leaf('c', 100, { kind: 'deduct-to-floor', events: 'findings' })]),
      grades: { source: 's', decidedBy: 'score', bands }, vetoes: [{ key: 'v', title: both('泄密'), source: 's', events: 'breaches', grade: 'poor' }],
      periods: { scoredBy: 'month', combine: [{ to: 'year', by: 'last', missing: 'exclude' }] },
    });
    const sheets = ['2026-01', '2026-02'].map((period, index) => ({ period, sheet: scorePerson(prepareScheme(scheme, []), facts('甲', { events: { findings: [], breaches: index ? [] : [event('b')] } })) }));
    expect(combinePeriods(scheme, '2026', sheets)).toMatchObject({ total: '100.00', vetoes: [{ key: 'v', why: { zh: '2026-01 一票否决“泄密”：事项 b 2026-10-01' } }] });
  });
});

describe('differences between two versions', () => {
  test('a version differs in nothing from itself, nor by the order of its clauses or the spelling of its numbers', () => {
    const document = shipped('judge-civil');
    expect(schemeDifferences(document, document)).toEqual([]);
    expect(schemeDifferences(document, { ...document, fullMark: '100.00', nodes: [...document.nodes].reverse() })).toEqual([]);
  });

  test('clause by clause: value, weight, source, words, added, removed, in both languages', () => {
    const before = shipped('judge-civil');
    const after = parse(readFileSync('config/schemes/judge-civil.v1.yaml', 'utf8')) as typeof before;
    const quality = after.nodes[2]!.children!;
    quality[1]!.rule!['each'] = 4;
    quality[0]!.fullMark = 11;
    quality[2]!.source = '示例〔2027〕2号 K3';
    quality[3]!.title.zh = '改判、发回重审';
    quality.pop();
    after.nodes.push({ ...leaf('new', 4, { kind: 'add-only', events: 'merits' }), title: { zh: '新增项', en: 'New part' } });
    expect(schemeDifferences(before, after).map(({ path, kind, field, before: was, after: is }) => (kind === 'changed' ? [path, kind, field, was, is] : [path, kind]))).toEqual(
      expect.arrayContaining([
        ['quality/K1', 'changed', 'fullMark', '10', '11'],
        ['quality/K2', 'changed', 'rule.each', '3', '4'],
        ['quality/K3', 'changed', 'source', '示例〔2026〕1号 K3', '示例〔2027〕2号 K3'],
        ['quality/K4', 'changed', 'title.zh', '改判发回（归责成立）', '改判、发回重审'],
        ['quality/K6', 'removed'],
        ['new', 'added'],
      ]),
    );
    expect(schemeDifferences(before, after)).toHaveLength(6);
  });

  test('grades, parameters and facts are matched by their keys', () => {
    const before = { ...schemeOf([]), grades: { source: 's', decidedBy: 'score', bands }, facts: [declared('x', 'number'), declared('y', 'number')] };
    const after = { ...before, grades: { ...before.grades, bands: [{ ...bands[0], from: 92 }, ...bands.slice(1)] }, facts: [declared('y', 'events')] };
    expect(schemeDifferences(before, after).map(({ path, kind, field }) => [path, kind, field])).toEqual([
      ['grades.bands/excellent', 'changed', 'from'],
      ['facts/y', 'changed', 'shape'],
      ['facts/x', 'removed', null],
    ]);
  });
});

function captured(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('nothing was refused');
}
