import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { caseResult, scoringRules, type CaseForms } from '../../src/rules/case-grade.js';
import { readReviewForms } from '../../src/rules/review-forms.js';
import { enteredFaults, formSheet, meanOf, missingItems, placeOf, type Entered, type PlacedFinding } from '../../src/rules/review-scores.js';

const shipped = (): unknown => parse(readFileSync('config/catalogues/review-forms.yaml', 'utf8'));
const { forms, settings } = readReviewForms(shipped());
const rules = scoringRules(settings);
const contentOf = (code: string) => forms.find((form) => form.code === code)!.content;

interface Examples {
  forms: { name: string; form: string; entered: Entered; findings?: Omit<PlacedFinding, 'id'>[]; parts?: Record<string, string>; score: string }[];
  cases: { name: string; given: CaseForms; score: string; grade: string; says?: string[] }[];
}
const examples = parse(readFileSync('test/rules/review-scores.yaml', 'utf8')) as Examples;

describe('a form', () => {
  test.each(examples.forms)('$name', ({ form, entered, findings = [], parts = {}, score }) => {
    const sheet = formSheet(contentOf(form), entered, findings.map((finding, at) => ({ ...finding, id: `f${at}` })));
    expect(sheet.score).toBe(score);
    for (const [part, mark] of Object.entries(parts)) expect([part, sheet.parts.find(({ code }) => code === part)!.score]).toEqual([part, mark]);
  });

  test('a substantive finding goes to the substance form where there is one, else to the document', () => {
    const [doc, pro, sub] = ['F-DOC-V', 'F-PRO-V', 'F-SUB'].map(contentOf);
    const finding = { clause: 'S-C-01', appliesTo: 'substantive' };
    expect(placeOf(finding, [doc!, pro!, sub!])).toEqual({ form: 'F-SUB', part: 'facts', item: 'facts' });
    expect(placeOf(finding, [doc!, pro!])).toEqual({ form: 'F-DOC', part: 'facts', item: 'D13' });
    // A file without a document still has somewhere to put a document's fault.
    expect(placeOf({ clause: 'M-C-12', appliesTo: 'document' }, [pro!])).toEqual({ form: 'F-PRO', part: 'PV8', item: null });
    expect(placeOf(finding, [contentOf('F-HRG')])).toBeNull();
  });

  test('names each item still missing, and every fault of what was entered', () => {
    const content = contentOf('F-DOC-V');
    expect(missingItems(content, { facts: { D11: '0', D12: '0', D13: '0', D14: '0' } }).map(({ path }) => path)).toEqual([
      'F-DOC.evidence.D21', 'F-DOC.evidence.D22', 'F-DOC.evidence.D23', 'F-DOC.evidence.D24',
      'F-DOC.reasoning.D31', 'F-DOC.reasoning.D32', 'F-DOC.reasoning.D33', 'F-DOC.reasoning.D34',
      'F-DOC.format.D41', 'F-DOC.format.D42', 'F-DOC.format.D43', 'F-DOC.format.D44',
    ]);
    expect(enteredFaults(content, 'facts', { D11: '0.20', D12: '6.50', D13: '3.00', D99: '1', D14: 'x' }).map(({ path }) => path)).toEqual(['F-DOC.facts.D11', 'F-DOC.facts.D12', 'F-DOC.facts.D99', 'F-DOC.facts.D14']);
    expect(enteredFaults(content, 'nowhere', {})).toHaveLength(1);
    expect(enteredFaults(contentOf('F-SUM'), 'law', { law: '15.00' })[0]!.zh).toContain('20.00 / 16.00');
    expect(enteredFaults(contentOf('F-PRO-V'), 'PV1', { PV1: '1.00' })[0]!.zh).toContain('只由差错扣分');
    expect(enteredFaults(contentOf('F-PRO-V'), 'PV1', { PV1: '0.00' })).toEqual([]);
  });

  test('a file that does not add up is refused whole', () => {
    const faulty = shipped() as { forms: { full: string; unlisted?: string }[]; weights: { routinePercent: string }[] };
    faulty.forms[0]!.full = '99.00';
    faulty.forms[0]!.unlisted = 'nowhere';
    faulty.weights[0]!.routinePercent = '36.00';
    expect(() => readReviewForms(faulty)).toThrow(expect.objectContaining({ code: 'catalogue.faulty', params: expect.objectContaining({ count: 3 }) }));
  });
});

describe('a case', () => {
  test.each(examples.cases)('$name', ({ given, score, grade, says = [] }) => {
    const result = caseResult(given, rules);
    expect([result.score, result.grade.label]).toEqual([score, grade]);
    const lines = result.lines.map(({ zh }) => zh);
    for (const sentence of says) expect(lines).toContain(sentence);
  });

  test('without one form that applies there is no score', () => {
    expect(() => caseResult({ kind: 'routine', document: null, procedure: null, substance: null, hearing: null, confirmedSerious: 0 }, rules)).toThrow(expect.objectContaining({ code: 'caseGrade.nothing' }));
    expect(() => scoringRules(settings.filter(({ code }) => code !== 'FR-01'))).toThrow(expect.objectContaining({ code: 'caseGrade.missing', params: { what: 'F-HRG' } }));
  });

  const mark = fc.integer({ min: 0, max: 10_000 }).map((value) => (value / 100).toFixed(2));
  const maybe = fc.option(mark);
  const given = fc.record({
    kind: fc.constantFrom('routine' as const, 'key' as const, 'special' as const), document: mark, procedure: maybe, substance: maybe,
    hearing: fc.option(fc.record({ assessment: mark, summation: maybe })), confirmedSerious: fc.constant(0),
  });

  test('the score lies between the lowest and the highest mark that counts, and a better form never lowers it', () => {
    fc.assert(
      fc.property(given, (forms) => {
        const { score } = caseResult(forms, rules);
        const marks = [forms.document, forms.procedure, forms.kind === 'routine' ? null : forms.substance, forms.hearing?.assessment, forms.hearing?.summation].flatMap((one) => (one == null ? [] : [Number(one)]));
        expect(Number(score)).toBeGreaterThanOrEqual(Math.min(...marks) - 0.01);
        expect(Number(score)).toBeLessThanOrEqual(Math.max(...marks) + 0.01);
        expect(Number(caseResult({ ...forms, document: '100.00' }, rules).score)).toBeGreaterThanOrEqual(Number(score));
      }),
    );
  });

  test('findings never raise a form and never take it below zero, in whatever order they come', () => {
    const clause = fc.constantFrom('M-C-01', 'M-C-08', 'M-C-12', 'S-C-06', 'X-NEW');
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.uuid(), clause, appliesTo: fc.constant('document'), lost: mark }), { maxLength: 8 }), (findings) => {
        const content = contentOf('F-DOC-P');
        const { score } = formSheet(content, {}, findings);
        expect(Number(score)).toBeGreaterThanOrEqual(0);
        expect(Number(score)).toBeLessThanOrEqual(100);
        expect(formSheet(content, {}, [...findings].reverse()).score).toBe(score);
        expect(Number(formSheet(content, {}, findings.slice(1)).score)).toBeGreaterThanOrEqual(Number(score));
      }),
    );
  });

  test('the mean of two assessors is rounded half up once', () => {
    expect(meanOf(['82.00', '81.99']).toFixed(2)).toBe('82.00');
    expect(meanOf(['90', '85']).toFixed(2)).toBe('87.50');
  });
});
