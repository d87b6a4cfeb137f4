import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rankIntervalSteps, type RankIntervals, type ResampledPerson, type SampledItem, type SampleSums } from '../../src/rules/rank-interval.js';
import { reviewerEffects } from '../../src/rules/reviewer-effects.js';
import { seededNumbers, type SeededNumbers } from '../../src/rules/seeded-numbers.js';

function run(people: ResampledPerson[], seed: string, resamples: number, stock?: SampledItem[][], kinds?: number): RankIntervals {
  const steps = rankIntervalSteps({ people, seed, resamples, ...(stock ? { stock } : {}), ...(kinds ? { kinds } : {}) });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** One kind of items: points for the mean case score, off for minor and serious ones, as the example schemes have them. */
const QUALITY = { caseScore: 1000, minor: 400, serious: 600 };

function quality({ count, lost, marks }: SampleSums): number {
  const [minor, serious] = [marks[0]!, marks[1]!];
  const rate = (minor / count) * 100;
  return Math.round(
    QUALITY.caseScore * (1 - lost / count / 10_000) + Math.max(0, QUALITY.minor - Math.max(0, rate - 8) * 25) + Math.max(0, QUALITY.serious - 300 * serious),
  );
}

function person(personId: string, fixed: number, items: readonly SampledItem[]): ResampledPerson {
  const rescore = ([cases]: readonly SampleSums[]): number => fixed + (cases!.count ? quality(cases!) : 0);
  return { personId, total: rescore([sumsOf(items)]), samples: [items], rescore };
}

function sumsOf(items: readonly SampledItem[]): SampleSums {
  return { count: items.length, lost: items.reduce((sum, { lost }) => sum + lost, 0), marks: [0, 1].map((at) => items.reduce((sum, { marks }) => sum + marks[at]!, 0)) };
}

interface Trait {
  minor: number;
  serious: number;
}

/** Per thousand cases: how many have a minor, how many a serious finding. Half of the clean cases show a severe reviewer nothing. */
function reviewedCase({ minor, serious }: Trait, severity: readonly number[], numbers: SeededNumbers): SampledItem {
  const reviewer = numbers.below(severity.length);
  const [isMinor, isSerious] = [numbers.below(1000) < minor, numbers.below(1000) < serious];
  const lost = (isMinor ? 100 + numbers.below(400) : 0) + (isSerious ? 800 + numbers.below(800) : 0);
  const shift = lost || numbers.below(2) ? severity[reviewer]! : 0;
  return { reviewer: `r${reviewer}`, lost: Math.max(0, lost + shift), marks: [isMinor ? 1 : 0, isSerious ? 1 : 0] };
}

/**
 * A court whose true order is known: each judge's true score is that of four thousand cases before an average reviewer.
 * @param periods of like size whose cases are the group's stock, this one among them
 */
function simulatedCourt(seed: string, judges: number, least: number, most: number, periods: number): { people: ResampledPerson[]; truth: Map<string, number>; stock: SampledItem[][] } {
  const numbers = seededNumbers(seed);
  const severity = Array.from({ length: 5 }, () => numbers.below(161) - 80);
  const truth = new Map<string, number>();
  const stock: SampledItem[] = [];
  const people = Array.from({ length: judges }, (_, index) => {
    const trait = { minor: 80 + numbers.below(250), serious: 5 + numbers.below(40) };
    const count = least + numbers.below(most - least + 1);
    const fixed = 6000 + numbers.below(400);
    const items = Array.from({ length: count }, () => reviewedCase(trait, severity, numbers));
    const one = person(`j${index}`, fixed, items);
    stock.push(...items, ...Array.from({ length: count * (periods - 1) }, () => reviewedCase(trait, severity, numbers)));
    const whole = sumsOf(Array.from({ length: 4000 }, () => reviewedCase(trait, [0], numbers)));
    truth.set(one.personId, fixed + quality({ count, lost: (whole.lost / 4000) * count, marks: whole.marks.map((mark) => (mark / 4000) * count) }));
    return one;
  });
  return { people, truth, stock: [stock] };
}

/** A year made of months by their mean; a judge's true score is the mean of four hundred such months before an average reviewer. */
function simulatedYear(seed: string, judges: number, months: number, least: number, most: number): { people: ResampledPerson[]; truth: Map<string, number> } {
  const numbers = seededNumbers(seed);
  const severity = Array.from({ length: 5 }, () => numbers.below(161) - 80);
  const truth = new Map<string, number>();
  const people = Array.from({ length: judges }, (_, index): ResampledPerson => {
    const trait = { minor: 80 + numbers.below(250), serious: 5 + numbers.below(40) };
    const fixed = 6000 + numbers.below(400);
    const count = least + numbers.below(most - least + 1);
    const month = (before: readonly number[]): SampledItem[] => Array.from({ length: count }, () => reviewedCase(trait, before, numbers));
    const samples = Array.from({ length: months }, () => month(severity));
    const rescore = (drawn: readonly SampleSums[]): number => fixed + Math.round(drawn.reduce((sum, one) => sum + quality(one), 0) / months);
    truth.set(`j${index}`, fixed + Array.from({ length: 400 }, () => quality(sumsOf(month([0])))).reduce((sum, one) => sum + one, 0) / 400);
    return { personId: `j${index}`, total: rescore(samples.map(sumsOf)), samples, rescore };
  });
  return { people, truth };
}

interface Coverage {
  judges: number;
  score: number;
  rank: number;
  pairs: number;
  wronglyTold: number;
}

function covered(least: number, most: number, periods: number, courts: number): Coverage {
  return coverageIn(courts, (seed, judges) => simulatedCourt(`${seed} ${least}`, judges, least, most, periods));
}

function coverageIn(courts: number, courtOf: (seed: string, judges: number) => { people: ResampledPerson[]; truth: Map<string, number>; stock?: SampledItem[][] }): Coverage {
  const judges = 12;
  const found: Coverage = { judges: courts * judges, score: 0, rank: 0, pairs: (courts * judges * (judges - 1)) / 2, wronglyTold: 0 };
  for (let court = 0; court < courts; court++) {
    const { people, truth, stock } = courtOf(`court ${court}`, judges);
    const { people: intervals, alike } = run(people, `seed ${court}`, 200, stock, 1);
    intervals.forEach((own, index) => {
      const value = truth.get(own.personId)!;
      const place = 1 + [...truth.values()].filter((other) => other > value).length;
      if (value >= own.score.from && value <= own.score.until) found.score++;
      if (place >= own.rank.from && place <= own.rank.until) found.rank++;
      for (let behind = index + 1; behind < judges; behind++) if (alike[index]![behind] === '0' && value < truth.get(intervals[behind]!.personId)!) found.wronglyTold++;
    });
  }
  return found;
}

const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;

describe('名次区间 on courts whose true order is known', () => {
  test('90 % intervals hold the true score and the true rank in 88–94 of a hundred, and in no size of sample in fewer than 86 or more than 98', () => {
    const sizes = [
      // A month of 4–10 cases a judge, with the stock of a year; a quarter of 15–30; a year of 40–60.
      covered(4, 10, 12, 40),
      covered(15, 30, 4, 40),
      covered(40, 60, 1, 40),
    ];
    for (const { judges, score, rank, pairs, wronglyTold } of sizes) {
      for (const held of [percent(score, judges), percent(rank, judges)]) {
        expect(held).toBeGreaterThanOrEqual(86);
        expect(held).toBeLessThanOrEqual(98);
      }
      // Of two people, the wrong one is called better less often than one side of a 90 % interval allows.
      expect(percent(wronglyTold, pairs)).toBeLessThanOrEqual(5);
    }
    for (const what of ['score', 'rank'] as const) {
      const held = sizes.reduce((sum, size) => sum + percent(size[what], size.judges), 0) / sizes.length;
      expect(held).toBeGreaterThanOrEqual(88);
      expect(held).toBeLessThanOrEqual(94);
    }
  });
});

describe('名次区间 of a period made of months', () => {
  test('a quarter of 5–10 cases a month, a year of 4–6: the intervals hold the true score and rank in 90–99 of a hundred: rather too wide than too narrow', () => {
    for (const [months, least, most] of [[3, 5, 10], [12, 4, 6]] as const) {
      const { judges, score, rank, pairs, wronglyTold } = coverageIn(40, (seed, size) => simulatedYear(`${seed} of ${months}`, size, months, least, most));
      for (const held of [percent(score, judges), percent(rank, judges)]) {
        expect(held).toBeGreaterThanOrEqual(90);
        expect(held).toBeLessThanOrEqual(99);
      }
      expect(percent(wronglyTold, pairs)).toBeLessThanOrEqual(5);
    }
  });

  test('items are counted over the months, and one month alone gives the same bytes as a period scored for itself', () => {
    const { people } = simulatedYear('items', 4, 3, 2, 5);
    const result = run(people, 'seed', 100, undefined, 1);
    for (const { personId, items } of result.people) expect(items).toEqual([people.find((one) => one.personId === personId)!.samples.flat().length]);
    const { people: single } = simulatedYear('items', 4, 1, 2, 5);
    expect(JSON.stringify(run(single, 'seed', 100, undefined, 1))).toBe(JSON.stringify(run(single, 'seed', 100)));
  });
});

describe('laws', () => {
  const item = fc.record({ reviewer: fc.constantFrom('r1', 'r2', null), lost: fc.integer({ min: 0, max: 3000 }), marks: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })) });
  const group = fc.array(fc.tuple(fc.integer({ min: 5000, max: 8000 }), fc.array(item, { maxLength: 12 })), { minLength: 1, maxLength: 6 }).map((rows) => rows.map(([fixed, items], index) => person(`p${index}`, fixed, items)));

  test('the same input gives the same bytes, in whatever order people come; another seed moves nobody out of the own interval', () => {
    fc.assert(
      fc.property(group, fc.string(), (people, seed) => {
        const first = run(people, seed, 100);
        expect(JSON.stringify(run([...people].reverse(), seed, 100))).toBe(JSON.stringify(first));
        for (const own of first.people) {
          const { total } = people.find(({ personId }) => personId === own.personId)!;
          const rank = 1 + people.filter((one) => one.total > total).length;
          expect(own.score.from).toBeLessThanOrEqual(total);
          expect(own.score.until).toBeGreaterThanOrEqual(total);
          expect(own.rank.from).toBeLessThanOrEqual(rank);
          expect(own.rank.until).toBeGreaterThanOrEqual(rank);
          expect(own.rank.from).toBeGreaterThanOrEqual(1);
          expect(own.rank.until).toBeLessThanOrEqual(people.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('who cannot be told from whom is said the same both ways, and in no bracket are two who can be told apart', () => {
    fc.assert(
      fc.property(group, (people) => {
        const { alike, brackets } = run(people, 'seed', 100);
        alike.forEach((row, a) => [...row].forEach((mark, b) => expect(alike[b]![a]).toBe(mark)));
        for (const { from, until } of brackets) {
          expect(until).toBeGreaterThan(from);
          for (let a = from; a <= until; a++) expect(alike[a]!.slice(from, until + 1)).not.toContain('0');
        }
      }),
      { numRuns: 40 },
    );
  });

  test('nothing drawn, nothing moves: who has no reviewed case keeps one score, and is told apart from any other score', () => {
    const { people, alike, brackets } = run([person('a', 9000, []), person('b', 6000, []), person('c', 6000, [])], 'seed', 200);
    expect(people.map(({ score, rank }) => [score.from, score.until, rank.from, rank.until])).toEqual([[9000, 9000, 1, 1], [6000, 6000, 2, 2], [6000, 6000, 2, 2]]);
    expect(alike).toEqual(['100', '011', '011']);
    expect(brackets).toEqual([{ from: 1, until: 2 }]);
  });

  test('a judge whose few cases show no finding could still have had one: the interval reaches down', () => {
    const clean: SampledItem = { reviewer: null, lost: 0, marks: [0, 0] };
    const faulty: SampledItem = { reviewer: null, lost: 900, marks: [1, 1] };
    const { people } = run([person('clean', 7000, [clean, clean, clean]), person('other', 7000, [...Array<SampledItem>(15).fill(clean), faulty, faulty])], 'seed', 500);
    const own = people.find(({ personId }) => personId === 'clean')!;
    expect(own.score.until).toBe(9000);
    expect(own.score.from).toBeLessThan(8800);
  });
});

describe('severity of reviewers', () => {
  const cases = (reviewer: string, lost: number, count = 10): SampledItem[] => Array.from({ length: count }, () => ({ reviewer, lost, marks: [] }));

  test('two who always differ by two points are one point either way; one alone, or too few cases, say nothing', () => {
    expect(reviewerEffects([[...cases('a', 400), ...cases('b', 200)]])).toEqual([100, -100]);
    expect(reviewerEffects([cases('a', 400)])).toEqual([]);
    expect(reviewerEffects([[...cases('a', 400, 4), ...cases('b', 200)]])).toEqual([]);
  });

  test('what chance explains is no severity', () => {
    const mixed = (reviewer: string): SampledItem[] => [0, 100, 200, 300, 400].map((lost) => ({ reviewer, lost, marks: [] }));
    expect(reviewerEffects([[...mixed('a'), ...mixed('b')]])).toEqual([]);
  });
});
