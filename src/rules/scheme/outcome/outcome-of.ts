import type { Day } from '../../../kernel/day.js';
import type { Sentence } from '../../../kernel/domain-error.js';
import { Decimal, points } from '../../../kernel/exact.js';
import type { CompiledScheme } from '../compile.js';
import { FactReader } from '../fact-reader.js';
import { compare, type PersonFacts, type UnitFacts } from '../facts.js';
import { refuseMissing } from '../refuse-missing.js';
import type { ScoreSheet } from '../score-sheet.js';
import { plain, say } from '../wording.js';
import { type Assessed, byTotal } from './assessed.js';
import { distribute } from './distribute.js';
import { gradeByPeople } from './grades-by-people.js';
import { bandOf, gradeByScore, type Graded } from './grades-by-score.js';
import type { DecidedGrade, GroupOutcome, MemberOutcome, QuotaUse } from './group-outcome.js';
import { placeMarks } from './place-marks.js';
import { taskStates } from './task-states.js';

export interface OutcomeOptions {
  units?: readonly UnitFacts[];
  /** The day tasks are looked at; without it none is called overdue. */
  on?: Day;
}

/**
 * What the scheme makes of a group's sheets: ranks, grades after vetoes and quotas, top shares, last places, distributions.
 * Pure, and the order of members never matters.
 * @param facts of the same people as the sheets
 * @throws scheme.factsMissing; scheme.quotaExceeded (decided by people); scheme.cannotDistribute
 * @example three equals at the edge of a quota with ties all-out → all three in the next lower grade, each saying why
 */
export function outcomeOf(scheme: CompiledScheme, sheets: readonly ScoreSheet[], facts: readonly PersonFacts[], options: OutcomeOptions = {}): GroupOutcome {
  const units = new Map((options.units ?? []).map((unit) => [unit.unit, unit]));
  const byId = new Map(facts.map((person) => [person.personId, person]));
  const members = [...sheets]
    .sort((a, b) => compare(a.personId, b.personId))
    .map((sheet) => assess(scheme, sheet, new FactReader(known(byId, sheet.personId), { own: scheme.facts, units })));
  const readers = members.map((member) => member.reader);
  const stopped = new Set(members.flatMap(({ sheet }) => (sheet.vetoes?.length ? [sheet.personId] : [])));
  const { graded, uses } = gradeAll(scheme, members, stopped);
  const marks = placeMarks(scheme.grades?.places ?? [], members, stopped);
  const tasks = new Map(members.map((member) => [member.sheet.personId, taskStates(scheme.tasks, member.reader, options.on ?? null)]));
  const distributions = scheme.distributions.map((rule) => distribute(rule, members, units));
  const amounts = distributions.map((one) => [one.key, new Map(one.shares.map((share) => [share.personId, share.amount]))] as const);
  refuseMissing(readers);

  const ranks = ranksOf(members);
  return {
    scheme: { id: scheme.id, version: scheme.version },
    members: members.map((member): MemberOutcome => {
      const { personId, total, vetoes = [] } = member.sheet;
      const own = graded.get(personId);
      const placed = marks.get(personId) ?? [];
      return {
        personId,
        total,
        ranked: member.ranked,
        whyNot: member.whyNot,
        rank: ranks.get(personId) ?? null,
        band: member.band?.key ?? null,
        grade: vetoedGrade(scheme, member) ?? own?.grade ?? null,
        vetoes,
        quotas: own?.quotas ?? [],
        marks: placed,
        eligible: !vetoes.length && !placed.some((mark) => mark.kind === 'lastN'),
        amounts: Object.fromEntries(amounts.map(([key, shares]) => [key, shares.get(personId)!])),
        ...(scheme.tasks.length ? { tasks: tasks.get(personId)! } : {}),
      };
    }),
    quotas: uses,
    distributions,
  };
}

function known(byId: ReadonlyMap<string, PersonFacts>, personId: string): PersonFacts {
  const facts = byId.get(personId);
  if (!facts) throw new Error(`outcomeOf was given a sheet of ${personId} without their facts`);
  return facts;
}

function assess(scheme: CompiledScheme, sheet: ScoreSheet, reader: FactReader): Assessed {
  const total = new Decimal(sheet.total);
  const base = { sheet, reader, total };
  const short = tooShort(scheme, reader);
  const decidedByPeople = scheme.grades?.decidedBy === 'people';
  const band = scheme.grades && sheet.applicable && !decidedByPeople ? bandOf(scheme.grades.bands, total) : null;
  if (short) return { ...base, ranked: false, whyNot: short, graded: scheme.duty!.below === 'banded', band };
  if (!sheet.applicable) return { ...base, ranked: false, whyNot: say('没有一项适用，没有得分', 'not one part applies, so there is no score'), graded: decidedByPeople, band };
  return { ...base, ranked: true, whyNot: null, graded: true, band };
}

function tooShort(scheme: CompiledScheme, reader: FactReader): Sentence | null {
  const least = scheme.duty?.minimumMonths;
  if (!least) return null;
  const months = reader.number('months');
  if (months.gte(least)) return null;
  return say(`任职 ${plain(months)} 个月，不足 ${plain(least)} 个月，不参加排名`, `served ${plain(months)} months, under ${plain(least)}, so not ranked`);
}

function gradeAll(scheme: CompiledScheme, members: readonly Assessed[], stopped: ReadonlySet<string>): { graded: Map<string, Graded>; uses: QuotaUse[] } {
  if (!scheme.grades) return { graded: new Map(), uses: [] };
  return scheme.grades.decidedBy === 'people' ? gradeByPeople(scheme.grades, members, stopped) : gradeByScore(scheme.grades, members, stopped);
}

/** Of several vetoes, the one whose grade is lowest. */
function vetoedGrade(scheme: CompiledScheme, { sheet }: Assessed): DecidedGrade | null {
  if (!sheet.vetoes?.length) return null;
  const { bands } = scheme.grades!;
  const worst = [...sheet.vetoes].sort((a, b) => bands.findIndex((band) => band.key === b.grade) - bands.findIndex((band) => band.key === a.grade))[0]!;
  const band = bands.find((one) => one.key === worst.grade)!;
  return { key: band.key, title: band.title, why: say(`${worst.why.zh}；得分仍为 ${points(sheet.total)}`, `${worst.why.en}; the score stays ${points(sheet.total)}`) };
}

/** Standard competition ranks: equals share the better place and the next place is left empty. */
function ranksOf(members: readonly Assessed[]): Map<string, number> {
  const ordered = members.filter((member) => member.ranked).sort(byTotal('first'));
  const ranks = new Map<string, number>();
  let rank = 0;
  ordered.forEach((member, index) => {
    if (index === 0 || !member.total.eq(ordered[index - 1]!.total)) rank = index + 1;
    ranks.set(member.sheet.personId, rank);
  });
  return ranks;
}
