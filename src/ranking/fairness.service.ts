import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal } from '../kernel/exact.js';
import { workOutGently, type GroupResult, type Standing } from '../peer-comparison/group-result.js';
import type { SchemeOf } from '../peer-comparison/group-sheets.js';
import { PeerGroupsService } from '../peer-comparison/peer-groups.service.js';
import { Database } from '../platform/database/database.js';
import { ReviewWorkload } from '../quality-review/reviewers/review-workload.js';
import { kendallTau } from '../rules/rank-agreement.js';
import { reviewerSeverity } from '../rules/reviewer-severity.js';
import { shiftWeight } from '../rules/scheme/shift-weight.js';
import type { FairnessItem, FairnessView, ShiftedOrder } from './dto/fairness.dto.js';
import { basisItem, mixItem, neighboursItem, overturnedItem, reviewersItem, weightsItem } from './fairness-words.js';
import { IntervalViews } from './interval-views.service.js';
import { RankingsService, type SeenGroup } from './rankings.service.js';

const CHANGES = [-20, -10, 10, 20] as const;
const FIRST = 3;

/** 公平性提示: what the order rests on and how easily it would turn, each sentence from figures that can be opened. */
@Injectable()
export class FairnessService {
  private readonly shifted = new WeakMap<GroupResult, Promise<ShiftedOrder[]>>();

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
    if (!sight.ordered || current.input.members.some(({ personId }) => sight.disclosure(personId) !== 'full')) return { items: [], weights: [], reviewers: [] };
    const { intervals } = await this.intervals.of(actor.courtId, seen);
    const [weights, reviewers, overturned] = [await this.weights(seen), await this.reviewers(actor.courtId, period, current.group.nature), await this.overturned(actor.courtId, seen)];
    const numbers = current.input.facts.map((facts) => facts.numbers);
    const range = (of: (own: (typeof numbers)[number]) => Decimal | null): [Decimal, Decimal] | null => {
      const values = numbers.flatMap((own) => of(own) ?? []);
      return values.length < 2 ? null : [Decimal.min(...values), Decimal.max(...values)];
    };
    const counted = (name: string): [Decimal, Decimal] | null => range((own) => (own[name] === undefined ? null : new Decimal(own[name])));
    const items: (FairnessItem | null)[] = [
      intervals && neighboursItem(intervals.neighbours),
      weightsItem(weights),
      reviewersItem(reviewers),
      mixItem(range((own) => (own['closedWeighted'] === undefined || !Number(own['closed']) ? null : new Decimal(own['closedWeighted']).div(own['closed']!)))),
      basisItem(counted('closed'), counted('reviewed')),
      overturnedItem(overturned),
    ];
    return { items: items.flatMap((item) => item ?? []), weights, reviewers };
  }

  private async weights({ current }: SeenGroup): Promise<ShiftedOrder[]> {
    const known = this.shifted.get(current.result);
    if (known) return known;
    const worked = this.shiftAll(current);
    this.shifted.set(current.result, worked);
    worked.catch(() => this.shifted.delete(current.result));
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
    const [row] = await this.database.rows<{ all: number | string; gone: number | string | null }>(
      `SELECT COUNT(*) AS "all", SUM(CASE WHEN f.status = 'superseded' THEN 1 ELSE 0 END) AS "gone" FROM finding f
       WHERE f.court_id = :court AND f.recorded_on >= :from AND f.recorded_on < :until AND (f.status IN ('submitted', 'settled') OR (f.status = 'superseded' AND f.superseded_by IS NULL))
         AND EXISTS (SELECT 1 FROM finding_share s WHERE s.finding_id = f.id AND s.person_id IN (:...people))`,
      { court: courtId, from: period.from, until: period.until, people: current.input.members.map(({ personId }) => personId) },
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

