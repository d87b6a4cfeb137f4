import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { afterClosingStep, CLOSING_STATES, CLOSING_STEPS, type ClosingAction } from '../../rules/period-closing.js';
import { rankingErrors } from '../ranking.errors.js';
import { ClosingStep, PeriodClosing } from './closing.entities.js';

const PAST: Readonly<Record<ClosingAction, string>> = { submit: 'submitted', approve: 'approved', askFreeze: 'freezeAsked', freeze: 'closed', reopen: 'reopened', notice: 'noticed', publish: 'published' };

/** The one way a closing moves: held, checked against the table of steps, changed once, written down. */
@Injectable()
export class ClosingLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** As it stands; a period nobody has begun to close is open. */
  async read(courtId: string, { key }: EvaluationPeriod): Promise<PeriodClosing> {
    const found = await this.database.repository(PeriodClosing).findOneBy({ courtId, period: key });
    return found ?? this.database.repository(PeriodClosing).create({ id: '', courtId, period: key, status: 'open', figures: null, approval: null, askedById: null, askedBy: null, askedAt: null, flow: null, noticeFrom: null, noticeUntil: null, noticeDays: null, noticeContact: null, bulletinId: null, version: 1 });
  }

  /** Held until the transaction ends; the row is made when the first step is taken. */
  async held(courtId: string, period: EvaluationPeriod): Promise<PeriodClosing> {
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId });
    const found = await this.read(courtId, period);
    if (found.id) return found;
    const row = { ...found, id: newId() };
    await this.database.repository(PeriodClosing).insert(row);
    return row;
  }

  /** @throws period.notNow when the step cannot be taken from here */
  mayMove({ status, period }: Pick<PeriodClosing, 'status' | 'period'>, action: ClosingAction): void {
    if (afterClosingStep(status, action)) return;
    const [state, step] = [CLOSING_STATES[status], CLOSING_STEPS[action]];
    throw rankingErrors['period.notNow']({ period, state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
  }

  async move(actor: Actor, closing: PeriodClosing, action: ClosingAction, changes: Partial<PeriodClosing>, words: string | null, told: object = {}): Promise<void> {
    this.mayMove(closing, action);
    const status = CLOSING_STEPS[action].to;
    const { affected } = await this.database.repository(PeriodClosing).update({ id: closing.id, version: closing.version }, { ...changes, status, version: closing.version + 1 });
    if (!affected) {
      const last = await this.database.repository(ClosingStep).findOne({ where: { courtId: closing.courtId, period: closing.period }, order: { at: 'DESC', id: 'DESC' } });
      throw platformErrors['record.changed']({ who: last?.actorName ?? '', when: last?.at ?? '' });
    }
    await this.note(actor, closing, action, words);
    this.audit.record(actor, { action: `period.${PAST[action]}`, subjectKind: 'period', subjectId: closing.period, before: { status: closing.status }, after: { status, ...told }, reason: words?.slice(0, 300) || undefined });
  }

  async note(actor: Actor, { courtId, period }: Pick<PeriodClosing, 'courtId' | 'period'>, action: string, words: string | null): Promise<void> {
    await this.database.repository(ClosingStep).insert({ id: newId(), courtId, period, action, actorName: nameOf(actor), at: this.clock.instant(), words: words?.trim() || null });
  }

  steps(courtId: string, period: string): Promise<ClosingStep[]> {
    return this.database.repository(ClosingStep).find({ where: { courtId, period }, order: { at: 'ASC', id: 'ASC' } });
  }
}
