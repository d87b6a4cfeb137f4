import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MoreThan, type EntityManager } from 'typeorm';
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

/** SQLite takes 32 766 parameters in a statement. */
const ENTRIES_AT_ONCE = 1_000;

export const FIRST_DIGEST = '0'.repeat(64);

/** Writes the trail in the same transaction as the change; no change, no entry, and the reverse. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  record(actor: Actor, change: AuditedChange): void {
    this.recordAll(actor, [change]);
  }

  /** Many entries of one act, chained in the order given and written together. */
  recordAll(actor: Actor, changes: readonly AuditedChange[]): void {
    if (changes.length === 0) return;
    const at = this.clock.instant();
    this.database.beforeCommit((manager) => this.append(manager, actor, changes, at));
  }

  private async append(manager: EntityManager, actor: Actor, changes: readonly AuditedChange[], at: string): Promise<void> {
    let { sequence, digest } = await this.lockHead(manager, actor.courtId);
    const entries = changes.map((change) => {
      const entry = this.entryOf(manager, actor, change, { at, sequence: sequence + 1, previousDigest: digest });
      [sequence, digest] = [entry.sequence, entry.digest];
      return entry;
    });
    for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) await manager.insert(AuditEntry, entries.slice(from, from + ENTRIES_AT_ONCE));
    await manager.update(AuditHead, { courtId: actor.courtId }, { sequence, digest });
  }

  private entryOf(manager: EntityManager, actor: Actor, change: AuditedChange, place: Pick<AuditEntry, 'at' | 'sequence' | 'previousDigest'>): AuditEntry {
    const entry = manager.create(AuditEntry, {
      id: newId(),
      courtId: actor.courtId,
      ...place,
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
    });
    entry.digest = digestOf(entry);
    return entry;
  }

  private async lockHead(manager: EntityManager, courtId: string): Promise<AuditHead> {
    const lock = this.database.engine === 'sqlite' ? undefined : ({ mode: 'pessimistic_write' } as const);
    const head = await manager.findOne(AuditHead, { where: { courtId }, lock });
    if (head) return head;
    const first = manager.create(AuditHead, { courtId, sequence: 0, digest: FIRST_DIGEST });
    await manager.insert(AuditHead, first);
    return first;
  }

  /** Number of the court's last entry. Entries are numbered in the order in which their changes were committed. */
  async lastOf(courtId: string): Promise<number> {
    return (await this.database.repository(AuditHead).findOneBy({ courtId }))?.sequence ?? 0;
  }

  /** What was changed after an entry, oldest first; `null` when there is more than `most`. */
  async since(courtId: string, sequence: number, most: number): Promise<AuditEntry[] | null> {
    const entries = await this.database.repository(AuditEntry).find({ where: { courtId, sequence: MoreThan(sequence) }, order: { sequence: 'ASC' }, take: most + 1 });
    return entries.length > most ? null : entries;
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
