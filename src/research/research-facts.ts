import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, fromHundredths, sum } from '../kernel/exact.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf, mainPostOn, type ServedMember } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { countedFor, names, recordsOf, totalsOf, type CountedRecords, type FactNumbers, type Paging, type RecordRow, type RecordsBehind } from '../platform/facts/counted-facts.js';
import { readDecimal, type PersonFacts } from '../rules/scheme/facts.js';
import { researchErrors } from './research.errors.js';

export type ResearchFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

/** One row of the court's table: whom it is for and how many points a full year asks. */
interface RequiredRow {
  posts: string[];
  /** Empty: every rank of those posts. */
  ranks: string[];
  pointsPerYear: string;
}

type PieceRow = RecordRow & { outlet: string; share: number | string };

/** 经核实的调研成果, each person's share of each piece. */
const PIECES: CountedRecords<PieceRow> = {
  kind: 'publication',
  from: 'research_publication p',
  where: `p.court_id = :court AND p.status = 'verified' AND p.published_on >= :from AND p.published_on < :until`,
  columns: { holder: 'p.person_id', id: 'p.id', label: 'p.title', caseId: 'NULL', caseNo: 'NULL', day: 'p.published_on', outlet: 'p.outlet', share: 'p.share' },
  measures: [
    {
      fact: 'publicationPoints',
      value: 'p.points',
      kept: 'hundredths',
      note: ({ outlet, share, day }) => ({
        zh: `${day} 发表于${outlet}，本人份额 ${fromHundredths(share).toFixed()}%`,
        en: `Published in ${outlet} on ${day}, own share ${fromHundredths(share).toFixed()} %`,
      }),
    },
  ],
};

const DIVISION_PIECES = countedFor({ ...PIECES, from: `${PIECES.from} JOIN post_holding h ON ${mainPostOn('h', 'p.person_id', 'p.published_on')}` }, 'h.division_id', {
  publicationPoints: 'divisionPublicationPoints',
});

/** Door: research points earned and asked in a period. */
@Injectable()
export class ResearchFacts {
  constructor(
    private readonly database: Database,
    private readonly parameters: CourtParameters,
  ) {}

  /**
   * `publicationPoints`: verified pieces published in the period. `required`: the yearly points of post and rank
   * × months served ÷ 12 × duty factor (RPR-06), four places.
   * @throws research.requiredMissing, research.requiredUnreadable, research.requiredNotFor: nothing is assumed
   */
  async factsFor(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[]): Promise<Map<string, ResearchFactsOf>> {
    if (!members.length) return new Map();
    const table = await this.requiredTable(courtId, period);
    const unnamed = members.filter((member) => !rowFor(member, table));
    if (unnamed.length) throw notFor(unnamed);
    const earned = await totalsOf(this.database, PIECES, { court: courtId, from: period.from, until: period.until }, members.map((member) => member.personId));
    return new Map(
      members.map((member) => [member.personId, { numbers: { ...earned.get(member.personId), required: requiredOf(member, table) }, events: {}, pieces: {} }]),
    );
  }

  /**
   * `divisionPublicationPoints`: pieces of whoever had the main post in the division on the day of publication.
   * `divisionRequired`: what is asked of the division's members together; who has no row in the court's table adds nothing.
   */
  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[], members: readonly ServedMember[]): Promise<Map<string, FactNumbers>> {
    if (!divisionIds.length) return new Map();
    const table = await this.requiredTable(courtId, period);
    const earned = await totalsOf(this.database, DIVISION_PIECES, { court: courtId, from: period.from, until: period.until }, divisionIds);
    return new Map(
      divisionIds.map((id) => {
        const asked = members.filter((member) => member.divisionId === id && rowFor(member, table)).map((member) => requiredOf(member, table));
        return [id, { ...earned.get(id), divisionRequired: sum(asked).toFixed(4) }];
      }),
    );
  }

  /** The pieces a figure rests on; `null` for what the court's parameters alone decide (`required`). */
  async recordsBehind(courtId: string, fact: string, holderId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    const records = [PIECES, DIVISION_PIECES].find((one) => names(one, fact));
    if (!records) return null;
    const { total, sum: whole, rows } = await recordsOf(this.database, records, fact, { court: courtId, from: period.from, until: period.until }, holderId, paging);
    return { total, sum: whole, items: rows.map(({ record }) => record) };
  }

  private async requiredTable(courtId: string, period: EvaluationPeriod): Promise<RequiredRow[]> {
    const day = lastDayOf(period);
    const parameter = await this.parameters.inForce(courtId, 'research.required', day);
    if (!parameter) throw researchErrors['research.requiredMissing']({ day });
    const table = readTable(parameter.value);
    if (!table) throw researchErrors['research.requiredUnreadable']();
    return table;
  }
}

function readTable(text: string): RequiredRow[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) && rows.length > 0 && rows.every(isRow) ? rows : null;
  } catch {
    return null;
  }
}

function isRow(row: unknown): row is RequiredRow {
  const { posts, ranks, pointsPerYear } = (row ?? {}) as Partial<Record<keyof RequiredRow, unknown>>;
  return Array.isArray(posts) && Array.isArray(ranks) && readDecimal(pointsPerYear) !== null;
}

function rowFor(member: ServedMember, table: readonly RequiredRow[]): RequiredRow | undefined {
  return table.find(({ posts, ranks }) => posts.includes(member.post) && (ranks.length === 0 || ranks.includes(rankKey(member.rank))));
}

const NUMERALS = '一二三四五';

/** Ranks are kept in the words of the order of appointment; the table uses their keys. @example 四级高级法官 → seniorJudge4 */
function rankKey(rank: string | null): string {
  const match = /^([一二三四五])级(高级)?法官$/.exec(rank ?? '');
  return match ? `${match[2] ? 'seniorJudge' : 'judge'}${NUMERALS.indexOf(match[1]!) + 1}` : (rank ?? '');
}

/** Yearly points × months served ÷ 12 × duty factor, four places. */
function requiredOf(member: ServedMember, table: readonly RequiredRow[]): string {
  return new Decimal(rowFor(member, table)!.pointsPerYear).times(member.months).times(member.dutyFactor).div(12).toDecimalPlaces(4).toFixed(4);
}

function notFor(members: readonly ServedMember[]): Error {
  const faults = members.map(({ name, post, rank }) => ({
    path: `research.required[${name}]`,
    zh: `${name}（${post}，${rank ?? '无等级'}）没有对应的行。`,
    en: `There is no row for ${name} (${post}, ${rank ?? 'no rank'}).`,
  }));
  return researchErrors['research.requiredNotFor']({ count: members.length }, faults);
}
