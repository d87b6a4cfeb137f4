import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import type { Sentence } from '../kernel/domain-error.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { ownRowsOnly, scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { Competition, CompetitionEntry, type CompetitionState } from './competition.entities.js';
import { promotionErrors } from './promotions.errors.js';

export const COMPETITION_STATE_WORDS: Readonly<Record<CompetitionState, Sentence>> = {
  open: { zh: '报名和登记中', en: 'open for entries and marks' },
  reckoned: { zh: '已计算，待公布', en: 'reckoned, to be published' },
  published: { zh: '公布中', en: 'published' },
  closed: { zh: '已结束', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** 竞岗〔2026〕第1号. */
export function competitionNumber({ year, number }: { year: number; number: number }): string {
  return `竞岗〔${year}〕第${number}号`;
}

/** Whatever they may reach of cases, these read the competitions they entered, and of honours and training what came of their own. */
export const OWN_ONLY = ['judge', 'clerk', 'divisionChief'];

/** Own = entered by me. Read with `competition c`. */
export function competitionScope(actor: Actor, permission: Permission): SqlCondition {
  return scopeCondition(ownRowsOnly(actor, OWN_ONLY), permission, { court: 'c.court_id', own: (person) => `EXISTS (SELECT 1 FROM competition_entry e WHERE e.competition_id = c.id AND e.person_id = :${person})` });
}

/** Whether the reader reads everybody's arithmetic, not only the own. */
export function readsAll(actor: Actor): boolean {
  return scopeCondition(ownRowsOnly(actor, OWN_ONLY), 'use.read', { court: 'c.court_id' }).sql !== '1 = 0';
}

@Injectable()
export class CompetitionLog {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  async held(actor: Actor, id: string, permission: Permission): Promise<Competition> {
    const scope = competitionScope(actor, permission);
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    const [found] = await this.database.rows<{ id: string }>(`SELECT c.id AS "id" FROM competition c WHERE c.id = :id AND ${scope.sql}${lock}`, { id, ...scope.parameters });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(Competition).findOneByOrFail({ id });
  }

  /** @throws use.notNow unless the competition stands in one of these states */
  async standing(actor: Actor, id: string, permission: Permission, states: readonly CompetitionState[]): Promise<Competition> {
    const found = await this.held(actor, id, permission);
    const state = COMPETITION_STATE_WORDS[found.status];
    if (!states.includes(found.status)) throw promotionErrors['use.notNow']({ number: competitionNumber(found), state: state.zh, stateEn: state.en });
    return found;
  }

  async save({ id }: Competition, version: number, changes: Partial<Competition>): Promise<void> {
    const { affected } = await this.database.repository(Competition).update({ id, version }, { ...changes, version: version + 1 });
    if (affected) return;
    const [last] = await this.database.repository(AuditEntry).find({ where: { subjectId: id }, order: { sequence: 'DESC' }, take: 1 });
    throw platformErrors['record.changed']({ who: last?.actorName ?? '—', when: last?.at ?? '—' });
  }

  /** Whether the reader competes. */
  async competes({ personId }: Actor, competitionId: string): Promise<boolean> {
    return personId !== null && (await this.database.repository(CompetitionEntry).existsBy({ competitionId, personId }));
  }

  /** Whether the reader entered or took out candidates, entered marks, or reckoned: whoever did does not publish it. */
  tookPart({ userId }: Actor, id: string): Promise<boolean> {
    return this.database.repository(AuditEntry).existsBy({ subjectKind: 'competition', subjectId: id, userId, action: In(['competition.entered', 'competition.entryWithdrawn', 'competition.marked', 'competition.reckoned']) });
  }

  note(actor: Actor, competition: Pick<Competition, 'id' | 'year' | 'number'>, action: string, after: Record<string, unknown>, reason?: string): void {
    this.audit.record(actor, { action: `competition.${action}`, subjectKind: 'competition', subjectId: competition.id, after: { number: competitionNumber(competition), ...after }, reason });
  }
}
