import { Decimal, points, sum } from '../kernel/exact.js';
import type { ServedMember } from '../court/service-record.js';
import type { TrialBonus, TrialFigures, TrialPerson, TrialResult, TrialSensitivity } from '../evaluation/dto/trial.dto.js';
import { bonusTiers, type BonusTier } from '../rules/bonus-tiers.js';
import { kendallTau } from '../rules/rank-agreement.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { weightOf } from '../rules/scheme/shift-weight.js';
import type { GroupResult, Standing } from './group-result.js';

/** One side of a trial: a version and what it makes of the group. */
export interface TrialSide {
  scheme: CompiledScheme;
  result: GroupResult;
}

/** The draft with one weight changed, and what that makes of the group. */
export interface ShiftedSide {
  key: string;
  change: TrialSensitivity['change'];
  scheme: CompiledScheme;
  result: GroupResult;
}

export interface TrialInput {
  baseline: TrialResult['baseline'];
  members: readonly ServedMember[];
  before: TrialSide | null;
  after: TrialSide;
  shifted: readonly ShiftedSide[];
  /** `null` when the court has set no tiers. */
  tiers: readonly BonusTier[] | null;
}

const MISSING_TIERS: TrialBonus['missing'] = [{ parameter: 'bonus.tiers', title: { zh: '奖金档次（各档比例和金额）', en: 'bonus tiers (share and amount of each)' } }];
const BINS = 10;

/** 试算结果: who moves and by how much, before and after, what it costs, and how firmly the order stands. Pure. */
export function trialResult({ baseline, members, before, after, shifted, tiers }: TrialInput): TrialResult {
  const money = tiers ? { before: before && amountsOf(before.result.standings, tiers), after: amountsOf(after.result.standings, tiers) } : null;
  const people = members.map((member) => personOf(member, before, after, money));
  people.sort((a, b) => (a.after.rank ?? Infinity) - (b.after.rank ?? Infinity) || (a.personId < b.personId ? -1 : 1));
  const places = people.flatMap((one) => (one.places === null ? [] : [Math.abs(one.places)]));
  const changes = people.flatMap((one) => (one.points === null ? [] : [new Decimal(one.points).abs()]));
  return {
    baseline,
    people,
    summary: {
      people: people.length,
      moved: places.filter((one) => one > 0).length,
      changed: changes.filter((one) => !one.isZero()).length,
      mostPlaces: Math.max(0, ...places),
      mostPoints: points(Decimal.max(0, ...changes)),
      before: before && figuresOf(before.result),
      after: figuresOf(after.result),
      notApplicable: after.result.sheets.filter((sheet) => sheet.components.some((part) => !part.applicable)).length,
    },
    distribution: distributionOf(before?.result.standings ?? [], after.result.standings),
    weights: after.scheme.nodes
      .map(({ key, title }) => ({ key, title, before: percentOf(before?.scheme, key), after: percentOf(after.scheme, key) }))
      .concat((before?.scheme.nodes ?? []).filter(({ key }) => after.scheme.nodes.every((node) => node.key !== key)).map(({ key, title }) => ({ key, title, before: percentOf(before!.scheme, key), after: null }))),
    sensitivity: shifted.map((one) => sensitivityOf(one, after)),
    bonus: bonusOf(people, money),
  };
}

type Amounts = ReadonlyMap<string, { tier: string | null; amount: string }>;

function amountsOf(standings: readonly Standing[], tiers: readonly BonusTier[]): Amounts {
  const keys = bonusTiers(standings.map((one) => one.rank), tiers);
  return new Map(standings.map(({ personId }, index) => [personId, { tier: keys[index]!, amount: points(tiers.find((tier) => tier.key === keys[index])?.amount ?? 0) }]));
}

function personOf(member: ServedMember, before: TrialSide | null, after: TrialSide, money: { before: Amounts | null; after: Amounts } | null): TrialPerson {
  const { personId, name, division } = member;
  const side = ({ result }: TrialSide): { total: string; rank: number | null } => ({
    total: result.sheets.find((sheet) => sheet.personId === personId)!.total,
    rank: result.standings.find((one) => one.personId === personId)?.rank ?? null,
  });
  const [old, now] = [before && side(before), side(after)];
  return {
    personId,
    name,
    division,
    before: old,
    after: now,
    points: old && points(new Decimal(now.total).minus(old.total)),
    places: old?.rank && now.rank ? old.rank - now.rank : null,
    components: componentsOf(personId, before, after),
    grade: { before: before && gradeOf(personId, before), after: gradeOf(personId, after) },
    bonus: { before: money?.before?.get(personId)?.amount ?? null, after: money?.after.get(personId)?.amount ?? null },
  };
}

