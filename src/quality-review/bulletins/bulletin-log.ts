import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { courtWide } from '../../platform/permissions/court-wide.js';
import { may, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { afterBulletinStep, BULLETIN_STATES, BULLETIN_STEPS, type BulletinAction } from '../../rules/bulletin.js';
import { Bulletin, BulletinStep } from './bulletin.entities.js';
import { bulletinErrors } from './bulletins.errors.js';

/** Everybody in the court reads what is published; what is not, those who write, check or sign it. */
export function visibleBulletins(actor: Actor): SqlCondition {
  const scope = courtWide(actor, 'bulletin.read', { court: 'b.court_id' });
  return worksOn(actor) ? scope : { sql: `${scope.sql} AND b.status = 'published'`, parameters: scope.parameters };
}

export function worksOn(actor: Actor): boolean {
  return may(actor, 'bulletin.draft') || may(actor, 'bulletin.check') || may(actor, 'bulletin.sign');
}

/** The one way a bulletin moves: held, checked against the table of steps, changed once, written down. */
@Injectable()
export class BulletinLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** The bulletin, held until the transaction ends, if the reader may see it. */
  async held(actor: Actor, id: string): Promise<Bulletin> {
    const scope = visibleBulletins(actor);
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    const [found] = await this.database.rows<{ id: string }>(`SELECT b.id AS id FROM bulletin b WHERE b.id = :id AND ${scope.sql}${lock}`, { ...scope.parameters, id });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(Bulletin).findOneByOrFail({ id });
  }

  /** @throws bulletin.notNow when the step cannot be taken from here */
  mayMove(bulletin: Bulletin, action: BulletinAction): void {
    if (afterBulletinStep(bulletin.status, action)) return;
    const [state, step] = [BULLETIN_STATES[bulletin.status], BULLETIN_STEPS[action]];
    throw bulletinErrors['bulletin.notNow']({ state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
  }

  /** @param version the reader saw; somebody else's step in between is told, not overwritten */
  async move(actor: Actor, bulletin: Bulletin, action: BulletinAction, version: number, changes: Partial<Bulletin>, words: string | null, told: object = {}): Promise<void> {
    this.mayMove(bulletin, action);
    const status = BULLETIN_STEPS[action].to;
    await this.change(actor, bulletin, version, { ...changes, status });
    await this.note(actor, bulletin, action, words);
    this.audit.record(actor, { action: `bulletin.${PAST[action]}`, subjectKind: 'bulletin', subjectId: bulletin.id, before: { status: bulletin.status }, after: { status, ...told }, reason: words?.slice(0, 300) || undefined });
  }

  async change(actor: Actor, { id }: Bulletin, version: number, changes: Partial<Bulletin>): Promise<void> {
    const { affected } = await this.database.repository(Bulletin).update({ id, version }, { ...changes, version: version + 1 });
    if (affected) return;
    const last = await this.database.repository(BulletinStep).findOne({ where: { bulletinId: id }, order: { at: 'DESC', id: 'DESC' } });
    throw platformErrors['record.changed']({ who: last?.actorName ?? '', when: last?.at ?? '' });
  }

  async note(actor: Actor, { id, courtId }: Pick<Bulletin, 'id' | 'courtId'>, action: string, words: string | null): Promise<void> {
    await this.database.repository(BulletinStep).insert({ id: newId(), courtId, bulletinId: id, action, at: this.clock.instant(), personId: actor.personId, actorName: actor.personName || actor.username, words: words?.trim() || null });
  }
}

const PAST: Record<BulletinAction, string> = { send: 'sent', return: 'returned', check: 'checked', sign: 'signed', publish: 'published', withdraw: 'withdrawn' };
