import { addMonths } from '../kernel/day.js';
import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { toHundredths } from '../kernel/exact.js';
import type { QualityFacts } from '../quality-review/quality-facts.js';
import { rankIntervalSteps, type RankIntervals, type SampledItem, type SampleSums } from '../rules/rank-interval.js';
import { combinePeriods, totalRule } from '../rules/scheme/combine-periods.js';
import { prepareScheme, scorePerson, type PreparedScheme } from '../rules/scheme/evaluate.js';
import { factsNeeded } from '../rules/scheme/facts-needed.js';
import type { ScoreSheet } from '../rules/scheme/score-sheet.js';
import type { GroupFacts, GroupResult } from './group-result.js';
import { scoredParts, type PeriodFacts, type SchemeOf } from './group-sheets.js';
import { itemsOf, SAMPLED_FACTS, SampledScore } from './sampled-score.js';

/** What was drawn for review, as the resampling rule needs it. Frozen beside a snapshot, so that its intervals can be worked out again. */
export interface GroupSample {
  /** Reviewed cases, then assessed hearings, in a fixed order; of a period made of shorter ones, those of each scored part in turn. */
  people: { personId: string; items: SampledItem[][] }[];
  /** Those of a whole year that ends with the period; absent where the period is a year scored for itself. */
  stock?: SampledItem[][];
}

/** Reviewed cases, assessed hearings. */
const KINDS = 2;

/**
 * The sample behind a group's result; of a period made of shorter ones, that of each.
 * @returns `null` where no part of the score rests on a sample, as where figures are entered by hand: nothing could be drawn again
 */
export async function gatherSample(quality: QualityFacts, courtId: string, input: GroupFacts, schemeOf: SchemeOf): Promise<GroupSample | null> {
  if (!restsOnSamples(input, schemeOf)) return null;
  const parts = scoredParts(input);
  const period = parsePeriod(input.period)!;
  const people = input.members.map(({ personId }) => personId).sort();
  const items = new Map<string, SampledItem[][]>(people.map((personId) => [personId, []]));
  for (const part of parts) {
    const drawn = new Map((await quality.samplesFor(courtId, parsePeriod(part.period)!, people)).map((one) => [one.personId, itemsOf(one)]));
    const scored = new Set(part.facts.map(({ personId }) => personId));
    for (const personId of people) items.get(personId)!.push(...((scored.has(personId) && drawn.get(personId)) || [[], []]));
  }
  const sample: GroupSample = { people: people.map((personId) => ({ personId, items: items.get(personId)! })) };
  if (period.kind === 'year' && !input.shorter) return sample;
  const year: EvaluationPeriod = { ...period, from: addMonths(period.until, -12) };
  const all = (await quality.samplesFor(courtId, year, people)).map(itemsOf);
  return { ...sample, stock: [all.flatMap(([cases]) => cases), all.flatMap(([, hearings]) => hearings)] };
}

/**
 * The sample of a group some of whose people were taken anew: theirs as drawn by now, everybody else's as frozen, in the order of
 * {@link gatherSample}. A shorter period in which nobody stood when it was frozen has nothing drawn for whoever was not taken anew.
 * @param now of the group as it came to be: those no longer in it are not among its people
 */
export function sampleAnew(frozen: { sample: GroupSample; input: GroupFacts }, now: { sample: GroupSample; input: GroupFacts }, people: ReadonlySet<string>): GroupSample {
  const kept = new Map(frozen.sample.people.map((one) => [one.personId, one]));
  const [were, are] = [scoredParts(frozen.input), scoredParts(now.input)].map((parts) => parts.map(({ period }) => period));
  const placed = ({ personId, items }: GroupSample['people'][number]): GroupSample['people'][number] => ({
    personId,
    items: are!.flatMap((period) => {
      const at = were!.indexOf(period) * KINDS;
      return at < 0 ? Array.from({ length: KINDS }, (): SampledItem[] => []) : items.slice(at, at + KINDS);
    }),
  });
  return { ...frozen.sample, people: now.sample.people.map((one) => (people.has(one.personId) || !kept.has(one.personId) ? one : placed(kept.get(one.personId)!))) };
}

/** Whether any part of the score is counted from reviewed cases or assessed hearings; figures entered by hand, and those of every case, are no sample. */
export function restsOnSamples(input: GroupFacts, schemeOf: SchemeOf): boolean {
  return scoredParts(input).some((part) => {
    const asked = factsNeeded(schemeOf(part));
    return SAMPLED_FACTS.some((name) => asked.includes(name));
  });
}

