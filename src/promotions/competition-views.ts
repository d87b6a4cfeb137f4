import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { points } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { abilityShare } from '../rules/competition.js';
import { Competition, CompetitionEntry, CompetitionMark, CompetitionObjection, type CompetitionState } from './competition.entities.js';
import { CompetitionInputs } from './competition-inputs.js';
import { CompetitionLog, COMPETITION_STATE_WORDS, competitionNumber, competitionScope, readsAll } from './competition-log.js';
import type { CompetitionListQuery, CompetitionRow, CompetitionView, EntryView } from './dto/competition.dto.js';

const SORTS = { number: 'c.year * 100000 + c.number', title: 'c.title', status: 'c.status' };

/** Who runs a competition reads everything; who competes reads the published places and the own arithmetic. */
@Injectable()
export class CompetitionViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: CompetitionLog,
    private readonly inputs: CompetitionInputs,
  ) {}

  async list(actor: Actor, query: CompetitionListQuery): Promise<Page<CompetitionRow>> {
    require(actor, 'use.read');
    const scope = competitionScope(actor, 'use.read');
    const { expression, direction } = orderBy(query.sort, SORTS, '-number');
    const parts = [scope.sql];
    if (query.status) parts.push('c.status = :status');
    if (query.q?.trim()) parts.push('c.title LIKE :q');
    const where = parts.join(' AND ');
    const given = { ...scope.parameters, status: query.status, q: `%${query.q?.trim() ?? ''}%` };
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM competition c WHERE ${where}`, given);
    const ids = await this.database.rows<{ id: string; entries: number | string }>(
      `SELECT c.id AS "id", (SELECT COUNT(*) FROM competition_entry e WHERE e.competition_id = c.id) AS "entries" FROM competition c WHERE ${where} ORDER BY ${expression} ${direction}, c.id LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`,
      given,
    );
    const found = ids.length ? await this.database.repository(Competition).findBy({ id: In(ids.map(({ id }) => id)) }) : [];
    return { items: ids.map(({ id, entries }) => rowOf(found.find((one) => one.id === id)!, Number(entries))), total: Number(count!.total), page: query.page, pageSize: query.pageSize };
  }

  /** What waits for the reader: nobody is asked for a step the reader may not take. */
  async awaiting(actor: Actor): Promise<{ step: 'reckon' | 'publish' | 'answer' | 'close'; id: string; title: string }[]> {
    require(actor, 'use.read');
    const scope = competitionScope(actor, 'use.read');
    const rows = await this.database.rows<{ id: string; title: string; status: CompetitionState; openedById: string; until: string | null; filed: number | string; own: number | string }>(
      `SELECT c.id AS "id", c.title AS "title", c.status AS "status", c.opened_by_id AS "openedById", c.objections_until AS "until",
         (SELECT COUNT(*) FROM competition_objection o WHERE o.competition_id = c.id AND o.status = 'filed') AS "filed",
         (SELECT COUNT(*) FROM competition_entry e WHERE e.competition_id = c.id AND e.person_id = :me) AS "own"
       FROM competition c WHERE ${scope.sql} AND c.status IN ('open', 'reckoned', 'published') ORDER BY c.year DESC, c.number DESC LIMIT 20`,
      { ...scope.parameters, me: actor.personId ?? '' },
    );
    const [approves, manages, today] = [may(actor, 'use.approve'), may(actor, 'use.manage'), this.clock.today()];
    const found: Awaited<ReturnType<CompetitionViews['awaiting']>> = [];
    for (const { id, title, status, openedById, until, filed, own } of rows) {
      const [competes, unanswered] = [Number(own) > 0, Number(filed) > 0];
      if (manages && status === 'open' && !competes) found.push({ step: 'reckon', id, title });
      if (approves && status === 'reckoned' && !competes && openedById !== actor.userId && !(await this.log.tookPart(actor, id))) found.push({ step: 'publish', id, title });
      if (approves && status === 'published' && !competes && unanswered) found.push({ step: 'answer', id, title });
      if (manages && status === 'published' && !unanswered && today > until!) found.push({ step: 'close', id, title });
    }
    return found;
  }

  async listTable(actor: Actor, query: CompetitionListQuery): Promise<OutgoingTable> {
    const [zh, { items }] = [actor.language === 'zh', await this.list(actor, { ...query, page: 1, pageSize: EXPORT_LIMIT })];
    return {
      title: zh ? '竞岗' : 'Competitions', head: zh ? ['编号', '竞岗岗位', '职数', '报名', '进度', '异议截止日', '批准文号'] : ['Number', 'Post', 'Places', 'Entries', 'State', 'Objections until', 'Approval'],
      rows: items.map((one) => [one.number, one.title, String(one.places), String(one.entries), one.state[actor.language], one.objectionsUntil ?? '', one.approval ?? '']),
    };
  }

  async view(actor: Actor, id: string): Promise<CompetitionView> {
    require(actor, 'use.read');
    const competition = await this.log.held(actor, id, 'use.read');
    const [all, known] = [readsAll(actor), competition.status === 'published' || competition.status === 'closed'];
    const entries = await this.database.repository(CompetitionEntry).findBy({ competitionId: id });
    const objections = await this.database.repository(CompetitionObjection).find({ where: { competitionId: id }, order: { filedOn: 'ASC', id: 'ASC' } });
    const names = new Map((entries.length ? await this.database.repository(Person).findBy({ id: In(entries.map(({ personId }) => personId)) }) : []).map((person) => [person.id, person.name]));
    const marks = all ? (await this.database.repository(CompetitionMark).findBy({ competitionId: id })).filter(({ supersededAt }) => supersededAt === null) : [];
    const orderOf = ({ personId, part, period }: CompetitionMark): string => [personId, String(competition.parts.findIndex(({ code }) => code === part)).padStart(2, '0'), period].join(' ');
    marks.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    const mine = (personId: string): boolean => personId === actor.personId;
    const { version, parts, archive, until, shareFrom, shareTo, seed, seedDigest, openedBy, openedAt, publishedBy, publishedAt, reason, status } = competition;
    const today = this.clock.today();
    const runs = all && !['withdrawn', 'closed'].includes(status);
    return {
      ...rowOf(competition, entries.length),
      version, parts, archive, until, shareFrom, shareTo, seedDigest, seed: status === 'open' || status === 'withdrawn' ? null : seed, openedBy, openedAt, publishedBy, publishedAt, reason, abilityShare: abilityShare(parts),
      unsettled: runs ? await this.inputs.unsettled(competition, entries.map(({ personId }) => personId)) : [], outOfDate: runs && status !== 'open' && (await this.inputs.outOfDate(competition, entries)),
      entriesOf: entries
        .filter(({ personId }) => all || known || mine(personId))
        .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (a.personId < b.personId ? -1 : 1))
        .map((entry) => this.entry(entry, names.get(entry.personId) ?? '—', competition, { results: all || (known && mine(entry.personId)), total: all || known })),
      marks: marks.map(({ personId, part, period, value, forms, evidence, recordedBy, recordedAt }) => ({ personId, part, period, value: points(value), forms, evidence, recordedBy, recordedAt })),
      objections: objections
        .filter(({ personId }) => all || mine(personId))
        .map(({ id: objectionId, personId, grounds, filedOn, status: state, answer, answeredBy, answeredOn, version: seen }) => ({ id: objectionId, name: names.get(personId) ?? '—', grounds, filedOn, status: state, answer, answeredBy, answeredOn, version: seen })),
      may: {
        manage: may(actor, 'use.manage'), publish: may(actor, 'use.approve') && status === 'reckoned' && actor.userId !== competition.openedById, answer: may(actor, 'use.approve') && status === 'published',
        object: status === 'published' && today <= competition.objectionsUntil! && entries.some(({ personId }) => mine(personId)), close: may(actor, 'use.manage') && status === 'published' && today > competition.objectionsUntil! && objections.every((one) => one.status !== 'filed'),
      },
    };
  }

  /** Row for row what the reader sees. */
  async table(actor: Actor, id: string): Promise<OutgoingTable> {
    const view = await this.view(actor, id);
    const [zh, language] = [actor.language === 'zh', actor.language];
    return {
      title: view.number,
      head: [...(zh ? ['名次', '姓名', '总分'] : ['Place', 'Name', 'Total']), ...view.parts.map(({ label, weight }) => `${label[language]} ${weight}%`), zh ? '算法' : 'Arithmetic'],
      rows: view.entriesOf.map(({ place, name, total, results }) => [String(place ?? ''), name, total ?? '', ...view.parts.map(({ code }) => results?.find((one) => one.code === code)?.points ?? ''), (results ?? []).map(({ why }) => why[language]).join('；')]),
    };
  }

  private entry({ personId, place, total, results }: CompetitionEntry, name: string, { status, parts }: Competition, shown: { results: boolean; total: boolean }): EntryView {
    const worked = status !== 'open' && shown.total;
    return {
      personId, name, place: worked ? place : null, total: worked && total ? points(total) : null,
      results: worked && shown.results && results ? results.map((one) => ({ ...one, label: parts.find(({ code }) => code === one.code)!.label })) : null,
    };
  }
}

function rowOf(competition: Competition, entries: number): CompetitionRow {
  const { id, title, places, status, objectionsUntil, approval } = competition;
  return { id, number: competitionNumber(competition), title, places, status, state: COMPETITION_STATE_WORDS[status], entries, objectionsUntil, approval };
}
