import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { require } from '../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { claimScope, stateOf } from './claim-log.js';
import type { ClaimedKind, DifficultApplication, RecusalWhy } from './difficult-case.entities.js';
import { APPLICATION_STATE_WORDS, numberOf, RECUSAL_WORDS, roundName } from './difficult-case-words.js';
import type { ClaimListQuery, ClaimRow } from './dto/difficult-case.dto.js';
import { OpinionsService } from './opinions.service.js';

interface Stored {
  id: string;
  year: number;
  number: number;
  caseId: string;
  caseNumber: string;
  judge: string;
  division: string | null;
  kinds: string;
  roundId: string;
  roundYear: number;
  half: number;
  appliedOn: Day;
  rangeMin: number | string;
  rangeMax: number | string;
  status: DifficultApplication['status'];
  supported: number | boolean | null;
  awarded: number | string | null;
  entered: number | string | null;
  noticeId: string | null;
  countsOn: Day | null;
  myVote: 'yes' | 'no' | null;
  myPoints: number | string | null;
  myRecusal: RecusalWhy | null;
  ballotId: string | null;
}

const FROM = `difficult_application a JOIN court_case c ON c.id = a.case_id JOIN person p ON p.id = a.judge_id LEFT JOIN division d ON d.id = a.division_id
  JOIN difficult_round r ON r.id = a.round_id LEFT JOIN difficult_ballot m ON m.application_id = a.id AND m.person_id = :me`;
const SORTS = { number: 'a.year', judge: 'p.pinyin', appliedOn: 'a.applied_on', status: 'a.status', caseNumber: 'c.case_number' };

/** Lists of claims and their export: the same rows by the same condition. Ballots of others never come in. */
@Injectable()
export class ClaimRows {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opinions: OpinionsService,
  ) {}

  async list(actor: Actor, query: ClaimListQuery): Promise<Page<ClaimRow>> {
    require(actor, 'difficult.read');
    const { where, given } = await this.filter(actor, query);
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${FROM} WHERE ${where}`, given);
    return { items: await this.rows(where, given, query, query.pageSize, (query.page - 1) * query.pageSize), total: Number(count!.total), page: query.page, pageSize: query.pageSize };
  }

  async table(actor: Actor, query: ClaimListQuery): Promise<OutgoingTable> {
    require(actor, 'difficult.read');
    const { where, given } = await this.filter(actor, query);
    const rows = await this.rows(where, given, query, EXPORT_LIMIT, 0);
    const zh = actor.language === 'zh';
    return {
      title: zh ? '难案申报' : 'Difficult-case claims',
      head: zh ? ['编号', '案号', '承办人', '庭', '轮次', '种类', '申报日', '区间', '状态', '评定分', '计入', '生效日'] : ['Number', 'Case', 'Judge', 'Division', 'Round', 'Kinds', 'Applied', 'Range', 'State', 'Awarded', 'Entered', 'Counts from'],
      rows: rows.map((row) => [
        row.number, row.caseNumber, row.judge, row.division, row.round[actor.language], row.kinds.map(({ code, label }) => `${code} ${label[actor.language]}`).join('；'), row.appliedOn, `${row.range.min}–${row.range.max}`, row.state[actor.language],
        row.awarded ?? '', row.entered ?? '', row.countsOn ?? '',
      ]),
    };
  }

  async one(actor: Actor, id: string): Promise<ClaimRow> {
    const [row] = await this.rows('a.id = :id', { id, me: actor.personId ?? '' }, {}, 1, 0);
    return row!;
  }

  private async filter(actor: Actor, { roundId, status, kind, box, q }: ClaimListQuery): Promise<{ where: string; given: Record<string, unknown> }> {
    const scope = claimScope(actor, 'difficult.read');
    const today = this.clock.today();
    const parts = [scope.sql];
    const given: Record<string, unknown> = { ...scope.parameters, me: actor.personId ?? '', today, roundId, status, kind: `%"code":"${kind ?? ''}"%`, q: `%${q?.trim() ?? ''}%` };
    if (roundId) parts.push('a.round_id = :roundId');
    if (status) parts.push('a.status = :status');
    if (kind) parts.push('a.kinds LIKE :kind');
    if (box === 'mine') parts.push('a.judge_id = :me');
    if (box === 'toVote') parts.push(`r.status = 'voting' AND r.vote_until >= :today AND m.id IS NOT NULL AND m.vote IS NULL AND m.recusal IS NULL`);
    if (box === 'toOpine') {
      const awaiting = await this.opinions.awaiting(actor, today);
      parts.push(`a.status = 'filed' AND ${awaiting.sql}`);
      Object.assign(given, awaiting.parameters);
    }
    if (q?.trim()) parts.push('(c.case_number LIKE :q OR p.name LIKE :q OR p.pinyin LIKE :q)');
    return { where: parts.join(' AND '), given };
  }

  private async rows(where: string, given: object, { sort }: Pick<ClaimListQuery, 'sort'>, limit: number, offset: number): Promise<ClaimRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-number');
    const rows = await this.database.rows<Stored>(
      `SELECT a.id AS "id", a.year AS "year", a.number AS "number", a.case_id AS "caseId", c.case_number AS "caseNumber", p.name AS "judge", d.name AS "division", a.kinds AS "kinds", a.round_id AS "roundId",
              r.year AS "roundYear", r.half AS "half", a.applied_on AS "appliedOn", a.range_min AS "rangeMin", a.range_max AS "rangeMax", a.status AS "status", a.supported AS "supported", a.awarded AS "awarded",
              a.entered AS "entered", a.notice_id AS "noticeId", a.counts_on AS "countsOn", m.id AS "ballotId", m.vote AS "myVote", m.points AS "myPoints", m.recusal AS "myRecusal"
       FROM ${FROM} WHERE ${where} ORDER BY ${expression} ${direction}, a.year DESC, a.number DESC LIMIT ${limit} OFFSET ${offset}`,
      given,
    );
    const today = this.clock.today();
    return rows.map((row) => rowOf(row, today));
  }
}

function rowOf(row: Stored, today: Day): ClaimRow {
  const state = stateOf(row, today);
  const given = (stored: number | string | null): string | null => (stored === null ? null : points(fromHundredths(stored)));
  return {
    id: row.id, number: numberOf(row), caseId: row.caseId, caseNumber: row.caseNumber, judge: row.judge, division: row.division ?? '',
    kinds: (JSON.parse(row.kinds) as ClaimedKind[]).map(({ code, label, labelEn }) => ({ code, label: { zh: label, en: labelEn } })),
    roundId: row.roundId, round: roundName({ year: row.roundYear, half: row.half }), appliedOn: row.appliedOn, range: { min: given(row.rangeMin)!, max: given(row.rangeMax)! },
    status: state, state: APPLICATION_STATE_WORDS[state], supported: row.supported === null ? null : Boolean(Number(row.supported)),
    awarded: given(row.awarded), entered: given(row.entered), countsOn: row.countsOn,
    mine: row.ballotId ? { vote: row.myVote, points: given(row.myPoints), recusal: row.myRecusal && RECUSAL_WORDS[row.myRecusal] } : null,
  };
}
