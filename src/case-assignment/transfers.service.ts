import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { CASE_SCOPE } from '../cases/case-scope.js';
import { CourtCase } from '../cases/case.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { newId } from '../platform/ids.js';
import { may, require, scopeCondition, type ScopeColumns, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { normaliseCaseNumberText } from '../rules/case-number-text.js';
import { CaseAssignment, CaseRecusal, CaseTransfer } from './assignment.entities.js';
import { assignmentErrors } from './assignment.errors.js';
import { AssignmentRecord } from './assignment-record.js';
import { transferTable } from './assignment-tables.js';
import { CandidatesService } from './candidates.service.js';
import { nameOf } from '../platform/permissions/court-wide.js';
import type { DecideTransfer, RequestTransfer, TransferQuery, TransferRow } from './dto/transfer.dto.js';
import type { JudgeOnDuty } from './judges-on-duty.js';
import { faultsOfRecusal } from './recused.js';
import { RunInputsReader } from './run-inputs.js';
import { WaitingCases } from './waiting-cases.js';
import { GROUND_WORDS, SETTLED_WORDS } from './words.js';

const TABLES = `case_transfer t JOIN court_case c ON c.id = t.case_id JOIN person f ON f.id = t.from_id LEFT JOIN division fd ON fd.id = t.from_division_id
  LEFT JOIN person o ON o.id = t.to_id LEFT JOIN division td ON td.id = t.to_division_id`;
/** Chiefs of the division a case leaves; judges whom it concerns. */
const SCOPE: ScopeColumns = { court: 't.court_id', division: 't.from_division_id', own: (person) => `(t.from_id = :${person} OR t.to_id = :${person})` };

type StoredRow = Omit<TransferRow, 'may'> & { requestedById: string };

/** 移送、退回: the chief asks, the trial office decides, the way of the case is kept. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly inputs: RunInputsReader,
    private readonly waiting: WaitingCases,
    private readonly candidates: CandidatesService,
    private readonly record: AssignmentRecord,
  ) {}

  async list(actor: Actor, query: TransferQuery): Promise<Page<TransferRow>> {
    const where = condition(actor, query);
    const { page, pageSize } = query;
    const total = await this.count(where);
    return { items: await this.rows(actor, where, pageSize, (page - 1) * pageSize), total, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<TransferRow> {
    require(actor, 'transfer.read');
    const scope = scopeCondition(actor, 'transfer.read', SCOPE);
    const [row] = await this.rows(actor, { sql: `${scope.sql} AND t.id = :id`, parameters: { ...scope.parameters, id } }, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }

  async exportTable(actor: Actor, query: TransferQuery): Promise<OutgoingTable> {
    const where = condition(actor, query);
    return transferTable(await this.rows(actor, where, EXPORT_LIMIT, 0), actor.language);
  }

  async request(actor: Actor, given: RequestTransfer): Promise<{ id: string }> {
    require(actor, 'transfer.request');
    const id = newId();
    let number = '';
    try {
      await this.database.transaction(async () => {
        const scope = scopeCondition(actor, 'transfer.request', CASE_SCOPE);
        const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :id', { id: given.caseId }).andWhere(scope.sql, scope.parameters).getOne();
        if (!found) throw platformErrors['record.notFound']();
        number = found.caseNumber;
        const fromId = this.judgeOf(actor, found);
        const faults: Fault[] = [];
        if (given.kind === 'transfer' && !given.toId) faults.push({ path: 'toId', zh: '移送须写明建议的接收法官。', en: 'A transfer names the judge proposed to receive it.' });
        const to = given.kind === 'transfer' && given.toId ? await this.receiver(found, given.toId, faults) : null;
        if (faults.length) throw assignmentErrors['assignment.faulty']({ count: faults.length }, faults);
        const { caseId, kind, ground, reason } = given;
        await this.database.repository(CaseTransfer).insert({
          id, courtId: actor.courtId, caseId, kind, fromId, fromDivisionId: found.divisionId, toId: to?.judgeId ?? null, toDivisionId: to?.unitId ?? null, ground, reason, status: 'requested', openKey: caseId,
          requestedById: actor.userId, requestedBy: nameOf(actor), requestedAt: this.clock.instant(), version: 1,
        });
        this.audit.record(actor, { action: `case.${kind}.requested`, subjectKind: 'case', subjectId: caseId, after: { from: fromId, to: to?.judgeId ?? null, ground }, reason });
      });
    } catch (error) {
      throw isDuplicate(error) ? assignmentErrors['transfer.open']({ number }) : error;
    }
    return { id };
  }

  async approve(actor: Actor, id: string, given: DecideTransfer): Promise<void> {
    require(actor, 'transfer.decide');
    await this.database.transaction(async () => {
      await this.inputs.hold(actor.courtId);
      const asked = await this.found(actor, id);
      if (asked.requestedById === actor.userId) throw assignmentErrors['transfer.secondPerson']();
      const found = await this.database.repository(CourtCase).findOneByOrFail({ id: asked.caseId });
      if (asked.status === 'requested') this.judgeOf(actor, found, asked.fromId);
      const faults: Fault[] = [];
      const to = asked.kind === 'transfer' ? await this.receiver(found, given.toId ?? asked.toId!, faults) : null;
      if (faults.length) throw assignmentErrors['assignment.faulty']({ count: faults.length }, faults);
      await this.settle(actor, asked, given, 'approved', { toId: to?.judgeId ?? null, toDivisionId: to?.unitId ?? null });
      await this.carryOut(actor, asked, found, to);
    });
  }

  async refuse(actor: Actor, id: string, given: DecideTransfer): Promise<void> {
    require(actor, 'transfer.decide');
    if (!given.reason?.trim()) throw assignmentErrors['assignment.faulty']({ count: 1 }, [{ path: 'reason', zh: '不同意须写明理由。', en: 'A refusal needs its reason.' }]);
    await this.database.transaction(async () => {
      const asked = await this.found(actor, id);
      if (asked.requestedById === actor.userId) throw assignmentErrors['transfer.secondPerson']();
      await this.settle(actor, asked, given, 'refused', {});
    });
  }

  async withdraw(actor: Actor, id: string, given: DecideTransfer): Promise<void> {
    require(actor, 'transfer.request');
    await this.database.transaction(async () => {
      const scope = scopeCondition(actor, 'transfer.request', SCOPE);
      const asked = await this.database.repository(CaseTransfer).createQueryBuilder('t').where('t.id = :id AND t.requested_by_id = :me', { id, me: actor.userId }).andWhere(scope.sql, scope.parameters).getOne();
      if (!asked) throw platformErrors['record.notFound']();
      await this.settle(actor, asked, given, 'withdrawn', {});
    });
  }

  /** The case changes hands, or goes back to the pool where its last judge is not drawn again. */
  private async carryOut(actor: Actor, asked: CaseTransfer, found: CourtCase, to: JudgeOnDuty | null): Promise<void> {
    const at = this.clock.instant();
    const reason = `${GROUND_WORDS[asked.ground]!.zh}：${asked.reason}`.slice(0, 500);
    const { affected } = await this.database
      .repository(CourtCase)
      .update({ id: found.id, version: found.version, responsibleJudgeId: asked.fromId }, { responsibleJudgeId: to?.judgeId ?? null, divisionId: to?.unitId ?? null, version: found.version + 1, updatedAt: at });
    if (affected !== 1) throw platformErrors['record.changed']({ who: '—', when: at });
    await this.record.supersede([found.id], reason);
    await this.database.repository(CaseAssignment).insert({
      id: newId(), courtId: actor.courtId, caseId: found.id, kind: to ? 'transfer' : 'returned', transferId: asked.id, judgeId: to?.judgeId ?? null, divisionId: to?.unitId ?? null,
      fromJudgeId: asked.fromId, reason, day: this.clock.today(), at, by: nameOf(actor),
    });
    if (!to)
      await this.database.repository(CaseRecusal).insert({
        id: newId(), courtId: actor.courtId, caseId: found.id, personId: asked.fromId, kind: 'returned', reason: reason.slice(0, 300), enteredBy: nameOf(actor), enteredAt: at,
      });
    this.audit.record(actor, {
      action: to ? 'case.transferred' : 'case.returned', subjectKind: 'case', subjectId: found.id, before: { judgeId: asked.fromId }, after: { judgeId: to?.judgeId ?? null, divisionId: to?.unitId ?? null }, reason: asked.reason,
    });
  }

  private async settle(actor: Actor, asked: CaseTransfer, { version, reason }: DecideTransfer, status: 'approved' | 'refused' | 'withdrawn', changes: Partial<CaseTransfer>): Promise<void> {
    if (asked.status !== 'requested')
      throw assignmentErrors['transfer.decided']({ who: asked.decidedBy ?? '—', when: asked.decidedAt ?? '—', state: SETTLED_WORDS[asked.status]![actor.language] });
    const { affected } = await this.database
      .repository(CaseTransfer)
      .update({ id: asked.id, version }, { ...changes, status, openKey: null, decidedBy: nameOf(actor), decidedAt: this.clock.instant(), decisionReason: reason?.trim() || null, version: version + 1 });
    if (affected !== 1) throw platformErrors['record.changed']({ who: asked.decidedBy ?? asked.requestedBy, when: asked.decidedAt ?? asked.requestedAt });
    this.audit.record(actor, { action: `case.${asked.kind}.${status}`, subjectKind: 'case', subjectId: asked.caseId, before: { status: 'requested' }, after: { status }, ...(reason ? { reason } : {}) });
  }

  private async found(actor: Actor, id: string): Promise<CaseTransfer> {
    const scope = scopeCondition(actor, 'transfer.decide', SCOPE);
    const found = await this.database.repository(CaseTransfer).createQueryBuilder('t').where('t.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  private judgeOf({ language }: Actor, found: CourtCase, expected?: string): string {
    const zh = language === 'zh';
    const why = found.closedOn ? (zh ? '已结案' : 'is closed') : !found.responsibleJudgeId ? (zh ? '尚在待分案池' : 'is still in the pool') : expected && expected !== found.responsibleJudgeId ? (zh ? '已换承办人' : 'has another judge now') : null;
    if (why) throw assignmentErrors['transfer.notOpen']({ number: found.caseNumber, why });
    return found.responsibleJudgeId!;
  }

  private async receiver(found: CourtCase, toId: string, faults: Fault[]): Promise<JudgeOnDuty | null> {
    const to = await this.candidates.chosen(found.courtId, found.nature, toId, 'toId', faults);
    if (to?.judgeId === found.responsibleJudgeId) faults.push({ path: 'toId', zh: '接收人就是现在的承办人。请另选一人。', en: 'That is its judge already. Choose somebody else.' });
    if (!to) return null;
    const [one] = await this.waiting.load(found.courtId, { sql: 'c.id = :caseId', parameters: { caseId: found.id } }, this.clock.today(), '');
    if (one) faults.push(...faultsOfRecusal(one, to, 'toId'));
    return to;
  }

  private async count({ sql, parameters }: SqlCondition): Promise<number> {
    const [row] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS total FROM ${TABLES} WHERE ${sql}`, parameters);
    return Number(row!.total);
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, most: number, from: number): Promise<TransferRow[]> {
    const rows = await this.database.rows<StoredRow>(
      `SELECT t.id AS id, t.version AS version, t.kind AS kind, c.id AS caseId, c.case_number AS caseNumber, c.cause AS cause, f.id AS fromId, f.name AS \`from\`, COALESCE(fd.name, '') AS fromDivision,
        o.id AS toId, o.name AS \`to\`, td.name AS toDivision, t.ground AS ground, t.reason AS reason, t.status AS status, t.requested_by_id AS requestedById, t.requested_by AS requestedBy, t.requested_at AS requestedAt,
        t.decided_by AS decidedBy, t.decided_at AS decidedAt, t.decision_reason AS decisionReason
       FROM ${TABLES} WHERE ${sql} ORDER BY CASE t.status WHEN 'requested' THEN 0 ELSE 1 END, t.requested_at DESC, t.id DESC LIMIT ${most} OFFSET ${from}`,
      parameters,
    );
    return rows.map(({ requestedById, ...row }) => ({
      ...row,
      may: {
        decide: row.status === 'requested' && may(actor, 'transfer.decide') && requestedById !== actor.userId,
        withdraw: row.status === 'requested' && may(actor, 'transfer.request') && requestedById === actor.userId,
      },
    }));
  }
}

function condition(actor: Actor, query: TransferQuery): SqlCondition {
  require(actor, 'transfer.read');
  const scope = scopeCondition(actor, 'transfer.read', SCOPE);
  const parts = [scope.sql];
  if (query.status) parts.push('t.status = :status');
  if (query.kind) parts.push('t.kind = :kind');
  if (query.judgeId) parts.push('(t.from_id = :judgeId OR t.to_id = :judgeId)');
  const words = query.q?.trim() ?? '';
  if (words) parts.push(`(c.case_number LIKE :number ESCAPE '!' OR f.name LIKE :words ESCAPE '!' OR o.name LIKE :words ESCAPE '!')`);
  const like = (text: string) => `%${text.replace(/[!%_]/g, '!$&')}%`;
  const { status, kind, judgeId } = query;
  return { sql: parts.join(' AND '), parameters: { ...scope.parameters, status, kind, judgeId, number: like(normaliseCaseNumberText(words)), words: like(words) } };
}
