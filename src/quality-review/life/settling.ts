import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { machineActor } from '../../platform/identity/machine-actor.js';
import { FINDING_STEPS } from '../../rules/finding-life.js';
import { Finding } from '../review.entities.js';

const AT_ONCE = 500;

/**
 * 期满即定. A minor finding counts before and after alike, so nothing waits for this: whoever looks first after the window has passed
 * finds it settled, with the step in the trail.
 */
@Injectable()
export class Settling {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async settleDue(courtId: string): Promise<void> {
    const today = this.clock.today();
    const due = await this.database.rows<{ id: string }>(
      `SELECT f.id AS "id" FROM finding f WHERE f.court_id = :courtId AND f.status = 'submitted' AND f.comment_until < :today ORDER BY f.id LIMIT ${AT_ONCE}`,
      { courtId, today },
    );
    if (due.length) await this.database.transaction(() => this.settle(machineActor(courtId), due.map(({ id }) => id), 'windowPassed'));
  }

  /** Inside a transaction. */
  async settle(actor: Actor, ids: readonly string[], why: 'windowPassed' | 'accepted'): Promise<void> {
    const settledOn = this.clock.today();
    for (const finding of await this.database.repository(Finding).findBy({ id: In([...ids]), status: In([...FINDING_STEPS.settle.from]) })) {
      const { affected } = await this.database.repository(Finding).update({ id: finding.id, status: finding.status, version: finding.version }, { status: FINDING_STEPS.settle.to, settledOn, version: finding.version + 1 });
      if (affected) this.audit.record(actor, { action: 'finding.settled', subjectKind: 'finding', subjectId: finding.id, before: { status: finding.status }, after: { status: 'settled', settledOn, why } });
    }
  }
}
