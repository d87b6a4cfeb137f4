import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { ownRowsOnly, scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { afterBonusStep, type BonusAction } from '../rules/bonus-steps.js';
import { BonusRound } from './bonus.entities.js';
import { bonusErrors } from './bonus.errors.js';
import { BONUS_ACTION_WORDS, BONUS_STATE_WORDS, bonusNumber } from './bonus-words.js';

/** Whatever they may reach of cases, these read the own amount alone. */
const OWN_ONLY = ['judge', 'clerk', 'divisionChief'];

/** A round belongs to the court; who reaches only the own rows reads the own amount, never a round. */
export function roundScope(actor: Actor, permission: Permission): SqlCondition {
  return scopeCondition(ownRowsOnly(actor, OWN_ONLY), permission, { court: 'r.court_id' });
}

const PAST: Readonly<Record<BonusAction, string>> = { submit: 'submitted', sendBack: 'sentBack', approve: 'approved', pay: 'paid', supersede: 'superseded', withdraw: 'withdrawn' };

/** The one way a round moves: held, checked against the table of steps, changed once, written down. */
@Injectable()
export class BonusLog {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** The round, held until the transaction ends, if the reader reaches it. */
  async held(actor: Actor, id: string, permission: Permission): Promise<BonusRound> {
    const scope = roundScope(actor, permission);
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    const [found] = await this.database.rows<{ id: string }>(`SELECT r.id AS "id" FROM bonus_round r WHERE r.id = :id AND ${scope.sql}${lock}`, { id, ...scope.parameters });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(BonusRound).findOneByOrFail({ id });
  }

  /** @throws bonus.notNow where the table of steps does not lead on from the round's state */
  check(round: BonusRound, action: BonusAction): BonusRound['status'] {
    const status = afterBonusStep(round.status, action);
    const [state, step] = [BONUS_STATE_WORDS[round.status], BONUS_ACTION_WORDS[action]];
    if (!status) throw bonusErrors['bonus.notNow']({ number: bonusNumber(round), state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
    return status;
  }

  /** @param version the reader saw; somebody else's step in between is told, not overwritten */
  async move(actor: Actor, round: BonusRound, action: BonusAction, version: number, changes: Partial<BonusRound>, reason?: string): Promise<void> {
    const status = this.check(round, action);
    await this.save(round, version, { ...changes, status });
    this.note(actor, round, PAST[action], { status, pool: round.pool.toFixed(2), period: round.period }, reason);
  }

  async save(round: BonusRound, version: number, changes: Partial<BonusRound>): Promise<void> {
    const { affected } = await this.database.repository(BonusRound).update({ id: round.id, version }, { ...changes, version: version + 1 });
    if (affected) return;
    const [last] = await this.database.repository(AuditEntry).find({ where: { subjectId: round.id }, order: { sequence: 'DESC' }, take: 1 });
    throw platformErrors['record.changed']({ who: last?.actorName ?? '—', when: last?.at ?? '—' });
  }

  note(actor: Actor, round: Pick<BonusRound, 'id' | 'year' | 'number'>, action: string, after: Record<string, unknown>, reason?: string): void {
    this.audit.record(actor, { action: `bonus.${action}`, subjectKind: 'bonusRound', subjectId: round.id, after: { number: bonusNumber(round), ...after }, reason });
  }
}
