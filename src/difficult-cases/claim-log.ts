import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { may, ownRowsOnly, scopeCondition, type ScopeColumns, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { afterApplicationStep, type ApplicationAction } from '../rules/difficult-case-rounds.js';
import { DifficultApplication, DifficultRound } from './difficult-case.entities.js';
import { APPLICATION_STATE_WORDS } from './difficult-case-words.js';
import { difficultErrors } from './difficult-cases.errors.js';

/** Own = claimed by me, or mine to vote on. Read with `difficult_application a JOIN court_case c`. */
const CLAIM_SCOPE: ScopeColumns = {
  court: 'a.court_id',
  division: 'a.division_id',
  nature: 'c.nature',
  own: (person) => `(a.judge_id = :${person} OR EXISTS (SELECT 1 FROM difficult_ballot b WHERE b.application_id = a.id AND b.person_id = :${person}))`,
};

/** Whatever they may read of cases, these read the claims they made or vote on. */
const OWN_CLAIMS_ONLY = ['judge', 'clerk', 'qualityReviewer', 'committeeMember', 'administrativeOffice'];

/** A seat on the committee reaches the claims it votes on, whatever else a grant reaches. */
export function claimScope(actor: Actor, permission: Permission): SqlCondition {
  const reach = scopeCondition(ownRowsOnly(actor, OWN_CLAIMS_ONLY), permission, CLAIM_SCOPE);
  if (permission !== 'difficult.read' || !actor.personId || !may(actor, 'difficult.vote')) return reach;
  return {
    sql: `(${reach.sql} OR (a.court_id = :seatCourt AND EXISTS (SELECT 1 FROM difficult_ballot s WHERE s.application_id = a.id AND s.person_id = :seatPerson)))`,
    parameters: { ...reach.parameters, seatCourt: actor.courtId, seatPerson: actor.personId },
  };
}

const ACTION_WORDS: Readonly<Record<ApplicationAction, Sentence>> = {
  opine: { zh: '签署意见', en: 'sign the opinion' },
  withdraw: { zh: '撤回', en: 'withdraw it' },
  award: { zh: '评定入选', en: 'accept it' },
  reject: { zh: '评定不入选', en: 'refuse it' },
  setAside: { zh: '作未能评定处理', en: 'set it aside' },
  strike: { zh: '撤销入选', en: 'strike it' },
};

/** The one way a claim moves: held, checked against the table of steps, changed once, written down. */
@Injectable()
export class ClaimLog {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** The claim, held until the transaction ends, if the reader may see it. */
  async held(actor: Actor, id: string, permission: Permission = 'difficult.read'): Promise<DifficultApplication> {
    const scope = claimScope(actor, permission);
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    const [found] = await this.database.rows<{ id: string }>(`SELECT a.id AS "id" FROM difficult_application a JOIN court_case c ON c.id = a.case_id WHERE a.id = :id AND ${scope.sql}${lock}`, { id, ...scope.parameters });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(DifficultApplication).findOneByOrFail({ id });
  }

  /** @param version the reader saw; somebody else's step in between is told, not overwritten */
  async move(actor: Actor, claim: DifficultApplication, action: ApplicationAction, version: number, changes: Partial<DifficultApplication>, told: Record<string, unknown> = {}, reason?: string): Promise<void> {
    const status = afterApplicationStep(claim.status, action);
    if (!status) {
      const [state, step] = [APPLICATION_STATE_WORDS[claim.status], ACTION_WORDS[action]];
      throw difficultErrors['difficult.notNow']({ state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
    }
    const { affected } = await this.database.repository(DifficultApplication).update({ id: claim.id, version }, { ...changes, status, version: version + 1 });
    if (!affected) throw await this.changedMeanwhile(claim.id);
    this.note(actor, claim.id, PAST[action], { status, ...told }, reason);
  }

  note(actor: Actor, id: string, action: string, after: Record<string, unknown> = {}, reason?: string): void {
    this.audit.record(actor, { action: `difficultCase.${action}`, subjectKind: 'difficultCase', subjectId: id, after, reason });
  }

  async changedMeanwhile(subjectId: string): Promise<Error> {
    const [last] = await this.database.repository(AuditEntry).find({ where: { subjectId }, order: { sequence: 'DESC' }, take: 1 });
    return platformErrors['record.changed']({ who: last?.actorName ?? '—', when: last?.at ?? '—' });
  }

  /** A round of the actor’s own court, held until the transaction ends. */
  async round(actor: Actor, id: string): Promise<DifficultRound> {
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    type Held = Pick<DifficultRound, 'status' | 'version' | 'applyUntil' | 'voteUntil' | 'quorum'>;
    const [found] = await this.database.rows<Held>(
      `SELECT status AS "status", version AS "version", apply_until AS "applyUntil", vote_until AS "voteUntil", quorum AS "quorum" FROM difficult_round WHERE id = :id AND court_id = :courtId${lock}`, { id, courtId: actor.courtId },
    );
    if (!found) throw platformErrors['record.notFound']();
    // What the lock read is newer than what this transaction's snapshot may still show.
    return Object.assign(await this.database.repository(DifficultRound).findOneByOrFail({ id }), found);
  }
}

const PAST: Readonly<Record<ApplicationAction, string>> = { opine: 'opined', withdraw: 'withdrawn', award: 'awarded', reject: 'rejected', setAside: 'setAside', strike: 'struck' };

/** What a claim is today: finality is a day, and an unanswered objection suspends. */
export function stateOf({ status, noticeId, countsOn }: Pick<DifficultApplication, 'status' | 'noticeId' | 'countsOn'>, today: Day): keyof typeof APPLICATION_STATE_WORDS {
  if (status !== 'awarded' || noticeId === null) return status;
  return countsOn === null ? 'suspended' : countsOn <= today ? 'final' : 'awarded';
}
