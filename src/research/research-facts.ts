import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, fromHundredths } from '../kernel/exact.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf, type ServedMember } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
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
    const rows = await this.database.rows<{ personId: string; points: number | string }>(
      `SELECT person_id AS "personId", SUM(points) AS "points" FROM research_publication
       WHERE court_id = :court AND status = 'verified' AND published_on >= :from AND published_on < :until AND person_id IN (:...people)
       GROUP BY person_id`,
      { court: courtId, from: period.from, until: period.until, people: members.map((member) => member.personId) },
    );
    const earned = new Map(rows.map((row) => [row.personId, fromHundredths(row.points).toFixed(2)]));
    return new Map(
      members.map((member) => {
        const yearly = new Decimal(rowFor(member, table)!.pointsPerYear);
        const required = yearly.times(member.months).times(member.dutyFactor).div(12).toDecimalPlaces(4).toFixed(4);
        return [member.personId, { numbers: { publicationPoints: earned.get(member.personId) ?? '0.00', required }, events: {}, pieces: {} }];
      }),
    );
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

function notFor(members: readonly ServedMember[]): Error {
  const faults = members.map(({ name, post, rank }) => ({
    path: `research.required[${name}]`,
    zh: `${name}（${post}，${rank ?? '无等级'}）没有对应的行。`,
    en: `There is no row for ${name} (${post}, ${rank ?? 'no rank'}).`,
  }));
  return researchErrors['research.requiredNotFor']({ count: members.length }, faults);
}
