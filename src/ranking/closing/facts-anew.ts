import { parsePeriod } from '../../kernel/evaluation-period.js';
import type { PeriodFacts } from '../../peer-comparison/group-sheets.js';
import type { UnitFacts } from '../../rules/scheme/facts.js';

/**
 * What a frozen group rests on once some people are taken as they stand now: added where they were left out, with their months,
 * duty and facts of now where they stood in it, left out where they no longer stand in it. Everybody else, and every unit the
 * group knew, stays as frozen; a unit nobody of which was a member comes with its facts of now, one nobody of which is left goes.
 * Each shorter period is taken anew likewise: in which nobody stands, it falls away, as in a fresh working-out.
 * In the order of a fresh working-out: people by id, units by id, shorter periods by time.
 * @example frozen [张, 李], now [张, 李, 王], people {王} → [张 as frozen, 李 as frozen, 王 as now]
 * @example frozen [张, 李], now [张], people {李} → [张 as frozen]
 */
export function factsAnew<P extends PeriodFacts>(frozen: P, now: PeriodFacts, people: ReadonlySet<string>): P {
  const members = mixed(frozen.members, now.members, people);
  const units = unitsOf(frozen.units ?? [], now.units ?? [], new Set(members.map(({ divisionId }) => divisionId)));
  const taken: P = { ...frozen, members, facts: mixed(frozen.facts, now.facts, people) };
  delete taken.units;
  return { ...taken, ...(units.length ? { units } : {}), ...(frozen.shorter ? { shorter: shorterAnew(frozen.shorter, now.shorter ?? [], people) } : {}) };
}

/** Where somebody stands in a group and its shorter periods, and on what facts; nothing at all where in none. */
export function standingIn(input: PeriodFacts, personId: string): unknown {
  const own = input.facts.find((one) => one.personId === personId) ?? null;
  const shorter = (input.shorter ?? []).flatMap((part) => [standingIn(part, personId) ?? []].flat());
  return own || shorter.length ? [input.period, own, shorter] : null;
}

function shorterAnew(frozen: readonly PeriodFacts[], now: readonly PeriodFacts[], people: ReadonlySet<string>): PeriodFacts[] {
  const keys = [...new Set([...frozen, ...now].map(({ period }) => period))];
  const from = (key: string): string => parsePeriod(key)!.from;
  return keys.sort((a, b) => (from(a) < from(b) ? -1 : from(a) > from(b) ? 1 : 0)).flatMap((key) => {
    const [was, is] = [frozen.find(({ period }) => period === key), now.find(({ period }) => period === key)];
    const part = factsAnew(was ?? withoutPeople(is!), is ?? withoutPeople(was!), people);
    return part.members.length ? [part] : [];
  });
}

function withoutPeople(part: PeriodFacts): PeriodFacts {
  return { ...part, members: [], facts: [], ...(part.shorter ? { shorter: [] } : {}) };
}

function mixed<T extends { personId: string }>(frozen: readonly T[], now: readonly T[], people: ReadonlySet<string>): T[] {
  return [...frozen.filter(({ personId }) => !people.has(personId)), ...now.filter(({ personId }) => people.has(personId))].sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

function unitsOf(frozen: readonly UnitFacts[], now: readonly UnitFacts[], divisions: ReadonlySet<string>): UnitFacts[] {
  const known = new Set(frozen.map(({ unit }) => unit));
  return [...frozen, ...now.filter(({ unit }) => !known.has(unit))].filter(({ unit }) => divisions.has(unit)).sort((a, b) => (a.unit < b.unit ? -1 : 1));
}
