import type { Fault, Sentence } from '../../kernel/domain-error.js';
import { monthsIn, parsePeriod, periodOf, type EvaluationPeriod, type PeriodKind } from '../../kernel/evaluation-period.js';
import { Decimal, points, roundHalfUp, sum } from '../../kernel/exact.js';
import type { CompiledScheme } from './compile.js';
import { schemeErrors } from './scheme.errors.js';
import type { ScoreSheet, SheetLeaf, SheetPartNode } from './score-sheet.js';
import type { CompiledCombination, CompiledPeriods } from './sections/periods.js';
import { plain, say } from './wording.js';

export interface PeriodSheet {
  /** `2026-10`, `2026Q3`, or the key of a phase. */
  period: string;
  sheet: ScoreSheet;
}

/** A shorter period's sheet with the weight it counts by; 1 each unless weighted. */
interface Weighed extends PeriodSheet {
  weight: Decimal;
}

/**
 * One person's sheet of a longer period, leaf by leaf from those of shorter ones, with the arithmetic in each line; rounded
 * once a leaf. A leaf that did not apply in a period counts nothing there, for its weight went to its siblings in that very
 * period; a period in which nothing applied is left out. `last`, `best` and `worst` take one
 * whole sheet (best and worst by its total).
 * @param period `2026`, `2026H1`, `2026Q3`, or `campaign`
 * @throws scheme.cannotCombine: no rule for it, a sheet twice or from elsewhere, or missing where the rule refuses that
 * @example monthly 8.00 and 7.50 by mean → “(2026-01 8.00 + 2026-02 7.50) ÷ 2 = 7.75”
 */
export function combinePeriods(scheme: CompiledScheme, period: string, sheets: readonly PeriodSheet[]): ScoreSheet {
  const { rule, ordered, weighed } = readSheets(scheme, period, sheets);
  const counted = chosen(rule, weighed);
  const components = mergeAll(counted.map((one) => ({ ...one, parts: one.sheet.components })), rule);
  const { vetoes: _own, ...first } = counted[0]!.sheet;
  const vetoes = ordered.flatMap(({ period: key, sheet }) => (sheet.vetoes ?? []).map((veto) => ({ ...veto, why: say(`${key} ${veto.why.zh}`, `${key}: ${veto.why.en}`) })));
  return {
    ...first,
    fullMark: rule.by === 'sum' && first.fullMark ? points(new Decimal(first.fullMark).times(counted.length)) : first.fullMark,
    total: points(sum(components.map((part) => part.points))),
    applicable: counted.some(({ sheet }) => sheet.applicable),
    components,
    ...(scheme.vetoes.length ? { vetoes } : {}),
  };
}

/** How a combined total follows those of its parts. */
export interface TotalRule {
  /** Every part by its factor, or the best or worst of them alone. */
  take: 'each' | 'best' | 'worst';
  parts: { period: string; factor: Decimal }[];
}

/**
 * What one person's combined total moves by when the totals of its parts move, as {@link combinePeriods} puts them together;
 * the rounding of single leaves apart. Parts in which nothing applied are not among them.
 * @throws scheme.cannotCombine as combinePeriods does
 * @example a quarter by mean, all three months served → each at one third; two months served → each at one half
 */
export function totalRule(scheme: CompiledScheme, period: string, sheets: readonly PeriodSheet[]): TotalRule {
  const { rule, weighed } = readSheets(scheme, period, sheets);
  if (rule.by === 'best' || rule.by === 'worst') return { take: rule.by, parts: weighed.filter(({ sheet }) => sheet.applicable).map((one) => ({ period: one.period, factor: new Decimal(1) })) };
  const counted = chosen(rule, weighed);
  const all = rule.by === 'mean' ? new Decimal(counted.length) : rule.by === 'weighted' ? sum(counted.map(({ weight }) => weight)) : new Decimal(1);
  return { take: 'each', parts: all.isZero() ? [] : counted.map((one) => ({ period: one.period, factor: (rule.by === 'weighted' ? one.weight : new Decimal(1)).div(all) })) };
}

/**
 * The shorter periods a scheme makes a period of, in order; empty where it is longer than what is scored but no rule says how,
 * which {@link combinePeriods} refuses. Null where the period is scored for itself: no longer than `scoredBy`, or of a kind
 * another combination weighs without any rule to make it (半年考核 beside the months).
 * @param period `2026`, `2026H1`, `2026Q3`
 * @example scored by month, a quarter by mean: 2026Q3 → 2026-07, 2026-08, 2026-09; 2026-07 → null
 */
