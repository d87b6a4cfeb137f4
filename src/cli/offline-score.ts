import { createHash } from 'node:crypto';
import { addDays, type Day } from '../kernel/day.js';
import { DomainError, type Fault, type Sentence } from '../kernel/domain-error.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { DECLARED_FACTS } from '../evaluation/declared-facts.js';
import { combinePeriods, type PeriodSheet } from '../rules/scheme/combine-periods.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { prepareScheme, scorePerson } from '../rules/scheme/evaluate.js';
import { compare } from '../rules/scheme/facts.js';
import type { DecidedGrade, GroupOutcome } from '../rules/scheme/outcome/group-outcome.js';
import { outcomeOf } from '../rules/scheme/outcome/outcome-of.js';
import type { Parameters } from '../rules/scheme/scheme-value.js';
import { schemeErrors } from '../rules/scheme/scheme.errors.js';
import { canonicalJson, type ScoreSheet, type SheetPartNode } from '../rules/scheme/score-sheet.js';
import { cliErrors } from './cli.errors.js';
import type { FactsFile, FilePerson, FileUnit } from './facts-file/facts-file.js';
import type { SchemeFile } from './scheme-file.js';

export interface OfflineOptions {
  period?: string;
  parameters: Parameters;
}

/** A sheet with what a reader looks for first. */
export type NamedSheet = Omit<ScoreSheet, 'scheme'> & {
  name: string | null;
  unit: string | null;
  group: string | null;
  rank: number | null;
  /** After vetoes and quotas, with the reason; null where the scheme has no grades. */
  grade: DecidedGrade | null;
};

export interface OfflineResult {
  scheme: { id: string; version: number; title: Sentence; source: string; example: boolean };
  period: string | null;
  /** SHA-256 over the canonical JSON of scheme, period, whole sheets and outcome: equal bytes, equal digest. */
  digest: string;
  sheets: NamedSheet[];
  outcome: GroupOutcome;
}

/** Scores everybody in a facts file under a scheme file: no server, no database, no clock. */
export function scoreOffline(scheme: SchemeFile, facts: FactsFile, options: OfflineOptions): OfflineResult {
  const people = everybody(scheme, facts);
  const parameters = { ...facts.parameters, ...options.parameters };
  const period = options.period ?? facts.period ?? onlyPeriod(people);
  const compileOn = (on: string | null): CompiledScheme => scheme.compile({ parameters, catalogue: DECLARED_FACTS, on: lastDay(on) });
  const compiled = compileOn(period);
  const direct = people.filter((person) => person.period === null || person.period === period);
  const scored = direct.length
    ? { members: direct, sheets: scoreMembers(compiled, direct, unitsOf(facts, period)) }
    : combined(compiled, compileOn, people, facts, period);
  const outcome = outcomeOf(compiled, scored.sheets, scored.members, { units: unitsOf(facts, period, true), on: lastDay(period) });
  const byId = new Map(scored.members.map((person) => [person.personId, person]));
  const placed = new Map(outcome.members.map((member) => [member.personId, member]));
  const sheets = scored.sheets.map((whole): NamedSheet => {
    const { scheme: _scheme, personId, ...sheet } = whole;
    const { name, unit, group } = byId.get(personId)!;
    const { rank, grade } = placed.get(personId)!;
    return { personId, name: name ?? null, unit: unit ?? null, group: group ?? null, rank, grade, ...sheet };
  });
  const { id, version, title, source, example } = compiled;
  const header = { scheme: { id, version, title, source, example }, period };
  const digest = createHash('sha256').update(canonicalJson({ ...header, sheets, outcome })).digest('hex');
  return { ...header, digest, sheets, outcome };
}

/** The rows to be scored: people, or units; of a scheme of units, rows that name only the unit are those units. */
function everybody(scheme: SchemeFile, facts: FactsFile): FilePerson[] {
  const { document } = scheme;
  const ofUnits = typeof document === 'object' && document !== null && 'subject' in document && document.subject === 'unit';
  const units = ofUnits ? facts.units.map(asMember) : [];
  const known = new Set(units.map(({ personId, period }) => `${period ?? ''}|${personId}`));
  const people = [...units, ...facts.people.filter(({ personId, period }) => !known.has(`${period ?? ''}|${personId}`))];
  if (!people.length) throw cliErrors['cli.nobody']();
  return people.sort((a, b) => compare(a.personId, b.personId));
}

