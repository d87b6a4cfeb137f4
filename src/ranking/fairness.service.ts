import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, points } from '../kernel/exact.js';
import { workOutGently, type GroupResult, type Standing } from '../peer-comparison/group-result.js';
import type { SchemeOf } from '../peer-comparison/group-sheets.js';
import { PeerGroupsService } from '../peer-comparison/peer-groups.service.js';
import { Database } from '../platform/database/database.js';
import { may } from '../platform/permissions/data-scope.js';
import { ReviewWorkload } from '../quality-review/reviewers/review-workload.js';
import { kendallTau } from '../rules/rank-agreement.js';
import { reviewerSeverity } from '../rules/reviewer-severity.js';
import { shiftWeight } from '../rules/scheme/shift-weight.js';
import type { FairnessItem, FairnessView, ShiftedOrder } from './dto/fairness.dto.js';
import { basisItem, mixItem, neighboursItem, overturnedItem, reviewersItem, weightsItem } from './fairness-words.js';
import { IntervalViews } from './interval-views.service.js';
import { RankingsService, type SeenGroup } from './rankings.service.js';
import { recordedFindings, WITHDRAWN } from './recorded-findings.js';

const CHANGES = [-20, -10, 10, 20] as const;
const FIRST = 3;
const MOST_FROZEN = 40;

/** 公平性提示: what the order rests on and how easily it would turn, each sentence from figures that can be opened. */
@Injectable()
export class FairnessService {
  private readonly shifted = new WeakMap<GroupResult, Promise<ShiftedOrder[]>>();
  /** Of frozen results, by their digest: those are read anew each time. */
  private readonly frozen = new Map<string, Promise<ShiftedOrder[]>>();

  constructor(
    private readonly database: Database,
    private readonly rankings: RankingsService,
    private readonly intervals: IntervalViews,
    private readonly groups: PeerGroupsService,
    private readonly workload: ReviewWorkload,
  ) {}

  async view(actor: Actor, group: string, periodKey: string): Promise<FairnessView> {
    const seen = await this.rankings.seen(actor, group, periodKey);
    const { current, sight, period } = seen;
    if (!sight.ordered || current.input.members.some(({ personId }) => sight.disclosure(personId) !== 'full')) return { items: [], weights: [], reviewers: [], people: [] };
    const { intervals } = await this.intervals.of(actor.courtId, seen);
    const [weights, reviewers, overturned] = [await this.weights(seen), await this.reviewers(actor.courtId, period, current.group.nature), await this.overturned(actor.courtId, seen)];
    // Who is how severe is told by name to whoever reads the page of double reviews; others read how far apart they are.
    const named = may(actor, 'review.agreement');
    const people = this.people(seen);
    const range = (values: readonly (string | number | null)[]): [Decimal, Decimal] | null => {
      const known = values.flatMap((value) => (value === null ? [] : [new Decimal(value)]));
      return known.length < 2 ? null : [Decimal.min(...known), Decimal.max(...known)];
    };
    const items: (FairnessItem | null)[] = [
      intervals && neighboursItem(intervals.neighbours),
      weightsItem(weights),
      reviewersItem(reviewers, named),
      mixItem(range(people.map(({ meanWeight }) => meanWeight))),
      basisItem(range(people.map(({ closed }) => closed)), range(people.map(({ reviewed }) => reviewed))),
      overturnedItem(overturned),
    ];
    return { items: items.flatMap((item) => item ?? []), weights, reviewers: named ? reviewers : [], people };
  }

  /** What each score rests on, in the order of the ranking. */
  private people({ current: { group, input, result } }: SeenGroup): FairnessView['people'] {
    const facts = new Map(input.facts.map((one) => [one.personId, one.numbers]));
    const members = new Map(input.members.map((member) => [member.personId, member]));
    return result.standings.map(({ personId }) => {
      const member = members.get(personId)!;
      const own = facts.get(personId) ?? {};
      const count = (name: string): number | null => (own[name] === undefined ? null : Number(own[name]));
      const closed = count('closed');
      return { personId, name: member.name, closed, closedNature: member.nature === null ? group.nature : null, meanWeight: own['closedWeighted'] === undefined || !closed ? null : points(new Decimal(own['closedWeighted']).div(closed)), reviewed: count('reviewed') };
    });
  }

