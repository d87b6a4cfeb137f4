import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { saysSomething } from '../../rules/finding-decision.js';
import { afterRectificationStep, type RectificationAction } from '../../rules/finding-life.js';
import type { OrderRectification, RectificationView, RectificationWords } from '../dto/finding-life.dto.js';
import { FindingLog, type UploadedFile } from '../life/finding-log.js';
import { RECTIFICATION_ACTIONS, RECTIFICATION_WORDS } from '../life/finding-words.js';
import { reviewErrors } from '../quality-review.errors.js';
import { FindingAttachment } from '../life/finding-life.entities.js';
import { Rectification, RectificationStep } from './rectification.entities.js';
import { RectificationLists } from './rectification-lists.js';
import { Rectifications } from './rectifications.js';

const NO_WORDS = {
  report: { path: 'words', zh: '请写明采取的措施和结果。只有空白或标点不算。', en: 'Say what was done and with what result. Blanks or punctuation are nothing.' },
  sendBack: { path: 'words', zh: '请写明退回的理由：还缺什么。', en: 'Say why it goes back: what is still missing.' },
  close: { path: 'words', zh: '请写明验收意见。', en: 'Say what was found on closing it.' },
} as const;

/** 整改: ordered by the trial office or with a decision, reported by whoever owes it, closed by the office or sent back. */
@Injectable()
export class RectificationService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly log: FindingLog,
    private readonly lists: RectificationLists,
    private readonly rectifications: Rectifications,
  ) {}

  async order(actor: Actor, findingId: string, { demand, dueOn }: OrderRectification): Promise<void> {
    require(actor, 'rectification.manage');
    await this.database.transaction(async () => {
      const finding = await this.log.held(actor, findingId);
      if (finding.status !== 'settled') throw reviewErrors['rectification.notSettled']();
      const faults = [
        ...(saysSomething(demand) ? [] : [{ path: 'demand', zh: '请写明整改要求。', en: 'Say what is to be done.' }]),
        ...(dueOn && dueOn <= this.clock.today() ? [{ path: 'dueOn', zh: '整改期限应晚于今天。', en: 'The day must lie after today.' }] : []),
      ];
      if (faults.length) throw reviewErrors['finding.stepFaulty']({ count: faults.length }, faults);
      await this.rectifications.order(actor, finding, demand, dueOn ?? null);
    });
  }

  async view(actor: Actor, id: string): Promise<RectificationView> {
    require(actor, 'review.read');
    const row = await this.lists.row(actor, id);
    const steps = await this.database.repository(RectificationStep).find({ where: { rectificationId: id }, order: { at: 'ASC', id: 'ASC' } });
    const files = await this.database.repository(FindingAttachment).find({ where: { findingId: row.findingId, purpose: 'rectification' }, order: { addedAt: 'ASC', id: 'ASC' } });
    const office = may(actor, 'rectification.manage');
    const can = (action: RectificationAction): boolean => afterRectificationStep(row.status, action) !== null;
    return {
      ...row,
      steps: steps.map(({ action, at, actorName, words }) => ({ action, at, who: actorName, words })),
      attachments: files.map(({ id: own, name, addedAt }) => ({ id: own, name, addedAt })),
      may: [...(can('report') && row.personId === actor.personId ? ['report'] : []), ...(office && can('sendBack') ? ['sendBack'] : []), ...(office && can('close') ? ['close'] : [])],
    };
  }

  async report(actor: Actor, id: string, { version, words }: RectificationWords): Promise<void> {
    require(actor, 'finding.comment');
    await this.move(actor, id, 'report', version, words, (today) => ({ measures: words.trim(), reportedOn: today }));
  }

  async sendBack(actor: Actor, id: string, { version, words }: RectificationWords): Promise<void> {
    require(actor, 'rectification.manage');
    await this.move(actor, id, 'sendBack', version, words, () => ({ reportedOn: null }));
  }

  async close(actor: Actor, id: string, { version, words }: RectificationWords): Promise<void> {
    require(actor, 'rectification.manage');
    await this.move(actor, id, 'close', version, words, (today) => ({ closedOn: today }));
  }

  /** Proof, before it is reported. */
  async attach(actor: Actor, id: string, file: UploadedFile): Promise<void> {
    require(actor, 'finding.comment');
    await this.database.transaction(async () => {
      const rectification = await this.owed(actor, id, 'report');
      const finding = await this.log.held(actor, rectification.findingId);
      const { name, digest } = await this.log.keepFile(actor, finding, 'rectification', file);
      this.audit.record(actor, { action: 'rectification.attached', subjectKind: 'rectification', subjectId: id, after: { name, digest } });
    });
  }

  private async move(actor: Actor, id: string, action: 'report' | 'sendBack' | 'close', version: number, words: string, changes: (today: string) => Partial<Rectification>): Promise<void> {
    await this.database.transaction(async () => {
      const rectification = await this.owed(actor, id, action);
      if (!saysSomething(words)) throw reviewErrors['finding.stepFaulty']({ count: 1 }, [NO_WORDS[action]]);
      const status = afterRectificationStep(rectification.status, action)!;
      const { affected } = await this.database.repository(Rectification).update({ id, version }, { ...changes(this.clock.today()), status, version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: '', when: this.clock.today() });
      await this.rectifications.step(actor, rectification, action, words.trim());
      const past = { report: 'rectification.reported', sendBack: 'rectification.sentBack', close: 'rectification.closed' }[action];
      this.audit.record(actor, { action: past, subjectKind: 'rectification', subjectId: id, before: { status: rectification.status }, after: { status, words: words.trim() } });
    });
  }

  /** Held, if this step can be taken from here by this person. */
  private async owed(actor: Actor, id: string, action: RectificationAction): Promise<Rectification> {
    const row = await this.lists.row(actor, id);
    await this.database.rows(`SELECT id FROM rectification WHERE id = :id${this.database.forUpdate}`, { id });
    const rectification = await this.database.repository(Rectification).findOneByOrFail({ id });
    if (action === 'report' && row.personId !== actor.personId) throw reviewErrors['rectification.notYours']({ who: row.person });
    if (!afterRectificationStep(rectification.status, action)) {
      const [state, step] = [RECTIFICATION_WORDS[rectification.status], RECTIFICATION_ACTIONS[action]];
      throw reviewErrors['rectification.notNow']({ state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
    }
    return rectification;
  }
}
