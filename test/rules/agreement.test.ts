import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../src/kernel/domain-error.js';
import { agreement, type Rating } from '../../src/rules/agreement.js';
import { AGREEMENT_MEASURES, type AgreementMeasure } from '../../src/rules/agreement-measures.js';

/** A k × k table of counts as ratings by raters A and B on the scale 1 … k. */
function fromTable(table: number[][]): Rating[] {
  const ratings: Rating[] = [];
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      for (let n = 0; n < count; n++) {
        const subject = `${i}-${j}-${n}`;
        ratings.push({ subject, rater: 'A', value: String(i + 1) }, { subject, rater: 'B', value: String(j + 1) });
      }
    }),
  );
  return ratings;
}

/** Rows of values by rater; `null` where nothing was given. */
function fromUnits(units: (string | null)[][]): Rating[] {
  return units.flatMap((unit, u) => unit.flatMap((value, r) => (value === null ? [] : [{ subject: `unit ${u + 1}`, rater: `rater ${r + 1}`, value }])));
}

const SAS = fromTable([[0, 4, 1], [0, 8, 0], [0, 1, 5]]);

const FLEISS = fromUnits(
  [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
  ].map((counts) => counts.flatMap((count, category) => new Array<string>(count).fill(String(category + 1)))),
);

const KRIPPENDORFF = fromUnits(
  ['11–1', '2232', '3333', '3333', '2222', '1234', '4444', '1121', '2222', '–555', '––11', '––3–'].map((unit) =>
    [...unit].map((value) => (value === '–' ? null : value)),
  ),
);

