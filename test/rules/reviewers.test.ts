import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../../src/kernel/exact.js';
import { defectCoverage } from '../../src/rules/defect-coverage.js';
import { detectionRate, shareWithInterval } from '../../src/rules/detection-rate.js';
import { matchFindings, plainPlace, type ComparableFinding } from '../../src/rules/finding-pairs.js';
import { reviewerSeverity, type ReviewDeduction } from '../../src/rules/reviewer-severity.js';
import { tQuantile95 } from '../../src/rules/t-quantile.js';

const found = (id: string, clause: string, at: number | null, words = '', place = '判决书第1段', documentId: string | null = at === null ? null : 'd1'): ComparableFinding => ({
  id, clause, documentId, quote: words, quoteStart: at, place,
});

describe('whether two reviewers found the same fault', () => {
  test('overlapping passages of one clause are one fault; touching ones, other clauses and other passages are not', () => {
    const first = [found('a', 'M-C-01', 120, '依依法判令'), found('b', 'M-C-02', 300, '，，'), found('c', 'M-C-12', 500, '第五百条')];
    const second = [found('x', 'M-C-01', 124, '令被告'), found('y', 'M-C-02', 302, '应当'), found('z', 'M-C-11', 500, '第五百条')];
    const { both, firstOnly, secondOnly } = matchFindings(first, second);
    expect(both.map((pair) => [pair.first.id, pair.second.id])).toEqual([['a', 'x']]);
    expect([firstOnly.map(({ id }) => id), secondOnly.map(({ id }) => id)]).toEqual([['b', 'c'], ['y', 'z']]);
  });

  test('what has no passage goes by its place, however it is written; another version of the text by the same words', () => {
    expect(matchFindings([found('a', 'M-C-29', null, '', '卷宗第 12 页')], [found('x', 'M-C-29', null, '', '卷宗１２页。')]).both).toHaveLength(1);
    expect(matchFindings([found('a', 'M-C-29', null, '', '卷宗第12页')], [found('x', 'M-C-29', null, '', '卷宗第13页')]).both).toHaveLength(0);
    expect(matchFindings([found('a', 'M-C-01', 10, '依依法', '第2段', 'v1')], [found('x', 'M-C-01', 14, '依依法', '第3段', 'v2')]).both).toHaveLength(1);
    expect(plainPlace('判决书第 ３ 段')).toBe('判决书3段');
  });

  test('one long passage is the counterpart of one, not of two', () => {
    const { both, secondOnly } = matchFindings([found('a', 'M-C-01', 0, 'x'.repeat(50))], [found('x', 'M-C-01', 2, 'abc'), found('y', 'M-C-01', 20, 'abcdef')]);
    expect([both.map(({ second }) => second.id), secondOnly.map(({ id }) => id)]).toEqual([['y'], ['x']]);
  });

  test('laws: order and sides never change the counts, and nothing is lost or counted twice', () => {
    const one = fc.record({ clause: fc.constantFrom('M-C-01', 'M-C-02'), at: fc.option(fc.nat(30)), length: fc.integer({ min: 1, max: 12 }), place: fc.constantFrom('第1段', '第2段') });
    const list = fc.array(one, { maxLength: 7 });
    const made = (side: string, items: { clause: string; at: number | null; length: number; place: string }[]) => items.map(({ clause, at, length, place }, n) => found(`${side}${n}`, clause, at, at === null ? '' : 'x'.repeat(length), place));
    fc.assert(
      fc.property(list, list, (a, b) => {
        const [first, second] = [made('a', a), made('b', b)];
        const given = matchFindings(first, second);
        expect(given.both.length + given.firstOnly.length).toBe(first.length);
        expect(given.both.length + given.secondOnly.length).toBe(second.length);
        expect(matchFindings([...first].reverse(), [...second].reverse())).toEqual(given);
        expect(matchFindings(second, first).both).toHaveLength(given.both.length);
        expect(matchFindings(first, first).both).toHaveLength(first.length);
      }),
    );
  });
});

describe('detection rate', () => {
  test.each([[81, 263, '30.80', '25.53', '36.62'], [15, 148, '10.14', '6.24', '16.05'], [0, 20, '0.00', '0.00', '16.11'], [1, 29, '3.45', '0.61', '17.18']])(
    'Newcombe 1998, table I, method 3: %d of %d', (part, whole, percent, from, until) => {
      expect(shareWithInterval(part, whole)).toEqual({ part, whole, percent, interval: { from, until } });
    },
  );

  test('met, below with doubt, clearly below, and too few cases to say', () => {
    const of = (foundBy: number, there: number, cases: number) => detectionRate({ found: foundBy, there, cases }, '85.00', 10);
    expect(of(17, 20, 12)).toMatchObject({ percent: '85.00', cases: 12, verdict: 'met' });
    expect(of(16, 20, 12)).toMatchObject({ percent: '80.00', verdict: 'below', says: { zh: expect.stringContaining('也可能是碰巧') } });
    expect(of(60, 100, 40)).toMatchObject({ verdict: 'clearlyBelow', interval: { from: '50.20', until: '69.06' } });
    expect(of(3, 3, 9)).toMatchObject({ verdict: 'tooFew', says: { zh: expect.stringContaining('不足 10 件') } });
    expect(of(0, 0, 30)).toMatchObject({ percent: null, interval: null, verdict: 'tooFew' });
  });
});