function asMember({ unit, name, headcount, period, numbers, events, pieces }: FileUnit): FilePerson {
  const counted = headcount === undefined ? numbers : { ...numbers, headcount };
  return { personId: unit, unit, period, months: '', dutyFactor: '', numbers: counted, events, pieces, ...(name ? { name } : {}) };
}

function onlyPeriod(people: readonly FilePerson[]): string | null {
  const periods = [...new Set(people.flatMap((person) => (person.period === null ? [] : [person.period])))];
  if (periods.length > 1) throw cliErrors['cli.whichPeriod']({ periods: periods.join(', ') });
  return periods[0] ?? null;
}

function scoreMembers(compiled: CompiledScheme, people: readonly FilePerson[], units: readonly FileUnit[]): ScoreSheet[] {
  const groups = new Map<string, FilePerson[]>();
  for (const person of people) groups.set(person.group ?? '', [...(groups.get(person.group ?? '') ?? []), person]);
  const missing = new MissingFacts();
  const sheets = [...groups.values()].flatMap((members) => {
    const prepared = missing.collect(() => prepareScheme(compiled, members, units));
    return members.map((person) => prepared && missing.collect(() => scorePerson(prepared, person)));
  });
  missing.refuse();
  return sheets.flatMap((sheet) => sheet ?? []);
}

/** What is missing for one person must not hide what is missing for the next. */
class MissingFacts {
  private readonly faults = new Map<string, Fault>();

  collect<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'scheme.factsMissing') throw error;
      for (const fault of error.faults) this.faults.set(`${fault.path}|${fault.en}`, fault);
      return null;
    }
  }

  /** @throws scheme.factsMissing with everything missing for everybody */
  refuse(): void {
    if (this.faults.size) throw schemeErrors['scheme.factsMissing']({ count: this.faults.size }, [...this.faults.values()]);
  }
}

/** A longer period out of the shorter ones the file holds, by the scheme's own rule. */
function combined(compiled: CompiledScheme, compileOn: (period: string) => CompiledScheme, people: readonly FilePerson[], facts: FactsFile, period: string | null): { members: FilePerson[]; sheets: ScoreSheet[] } {
  const inside = people.filter((person) => person.period !== null && liesIn(person.period, period));
  if (period === null || !inside.length) {
    throw cliErrors['cli.noSuchPeriod']({ period: period ?? '–', periods: [...new Set(people.map((one) => one.period))].join(', ') });
  }
  const shorter = [...new Set(inside.map((person) => person.period!))].sort(compare);
  const sheets = new Map<string, PeriodSheet[]>();
  for (const part of shorter) {
    const members = inside.filter((person) => person.period === part);
    for (const sheet of scoreMembers(compileOn(part), members, unitsOf(facts, part))) {
      sheets.set(sheet.personId, [...(sheets.get(sheet.personId) ?? []), { period: part, sheet }]);
    }
  }
  // Where somebody stands is told by the last of the shorter periods.
  const members = [...new Map(inside.sort((a, b) => compare(a.period!, b.period!)).map((person) => [person.personId, person])).values()].sort((a, b) => compare(a.personId, b.personId));
  return { members, sheets: members.map(({ personId }) => combinePeriods(compiled, period, sheets.get(personId)!)) };
}

function liesIn(part: string, whole: string | null): boolean {
  const [inner, outer] = [parsePeriod(part), whole === null ? null : parsePeriod(whole)];
  if (!outer) return !inner;
  return inner !== null && inner.from >= outer.from && inner.until <= outer.until;
}

function lastDay(period: string | null): Day | undefined {
  const known = period === null ? null : parsePeriod(period);
  return known ? addDays(known.until, -1) : undefined;
}

/** Facts of units in a period; for a period made of shorter ones, those of the last of them. */
function unitsOf(facts: FactsFile, period: string | null, within = false): FileUnit[] {
  const fitting = facts.units.filter((unit) => unit.period === null || unit.period === period || (within && liesIn(unit.period, period)));
  const ordered = fitting.sort((a, b) => compare(a.period ?? '', b.period ?? ''));
  return [...new Map(ordered.map((unit) => [unit.unit, unit])).values()];
}

/** Without `--explain` a sheet carries components and leaf totals; with it, every line. */
export function withoutLines(parts: readonly SheetPartNode[]): unknown[] {
  return parts.map(({ key, title, fullMark, share, points, applicable, note, ...rest }) => ({
    key,
    title,
    fullMark,
    ...(share === fullMark ? {} : { share }),
    points,
    ...(applicable ? {} : { applicable }),
    ...(note ? { note } : {}),
    ...(rest.type === 'group' ? { children: withoutLines(rest.children) } : {}),
  }));
}
