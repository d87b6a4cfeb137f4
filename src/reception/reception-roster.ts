import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { isDay } from '../kernel/day.js';
import { mainPostOn } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require, scopeCondition, type ScopeColumns, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { COUNTED_ABSENT, mayFollow, type ReceptionAct, type ReceptionState } from '../rules/reception-day.js';
import type { ReceptionDutyRow, ReceptionPerson, ReceptionQuery, ReceptionStepView, ReceptionSummary } from './dto/reception.dto.js';
import { ReceptionStep } from './reception.entities.js';
import { ACT_WORDS, STATE_WORDS } from './reception-words.js';

export const RECEPTION_SCOPE: ScopeColumns = { court: 'r.court_id', division: 'r.division_id', own: (person) => `r.person_id = :${person}` };
const TABLES = `reception_duty r JOIN person p ON p.id = r.person_id JOIN division d ON d.id = r.division_id
  LEFT JOIN reception_duty t ON t.id = r.taken_from_id LEFT JOIN person tp ON tp.id = t.person_id
  JOIN reception_step s ON s.duty_id = r.id AND s.sequence = (SELECT MAX(l.sequence) FROM reception_step l WHERE l.duty_id = r.id)`;
const SORTS = { day: 'r.day', person: 'p.name', division: 'd.position' };
const STANDING: readonly ReceptionState[] = ['planned', 'attended', 'absent', 'excuseAsked', 'excused', 'excuseRefused'];
/** Whose days of reception these are: 庭长、副庭长、院领导. */
const ON_DUTY = { courtPresident: { zh: '院长', en: 'president' }, vicePresident: { zh: '副院长', en: 'vice-president' }, divisionChief: { zh: '庭长', en: 'chief' }, deputyDivisionChief: { zh: '副庭长', en: 'deputy chief' } } as const;

interface StoredRow {
  id: string; day: string; personId: string; person: string; divisionId: string; division: string; place: string; state: ReceptionState; recordedById: string | null; takenFrom: string | null;
  act: ReceptionAct; words: string | null; by: string; at: string; version: number;
}

