import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { DomainError } from '../../src/kernel/domain-error.js';
import { caseWeight, type WeighedCase } from '../../src/rules/case-weight.js';
import { readCaseWeights } from '../../src/rules/case-weight-table.js';

const text = readFileSync('config/catalogues/case-weights.yaml', 'utf8');
const table = readCaseWeights(parse(text));
const NOTHING = Object.fromEntries(table.floating.map(({ fact }) => [fact, 0]));
const PLAIN: WeighedCase = {
  nature: 'civil', causeOfAction: '买卖合同', procedure: 'PR-01', seriesPlace: 1, facts: { ...NOTHING, parties: 2, hearings: 1 }, day: '2026-06-01',
};

function weightOf(changes: Partial<Omit<WeighedCase, 'facts'>>, facts: Record<string, number> = {}): string {
  return caseWeight({ ...PLAIN, ...changes, facts: { ...PLAIN.facts, ...facts } }, table).weight;
}

function faultPaths(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
}

test('an ordinary civil case weighs 1.00', () => {
  expect(caseWeight(PLAIN, table)).toMatchObject({ weight: '1.00', unbounded: null });
});

test('the worked example: sale of housing, panel, counterclaim, one appraisal → 1.94, with its reasons', () => {
  const result = caseWeight({ ...PLAIN, causeOfAction: '商品房买卖', procedure: 'PR-02', facts: { ...PLAIN.facts, counterclaims: 1, appraisals: 1 } }, table);
  expect(result.weight).toBe('1.94');
  expect(result.steps.map(({ code, value }) => [code, value])).toEqual([['CW-V-12', '1.20'], ['PR-02', '1.20'], ['FL2', '+0.20'], ['FL3', '+0.15']]);
  expect(result.steps.every(({ example, source }) => example && source.startsWith('示例'))).toBe(true);
});

describe('floating factors', () => {
  test.each<[string, Record<string, number>, string]>([
    ['four parties count nothing', { parties: 4 }, '1.00'],
    ['the fifth counts 0.05', { parties: 5 }, '1.05'],
    ['many count at most 0.40', { parties: 100 }, '1.40'],
    ['the third hearing counts 0.10', { hearings: 3 }, '1.10'],
    ['two counterclaims count once', { counterclaims: 2 }, '1.20'],
    ['a withdrawal before the hearing takes 0.40', { withdrawnBeforeHearing: 1 }, '0.60'],
    ['a criminal factor means nothing in a civil case', { defendants: 9 }, '1.00'],
  ])('%s', (_, facts, weight) => {
    expect(weightOf({}, facts)).toBe(weight);
  });

  test('defendants and offences in a criminal case', () => {
    expect(weightOf({ nature: 'criminal', causeOfAction: '盗窃', procedure: 'PR-01' }, { defendants: 3, offences: 5 })).toBe('1.04');
  });
});

describe('series of like cases', () => {
  test.each([[1, '1.00'], [2, '0.50'], [10, '0.50'], [11, '0.20'], [400, '0.20']])('place %i weighs %s', (seriesPlace, weight) => {
    expect(weightOf({ seriesPlace })).toBe(weight);
  });
});

test('the bounds hold, and what lay beyond them is kept', () => {
  expect(caseWeight({ ...PLAIN, causeOfAction: '破产', procedure: 'PR-02' }, table)).toMatchObject({ weight: '4.00', unbounded: '4.8' });
  expect(weightOf({ causeOfAction: '信用卡', procedure: 'PR-05' })).toBe('0.20');
});

test('rows of two causes are found by either name and by the label', () => {
  expect(['抚养', '赡养', '抚养、赡养'].map((causeOfAction) => weightOf({ causeOfAction }))).toEqual(['0.80', '0.80', '0.80']);
});

describe('what is missing is named, never taken for zero', () => {
  test('cause, procedure, place and each fact at once', () => {
    const work = () => caseWeight({ ...PLAIN, causeOfAction: '盗窃', procedure: 'PR-99', seriesPlace: 0, facts: { parties: 2, hearings: 1.5 } }, table);
    expect(faultPaths(work)).toEqual([
      'causeOfAction', 'procedure', 'seriesPlace', 'facts.counterclaims', 'facts.appraisals', 'facts.hearings', 'facts.noticeServices',
      'facts.foreignElements', 'facts.withdrawnBeforeHearing', 'facts.dismissedByRuling',
    ]);
  });

  test('before the table took effect there is no weight', () => {
    expect(faultPaths(() => caseWeight({ ...PLAIN, day: '2024-12-31' }, table))).toEqual(['causeOfAction', 'procedure']);
  });

  test('a faulty table: a bare number, a missing fact, a text for a number', () => {
    const broken = parse(text.replace("base: '0.80'", 'base: 0.80').replace('fact: hearings, ', '').replace('fromPlace: 2', "fromPlace: 'two'")) as unknown;
    expect(faultPaths(() => readCaseWeights(broken))).toEqual(['bases[0].base', 'series[0].fromPlace', 'floating[3].fact']);
  });
});

test('the table is the one of CATALOGUES.md §9', () => {
  expect([table.bases.length, table.procedures.length, table.series.length, table.floating.length]).toEqual([50, 7, 2, 12]);
  const codes = [...table.bases, ...table.procedures, ...table.series, ...table.floating].map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

test('every weight lies between 0.20 and 4.00, whatever the facts', () => {
  const facts = fc.record(Object.fromEntries(table.floating.map(({ fact }) => [fact, fc.nat(30)])));
  fc.assert(
    fc.property(fc.constantFrom(...table.bases), fc.constantFrom(...table.procedures), fc.integer({ min: 1, max: 20 }), facts, (base, { code }, seriesPlace, given) => {
      const { weight } = caseWeight({ nature: base.nature, causeOfAction: base.label, procedure: code, seriesPlace, facts: given, day: '2026-01-01' }, table);
      expect(Number(weight) >= 0.2 && Number(weight) <= 4 && /^\d\.\d\d$/.test(weight)).toBe(true);
    }),
  );
});
