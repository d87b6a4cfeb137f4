import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { levelWords } from '../rules/conduct-points.js';
import type { EntryState } from '../rules/conduct-steps.js';
import { ConductBook } from './conduct-book.js';
import { actsFrom, ConductLog } from './conduct-log.js';
import { ENTRY_TABLES, entryScope } from './conduct-scope.js';
import { conductNumber, STATE_WORDS } from './conduct-words.js';
import { ConductEntry } from './conduct.entities.js';
import type { EntryListQuery, EntryRow, EntryView } from './dto/entry.dto.js';

const SORTS = { recordedOn: 'e.recorded_on', happenedOn: 'e.happened_on', person: 'p.pinyin', code: 'e.code', state: 'e.state', points: 'e.points' };
const MOST_EXPORTED = 10_000;

interface Stored {
  id: string; year: number; number: number; code: string; level: string | null; dimension: string; personId: string; person: string; division: string | null; happenedOn: string; recordedOn: string; facts: string; points: number | string;
  state: EntryState; answerUntil: string; countsOn: string | null; confined: number | boolean;
}

/** Lists of entries and their export. A matter for discipline is in them for the person and for those who handle it, for nobody else. */
@Injectable()
export class EntryRows {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
  ) {}

  async list(actor: Actor, query: EntryListQuery): Promise<Page<EntryRow>> {
    require(actor, 'conduct.read');
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${ENTRY_TABLES} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: EntryListQuery): Promise<OutgoingTable> {
    require(actor, 'conduct.read');
    const rows = await this.rows(this.condition(actor, query), query.sort, MOST_EXPORTED, 0);
    const { language } = actor;
    const zh = language === 'zh';
    return {
      title: zh ? '政工登记' : 'Entries of the political office',
      head: zh ? ['编号', '条目', '事项', '级别', '人员', '庭室', '发生日期', '登记日期', '事实', '分值', '状态', '计入日期'] : ['Number', 'Item', 'Matter', 'Level', 'Person', 'Division', 'Happened', 'Entered', 'Facts', 'Points', 'State', 'Counts from'],
      rows: rows.map((row) => [row.number, row.code, row.label[language], row.level?.[language] ?? '', row.person, row.division, row.happenedOn, row.recordedOn, row.facts, row.points, row.stateWord[language], row.countsOn ?? '']),
    };
  }

  async view(actor: Actor, id: string): Promise<EntryView> {
    require(actor, 'conduct.read');
    const scope = entryScope(actor, 'conduct.read');
    const [row] = await this.rows({ sql: `e.id = :id AND ${scope.sql}`, parameters: { ...scope.parameters, id } }, undefined, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    const entries = this.database.repository(ConductEntry);
    const stored = await entries.findOneByOrFail({ id });
    const [before, after] = [stored.supersedesId ? await entries.findOneBy({ id: stored.supersedesId }) : null, await entries.findOneBy({ supersedesId: id })];
    const reaches = may(actor, 'discipline.handle') || actor.personId === stored.personId;
    const named = (one: ConductEntry | null): EntryView['supersedes'] => (one && (!one.confined || reaches) ? { id: one.id, number: conductNumber('entry', one) } : null);
    return {
      ...row, version: stored.version, months: stored.months, lines: stored.lines, supersedes: named(before), supersededBy: named(after), source: this.book.entry(row.code, row.happenedOn)?.source ?? null,
      steps: await this.log.steps(id), evidence: await this.log.evidence(id), may: this.acts(actor, stored),
    };
  }

  async file(actor: Actor, id: string, evidenceId: string): ReturnType<ConductLog['file']> {
    await this.view(actor, id);
    return this.log.file(id, evidenceId);
  }

  private acts(actor: Actor, row: ConductEntry): string[] {
    const about = actor.personId === row.personId;
    const inTime = row.answerUntil >= this.clock.today();
    const decides = !about && row.recordedBy !== actor.userId && may(actor, 'conduct.decide');
    const allowed: Record<string, boolean> = {
      acknowledged: about && inTime && may(actor, 'conduct.answer'), objected: about && inTime && may(actor, 'conduct.answer'),
      kept: decides, revoked: decides, superseded: !about && may(actor, 'conduct.record') && (row.state !== 'objected' || decides),
    };
    return actsFrom('entry', row.state).filter((act) => allowed[act]);
  }

  private condition(actor: Actor, query: EntryListQuery): SqlCondition {
    const scope = entryScope(actor, 'conduct.read');
    const parts = [scope.sql];
    const { code, state, dimension, personId, box, q } = query;
    if (code) parts.push('e.code = :code');
    if (state) parts.push('e.state = :state');
    if (dimension) parts.push('e.dimension = :dimension');
    if (personId) parts.push('e.person_id = :personId');
    if (box === 'mine') parts.push('e.person_id = :me');
    if (box === 'toAnswer') parts.push(`e.person_id = :me AND e.state = 'recorded' AND e.answer_until >= :today`);
    if (box === 'toDecide') parts.push(may(actor, 'conduct.decide') ? `e.state = 'objected' AND e.person_id <> :me AND e.recorded_by <> :user` : '1 = 0');
    if (q?.trim()) parts.push('(p.name LIKE :q OR p.pinyin LIKE :q OR e.facts LIKE :q)');
    return { sql: parts.join(' AND '), parameters: { ...scope.parameters, me: actor.personId ?? '', user: actor.userId, today: this.clock.today(), code, state, dimension, personId, q: `%${q?.trim() ?? ''}%` } };
  }

  private async rows({ sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<EntryRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-recordedOn');
    const stored = await this.database.rows<Stored>(
      `SELECT e.id AS "id", e.year AS "year", e.number AS "number", e.code AS "code", e.level AS "level", e.dimension AS "dimension", e.person_id AS "personId", p.name AS "person", d.name AS "division", e.happened_on AS "happenedOn",
        e.recorded_on AS "recordedOn", e.facts AS "facts", e.points AS "points", e.state AS "state", e.answer_until AS "answerUntil", e.counts_on AS "countsOn", e.confined AS "confined"
       FROM ${ENTRY_TABLES} WHERE ${sql} ORDER BY ${expression} ${direction}, e.id DESC LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const labels = this.book.labels();
    return stored.map(({ year, number, confined, points: worth, ...row }) => ({
      ...row, number: conductNumber('entry', { year, number, confined }), label: labels.get(row.code) ?? { zh: row.code, en: row.code }, level: row.level === null ? null : levelWords(row.level), division: row.division ?? '',
      points: points(fromHundredths(worth)), stateWord: STATE_WORDS.entry[row.state]!, confined: Boolean(Number(confined)),
    }));
  }
}
