import { Injectable } from '@nestjs/common';
import { addDays, addMonths, daysBetween, type Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, fromHundredths, roundHalfUp, sum } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { Post } from './court.entities.js';

/** Somebody's service in one period, and the post in which it is compared. */
export interface ServedMember {
  personId: string;
  name: string;
  post: Post;
  nature: string | null;
  rank: string | null;
  divisionId: string;
  division: string;
  /** Months served in this post, two places; leave other than annual leave does not count. */
  months: string;
  /** Mean duty factor over those months, four places. */
  dutyFactor: string;
  /** `2026-10`: calendar months of which at least half was served. */
  monthsServed: string[];
}

interface HoldingRow {
  personId: string;
  name: string;
  post: Post;
  nature: string | null;
  rank: string | null;
  kind: 'main' | 'concurrent';
  divisionId: string;
  division: string;
  dutyFactor: number | string;
  validFrom: Day;
  validUntil: Day | null;
}

interface Spell {
  from: Day;
  until: Day;
}

interface ServedHolding extends HoldingRow {
  months: Map<string, Decimal>;
  served: Decimal;
}

const HOLDINGS = `
  SELECT h.person_id AS "personId", p.name AS "name", h.post AS "post", h.nature AS "nature", h.rank AS "rank", h.kind AS "kind",
         h.division_id AS "divisionId", d.name AS "division", h.duty_factor AS "dutyFactor", h.valid_from AS "validFrom", h.valid_until AS "validUntil"
  FROM post_holding h JOIN person p ON p.id = h.person_id JOIN division d ON d.id = h.division_id
  WHERE h.court_id = :court AND h.superseded_at IS NULL AND h.kind <> 'secondment'
    AND h.valid_from < :until AND (h.valid_until IS NULL OR h.valid_until > :from)
  ORDER BY h.person_id, h.valid_from, h.id`;

const LEAVES = `
  SELECT person_id AS "personId", valid_from AS "from", valid_until AS "until" FROM leave_of_absence
  WHERE court_id = :court AND kind <> 'annual' AND valid_from < :until AND valid_until > :from
  ORDER BY person_id, valid_from`;

/** Periods of courts whose members are remembered. */
const MOST_KNOWN = 60;

/** Door: who served where in a period, how long, and with how much of their duty. */
@Injectable()
export class ServiceRecord {
  /** What the same holdings and leaves came to before: one look at a period asks a score of times. */
  private readonly known = new Map<string, { rows: string; members: readonly ServedMember[] }>();

  constructor(private readonly database: Database) {}

  /**
   * Everybody with a post in the period, once: who moved stands where most months were served, and after a tie in the
   * later post. Months and duty are those of every spell in the same post, whatever its nature, because the cases
   * closed in any of them count. A post held beside the main one adds no months; if it is the same post in another
   * nature, the person hears several natures and `nature` is null.
   */
  async members(courtId: string, period: EvaluationPeriod): Promise<ServedMember[]> {
    const parameters = { court: courtId, from: period.from, until: period.until };
    const holdings = await this.database.rows<HoldingRow>(HOLDINGS, parameters);
    const away = await this.database.rows<Spell & { personId: string }>(LEAVES, parameters);
    const [key, rows] = [`${courtId} ${period.key}`, JSON.stringify([holdings, away])];
    const before = this.known.get(key);
    if (before?.rows === rows) return [...before.members];
    const leaves = groupBy(away, (leave) => leave.personId);
    const served = holdings.map((holding) => serve(holding, period, leaves.get(holding.personId) ?? []));
    const members = [...groupBy(served, (holding) => holding.personId).values()].flatMap((own) => {
      const main = own.filter((holding) => holding.kind === 'main');
      return main.length ? [Object.freeze(settle(main, own.filter((holding) => holding.kind === 'concurrent')))] : [];
    });
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, { rows, members });
    return [...members];
  }
}

function settle(holdings: ServedHolding[], beside: ServedHolding[]): ServedMember {
  const groups = [...groupBy(holdings, (holding) => `${holding.post}:${holding.nature ?? ''}`).values()];
  const main = groups.reduce((best, group) => {
    const order = sum(group.map((one) => one.served)).comparedTo(sum(best.map((one) => one.served)));
    return order > 0 || (order === 0 && group.at(-1)!.validFrom > best.at(-1)!.validFrom) ? group : best;
  });
  const last = main.at(-1)!;
  const samePost = holdings.filter((holding) => holding.post === last.post);
  const months = new Map<string, Decimal>();
  for (const holding of samePost) for (const [month, share] of holding.months) months.set(month, (months.get(month) ?? new Decimal(0)).plus(share));
  const total = sum(samePost.map((one) => one.served));
  const onDuty = sum(samePost.map((one) => one.served.times(fromHundredths(one.dutyFactor))));
  return {
    personId: last.personId,
    name: last.name,
    post: last.post,
    nature: beside.some((one) => one.post === last.post && one.nature !== last.nature) ? null : last.nature,
    rank: last.rank,
    divisionId: last.divisionId,
    division: last.division,
    months: roundHalfUp(total).toFixed(2),
    dutyFactor: roundHalfUp(total.isZero() ? fromHundredths(last.dutyFactor) : onDuty.div(total), 4).toFixed(4),
    monthsServed: [...months].filter(([, share]) => share.gte('0.5')).map(([month]) => month).sort(),
  };
}

/** Of each calendar month of the period: the part of its days that was held and not on leave. */
function serve(holding: HoldingRow, period: EvaluationPeriod, leaves: readonly Spell[]): ServedHolding {
  const months = new Map<string, Decimal>();
  for (let month = period.from; month < period.until; month = addMonths(month, 1)) {
    const whole = { from: month, until: addMonths(month, 1) };
    const held = overlap(whole, { from: holding.validFrom, until: holding.validUntil ?? whole.until });
    if (!held) continue;
    const away = leaves.reduce((days, leave, index) => days + daysIn(overlap(held, after(leave, leaves[index - 1]))), 0);
    const days = daysIn(held) - away;
    if (days > 0) months.set(month.slice(0, 7), new Decimal(days).div(daysIn(whole)));
  }
  return { ...holding, months, served: sum(months.values()) };
}

/** Leaves that overlap count once; they arrive in order of their first day. */
function after(leave: Spell, before: Spell | undefined): Spell {
  return before && before.until > leave.from ? { from: before.until, until: leave.until } : leave;
}

function overlap(a: Spell, b: Spell): Spell | null {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until < b.until ? a.until : b.until;
  return from < until ? { from, until } : null;
}

function daysIn(spell: Spell | null): number {
  return spell ? daysBetween(spell.from, spell.until) : 0;
}

/** SQL: the main post `holding` that a person held on a day, for asking to which division something belongs. */
export function mainPostOn(holding: string, person: string, day: string): string {
  return `${holding}.person_id = ${person} AND ${holding}.kind = 'main' AND ${holding}.superseded_at IS NULL
    AND ${holding}.valid_from <= ${day} AND (${holding}.valid_until IS NULL OR ${holding}.valid_until > ${day})`;
}

/** Last day of a half-open period. */
export function lastDayOf(period: EvaluationPeriod): Day {
  return addDays(period.until, -1);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