describe('severity', () => {
  const review = (reviewerId: string, stratum: string, points: string): ReviewDeduction => ({ reviewerId, stratum, deducted: new Decimal(points) });
  const month = (reviewerId: string, stratum: string, ...points: string[]) => points.map((one) => review(reviewerId, stratum, one));

  test('compared within field, kind and month: a month of hard cases does not make anybody severe', () => {
    const reviews = [
      ...month('甲', '民事|routine|2026-09', '2', '3', '1', '2', '2'), ...month('乙', '民事|routine|2026-09', '2', '2', '3', '1', '2'),
      ...month('甲', '民事|key|2026-10', '9', '8', '10', '9', '9'), ...month('乙', '民事|key|2026-10', '9'),
    ];
    const [first, second] = reviewerSeverity(reviews).sort((a, b) => Number(b.cases) - Number(a.cases));
    expect(first).toMatchObject({ reviewerId: '甲', mean: '5.50', difference: '0.00', says: { zh: expect.stringContaining('看不出宽严之别') } });
    expect(second).toMatchObject({ reviewerId: '乙', mean: '3.17', difference: '0.00' });
  });

  test('worked by hand: strata of 2 and 3, 4 and 4 cases', () => {
    // 第一层 均值 5.00 与 3.00，权 2·3/5 = 1.2；第二层 4.00 与 3.00，权 4·4/8 = 2。(1.2·2 + 2·1) ÷ 3.2 = 1.375
    // 层内离差平方和 2 + 2 + 2 + 2 = 8，层间 1.2·0.625² + 2·0.375² = 0.75；自由度 13 − 2 − 1 = 10；s² = 0.875
    // 1.375 ± 2.2281 × √(0.875 ÷ 3.2) = 0.21 … 2.54
    const reviews = [...month('甲', 's1', '4', '6'), ...month('乙', 's1', '2', '3', '4'), ...month('甲', 's2', '3', '4', '4', '5'), ...month('乙', 's2', '2', '3', '3', '4')];
    const own = reviewerSeverity(reviews).find(({ reviewerId }) => reviewerId === '甲')!;
    expect(own).toMatchObject({ cases: 6, compared: 6, strata: 2, difference: '+1.38', interval: { from: '+0.21', until: '+2.54' } });
    expect(own.says.zh).toContain('偏严。仅供参考，不用于任何得分');
  });

  test('nobody to compare with: no number, and it says why', () => {
    expect(reviewerSeverity(month('甲', 's1', '4', '6', '2', '2', '2', '9'))[0]).toMatchObject({ mean: '4.17', difference: null, interval: null, says: { zh: expect.stringContaining('不作比较') } });
  });

  test('laws: two reviewers mirror one another; the same added to everybody changes no difference', () => {
    const some = fc.array(fc.tuple(fc.constantFrom('甲', '乙'), fc.constantFrom('s1', 's2'), fc.nat(1000)), { minLength: 14, maxLength: 40 });
    fc.assert(
      fc.property(some, fc.nat(500), (list, more) => {
        const made = (add: number) => reviewerSeverity(list.map(([who, stratum, points]) => review(who, stratum, String((points + add) / 100))));
        const [one, other] = made(0);
        expect(made(more).map(({ difference }) => difference)).toEqual(made(0).map(({ difference }) => difference));
        if (one && other && one.difference !== null && other.difference !== null) expect(Number(one.difference) + Number(other.difference)).toBeCloseTo(0, 9);
      }),
    );
  });

  test.each([[1, 12.7062], [2, 4.3027], [5, 2.5706], [10, 2.2281], [30, 2.0423], [120, 1.9799]])('Student’s t, 97.5 %%, %d degrees: %d', (degrees, quantile) => {
    expect(tQuantile95(degrees)).toBeCloseTo(quantile, 3);
  });
});

describe('coverage of defects', () => {
  test('worked example: 30 and 28 found, 21 by both, in 40 of 400 reviewed cases of 2000', () => {
    const coverage = defectCoverage({ pairs: 40, first: 30, second: 28, both: 21, reviewed: 400, closed: 2000, findings: 300 }, 10);
    expect(coverage).toMatchObject({ estimated: '39.86', certainty: 'fair', ofCases: '20.00', ofDefects: { percent: '75.26' }, undetectedInReviewed: { estimated: '98.60' } });
    expect(Number(coverage.ofDefects!.from)).toBeLessThan(75.26);
    expect(Number(coverage.ofDefects!.until)).toBeGreaterThan(75.26);
    expect(coverage.says.zh).toContain('估计另有约 99 处');
  });

  test('too few pairs, nothing in common, or few in common: it says so', () => {
    const field = { first: 8, second: 9, both: 6, reviewed: 100, closed: 0, findings: 70 };
    expect(defectCoverage({ ...field, pairs: 9 }, 10)).toMatchObject({ certainty: 'tooFew', ofCases: null, ofDefects: null, says: { zh: expect.stringContaining('不足 10 件') } });
    expect(defectCoverage({ ...field, pairs: 30, both: 0 }, 10)).toMatchObject({ certainty: 'tooFew', undetectedInReviewed: null });
    expect(defectCoverage({ ...field, pairs: 30 }, 10)).toMatchObject({ certainty: 'rough', says: { zh: expect.stringContaining('往往偏低') } });
  });
});
