import type { Sentence } from '../kernel/domain-error.js';
import { fromHundredths } from '../kernel/exact.js';
import { ownFormScore, ownReviewScore, WHOLE_CASE, type CountedForm, type CountedReview, type OwnDeduction } from './own-case-score.js';

/** A person's part of a finding, with what its arithmetic is told by; hundredths. */
export interface ToldDeduction extends OwnDeduction {
  code: string;
  points: number;
  share: number;
  /** Per cent of the own points that counts. */
  countsFor: number;
}

/**
 * The arithmetic of {@link ownReviewScore} in words: each form with its weight, each part with what was taken off it.
 * @example 裁判文书评查表 86.00 × 35/75（说理：差错 M-C-11 2.00 × 100% = 2.00，表上另扣 12.00）+ 程序与卷宗评查表 100.00 × 40/75 = 93.47
 */
export function ownReviewWords(review: CountedReview, found: readonly ToldDeduction[], bears: boolean): Sentence {
  const { forms, hearing, base } = review;
  const counted = [...forms.entries()].filter(([, { percent }]) => percent > 0);
  const terms = counted.map(([at, form]): Sentence => {
    const mark = written(ownFormScore(form, at, found, bears));
    const parts = partsOf(form, at, found, bears);
    const weight = weightOf(form.percent, base);
    const [label, labelEn] = [plain(form.content.label), plain(form.content.labelEn)];
    return {
      zh: `${label} ${mark} × ${weight}${parts.length ? `（${parts.map(({ zh }) => zh).join('；')}）` : ''}`,
      en: `${labelEn} ${mark} × ${weight}${parts.length ? ` (${parts.map(({ en }) => en).join('; ')})` : ''}`,
    };
  });
  if (hearing) terms.splice(1, 0, hearingTerm(hearing, base, bears));
  const score = written(ownReviewScore(review, found, bears));
  return { zh: `${terms.map(({ zh }) => zh).join(' + ')} = ${score}`, en: `${terms.map(({ en }) => en).join(' + ')} = ${score}` };
}

/** `M-C-18 0.50 × 20% = 0.10`; what counts for a part only says so. */
export function deductionWords({ code, points, share, countsFor, own }: Omit<ToldDeduction, 'place'>): string {
  const part = countsFor === 100 ? '' : ` × ${countsFor}%`;
  return `${code} ${written(points)} × ${fromHundredths(share).toFixed()}%${part} = ${written(own)}`;
}

function partsOf(form: CountedForm, at: number, found: readonly ToldDeduction[], bears: boolean): Sentence[] {
  return form.content.parts.flatMap((part, index): Sentence[] => {
    const own = found.filter(({ place }) => place?.form === at && place.part === index);
    const entered = form.entered[index]!;
    if (!own.length && !entered) return [];
    const findings = own.map(deductionWords).join('、');
    const marked = written(entered);
    const zh = [...(findings ? [`差错 ${findings}`] : []), ...(entered ? [bears ? `表上另扣 ${marked}` : `表上另扣 ${marked} 不由本人承担`] : [])];
    const en = [...(findings ? [`findings ${findings.replaceAll('、', ', ')}`] : []), ...(entered ? [bears ? `${marked} marked off` : `${marked} marked off, not this person’s`] : [])];
    return [{ zh: `${part.label} ${written(form.fulls[index]!)}：${zh.join('，')}`, en: `${part.labelEn} ${written(form.fulls[index]!)}: ${en.join(', ')}` }];
  });
}

function hearingTerm({ percent, lost, isJudges }: NonNullable<CountedReview['hearing']>, base: number, bears: boolean): Sentence {
  const own = bears && isJudges;
  const [mark, weight] = [written(WHOLE_CASE - (own ? lost : 0)), weightOf(percent, base)];
  const not = lost && !own ? { zh: `（庭审失分 ${written(lost)} 不由本人承担）`, en: ` (${written(lost)} short in the hearing, not this person’s)` } : { zh: '', en: '' };
  return { zh: `庭审 ${mark} × ${weight}${not.zh}`, en: `Hearing ${mark} × ${weight}${not.en}` };
}

/** `35%` of the whole, `35/75` where others give their weight. */
function weightOf(percent: number, base: number): string {
  const whole = fromHundredths(percent).toFixed();
  return base === WHOLE_CASE ? `${whole}%` : `${whole}/${fromHundredths(base).toFixed()}`;
}

/** `实体评查表（仅重点、专项评查）` → `实体评查表`: whoever reads it has the review before them. */
const plain = (label: string): string => label.replace(/\s*[（(].*$/, '');
const written = (hundredths: number): string => fromHundredths(hundredths).toFixed(2);
