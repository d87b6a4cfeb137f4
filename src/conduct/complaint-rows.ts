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
import type { ComplaintState } from '../rules/conduct-steps.js';
import { ConductBook } from './conduct-book.js';
import { actsFrom, ConductLog } from './conduct-log.js';
import { COMPLAINT_TABLES, complaintScope } from './conduct-scope.js';
import { CHANNEL_WORDS, conductNumber, RESULT_WORDS, STATE_WORDS } from './conduct-words.js';
import { Complaint, type Channel } from './conduct.entities.js';
import type { ComplaintListQuery, ComplaintRow, ComplaintSummary, ComplaintView } from './dto/complaint.dto.js';

const SORTS = { receivedOn: 'c.received_on', verifiedOn: 'c.verified_on', person: 'p.pinyin', code: 'c.code', state: 'c.state', points: 'c.points' };
const MOST_EXPORTED = 10_000;

interface Stored {
  id: string; year: number | null; number: number | null; code: string; kind: string; caseId: string | null; caseNumber: string | null; personId: string; person: string; division: string | null; receivedOn: string; channel: Channel; complainant: string;
  people: number; level: string | null; summary: string; state: ComplaintState; result: string; verifiedOn: string | null; answeredOn: string | null; settledOn: string | null; repeatOfId: string | null; points: number | string | null; investigator: string | null; confined: number | boolean;
}

/** Lists of complaints, their counts and their export: the same rows by the same condition. */
@Injectable()
export class ComplaintRows {
  constructor(
    private readonly database: Database,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
  ) {}

