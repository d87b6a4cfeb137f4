import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addDays, type Day } from '../../src/kernel/day.js';
import { caseFlow, growth, pointsApart } from '../../src/rules/case-flow.js';
import { AGE_BANDS, intakeOf } from '../../src/rules/pending-age.js';

const examples = parse(readFileSync('test/rules/case-flow-page.yaml', 'utf8')) as {
  未结时间: { 截至: Day; 段: string; 晚于: Day | null; 至: Day }[];
  增幅: { 本期: number; 基数: number; 增幅: string | null }[];
  处理天数: { 旧存: number; 新收: number; 结案: number; 未结: number; 天数: number; 结果: number | null }[];
};

describe('case flow', () => {
  it.each(examples.未结时间)('$段 at $截至', ({ 截至, 段, 晚于, 至 }) => {
    expect(intakeOf(AGE_BANDS.find(({ key }) => key === 段)!, 截至)).toEqual({ after: 晚于, until: 至 });
  });

  it('puts every open case into one age band, and into one only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 800 }), (age, shift) => {
        const asOf = addDays('2026-01-01', shift);
        const intake = addDays(asOf, -age);
        const within = AGE_BANDS.filter((band) => {
          const { after, until } = intakeOf(band, asOf);
          return (after === null || intake > after) && intake <= until;
        });
        expect(within).toHaveLength(1);
      }),
    );
  });

  it.each(examples.增幅)('$本期 against $基数', ({ 本期, 基数, 增幅 }) => {
    expect(growth(本期, 基数)).toEqual({ base: 基数, percent: 增幅 });
  });

  it.each(examples.处理天数)('$未结 open after $结案 closed', ({ 旧存, 新收, 结案, 未结, 天数, 结果 }) => {
    expect(caseFlow({ opening: 旧存, received: 新收, closed: 结案, pending: 未结 }, 天数).dispositionDays).toBe(结果);
  });

  it('tells rates apart in percentage points, and nothing where one is unknown', () => {
    expect([pointsApart('48.38', '46.00'), pointsApart('46.00', '48.38'), pointsApart(null, '1.00')]).toEqual(['+2.38', '-2.38', null]);
  });
});
