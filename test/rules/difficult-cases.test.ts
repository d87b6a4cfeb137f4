import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { byStrokes } from '../../src/court/stroke-order.js';
import { Decimal, sum } from '../../src/kernel/exact.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { checkKind, gateChecks, rangeOfKind, rangeOfKinds, type CaseFigure, type ClaimedCase, type PointRange } from '../../src/rules/difficult-case-checks.js';
import { afterApplicationStep, afterRoundStep, APPLICATION_STEPS, daysOfHalf, halfYearOf, ROUND_STEPS, type ApplicationAction, type ApplicationState, type RoundAction, type RoundState } from '../../src/rules/difficult-case-rounds.js';
import { filledIn, kindsInForce, readDifficultTable, type EvidenceRole } from '../../src/rules/difficult-case-table.js';
import { concentrationOf, countVotes, quorumOf, readFraction, underCap } from '../../src/rules/difficult-case-votes.js';

const catalogue = (): unknown => parse(readFileSync('config/catalogues/difficult-cases.yaml', 'utf8'));
const PARAMETERS = { 'difficult.minDefendants': 5 };
const table = readDifficultTable(catalogue());
const kinds = kindsInForce(table, '2026-09-30').map((kind) => filledIn(kind, PARAMETERS));

interface Examples {
  申报时间: { 例: string; 结案: string | null; 生效: string | null; 申报: string; 可以申报: boolean }[];
  核验: { 种类: string; 例: string; 要素?: Record<string, number>; 附件?: EvidenceRole[]; 性质?: string; 案由?: string; 类型?: string; 通过: boolean; 区间?: string }[];
  多种情形: { 例: string; 区间: string[]; 合并: string }[];
  表决: { 例: string; 法定: number; 取法?: 'mean' | 'median'; 票: string[]; 入选: boolean | null; 分值?: string }[];
  法定人数: { 比例: string; 委员: number; 法定: number }[];
  年度封顶: { 例: string; 封顶: string; 已计: string; 评定: string[]; 计入: string[]; 减去: string[] }[];
  申报集中: { 例: string; 申报: Record<string, [number, number]>; 提示: string[]; 占比: string }[];
}
const examples = parse(readFileSync('test/rules/difficult-cases.yaml', 'utf8')) as Examples;
const range = (text: string): PointRange => ({ min: text.split('–')[0]!, max: text.split('–')[1]! });
const written = ({ min, max }: PointRange): string => `${min}–${max}`;
const figure = (value: number): CaseFigure => ({ value, source: { zh: '登记', en: 'register' }, stated: false });

function claimed({ 要素 = {}, 附件 = [], 性质 = 'civil', 案由 = '', 类型 = '民初' }: Partial<Examples['核验'][number]>): ClaimedCase {
  return { nature: 性质, cause: 案由, typeCode: 类型, papers: 附件, parameters: PARAMETERS, figures: Object.fromEntries(Object.entries(要素).map(([name, value]) => [name, figure(value)])) };
}

describe('worked examples', () => {
  test.each(examples.申报时间)('$例', ({ 结案, 生效, 申报, 可以申报 }) => {
    expect(gateChecks({ closedOn: 结案, effectiveOn: 生效, appliedOn: 申报 }).every(({ passed }) => passed)).toBe(可以申报);
  });

  test.each(examples.核验)('$种类 $例', (example) => {
    const kind = kinds.find(({ code }) => code === example.种类)!;
    const verdict = checkKind(kind, claimed(example));
    expect(verdict.passed).toBe(example.通过);
    if (!example.通过) expect(verdict.checks.some(({ passed }) => !passed)).toBe(true);
    if (example.区间) expect(written(rangeOfKind(kind, claimed(example)))).toBe(example.区间);
  });

  test('every kind of the catalogue has an example that passes and one that does not', () => {
    const seen = (passes: boolean) => new Set(examples.核验.filter((one) => one.通过 === passes).map((one) => one.种类));
    for (const { code } of table.kinds) expect([code, seen(true).has(code), seen(false).has(code)]).toEqual([code, true, true]);
    expect(table.kinds).toHaveLength(11);
  });

  test.each(examples.多种情形)('$例', ({ 区间, 合并 }) => expect(written(rangeOfKinds(区间.map(range), '2.00'))).toBe(合并));

  test.each(examples.表决)('$例', ({ 法定, 取法 = 'median' as const, 票, 入选, 分值 }) => {
    const votes = 票.map((given) => (given === 'no' ? { vote: 'no' as const, points: null, mayRefile: false } : { vote: 'yes' as const, points: given, mayRefile: false }));
    const result = countVotes(votes, 法定, 取法);
    if (入选 === null) expect(result).toBeNull();
    else expect([result!.awarded, result!.points]).toEqual([入选, 分值]);
  });

  test.each(examples.法定人数)('$比例 of $委员', ({ 比例, 委员, 法定 }) => expect(quorumOf({ share: readFraction(比例)!, members: 委员 })).toBe(法定));

  test.each(examples.年度封顶)('$例', ({ 封顶, 已计, 评定, 计入, 减去 }) => {
    const capped = underCap(评定.map((points, at) => ({ id: String(at), points })), 已计, 封顶);
    expect([capped.map(({ entered }) => entered), capped.map(({ cut }) => cut)]).toEqual([计入, 减去]);
  });

  test.each(examples.申报集中)('$例', ({ 申报, 提示, 占比 }) => {
    const watched = concentrationOf(Object.entries(申报).map(([name, [claims, closed]]) => ({ personId: name, name, claims, closed })), { share: '30.00', least: 3 });
    expect(watched.filter(({ pointedOut }) => pointedOut).map(({ name }) => name)).toEqual(提示);
    expect(watched[0]!.share).toBe(占比);
  });
});

