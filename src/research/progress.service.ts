import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { daysBetween } from '../kernel/day.js';
import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, fromHundredths, points, sum } from '../kernel/exact.js';
import { Division } from '../court/court.entities.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf, ServiceRecord, type ServedMember } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { OWN_SCORES_ONLY, ownRowsOnly, require, scopeCondition } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { lastClaimDay } from '../rules/research-points.js';
import { underNewsCap } from '../rules/research-postings.js';
import { conditionMet, conditionWords, progressOf, requiredOf, rowFor, type RequiredRow } from '../rules/research-requirement.js';
import { LEVEL_WORDS, RESEARCH_LEVELS, SERIAL_WORDS, type ResearchLevel } from '../rules/research-table.js';
import type { OwnProgress, PointsView, ProgressPage, ProgressQuery, ProgressRow } from './dto/research-lists.dto.js';
import { OutletBook } from './outlet-book.js';
import { ResearchBook } from './research-book.js';

interface Piece {
  id: string;
  person: string;
  day: string;
  kind: string;
  level: ResearchLevel;
  points: number | string;
  worth: number | string;
  status: 'verified' | 'pending';
}

/** Of the people of a division the court asks something of. */
export interface DivisionProgress {
  people: number;
  required: string;
  earned: string;
  reached: number;
}