export function shorterPeriods({ periods }: Pick<CompiledScheme, 'periods'>, period: string): string[] | null {
  const target = parsePeriod(period);
  if (!periods || !target || periods.scoredBy === 'campaign') return null;
  if (KINDS.indexOf(target.kind) <= KINDS.indexOf(periods.scoredBy)) return null;
  const rule = periods.combine.find((one) => one.to === target.kind);
  if (rule) return expectedPeriods(periods, rule, target);
  return periods.combine.some(({ weights }) => weights.has(target.kind)) ? null : [];
}

/** The rule for the period and its sheets in order, each with its weight. */
function readSheets(scheme: CompiledScheme, period: string, sheets: readonly PeriodSheet[]): { rule: CompiledCombination; ordered: PeriodSheet[]; weighed: Weighed[] } {
  const target = parsePeriod(period);
  const to = target?.kind ?? 'campaign';
  const rule = scheme.periods?.combine.find((one) => one.to === to);
  if (!rule) throw refuse(period, [{ path: 'periods.combine', zh: `方案没有写明如何合成“${period}”（${to}）。`, en: `The scheme does not say how “${period}” (${to}) is made.` }]);
  const expected = expectedPeriods(scheme.periods!, rule, target);
  const faults = checkSheets(expected, sheets, rule);
  const ordered = expected.flatMap((key) => sheets.filter((one) => one.period === key));
  const weighed = ordered.map((one): Weighed => ({ ...one, weight: rule.by === 'weighted' ? weightOf(rule, one.period, ordered, faults) : new Decimal(1) }));
  if (faults.length) throw refuse(period, faults);
  return { rule, ordered, weighed };
}

function refuse(period: string, faults: Fault[]): Error {
  return schemeErrors['scheme.cannotCombine']({ period, count: faults.length }, faults);
}

/** The shorter periods a longer one is made of, in order; of every kind that carries a weight. */
function expectedPeriods(periods: CompiledPeriods, rule: CompiledCombination, target: EvaluationPeriod | null): string[] {
  if (!target) return periods.phases.map((phase) => phase.key);
  const kinds = KINDS.filter((kind) => rule.weights.has(kind));
  const asked = kinds.length ? kinds : KINDS.filter((kind) => kind === periods.scoredBy);
  return asked.flatMap((kind) => {
    const keys: string[] = [];
    for (let part = periodOf(target.from, kind); part.from < target.until; part = periodOf(part.until, kind)) {
      if (monthsIn(part) <= monthsIn(target)) keys.push(part.key);
    }
    return keys;
  });
}

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'half-year', 'year'];

function checkSheets(expected: readonly string[], sheets: readonly PeriodSheet[], rule: CompiledCombination): Fault[] {
  const faults: Fault[] = [];
  const [first] = sheets;
  if (!first) return [{ path: '', zh: '没有任何得分单可以合成。', en: 'There is not one sheet to combine.' }];
  sheets.forEach((one, index) => {
    const path = one.period;
    if (!expected.includes(path)) faults.push({ path, zh: `“${path}”不在应合成的各期（${expected.join('、')}）之内。`, en: `“${path}” is not among the periods to combine (${expected.join(', ')}).` });
    if (sheets.findIndex((other) => other.period === path) < index) faults.push({ path, zh: `“${path}”的得分单有两份。`, en: `There are two sheets of “${path}”.` });
    if (one.sheet.personId !== first.sheet.personId) faults.push({ path, zh: `“${path}”是 ${one.sheet.personId} 的得分单，不是 ${first.sheet.personId} 的。`, en: `The sheet of “${path}” is that of ${one.sheet.personId}, not of ${first.sheet.personId}.` });
  });
  if (rule.missing === 'refuse') {
    const missing = expected.filter((key) => !sheets.some((one) => one.period === key));
    faults.push(...missing.map((path) => ({ path, zh: `缺少“${path}”的得分单；方案规定缺期不得合成。`, en: `The sheet of “${path}” is missing; the scheme refuses to combine without it.` })));
  }
  return faults;
}

/** By kind (shared among the sheets of that kind), by part of the year, or by phase. */
function weightOf(rule: CompiledCombination, period: string, all: readonly PeriodSheet[], faults: Fault[]): Decimal {
  const kind = parsePeriod(period)?.kind;
  const ofKind = kind && rule.weights.get(kind);
  if (ofKind) return ofKind.div(all.filter((one) => parsePeriod(one.period)?.kind === kind).length);
  const weight = rule.weights.get(period) ?? rule.weights.get(period.slice(4).replace(/^-/, '')) ?? rule.weights.get(period.slice(4).replace(/^-0?/, ''));
  if (weight) return weight;
  faults.push({ path: period, zh: `方案没有写明“${period}”的权重。`, en: `The scheme gives “${period}” no weight.` });
  return new Decimal(0);
}