/** Longest the machine is kept to itself, in milliseconds. */
const SLICE = 8;

/**
 * The intervals of a group's ranks, in slices with a pause between: whoever shares the machine is not kept waiting. The same
 * input, sample and seed give the same bytes, however often it pauses.
 * @param now milliseconds of a clock that only goes forward
 */
export async function resampleGently(
  { input, result, schemeOf, sample }: { input: GroupFacts; result: GroupResult; schemeOf: SchemeOf; sample: GroupSample },
  chance: { seed: string; resamples: number },
  { pause, now }: { pause: () => Promise<void>; now: () => number },
): Promise<RankIntervals> {
  const itemsOfPerson = new Map(sample.people.map(({ personId, items }) => [personId, items]));
  let began = now();
  const rest = async (): Promise<void> => {
    if (now() - began < SLICE) return;
    await pause();
    began = now();
  };
  const parts = scoredParts(input);
  const totals = new ResampledTotals(input, schemeOf, rest);
  const people = [];
  for (const { personId, total } of result.standings) {
    const rescore = await totals.of(personId);
    people.push({ personId, total: toHundredths(total), samples: itemsOfPerson.get(personId) ?? parts.flatMap(() => [[], []]), rescore });
    await rest();
  }
  const steps = rankIntervalSteps({ people, kinds: KINDS, ...(sample.stock ? { stock: sample.stock } : {}), ...chance });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    // A promise at each of a million steps would cost more than the steps.
    if (now() - began >= SLICE) await rest();
  }
}

/** Hundredths, from what was drawn for every scored part in turn. */
type Rescore = (drawn: readonly SampleSums[]) => number;

/** A person's sheet of one period, and what its total would be had other items been drawn. */
interface Resampled {
  period: string;
  sheet: ScoreSheet;
  base: number;
  total: Rescore;
}

/** A person's total had other items been drawn: of a period scored for itself by the scheme's own rules, of a longer one from its parts as the scheme puts them together. */
class ResampledTotals {
  private readonly parts: readonly PeriodFacts[];
  private readonly prepared = new Map<PeriodFacts, PreparedScheme>();

  constructor(
    private readonly input: GroupFacts,
    private readonly schemeOf: SchemeOf,
    private readonly rest: () => Promise<void>,
  ) {
    this.parts = scoredParts(input);
  }

  async of(personId: string): Promise<Rescore> {
    return (await this.within(this.input, personId))!.total;
  }

  /** `null` where the person did not stand in the group. */
  private async within(part: PeriodFacts, personId: string): Promise<Resampled | null> {
    if (!part.shorter) return this.scored(part, personId);
    const inner: Resampled[] = [];
    for (const one of part.shorter) {
      const own = await this.within(one, personId);
      if (own) inner.push(own);
      await this.rest();
    }
    if (!inner.length) return null;
    const scheme = this.schemeOf(part);
    const sheet = combinePeriods(scheme, part.period, inner);
    const base = toHundredths(sheet.total);
    const { take, parts } = totalRule(scheme, part.period, inner);
    const counted = parts.map(({ period, factor }) => ({ ...inner.find((one) => one.period === period)!, factor: factor.toNumber() }));
    if (take === 'each') return { period: part.period, sheet, base, total: (drawn) => Math.round(counted.reduce((total, one) => total + one.factor * (one.total(drawn) - one.base), base)) };
    const [first, pick] = [counted.length > 0, take === 'best' ? Math.max : Math.min];
    return { period: part.period, sheet, base, total: (drawn) => (first ? base + pick(...counted.map((one) => one.total(drawn))) - pick(...counted.map((one) => one.base)) : base) };
  }

  private scored(part: PeriodFacts, personId: string): Resampled | null {
    const facts = part.facts.find((one) => one.personId === personId);
    if (!facts) return null;
    const prepared = this.prepared.get(part) ?? prepareScheme(this.schemeOf(part), part.facts, part.units);
    this.prepared.set(part, prepared);
    const [score, sheet, at] = [new SampledScore(prepared, facts), scorePerson(prepared, facts), KINDS * this.parts.indexOf(part)];
    return { period: part.period, sheet, base: toHundredths(sheet.total), total: (drawn) => score.total(drawn.slice(at, at + KINDS)) };
  }
}
