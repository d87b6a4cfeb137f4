import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { ownCaseScore, ownReviewScore } from '../rules/own-case-score.js';
import { deductionWords, ownReviewWords, type ToldDeduction } from '../rules/own-case-words.js';
import { placed, type ReviewsOnForms } from './reviews-on-forms.js';
import type { SharedFinding } from './shared-finding.js';
import { written } from './written.js';

interface ReviewWords extends Sentence {
  score: string;
  /** Score of the whole case; empty for reviews from before the forms. */
  whole: string;
}

/**
 * A person's mark of a case as its record tells it: the day, and for each review the parts, weights, deductions and shares.
 * @param found of that person in the case's reviews of the period
 */
export function markWords(day: Day, reviews: ReviewsOnForms, caseId: string, isJudge: boolean, found: readonly SharedFinding[]): Sentence {
  const own = found.map((one) => ({ ...one, points: Number(one.points), share: Number(one.share), countsFor: Number(one.countsFor), own: Number(one.ownPoints) }));
  const words = reviews.ofCase(caseId).flatMap((review): ReviewWords[] => {
    if (!isJudge && !own.some(({ reviewId }) => reviewId === review.id)) return [];
    const deductions: ToldDeduction[] = placed(review, own);
    const bears = isJudge && review.isLast;
    return [{ ...ownReviewWords(review.counted, deductions, bears), score: written(ownReviewScore(review.counted, deductions, bears)), whole: written(review.caseScore) }];
  });
  const plain = own.filter(({ reviewId }) => !reviews.has(reviewId));
  if (plain.length || !words.length) words.push(plainWords(plain));
  const head = own.length ? { zh: `本人承担差错 ${own.length} 项`, en: `${own.length} finding(s) with an own share` } : { zh: '本人没有差错', en: 'no finding of the person’s' };
  const terms = words.map((one) => `(100.00 − ${one.score})`).join(' + ');
  const several = words.length > 1 ? { zh: `；几次评查扣分相加：${terms}`, en: `; what several reviews took off adds up: ${terms}` } : { zh: '', en: '' };
  const whole = words.flatMap((one) => one.whole || []);
  return {
    zh: `评查 ${day} 提交，${head.zh}：${words.map(({ zh }) => zh).join('；')}${several.zh}${whole.length ? `。全案得分 ${whole.join('、')}` : ''}`,
    en: `Review submitted on ${day}, ${head.en}: ${words.map(({ en }) => en).join('; ')}${several.en}${whole.length ? `. Score of the whole case ${whole.join(', ')}` : ''}`,
  };
}

type ToldFinding = Omit<ToldDeduction, 'place'>;

function plainWords(found: readonly ToldFinding[]): ReviewWords {
  const score = written(ownCaseScore(found.map(({ own }) => own)));
  const listed = found.map(deductionWords);
  return {
    zh: listed.length ? `100.00 − 差错（${listed.join('、')}） = ${score}（评查表启用前提交）` : `${score}（评查表启用前提交）`,
    en: listed.length ? `100.00 − findings (${listed.join(', ')}) = ${score} (submitted before there were forms)` : `${score} (submitted before there were forms)`,
    score, whole: '',
  };
}
