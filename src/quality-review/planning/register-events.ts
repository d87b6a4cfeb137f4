import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { addDays, type Day } from '../../kernel/day.js';
import { Court } from '../../court/court.entities.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { machineActor } from '../../platform/identity/machine-actor.js';
import { require } from '../../platform/permissions/data-scope.js';
import { CaseEvents, type RaisedEvent } from './case-events.service.js';
import type { SweepResult } from './dto/event.dto.js';
import { ReviewParameters } from './review-parameters.js';
import { ReviewTriggers } from './triggers.service.js';

const LOOK_EVERY_MS = 15 * 60_000;

export interface LookedFor {
  courtId: string;
  since: Day;
  today: Day;
  /** Least number of petitions on one case; `null` where the court has set none. */
  petitions: number | null;
}

/** Another module's records that are triggers, as its floor hands them over. */
export interface EventSource {
  events(wanted: LookedFor): Promise<RaisedEvent[]>;
}

/**
 * 自动发现: what the register holds is looked through for triggers, every quarter of an hour and whenever the trial office asks:
 * appeals changed or remanded, objections upheld, cases closed past their limit or too old, and what upper floors hand in.
 * A known event is never raised twice, however often and on however many servers this runs.
 */
@Injectable()
export class RegisterEvents implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('ReviewTriggers');
  private readonly sources: EventSource[] = [];
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parameters: ReviewParameters,
    private readonly triggers: ReviewTriggers,
    private readonly events: CaseEvents,
  ) {}

  /** For upper floors, whose records this one must not read. */
  addSource(source: EventSource): void {
    this.sources.push(source);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.lookSoon(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  private lookSoon(): void {
    this.looking ??= this.look()
      .catch((error: unknown) => this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error)))
      .finally(() => (this.looking = null));
  }

  private async look(): Promise<void> {
    for (const { id } of await this.database.repository(Court).find()) await this.sweep(id);
  }

  async sweepNow(actor: Actor): Promise<SweepResult> {
    require(actor, 'review.plan');
    return this.sweep(actor.courtId);
  }

  /** A court without triggers or without its own numbers raises nothing; the plans page says which are missing. */
  async sweep(courtId: string): Promise<SweepResult> {
    const today = this.clock.today();
    const triggers = await this.triggers.all(courtId);
    const numbers = await this.parameters.of(courtId, ['review.eventLookBackDays', 'review.keyDays'], today);
    if (!triggers.length || numbers.size < 2) return { found: 0, enrolled: 0, waiting: 0 };
    const since = addDays(today, -Number(numbers.get('review.eventLookBackDays')!.value));
    const inForce = triggers.filter(({ effectiveFrom, effectiveUntil }) => effectiveFrom <= today && (effectiveUntil === null || today < effectiveUntil));
    const number = (name: string): number | null => inForce.map(({ parameters }) => parameters[name]).find((value) => value !== undefined) ?? null;
    const found = [...(await this.appeals(courtId, since, today)), ...(await this.objections(courtId, since, today)), ...(await this.lateClosings(courtId, since, today, number('ageDays')))];
    const petitions = number('petitionsOnOneCase');
    for (const source of this.sources) found.push(...(await source.events({ courtId, since, today, petitions })));
    const actor = byItself(courtId);
    const outcomes = await this.events.raise(actor, found);
    const retried = await this.events.retryWaiting(actor);
    return { found: outcomes.length, enrolled: outcomes.filter((status) => status === 'enrolled').length + retried, waiting: outcomes.filter((status) => status === 'waiting').length };
  }

  private async appeals(courtId: string, since: Day, today: Day): Promise<RaisedEvent[]> {
    const rows = await this.database.rows<{ id: string; caseId: string; outcome: string; day: Day; reason: string | null }>(
      `SELECT a.id AS id, a.case_id AS caseId, a.outcome AS outcome, a.decided_on AS day, a.reason AS reason FROM case_appeal a
       WHERE a.court_id = :courtId AND a.decided_on >= :since AND a.decided_on <= :today AND a.outcome IN ('changed', 'partlyChanged', 'remanded') ORDER BY a.decided_on, a.id`,
      { courtId, since, today },
    );
    return rows.map(({ id, caseId, outcome, day, reason }) => ({ kind: `appeal.${outcome}`, caseId, day, originKey: `appeal:${id}:${outcome}`, source: `登记册：二审结果 ${day}${reason ? `，${reason}` : ''}` }));
  }

  private async objections(courtId: string, since: Day, today: Day): Promise<RaisedEvent[]> {
    const rows = await this.database.rows<{ id: string; caseId: string; kind: string; objector: string; day: Day }>(
      `SELECT o.id AS id, o.case_id AS caseId, o.kind AS kind, o.objector AS objector, o.decided_on AS day FROM case_objection o
       WHERE o.court_id = :courtId AND o.decided_on >= :since AND o.decided_on <= :today AND o.outcome IN ('upheld', 'partlyUpheld') ORDER BY o.decided_on, o.id`,
      { courtId, since, today },
    );
    return rows.map(({ id, caseId, kind, objector, day }) => ({ kind: kind === 'review' ? 'review.upheld' : 'objection.upheld', caseId, day, originKey: `objection:${id}`, source: `登记册：${objector}的${kind === 'review' ? '复议' : '异议'} ${day} 裁定成立` }));
  }

  /** At closing: past the last day of the limit with its lawful extensions, or older than the court's number of days. */
  private async lateClosings(courtId: string, since: Day, today: Day, ageDays: number | null): Promise<RaisedEvent[]> {
    const rows = await this.database.rows<{ id: string; intakeOn: Day; closedOn: Day; limitOn: Day | null }>(
      `SELECT c.id AS id, c.intake_on AS intakeOn, c.closed_on AS closedOn, c.limit_on AS limitOn FROM court_case c
       WHERE c.court_id = :courtId AND c.closed_on >= :since AND c.closed_on <= :today AND (c.closed_on > c.limit_on OR c.intake_on < :oldest) ORDER BY c.closed_on, c.id`,
      { courtId, since, today, oldest: ageDays === null ? '' : addDays(today, -ageDays) },
    );
    return rows.flatMap(({ id, intakeOn, closedOn, limitOn }): RaisedEvent[] => {
      if (limitOn !== null && closedOn > limitOn) return [{ kind: 'limit.exceeded', caseId: id, day: closedOn, originKey: `limit:${id}`, source: `登记册：审限至 ${limitOn}，${closedOn} 结案` }];
      const isOld = ageDays !== null && addDays(intakeOn, ageDays) < closedOn;
      return isOld ? [{ kind: 'age.exceeded', caseId: id, day: closedOn, originKey: `age:${id}`, source: `登记册：${intakeOn} 收案，${closedOn} 结案，超过 ${ageDays} 天` }] : [];
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }
}

function byItself(courtId: string): Actor {
  return { ...machineActor(courtId), username: 'register', personName: '登记册自动' };
}