function refusalOf(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('published coefficients', () => {
  test.each<[string, Rating[], AgreementMeasure, number, number]>([
    ['SAS', SAS, 'cohen', 0.4842, 4],
    ['SAS', SAS, 'cohen-linear', 0.4701, 4],
    ['Cohen’s psychiatrists, 25 and 25 of 50', fromTable([[20, 5], [10, 15]]), 'cohen', 0.4, 4],
    ['Fleiss, 14 raters', FLEISS, 'fleiss', 0.21, 3],
    ['Krippendorff, four observers', KRIPPENDORFF, 'krippendorff-nominal', 0.743, 3],
    ['Krippendorff, four observers', KRIPPENDORFF, 'krippendorff-ordinal', 0.815, 3],
    ['Krippendorff, four observers', KRIPPENDORFF, 'krippendorff-interval', 0.849, 3],
    ['Krippendorff, four observers', KRIPPENDORFF, 'krippendorff-ratio', 0.797, 3],
  ])('%s, %s %s', (_, ratings, measure, expected, places) => {
    expect(agreement(ratings, measure).value).toBeCloseTo(expected, places);
  });

  test('subjects and raters are counted; a subject with one value is still a subject', () => {
    expect(agreement(KRIPPENDORFF, 'krippendorff-nominal')).toMatchObject({ subjects: 12, raters: 4, reason: null });
    expect(agreement(FLEISS, 'fleiss')).toMatchObject({ subjects: 10, raters: 14 });
  });

  test('on two categories the three kappas are one', () => {
    const values = (['cohen', 'cohen-linear', 'cohen-quadratic'] as const).map((measure) => agreement(fromTable([[20, 5], [10, 15]]), measure).value);
    expect(new Set(values).size).toBe(1);
  });

  test('quadratic weights on the SAS table, worked by hand', () => {
    // Rows 5 8 6, columns 0 13 6; observed disagreement 4·1 + 1·4 + 1·1 = 9; expected 5·13 + 5·6·4 + 8·6 + 6·13 = 311.
    expect(agreement(SAS, 'cohen-quadratic').value).toBeCloseTo(1 - (19 * 9) / 311, 6);
  });
});

describe('where a coefficient is not defined there is a reason, never NaN', () => {
  const same = fromUnits([['1', '1'], ['1', '1']]);
  const single = fromUnits([['1', '2']]);
  test.each(AGREEMENT_MEASURES)('%s', (measure) => {
    for (const ratings of [[], same, single]) {
      const result = agreement(ratings, measure);
      expect(result.value).toBeNull();
      expect(result.reason?.zh).toMatch(/。$/);
    }
  });

  test('nothing to pair', () => {
    const alone = fromUnits([['1', null], [null, '2'], ['3', null]]);
    expect(agreement(alone, 'krippendorff-ordinal')).toMatchObject({ value: null, subjects: 3, raters: 2 });
    expect(agreement(fromUnits([['1'], ['2']]), 'fleiss').reason?.en).toContain('two ratings');
  });

  test('raters who never vary but never agree do have a kappa: zero', () => {
    expect(agreement(fromUnits([['1', '2'], ['1', '2']]), 'cohen').value).toBe(0);
  });
});

describe('refusals', () => {
  test('Cohen names the raters when they are not two', () => {
    const refusal = refusalOf(() => agreement(fromUnits([['1', '2', '1'], ['2', '2', '1']]), 'cohen'));
    expect(refusal.code).toBe('agreement.twoRaters');
    expect(refusal.sentence('en')).toContain('3 (rater 1、rater 2、rater 3)');
  });

  test('Cohen names each subject that lacks a rating', () => {
    const refusal = refusalOf(() => agreement(fromUnits([['1', '2'], ['2', null], [null, '1']]), 'cohen-linear'));
    expect(refusal.faults.map(({ path }) => path)).toEqual(['unit 2', 'unit 3']);
  });

  test('Fleiss names each subject with another number of ratings', () => {
    const refusal = refusalOf(() => agreement(fromUnits([['1', '2'], ['2', '2'], ['1', null]]), 'fleiss'));
    expect(refusal.faults).toHaveLength(1);
    expect(refusal.faults[0]!.en).toContain('"unit 3" has 1 ratings where 2');
  });

  test('every unusable rating is named at once: given twice, no number, negative ratio', () => {
    const ratings = [
      { subject: 's', rater: 'A', value: '1' },
      { subject: 's', rater: 'A', value: '2' },
      { subject: 't', rater: 'A', value: 'good' },
      { subject: 't', rater: 'B', value: '-1' },
    ];
    expect(refusalOf(() => agreement(ratings, 'krippendorff-ratio')).faults.map(({ path }) => path)).toEqual([
      '1.rater',
      '2.value',
      '3.value',
    ]);
    expect(refusalOf(() => agreement(ratings, 'krippendorff-nominal')).faults).toHaveLength(1);
  });

  test('numbers written differently are one category; other texts are compared as they are', () => {
    expect(agreement(fromUnits([['1', '1.0'], ['2', '02'], ['3', '1']]), 'cohen').value).toBeCloseTo(0.5, 6);
    expect(agreement(fromUnits([['yes', 'yes'], ['no', 'no']]), 'cohen').value).toBe(1);
  });
});

describe('laws', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 25 });
  const complete = pairs.map((list) => fromUnits(list.map(([a, b]) => [String(a), String(b)])));
  const gappy = fc
    .array(fc.array(fc.option(fc.integer({ min: 0, max: 5 }).map(String), { freq: 3 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 15 })
    .map(fromUnits);

  test('the order of the ratings never matters', () => {
    fc.assert(
      fc.property(complete, fc.constantFrom(...AGREEMENT_MEASURES), (ratings, measure) => {
        expect(agreement([...ratings].reverse(), measure)).toEqual(agreement(ratings, measure));
      }),
    );
  });

  test('kappa does not ask which rater is which', () => {
    const swapped = (ratings: Rating[]) => ratings.map((one) => ({ ...one, rater: one.rater === 'rater 1' ? 'rater 2' : 'rater 1' }));
    fc.assert(
      fc.property(complete, fc.constantFrom<AgreementMeasure>('cohen', 'cohen-linear', 'cohen-quadratic'), (ratings, measure) => {
        expect(agreement(swapped(ratings), measure).value).toBe(agreement(ratings, measure).value);
      }),
    );
  });

  test('no coefficient exceeds 1 or is NaN; complete agreement is exactly 1', () => {
    fc.assert(
      fc.property(gappy, fc.constantFrom<AgreementMeasure>('krippendorff-nominal', 'krippendorff-ordinal', 'krippendorff-interval', 'krippendorff-ratio'), (ratings, measure) => {
        const { value, reason } = agreement(ratings, measure);
        expect(value === null ? reason !== null : value <= 1 && !Number.isNaN(value)).toBe(true);
      }),
    );
    for (const measure of AGREEMENT_MEASURES) expect(agreement(fromUnits([['1', '1'], ['2', '2'], ['5', '5']]), measure).value).toBe(1);
  });

  test('interval α does not change with the unit or the zero of the scale', () => {
    fc.assert(
      fc.property(gappy, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 }), (ratings, unit, zero) => {
        const moved = ratings.map((one) => ({ ...one, value: String(Number(one.value) * unit + zero) }));
        expect(agreement(moved, 'krippendorff-interval').value).toEqual(agreement(ratings, 'krippendorff-interval').value);
      }),
    );
  });
});
