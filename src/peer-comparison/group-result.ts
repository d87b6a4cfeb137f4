import { Decimal, points } from '../kernel/exact.js';
import type { ServedMember } from '../court/service-record.js';
import type { SetParameters } from '../evaluation/scheme-checks.js';
import { lastDayOf } from '../court/service-record.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import type { RecordRemoval } from '../platform/facts/counted-facts.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { prepareScheme, sameForOthers, scorePerson, withoutEvent, type PreparedScheme } from '../rules/scheme/evaluate.js';
import type { PersonFacts, UnitFacts } from '../rules/scheme/facts.js';
import type { GroupOutcome } from '../rules/scheme/outcome/group-outcome.js';
import { outcomeOf } from '../rules/scheme/outcome/outcome-of.js';
import type { ScoreSheet } from '../rules/scheme/score-sheet.js';
import { withPointsOf } from '../rules/reconsidered-facts.js';
import { withoutRecord } from './without-record.js';
import { describeGroup, positionsIn, rankScores, type GroupDescription } from '../rules/ranks.js';

/** Everything one peer group's result in one period rests on. Frozen at the close; nothing else may enter. */
export interface GroupFacts {
  period: string;
  group: string;
  members: ServedMember[];
  facts: PersonFacts[];
  /** The court's own numbers the scheme takes, as they were; absent where it takes none. */
  parameters?: SetParameters;
  /** Facts of the members' units; absent where the scheme reads none. */
  units?: UnitFacts[];
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
 * ranking is checked by.
 */
export function workOut(input: GroupFacts, scheme: CompiledScheme): GroupResult {
  if (!input.facts.length) return assemble(input, scheme, []);
  const prepared = prepareScheme(scheme, input.facts, input.units);
  return assemble(input, scheme, input.facts.map((facts) => scorePerson(prepared, facts)));
}

/** As {@link workOut}, one person at a time with a pause between: whoever shares the machine is not kept waiting. */
export async function workOutGently(input: GroupFacts, scheme: CompiledScheme, pause: () => Promise<void>): Promise<GroupResult> {
  if (!input.facts.length) return assemble(input, scheme, []);
  const prepared = prepareScheme(scheme, input.facts, input.units);
  const sheets: ScoreSheet[] = [];
  for (const facts of input.facts) {
    sheets.push(scorePerson(prepared, facts));
    await pause();
  }
  return assemble(input, scheme, sheets);
}

/**
 * As {@link workOut}, when only some members' facts have changed since `before`: theirs are scored again, and everybody is
 * ranked again. The same bytes as working it all out.
 */
export function workOutAgain(before: { input: GroupFacts; result: GroupResult }, changed: ReadonlyMap<string, PersonFacts>, scheme: CompiledScheme): { input: GroupFacts; result: GroupResult } {
  const input = { ...before.input, facts: before.input.facts.map((facts) => changed.get(facts.personId) ?? facts) };
  const prepared = prepareScheme(scheme, input.facts, input.units);
  if (!sameForOthers(prepareScheme(scheme, before.input.facts, before.input.units), prepared)) return { input, result: workOut(input, scheme) };
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

/** 若无此项: total and rank if one record were withdrawn, the others' totals staying as they are. */
export interface WithdrawnView {
  total: string;
  rank: number;
}

/** Answers “what if” for many records of one person with one preparation of the group. */
export class WhatIf {
  private readonly prepared: PreparedScheme;
  private readonly own: PersonFacts;

  constructor(
    private readonly input: GroupFacts,
    scheme: CompiledScheme,
    private readonly result: GroupResult,
    personId: string,
  ) {
    this.prepared = prepareScheme(scheme, input.facts, input.units);
    this.own = input.facts.find((facts) => facts.personId === personId)!;
  }

  without(eventId: string): WithdrawnView {
    return this.placed(withoutEvent(this.prepared, this.own, this.input.facts, eventId).total);
  }

  /** 若部分成立: had the record cost `lost` points; means stay, since a record's price is in none of them. */
  withPoints(eventId: string, lost: string): WithdrawnView {
    return this.placed(scorePerson(this.prepared, withPointsOf(this.own, eventId, lost)).total);
  }

  /** The same for a record behind a figure, which says itself how the facts would read without it. */
  withoutRecord(removal: RecordRemoval): WithdrawnView {
    const changed = withoutRecord(this.own, removal);
    const group = this.input.facts.map((facts) => (facts.personId === this.own.personId ? changed : facts));
    return this.placed(scorePerson(prepareScheme(this.prepared.scheme, group, this.input.units), changed).total);
  }

  private placed(total: string): WithdrawnView {
    const better = this.result.standings.filter((one) => one.personId !== this.own.personId && new Decimal(one.total).gt(total));
    return { total, rank: better.length + 1 };
  }
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