/** 接待日排班和出勤: the roster as it stands, and how each row came there. */
@Injectable()
export class ReceptionRoster {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ReceptionQuery): Promise<Page<ReceptionDutyRow>> {
    require(actor, 'reception.read');
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS "total" FROM ${TABLES} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(actor, where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<ReceptionDutyRow> {
    require(actor, 'reception.read');
    const scope = scopeCondition(actor, 'reception.read', RECEPTION_SCOPE);
    const [row] = await this.rows(actor, { sql: `r.id = :id AND ${scope.sql}`, parameters: { ...scope.parameters, id } }, undefined, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }

  async steps(actor: Actor, id: string): Promise<ReceptionStepView[]> {
    await this.view(actor, id);
    const steps = await this.database.repository(ReceptionStep).find({ where: { dutyId: id }, order: { sequence: 'ASC' } });
    return steps.map(({ act, words, actorName, at }) => ({ act, title: ACT_WORDS[act], words, name: actorName, at }));
  }

  async summary(actor: Actor, query: ReceptionQuery): Promise<ReceptionSummary> {
    require(actor, 'reception.read');
    const { sql, parameters } = this.condition(actor, { ...query, state: undefined });
    const today = this.clock.today();
    const rows = await this.database.rows<{ state: ReceptionState; past: number; count: number }>(
      `SELECT r.state AS "state", CASE WHEN r.day < :today THEN 1 ELSE 0 END AS "past", COUNT(*) AS "count" FROM ${TABLES} WHERE ${sql} GROUP BY r.state, CASE WHEN r.day < :today THEN 1 ELSE 0 END`,
      { ...parameters, today },
    );
    const of = (states: readonly ReceptionState[], past?: number): number =>
      rows.filter((row) => states.includes(row.state) && (past === undefined || Number(row.past) === past)).reduce((sum, row) => sum + Number(row.count), 0);
    return { today, planned: of(['planned'], 0), attended: of(['attended']), absent: of(COUNTED_ABSENT), excused: of(['excused']), excusesOpen: of(['excuseAsked']), unrecorded: of(['planned'], 1) };
  }

  async table(actor: Actor, query: ReceptionQuery): Promise<OutgoingTable> {
    require(actor, 'reception.read');
    const { language } = actor;
    const zh = language === 'zh';
    const rows = await this.rows(actor, this.condition(actor, query), query.sort, EXPORT_LIMIT, 0);
    return {
      title: zh ? '接待日值班' : 'Reception days',
      head: zh ? ['日期', '姓名', '单位', '地点', '状态', '计入缺席', '代替', '说明', '办理人'] : ['Day', 'Name', 'Unit', 'Place', 'State', 'Counts as absence', 'In place of', 'Words', 'By'],
      rows: rows.map((row) => [
        row.day, row.person, row.division, row.place, row.stateWords[language], row.counts ? (zh ? '是' : 'yes') : '', row.takenFrom ?? '', row.last?.words ?? '', row.last?.name ?? '',
      ]),
    };
  }

  /** Chiefs, deputies and leaders of the court on a day. */
  async people(actor: Actor, day = this.clock.today()): Promise<ReceptionPerson[]> {
    require(actor, 'reception.manage');
    const scope = scopeCondition(actor, 'reception.manage', { court: 'h.court_id', division: 'h.division_id' });
    const rows = await this.database.rows<{ id: string; name: string; division: string; post: keyof typeof ON_DUTY }>(
      `SELECT p.id AS "id", p.name AS "name", d.name AS "division", h.post AS "post" FROM person p JOIN post_holding h ON ${mainPostOn('h', 'p.id', ':day')} JOIN division d ON d.id = h.division_id
       WHERE h.post IN (:...posts) AND ${scope.sql} ORDER BY d.position, h.post, p.name, p.id`,
      { ...scope.parameters, day: isDay(day) ? day : this.clock.today(), posts: Object.keys(ON_DUTY) },
    );
    return rows.map(({ post, ...row }) => ({ ...row, post: ON_DUTY[post] }));
  }

  /** Who may be put on the roster of a day, with the unit each serves in. */
  async onDutyPosts(courtId: string, personIds: readonly string[], day: string): Promise<Map<string, string>> {
    if (!personIds.length) return new Map();
    const rows = await this.database.rows<{ personId: string; divisionId: string }>(
      `SELECT h.person_id AS "personId", h.division_id AS "divisionId" FROM post_holding h WHERE h.court_id = :court AND h.post IN (:...posts) AND ${mainPostOn('h', 'h.person_id', ':day')} AND h.person_id IN (:...people)`,
      { court: courtId, day, posts: Object.keys(ON_DUTY), people: personIds },
    );
    return new Map(rows.map(({ personId, divisionId }) => [personId, divisionId]));
  }

  private condition(actor: Actor, { state, personId, divisionId, month, q }: ReceptionQuery): SqlCondition {
    const scope = scopeCondition(actor, 'reception.read', RECEPTION_SCOPE);
    const conditions = [scope.sql];
    const states = state === 'standing' ? STANDING : state === 'counted' ? COUNTED_ABSENT : state ? [state] : null;
    if (states) conditions.push('r.state IN (:...states)');
    if (personId) conditions.push('r.person_id = :personId');
    if (divisionId) conditions.push('r.division_id = :divisionId');
    if (month) conditions.push('r.day LIKE :month');
    if (q) conditions.push('(p.name LIKE :q OR p.pinyin LIKE :q OR r.place LIKE :q)');
    return { sql: conditions.join(' AND '), parameters: { ...scope.parameters, states, personId, divisionId, month: `${month ?? ''}%`, q: `%${q ?? ''}%` } };
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<ReceptionDutyRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-day');
    const rows = await this.database.rows<StoredRow>(
      `SELECT r.id AS "id", r.day AS "day", r.person_id AS "personId", p.name AS "person", r.division_id AS "divisionId", d.name AS "division", r.place AS "place", r.state AS "state", r.recorded_by_id AS "recordedById",
              tp.name AS "takenFrom", s.act AS "act", s.words AS "words", s.actor_name AS "by", s.at AS "at", r.version AS "version"
       FROM ${TABLES} WHERE ${sql} ORDER BY ${expression} ${direction}, r.day ${direction}, r.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    return rows.map((row) => this.row(actor, row));
  }

  private row(actor: Actor, { act, words, by, at, recordedById, ...row }: StoredRow): ReceptionDutyRow {
    const today = this.clock.today();
    const manages = may(actor, 'reception.manage');
    const can = (step: Exclude<ReceptionAct, 'entered'>): boolean => mayFollow(step, row.state, row.day, today);
    return {
      ...row,
      version: Number(row.version),
      stateWords: STATE_WORDS[row.state],
      counts: COUNTED_ABSENT.includes(row.state),
      last: { act, words, name: by, at },
      may: {
        takeOver: manages && can('takenOver'),
        strike: manages && can('struck'),
        attended: manages && can('attended'),
        missed: manages && can('missed'),
        excuse: may(actor, 'reception.excuse') && actor.personId === row.personId && can('excuseGiven'),
        decide: may(actor, 'reception.decide') && can('excused') && actor.personId !== row.personId && actor.userId !== recordedById,
      },
    };
  }
}