function gradeOf(personId: string, { result }: TrialSide): TrialPerson['grade']['after'] {
  return result.outcome?.members.find((one) => one.personId === personId)?.grade?.title ?? null;
}

function componentsOf(personId: string, before: TrialSide | null, after: TrialSide): TrialPerson['components'] {
  const parts = (side: TrialSide | null): Map<string, string> =>
    new Map(side?.result.sheets.find((sheet) => sheet.personId === personId)!.components.filter((part) => part.applicable).map((part) => [part.key, part.points]));
  const [old, now] = [parts(before), parts(after)];
  return Object.fromEntries([...new Set([...now.keys(), ...old.keys()])].sort().map((key) => [key, { before: old.get(key) ?? null, after: now.get(key) ?? null }]));
}

function figuresOf({ description: { mean, median, highest, lowest } }: GroupResult): TrialFigures {
  return { mean, median, highest, lowest };
}

function percentOf(scheme: CompiledScheme | undefined, key: string): string | null {
  const weight = scheme && weightOf(scheme, key);
  return weight ? points(weight) : null;
}

/** The same bins for both, so that they can be laid side by side; the highest total lies in the last. */
function distributionOf(before: readonly Standing[], after: readonly Standing[]): TrialResult['distribution'] {
  const [old, now] = [before, after].map((side) => side.map((one) => new Decimal(one.total))) as [Decimal[], Decimal[]];
  const all = [...old, ...now];
  if (!all.length) return [];
  const lowest = Decimal.min(...all).floor();
  const width = Decimal.max(1, Decimal.max(...all).minus(lowest).div(BINS).ceil());
  const count = Decimal.max(...all).minus(lowest).div(width).floor().toNumber() + 1;
  return Array.from({ length: count }, (_, index) => {
    const [from, until] = [lowest.plus(width.times(index)), lowest.plus(width.times(index + 1))];
    const within = (values: readonly Decimal[]): number => values.filter((value) => value.gte(from) && value.lt(until)).length;
    return { from: points(from), until: points(until), before: within(old), after: within(now) };
  });
}

function sensitivityOf({ key, change, scheme, result }: ShiftedSide, after: TrialSide): TrialSensitivity {
  const standing = new Map(after.result.standings.map((one) => [one.personId, one]));
  const firstThree = (side: readonly Standing[]): string[] => side.filter((one) => one.rank <= 3).map((one) => one.personId);
  const stillFirst = new Set(firstThree(result.standings));
  const moved = result.standings.filter((one) => standing.get(one.personId)?.rank !== one.rank);
  return {
    key,
    title: scheme.nodes.find((node) => node.key === key)!.title,
    change,
    weight: percentOf(scheme, key)!,
    tau: kendallTau(result.standings.flatMap((one) => (standing.has(one.personId) ? [[standing.get(one.personId)!.total, one.total] as const] : []))),
    firstThreeChanged: firstThree(after.result.standings).filter((id) => !stillFirst.has(id)).length,
    moved: moved.length,
    ranks: Object.fromEntries(moved.map((one) => [one.personId, one.rank])),
  };
}

function bonusOf(people: readonly TrialPerson[], money: { before: Amounts | null; after: Amounts } | null): TrialBonus {
  if (!money) return { before: null, after: null, difference: null, changedTier: null, missing: MISSING_TIERS };
  const total = (side: 'before' | 'after'): Decimal => sum(people.map((one) => one.bonus[side] ?? 0));
  return {
    before: money.before && points(total('before')),
    after: points(total('after')),
    difference: money.before && points(total('after').minus(total('before'))),
    changedTier: money.before && people.filter(({ personId }) => money.before!.get(personId)?.tier !== money.after.get(personId)?.tier).length,
    missing: [],
  };
}
