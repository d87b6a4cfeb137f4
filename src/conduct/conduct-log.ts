import { Injectable } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { EVIDENCE_TYPES, mediaTypeOf } from '../platform/files/media-type.js';
import type { StoredFile } from '../platform/files/stored-file.entity.js';
import { newId } from '../platform/ids.js';
import type { SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { afterConductStep, CONDUCT_STEPS, type ActOf, type ConductKind, type StateOf } from '../rules/conduct-steps.js';
import { Complaint, ConductEntry, ConductEvidence, ConductStep, Honour, MeritClaim } from './conduct.entities.js';
import { conductErrors } from './conduct.errors.js';
import { ACT_WORDS, STATE_WORDS } from './conduct-words.js';
import type { ConductEvidenceInput, ConductStepView, EvidenceView } from './dto/conduct.dto.js';

export interface Records {
  complaint: Complaint;
  entry: ConductEntry;
  merit: MeritClaim;
  honour: Honour;
}

const ENTITIES = { complaint: Complaint, entry: ConductEntry, merit: MeritClaim, honour: Honour } as const;
const SUBJECTS = { complaint: 'complaint', entry: 'conductEntry', merit: 'merit', honour: 'honour' } as const;
const TABLES = { complaint: 'complaint', entry: 'conduct_entry', merit: 'merit_claim', honour: 'honour' } as const;
const NOT_EVIDENCE: Fault = { path: 'file', zh: '附件应为 PDF、DOCX、文本或图片（PNG、JPEG）。请另存后重新上传。', en: 'An attachment is a PDF, DOCX, text or picture (PNG, JPEG). Save it as one and upload again.' };
export const LEAST_WORDS = 5;

export interface Told {
  words?: string;
  told?: Record<string, string | null>;
}

/** The one way a record of conduct moves: held, checked against the table of steps, changed once, written down. */
@Injectable()
export class ConductLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly files: FilesService,
  ) {}

  /** The record, held until the transaction ends, if the reader may see it. */
  async held<K extends ConductKind>(kind: K, tables: string, id: string, alias: string, { sql, parameters }: SqlCondition): Promise<Records[K]> {
    if (this.database.inTransaction) await this.database.rows(`SELECT id FROM ${TABLES[kind]} WHERE id = :id${this.database.forUpdate}`, { id });
    const [found] = await this.database.rows<{ id: string }>(`SELECT ${alias}.id AS "id" FROM ${tables} WHERE ${alias}.id = :id AND ${sql}`, { ...parameters, id });
    const row = found && (await this.database.repository<ObjectLiteral>(ENTITIES[kind]).findOneBy({ id }));
    if (!row) throw platformErrors['record.notFound']();
    return row as Records[K];
  }

  /** @param version the reader saw; somebody else's step in between is told, not overwritten */
  async move<K extends ConductKind>(actor: Actor, kind: K, row: Records[K], act: ActOf<K>, version: number, changes: Partial<Records[K]>, { words, told }: Told = {}): Promise<void> {
    const state = afterConductStep(kind, row.state as StateOf[K], act);
    if (!state) throw this.notNow(kind, row.state, act);
    await this.change(kind, row, version, { ...changes, state });
    await this.note(actor, kind, row, act, { words, told }, { state });
  }

  notNow(kind: ConductKind, now: string, act: string): Error {
    const [state, step] = [STATE_WORDS[kind][now]!, ACT_WORDS[act]!];
    return conductErrors['conduct.notNow']({ state: state.zh, stateEn: state.en, act: step.zh, actEn: step.en });
  }

  async change(kind: ConductKind, { id }: { id: string }, version: number, changes: object): Promise<void> {
    const { affected } = await this.database.repository<ObjectLiteral>(ENTITIES[kind]).update({ id, version }, { ...changes, version: version + 1 });
    if (affected === 1) return;
    const [last] = await this.database.repository(ConductStep).find({ where: { subjectId: id }, order: { at: 'DESC', id: 'DESC' }, take: 1 });
    throw platformErrors['record.changed']({ who: last?.actorName ?? '—', when: last?.at ?? '—' });
  }

  /** The audit trail learns that a record moved, never whose it is or what was said: both stand in the steps, behind the record's own permission. */
  async note(actor: Actor, kind: ConductKind, { id, courtId }: { id: string; courtId: string }, act: string, { words, told }: Told, after: object = {}): Promise<void> {
    await this.database.repository(ConductStep).insert({
      id: newId(), courtId, subjectId: id, act, words: words?.trim() || null, told: told ?? null, actorId: actor.userId, actorName: (actor.personName || actor.username).slice(0, 80), at: this.clock.instant(),
    });
    this.audit.record(actor, { action: `${SUBJECTS[kind]}.${act}`, subjectKind: SUBJECTS[kind], subjectId: id, after });
  }

  /** One at a time for a court: numbers have no gaps. Read as they are now, whatever this transaction has read before. */
  async nextNumber(kind: ConductKind, courtId: string, year: number, confined = false): Promise<number> {
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId });
    const series = kind === 'complaint' || kind === 'entry' ? ' AND confined = :confined' : '';
    const [row] = await this.database.rows<{ last: number | string | null }>(`SELECT MAX(number) AS "last" FROM ${TABLES[kind]} WHERE court_id = :courtId AND year = :year${series}${this.database.forUpdate}`, { courtId, year, confined: confined ? 1 : 0 });
    return Number(row!.last ?? 0) + 1;
  }

  /** Kept under its digest before the record is written; the record then names it. */
  async keepEvidence(content: Buffer): Promise<{ digest: string; mediaType: string; size: number }> {
    const mediaType = mediaTypeOf(content, EVIDENCE_TYPES);
    if (!mediaType) throw conductErrors['conduct.faulty']({ count: 1 }, [NOT_EVIDENCE]);
    return { digest: await this.files.keep(content, mediaType), mediaType, size: content.length };
  }

  async evidenceFaults(evidence: readonly ConductEvidenceInput[], needed: boolean): Promise<Fault[]> {
    const faults: Fault[] = [];
    if (needed && !evidence.length) faults.push({ path: 'evidence', zh: '必须附证明材料。请上传后再提交。', en: 'Evidence is compulsory. Attach it and submit again.' });
    for (const [index, { digest }] of evidence.entries())
      if (!(await this.files.read(digest))) faults.push({ path: `evidence[${index}]`, zh: '这份附件没有传上。请重新上传。', en: 'This attachment did not arrive. Upload it again.' });
    return faults;
  }

  async attach(actor: Actor, { id, courtId }: { id: string; courtId: string }, evidence: readonly ConductEvidenceInput[]): Promise<void> {
    if (!evidence.length) return;
    const at = this.clock.instant();
    await this.database.repository(ConductEvidence).insert(evidence.map(({ digest, name }) => ({ id: newId(), courtId, subjectId: id, name, digest, addedAt: at, addedBy: (actor.personName || actor.username).slice(0, 80) })));
  }

  async evidence(subjectId: string): Promise<EvidenceView[]> {
    const rows = await this.database.repository(ConductEvidence).find({ where: { subjectId }, order: { addedAt: 'ASC', id: 'ASC' } });
    return rows.map(({ id, name, addedBy, addedAt }) => ({ id, name, addedBy, addedAt }));
  }

  async file(subjectId: string, evidenceId: string): Promise<{ name: string; file: StoredFile }> {
    const row = await this.database.repository(ConductEvidence).findOneBy({ id: evidenceId, subjectId });
    const file = row && (await this.files.read(row.digest));
    if (!row || !file) throw platformErrors['record.notFound']();
    return { name: row.name, file };
  }

  async steps(subjectId: string): Promise<ConductStepView[]> {
    const rows = await this.database.repository(ConductStep).find({ where: { subjectId }, order: { at: 'ASC', id: 'ASC' } });
    return rows.map(({ act, words, told, actorName, at }) => ({ act, word: ACT_WORDS[act] ?? { zh: act, en: act }, words, told, name: actorName, at }));
  }

  /** Who took a step last. */
  async lastBy(subjectId: string, act: string): Promise<ConductStep | null> {
    const [last] = await this.database.repository(ConductStep).find({ where: { subjectId, act }, order: { at: 'DESC', id: 'DESC' }, take: 1 });
    return last ?? null;
  }
}

export function wordsFault(words: string, path = 'words'): Fault[] {
  if (Array.from(words.trim()).length >= LEAST_WORDS) return [];
  return [{ path, zh: `请写明理由（不少于 ${LEAST_WORDS} 个字）。`, en: `Give the reason (at least ${LEAST_WORDS} characters).` }];
}

export function refuse(faults: readonly Fault[]): void {
  if (faults.length) throw conductErrors['conduct.faulty']({ count: faults.length }, [...faults]);
}

/** Acts the table of steps allows from a state. */
export function actsFrom<K extends ConductKind>(kind: K, state: StateOf[K]): ActOf<K>[] {
  return (Object.keys(CONDUCT_STEPS[kind]) as ActOf<K>[]).filter((act) => afterConductStep(kind, state, act) !== null);
}
