import { expect, test } from '@jest/globals';
import { hearingOutcome } from '../../src/rules/hearing-outcome.js';

const shares = { assessment: '40.00', summation: '60.00' };
const marks = (assessment: [string, string], summation: [string | null, string | null]) => [0, 1].map((at) => ({ assessor: `评委${at}`, assessment: assessment[at]!, summation: summation[at]! }));

test('the mean of two assessors, and the summation weighs more', () => {
  const { assessment, summation, total, lines } = hearingOutcome(marks(['80.00', '84.00'], ['92.00', '88.00']), null, shares);
  expect([assessment, summation, total].map((score) => score!.toFixed(2))).toEqual(['82.00', '90.00', '86.80']);
  expect(lines.map(({ zh }) => zh)).toEqual(['五方面：(80.00 + 84.00) ÷ 2 = 82.00', '庭审小结：(92.00 + 88.00) ÷ 2 = 90.00', '庭审总分：82.00 × 40% + 90.00 × 60% = 86.80']);
});

test('where no summation was possible the aspects take its weight, with the reason', () => {
  const { summation, total, lines } = hearingOutcome(marks(['80.00', '84.01'], [null, null]), '辩论前撤诉', shares);
  expect([summation, total.toFixed(2)]).toEqual([null, '82.01']);
  expect(lines[1]!.zh).toContain('辩论前撤诉');
});

test('a summation possible but not given counts zero', () => {
  expect(hearingOutcome(marks(['82.00', '82.00'], ['0.00', '0.00']), null, shares).total.toFixed(2)).toBe('32.80');
});
