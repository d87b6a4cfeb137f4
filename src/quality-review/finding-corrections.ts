import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { Decimal, points } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { platformErrors } from '../platform/platform.errors.js';
import { CaseCount } from './case-count.js';
import { FindingViews } from './finding-views.js';
import { Rectifications } from './rectification/rectifications.js';
import { Responsibilities } from './responsibilities.js';
import { Finding, FindingShare } from './review.entities.js';

/** What a decision makes of a finding. */
export interface FindingCorrection {
  /** `null`: withdrawn altogether. */
  points: Decimal | null;
  /** Another sharing of the responsibility; `null`: as it was. */
  shares: readonly { personId: string; post: string; share: string }[] | null;
  /** Decision and grounds, e.g. 复议〔2026〕第17号：部分成立. */
  reason: string;
}

export interface CorrectableFinding {
  id: string;
  caseId: string;
  reviewerId: string;
  points: Decimal;
  people: string[];
}

/**
 * Door: correcting findings that already count. The old finding stays on record, superseded, with the reason; the new one
 * counts from the same day, so that the correction lands in the period the finding was recorded in.
 */
@Injectable()
export class FindingCorrections {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly count: CaseCount,
    private readonly views: FindingViews,
    private readonly responsibilities: Responsibilities,
    private readonly rectifications: Rectifications,
  ) {}

  /** A finding that counts, or `null`. */
  async standing(courtId: string, findingId: string): Promise<CorrectableFinding | null> {
    const finding = await this.database.repository(Finding).findOneBy({ id: findingId, courtId, status: In(['submitted', 'settled']) });
    if (!finding) return null;
    const shares = await this.database.repository(FindingShare).findBy({ findingId });
    return { id: finding.id, caseId: finding.caseId, reviewerId: finding.reviewerId, points: finding.points, people: shares.map(({ personId }) => personId) };
  }

  /** Who recorded a finding and who answered for it, whatever has become of it since. */
  async asRecorded(courtId: string, findingId: string): Promise<Pick<CorrectableFinding, 'reviewerId' | 'people'> | null> {
    const finding = await this.database.repository(Finding).findOneBy({ id: findingId, courtId });
    const shares = await this.database.repository(FindingShare).findBy({ findingId });
    return finding && { reviewerId: finding.reviewerId, people: shares.map(({ personId }) => personId) };
  }

  /** What stands now in the place of a finding that may have been corrected since; `null` when it was withdrawn. */
  async current(courtId: string, findingId: string): Promise<CorrectableFinding | null> {
    for (let id: string | null = findingId; id; ) {
      const standing = await this.standing(courtId, id);
      if (standing) return standing;
      const next: Finding | null = await this.database.repository(Finding).findOneBy({ id, courtId });
      id = next?.supersededBy ?? null;
    }
    return null;
  }

  /** Inside the transaction of the decision. @returns the finding that now stands in its place, or `null` when withdrawn. */
  async correct(actor: Actor, findingId: string, { points: lost, shares, reason }: FindingCorrection): Promise<string | null> {
    await this.database.rows(`SELECT id FROM finding WHERE id = :findingId${this.database.forUpdate}`, { findingId });
    const old = await this.database.repository(Finding).findOneByOrFail({ id: findingId });
    const [before] = await this.views.of([findingId]);
    const successor = lost === null ? null : newId();
    const { affected } = await this.database
      .repository(Finding)
      .update({ id: findingId, version: old.version, status: In(['submitted', 'settled']) }, { status: 'superseded', supersededBy: successor, supersededReason: reason, version: old.version + 1 });
    if (!affected) throw platformErrors['record.changed']({ who: '', when: '' });
    if (successor && lost) {
      const now = { ...old, id: successor, points: lost, status: 'settled' as const, supersededBy: null, supersededReason: null, firstId: old.firstId ?? old.id, counted: null, version: 1 };
      await this.database.repository(Finding).insert(now);
      await this.responsibilities.follow(findingId, successor);
      const before = await this.database.repository(FindingShare).find({ where: { findingId }, order: { id: 'ASC' } });
      const partOf = (personId: string): number => before.find((share) => share.personId === personId)?.countsFor ?? 100;
      const held = shares ?? before.map(({ personId, post, share }) => ({ personId, post, share: points(share) }));
      if (held.length)
        await this.database
          .repository(FindingShare)
          .insert(held.map(({ personId, post, share }) => ({ id: newId(), courtId: old.courtId, findingId: successor, personId, post, share: new Decimal(share), points: new Decimal(0), countsFor: partOf(personId) })));
    }
    await this.rectifications.follow(actor, findingId, successor, reason);
    // Points each answers for, clauses capped over the whole case, and the score of each review follow from what now stands.
    await this.count.recount(old.caseId);
    const after = successor ? (await this.views.of([successor]))[0] : null;
    this.audit.record(actor, { action: 'finding.superseded', subjectKind: 'finding', subjectId: findingId, before, after, reason });
    return successor;
  }
}
