import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caseFlow, percent, yearOnYear } from '../../src/rules/case-flow.js';

describe('Croatian courts (sudovi.hr)', () => {
  test.each([
    ['Commercial courts 2020', 30398, 24924, 31306, 24423, 125.61, 285, -407],
    ['Commercial courts 2021', 24423, 29474, 31379, 22525, 106.46, 262, -7],
    ['Commercial courts 2022', 22525, 23628, 28278, 17880, 119.68, 231, -5],
    ['Sisak 2020', 5201, 8464, 8000, 5665, 94.52, 258, 0],
    ['Sisak 2021', 5665, 10154, 7772, 8054, 76.54, 378, -7],
    ['Sisak 2022', 8054, 9933, 10526, 7670, 105.97, 266, -209],
  ])('%s', (_, opening, received, closed, pending, clearanceRate, dispositionDays, gap) => {
    expect(caseFlow({ opening, received, closed, pending })).toMatchObject({ clearanceRate, dispositionDays, gap });
  });
});

describe('光山县法院, January and February 2022: 结案率', () => {
  test.each([
    ['all', 1304, 2577, 1456, 37.52],
    ['criminal', 47, 92, 78, 56.12],
    ['civil', 602, 1527, 1030, 48.38],
    ['administrative', 21, 23, 10, 22.73],
  ])('%s', (_, opening, received, closed, closingRate) => {
    expect(caseFlow({ opening, received, closed, pending: 0 }).closingRate).toBe(closingRate);
  });
});

test('同比', () => {
  expect(yearOnYear(670, 220)).toBe(204.55);
  expect(yearOnYear(2313, 2296)).toBe(0.74);
  expect(yearOnYear(110, 220)).toBe(-50);
  expect(yearOnYear(5, 0)).toBeNull();
});

test('汪清林区法院, first half of 2019', () => {
  expect([percent(93, 109), percent(2, 93), percent(93 - 4, 93)]).toEqual([85.32, 2.15, 95.7]);
});

describe('zero denominators', () => {
  test('a unit in which nothing happened has no rates, and no gap', () => {
    expect(caseFlow({ opening: 0, received: 0, closed: 0, pending: 0 })).toEqual({ clearanceRate: null, closingRate: null, dispositionDays: null, gap: 0 });
  });

  test('nothing received, but old cases closed', () => {
    expect(caseFlow({ opening: 4, received: 0, closed: 1, pending: 3 })).toEqual({ clearanceRate: null, closingRate: 25, dispositionDays: 1095, gap: 0 });
  });
});

test('the gap is exactly what pending is short of', () => {
  const count = fc.nat(1_000_000);
  fc.assert(
    fc.property(count, count, count, fc.integer({ min: -500, max: 500 }), (opening, received, closed, slip) => {
      const pending = opening + received - closed - slip;
      expect(caseFlow({ opening, received, closed, pending }).gap).toBe(slip);
    }),
  );
});