/** How far everybody is on the way to the year’s requirement, by the same rules the score goes by. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ResearchBook,
    private readonly outlets: OutletBook,
    private readonly parameters: CourtParameters,
    private readonly service: ServiceRecord,
  ) {}

  async mine(actor: Actor, { year = this.thisYear() }: ProgressQuery): Promise<OwnProgress> {
    require(actor, 'research.read');
    const period = parsePeriod(year)!;
    const day = this.asOf(period);
    const parameter = await this.parameters.inForce(actor.courtId, 'research.required', day);
    const member = (await this.service.members(actor.courtId, period)).find(({ personId }) => personId === actor.personId);
    const rows = member ? await this.rowsOf(actor.courtId, period, [member]) : [];
    return { year, lastDay: lastDayOf(period), claimUntil: lastClaimDay(lastDayOf(period), this.book.rules(day).claimDays), source: parameter?.source ?? '', example: parameter?.example ?? false, own: rows[0] ?? null };
  }

  async list(actor: Actor, query: ProgressQuery): Promise<ProgressPage> {
    const { page, pageSize, year = this.thisYear() } = query;
    const all = await this.matching(actor, query);
    const short = all.filter(isShort).length;
    const shown = query.short ? all.filter(isShort) : all;
    return { items: shown.slice((page - 1) * pageSize, page * pageSize), total: shown.length, page, pageSize, year, short };
  }

  async table(actor: Actor, query: ProgressQuery): Promise<OutgoingTable> {
    const rows = (await this.matching(actor, query)).filter((row) => !query.short || isShort(row));
    const { language } = actor;
    return {
      title: language === 'zh' ? '调研任务完成情况' : 'Research progress',
      head: language === 'zh'
        ? ['姓名', '庭室', '任职月数', '要求', '已核', '封顶不计', '待核', '仍缺', '超出', '全年预计', '必备成果']
        : ['Name', 'Division', 'Months', 'Required', 'Verified', 'Above the cap', 'Waiting', 'Short', 'Surplus', 'Forecast', 'At least one of'],
      rows: rows.map((row) => [
        row.name, row.division, row.months, row.required ?? '', row.earned, row.cut, row.waiting, row.shortfall, row.surplus, row.forecast,
        row.condition ? `${row.condition.words[language]}：${row.condition.met ? (language === 'zh' ? '已有' : 'met') : language === 'zh' ? '尚无' : 'not yet'}` : '',
      ]),
    };
  }

  /** For a bulletin: from the year's first day to the last of the period, by the division served in. */
  async byDivision(courtId: string, { from, until }: EvaluationPeriod): Promise<Map<string, DivisionProgress>> {
    const year = { ...parsePeriod(from.slice(0, 4))!, until };
    const members = await this.service.members(courtId, parsePeriod(from.slice(0, 4))!);
    const divisionOf = new Map(members.map(({ personId, divisionId }) => [personId, divisionId]));
    const asked = (await this.rowsOf(courtId, year, members)).filter(({ required }) => required !== null);
    const totals = new Map<string, DivisionProgress>();
    for (const row of asked) {
      const id = divisionOf.get(row.personId)!;
      const before = totals.get(id) ?? { people: 0, required: '0', earned: '0', reached: 0 };
      const reached = before.reached + (new Decimal(row.earned).gte(row.required!) && row.condition?.met !== false ? 1 : 0);
      totals.set(id, { people: before.people + 1, required: points(new Decimal(before.required).plus(row.required!)), earned: points(new Decimal(before.earned).plus(row.earned)), reached });
    }
    return totals;
  }

  /** 计分表: what counts, what is asked, and which outlets are known, on a day. */
  async points(actor: Actor): Promise<PointsView> {
    require(actor, 'research.read');
    const day = this.clock.today();
    const { byKind, source, example, effectiveFrom } = await this.book.points(actor.courtId, day);
    const required = await this.book.required(actor.courtId, day);
    const outlets = await this.outlets.inForce(actor.courtId, day);
    const divisions = await this.database.repository(Division).find({ where: { courtId: actor.courtId }, order: { position: 'ASC', id: 'ASC' } });
    return {
      day, source, example, effectiveFrom,
      kinds: this.book.kinds(day).map((kind) => ({
        code: kind.code, label: { zh: kind.label, en: kind.labelEn }, serial: SERIAL_WORDS[kind.serialNumber], source: kind.source, example: kind.example,
        points: Object.fromEntries(RESEARCH_LEVELS.map((level) => [level, [byKind[kind.code]?.[level] ?? []].flat()])) as PointsView['kinds'][number]['points'],
      })),
      rules: this.book.ruleRows(day).map(({ code, label, labelEn, source: clause, effectiveFrom: from, example: marked }) => ({ code, label: { zh: label, en: labelEn }, source: clause, effectiveFrom: from, example: marked })),
      required: required.map((row) => ({ posts: row.posts, ranks: row.ranks, points: points(row.pointsPerYear), condition: conditionWords(row) })),
      divisions: divisions.map(({ id, name, nameEn }) => ({ id, name: { zh: name, en: nameEn } })),
      outlets: outlets.map(({ level, ...outlet }) => ({ ...outlet, level: LEVEL_WORDS[level] })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    };
  }

  private async matching(actor: Actor, { year = this.thisYear(), divisionId, q }: ProgressQuery): Promise<ProgressRow[]> {
    require(actor, 'research.read');
    const period = parsePeriod(year)!;
    const scope = scopeCondition(ownRowsOnly(actor, OWN_SCORES_ONLY), 'research.read', { court: 'p.court_id', division: 'h.division_id', own: (person) => `p.id = :${person}` });
    const reached = new Set(
      (await this.database.rows<{ id: string }>(`SELECT DISTINCT p.id AS "id" FROM person p JOIN post_holding h ON h.person_id = p.id WHERE p.court_id = :ownCourt AND ${scope.sql}`, { ...scope.parameters, ownCourt: actor.courtId })).map(({ id }) => id),
    );
    const words = q?.trim();
    const members = (await this.service.members(actor.courtId, period)).filter((member) => reached.has(member.personId) && (!divisionId || member.divisionId === divisionId) && (!words || member.name.includes(words)));
    const rows = await this.rowsOf(actor.courtId, period, members);
    return rows.sort((a, b) => new Decimal(b.shortfall).comparedTo(a.shortfall) || (a.division < b.division ? -1 : a.division > b.division ? 1 : a.personId < b.personId ? -1 : 1));
  }

  private async rowsOf(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[]): Promise<ProgressRow[]> {
    if (!members.length) return [];
    const day = this.asOf(period);
    const table = await this.book.required(courtId, day);
    const pieces = await this.database.rows<Piece>(
      `SELECT p.id AS "id", a.person_id AS "person", p.published_on AS "day", p.counted_as AS "kind", p.level AS "level", a.points AS "points", a.worth AS "worth", p.status AS "status"
       FROM research_publication p JOIN research_author a ON a.publication_id = p.id
       WHERE p.court_id = :courtId AND p.status IN ('verified', 'pending') AND p.published_on >= :from AND p.published_on < :until AND a.person_id IN (:...people) ORDER BY p.published_on, p.id`,
      { courtId, from: period.from, until: period.until, people: members.map(({ personId }) => personId) },
    );
    const byPerson = new Map<string, Piece[]>();
    for (const piece of pieces) byPerson.set(piece.person, [...(byPerson.get(piece.person) ?? []), piece]);
    return members.map((member) => this.rowOf(member, rowFor(member, table), byPerson.get(member.personId) ?? [], period, day));
  }

  private rowOf(member: ServedMember, row: RequiredRow | undefined, pieces: readonly Piece[], period: EvaluationPeriod, day: string): ProgressRow {
    const required = row ? requiredOf(row, member) : null;
    const { news } = this.book.rules(day);
    const own = pieces.filter(({ status }) => status === 'verified').map(({ id, day: published, kind, level, points: given }) => ({ id, day: published, kind, level, points: points(fromHundredths(given)) }));
    const waiting = pieces.filter(({ status }) => status === 'pending').map(({ id, day: published, kind, worth }) => ({ id, day: published, kind, points: points(fromHundredths(worth)) }));
    const entered = underNewsCap(own, required, news);
    const together = underNewsCap([...own, ...waiting], required, news);
    const earned = sum(entered.values());
    const soon = sum(together.values()).minus(earned);
    const progress = progressOf(required ?? '0', points(earned), points(soon), daysBetween(period.from, day) + 1, daysBetween(period.from, period.until));
    const counted = own.filter(({ id }) => new Decimal(entered.get(id)!).gt(0));
    const words = row ? conditionWords(row) : null;
    const { personId, name, division, post, rank, months, dutyFactor } = member;
    return {
      personId, name, division, post, rank, months, dutyFactor, ...progress, required: required === null ? null : progress.required, cut: points(sum(own.map(({ points: given }) => given)).minus(earned)),
      condition: words && row ? { words, met: conditionMet(row, counted) } : null,
    };
  }

  private thisYear(): string {
    return this.clock.today().slice(0, 4);
  }

  private asOf(period: EvaluationPeriod): string {
    const [today, last] = [this.clock.today(), lastDayOf(period)];
    return today < last ? today : last;
  }
}

function isShort({ shortfall, condition }: ProgressRow): boolean {
  return new Decimal(shortfall).gt(0) || condition?.met === false;
}
