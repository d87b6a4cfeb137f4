import { addMonths } from '../kernel/day.js';
import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { toHundredths } from '../kernel/exact.js';
import type { QualityFacts } from '../quality-review/quality-facts.js';
import { rankIntervalSteps, type RankIntervals, type SampledItem } from '../rules/rank-interval.js';
import { prepareScheme } from '../rules/scheme/evaluate.js';
import type { GroupFacts, GroupResult } from './group-result.js';
import type { SchemeOf } from './group-sheets.js';
import { itemsOf, SampledScore } from './sampled-score.js';

/** What was drawn for review, as the resampling rule needs it. Frozen beside a snapshot, so that its intervals can be worked out again. */
export interface GroupSample {
  /** Reviewed cases, then assessed hearings, in a fixed order. */
  people: { personId: string; items: SampledItem[][] }[];
  /** Those of a whole year that ends with the period; absent where the period is a year. */
  stock?: SampledItem[][];
}

/** The sample behind a group's result. @returns `null` for a period made of shorter ones, whose sheets rest on samples of their own */
export async function gatherSample(quality: QualityFacts, courtId: string, input: GroupFacts): Promise<GroupSample | null> {
  if (input.shorter) return null;
  const period = parsePeriod(input.period)!;
  const people = input.members.map(({ personId }) => personId).sort();
  const own = await quality.samplesFor(courtId, period, people);
  const sample: GroupSample = { people: own.map((one) => ({ personId: one.personId, items: itemsOf(one) })) };
  if (period.kind === 'year') return sample;
  const year: EvaluationPeriod = { ...period, from: addMonths(period.until, -12) };
  const all = (await quality.samplesFor(courtId, year, people)).map(itemsOf);
  return { ...sample, stock: [all.flatMap(([cases]) => cases), all.flatMap(([, hearings]) => hearings)] };
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
  const prepared = prepareScheme(schemeOf(input), input.facts, input.units);
  const factsOf = new Map(input.facts.map((facts) => [facts.personId, facts]));
  const itemsOfPerson = new Map(sample.people.map(({ personId, items }) => [personId, items]));
  let began = now();
  const rest = async (): Promise<void> => {
    if (now() - began < SLICE) return;
    await pause();
    began = now();
  };
  const people = [];
  for (const { personId, total } of result.standings) {
    people.push({ personId, total: toHundredths(total), samples: itemsOfPerson.get(personId) ?? [[], []], rescore: new SampledScore(prepared, factsOf.get(personId)!).total });
    await rest();
  }
  const steps = rankIntervalSteps({ people, ...(sample.stock ? { stock: sample.stock } : {}), ...chance });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    // A promise at each of a million steps would cost more than the steps.
    if (now() - began >= SLICE) await rest();
  }
}
