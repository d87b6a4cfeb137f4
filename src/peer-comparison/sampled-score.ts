import { fromHundredths, toHundredths } from '../kernel/exact.js';
import type { ReviewSample, SampledFindings } from '../quality-review/review-sample.js';
import type { SampledItem, SampleSums } from '../rules/rank-interval.js';
import { scorePerson, type PreparedScheme } from '../rules/scheme/evaluate.js';
import { holdOtherLeaves } from '../rules/scheme/hold-leaves.js';
import type { FactEvent, FactName, PersonFacts, Piece } from '../rules/scheme/facts.js';
import { factsByLeaf } from '../rules/scheme/facts-needed.js';

/** Facts that are sums over reviewed cases or assessed hearings, each with the sums it is read from. What others read stays as it is. */
const SAMPLED: Readonly<Record<FactName, (drawn: Drawn) => readonly number[]>> = {
  ownCaseScore: ({ cases }) => [cases.reviewed, meanInTenths(cases.reviewed * WHOLE_CASE - cases.lost, cases.reviewed)],
  reviewed: ({ cases }) => [cases.reviewed],
  excellentDocuments: ({ cases }) => [cases.excellent],
  seriousCases: ({ cases }) => [cases.seriousCases],
  minorCases: ({ cases }) => [cases.minorCases],
  seriousFindings: ({ cases: { serious } }) => [serious.count, serious.share, serious.points],
  minorFindings: ({ cases: { minor } }) => [minor.count, minor.share, minor.points],
  hearingScores: ({ hearings }) => [meanInTenths(hearings.hearing, hearings.count)],
  summationScores: ({ hearings }) => [hearings.summations, meanInTenths(hearings.summation, hearings.summations)],
};

export const SAMPLED_FACTS: readonly FactName[] = Object.keys(SAMPLED);

const WHOLE_CASE = 10_000;

interface Drawn {
  cases: { reviewed: number; lost: number; excellent: number; seriousCases: number; minorCases: number; serious: SampledFindings; minor: SampledFindings };
  hearings: { count: number; hearing: number; summations: number; summation: number };
}

/** A person's sample as the resampling rule draws from it: reviewed cases, then assessed hearings. */
export function itemsOf({ cases, hearings }: Pick<ReviewSample, 'cases' | 'hearings'>): [SampledItem[], SampledItem[]] {
  return [
    cases.map(({ reviewerId, reviewed, excellent, lost, serious, minor }) => ({
      reviewer: reviewerId,
      lost: Math.min(WHOLE_CASE, lost),
      marks: [Number(reviewed), Number(excellent), Number(serious.count > 0), Number(minor.count > 0), serious.count, serious.share, serious.points, minor.count, minor.share, minor.points],
    })),
    hearings.map(({ hearing, summation }) => ({ reviewer: null, lost: 0, marks: [hearing, Number(summation !== null), summation ?? 0] })),
  ];
}

/**
 * A person's total had other cases and hearings been drawn: the figures that are sums over them are put in their place and the
 * scheme's own rules are asked again. Facts that no rule reads together move the total each by itself, so that each value is
 * worked out once and kept; means are taken to a tenth of a mark. The group's means stay as they are.
 */
export class SampledScore {
  private readonly known = new Map<string, number>();
  private readonly together: readonly { names: FactName[]; prepared: PreparedScheme }[];
  private readonly base: number;

  constructor(
    prepared: PreparedScheme,
    private readonly facts: PersonFacts,
  ) {
    this.together = togetherIn(prepared, facts).map((names) => ({ names, prepared: holdOtherLeaves(prepared, names) }));
    this.base = toHundredths(scorePerson(prepared, facts).total);
  }

  /** Hundredths. */
  readonly total = (sums: readonly SampleSums[]): number => {
    const drawn = drawnOf(sums);
    return this.together.reduce((total, { names, prepared }) => total + this.change(names, prepared, drawn), this.base);
  };

