import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { afterRectificationStep } from '../../rules/finding-life.js';
import { FindingClock } from '../life/finding-clock.js';
import { reviewErrors } from '../quality-review.errors.js';
import { FindingShare, type Finding } from '../review.entities.js';
import { Rectification, RectificationStep } from './rectification.entities.js';

/** Opening a rectification and letting it follow its finding; always inside the transaction of whoever asks. */
@Injectable()
export class Rectifications {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly deadlines: FindingClock,
  ) {}

  /** Owed by whoever bears the largest share; with equal shares, by the first of them. */
  async order(actor: Actor, finding: Finding, demand: string, dueOn: string | null): Promise<Rectification> {
    const known = await this.database.repository(Rectification).findOneBy({ findingId: finding.id });
    if (known) throw reviewErrors['rectification.ordered']({ day: known.orderedOn, due: known.dueOn });
    const shares = await this.database.repository(FindingShare).find({ where: { findingId: finding.id }, order: { share: 'DESC', id: 'ASC' } });
    if (!shares[0]) throw reviewErrors['rectification.nobody']();
    const today = this.clock.today();
    const rectification = this.database.repository(Rectification).create({
      id: newId(), courtId: finding.courtId, findingId: finding.id, personId: shares[0].personId, status: 'open', demand: demand.trim(), orderedOn: today,
      dueOn: dueOn ?? (await this.deadlines.rectifyBy(finding.courtId, today)), measures: null, reportedOn: null, closedOn: null, version: 1,
    });
    await this.database.repository(Rectification).insert(rectification);
    await this.step(actor, rectification, 'order', demand.trim());
    const { personId, dueOn: due } = rectification;
    this.audit.record(actor, { action: 'rectification.ordered', subjectKind: 'rectification', subjectId: rectification.id, after: { findingId: finding.id, personId, demand: demand.trim(), dueOn: due } });
    return rectification;
  }

  /** A finding superseded takes its rectification along, or lets it lapse when nothing stands in its place. */
  async follow(actor: Actor, findingId: string, successorId: string | null, reason: string): Promise<void> {
    const repository = this.database.repository(Rectification);
    const known = await repository.findOneBy({ findingId });
    if (!known) return;
    const lapsed = successorId === null ? afterRectificationStep(known.status, 'lapse') : null;
    if (successorId === null && !lapsed) return;
    await repository.update(known.id, successorId ? { findingId: successorId, version: known.version + 1 } : { status: lapsed!, version: known.version + 1 });
    await this.step(actor, known, successorId ? 'move' : 'lapse', reason);
    this.audit.record(actor, { action: successorId ? 'rectification.moved' : 'rectification.lapsed', subjectKind: 'rectification', subjectId: known.id, before: { findingId, status: known.status }, after: { findingId: successorId, reason } });
  }

  async step(actor: Actor, { id, courtId }: Rectification, action: RectificationStep['action'], words: string): Promise<void> {
    await this.database.repository(RectificationStep).insert({ id: newId(), courtId, rectificationId: id, action, at: this.clock.instant(), actorName: actor.personName || actor.username, words });
  }
}
