import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { require } from '../../platform/permissions/data-scope.js';
import { saysSomething } from '../../rules/finding-decision.js';
import { settlesNow, windowPassed } from '../../rules/finding-life.js';
import { CaseCount } from '../case-count.js';
import type { CommentOnFinding, TakeBackFinding } from '../dto/finding-life.dto.js';
import { FindingViews } from '../finding-views.js';
import { reviewErrors } from '../quality-review.errors.js';
import { Rectifications } from '../rectification/rectifications.js';
import type { Finding } from '../review.entities.js';
import { FindingComment } from './finding-life.entities.js';
import { FindingLog, type UploadedFile } from './finding-log.js';
import { Settling } from './settling.js';

/** 差错说明: the side of those who answer for a finding; and the reviewer who, having read it, takes the finding back. */
@Injectable()
export class FindingComments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly log: FindingLog,
    private readonly settling: Settling,
    private readonly count: CaseCount,
    private readonly views: FindingViews,
    private readonly rectifications: Rectifications,
  ) {}

  async comment(actor: Actor, id: string, { kind, words = '' }: CommentOnFinding): Promise<void> {
    require(actor, 'finding.comment');
    await this.database.transaction(async () => {
      const finding = await this.commentable(actor, id);
      if (kind === 'explain' && !saysSomething(words))
        throw reviewErrors['finding.stepFaulty']({ count: 1 }, [{ path: 'words', zh: '请写明说明的内容：哪里不对，依据什么。只有空白或标点不算说明。', en: 'Say what you explain: what is wrong and on what you rely. Blanks or punctuation are nothing.' }]);
      await this.database.repository(FindingComment).insert({ id: newId(), courtId: finding.courtId, findingId: id, personId: actor.personId!, kind, words: words.trim(), at: this.clock.instant() });
      this.audit.record(actor, { action: 'finding.commented', subjectKind: 'finding', subjectId: id, after: { kind, words: words.trim() } });
      const answerable = await this.log.answerable(id);
      if (finding.status === 'submitted' && settlesNow({ commentUntil: finding.commentUntil, answerable, comments: await this.log.comments([id]) }, this.clock.today())) await this.settling.settle(actor, [id], 'accepted');
    });
  }

  async attach(actor: Actor, id: string, file: UploadedFile): Promise<void> {
    require(actor, 'finding.comment');
    await this.database.transaction(async () => {
      const finding = await this.commentable(actor, id);
      const { name, digest } = await this.log.keepFile(actor, finding, 'comment', file);
      this.audit.record(actor, { action: 'finding.attached', subjectKind: 'finding', subjectId: id, after: { name, digest } });
    });
  }

  /** Before it settles, and only by who recorded it. It stays on record, superseded by nothing. */
  async takeBack(actor: Actor, id: string, { version, reason }: TakeBackFinding): Promise<void> {
    require(actor, 'review.record');
    await this.database.transaction(async () => {
      const finding = await this.log.held(actor, id);
      const [before] = await this.views.of([id]);
      if (finding.reviewerId !== actor.personId) throw reviewErrors['finding.notReviewer']({ reviewer: before?.reviewer ?? '' });
      this.log.stepFrom(finding, 'takeBack');
      if (!saysSomething(reason)) throw reviewErrors['finding.stepFaulty']({ count: 1 }, [{ path: 'reason', zh: '请写明收回的理由。', en: 'Give the reason for taking it back.' }]);
      await this.log.move(finding, 'takeBack', version, { supersededReason: `评查员收回：${reason.trim()}` });
      await this.rectifications.follow(actor, id, null, reason.trim());
      await this.count.recount(finding.caseId);
      this.audit.record(actor, { action: 'finding.takenBack', subjectKind: 'finding', subjectId: id, before, after: null, reason: reason.trim() });
    });
  }

  private async commentable(actor: Actor, id: string): Promise<Finding> {
    const finding = await this.log.held(actor, id);
    if (!actor.personId || !(await this.log.answerable(id)).includes(actor.personId)) throw reviewErrors['finding.notAnswerable']();
    this.log.stepFrom(finding, 'comment');
    if (windowPassed(finding.commentUntil, this.clock.today())) throw reviewErrors['finding.windowClosed']({ until: finding.commentUntil! });
    return finding;
  }
}
