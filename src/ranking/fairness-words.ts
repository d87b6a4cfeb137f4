import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { percent } from '../rules/case-flow.js';
import type { FairnessItem, FairnessView, ShiftedOrder } from './dto/fairness.dto.js';

type Range = readonly [Decimal, Decimal] | null;

/** The sentences of the fairness panel: what a figure means for a reader, never the figure alone. */
export function neighboursItem({ pairs, alike }: { pairs: number; alike: number }): FairnessItem | null {
  if (!pairs) return null;
  const text: Sentence = alike
    ? { zh: `${pairs} 对相邻名次中 ${alike} 对难分先后，差异不宜单独作为奖惩依据。`, en: `Of ${pairs} pairs of neighbours ${alike} cannot be told apart: such a difference alone should decide nothing.` }
    : { zh: `${pairs} 对相邻名次都分得出先后。`, en: `All ${pairs} pairs of neighbours can be told apart.` };
  return { key: 'neighbours', text, link: null };
}

export function weightsItem(orders: readonly ShiftedOrder[]): FairnessItem | null {
  if (!orders.length) return null;
  const said = ([10, 20] as const).map((size) => {
    const own = orders.filter(({ change }) => Math.abs(change) === size);
    const leaving = [...new Set(own.flatMap((one) => one.leaving))];
    const most = Math.max(0, ...own.map(({ moved }) => moved.length));
    return leaving.length
      ? { zh: `±${size}%：前 3 名会有变动（${leaving.join('、')}可能退出），最多 ${most} 人换名次`, en: `±${size} %: the first three would change (${leaving.join(', ')} may leave), at most ${most} change places` }
      : { zh: `±${size}%：前 3 名不变，最多 ${most} 人换名次`, en: `±${size} %: the first three stay, at most ${most} change places` };
  });
  return { key: 'weights', text: { zh: `任一大类权重${said.map(({ zh }) => zh).join('；')}。`, en: `Any component’s weight ${said.map(({ en }) => en).join('; ')}.` }, link: null };
}

/** @param named whether the reader may open the page that says it of each reviewer */
export function reviewersItem(reviewers: FairnessView['reviewers'], named: boolean): FairnessItem {
  const differences = reviewers.flatMap(({ difference }) => (difference === null ? [] : [new Decimal(difference)]));
  const link = named ? '/review/agreement' : null;
  if (differences.length < 2) return { key: 'reviewers', text: { zh: '评查员之间可比的案件太少，看不出宽严。', en: 'Too few comparable cases to tell whether reviewers differ in severity.' }, link };
  const apart = points(Decimal.max(...differences).minus(Decimal.min(...differences)));
  return { key: 'reviewers', text: { zh: `近一年同类案件中，评查员宽严最大相差每案 ${apart} 分；得分未作调整，已计入名次区间。`, en: `In like cases of twelve months reviewers differ by up to ${apart} points a case; no score is adjusted for it, the intervals take it in.` }, link };
}

export function mixItem(weights: Range): FairnessItem | null {
  if (!weights) return null;
  const [from, until] = weights.map((one) => points(one));
  return { key: 'mix', text: { zh: `案件构成不同：每人结案的件均权重 ${from}–${until}。`, en: `The cases differ: mean weight of a closed case ${from}–${until} from person to person.` }, link: null };
}

export function basisItem(closed: Range, reviewed: Range): FairnessItem | null {
  if (!closed || !reviewed) return null;
  const words = ([from, until]: readonly [Decimal, Decimal]): string => `${from.toFixed(0)}–${until.toFixed(0)}`;
  const few = reviewed[0].lt(5) ? { zh: '评查件数少的，质量分起伏大。', en: ' Where few were reviewed, the quality part swings widely.' } : { zh: '', en: '' };
  return { key: 'basis', text: { zh: `每人依据已结 ${words(closed)} 件、已评查 ${words(reviewed)} 件。${few.zh}`, en: `Each score rests on ${words(closed)} closed and ${words(reviewed)} reviewed cases.${few.en}` }, link: null };
}

export function overturnedItem({ all, gone }: { all: number; gone: number }): FairnessItem | null {
  const share = percent(gone, all);
  if (share === null) return null;
  return { key: 'overturned', text: { zh: `本期记录的差错 ${all} 项，经说明、复议撤销 ${gone} 项（${points(share)}%）。`, en: `Of ${all} findings recorded in the period ${gone} were withdrawn after comment or reconsideration (${points(share)} %).` }, link: '?panel=clauses&which=withdrawn' };
}
