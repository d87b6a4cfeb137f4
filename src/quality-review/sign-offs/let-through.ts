import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { fromHundredths, points } from '../../kernel/exact.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { require, scopeCondition, type ScopeColumns, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { unseenFindings } from '../planning/blind-rule.js';
import { STEP_WORDS } from '../../rules/sign-off.js';
import { reviewReach } from '../review-reach.js';
import type { LetThroughQuery, LetThroughRow, SignerQuery, SignerRow, SigningStep } from './dto/sign-off.dto.js';

/** Signatures that stand: not taken away by sending the document back behind them. */
export const SIGNATURE_STANDS = `s.act = 'sign' AND NOT EXISTS (SELECT 1 FROM sign_off b WHERE b.document_id = s.document_id AND b.act = 'return' AND b.sequence > s.sequence
  AND CASE b.return_to WHEN 'judge' THEN 1 WHEN 'chief' THEN 2 ELSE 3 END <= CASE s.step WHEN 'judge' THEN 1 WHEN 'chief' THEN 2 ELSE 3 END)`;
/** Findings that count on a text `f`, recorded on the day of the signature `s` or after it. */
export const FOUND_AFTER_SIGNING = `f.document_id = s.document_id AND f.recorded_on >= s.day AND f.status IN ('submitted', 'settled')`;
const FROM = `sign_off s JOIN finding f ON ${FOUND_AFTER_SIGNING} JOIN case_document d ON d.id = s.document_id JOIN court_case c ON c.id = s.case_id JOIN person p ON p.id = s.person_id
  JOIN defect_clause k ON k.id = f.clause_id LEFT JOIN finding_share h ON h.finding_id = f.id AND h.person_id = s.person_id`;
const SCOPE: ScopeColumns = { court: 's.court_id', division: 'c.division_id', nature: 'c.nature', own: (person) => `s.person_id = :${person}` };
const SORTS = { recordedOn: 'f.recorded_on', caseNumber: 'c.case_number', points: 'f.points' };

/** 签字对放行的内容负责: findings recorded on a text after somebody had signed it, and how many for each signer. */
@Injectable()
export class LetThrough {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: LetThroughQuery): Promise<Page<LetThroughRow>> {
    require(actor, 'review.read');
    const where = condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${FROM} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: LetThroughQuery): Promise<OutgoingTable> {
    require(actor, 'review.read');
    const zh = actor.language === 'zh';
    const rows = await this.rows(condition(actor, query), query.sort, EXPORT_LIMIT, 0);
    return {
      title: zh ? '签后发现的差错' : 'Found after signing',
      head: zh
        ? ['案号', '文书', '步骤', '签署人', '签署日期', '条目', '内容', '等级', '扣分', '引文', '发现日期', '责任份额%']
        : ['Case number', 'Document', 'Step', 'Signer', 'Signed on', 'Clause', 'Text', 'Severity', 'Points', 'Quote', 'Found on', 'Share %'],
      rows: rows.map((row) => [
        row.caseNumber, row.title, STEP_WORDS[row.step][actor.language], row.signer, row.signedOn, row.clause, zh ? row.label : row.labelEn,
        zh ? (row.severity === 'serious' ? '严重' : '一般') : row.severity, row.points, row.quote, row.recordedOn, row.share ?? '',
      ]),
    };
  }

  private async rows({ sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<LetThroughRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-recordedOn');
    const rows = await this.database.rows<Omit<LetThroughRow, 'points' | 'share'> & { points: number; share: number | null }>(
      `SELECT s.id AS signatureId, f.id AS findingId, s.case_id AS caseId, c.case_number AS caseNumber, s.document_id AS documentId, d.title AS title, s.step AS step, p.name AS signer, s.day AS signedOn,
        k.code AS clause, k.label AS label, k.label_en AS labelEn, f.severity AS severity, f.points AS points, f.quote AS quote, f.recorded_on AS recordedOn, h.share AS share
       FROM ${FROM} WHERE ${sql} ORDER BY ${expression} ${direction}, f.id, s.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, id: `${row.findingId} ${row.step}`, points: points(fromHundredths(row.points)), share: row.share === null ? null : points(fromHundredths(row.share)) }));
  }

  async signers(actor: Actor, { period }: SignerQuery): Promise<SignerRow[]> {
    require(actor, 'review.read');
    const scope = scopeCondition(reviewReach(actor), 'review.read', SCOPE);
    const blind = unseenFindings(actor);
    const given = { ...scope.parameters, ...blind.parameters, period: `${period ?? ''}%` };
    const inPeriod = period ? `s.day LIKE :period AND ${scope.sql}` : scope.sql;
    const [acts, found] = [
      await this.database.rows<{ personId: string; name: string; step: SigningStep; signed: number; returned: number }>(
        `SELECT s.person_id AS personId, MAX(p.name) AS name, s.step AS step, SUM(CASE WHEN ${SIGNATURE_STANDS} THEN 1 ELSE 0 END) AS signed, SUM(CASE WHEN s.act = 'return' THEN 1 ELSE 0 END) AS returned
         FROM sign_off s JOIN court_case c ON c.id = s.case_id JOIN person p ON p.id = s.person_id WHERE ${inPeriod} GROUP BY s.person_id, s.step`,
        given,
      ),
      await this.database.rows<{ personId: string; step: SigningStep; documents: number; serious: number; minor: number }>(
        `SELECT s.person_id AS personId, s.step AS step, COUNT(DISTINCT s.document_id) AS documents, SUM(CASE WHEN f.severity = 'serious' THEN 1 ELSE 0 END) AS serious,
          SUM(CASE WHEN f.severity = 'minor' THEN 1 ELSE 0 END) AS minor
         FROM sign_off s JOIN finding f ON ${FOUND_AFTER_SIGNING} JOIN court_case c ON c.id = s.case_id WHERE ${SIGNATURE_STANDS} AND ${blind.sql} AND ${inPeriod} GROUP BY s.person_id, s.step`,
        given,
      ),
    ];
    const rows = acts.map(({ personId, name, step, signed, returned }) => {
      const own = found.find((one) => one.personId === personId && one.step === step);
      return { personId, name, step, signed: Number(signed), returned: Number(returned), withFindings: Number(own?.documents ?? 0), serious: Number(own?.serious ?? 0), minor: Number(own?.minor ?? 0) };
    });
    return rows.sort((a, b) => b.serious - a.serious || b.withFindings - a.withFindings || b.signed - a.signed || (a.personId < b.personId ? -1 : 1));
  }
}

function condition(actor: Actor, query: LetThroughQuery): SqlCondition {
  const scope = scopeCondition(reviewReach(actor), 'review.read', SCOPE);
  const blind = unseenFindings(actor);
  const conditions = [SIGNATURE_STANDS, scope.sql, blind.sql];
  if (query.personId) conditions.push('s.person_id = :personId');
  if (query.step) conditions.push('s.step = :step');
  if (query.severity) conditions.push('f.severity = :severity');
  if (query.period) conditions.push('s.day LIKE :period');
  if (query.q) conditions.push('(c.case_number LIKE :q OR k.code LIKE :q OR k.label LIKE :q OR k.pinyin LIKE :q OR p.name LIKE :q)');
  const { personId, step, severity } = query;
  return { sql: conditions.join(' AND '), parameters: { ...scope.parameters, ...blind.parameters, personId, step, severity, period: `${query.period ?? ''}%`, q: `%${query.q ?? ''}%` } };
}
