import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { newId } from '../ids.js';
import { AuditEntry, AuditHead } from './audit-entry.entity.js';

export interface AuditedChange {
  /** `case.registered`, `finding.superseded`, … */
  action: string;
  subjectKind: string;
  subjectId: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

export const FIRST_DIGEST = '0'.repeat(64);

/** Writes the trail in the same transaction as the change; no change, no entry, and the reverse. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  record(actor: Actor, change: AuditedChange): void {
    const at = this.clock.instant();
    this.database.beforeCommit((manager) => this.append(manager, actor, change, at));
  }

  private async append(manager: EntityManager, actor: Actor, change: AuditedChange, at: string): Promise<void> {
    const head = await this.lockHead(manager, actor.courtId);
    const entry = manager.create(AuditEntry, {
      id: newId(),
      courtId: actor.courtId,
      sequence: head.sequence + 1,
      at,
      userId: actor.userId || null,
      actorName: actor.personName || actor.username,
      action: change.action,
      subjectKind: change.subjectKind,
      subjectId: change.subjectId,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: change.after === undefined ? null : JSON.stringify(change.after),
      reason: change.reason ?? null,
      ip: actor.ip,
      requestId: actor.requestId,
      previousDigest: head.digest,
    });
    entry.digest = digestOf(entry);
    await manager.insert(AuditEntry, entry);
    await manager.update(AuditHead, { courtId: actor.courtId }, { sequence: entry.sequence, digest: entry.digest });
  }

  private async lockHead(manager: EntityManager, courtId: string): Promise<AuditHead> {
    const lock = this.database.engine === 'sqlite' ? undefined : ({ mode: 'pessimistic_write' } as const);
    const head = await manager.findOne(AuditHead, { where: { courtId }, lock });
    if (head) return head;
    const first = manager.create(AuditHead, { courtId, sequence: 0, digest: FIRST_DIGEST });
    await manager.insert(AuditHead, first);
    return first;
  }

  /** Walks a court's chain; returns the first sequence number whose digest does not follow, or `null` when whole. */
  async firstBrokenLink(courtId: string): Promise<{ checked: number; brokenAt: number | null }> {
    let expected = FIRST_DIGEST;
    let checked = 0;
    for (;;) {
      const entries = await this.database.repository(AuditEntry).find({ where: { courtId }, order: { sequence: 'ASC' }, skip: checked, take: 1000 });
      for (const entry of entries) {
        const follows = entry.sequence === checked + 1 && entry.previousDigest === expected && entry.digest === digestOf(entry);
        if (!follows) return { checked, brokenAt: checked + 1 };
        expected = entry.digest;
        checked++;
      }
      if (entries.length < 1000) break;
    }
    const head = await this.database.repository(AuditHead).findOneBy({ courtId });
    const whole = (head?.sequence ?? 0) === checked && (head?.digest ?? FIRST_DIGEST) === expected;
    return { checked, brokenAt: whole ? null : checked + 1 };
  }
}

function digestOf(entry: AuditEntry): string {
  const { id, courtId, sequence, at, userId, actorName, action, subjectKind, subjectId, before, after, reason, ip, requestId, previousDigest } = entry;
  const parts = [id, courtId, sequence, at, userId, actorName, action, subjectKind, subjectId, before, after, reason, ip, requestId, previousDigest];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