  async list(actor: Actor, query: ComplaintListQuery): Promise<Page<ComplaintRow>> {
    require(actor, 'complaint.read');
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${COMPLAINT_TABLES} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(actor, where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async summary(actor: Actor, query: ComplaintListQuery): Promise<ComplaintSummary> {
    require(actor, 'complaint.read');
    const { sql, parameters } = this.condition(actor, query);
    const [row] = await this.database.rows<Record<keyof ComplaintSummary, number | string | null>>(
      `SELECT COUNT(*) AS "total", SUM(CASE WHEN c.state IN ('received', 'assigned', 'heard', 'verified') THEN 1 ELSE 0 END) AS "open", SUM(CASE WHEN c.result IN ('upheld', 'partlyUpheld') THEN 1 ELSE 0 END) AS "upheld",
        SUM(CASE WHEN c.result IN ('unfounded', 'malicious') THEN 1 ELSE 0 END) AS "cleared", SUM(c.points) AS "points" FROM ${COMPLAINT_TABLES} WHERE ${sql}`,
      parameters,
    );
    return { total: Number(row!.total), open: Number(row!.open ?? 0), upheld: Number(row!.upheld ?? 0), cleared: Number(row!.cleared ?? 0), points: points(fromHundredths(row!.points ?? 0)) };
  }

  async table(actor: Actor, query: ComplaintListQuery): Promise<OutgoingTable> {
    require(actor, 'complaint.read');
    const rows = await this.rows(actor, this.condition(actor, query), query.sort, MOST_EXPORTED, 0);
    const { language } = actor;
    const zh = language === 'zh';
    return {
      title: zh ? '投诉信访' : 'Complaints and petitions',
      head: zh
        ? ['编号', '条目', '事项', '案号', '被反映人', '庭室', '收到日期', '渠道', '反映人', '人数', '层级', '摘要', '状态', '认定', '认定日期', '化解日期', '分值', '核查人']
        : ['Number', 'Item', 'Kind', 'Case', 'About', 'Division', 'Received', 'Channel', 'From', 'People', 'Level', 'Summary', 'State', 'Finding', 'Found on', 'Settled on', 'Points', 'Investigator'],
      rows: rows.map((row) => [
        row.number, row.code, row.label[language], row.caseNumber ?? '', row.person, row.division, row.receivedOn, row.channel[language], row.complainant ?? '', String(row.people), row.level?.[language] ?? '', row.summary, row.stateWord[language], row.resultWord[language],
        row.verifiedOn ?? '', row.settledOn ?? '', row.points ?? '', row.investigator ?? '',
      ]),
    };
  }

  async view(actor: Actor, id: string): Promise<ComplaintView> {
    require(actor, 'complaint.read');
    const scope = complaintScope(actor, 'complaint.read');
    const [row] = await this.rows(actor, { sql: `c.id = :id AND ${scope.sql}`, parameters: { ...scope.parameters, id } }, undefined, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    const stored = await this.database.repository(Complaint).findOneByOrFail({ id });
    const earlier = stored.repeatOfId ? await this.database.repository(Complaint).findOneBy({ id: stored.repeatOfId }) : null;
    const about = actor.personId === row.personId;
    return {
      ...row, version: stored.version, words: stored.words, repeatOf: earlier && !earlier.confined ? { id: earlier.id, number: conductNumber('complaint', earlier) } : null, investigatorId: stored.investigatorId, lines: stored.lines ?? [],
      source: this.book.complaint(row.code, row.receivedOn)?.source ?? null, steps: await this.log.steps(id), evidence: about ? [] : await this.log.evidence(id), may: this.acts(actor, stored),
    };
  }

  async file(actor: Actor, id: string, evidenceId: string): ReturnType<ConductLog['file']> {
    const view = await this.view(actor, id);
    // What a complainant handed in may show who complained.
    if (view.personId === actor.personId) throw platformErrors['record.notFound']();
    return this.log.file(id, evidenceId);
  }

  private acts(actor: Actor, row: Complaint): string[] {
    const about = actor.personId === row.personId;
    const office = may(actor, 'complaint.manage') && !about;
    const mine = actor.personId !== null && actor.personId === row.investigatorId && may(actor, 'complaint.investigate');
    const allowed = { office, decider: office, investigator: mine, person: about && may(actor, 'conduct.answer'), discipline: may(actor, 'discipline.handle') && !about };
    const by = { assigned: 'office', stated: 'person', statementWaived: 'investigator', verified: 'investigator', answered: 'office', settled: 'office', reopened: 'decider', withdrawn: 'office', confined: 'office', concluded: 'discipline', released: 'discipline' } as const;
    return actsFrom('complaint', row.state).filter((act) => allowed[by[act]] && (act !== 'settled' || (row.kind === 'petition' && row.settledOn === null)) && (row.state !== 'confined' || by[act] === 'discipline'));
  }

  private condition(actor: Actor, query: ComplaintListQuery): SqlCondition {
    const scope = complaintScope(actor, 'complaint.read');
    const parts = [scope.sql];
    const { state, result, code, kind, divisionId, personId, box, q } = query;
    if (state) parts.push('c.state = :state');
    if (result) parts.push('c.result = :result');
    if (code) parts.push('c.code = :code');
    if (kind) parts.push('c.kind = :kind');
    if (divisionId) parts.push('h.division_id = :divisionId');
    if (personId) parts.push('c.person_id = :personId');
    if (box === 'mine') parts.push('c.person_id = :me');
    if (box === 'toInvestigate') parts.push(`c.investigator_id = :me AND c.state IN ('assigned', 'heard')`);
    if (box === 'open') parts.push(`c.state IN ('received', 'assigned', 'heard', 'verified')`);
    if (q?.trim()) parts.push('(p.name LIKE :q OR p.pinyin LIKE :q OR k.case_number LIKE :q OR c.summary LIKE :q)');
    return { sql: parts.join(' AND '), parameters: { ...scope.parameters, me: actor.personId ?? '', state, result, code, kind, divisionId, personId, q: `%${q?.trim() ?? ''}%` } };
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<ComplaintRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-receivedOn');
    const stored = await this.database.rows<Stored>(
      `SELECT c.id AS "id", c.year AS "year", c.number AS "number", c.code AS "code", c.kind AS "kind", c.case_id AS "caseId", k.case_number AS "caseNumber", c.person_id AS "personId", p.name AS "person", d.name AS "division", c.received_on AS "receivedOn",
        c.channel AS "channel", c.complainant AS "complainant", c.people AS "people", c.level AS "level", c.summary AS "summary", c.state AS "state", c.result AS "result", c.verified_on AS "verifiedOn", c.answered_on AS "answeredOn",
        c.settled_on AS "settledOn", c.repeat_of_id AS "repeatOfId", c.points AS "points", v.name AS "investigator", c.confined AS "confined"
       FROM ${COMPLAINT_TABLES} WHERE ${sql} ORDER BY ${expression} ${direction}, c.id DESC LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const labels = this.book.labels();
    return stored.map(({ year, number, points: worth, repeatOfId, confined, ...row }) => ({
      ...row, number: conductNumber('complaint', { year, number, confined }), label: labels.get(row.code) ?? { zh: row.code, en: row.code }, division: row.division ?? '', channel: CHANNEL_WORDS[row.channel],
      complainant: row.personId === actor.personId ? null : row.complainant, people: Number(row.people), level: row.level === null ? null : levelWords(row.level), stateWord: STATE_WORDS.complaint[row.state]!, resultWord: RESULT_WORDS[row.result]!,
      repeated: repeatOfId !== null, points: worth === null ? null : points(fromHundredths(worth)), confined: Boolean(Number(confined)),
    }));
  }
}