function chosen(rule: CompiledCombination, sheets: Weighed[]): Weighed[] {
  const scored = sheets.filter(({ sheet }) => sheet.applicable);
  if (!scored.length) return sheets;
  if (!['last', 'best', 'worst'].includes(rule.by)) return scored;
  if (rule.by === 'last') return [scored[scored.length - 1]!];
  const sign = rule.by === 'best' ? -1 : 1;
  return [[...scored].sort((a, b) => new Decimal(a.sheet.total).cmp(b.sheet.total) * sign)[0]!];
}

interface Column {
  period: string;
  weight: Decimal;
  parts: readonly SheetPartNode[];
}

function mergeAll(columns: readonly Column[], rule: CompiledCombination): SheetPartNode[] {
  const keys = [...new Set(columns.flatMap(({ parts }) => parts.map((part) => part.key)))];
  return keys.map((key) => merge(columns.map(({ period, weight, parts }) => ({ period, weight, part: parts.find((one) => one.key === key) ?? null })), rule));
}

interface Cell {
  period: string;
  weight: Decimal;
  /** Null where that period's sheet has no such part (the cut of a cap); it counts as nothing there. */
  part: SheetPartNode | null;
}

function merge(cells: readonly Cell[], rule: CompiledCombination): SheetPartNode {
  const sample = cells.find(({ part }) => part)!.part!;
  const applicable = cells.some(({ part }) => part?.applicable);
  const times = rule.by === 'sum' ? cells.length : 1;
  const common = { fullMark: sample.fullMark && points(new Decimal(sample.fullMark).times(times)), share: sample.share && points(new Decimal(sample.share).times(times)), applicable, note: null };
  if (sample.type === 'group') {
    const children = mergeAll(cells.map(({ period, weight, part }) => ({ period, weight, parts: part?.type === 'group' ? part.children : [] })), rule);
    return { ...sample, ...common, points: points(sum(children.map((child) => child.points))), children };
  }
  const { result, words } = arithmetic(cells, rule, sample);
  const line = {
    indicator: sample.path, kind: applicable ? ('computed' as const) : ('notApplicable' as const), clause: rule.source || sample.source,
    source: { kind: 'none' as const, id: null, label: sample.title.zh }, reason: words, points: points(result), day: null, eventId: null, quote: null,
  };
  const leaf: SheetLeaf = { ...sample, ...common, points: points(result), lines: [line] };
  return leaf;
}

function arithmetic(cells: readonly Cell[], rule: CompiledCombination, { title }: SheetLeaf): { result: Decimal; words: Sentence } {
  if (!cells.some(({ part }) => part?.applicable)) return { result: new Decimal(0), words: say(`${title.zh}：各期均不适用`, `${title.en}: it applies in none of the periods`) };
  const values = cells.map(({ period, weight, part }) => ({ period, weight, value: new Decimal(part?.points ?? 0) }));
  const terms = values.map(({ period, value }) => `${period} ${points(value)}`).join(' + ');
  const idle = cells.filter(({ part }) => part?.applicable === false).map(({ period }) => period);
  const moved = idle.length ? say(`（${idle.join('、')} 不适用，其分由同级承担）`, ` (not applicable in ${idle.join(', ')}, where its siblings carried its weight)`) : say('', '');
  const told = (how: string, exact: Decimal): { result: Decimal; words: Sentence } => ({ result: roundHalfUp(exact), words: say(`${title.zh} ${how} = ${points(exact)}${moved.zh}`, `${title.en} ${how} = ${points(exact)}${moved.en}`) });
  const total = sum(values.map(({ value }) => value));
  if (rule.by === 'mean') return told(`(${terms}) ÷ ${values.length}`, total.div(values.length));
  if (rule.by === 'weighted') {
    const all = sum(values.map(({ weight }) => weight));
    const weighed = values.map(({ period, value, weight }) => `${period} ${points(value)} × ${plain(weight)}%`).join(' + ');
    const how = all.eq(100) ? weighed : `(${weighed}) ÷ ${plain(all)}%`;
    return told(how, all.isZero() ? new Decimal(0) : sum(values.map(({ value, weight }) => value.times(weight))).div(all));
  }
  return told(rule.by === 'sum' ? terms : `${{ last: '末期', best: '最高一期', worst: '最低一期' }[rule.by]} ${terms}`, total);
}
