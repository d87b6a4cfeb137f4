import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { levelWords } from '../rules/conduct-points.js';
import type { MeritState } from '../rules/conduct-steps.js';
import { ConductBook } from './conduct-book.js';
import { actsFrom, ConductLog } from './conduct-log.js';
import { MERIT_TABLES, meritScope } from './conduct-scope.js';
import { conductNumber, STATE_WORDS } from './conduct-words.js';
import { MeritClaim } from './conduct.entities.js';
import type { MeritListQuery, MeritRow, MeritView } from './dto/merit.dto.js';

const SORTS = { claimedOn: 'm.claimed_on', approvedOn: 'm.approved_on', person: 'p.pinyin', code: 'm.code', state: 'm.state', points: 'm.points' };
const MOST_EXPORTED = 10_000;

interface Stored {
  id: string; year: number | null; number: number | null; code: string; level: string | null; personId: string; person: string; division: string | null; caseId: string | null; caseNumber: string | null; document: string; claimedOn: string; state: MeritState;
  approvedOn: string | null; approver: string | null; resolution: string | null; points: number | string; entered: number | string | null;
}

/** Lists of merit claims and their export: the same rows by the same condition. */
@Injectable()
export class MeritRows {
  constructor(
    private readonly database: Database,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
  ) {}

  async list(actor: Actor, query: MeritListQuery): Promise<Page<MeritRow>> {
    require(actor, 'merit.read');
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${MERIT_TABLES} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: MeritListQuery): Promise<OutgoingTable> {
    require(actor, 'merit.read');
    const rows = await this.rows(this.condition(actor, query), query.sort, MOST_EXPORTED, 0);
    const { language } = actor;
    const zh = language === 'zh';
    return {
      title: zh ? '加分申报' : 'Merit claims',
      head: zh ? ['编号', '条目', '事项', '级别', '申报人', '庭室', '案号', '依据', '申报日期', '状态', '批准日期', '审批人', '决议号', '批准分', '计入分'] : ['Number', 'Item', 'Claim', 'Level', 'Person', 'Division', 'Case', 'Document', 'Claimed', 'State', 'Approved', 'Approver', 'Resolution', 'Approved points', 'Entered'],
      rows: rows.map((row) => [
        row.number, row.code, row.label[language], row.level?.[language] ?? '', row.person, row.division, row.caseNumber ?? '', row.document, row.claimedOn, row.stateWord[language], row.approvedOn ?? '', row.approver ?? '', row.resolution ?? '', row.points ?? '', row.entered ?? '',
      ]),
    };
  }

  async view(actor: Actor, id: string): Promise<MeritView> {
    require(actor, 'merit.read');
    const scope = meritScope(actor, 'merit.read');
    const [row] = await this.rows({ sql: `m.id = :id AND ${scope.sql}`, parameters: { ...scope.parameters, id } }, undefined, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    const stored = await this.database.repository(MeritClaim).findOneByOrFail({ id });
    const item = this.book.merit(row.code, row.claimedOn);
    const { min, max } = item?.points ?? {};
    return {
      ...row, version: stored.version, grounds: stored.grounds, matter: stored.matter, settledOn: stored.settledOn, range: min && max ? { min, max } : null, needsVote: item?.needsVote ?? false, lines: stored.lines ?? [], source: item?.source ?? null,
      steps: await this.log.steps(id), evidence: await this.log.evidence(id), may: this.acts(actor, stored),
    };
  }

  async file(actor: Actor, id: string, evidenceId: string): ReturnType<ConductLog['file']> {
    await this.view(actor, id);
    return this.log.file(id, evidenceId);
  }

  private acts(actor: Actor, row: MeritClaim): string[] {
    const own = actor.personId === row.personId;
    const approves = !own && may(actor, 'merit.approve');
    const allowed = { withdrawn: own && may(actor, 'merit.claim'), approved: approves, refused: approves, revoked: approves };
    return actsFrom('merit', row.state).filter((act) => allowed[act]);
  }

  private condition(actor: Actor, query: MeritListQuery): SqlCondition {
    const scope = meritScope(actor, 'merit.read');
    const parts = [scope.sql];
    const { code, state, divisionId, personId, box, q } = query;
    if (code) parts.push('m.code = :code');
    if (state) parts.push('m.state = :state');
    if (divisionId) parts.push('h.division_id = :divisionId');
    if (personId) parts.push('m.person_id = :personId');
    if (box === 'mine') parts.push('m.person_id = :me');
    if (q?.trim()) parts.push('(p.name LIKE :q OR p.pinyin LIKE :q OR k.case_number LIKE :q OR m.evidence LIKE :q)');
    return { sql: parts.join(' AND '), parameters: { ...scope.parameters, code, state, divisionId, personId, q: `%${q?.trim() ?? ''}%` } };
  }

  private async rows({ sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<MeritRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-claimedOn');
    const stored = await this.database.rows<Stored>(
      `SELECT m.id AS "id", m.year AS "year", m.number AS "number", m.code AS "code", m.level AS "level", m.person_id AS "personId", p.name AS "person", d.name AS "division", m.case_id AS "caseId", k.case_number AS "caseNumber", m.evidence AS "document",
        m.claimed_on AS "claimedOn", m.state AS "state", m.approved_on AS "approvedOn", a.name AS "approver", m.resolution AS "resolution", m.points AS "points", m.entered AS "entered"
       FROM ${MERIT_TABLES} WHERE ${sql} ORDER BY ${expression} ${direction}, m.id DESC LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const labels = this.book.labels();
    return stored.map(({ year, number, points: worth, entered, ...row }) => {
      const counted = row.state === 'approved';
      return {
        ...row, number: conductNumber('merit', { year, number }), label: labels.get(row.code) ?? { zh: row.code, en: row.code }, level: row.level === null ? null : levelWords(row.level), division: row.division ?? '', stateWord: STATE_WORDS.merit[row.state]!,
        points: counted ? points(fromHundredths(worth)) : null, entered: counted ? points(fromHundredths(entered ?? worth)) : null,
      };
    });
  }
}
