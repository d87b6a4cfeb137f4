import fc from 'fast-check';
import { Decimal } from '../../src/kernel/exact.js';
import { costIndex } from '../../src/rules/cost-ratio.js';

const postage = { category: 'CO-06', weight: 15, own: { amount: '4620.00', denominator: 176 }, all: { amount: '36000.00', denominator: 1200 } };

test('the worked example of the catalogue: postage 26.25 against a mean of 30.00 is 0.875', () => {
  const { categories, index, weight } = costIndex([postage], '0.50');
  expect(categories.map(({ ratio, part, low }) => [ratio.toFixed(), part.toFixed(4), low])).toEqual([['0.875', '13.1250', false]]);
  expect(index.div(weight).toFixed()).toBe('0.875');
});

test('the mean is sum over sum, not the mean of the units’ ratios', () => {
  const all = { amount: '300.00', denominator: 101 };
  const { categories } = costIndex([{ category: 'CO-01', weight: 20, own: { amount: '200.00', denominator: 100 }, all }], '0');
  expect(categories[0]!.ratio.toFixed(4)).toBe('0.6733');
});

test('a category without cases, kilometres or heads is left out with its weight; an implausible low is marked', () => {
  const none = { ...postage, category: 'CO-03', own: { amount: '0.00', denominator: 0 } };
  const low = { ...postage, category: 'CO-01', weight: 20, own: { amount: '440.00', denominator: 176 } };
  const { categories, weight } = costIndex([postage, none, low], '0.50');
  expect(categories.map(({ category, low: flagged }) => [category, flagged])).toEqual([['CO-06', false], ['CO-01', true]]);
  expect(weight.toFixed()).toBe('35');
});

test('units that all spend the same per case stand at exactly 1, whatever their size', () => {
  const whole = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(whole, whole, whole, (rate, own, others) => {
      const { index, weight } = costIndex([{ category: 'CO-02', weight: 30, own: { amount: rate * own, denominator: own }, all: { amount: rate * (own + others), denominator: own + others } }], '0.5');
      expect(index.minus(new Decimal(weight)).abs().lte('0.0001')).toBe(true);
    }),
  );
});