  private async weights({ current }: SeenGroup): Promise<ShiftedOrder[]> {
    const digest = current.frozen?.digest;
    const known = digest ? this.frozen.get(digest) : this.shifted.get(current.result);
    if (known) return known;
    const worked = this.shiftAll(current);
    if (digest) this.frozen.set(digest, worked);
    else this.shifted.set(current.result, worked);
    for (const oldest of this.frozen.keys()) if (this.frozen.size > MOST_FROZEN) this.frozen.delete(oldest);
    worked.catch(() => (digest ? this.frozen.delete(digest) : this.shifted.delete(current.result)));
    return worked;
  }

  private async shiftAll({ group, input, result }: SeenGroup['current']): Promise<ShiftedOrder[]> {
    const schemeOf: SchemeOf = (part) => this.groups.schemeOf(group.scheme, part);
    const whole = schemeOf(input);
    const names = new Map(input.members.map(({ personId, name }) => [personId, name]));
    const orders: ShiftedOrder[] = [];
    for (const { key, title } of whole.nodes)
      for (const change of CHANGES) {
        if (!shiftWeight(whole, key, change)) continue;
        const other = await workOutGently(input, (part) => shiftWeight(schemeOf(part), key, change) ?? schemeOf(part), async () => void (await nextTurn()));
        orders.push({ component: title, change, ...compared(result.standings, other.standings, names) });
      }
    return orders;
  }

  /** As the page of double reviews has it: raw points taken off, within the same field, kind and month. */
  private async reviewers(courtId: string, { until }: EvaluationPeriod, nature: string | null): Promise<FairnessView['reviewers']> {
    const reviews = await this.workload.deductions(courtId, addMonths(until, -12), until, nature ?? undefined);
    const names = new Map(reviews.map(({ reviewerId, reviewer }) => [reviewerId, reviewer]));
    return reviewerSeverity(reviews).map(({ reviewerId, cases, difference, says }) => ({ name: names.get(reviewerId) ?? '', cases, difference, says }));
  }

  /** Findings of the group recorded in the period, and those of them withdrawn since without another in their place. */
  private async overturned(courtId: string, { current, period }: SeenGroup): Promise<{ all: number; gone: number }> {
    const recorded = recordedFindings(courtId, period, current.input.members.map(({ personId }) => personId));
    const [row] = await this.database.rows<{ all: number | string; gone: number | string | null }>(
      `SELECT COUNT(*) AS "all", SUM(CASE WHEN ${WITHDRAWN} THEN 1 ELSE 0 END) AS "gone" FROM finding f WHERE ${recorded.sql}`,
      recorded.parameters,
    );
    return { all: Number(row!.all), gone: Number(row!.gone ?? 0) };
  }
}

function compared(before: readonly Standing[], after: readonly Standing[], names: ReadonlyMap<string, string>): Pick<ShiftedOrder, 'tau' | 'leaving' | 'moved'> {
  const now = new Map(after.map((one) => [one.personId, one]));
  const stays = new Set(after.filter(({ rank }) => rank <= FIRST).map(({ personId }) => personId));
  return {
    tau: kendallTau(before.flatMap((one) => (now.has(one.personId) ? [[one.total, now.get(one.personId)!.total] as const] : []))),
    leaving: before.filter(({ personId, rank }) => rank <= FIRST && !stays.has(personId)).map(({ personId }) => names.get(personId) ?? ''),
    moved: before.flatMap(({ personId, rank }) => {
      const to = now.get(personId)?.rank;
      return to === undefined || to === rank ? [] : [{ name: names.get(personId) ?? '', from: rank, to }];
    }),
  };
}

