import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Decimal } from '../../src/kernel/exact.js';

const read = <T>(name: string): T => parse(readFileSync(`config/catalogues/${name}.yaml`, 'utf8')) as T;

interface Row {
  code: string;
  label: string;
  labelEn: string;
  version: number;
  effectiveFrom: string;
  effectiveUntil: string | null;
  source: string;
  example: boolean;
}
interface Clause extends Row {
  severity: 'serious' | 'minor';
  field: string;
  natures: string[];
  appliesTo: string[];
  pointsMin: string;
  pointsMax: string;
  each: string | null;
  maxPerCase: string | null;
  responsibility: string;
  shares: Record<string, number>;
}
interface Situation extends Row {
  shares: Record<string, number>;
}
interface Form extends Row {
  full: string;
  parts: { full: string; items?: { full: string }[] }[];
}

const { clauses } = read<{ clauses: Clause[] }>('defect-clauses');
const { situations } = read<{ situations: Situation[] }>('responsibility-matrix');
const total = (values: string[]) => values.reduce((sum, value) => sum.plus(value), new Decimal(0)).toFixed(2);
const shareTotal = (shares: Record<string, number>) => Object.values(shares).reduce((sum, share) => sum + share, 0);

/** Every row of every catalogue this part owns, with the list it stands in. */
const everyRow: [string, Row][] = (
  [
    ['defect-clauses', ['clauses']],
    ['review-triggers', ['triggers']],
    ['review-forms', ['forms', 'weights', 'grades', 'rules']],
    ['responsibility-matrix', ['situations', 'rules']],
    ['parameters', ['parameters']],
    ['exemption-grounds', ['grounds']],
    ['difficult-cases', ['kinds', 'rules']],
    ['research-points', ['kinds', 'required', 'rules']],
    ['conduct', ['entries', 'complaints', 'merits', 'honours', 'rules']],
    ['costs', ['categories', 'grades', 'rules']],
    ['grades-and-bonus', ['grades', 'bonusTiers', 'competition', 'rules']],
  ] as [string, string[]][]
).flatMap(([name, lists]) => lists.flatMap((list) => (read<Record<string, Row[]>>(name)[list] ?? []).map((row): [string, Row] => [name, row])));

describe('the example catalogues', () => {
  it('hold 28 serious and 65 minor clauses, spread over the fields as the catalogue says', () => {
    const count = (severity: string, field: string) => clauses.filter((clause) => clause.severity === severity && clause.field === field).length;
    const table = ['common', 'civil', 'criminal', 'administrative', 'enforcement'].map((field) => [count('serious', field), count('minor', field)]);
    expect(table).toEqual([[10, 31], [4, 10], [5, 8], [3, 5], [6, 11]]);
    expect(clauses).toHaveLength(28 + 65);
  });

  it('never use a code twice in one catalogue', () => {
    for (const name of new Set(everyRow.map(([catalogue]) => catalogue))) {
      const codes = everyRow.filter(([catalogue]) => catalogue === name).map(([, row]) => row.code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('mark every row as an example, with both languages, a date and the clause it comes from', () => {
    expect(everyRow.length).toBeGreaterThan(200);
    for (const [, row] of everyRow) {
      expect(row).toMatchObject({ version: 1, effectiveFrom: '2025-01-01', effectiveUntil: null, example: true, source: `示例〔2026〕1号 ${row.code}` });
      expect(row.label).toMatch(/[\u4e00-\u9fa5]/);
      expect(row.labelEn).toMatch(/^[\x20-\x7e〔〕–−÷×%]+$/);
    }
  });

  it('write points with two places and keep every range the right way round', () => {
    for (const clause of clauses) {
      for (const value of [clause.pointsMin, clause.pointsMax, clause.each, clause.maxPerCase]) {
        if (value !== null) expect(value).toMatch(/^\d+\.\d{2}$/);
      }
      expect(new Decimal(clause.pointsMax).gte(clause.pointsMin)).toBe(true);
      if (clause.severity === 'serious') expect(new Decimal(clause.pointsMin).gte(10)).toBe(true);
    }
  });

  it('propose a responsibility that exists, with the shares the matrix gives it', () => {
    const matrix = new Map(situations.map((situation) => [situation.code, situation.shares]));
    for (const clause of clauses) expect([clause.code, clause.shares]).toEqual([clause.code, matrix.get(clause.responsibility)]);
  });

  it('share out 100 in every situation except the not attributable one', () => {
    const odd = situations.filter((situation) => shareTotal(situation.shares) !== 100).map((situation) => situation.code);
    expect(odd).toEqual(['R19']);
    expect(situations).toHaveLength(21);
  });

  it('give every review form a full mark of 100 that its parts and items add up to', () => {
    const { forms, weights } = read<{ forms: Form[]; weights: (Row & { routinePercent: string; keyPercent: string })[] }>('review-forms');
    for (const form of forms) {
      expect([form.code, total(form.parts.map((part) => part.full))]).toEqual([form.code, '100.00']);
      for (const part of form.parts) if (part.items) expect(total(part.items.map((item) => item.full))).toBe(part.full);
    }
    expect(total(weights.map((weight) => weight.routinePercent))).toBe('100.00');
    expect(total(weights.map((weight) => weight.keyPercent))).toBe('100.00');
  });

  it('name nine triggers, three of them in the source', () => {
    const { triggers } = read<{ triggers: (Row & { namedInSeed: boolean })[] }>('review-triggers');
    expect(triggers.map((trigger) => trigger.code)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9']);
    expect(triggers.filter((trigger) => trigger.namedInSeed)).toHaveLength(3);
  });
});
