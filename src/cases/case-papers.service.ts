import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService, sha256 } from '../platform/files/files.service.js';
import { mediaTypeOf, PAPER_TYPES } from '../platform/files/media-type.js';
import type { StoredFile } from '../platform/files/stored-file.entity.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { decodeText } from '../platform/sheets/csv.js';
import { CASE_SCOPE } from './case-scope.js';
import { CaseDocument, CourtCase } from './case.entities.js';
import { caseErrors } from './cases.errors.js';

const KINDS = ['judgment', 'ruling', 'mediation', 'transcript', 'other'] as const;

export interface NewPaper {
  kind: string;
  title: string;
  content: Buffer;
}

/** 裁判文书 and other papers of a case: kept with their digest; a new version supersedes, never replaces. */
@Injectable()
export class CasePapersService {
  constructor(
    private readonly database: Database,
    private readonly files: FilesService,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** The same bytes under the same title again change nothing and answer the version held. */
  async add(actor: Actor, caseId: string, { kind, title, content }: NewPaper): Promise<{ id: string; version: number; digest: string }> {
    require(actor, 'case.write');
    const mediaType = mediaTypeOf(content, PAPER_TYPES);
    const known = KINDS.find((one) => one === kind);
    if (!mediaType || !known || !title.trim() || title.length > 160) throw caseErrors['case.paperFaulty']();
    const digest = sha256(content);
    return this.database.transaction(async () => {
      const { id, courtId } = await this.inScope(actor, 'case.write', caseId, true);
      const papers = this.database.repository(CaseDocument);
      const held = await papers.findOneBy({ caseId: id, title, supersededBy: IsNull() });
      if (held?.digest === digest) return { id: held.id, version: held.version, digest };
      const text = mediaType === 'text/plain' ? decodeText(content).text : null;
      const paper = papers.create({
        id: newId(),
        courtId,
        caseId: id,
        kind: known,
        title,
        version: (held?.version ?? 0) + 1,
        mediaType,
        digest,
        size: content.length,
        text,
        fileDigest: await this.files.keep(content, mediaType),
        createdAt: this.clock.instant(),
        supersededBy: null,
      });
      await papers.insert(paper);
      if (held) await papers.update(held.id, { supersededBy: paper.id });
      this.audit.record(actor, { action: 'case.paperAdded', subjectKind: 'case', subjectId: id, before: held && { version: held.version, digest: held.digest }, after: { title, version: paper.version, digest } });
      return { id: paper.id, version: paper.version, digest };
    });
  }

  /** The original as it was brought in. */
  async original(actor: Actor, caseId: string, documentId: string): Promise<{ title: string; file: StoredFile }> {
    require(actor, 'case.read');
    await this.inScope(actor, 'case.read', caseId, false);
    const paper = await this.database.repository(CaseDocument).findOneBy({ id: documentId, caseId });
    const file = paper?.fileDigest ? await this.files.read(paper.fileDigest) : null;
    if (!paper || !file) throw platformErrors['record.notFound']();
    return { title: paper.title, file };
  }

  /** @param hold locks the case, so that two versions added at once follow each other. */
  private async inScope(actor: Actor, permission: Permission, id: string, hold: boolean): Promise<CourtCase> {
    const scope: SqlCondition = scopeCondition(actor, permission, CASE_SCOPE);
    const query = this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :id', { id }).andWhere(scope.sql, scope.parameters);
    if (hold && this.database.engine !== 'sqlite') query.setLock('pessimistic_write');
    const found = await query.getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }
}
