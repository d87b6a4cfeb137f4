import type { Fault, Sentence } from '../kernel/domain-error.js';
import { Decimal, points, roundHalfUp, sum } from '../kernel/exact.js';
import { COMPONENT_KINDS, type ComponentKind } from './grades-and-bonus-table.js';
import { rankScores } from './ranks.js';

/** One part of a competition as announced. */
export interface CompetitionPart {
  code: string;
  label: Sentence;
  kind: ComponentKind;
  /** Per cent. */
  weight: string;
  abilityAndPerformance: boolean;
  /** Years, pieces drawn or forms it needs. */
  least: number;
  source: string;
}

/** One number a part rests on: a year of the archive, a piece drawn, a rating, points against what was asked. */
export interface PartInput {
  /** Out of 100. */
  value: string;
  label: Sentence;
}

/** What one candidate brings to one part. */
export interface PartInputs {
  code: string;
  inputs: PartInput[];
  /** Of a rating: how many forms. */
  forms: number | null;
}

export interface PartResult {
  code: string;
  /** Out of 100, two places. */
  value: string;
  /** Value × weight. */
  points: string;
  why: Sentence;
}

/** Announced kinds that no competition may have. Source: 竞岗不搞演讲、答辩和考试 (MISSION U6). */
const REFUSED: readonly [RegExp, string, string][] = [
  [/speech|演讲|演说/i, '演讲', 'a speech'],
  [/defen[cs]e|答辩/i, '答辩', 'a defence'],
  [/exam|written test|考试|笔试|面试|interview/i, '考试（笔试、面试）', 'an examination'],
];

/**
 * What is wrong with the parts of a competition, all at once: a speech, defence or examination (by kind or by name); an unknown kind; a weight
 * that is no share; weights that do not make 100; a share of ability and performance below what the court has set.
 * @param shareTo the court's parameter, per cent
 */
export function partFaults(parts: readonly { code: string; label: Sentence; kind: string; weight: string; abilityAndPerformance: boolean; least: number }[], shareTo: string): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  parts.forEach(({ code, label, kind, weight, least }, index) => {
    const path = `parts[${index}]`;
    const refused = REFUSED.find(([pattern]) => [kind, label.zh, label.en].some((text) => pattern.test(text)));
    if (refused) faults.push({ path, zh: `竞岗不设${refused[1]}：以业绩和能力的记录为准，不搞演讲、答辩和考试。请去掉这一项。`, en: `A competition has no room for ${refused[2]}: it rests on records of performance and ability. Take this part out.` });
    else if (!COMPONENT_KINDS.some((one) => one === kind)) faults.push({ path: `${path}.kind`, zh: `没有“${kind}”这种成绩来源。请从列表中选择。`, en: `There is no source of marks “${kind}”. Choose from the list.` });
    if (seen.has(code)) faults.push({ path: `${path}.code`, zh: `编码“${code}”用了两次。`, en: `The code “${code}” stands twice.` });
    seen.add(code);
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(weight) || new Decimal(weight).lte(0)) faults.push({ path: `${path}.weight`, zh: `权重“${weight}”应为大于零的百分数，如 15.00。`, en: `The weight “${weight}” must be per cent above zero, such as 15.00.` });
    if (kind === 'rated' && least < 20) faults.push({ path: `${path}.least`, zh: '民主测评不得少于 20 份。', en: 'A rating needs at least 20 forms.' });
  });
  if (faults.length) return faults;
  const all = sum(parts.map(({ weight }) => weight));
  if (!all.eq(100)) faults.push({ path: 'parts', zh: `各项权重合计 ${points(all)}，应为 100.00。`, en: `The weights come to ${points(all)}; they must make 100.00.` });
  else if (new Decimal(abilityShare(parts)).lt(shareTo)) faults.push({ path: 'parts', zh: `能力和业绩占 ${abilityShare(parts)}%，低于本院确定的 ${points(shareTo)}%。请调整权重。`, en: `Ability and performance make ${abilityShare(parts)} %, below the ${points(shareTo)} % the court has set. Change the weights.` });
  return faults;
}

/** 能力和业绩所占比重. @example the example of §14 → 40 + 15 + 15 + 10 = 80.00 */
export function abilityShare(parts: readonly { weight: string; abilityAndPerformance: boolean }[]): string {
  return points(sum(parts.filter(({ abilityAndPerformance }) => abilityAndPerformance).map(({ weight }) => weight)));
}

/**
 * 竞岗得分 of one candidate: each part is the mean of what it rests on, half up to two places, times its weight, half up to two places; the total is
 * their sum. A part that lacks something has no value and is a fault naming it: nothing is assumed.
 * @example archive 90.00, 88.00, 92.00 at weight 40 → mean 90.00 → 36.00
 */
export function partResults(parts: readonly CompetitionPart[], brought: readonly PartInputs[]): { results: PartResult[]; total: string; faults: Fault[] } {
  const faults: Fault[] = [];
  const results = parts.flatMap((part): PartResult[] => {
    const { inputs, forms } = brought.find(({ code }) => code === part.code) ?? { inputs: [], forms: null };
    const missing = missingOf(part, inputs.length, forms);
    if (missing) {
      faults.push({ path: part.code, zh: `${part.label.zh}：${missing.zh}`, en: `${part.label.en}: ${missing.en}` });
      return [];
    }
    const value = roundHalfUp(sum(inputs.map((input) => input.value)).div(inputs.length));
    const own = points(value.times(part.weight).div(100));
    const said = (language: 'zh' | 'en'): string => {
      const rows = inputs.map((input) => `${input.label[language]} ${points(input.value)}`).join(language === 'zh' ? '、' : ', ');
      const mean = inputs.length > 1 ? (language === 'zh' ? `，平均 ${points(value)}` : `, mean ${points(value)}`) : '';
      return `${rows}${mean} × ${part.weight}% = ${own}`;
    };
    return [{ code: part.code, value: points(value), points: own, why: { zh: said('zh'), en: said('en') } }];
  });
  return { results, total: points(sum(results.map((one) => one.points))), faults };
}

/** Standard competition ranks of the totals; equals share the better place. */
export function placesOf(totals: readonly string[]): number[] {
  return rankScores(totals, 'standard');
}

function missingOf({ kind, least }: CompetitionPart, found: number, forms: number | null): Sentence | null {
  if (kind === 'rated' && found > 0 && (forms ?? 0) < least) return { zh: `测评表 ${forms ?? 0} 份，至少 ${least} 份`, en: `${forms ?? 0} forms, at least ${least} are needed` };
  const needed = kind === 'archive' || kind === 'summation' || kind === 'judgments' ? least : 1;
  if (found >= needed) return null;
  const lacks = { zh: `应有 ${needed} 项，现有 ${found} 项`, en: `${needed} needed, ${found} on record` };
  const what: Record<ComponentKind, Sentence> = {
    archive: { zh: '业绩档案的年度得分不全', en: 'scores of the archive are missing' },
    summation: { zh: '可抽取的庭审小结不足', en: 'too few hearing summations to draw from' },
    judgments: { zh: '可抽取的评查文书不足', en: 'too few reviewed judgments to draw from' },
    research: { zh: '没有调研积分要求，无从计算', en: 'no research points are asked of the person, so nothing can be reckoned' },
    rated: { zh: '尚未登记测评结果', en: 'no rating is recorded' },
    inspection: { zh: '尚未登记考察结果', en: 'no inspection is recorded' },
  };
  return { zh: `${what[kind].zh}（${lacks.zh}）`, en: `${what[kind].en} (${lacks.en})` };
}
