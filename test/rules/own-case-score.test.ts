import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Decimal, fromHundredths, toHundredths } from '../../src/kernel/exact.js';
import { caseResult, scoringRules } from '../../src/rules/case-grade.js';
import { sharePoints } from '../../src/rules/finding-rules.js';
import { countedReview, deductionInMark, formPlace, markedOff, markWith, ownCaseScore, ownReviewScore, plainDeduction, type CountedReview, type OwnDeduction } from '../../src/rules/own-case-score.js';
import { ownReviewWords } from '../../src/rules/own-case-words.js';
import { withPointsOf } from '../../src/rules/reconsidered-facts.js';
import { readReviewForms } from '../../src/rules/review-forms.js';
import { formSheet, type Entered } from '../../src/rules/review-scores.js';

const { forms, settings } = readReviewForms(parse(readFileSync('config/catalogues/review-forms.yaml', 'utf8')));
const rules = scoringRules(settings);
const contentOf = (code: string) => forms.find((form) => form.code === code)!.content;

interface Given {
  kind: 'routine' | 'key';
  forms: Record<string, Entered>;
  hearing?: { assessment: string; summation: string | null; byJudge?: boolean };
  findings: { clause: string; appliesTo: string; points: string; shares: Record<string, string>; parts?: number[] }[];
}
type Example = Given & { name: string; caseScore: string; marks: Record<string, string> };
const examples = parse(readFileSync('test/rules/own-case-score.yaml', 'utf8')) as Example[];

const entriesOf = (given: Given) => Object.entries(given.forms).map(([code, entered]) => ({ content: contentOf(code), entered }));
function reviewOf(given: Given): CountedReview {
  const { hearing = null } = given;
  return countedReview(given.kind, entriesOf(given).map(({ content, entered }) => ({ content, lost: markedOff(content, entered) })), hearing && { byJudge: true, ...hearing }, rules)!;
}
/** What the reviewer's desk shows. */
function caseScoreOf(given: Given): string {
  const entries = entriesOf(given);
  const contents = entries.map(({ content }) => content);
  const placed = given.findings.map(({ clause, appliesTo, points }, at) => ({ id: `f${at}`, clause, appliesTo, lost: points }));
  const mark = (form: string) => {
    const one = entries.find(({ content }) => content.form === form);
    return one ? formSheet(one.content, one.entered, placed, contents).score : null;
  };
  return caseResult({ kind: given.kind, document: mark('F-DOC'), procedure: mark('F-PRO'), substance: mark('F-SUB'), hearing: given.hearing ?? null, confirmedSerious: 0 }, rules).score;
}
function ownOf(given: Given, person: string): OwnDeduction[] {
  const contents = entriesOf(given).map(({ content }) => content);
  return given.findings.flatMap(({ clause, appliesTo, points, shares, parts }) => {
    const people = Object.keys(shares);
    const own = sharePoints(points, Object.values(shares), parts);
    return people.flatMap((one, at) => (one === person ? [{ place: formPlace({ clause, appliesTo }, contents), own: toHundredths(own[at]!) }] : []));
  });
}
const markOf = (given: Given, person: string): string => fromHundredths(ownReviewScore(reviewOf(given), ownOf(given, person), person === '承办人')).toFixed(2);

describe('a person’s own score of a reviewed case', () => {
  test.each(examples)('$name', (given) => {
    expect(caseScoreOf(given)).toBe(given.caseScore);
    expect(Object.keys(given.marks).map((person) => [person, markOf(given, person)])).toEqual(Object.entries(given.marks));
  });

  test('says its arithmetic: part, weight, deduction, share, own deduction', () => {
    const given = examples.find(({ name }) => name.startsWith('书记员送达笔误'))!;
    const told = (person: string, share: number) => ownReviewWords(reviewOf(given), ownOf(given, person).map((one) => ({ ...one, code: 'M-C-18', points: 50, share, countsFor: 100 })), person === '承办人');
    expect(told('承办人', 2000).zh).toBe('裁判文书评查表 100.00 × 35/75 + 程序与卷宗评查表 99.90 × 40/75（送达告知 15.00：差错 M-C-18 0.50 × 20% = 0.10） = 99.95');
    expect(told('书记员', 8000).en).toBe('Document review 100.00 × 35/75 + Procedure and file review 99.60 × 40/75 (Service and notices 15.00: findings M-C-18 0.50 × 80% = 0.40) = 99.79');
    const marked = examples.find(({ name }) => name.startsWith('规程所附算例'))!;
    expect(ownReviewWords(reviewOf(marked), [], true).zh).toContain('裁判文书评查表 88.00 × 35%（事实叙述 25.00：表上另扣 4.00；说理 30.00：表上另扣 8.00） + 庭审 86.80 × 25%');
    expect(ownReviewWords(reviewOf(marked), [], false).zh).toContain('表上另扣 8.00 不由本人承担） + 庭审 100.00 × 25%（庭审失分 13.20 不由本人承担）');
  });

  test('what several reviews took off adds up, down to zero', () => {
    expect(ownCaseScore([])).toBe(10_000);
    expect(ownCaseScore([150, 25])).toBe(9_825);
    expect(ownCaseScore([6_000, 5_000])).toBe(0);
  });

  test('a finding withdrawn or made smaller moves the mark by its weight', () => {
    const given = examples.find(({ name }) => name.startsWith('没有庭审'))!;
    const [only] = ownOf(given, '承办人');
    const mark = deductionInMark(reviewOf(given), [], only!.place, true, 0);
    expect([200, 100, 0].map((own) => markWith(own, mark))).toEqual([9_907, 9_953, 10_000]);
    expect(markWith(100, plainDeduction(50))).toBe(9_850);
    expect(markWith(100, deductionInMark(reviewOf(given), [], null, true, 50))).toBe(9_950);
    const event = { id: 'f', clause: 'M-C-11', label: { zh: '', en: '' }, day: null, points: '2.00', share: '0.5', source: { kind: 'finding' as const, id: 'f', label: '' }, without: { pieces: [{ fact: 'ownCaseScore', sourceId: 'c', value: '100.00', mark }] } };
    const facts = { personId: 'p', months: '12', dutyFactor: '1', numbers: {}, events: { minorFindings: [event] }, pieces: { ownCaseScore: [{ source: { kind: 'case' as const, id: 'c', label: '' }, value: '99.53', weight: 1 }] } };
    // 1.00 at half a share: 0.50 × 35 ÷ 75 = 0.2333…
    expect(withPointsOf(facts, 'f', '1.00').pieces['ownCaseScore']![0]!.value).toBe('99.77');
  });
});

