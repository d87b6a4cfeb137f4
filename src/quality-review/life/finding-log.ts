import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { FilesService } from '../../platform/files/files.service.js';
import { EVIDENCE_TYPES, mediaTypeOf } from '../../platform/files/media-type.js';
import { newId } from '../../platform/ids.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { FINDING_STEPS, afterFindingStep, type FindingAction, type FindingState } from '../../rules/finding-life.js';
import { FINDING_TABLES, visibleFindings } from '../finding-views.js';
import { reviewErrors } from '../quality-review.errors.js';
import { Finding, FindingShare } from '../review.entities.js';
import { ACTION_WORDS, STATE_WORDS } from './finding-words.js';
import { FindingAttachment, FindingComment } from './finding-life.entities.js';

export interface UploadedFile {
  name: string;
  content: Buffer;
}

const NOT_EVIDENCE: Fault = { path: 'file', zh: '附件应为 PDF、DOCX、文本或图片（PNG、JPEG）。请另存后重新上传。', en: 'An attachment is a PDF, DOCX, text or picture (PNG, JPEG). Save it as one and upload again.' };

/** The one way a finding moves after its review was submitted: held, checked against the table of steps, changed once. */
@Injectable()
export class FindingLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FilesService,
  ) {}

  /** The finding, held until the transaction ends, if the reader may see it. */
  async held(actor: Actor, id: string): Promise<Finding> {
    // First of all, with its case: what is read afterwards is as the one before left it, and what a case counts is reckoned by one at a time.
    if (this.database.inTransaction) await this.database.rows(`SELECT f.id AS "id" FROM finding f JOIN court_case c ON c.id = f.case_id WHERE f.id = :id${this.database.forUpdate}`, { id });
    const visible = visibleFindings(actor);
    const [found] = await this.database.rows<{ id: string }>(`SELECT f.id AS "id" FROM ${FINDING_TABLES} WHERE f.id = :id AND ${visible.sql}`, { ...visible.parameters, id });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(Finding).findOneByOrFail({ id });
  }

  /** @throws finding.notNow when the table of steps has no such step from here */
  stepFrom(finding: Finding, action: FindingAction): FindingState {
    const next = finding.status === 'second' ? null : afterFindingStep(finding.status, action);
    if (!next) {
      const [state, words] = [STATE_WORDS[finding.status], ACTION_WORDS[action]];
      throw reviewErrors['finding.notNow']({ state: state.zh, stateEn: state.en, action: words.zh, actionEn: words.en });
    }
    return next;
  }

  /** Only from the version the reader saw: somebody else's step in between is told, not overwritten. */
  async move(finding: Finding, action: FindingAction, version: number, changes: Partial<Finding>): Promise<void> {
    const status = this.stepFrom(finding, action);
    const { affected } = await this.database.repository(Finding).update({ id: finding.id, version, status: finding.status }, { ...changes, status, version: version + 1 });
    if (!affected) throw platformErrors['record.changed']({ who: '', when: this.clock.today() });
  }

  async answerable(findingId: string): Promise<string[]> {
    return (await this.database.repository(FindingShare).find({ where: { findingId }, order: { id: 'ASC' } })).map(({ personId }) => personId);
  }

  comments(findingIds: readonly string[]): Promise<FindingComment[]> {
    return this.database.repository(FindingComment).createQueryBuilder('c').where('c.findingId IN (:...findingIds)', { findingIds }).orderBy('c.at', 'ASC').addOrderBy('c.id', 'ASC').getMany();
  }

  async keepFile(actor: Actor, finding: Pick<Finding, 'id' | 'courtId'>, purpose: FindingAttachment['purpose'], { name, content }: UploadedFile): Promise<FindingAttachment> {
    const mediaType = mediaTypeOf(content, EVIDENCE_TYPES);
    if (!mediaType) throw reviewErrors['finding.stepFaulty']({ count: 1 }, [NOT_EVIDENCE]);
    const digest = await this.files.keep(content, mediaType);
    const attachment = this.database.repository(FindingAttachment).create({ id: newId(), courtId: finding.courtId, findingId: finding.id, purpose, name, digest, addedBy: actor.personId ?? actor.userId, addedAt: this.clock.instant() });
    await this.database.repository(FindingAttachment).insert(attachment);
    return attachment;
  }

  async attachment(actor: Actor, id: string, attachmentId: string): Promise<{ name: string; mediaType: string; content: Buffer }> {
    await this.held(actor, id);
    const held = await this.database.repository(FindingAttachment).findOneBy({ id: attachmentId, findingId: id });
    const file = held && (await this.files.read(held.digest));
    if (!held || !file) throw platformErrors['record.notFound']();
    return { name: held.name, mediaType: file.mediaType, content: file.content };
  }

  /** The role the table names for a step, for a page to offer it. */
  possible(finding: Finding, action: FindingAction): boolean {
    return finding.status !== 'second' && FINDING_STEPS[action].from.includes(finding.status);
  }
}
