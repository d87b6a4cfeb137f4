import { createHash } from 'node:crypto';
import type { Sentence } from '../kernel/domain-error.js';
import { DECLARED_FACTS } from '../evaluation/declared-facts.js';
import type { Parameters } from '../rules/scheme/scheme-value.js';
import { prepareScheme, scorePerson } from '../rules/scheme/evaluate.js';
import { canonicalJson, type ScoreSheet, type SheetPartNode } from '../rules/scheme/score-sheet.js';
import { cliErrors } from './cli.errors.js';
import type { FactsFile, FilePerson } from './facts-file/facts-file.js';
import type { SchemeFile } from './scheme-file.js';

export interface OfflineOptions {
  period?: string;
  parameters: Parameters;
}

export interface NamedSheet extends Omit<ScoreSheet, 'scheme'> {
  name: string | null;
  unit: string | null;
  group: string | null;
}

export interface OfflineResult {
  scheme: { id: string; version: number; title: Sentence; source: string; example: boolean };
  period: string | null;
  /** SHA-256 over the canonical JSON of scheme, period and whole sheets: equal bytes, equal digest. */
  digest: string;
  sheets: NamedSheet[];
}

/** Scores everybody in a facts file under a scheme file: no server, no database, no clock. */
export function scoreOffline(scheme: SchemeFile, facts: FactsFile, options: OfflineOptions): OfflineResult {
  const period = options.period ?? facts.period ?? onlyPeriod(facts);
  const compiled = scheme.compile({ parameters: { ...facts.parameters, ...options.parameters }, catalogue: DECLARED_FACTS });
  const people = of(facts, period);
  const groups = new Map<string, FilePerson[]>();
  for (const person of people) groups.set(person.group ?? '', [...(groups.get(person.group ?? '') ?? []), person]);
  const sheets = [...groups.values()].flatMap((members) => {
    const prepared = prepareScheme(compiled, members);
    return members.map((person): NamedSheet => {
      const { personId, fullMark, total, applicable, components } = scorePerson(prepared, person);
      return { personId, name: person.name ?? null, unit: person.unit ?? null, group: person.group ?? null, fullMark, total, applicable, components };
    });
  });
  const { id, version, title, source, example } = compiled;
  const header = { scheme: { id, version, title, source, example }, period };
  const digest = createHash('sha256').update(canonicalJson({ ...header, sheets })).digest('hex');
  return { ...header, digest, sheets };
}

function onlyPeriod(facts: FactsFile): string | null {
  const periods = [...new Set(facts.people.map((person) => person.period))];
  if (periods.length > 1) throw cliErrors['cli.whichPeriod']({ periods: periods.map((one) => one ?? '–').join(', ') });
  return periods[0] ?? null;
}

function of(facts: FactsFile, period: string | null): FilePerson[] {
  if (!facts.people.length) throw cliErrors['cli.nobody']();
  const people = facts.people.filter((person) => person.period === null || person.period === period);
  if (!people.length) throw cliErrors['cli.noSuchPeriod']({ period: period ?? '–', periods: [...new Set(facts.people.map((one) => one.period))].join(', ') });
  return people;
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