const CLAUSES = [['M-C-12', 'document'], ['M-C-18', 'procedure'], ['M-C-29', 'file'], ['S-C-06', 'document'], ['S-C-03', 'procedure'], ['S-C-01', 'substantive'], ['M-C-08', 'document,hearing'], ['X-NEW', 'procedure']] as const;
const cents = (most: number) => fc.integer({ min: 0, max: most }).map((value) => fromHundredths(value).toFixed(2));
const enteredOn = (code: string) => fc.record(Object.fromEntries(contentOf(code).parts.map((part) => [part.code, fc.record(Object.fromEntries(part.items.map((item) => [item.code, cents(toHundredths(item.full))])))])));
const findings = fc.array(fc.record({ clause: fc.constantFrom(...CLAUSES), points: cents(3000), share: fc.integer({ min: 0, max: 10_000 }) }), { maxLength: 8 });
const givens = fc.record({
  kind: fc.constantFrom('routine' as const, 'key' as const),
  document: fc.option(enteredOn('F-DOC-V'), { nil: null }), substance: fc.option(enteredOn('F-SUB'), { nil: null }),
  hearing: fc.option(fc.record({ assessment: cents(10_000), summation: fc.option(cents(10_000), { nil: null }) }), { nil: undefined }),
  findings,
}).map(({ kind, document, substance, hearing, findings: found }): { given: Given; shares: number[] } => ({
  given: {
    kind, ...(hearing ? { hearing } : {}), forms: { ...(document ? { 'F-DOC-V': document } : {}), 'F-PRO-V': {}, ...(substance && kind === 'key' ? { 'F-SUB': substance } : {}) },
    findings: found.map(({ clause: [clause, appliesTo], points }) => ({ clause, appliesTo, points, shares: { 承办人: '100' } })),
  },
  shares: found.map(({ share }) => share),
}));
const scaled = (own: readonly OwnDeduction[], shares: readonly number[]): OwnDeduction[] => own.map((one, at) => ({ ...one, own: Math.round((one.own * shares[at]!) / 10_000) }));

describe('laws of the own case score', () => {
  test('whoever answers for everything has the case score', () => {
    fc.assert(fc.property(givens, ({ given }) => expect(markOf(given, '承办人')).toBe(caseScoreOf(given))), { numRuns: 300 });
  });

  test('whoever answers for less never has less, nobody less than the case itself or more than 100', () => {
    fc.assert(
      fc.property(givens, fc.boolean(), ({ given, shares }, bears) => {
        const review = reviewOf(given);
        const own = ownReviewScore(review, scaled(ownOf(given, '承办人'), shares), bears);
        expect(own).toBeGreaterThanOrEqual(toHundredths(caseScoreOf(given)));
        expect(own).toBeLessThanOrEqual(10_000);
        expect(ownReviewScore(review, [], false)).toBe(10_000);
      }),
      { numRuns: 200 },
    );
  });

  test('the order of findings does not matter, and taking one out says what the mark without it is', () => {
    fc.assert(
      fc.property(givens, fc.boolean(), ({ given, shares }, bears) => {
        const review = reviewOf(given);
        const own = scaled(ownOf(given, '承办人'), shares);
        const whole = ownReviewScore(review, own, bears);
        expect(ownReviewScore(review, [...own].reverse(), bears)).toBe(whole);
        for (const one of own) {
          const others = own.filter((other) => other !== one);
          const mark = deductionInMark(review, others, one.place, bears, 0);
          expect(markWith(one.own, mark)).toBe(whole);
          expect(markWith(0, mark)).toBe(ownReviewScore(review, others, bears));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('while no part is used up, what two people lose of shared findings adds up to what the case loses', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ points: cents(100), share: fc.integer({ min: 0, max: 100 }) }), { maxLength: 5 }), (found) => {
        const given: Given = { kind: 'routine', forms: { 'F-DOC-V': {}, 'F-PRO-V': {} }, findings: found.map(({ points, share }) => ({ clause: 'M-C-18', appliesTo: 'procedure', points, shares: { 承办人: String(share), 书记员: String(100 - share) } })) };
        const lost = (['承办人', '书记员'] as const).map((person) => new Decimal(100).minus(markOf(given, person)));
        expect(lost[0]!.plus(lost[1]!).minus(new Decimal(100).minus(caseScoreOf(given))).abs().toNumber()).toBeLessThanOrEqual(0.01);
      }),
      { numRuns: 200 },
    );
  });
});
