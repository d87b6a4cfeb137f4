import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CASE_NATURES, type Actor, type CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { DomainError } from '../kernel/domain-error.js';
import { Court } from '../court/court.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import { machineActor } from '../platform/identity/machine-actor.js';
import { AssignmentRun } from './assignment.entities.js';
import { AssignmentSettings } from './assignment-settings.js';
import { JudgesOnDuty } from './judges-on-duty.js';
import { nextRunDays } from './setting-values.js';
import { RunInputsReader } from './run-inputs.js';
import { RunsService } from './runs.service.js';

const LOOK_EVERY_MS = 15 * 60_000;

/**
 * 每月两日: seals the seed of the next run of each nature ahead of its day, and on the day computes the draft a clerk then
 * looks at and commits. However many servers look, the unique key of the day lets one row in.
 */
@Injectable()
export class RunSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('AssignmentSchedule');
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly settings: AssignmentSettings,
    private readonly judges: JudgesOnDuty,
    private readonly inputs: RunInputsReader,
    private readonly runs: RunsService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.lookSoon(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** In the background; what goes wrong is logged and tried again at the next look. */
  lookSoon(): void {
    this.looking ??= this.look()
      .catch((error: unknown) => this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error)))
      .finally(() => (this.looking = null));
  }

  /** Everything due in every court, once. Safe to call at any time, from any number of servers. */
  async look(): Promise<void> {
    for (const { id } of await this.database.repository(Court).find()) {
      const today = this.clock.today();
      const settings = await this.settings.inForce(id, today);
      const [next] = settings.days ? nextRunDays(settings.days, today, 1) : [];
      if (!next) continue;
      for (const nature of CASE_NATURES) {
        if ((await this.judges.of(id, nature, today, settings)).length === 0) continue;
        await this.sealOnce(id, nature, next);
        if (next === today) await this.previewOnce(id, nature, today);
      }
    }
  }

  /** @returns whether this call was the one that sealed it */
  async sealOnce(courtId: string, nature: CaseNature, day: Day): Promise<boolean> {
    const scheduleKey = `${courtId}|${nature}|${day}`;
    if (await this.database.repository(AssignmentRun).existsBy({ scheduleKey })) return false;
    try {
      await this.database.transaction(async () => {
        const run = await this.runs.seal({ courtId, nature, kind: 'scheduled', day, openKey: null, scheduleKey, openedBy: null });
        this.audit.record(byItself(courtId), { action: 'assignment.run.scheduled', subjectKind: 'assignmentRun', subjectId: run.id, after: { nature, day, commitment: run.commitment } });
      });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private async previewOnce(courtId: string, nature: CaseNature, day: Day): Promise<void> {
    const actor = byItself(courtId);
    await this.database.transaction(async () => {
      await this.inputs.hold(courtId);
      const run = await this.database.repository(AssignmentRun).findOneBy({ scheduleKey: `${courtId}|${nature}|${day}`, status: 'sealed' });
      if (!run) return;
      const inputs = await this.inputs.read(courtId, nature, day, null);
      if (inputs.cases.length === 0) return;
      try {
        const made = this.runs.compute(run.seed, inputs, actor);
        const previews = [{ at: this.clock.instant(), by: actor.personName, inputDigest: made.inputDigest, cases: inputs.cases.length, rule: inputs.rule }];
        await this.runs.changeFrom(run, { status: 'previewed', rule: inputs.rule, loadIn: inputs.loadIn, previews, ...made });
        this.audit.record(actor, { action: 'assignment.run.previewed', subjectKind: 'assignmentRun', subjectId: run.id, after: { inputDigest: made.inputDigest, cases: inputs.cases.length } });
      } catch (error) {
        // What stands in the way is told to whoever opens the run and previews it.
        if (!(error instanceof DomainError)) throw error;
      }
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }
}

function byItself(courtId: string): Actor {
  return { ...machineActor(courtId), username: 'schedule', personName: '定期分案' };
}