describe('the catalogue', () => {
  test('fills the lost number in from the court’s parameter, and says so where there is none', () => {
    const [raw] = table.kinds.filter(({ code }) => code === 'DC04');
    expect(filledIn(raw!, PARAMETERS).label).toBe('被告人5人以上');
    const { checks, passed } = checkKind(raw!, { ...claimed({ 要素: { defendants: 50 }, 性质: 'criminal' }), parameters: {} });
    expect(passed).toBe(false);
    expect(checks.some(({ limit }) => limit.zh.includes('difficult.minDefendants 未设定'))).toBe(true);
  });

  test('refuses a file with a kind upside down, an unknown figure and a group of causes nobody listed, all at once', () => {
    const broken = catalogue() as { kinds: Record<string, unknown>[] };
    broken.kinds[0]!.pointsMin = '9.00';
    broken.kinds[1]!.check = { anyOf: [{ fact: 'shoeSize', atLeast: 10 }] };
    broken.kinds[4]!.check = { causes: 'nobody' };
    let fault: unknown;
    try {
      readDifficultTable(broken);
    } catch (error) {
      fault = error;
    }
    expect((fault as DomainError).faults.map(({ path }) => path)).toEqual(['kinds[0].pointsMax', 'kinds[1].check.anyOf[0].fact', 'kinds[4].check.causes']);
  });
});

describe('the steps', () => {
  function reachable<State extends string, Action extends string>(first: State, actions: Action[], after: (state: State, action: Action) => State | null): State[] {
    const seen = new Set<State>([first]);
    for (const state of seen) for (const action of actions) {
      const next = after(state, action);
      if (next) seen.add(next);
    }
    return [...seen].sort();
  }

  test('every state is reached and nothing happens after the end', () => {
    const [round, claim] = [Object.keys(ROUND_STEPS) as RoundAction[], Object.keys(APPLICATION_STEPS) as ApplicationAction[]];
    expect(reachable<RoundState, RoundAction>('collecting', round, afterRoundStep)).toEqual(['cancelled', 'closed', 'collecting', 'counted', 'noticed', 'voting']);
    expect(reachable<ApplicationState, ApplicationAction>('filed', claim, afterApplicationStep)).toEqual(['awarded', 'filed', 'opined', 'rejected', 'struck', 'undecided', 'withdrawn']);
    for (const end of ['closed', 'cancelled'] as const) for (const action of round) expect(afterRoundStep(end, action)).toBeNull();
    for (const end of ['rejected', 'struck', 'undecided', 'withdrawn'] as const) for (const action of claim) expect(afterApplicationStep(end, action)).toBeNull();
  });

  test('nobody is awarded without the chief’s opinion', () => expect(afterApplicationStep('filed', 'award')).toBeNull());

  test('a day belongs to one half-year', () => {
    for (const day of ['2026-01-01', '2026-06-30', '2026-07-01', '2026-12-31']) {
      const { from, until } = daysOfHalf(halfYearOf(day));
      expect(from <= day && day < until).toBe(true);
    }
  });
});

describe('laws', () => {
  const point = fc.integer({ min: 300, max: 800 }).map((hundredths) => new Decimal(hundredths).div(100).toFixed(2));
  const vote = fc.oneof(point.map((points) => ({ vote: 'yes' as const, points, mayRefile: false })), fc.constant({ vote: 'no' as const, points: null, mayRefile: true }));

  test('the order in which votes come never matters, and points lie inside what those in favour gave', () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 15 }), fc.constantFrom('median' as const, 'mean' as const), (votes, by) => {
        const result = countVotes(votes, 1, by)!;
        expect(countVotes([...votes].reverse(), 1, by)).toEqual(result);
        expect(result.yes + result.no).toBe(result.present);
        const given = votes.flatMap(({ points }) => points ?? []).map(Number);
        if (result.awarded) expect(Number(result.points) >= Math.min(...given) && Number(result.points) <= Math.max(...given)).toBe(true);
      }),
    );
  });

  test('the cap is never passed, and what enters and what is cut make up what was awarded', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 8 }), fc.integer({ min: 0, max: 1500 }), (awarded, already) => {
        const before = new Decimal(already).div(100);
        const capped = underCap(awarded.map((points, at) => ({ id: String(at), points })), before.toFixed(2), '15.00');
        expect(sum([before, ...capped.map(({ entered }) => entered)]).lte(15)).toBe(true);
        for (const { points, entered, cut } of capped) expect(new Decimal(entered).plus(cut).eq(points)).toBe(true);
      }),
    );
  });

  test('names by strokes: the same whatever order they come in', () => {
    const names = ['郑华', '王敏', '何静', '丁洁', '卫东', '史进', '雷鸣'];
    expect([...names].sort(byStrokes)).toEqual(['丁洁', '卫东', '王敏', '史进', '何静', '郑华', '雷鸣']);
    fc.assert(fc.property(fc.shuffledSubarray(names, { minLength: 7 }), (shuffled) => expect(shuffled.sort(byStrokes)).toEqual([...names].sort(byStrokes))));
  });
});
