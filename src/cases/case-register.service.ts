import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { daysBetween } from '../kernel/day.js';
import { points } from '../kernel/exact.js';
import { Division, Person } from '../court/court.entities.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { CaseAppeal, CaseDocument, CaseLimitChange, CaseObjection, CaseParticipant, CourtCase } from './case.entities.js';
import { caseCondition, caseOrder, caseRow, CASE_ROW_COLUMNS, CASE_ROW_TABLES, statusOf, type StoredCaseRow } from './case-list.js';
import { CaseLimits } from './case-limits.js';
import { objectionView } from './case-objections.service.js';
import { CASE_SCOPE } from './case-scope.js';
import { caseTable } from './case-table.js';
import type { CaseDocumentText, CaseDocumentView, CaseListQuery, CaseRow, CaseView } from './dto/case.dto.js';


/** Reading the register. Writing it is {@link CaseRecordingService}'s. */
@Injectable()
export class CaseRegisterService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly limits: CaseLimits,
  ) {}

  async list(actor: Actor, query: CaseListQuery): Promise<Page<CaseRow>> {
    require(actor, 'case.read');
    const { page, pageSize } = query;
    const total = await this.count(actor, query);
    const items = await this.rows(actor, query, pageSize, (page - 1) * pageSize);
    return { items, total, page, pageSize };
  }

  /** The list without its pages, row for row as it is on the screen. */
  async exportTable(actor: Actor, query: CaseListQuery): Promise<OutgoingTable> {
    require(actor, 'case.read');
    return caseTable(await this.rows(actor, query, EXPORT_LIMIT, 0), actor.language);
  }

  async view(actor: Actor, id: string): Promise<CaseView> {
    require(actor, 'case.read');
    const found = await this.visible(actor, id);
    const today = this.clock.today();
    const of = { caseId: id };
    const [seats, limitChanges, appeals, objections, documents, trail] = await Promise.all([
      this.database.repository(CaseParticipant).findBy(of),
      this.database.repository(CaseLimitChange).find({ where: of, order: { validFrom: 'ASC' } }),
      this.database.repository(CaseAppeal).find({ where: of, order: { appealedOn: 'ASC' } }),
      this.database.repository(CaseObjection).find({ where: of, order: { filedOn: 'ASC', id: 'ASC' } }),
      this.documents(id),
      this.trail(found),
    ]);
    const names = await this.names([found.responsibleJudgeId, found.clerkId, ...seats.map(({ personId }) => personId)]);
    const nameOf = (personId: string | null) => (personId === null ? null : (names.get(personId) ?? null));
    const division = found.divisionId ? await this.database.repository(Division).findOneBy({ id: found.divisionId }) : null;
    const lookedAt = found.closedOn ?? today;
    return {
      id,
      caseNumber: found.caseNumber,
      nature: found.nature,
      cause: found.cause,
      intakeOn: found.intakeOn,
      closedOn: found.closedOn,
      effectiveOn: found.effectiveOn,
      weight: points(found.weight),
      closingManner: found.closingManner,
      division: division?.name ?? null,
      judge: nameOf(found.responsibleJudgeId),
      judgeId: found.responsibleJudgeId,
      status: statusOf(found.closedOn, found.effectiveOn, today),
      version: found.version,
      procedure: found.procedure,
      hearingOn: found.hearingOn,
      limitOn: found.limitOn,
      deductedDays: found.deductedDays,
      netDays: daysBetween(found.intakeOn, lookedAt) - found.deductedDays,
      inLimit: found.limitOn === null ? null : lookedAt <= found.limitOn,
      outcome: found.outcome,
      parties: found.parties,
      claimed: found.claimed && points(found.claimed),
      realised: found.realised && points(found.realised),
      clerk: nameOf(found.clerkId),
      panel: seats.map(({ personId, role }) => ({ personId, name: nameOf(personId) ?? '', role })),
      limitWhy: this.limits.why(found, found.limitOn, limitChanges),
      limitChanges: limitChanges.map(({ kind, code, reason, validFrom, validUntil, approvedOn }) => ({ kind, code, reason, validFrom, validUntil, approvedOn })),
      appeals: appeals.map(({ appealedOn, outcome, decidedOn, attributable, reason }) => ({ appealedOn, outcome, decidedOn, attributable, reason })),
      objections: objections.map(objectionView),
      documents,
      steps: [
        { key: 'intake', day: found.intakeOn },
        { key: 'hearing', day: found.hearingOn },
        { key: 'closing', day: found.closedOn },
        { key: 'effect', day: found.effectiveOn },
      ],
      trail,
    };
  }

  async document(actor: Actor, caseId: string, documentId: string): Promise<CaseDocumentText> {
    require(actor, 'case.read');
    await this.visible(actor, caseId);
    const document = await this.database.repository(CaseDocument).findOneBy({ id: documentId, caseId });
    if (!document) throw platformErrors['record.notFound']();
    return { ...documentView({ ...document, hasText: document.text !== null }), text: document.text };
  }

  private async count(actor: Actor, query: CaseListQuery): Promise<number> {
    const { sql, parameters } = caseCondition(actor, query, this.clock.today());
    const [row] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS total FROM ${CASE_ROW_TABLES} WHERE ${sql}`, parameters);
    return Number(row!.total);
  }

  private async rows(actor: Actor, query: CaseListQuery, most: number, from: number): Promise<CaseRow[]> {
    const today = this.clock.today();
    const { sql, parameters } = caseCondition(actor, query, today);
    const rows = await this.database.rows<StoredCaseRow>(
      `SELECT ${CASE_ROW_COLUMNS} FROM ${CASE_ROW_TABLES} WHERE ${sql} ORDER BY ${caseOrder(query.sort)} LIMIT ${most} OFFSET ${from}`,
      parameters,
    );
    return rows.map((row) => caseRow(row, today));
  }

  private async visible(actor: Actor, id: string): Promise<CourtCase> {
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  private async documents(caseId: string): Promise<CaseDocumentView[]> {
    const rows = await this.database
      .repository(CaseDocument)
      .createQueryBuilder('d')
      .select(['d.id', 'd.kind', 'd.title', 'd.version', 'd.mediaType', 'd.digest', 'd.size', 'd.createdAt', 'd.supersededBy'])
      .addSelect('CASE WHEN d.text IS NULL THEN 0 ELSE 1 END', 'has_text')
      .where('d.caseId = :caseId', { caseId })
      .orderBy('d.createdAt')
      .addOrderBy('d.id')
      .getRawAndEntities<{ has_text: number | string }>();
    return rows.entities.map((document, index) => documentView({ ...document, hasText: Number(rows.raw[index]!.has_text) === 1 }));
  }

  private async names(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const wanted = ids.filter((id): id is string => id !== null);
    const people = wanted.length ? await this.database.repository(Person).findBy({ id: In(wanted) }) : [];
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  /** Changes of the case itself; before them the import that brought it in, if one did. */
  private async trail({ id, importId }: CourtCase): Promise<CaseView['trail']> {
    const entries = await this.database.repository(AuditEntry).find({
      where: [{ subjectKind: 'case', subjectId: id }, ...(importId ? [{ subjectKind: 'caseImport', subjectId: importId, action: 'case.import.committed' }] : [])],
      order: { at: 'ASC', sequence: 'ASC' },
      take: 200,
    });
    return entries.map(({ at, actorName, action, reason, before, after }) => ({ at, who: actorName, action, reason, before, after }));
  }
}

type DocumentHead = Omit<CaseDocument, 'text' | 'courtId' | 'caseId' | 'fileDigest'> & { hasText: boolean };

function documentView({ id, kind, title, version, mediaType, digest, size, hasText, createdAt, supersededBy }: DocumentHead): CaseDocumentView {
  return { id, kind, title, version, mediaType, digest, size, hasText, createdAt, supersededBy };
}
