import { Injectable } from '@nestjs/common';
import { CourtParameters } from '../../court/court-parameters.js';
import { CostFacts } from '../../costs/cost-facts.js';
import type { Actor } from '../../kernel/actor.js';
import { addDays, toDay, type Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import { parsePeriod } from '../../kernel/evaluation-period.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { grantsFor, require } from '../../platform/permissions/data-scope.js';
import { decemberOf, inLastDays, usualLastDays, type DayCount } from '../../rules/watch/month-end.js';
import { unusualShare, type Part, type UnusualShare, type WatchLine } from '../../rules/watch/unusual-share.js';
import { WATCH_KINDS, type WatchKind, type WatchLineValues } from './watch-words.js';
import { WatchedCases, type DatedCase, type Looked } from './watched-cases.js';
import { watchErrors } from './watch.errors.js';

const PARAMETERS: Record<keyof WatchLineValues, string> = {
  oneIn: 'watch.oneIn', lastDays: 'watch.lastDays', usualMonths: 'watch.usualMonths', refileDays: 'watch.refileDays', extensionDays: 'watch.extensionDays', leastCases: 'watch.leastCases', leastEvents: 'watch.leastEvents',
};
/** Of the watch these read what concerns themselves. */
const OWN_ONLY: readonly string[] = ['judge', 'divisionChief'];

/** Changes no sign is counted from; any other, and what was found is counted again. */
const MOVES_NO_SIGN = /^(account|archive|bonus|briefing|bulletin|caseFlow|competition|draft|finding|grant|hearing|honour|merit|password|period|reception|reconsideration|rectification|research|review|scheme|score|selection|session|signIn|signOff|watch)\b/;
const MOST_CHANGES = 200;
const MOST_KEPT = 8;

/** Something pointed out, with the cases it was counted from. */
export interface Sign {
  key: string;
  kind: WatchKind;
  unit: Sentence;
  personId: string | null;
  period: string;
  share: UnusualShare | null;
  lows: number;
  cases: Looked[];
  /** Case withdrawn → case filed again. */
  again: ReadonlyMap<string, string>;
}

export interface Watched {
  line: WatchLineValues;
  asOf: Day;
  kinds: { kind: WatchKind; looked: number; signs: Sign[] }[];
}

interface Units {
  people: Map<string, string>;
  divisions: Map<string, Sentence>;
}

/** 异常提示: what numbers of a year are hard to put down to chance. It never enters a score, and accuses nobody. */
@Injectable()
export class WatchService {
  /** By court, year and day, until the court's trail shows a change a sign may be counted from; least recently asked for first. */
  private readonly kept = new Map<string, { sequence: number; found: Promise<Watched> }>();

  constructor(
    private readonly cases: WatchedCases,
    private readonly costs: CostFacts,
    private readonly parameters: CourtParameters,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  ownOnly(actor: Actor): boolean {
    return grantsFor(actor, 'watch.read').every(({ role, scope }) => OWN_ONLY.includes(role) || scope !== 'court');
  }

  /** @throws watch.yearAhead, watch.parametersMissing */
  async watched(actor: Actor, year: number): Promise<Watched> {
    require(actor, 'watch.read');
    const all = await this.known(actor.courtId, year);
    if (!this.ownOnly(actor)) return all;
    // Others are only what the own figures were held against.
    return { ...all, kinds: all.kinds.map((kind) => ({ ...kind, signs: kind.signs.filter(({ personId }) => personId !== null && personId === actor.personId) })) };
  }

  private async known(courtId: string, year: number): Promise<Watched> {
    const key = [courtId, year, this.clock.today()].join('|');
    const sequence = await this.trail.lastOf(courtId);
    const known = this.kept.get(key);
    const changes = known && (known.sequence === sequence ? [] : await this.trail.since(courtId, known.sequence, MOST_CHANGES));
    const found = known && changes?.every(({ action }) => MOVES_NO_SIGN.test(action)) ? known.found : this.ofCourt(courtId, year);
    this.kept.delete(key);
    this.kept.set(key, { sequence, found });
    for (const oldest of this.kept.keys()) if (this.kept.size > MOST_KEPT) this.kept.delete(oldest);
    found.catch(() => this.kept.delete(key));
    return found;
  }

  private async ofCourt(courtId: string, year: number): Promise<Watched> {
    const today = this.clock.today();
    const from = toDay(year, 1, 1);
    if (from > today) throw watchErrors['watch.yearAhead']({ year });
    const after = addDays(today, 1);
    const until = toDay(year + 1, 1, 1) < after ? toDay(year + 1, 1, 1) : after;
    const asOf = addDays(until, -1);
    const line = await this.line(courtId, asOf);
    const units = await this.cases.names(courtId);
    const years = { courtId, from, until };
    const common: WatchLine = { oneIn: line.oneIn, least: line.leastCases };
    const rare: WatchLine = { oneIn: line.oneIn, least: line.leastEvents };
    const closed = await this.cases.closed(years);
    const extended = await this.cases.extendedLate(years, line.extensionDays);
    const ended = await this.cases.withoutAppeal(years);
    const natures = [...new Set(ended.map(({ nature }) => nature))];
    const kinds: Watched['kinds'] = [
      this.filingDips(units, await this.cases.filed(years, line.usualMonths), year, today, line),
      this.closingSpikes(units, closed, year, today, common),
      this.refiled(units, await this.cases.refiled(years, line.refileDays), year, rare),
      againstOthers('extensionCluster', units, extended, String(year), rare),
      together('withoutAppeal', natures.map((nature) => againstOthers('withoutAppeal', units, ended.filter((one) => one.nature === nature), String(year), common))),
      this.claims(units, await this.cases.claims(years), closed, year, rare),
      await this.costLows(courtId, units, year),
    ];
    return { line, asOf, kinds: WATCH_KINDS.map((name) => kinds.find(({ kind }) => kind === name)!) };
  }

  /** Only of months that are over: on its last day a month has not had all of that day's filings yet. */
  private filingDips(units: Units, filed: readonly DatedCase[], year: number, today: Day, line: WatchLineValues): Watched['kinds'][number] {
    const signs: Sign[] = [];
    let looked = 0;
    const first = filed.reduce((day, one) => (one.day < day ? one.day : day), today);
    for (const [division, own] of byHolder(filed)) {
      const days = dayCounts(own);
      for (let month = 1; month <= 12; month++) {
        const start = toDay(year, month, 1);
        const end = month === 12 ? toDay(year + 1, 1, 1) : toDay(year, month + 1, 1);
        if (end > today) break;
        looked++;
        const share = unusualShare(inLastDays(days, start, line.lastDays), usualLastDays(days, start, line.usualMonths, line.lastDays, `${first.slice(0, 7)}-01`), 'fewer', { oneIn: line.oneIn, least: line.leastCases });
        const late = addDays(end, -line.lastDays);
        if (share) signs.push(signOf('filingDip', units, division, start.slice(0, 7), share, own.filter(({ day }) => day >= start && day < end).map(({ id, holder, day }) => ({ id, holder, counted: day >= late }))));
      }
    }
    return { kind: 'filingDip', looked, signs: inOrder(signs) };
  }

  private closingSpikes(units: Units, closed: readonly DatedCase[], year: number, today: Day, line: WatchLine): Watched['kinds'][number] {
    if (today <= toDay(year, 12, 31)) return { kind: 'closingSpike', looked: 0, signs: [] };
    const people = byHolder(closed);
    const first = closed.reduce((day, one) => (one.day < day ? one.day : day), today);
    const signs = [...people].flatMap(([person, own]) => {
      const { own: december, usual } = decemberOf(dayCounts(own), year, `${first.slice(0, 7)}-01`);
      const share = unusualShare(december, usual, 'more', line);
      return share ? [signOf('closingSpike', units, person, String(year), share, own.map(({ id, holder, day }) => ({ id, holder, counted: day >= toDay(year, 12, 1) })))] : [];
    });
    return { kind: 'closingSpike', looked: people.size, signs: inOrder(signs) };
  }

  private refiled(units: Units, { withdrawn, others, again }: { withdrawn: Looked[]; others: Looked[]; again: Map<string, string> }, year: number, line: WatchLine): Watched['kinds'][number] {
    const usual = partOf(others);
    const people = byHolder(withdrawn);
    const signs = [...people].flatMap(([person, own]) => {
      const share = unusualShare(partOf(own), usual, 'more', line);
      return share ? [{ ...signOf('refiled', units, person, String(year), share, own), again }] : [];
    });
    return { kind: 'refiled', looked: people.size, signs: inOrder(signs) };
  }

  private claims(units: Units, claims: readonly { id: string; holder: string }[], closed: readonly DatedCase[], year: number, line: WatchLine): Watched['kinds'][number] {
    const people = byHolder(claims);
    const signs = [...people].flatMap(([person, own]) => {
      const share = unusualShare({ count: own.length, of: claims.length }, { count: closed.filter(({ holder }) => holder === person).length, of: closed.length }, 'more', line);
      return share ? [signOf('claimConcentration', units, person, String(year), share, own.map(({ id, holder }) => ({ id, holder, counted: true })))] : [];
    });
    return { kind: 'claimConcentration', looked: people.size, signs: inOrder(signs) };
  }

  private async costLows(courtId: string, units: Units, year: number): Promise<Watched['kinds'][number]> {
    const divisions = [...units.divisions.keys()];
    const facts = await this.costs.unitFactsFor(courtId, parsePeriod(String(year))!, divisions);
    const signs = divisions.flatMap((division) => {
      const lows = Number(facts.get(division)?.costLowUnexplained ?? 0);
      return lows ? [{ ...signOf('costLow', units, division, String(year), null, []), lows }] : [];
    });
    return { kind: 'costLow', looked: divisions.length, signs };
  }

  private async line(courtId: string, day: Day): Promise<WatchLineValues> {
    const set = await this.parameters.allInForce(courtId, Object.values(PARAMETERS), day);
    const read = Object.entries(PARAMETERS).map(([key, name]) => [key, name, Number(set.get(name)?.value)] as const);
    const missing = read.filter(([, , value]) => !Number.isInteger(value) || value < 1).map(([, name]) => name);
    if (missing.length) throw watchErrors['watch.parametersMissing']({ names: missing.join('、') });
    return Object.fromEntries(read.map(([key, , value]) => [key, value])) as unknown as WatchLineValues;
  }
}

/** Each against all the others together. */
function againstOthers(kind: WatchKind, units: Units, looked: readonly Looked[], period: string, line: WatchLine): Watched['kinds'][number] {
  const all = partOf(looked);
  const people = byHolder(looked);
  const signs = [...people].flatMap(([person, own]) => {
    const part = partOf(own);
    const share = unusualShare(part, { count: all.count - part.count, of: all.of - part.of }, 'more', line);
    return share ? [signOf(kind, units, person, period, share, own)] : [];
  });
  return { kind, looked: people.size, signs: inOrder(signs) };
}

function together(kind: WatchKind, parts: readonly Watched['kinds'][number][]): Watched['kinds'][number] {
  const signs = new Map<string, Sign>();
  // Somebody pointed out in two natures stands once, for the more surprising.
  for (const sign of parts.flatMap((part) => part.signs)) if ((signs.get(sign.key)?.share?.oneIn ?? 0) < (sign.share?.oneIn ?? 0)) signs.set(sign.key, sign);
  return { kind, looked: parts.reduce((sum, { looked }) => sum + looked, 0), signs: inOrder([...signs.values()]) };
}

function signOf(kind: WatchKind, { people, divisions }: Units, unitId: string, period: string, share: UnusualShare | null, cases: Looked[]): Sign {
  const name = people.get(unitId);
  const unit = divisions.get(unitId) ?? { zh: name ?? '', en: name ?? '' };
  return { key: `${kind}|${unitId}|${period}`, kind, unit, personId: name === undefined ? null : unitId, period, share, lows: 0, cases, again: new Map() };
}

function partOf(looked: readonly Looked[]): Part {
  return { count: looked.filter(({ counted }) => counted).length, of: looked.length };
}

function byHolder<T extends { holder: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.holder);
    if (group) group.push(row);
    else groups.set(row.holder, [row]);
  }
  return groups;
}

function dayCounts(cases: readonly DatedCase[]): DayCount[] {
  const days = new Map<Day, number>();
  for (const { day } of cases) days.set(day, (days.get(day) ?? 0) + 1);
  return [...days].map(([day, count]) => ({ day, cases: count }));
}

/** The most surprising first. */
function inOrder(signs: Sign[]): Sign[] {
  return signs.sort((a, b) => (b.share?.oneIn ?? 0) - (a.share?.oneIn ?? 0) || (a.key < b.key ? -1 : 1));
}
