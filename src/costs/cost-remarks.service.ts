import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { Division } from '../court/court.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { newId } from '../platform/ids.js';
import { nameOf } from '../platform/permissions/court-wide.js';
import { may, require, scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { faultOfMonth } from '../rules/cost-entry.js';
import { CostRemark } from './cost.entities.js';
import { CostReckoning } from './cost-reckoning.js';
import { costErrors } from './costs.errors.js';
import type { CostRemarkQuery, CostRemarkRow, DecideRemark, WriteRemark } from './dto/cost.dto.js';

const REMARK_SCOPE = { court: 'r.court_id', division: 'r.division_id' };
const LEAST_WORDS = 10;
const LEAST_REASON = 5;
const STATE_WORDS = { noted: { zh: '意见', en: 'comment' }, waiting: { zh: '待认可', en: 'awaits the office' }, accepted: { zh: '已认可', en: 'accepted' }, refused: { zh: '未认可', en: 'refused' } } as const;

type Stored = Pick<CostRemark, 'id' | 'divisionId' | 'kind' | 'category' | 'fromMonth' | 'untilMonth' | 'words' | 'writtenBy' | 'state' | 'decidedByName' | 'decidedAt' | 'decisionWords' | 'version'> & { name: string; nameEn: string; by: string; at: string };

/** What divisions say of their costs: comments, and explanations of implausible lows with what the office made of them. */
@Injectable()
export class CostRemarksService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly reckoning: CostReckoning,
  ) {}

  async list(actor: Actor, query: CostRemarkQuery): Promise<Page<CostRemarkRow>> {
    require(actor, 'cost.read');
    const { page, pageSize } = query;
    const where = this.condition(actor, query);
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM cost_remark r WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(actor, where, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: CostRemarkQuery): Promise<OutgoingTable> {
    require(actor, 'cost.read');
    const { language } = actor;
    const zh = language === 'zh';
    const rows = await this.rows(actor, this.condition(actor, query), EXPORT_LIMIT, 0);
    return {
      title: zh ? '司法成本说明与意见' : 'Explanations and comments',
      head: zh ? ['庭室', '类别', '起月', '止月', '内容', '提出人', '提出时间', '状态', '办理人', '办理时间', '办理意见'] : ['Unit', 'Category', 'First month', 'Last month', 'Words', 'By', 'At', 'State', 'Decided by', 'Decided at', 'Words of the office'],
      rows: rows.map((row) => [row.division[language], row.label[language], row.fromMonth, row.untilMonth, row.words, row.by, row.at, STATE_WORDS[row.state][language], row.decided?.by ?? '', row.decided?.at ?? '', row.decided?.words ?? '']),
    };
  }

  private condition(actor: Actor, { period, divisionId, category, state }: CostRemarkQuery): SqlCondition {
    const scope = scopeCondition(actor, 'cost.read', REMARK_SCOPE);
    const conditions = [scope.sql];
    const within = period ? parsePeriod(period) : null;
    if (within) conditions.push('r.from_month < :until AND r.until_month >= :from');
    if (divisionId) conditions.push('r.division_id = :divisionId');
    if (category) conditions.push('r.category = :category');
    if (state) conditions.push('r.state = :state');
    return { sql: conditions.join(' AND '), parameters: { ...scope.parameters, from: within?.from.slice(0, 7), until: within?.until.slice(0, 7), divisionId, category, state } };
  }

  async write(actor: Actor, remark: WriteRemark): Promise<CostRemarkRow> {
    require(actor, 'cost.comment');
    const scope = scopeCondition(actor, 'cost.comment', { court: 'division.courtId', division: 'division.id' });
    const division = await this.database.repository(Division).createQueryBuilder('division').where(`division.id = :id AND ${scope.sql}`, { ...scope.parameters, id: remark.divisionId }).getOne();
    if (!division) throw platformErrors['record.notFound']();
    const faults = this.faults(remark);
    if (faults.length) throw costErrors['cost.faulty']({ count: faults.length }, faults);
    const id = newId();
    const { kind, divisionId, category, fromMonth, untilMonth } = remark;
    const words = remark.words.trim();
    await this.database.transaction(async () => {
      await this.database.repository(CostRemark).insert({
        id, courtId: division.courtId, divisionId, kind, category, fromMonth, untilMonth, words, writtenBy: actor.userId, writtenByName: nameOf(actor), writtenAt: this.clock.instant(), state: kind === 'comment' ? 'noted' : 'waiting',
        decidedByName: null, decidedAt: null, decisionWords: null, version: 1,
      });
      this.audit.record(actor, { action: kind === 'comment' ? 'costRemark.commented' : 'costRemark.explained', subjectKind: 'costRemark', subjectId: id, after: { divisionId, category, fromMonth, untilMonth, words } });
    });
    return this.view(actor, id);
  }

  /** An accepted explanation lets a grade stand; a refused one says what is still missing, and the division explains again. */
  async decide(actor: Actor, id: string, accepted: boolean, { version, words = '' }: DecideRemark): Promise<CostRemarkRow> {
    require(actor, 'cost.record');
    const reason = words.trim();
    if (!accepted && Array.from(reason).length < LEAST_REASON) throw costErrors['cost.faulty']({ count: 1 }, [{ path: 'words', zh: `请写明不予认可的理由（不少于 ${LEAST_REASON} 个字），让庭里知道还要说明什么。`, en: `Give the reason for refusing (at least ${LEAST_REASON} characters), so that the division knows what is missing.` }]);
    await this.database.transaction(async () => {
      const scope = scopeCondition(actor, 'cost.record', REMARK_SCOPE);
      const [found] = await this.database.rows<{ id: string }>(`SELECT r.id AS "id" FROM cost_remark r WHERE r.id = :id AND ${scope.sql}${this.database.forUpdate}`, { ...scope.parameters, id });
      const remark = found && (await this.database.repository(CostRemark).findOneBy({ id, kind: 'explanation' }));
      if (!remark) throw platformErrors['record.notFound']();
      if (remark.state !== 'waiting') throw costErrors['cost.decided']({ who: remark.decidedByName ?? '' });
      if (remark.writtenBy === actor.userId) throw costErrors['cost.ownExplanation']();
      const state = accepted ? 'accepted' : 'refused';
      const { affected } = await this.database.repository(CostRemark).update({ id, version }, { state, decidedByName: nameOf(actor), decidedAt: this.clock.instant(), decisionWords: reason || null, version: version + 1 });
      if (affected !== 1) throw platformErrors['record.changed']({ who: remark.writtenByName, when: remark.writtenAt });
      this.audit.record(actor, { action: `costRemark.${state}`, subjectKind: 'costRemark', subjectId: id, before: { state: remark.state }, after: { state, divisionId: remark.divisionId, category: remark.category }, ...(reason ? { reason } : {}) });
    });
    return this.view(actor, id);
  }

  private faults({ category, fromMonth, untilMonth, words, kind }: WriteRemark): Fault[] {
    const today = this.clock.today();
    const [from, until] = [faultOfMonth(fromMonth, today), faultOfMonth(untilMonth, today)];
    const faults: Fault[] = [...(from ? [{ ...from, path: 'fromMonth' }] : []), ...(until ? [{ ...until, path: 'untilMonth' }] : [])];
    if (!from && !until && fromMonth > untilMonth) faults.push({ path: 'untilMonth', zh: `止月 ${untilMonth} 早于起月 ${fromMonth}。请改正。`, en: `The last month ${untilMonth} lies before the first ${fromMonth}. Correct it.` });
    if (!from && !this.reckoning.categories(`${fromMonth}-28`).has(category)) faults.push({ path: 'category', zh: `“${category}”不是施行中的成本类别。请从列表中选择。`, en: `"${category}" is no category in force. Choose one from the list.` });
    if (Array.from(words.trim()).length < LEAST_WORDS) faults.push({ path: 'words', zh: kind === 'comment' ? `意见不少于 ${LEAST_WORDS} 个字。请补充。` : `说明不少于 ${LEAST_WORDS} 个字：为什么低，办案有没有受影响。请补充。`, en: kind === 'comment' ? `A comment has at least ${LEAST_WORDS} characters. Add to it.` : `An explanation has at least ${LEAST_WORDS} characters: why it is low, and whether the work suffered. Add to it.` });
    return faults;
  }

  private async view(actor: Actor, id: string): Promise<CostRemarkRow> {
    const scope = scopeCondition(actor, 'cost.read', REMARK_SCOPE);
    const [row] = await this.rows(actor, { sql: `r.id = :id AND ${scope.sql}`, parameters: { ...scope.parameters, id } }, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, limit: number, offset: number): Promise<CostRemarkRow[]> {
    const rows = await this.database.rows<Stored>(
      `SELECT r.id AS "id", r.division_id AS "divisionId", d.name AS "name", d.name_en AS "nameEn", r.kind AS "kind", r.category AS "category", r.from_month AS "fromMonth", r.until_month AS "untilMonth", r.words AS "words", r.written_by AS "writtenBy",
        r.written_by_name AS "by", r.written_at AS "at", r.state AS "state", r.decided_by_name AS "decidedByName", r.decided_at AS "decidedAt", r.decision_words AS "decisionWords", r.version AS "version"
       FROM cost_remark r JOIN division d ON d.id = r.division_id WHERE ${sql} ORDER BY r.written_at DESC, r.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const decides = may(actor, 'cost.record');
    return rows.map(({ name, nameEn, writtenBy, decidedAt, decidedByName, decisionWords, ...row }) => {
      const category = this.reckoning.categories(`${row.untilMonth}-28`).get(row.category);
      return {
        ...row, version: Number(row.version), division: { zh: name, en: nameEn }, label: { zh: category?.label ?? row.category, en: category?.labelEn ?? row.category },
        decided: decidedAt === null ? null : { by: decidedByName ?? '', at: decidedAt, words: decisionWords },
        may: { decide: decides && row.state === 'waiting' && writtenBy !== actor.userId },
      };
    });
  }
}
