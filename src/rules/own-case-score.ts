import { toHundredths, type Exact } from '../kernel/exact.js';
import { hearingTotal, type CaseForms, type ScoringRules } from './case-grade.js';
import type { FormContent } from './review-forms.js';
import { placeOf, type Entered, type PlacedFinding } from './review-scores.js';

/** A case without a deduction. Here and below whole hundredths, so that adding them up is exact. */
export const WHOLE_CASE = 10_000;

export interface CountedForm {
  content: FormContent;
  /** Weight in the case score, per cent; 0 where this kind of review gives the form none. */
  percent: number;
  /** Full mark of each part. */
  fulls: readonly number[];
  /** What the reviewer took off each part beside the findings. */
  entered: readonly number[];
}

/** What one review brings to the case score: forms that apply, and the hearing where one was assessed. */
export interface CountedReview {
  forms: readonly CountedForm[];
  /** `lost`: short of the full mark; `isJudges`: the judge assessed is the responsible judge. */
  hearing: { percent: number; lost: number; isJudges: boolean } | null;
  /** Sum of the weights of what applies. */
  base: number;
}

/** Where a finding stands on the forms of a review. */
export interface FormPlace {
  form: number;
  part: number;
}

/** One person's part of a finding's points; `place` = `null` where no form of the review can take it. */
export interface OwnDeduction {
  place: FormPlace | null;
  own: number;
}

/** What a mark is made of beside one deduction: with it, the mark for any other size of the deduction is known ({@link markWith}). */
export interface DeductionInMark {
  /** Forms times weights without the deduction. */
  rest: number;
  percent: number;
  base: number;
  /** Most the part can still lose. */
  room: number;
  /** Lost by the case's other reviews. */
  elsewhere: number;
}

/**
 * The weights, full marks and entered marks of one review, as the case score has them (rules/case-grade.ts).
 * @param forms those that apply, in the order of the review, each with what {@link markedOff} says of it
 * @param hearing `byJudge`: the one assessed is the responsible judge
 * @returns `null` where nothing that applies has a weight
 */
export function countedReview(
  kind: CaseForms['kind'],
  forms: readonly { content: FormContent; lost: readonly number[] }[],
  hearing: { assessment: Exact; summation: Exact | null; byJudge: boolean } | null,
  rules: Pick<ScoringRules, 'weights' | 'hearing'>,
): CountedReview | null {
  const percents = percentsOf(rules)[kind === 'routine' ? 'routine' : 'key'];
  const counted = forms.map(({ content, lost }): CountedForm => ({ content, percent: percents[content.form] ?? 0, fulls: fullsOf(content), entered: lost }));
  const heard = percents['F-HRG'] ?? 0;
  const assessed = hearing && heard > 0 ? { percent: heard, lost: WHOLE_CASE - toHundredths(hearingTotal(hearing.assessment, hearing.summation, rules.hearing)), isJudges: hearing.byJudge } : null;
  const base = counted.reduce((total, { percent }) => total + percent, assessed?.percent ?? 0);
  return base > 0 ? { forms: counted, hearing: assessed, base } : null;
}

/** The part of the forms that takes a finding, as on the reviewer's sheet. */
export function formPlace(finding: Pick<PlacedFinding, 'clause' | 'appliesTo'>, contents: readonly FormContent[]): FormPlace | null {
  const place = placeOf(finding, contents);
  if (!place) return null;
  const form = contents.findIndex((content) => content.form === place.form);
  return { form, part: contents[form]!.parts.findIndex(({ code }) => code === place.part) };
}

/**
 * 评查得分（按份额）of one review: the case score with every deduction multiplied by the person's share. A finding takes its
 * own points (points × share, rounded once when it is recorded) off its part; a part stops at zero; the forms count by their
 * weights, one that does not apply giving its weight to the others in proportion; rounded half up once.
 *
 * Marks entered beside the findings name nobody. The matrix (CATALOGUES §4) speaks of findings only, and the responsible judge
 * is the one "whose score the case enters" (GLOSSARY): what was entered on the document and the substance is the responsible
 * judge's alone. What a hearing fell short of is the judge's who was assessed; of another judge than the responsible one it
 * lowers nobody here (it stands in that judge's own hearing marks).
 *
 * @param bears whether the marks entered are this person's
 * @example routine, no hearing; the document 88.00 by entered marks, procedure without fault → judge (88 × 35 + 100 × 40) ÷ 75 = 94.40, everybody else 100.00
 * @example M-C-18 on the procedure, 0.50, clerk 80 %, judge 20 %, no hearing → judge 100 − 0.10 × 40 ÷ 75 = 99.95, clerk 100 − 0.40 × 40 ÷ 75 = 99.79
 * @returns hundredths
 * Source: CATALOGUES §3.6, §13 (`ownCaseScore`); examples in test/rules/own-case-score.yaml.
 */
