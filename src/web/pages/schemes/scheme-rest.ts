import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { isPlain, listOf, sentenceOf, type Plain } from './scheme-document.js';
import type { FactWords } from './rule-words.js';
import { valueWords } from './value-words.js';

/** One block below the tree: what it is, and its rows as label, value, source. */
export interface RestBlock {
  key: 'parameters' | 'grades' | 'quotas' | 'topShare' | 'lastN' | 'vetoes' | 'declared' | 'periods' | 'duty' | 'distribution' | 'tasks';
  rows: { label: Bilingual; value: Bilingual; source: string }[];
}

const words = (zh: string, en = zh): Bilingual => ({ zh, en });
const titleOf = (item: Plain): Bilingual => sentenceOf(item.title) ?? words(String(item.key ?? item.name ?? ''));
const source = (item: Plain): string => (typeof item.source === 'string' ? item.source : '');
const PER: Record<string, Bilingual> = { court: words('全院', 'of the court'), unit: words('本部门', 'of the unit'), series: words('本序列', 'of the series'), group: words('同岗组', 'of the group') };
const SPAN: Record<string, Bilingual> = { month: words('月', 'month'), quarter: words('季度', 'quarter'), 'half-year': words('半年', 'half-year'), year: words('年', 'year'), campaign: words('整个活动', 'the campaign') };
const BY: Record<string, Bilingual> = { sum: words('合计', 'the sum'), mean: words('平均', 'the mean'), weighted: words('加权平均', 'the weighted mean'), last: words('取最后一期', 'the last'), best: words('取最好一期', 'the best'), worst: words('取最差一期', 'the worst') };
const MISSING: Record<string, Bilingual> = { exclude: words('缺期不计', 'missing ones left out'), refuse: words('缺期不能汇总', 'refused when one is missing') };
const DUTY: Record<string, Bilingual> = { servedMonths: words('任职月数', 'months served'), dutyFactor: words('职责系数', 'duty factor'), both: words('任职月数和职责系数', 'months served and duty factor') };
const named = (table: Record<string, Bilingual>, key: unknown): Bilingual => table[String(key)] ?? words(String(key ?? ''));
const percentOf = (item: Plain): Bilingual => {
  const [share, count] = [valueWords(item.share), valueWords(item.count)];
  return item.share === undefined ? words(`${count.zh} 名`, `${count.en} places`) : words(`${share.zh}%`, `${share.en} %`);
};

function gradeRows(grades: Plain): RestBlock['rows'] {
  return listOf(grades.bands).map((band) => {
    const from = band.from === 'none' || band.from === undefined ? words('其余', 'the rest') : words(`${valueWords(band.from).zh} 分起`, `from ${valueWords(band.from).en}`);
    return { label: titleOf(band), value: from, source: source(band) || source(grades) };
  });
}

function shares(items: unknown, title: (item: Plain) => Bilingual): RestBlock['rows'] {
  return listOf(items).map((item) => {
    const per = PER[String(item.per)] ?? words('', '');
    return { label: title(item), value: words(`${per.zh} ${percentOf(item).zh}`.trim(), `${percentOf(item).en} ${per.en}`.trim()), source: source(item) };
  });
}

/** Everything beside the tree, in the order a reader asks: grades, vetoes, parameters, own facts, the rest. */
export function restOf(root: Plain, fact: FactWords): RestBlock[] {
  const grades = isPlain(root.grades) ? root.grades : {};
  const bandTitle = (key: unknown): Bilingual => titleOf(listOf(grades.bands).find((band) => band.key === key) ?? { key });
  const periods = isPlain(root.periods) ? root.periods : null;
  const duty = isPlain(root.duty) ? root.duty : null;
  const distribution = listOf(Array.isArray(root.distribution) ? root.distribution : root.distribution === undefined ? [] : [root.distribution]);
  const blocks: RestBlock[] = [
    { key: 'grades', rows: gradeRows(grades) },
    { key: 'quotas', rows: shares(grades.quotas, (item) => bandTitle(item.grade)) },
    { key: 'topShare', rows: shares(grades.topShare, titleOf) },
    { key: 'lastN', rows: shares(grades.lastN, titleOf) },
    { key: 'vetoes', rows: listOf(root.vetoes).map((veto) => ({ label: titleOf(veto), value: veto.when === undefined ? words(`有“${fact(String(veto.events)).zh}”的，定为${bandTitle(veto.grade).zh}`, `any “${fact(String(veto.events)).en}” makes the grade ${bandTitle(veto.grade).en}`) : words(`${String(veto.when)} 时，定为${bandTitle(veto.grade).zh}`, `${String(veto.when)} makes the grade ${bandTitle(veto.grade).en}`), source: source(veto) })) },
    { key: 'parameters', rows: listOf(root.parameters).map((one) => ({ label: titleOf(one), value: words(`${valueWords(one.value).zh}${one.unit === undefined ? '' : ` ${String(one.unit)}`}`, `${valueWords(one.value).en}${one.unit === undefined ? '' : ` ${String(one.unit)}`}`), source: source(one) })) },
    { key: 'declared', rows: listOf(root.facts).map((one) => ({ label: titleOf(one), value: sentenceOf(one.meaning) ?? words(String(one.formula ?? '')), source: typeof one.formula === 'string' ? `= ${one.formula}` : source(one) })) },
    { key: 'periods', rows: periods ? [{ label: words('计分周期', 'Scored by'), value: named(SPAN, periods.scoredBy), source: source(periods) }, ...listOf(periods.combine).map((one) => ({ label: words(`汇总为${named(SPAN, one.to).zh}`, `Combined to a ${named(SPAN, one.to).en}`), value: words(`${named(BY, one.by).zh}，${named(MISSING, one.missing).zh}`, `${named(BY, one.by).en}, ${named(MISSING, one.missing).en}`), source: source(one) }))] : [] },
    { key: 'duty', rows: duty ? [{ label: words('折算', 'Scaled by'), value: named(DUTY, duty.by), source: source(duty) }] : [] },
    { key: 'distribution', rows: distribution.map((one) => ({ label: titleOf(one), value: words(`${valueWords(one.amount).zh} × ${String(one.weight ?? '')}`, `${valueWords(one.amount).en} × ${String(one.weight ?? '')}`), source: source(one) })) },
    { key: 'tasks', rows: listOf(root.tasks).map((one) => ({ label: titleOf(one), value: words([one.lead, Array.isArray(one.responsible) ? one.responsible.join('、') : '', one.deadline, sentenceOf(one.evidence)?.zh].filter(Boolean).map(String).join(' · '), [one.lead, Array.isArray(one.responsible) ? one.responsible.join(', ') : '', one.deadline, sentenceOf(one.evidence)?.en].filter(Boolean).map(String).join(' · ')), source: source(one) })) },
  ];
  return blocks.filter(({ rows }) => rows.length > 0);
}
