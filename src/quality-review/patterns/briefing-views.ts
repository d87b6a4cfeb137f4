import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { courtWide } from '../../platform/permissions/court-wide.js';
import { may } from '../../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { Person } from '../../court/court.entities.js';
import { Briefing, BriefingMeasure } from './briefing.entities.js';
import { BriefingsService } from './briefings.service.js';
import type { BriefingListQuery, BriefingRow, BriefingView } from './dto/briefings.dto.js';
import { PatternsService } from './patterns.service.js';

const SORTS = { heldOn: 'b.held_on', occasion: 'b.occasion' };
const OVERDUE = `EXISTS (SELECT 1 FROM briefing_measure m WHERE m.briefing_id = b.id AND m.done_on IS NULL AND m.due_on < :today)`;

/** A measure somebody still owes, as the home page tells it. */
export interface OpenMeasure {
  id: string;
  briefingId: string;
  occasion: string;
  words: string;
  person: string;
  dueOn: Day;
}

@Injectable()
export class BriefingViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly patterns: PatternsService,
    private readonly briefings: BriefingsService,
  ) {}

  async list(actor: Actor, query: BriefingListQuery): Promise<Page<BriefingRow>> {
    const { page, pageSize } = query;
    const { ids, total } = await this.ids(actor, query, pageSize, (page - 1) * pageSize);
    return { items: await this.rows(actor.courtId, ids), total, page, pageSize };
  }

  async table(actor: Actor, query: BriefingListQuery): Promise<OutgoingTable> {
    const { ids } = await this.ids(actor, query, EXPORT_LIMIT, 0);
    const zh = actor.language === 'zh';
    return {
      title: zh ? '讲评登记' : 'Briefings',
      head: zh ? ['日期', '场合', '讲评人', '条目', '参加的庭', '措施', '已完成', '逾期', '状态'] : ['Held on', 'Occasion', 'Held by', 'Clauses', 'Divisions', 'Measures', 'Done', 'Overdue', 'State'],
      rows: (await this.rows(actor.courtId, ids)).map((row) => [
        row.heldOn, row.occasion, row.chair, row.clauses.map(({ code, label }) => `${code} ${label[actor.language]}`).join('；'), row.divisions.map((one) => one[actor.language]).join('、'),
        String(row.measures), String(row.done), String(row.overdue), row.status === 'closed' ? (zh ? '已办结' : 'closed') : zh ? '整改中' : 'open',
      ]),
    };
  }

  async view(actor: Actor, id: string): Promise<BriefingView> {
    const briefing = await this.briefings.visible(actor, id);
    const [row] = await this.rows(actor.courtId, [id]);
    const measures = await this.database.repository(BriefingMeasure).find({ where: { briefingId: id }, order: { dueOn: 'ASC', id: 'ASC' } });
    const people = await this.database.repository(Person).findBy({ id: In(measures.map(({ personId }) => personId)) });
    const today = this.clock.today();
    const keeper = may(actor, 'briefing.write');
    return {
      ...row!, version: briefing.version, material: briefing.material, closedOn: briefing.closedOn, closedBy: briefing.closedBy, closingWords: briefing.closingWords,
      list: measures.map(({ id: measure, words, personId, dueOn, doneOn, doneBy, doneWords, version }) => ({
        id: measure, words, personId, person: people.find((one) => one.id === personId)?.name ?? '', dueOn, overdue: doneOn === null && dueOn < today, doneOn, doneBy, doneWords, version,
        yours: doneOn === null && (keeper || personId === actor.personId),
      })),
    };
  }

  /** Door for home pages: what one owes oneself, and for those who keep the record what others have let pass. */
  async owed(courtId: string, who: { personId: string } | { overdueOn: Day }): Promise<OpenMeasure[]> {
    const own = 'personId' in who;
    return this.database.rows<OpenMeasure>(
      `SELECT m.id AS id, b.id AS briefingId, b.occasion AS occasion, m.words AS words, p.name AS person, m.due_on AS dueOn
       FROM briefing_measure m JOIN briefing b ON b.id = m.briefing_id JOIN person p ON p.id = m.person_id
       WHERE m.court_id = :courtId AND m.done_on IS NULL AND b.status = 'open' AND ${own ? 'm.person_id = :personId' : 'm.due_on < :overdueOn'} ORDER BY m.due_on, m.id LIMIT 10`,
      { courtId, ...who },
    );
  }

  private async ids(actor: Actor, query: BriefingListQuery, limit: number, offset: number): Promise<{ ids: string[]; total: number }> {
    const scope = courtWide(actor, 'briefing.read', { court: 'b.court_id' });
    const conditions = [scope.sql];
    if (query.state === 'overdue') conditions.push(`b.status = 'open' AND ${OVERDUE}`);
    else if (query.state) conditions.push('b.status = :state');
    if (query.clause) conditions.push('b.clauses LIKE :clause');
    if (query.q) conditions.push('(b.occasion LIKE :q OR b.material LIKE :q)');
    const given = { ...scope.parameters, today: this.clock.today(), state: query.state, clause: `%"${query.clause ?? ''}"%`, q: `%${query.q ?? ''}%` };
    const where = conditions.join(' AND ');
    const { expression, direction } = orderBy(query.sort, SORTS, '-heldOn');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM briefing b WHERE ${where}`, given);
    const rows = await this.database.rows<{ id: string }>(`SELECT b.id AS id FROM briefing b WHERE ${where} ORDER BY ${expression} ${direction}, b.id LIMIT ${limit} OFFSET ${offset}`, given);
    return { ids: rows.map(({ id }) => id), total: Number(count!.total) };
  }

  private async rows(courtId: string, ids: readonly string[]): Promise<BriefingRow[]> {
    if (ids.length === 0) return [];
    const briefings = await this.database.repository(Briefing).findBy({ id: In([...ids]) });
    const measures = await this.database.repository(BriefingMeasure).findBy({ briefingId: In([...ids]) });
    const chairs = await this.database.repository(Person).findBy({ id: In(briefings.map(({ chairId }) => chairId)) });
    const clauses = await this.patterns.labels(courtId, 'clause', [...new Set(briefings.flatMap((one) => one.clauses))]);
    const divisions = await this.patterns.labels(courtId, 'division', [...new Set(briefings.flatMap(({ divisionIds }) => divisionIds))]);
    const today = this.clock.today();
    return ids.flatMap((id) => {
      const briefing = briefings.find((one) => one.id === id);
      if (!briefing) return [];
      const own = measures.filter(({ briefingId }) => briefingId === id);
      return [
        {
          id, heldOn: briefing.heldOn, occasion: briefing.occasion, chair: chairs.find((one) => one.id === briefing.chairId)?.name ?? '', status: briefing.status,
          clauses: briefing.clauses.map((code) => ({ code, label: clauses.get(code) ?? { zh: code, en: code } })), divisions: briefing.divisionIds.flatMap((one) => divisions.get(one) ?? []),
          measures: own.length, done: own.filter(({ doneOn }) => doneOn !== null).length, overdue: own.filter(({ doneOn, dueOn }) => doneOn === null && dueOn < today).length,
        },
      ];
    });
  }
}