export function ownReviewScore(review: CountedReview, found: readonly OwnDeduction[], bears: boolean): number {
  return divided(weighed(review, found, bears), review.base);
}

/**
 * The person's mark of a case: 100 less what its reviews of the period took off, not below zero.
 * @param lost by each review, hundredths
 */
export function ownCaseScore(lost: Iterable<number>): number {
  let left = WHOLE_CASE;
  for (const one of lost) left -= one;
  return Math.max(0, left);
}

/** @param found the person's other findings of that review @param elsewhere lost by the case's other reviews */
export function deductionInMark(review: CountedReview, found: readonly OwnDeduction[], place: FormPlace | null, bears: boolean, elsewhere: number): DeductionInMark {
  const rest = weighed(review, found, bears);
  const form = place && review.forms[place.form]!;
  if (!form || !takesFindings(form, place.part)) return { rest, percent: 0, base: review.base, room: 0, elsewhere };
  return { rest, percent: form.percent, base: review.base, room: form.fulls[place.part]! - deducted(form, place.form, place.part, found, bears), elsewhere };
}

/** A finding of a review from before the forms: taken off the case as it is. */
export function plainDeduction(elsewhere: number): DeductionInMark {
  return { rest: WHOLE_CASE, percent: 1, base: 1, room: WHOLE_CASE, elsewhere };
}

/**
 * The person's mark of the case had the deduction been of another size.
 * @example rest 100.00, percent 40, base 75, own 1.00 → 100 − 1.00 × 40 ÷ 75 = 99.47
 * @returns hundredths
 */
export function markWith(own: number, { rest, percent, base, room, elsewhere }: DeductionInMark): number {
  return ownCaseScore([WHOLE_CASE - divided(rest - percent * Math.min(own, room), base), elsewhere]);
}

/** Marks of one form as this person's score has it, and what was taken off each part. */
export function ownFormScore(form: CountedForm, at: number, found: readonly OwnDeduction[], bears: boolean): number {
  let left = 0;
  for (let part = 0; part < form.fulls.length; part++) left += form.fulls[part]! - deducted(form, at, part, found, bears);
  return left;
}

function weighed({ forms, hearing }: CountedReview, found: readonly OwnDeduction[], bears: boolean): number {
  let total = hearing ? hearing.percent * (WHOLE_CASE - (bears && hearing.isJudges ? hearing.lost : 0)) : 0;
  for (let at = 0; at < forms.length; at++) if (forms[at]!.percent) total += forms[at]!.percent * ownFormScore(forms[at]!, at, found, bears);
  return total;
}

function deducted(form: CountedForm, at: number, part: number, found: readonly OwnDeduction[], bears: boolean): number {
  let lost = bears ? form.entered[part]! : 0;
  if (takesFindings(form, part)) for (const { place, own } of found) if (place?.form === at && place.part === part) lost += own;
  return Math.min(lost, form.fulls[part]!);
}

/** On a scale a step is chosen; nothing else moves the part. */
function takesFindings({ content }: CountedForm, part: number): boolean {
  return content.parts[part]!.scale === null;
}

/** Half up; both are whole and far below what a number holds exactly. */
function divided(total: number, base: number): number {
  return Math.floor((2 * total + base) / (2 * base));
}

type Percents = Record<'routine' | 'key', Record<string, number>>;

/** Weights and full marks are the same for a year of reviews: each is read once. */
const knownPercents = new WeakMap<object, Percents>();
const knownFulls = new WeakMap<FormContent, number[]>();

function percentsOf({ weights }: Pick<ScoringRules, 'weights'>): Percents {
  let percents = knownPercents.get(weights);
  if (!percents) {
    percents = { routine: {}, key: {} };
    for (const { forms: served, routine, key } of weights) {
      const form = ['F-HRG', 'F-DOC', 'F-PRO'].find((one) => served.includes(one)) ?? 'F-SUB';
      percents.routine[form] = toHundredths(routine);
      percents.key[form] = toHundredths(key);
    }
    knownPercents.set(weights, percents);
  }
  return percents;
}

function fullsOf(content: FormContent): number[] {
  let fulls = knownFulls.get(content);
  if (!fulls) knownFulls.set(content, (fulls = content.parts.map(({ full }) => toHundredths(full))));
  return fulls;
}

/** What was entered on a form, part by part: marked off beside the findings, or short of the full mark on a scale; hundredths. */
export function markedOff(content: FormContent, entered: Entered): number[] {
  return content.parts.map((part, at) => {
    const given = entered[part.code] ?? {};
    if (part.scale) return fullsOf(content)[at]! - toHundredths(given[part.code] ?? '0');
    return part.items.reduce((lost, { code }) => lost + inHundredths(given[code]), 0);
  });
}

/** Nearly every item loses nothing: those need no reading. */
function inHundredths(text: string | undefined): number {
  return text === undefined || text === '0.00' ? 0 : toHundredths(text);
}
