import { DomainError, type Fault } from '../kernel/domain-error.js';
import type { ServedMember } from '../court/service-record.js';
import type { SetParameters } from '../evaluation/scheme-checks.js';
import { combinePeriods, type PeriodSheet } from '../rules/scheme/combine-periods.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { prepareScheme, scorePerson } from '../rules/scheme/evaluate.js';
import type { PersonFacts, UnitFacts } from '../rules/scheme/facts.js';
import { schemeErrors } from '../rules/scheme/scheme.errors.js';
import type { ScoreSheet } from '../rules/scheme/score-sheet.js';

/** What the sheets of a group in one period rest on. */
export interface PeriodFacts {
  period: string;
  members: ServedMember[];
  facts: PersonFacts[];
  /** The court's own numbers the scheme takes, as they were; absent where it takes none. */
  parameters?: SetParameters;
  /** Facts of the members' units; absent where the scheme reads none. */
  units?: UnitFacts[];
  /**
   * Of a period the scheme makes of shorter ones: those that have begun and had members, in order. Points then come from
   * these alone; `facts` above says who stands where and what grades and tasks ask. Absent where the period is scored for itself.
   */
  shorter?: PeriodFacts[];
}

/** One version of a scheme with the values that held in a period. */
export type SchemeOf = (part: Pick<PeriodFacts, 'period' | 'parameters'>) => CompiledScheme;

/** The periods scored for themselves that a period comes from in the end, in order; itself where nothing is combined. */
export function scoredParts(input: PeriodFacts): PeriodFacts[] {
  return input.shorter ? input.shorter.flatMap(scoredParts) : [input];
}

/**
 * A sheet for every member, one at each step, in the order of their facts; of a combined period by the scheme's own rule.
 * @throws scheme.factsMissing; scheme.cannotCombine naming everybody and every shorter period it fails for
 */
export function* sheetSteps(input: PeriodFacts, schemeOf: SchemeOf): Generator<void, ScoreSheet[]> {
  if (!input.facts.length) return [];
  if (!input.shorter) {
    const prepared = prepareScheme(schemeOf(input), input.facts, input.units);
    const sheets: ScoreSheet[] = [];
    for (const facts of input.facts) {
      sheets.push(scorePerson(prepared, facts));
      yield;
    }
    return sheets;
  }
  const gaps = new Gaps();
  const byPerson = yield* sheetsWithin(input.shorter, schemeOf, gaps);
  gaps.refuse();
  // Nothing to combine, or no rule for it, is the same for everybody and said once.
  if (!byPerson.size) combinePeriods(schemeOf(input), input.period, []);
  return combineAll(input, schemeOf(input), byPerson, input.facts.map(({ personId }) => personId));
}

function* sheetsWithin(parts: readonly PeriodFacts[], schemeOf: SchemeOf, gaps: Gaps): Generator<void, Map<string, PeriodSheet[]>> {
  const byPerson = new Map<string, PeriodSheet[]>();
  for (const part of parts) {
    for (const sheet of yield* partSheets(part, schemeOf, gaps)) byPerson.set(sheet.personId, [...(byPerson.get(sheet.personId) ?? []), { period: part.period, sheet }]);
  }
  return byPerson;
}

function* partSheets(part: PeriodFacts, schemeOf: SchemeOf, gaps: Gaps): Generator<void, ScoreSheet[]> {
  if (part.shorter) {
    const byPerson = yield* sheetsWithin(part.shorter, schemeOf, gaps);
    return gaps.any ? [] : combineAll(part, schemeOf(part), byPerson, [...byPerson.keys()]);
  }
  const prepared = gaps.within(part.period, () => prepareScheme(schemeOf(part), part.facts, part.units));
  const sheets: ScoreSheet[] = [];
  for (const facts of prepared ? part.facts : []) {
    const sheet = gaps.within(part.period, () => scorePerson(prepared!, facts));
    if (sheet) sheets.push(sheet);
    yield;
  }
  return sheets;
}

/** What is missing in one month or for one person must not hide what is missing elsewhere. */
class Gaps {
  private readonly faults = new Map<string, Fault>();

  get any(): boolean {
    return this.faults.size > 0;
  }

  within<T>(period: string, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'scheme.factsMissing') throw error;
      for (const { path, zh, en } of error.faults) this.faults.set(`${period}|${path}|${en}`, { path, zh: `${period}：${zh}`, en: `${period}: ${en}` });
      return null;
    }
  }

  refuse(): void {
    if (this.any) throw schemeErrors['scheme.factsMissing']({ count: this.faults.size }, [...this.faults.values()]);
  }
}

function combineAll({ period, members }: PeriodFacts, scheme: CompiledScheme, byPerson: ReadonlyMap<string, readonly PeriodSheet[]>, people: readonly string[]): ScoreSheet[] {
  const faults: Fault[] = [];
  const sheets = people.flatMap((personId) => {
    try {
      return [combinePeriods(scheme, period, byPerson.get(personId) ?? [])];
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'scheme.cannotCombine') throw error;
      const name = members.find((member) => member.personId === personId)?.name ?? personId;
      faults.push(...error.faults.map(({ path, zh, en }) => ({ path: `${path || period}.${personId}`, zh: `${name}：${zh}`, en: `${name}: ${en}` })));
      return [];
    }
  });
  if (faults.length) throw schemeErrors['scheme.cannotCombine']({ period, count: faults.length }, faults);
  return sheets;
}
