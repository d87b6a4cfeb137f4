import { Decimal, points } from '../kernel/exact.js';
import { lastDayOf } from '../court/service-record.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { prepareScheme, sameForOthers, scorePerson } from '../rules/scheme/evaluate.js';
import type { PersonFacts } from '../rules/scheme/facts.js';
import type { GroupOutcome } from '../rules/scheme/outcome/group-outcome.js';
import { outcomeOf } from '../rules/scheme/outcome/outcome-of.js';
import type { ScoreSheet } from '../rules/scheme/score-sheet.js';
import { describeGroup, positionsIn, rankScores, type GroupDescription } from '../rules/ranks.js';
import { sheetSteps, type PeriodFacts, type SchemeOf } from './group-sheets.js';

/** Everything one peer group's result in one period rests on. Frozen at the close; nothing else may enter. */
export interface GroupFacts extends PeriodFacts {
  group: string;
}

/** 名次 of one member. */
export interface Standing {
  personId: string;
  rank: number;
  tied: boolean;
  total: string;
  toMean: string;
  toMedian: string;
  percentile: string;
}

export interface GroupResult {
  scheme: { id: string; version: number };
  description: GroupDescription;
  /** Component key → median of the members to whom it applies. */
  componentMedians: Record<string, string>;
  /** By rank, equals by personal id. Nobody without a single applicable part is ranked. */
  standings: Standing[];
  sheets: ScoreSheet[];
  /** Grades, vetoes, quotas, money; absent under a scheme that makes nothing of the totals. */
  outcome?: GroupOutcome;
}

/**
 * Facts and scheme → sheets and standings. Pure: the same input gives the same bytes, which is what a frozen
 * ranking is checked by. A period made of shorter ones is combined from theirs, each under the values of its own time.
 * @throws scheme.factsMissing; scheme.cannotCombine where the scheme's rule for the period is missing or refuses
 */
export function workOut(input: GroupFacts, schemeOf: SchemeOf): GroupResult {
  const steps = sheetSteps(input, schemeOf);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return assemble(input, schemeOf(input), step.value);
}

/** As {@link workOut}, one person at a time with a pause between: whoever shares the machine is not kept waiting. */
export async function workOutGently(input: GroupFacts, schemeOf: SchemeOf, pause: () => Promise<void>): Promise<GroupResult> {
  const steps = sheetSteps(input, schemeOf);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return assemble(input, schemeOf(input), step.value);
    await pause();
  }
}

/**
 * As {@link workOut}, when only some members' facts have changed since `before`: theirs are scored again, and everybody is
 * ranked again. The same bytes as working it all out. Only for a period scored for itself.
 */
export function workOutAgain(before: { input: GroupFacts; result: GroupResult }, changed: ReadonlyMap<string, PersonFacts>, scheme: CompiledScheme): { input: GroupFacts; result: GroupResult } {
  const input = { ...before.input, facts: before.input.facts.map((facts) => changed.get(facts.personId) ?? facts) };
  const prepared = prepareScheme(scheme, input.facts, input.units);
  if (!sameForOthers(prepareScheme(scheme, before.input.facts, before.input.units), prepared)) return { input, result: workOut(input, () => scheme) };
  const sheets = before.result.sheets.map((sheet) => {
    const facts = changed.get(sheet.personId);
    return facts ? scorePerson(prepared, facts) : sheet;
  });
  return { input, result: assemble(input, scheme, sheets) };
}

function assemble(input: GroupFacts, scheme: CompiledScheme, sheets: ScoreSheet[]): GroupResult {
  const outcome = judgesTotals(scheme) ? outcomeOf(scheme, sheets, input.facts, { units: input.units, on: lastDayOf(parsePeriod(input.period)!) }) : null;
  const unranked = new Set(outcome?.members.filter((member) => !member.ranked).map((member) => member.personId));
  const ranked = sheets.filter((sheet) => sheet.applicable && !unranked.has(sheet.personId));
  return {
    scheme: { id: scheme.id, version: scheme.version },
    description: describeGroup(ranked.map((sheet) => sheet.total)),
    componentMedians: mediansOf(scheme, ranked),
    standings: standingsOf(ranked),
    sheets,
    ...(outcome ? { outcome } : {}),
  };
}

function judgesTotals({ grades, vetoes, distributions, tasks, duty }: CompiledScheme): boolean {
  return grades !== null || vetoes.length > 0 || distributions.length > 0 || tasks.length > 0 || duty !== null;
}

/** Ranked by the standard rule: equals share the better place and the next place is left empty. */
function standingsOf(sheets: readonly ScoreSheet[]): Standing[] {
  const totals = sheets.map((sheet) => sheet.total);
  const ranks = rankScores(totals, 'standard');
  const positions = positionsIn(totals);
  const sharing = new Map<number, number>();
  for (const rank of ranks) sharing.set(rank, (sharing.get(rank) ?? 0) + 1);
  const standings = sheets.map(({ personId, total }, index) => ({ personId, rank: ranks[index]!, tied: sharing.get(ranks[index]!)! > 1, total, ...positions[index]! }));
  return standings.sort((a, b) => a.rank - b.rank || (a.personId < b.personId ? -1 : 1));
}

function mediansOf(scheme: CompiledScheme, sheets: readonly ScoreSheet[]): Record<string, string> {
  return Object.fromEntries(
    scheme.nodes.flatMap(({ key }) => {
      const scores = sheets.flatMap((sheet) => sheet.components.filter((part) => part.key === key && part.applicable).map((part) => part.points));
      const { median } = describeGroup(scores);
      return median === null ? [] : [[key, median] as const];
    }),
  );
}

/** Bins of equal width over the whole group's totals, without names; the highest total lies in the last bin. */
export function distributionOf(totals: readonly string[]): { from: string; until: string; count: number }[] {
  if (!totals.length) return [];
  const values = totals.map((total) => new Decimal(total));
  const lowest = Decimal.min(...values).floor();
  const width = Decimal.max(1, Decimal.max(...values).minus(lowest).div(10).ceil());
  const bins = Decimal.max(...values).minus(lowest).div(width).floor().toNumber() + 1;
  return Array.from({ length: bins }, (_, index) => {
    const from = lowest.plus(width.times(index));
    const until = from.plus(width);
    return { from: points(from), until: points(until), count: values.filter((value) => value.gte(from) && value.lt(until)).length };
  });
}
