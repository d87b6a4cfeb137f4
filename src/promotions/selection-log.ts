import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { ownRowsOnly, scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { OWN_ONLY } from './competition-log.js';
import { SelectionRound } from './selection.entities.js';
import { promotionErrors } from './promotions.errors.js';
import { SELECTION_STATE_WORDS, selectionNumber } from './selection-words.js';

/** A round belongs to the court; who reaches only the own rows reads the own result, never a round. */
export function selectionScope(actor: Actor, permission: Permission): SqlCondition {
  return scopeCondition(ownRowsOnly(actor, OWN_ONLY), permission, { court: 'r.court_id' });
}

/** Holding a round, changing it once, and writing down what was done. */
@Injectable()
export class SelectionLog {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  async held(actor: Actor, id: string, permission: Permission): Promise<SelectionRound> {
    const scope = selectionScope(actor, permission);
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    const [found] = await this.database.rows<{ id: string }>(`SELECT r.id AS "id" FROM selection_round r WHERE r.id = :id AND ${scope.sql}${lock}`, { id, ...scope.parameters });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(SelectionRound).findOneByOrFail({ id });
  }

  /** As {@link held}, while it is under way. */
  async underWay(actor: Actor, id: string, permission: Permission): Promise<SelectionRound> {
    const round = await this.held(actor, id, permission);
    const state = SELECTION_STATE_WORDS[round.status];
    if (round.status !== 'draft') throw promotionErrors['use.notNow']({ number: selectionNumber(round), state: state.zh, stateEn: state.en });
    return round;
  }

  /** @param version the reader saw; somebody else's step in between is told, not overwritten */
  async save(round: SelectionRound, version: number, changes: Partial<SelectionRound>): Promise<void> {
    const { affected } = await this.database.repository(SelectionRound).update({ id: round.id, version }, { ...changes, version: version + 1 });
    if (affected) return;
    const [last] = await this.database.repository(AuditEntry).find({ where: { subjectId: round.id }, order: { sequence: 'DESC' }, take: 1 });
    throw platformErrors['record.changed']({ who: last?.actorName ?? '—', when: last?.at ?? '—' });
  }

  /** Whether the reader inserted somebody or recorded an outcome: whoever did does not approve it. */
  tookPart({ userId }: Actor, id: string): Promise<boolean> {
    return this.database.repository(AuditEntry).existsBy({ subjectKind: 'selectionRound', subjectId: id, userId, action: In(['selection.inserted', 'selection.outcomeRecorded']) });
  }

  note(actor: Actor, round: Pick<SelectionRound, 'id' | 'kind' | 'year' | 'number'>, action: string, after: Record<string, unknown>, reason?: string): void {
    this.audit.record(actor, { action: `selection.${action}`, subjectKind: 'selectionRound', subjectId: round.id, after: { number: selectionNumber(round), ...after }, reason });
  }
}
