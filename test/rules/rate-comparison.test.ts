import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRates, percentOf, rateInterval } from '../../src/rules/rate-comparison.js';

const rate = fc.integer({ min: 1, max: 3000 }).chain((of) => fc.record({ of: fc.constant(of), cases: fc.integer({ min: 0, max: of }) }));

describe('rates with what chance may have done', () => {
  it('gives the published intervals', () => {
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    expect(rateInterval({ cases: 81, of: 263 })).toEqual({ from: '25.53', until: '36.62' });
    expect(rateInterval({ cases: 15, of: 148 })).toEqual({ from: '6.24', until: '16.05' });
    expect(rateInterval({ cases: 0, of: 20 })).toEqual({ from: '0.00', until: '16.11' });
    expect(rateInterval({ cases: 1, of: 29 })).toEqual({ from: '0.61', until: '17.18' });
    // The same, 873–890, table II, method 10: 56/70 – 48/80 and 9/10 – 3/10.
    expect(compareRates({ cases: 48, of: 80 }, { cases: 56, of: 70 })).toEqual({ difference: '20.00', interval: { from: '5.24', until: '33.39' }, verdict: 'rose' });
    expect(compareRates({ cases: 3, of: 10 }, { cases: 9, of: 10 })).toEqual({ difference: '60.00', interval: { from: '17.05', until: '80.90' }, verdict: 'rose' });
    expect(compareRates({ cases: 0, of: 10 }, { cases: 10, of: 10 }).interval).toEqual({ from: '60.75', until: '100.00' });
  });

  it('says nothing where nothing was looked at, and no more than the numbers allow', () => {
    expect(percentOf({ cases: 0, of: 0 })).toBeNull();
    expect(percentOf({ cases: 3, of: 570 })).toBe('0.53');
    expect(compareRates({ cases: 0, of: 0 }, { cases: 3, of: 9 })).toEqual({ difference: null, interval: null, verdict: 'empty' });
    // Twice as many, and still nothing to be said.
    expect(compareRates({ cases: 2, of: 60 }, { cases: 4, of: 60 }).verdict).toBe('unsaid');
    expect(compareRates({ cases: 60, of: 300 }, { cases: 20, of: 300 }).verdict).toBe('fell');
  });

  it('keeps the rate inside its interval, turns round with the periods, and never calls equal rates different', () => {
    fc.assert(
      fc.property(rate, rate, (one, other) => {
        const { from, until } = rateInterval(one)!;
        expect(Number(from)).toBeLessThanOrEqual(Number(percentOf(one)));
        expect(Number(until)).toBeGreaterThanOrEqual(Number(percentOf(one)));
        const [there, back] = [compareRates(one, other), compareRates(other, one)];
        expect(Number(there.difference)).toBeCloseTo(-Number(back.difference), 1);
        expect({ rose: 'fell', fell: 'rose', unsaid: 'unsaid', empty: 'empty' }[there.verdict]).toBe(back.verdict);
        expect(compareRates(one, one).verdict).toBe('unsaid');
      }),
    );
  });
});