  private change(names: readonly FactName[], prepared: PreparedScheme, drawn: Drawn): number {
    const key = `${names[0]}|${names.map((name) => SAMPLED[name]!(drawn).join(',')).join('|')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const changed = toHundredths(scorePerson(prepared, withDrawn(this.facts, names, drawn)).total) - this.base;
    this.known.set(key, changed);
    return changed;
  }
}

/** Sampled facts the scheme reads, those that one leaf reads together in one list. */
function togetherIn({ scheme }: PreparedScheme, { numbers, events, pieces }: PersonFacts): FactName[][] {
  const lists: FactName[][] = [];
  for (const asked of factsByLeaf(scheme)) {
    const own = asked.filter((name) => SAMPLED_FACTS.includes(name) && (name in numbers || name in events || name in pieces));
    if (!own.length) continue;
    const touching = lists.filter((list) => list.some((name) => own.includes(name)));
    const merged = [...new Set([...touching.flat(), ...own])].sort();
    lists.splice(0, lists.length, ...lists.filter((list) => !touching.includes(list)), merged);
  }
  return lists;
}

function drawnOf([cases, hearings]: readonly SampleSums[]): Drawn {
  const [reviewed = 0, excellent = 0, seriousCases = 0, minorCases = 0, ...found] = cases!.marks;
  const [serious = 0, seriousShare = 0, seriousPoints = 0, minor = 0, minorShare = 0, minorPoints = 0] = found;
  const [hearing = 0, summations = 0, summation = 0] = hearings!.marks;
  return {
    cases: {
      reviewed, lost: cases!.lost, excellent, seriousCases, minorCases,
      serious: { count: serious, share: seriousShare, points: seriousPoints },
      minor: { count: minor, share: minorShare, points: minorPoints },
    },
    hearings: { count: hearings!.count, hearing, summations, summation },
  };
}

function withDrawn(facts: PersonFacts, names: readonly FactName[], drawn: Drawn): PersonFacts {
  const changed = { ...facts, numbers: { ...facts.numbers }, events: { ...facts.events }, pieces: { ...facts.pieces } };
  const { cases, hearings } = drawn;
  const pieces: Record<FactName, () => Piece[]> = {
    ownCaseScore: () => meanPiece('case', cases.reviewed * WHOLE_CASE - cases.lost, cases.reviewed),
    hearingScores: () => meanPiece('hearing', hearings.hearing, hearings.count),
    summationScores: () => meanPiece('hearing', hearings.summation, hearings.summations),
  };
  for (const name of names) {
    if (name in facts.numbers) changed.numbers[name] = SAMPLED[name]!(drawn)[0]!;
    else if (name in facts.events) changed.events[name] = likeEvents(name, name === 'seriousFindings' ? cases.serious : cases.minor);
    else changed.pieces[name] = pieces[name]!();
  }
  return changed;
}

/** Marks of one mean are as good as the marks themselves to a rule that takes their mean; it has their number as its weight. */
function meanPiece(kind: 'case' | 'hearing', sum: number, count: number): Piece[] {
  return count ? [{ source: { kind, id: 'drawn', label: '' }, value: fromHundredths(meanInTenths(sum, count) * 10).toFixed(), weight: count }] : [];
}

function meanInTenths(sum: number, count: number): number {
  return count ? Math.round(Math.max(0, sum) / count / 10) : 0;
}

/** As many alike events as were drawn, with the drawn findings' parts and points in all. */
function likeEvents(name: FactName, { count, share, points }: SampledFindings): FactEvent[] {
  const part = count ? share / count / 10_000 : 0;
  const each = share ? points / share : 0;
  return Array.from({ length: count }, (_, index) => ({
    id: `drawn${index}`, clause: name, label: { zh: name, en: name }, day: null, points: each.toFixed(4), share: Math.min(1, part).toFixed(6), source: { kind: 'finding', id: `drawn${index}`, label: '' },
  }));
}
