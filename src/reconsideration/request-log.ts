import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { ownRowsOnly, scopeCondition, type ScopeColumns, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { afterStep, type ReconsiderationAction } from '../rules/reconsideration.js';
import { numberOf, STATE_WORDS, STEP_WORDS } from './request-words.js';
import { Reconsideration, ReconsiderationStep, type StepContent } from './reconsideration.entities.js';
import { reconsiderationErrors } from './reconsideration.errors.js';

/** Own = one asked, or sits on the bench that answers. */
const REQUEST_SCOPE: ScopeColumns = {
  court: 'q.court_id',
  division: 'q.division_id',
  own: (person) => `(q.person_id = :${person} OR EXISTS (SELECT 1 FROM reconsideration_member m WHERE m.reconsideration_id = q.id AND m.person_id = :${person}))`,
};

/** Reviewers and committee members read what they sit on, judges and clerks what they asked, however far they may read cases. */
const OWN_REQUESTS_ONLY = ['judge', 'clerk', 'qualityReviewer', 'committeeMember'];

export function requestScope(actor: Actor, permission: Permission): SqlCondition {
  return scopeCondition(ownRowsOnly(actor, OWN_REQUESTS_ONLY), permission, REQUEST_SCOPE);
}

/** The one way a request moves: held, checked against the table of steps, changed once, written down. */
@Injectable()
export class RequestLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** The request, held until the transaction ends, if the reader may see it. */
  async held(actor: Actor, id: string, permission: Permission = 'reconsideration.read'): Promise<Reconsideration> {
    const scope = requestScope(actor, permission);
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    const [found] = await this.database.rows<{ id: string }>(`SELECT q.id AS "id" FROM reconsideration q WHERE q.id = :id AND ${scope.sql}${lock}`, { id, ...scope.parameters });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(Reconsideration).findOneByOrFail({ id });
  }

  /** @param version the reader saw; somebody else's step in between is told, not overwritten */
  async move(actor: Actor, request: Reconsideration, action: ReconsiderationAction, version: number, changes: Partial<Reconsideration> = {}, content: StepContent = {}): Promise<void> {
    const status = afterStep(request.status, action);
    if (!status) {
      const [state, step] = [STATE_WORDS[request.status], STEP_WORDS[action]!];
      throw reconsiderationErrors['reconsideration.notNow']({ number: numberOf(request), state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
    }
    const { affected } = await this.database.repository(Reconsideration).update({ id: request.id, version }, { ...changes, status, version: version + 1 });
    if (!affected) throw platformErrors['record.changed'](await this.lastStep(request.id));
    await this.note(actor, request, action, content);
    this.audit.record(actor, { action: `reconsideration.${action}`, subjectKind: 'reconsideration', subjectId: request.id, before: { status: request.status }, after: { status, ...content } });
  }

  async note(actor: Actor, request: Pick<Reconsideration, 'id' | 'courtId'>, action: string, content: StepContent = {}): Promise<void> {
    await this.database.repository(ReconsiderationStep).insert({
      id: newId(), courtId: request.courtId, reconsiderationId: request.id, action, at: this.clock.instant(), personId: actor.personId, actorName: actor.personName || actor.username, content,
    });
  }

  private async lastStep(id: string): Promise<{ who: string; when: string }> {
    const last = await this.database.repository(ReconsiderationStep).findOne({ where: { reconsiderationId: id }, order: { at: 'DESC', id: 'DESC' } });
    return { who: last?.actorName ?? '', when: last?.at ?? '' };
  }
}
