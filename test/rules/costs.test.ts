import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Decimal } from '../../src/kernel/exact.js';
import { inForce, readCosts } from '../../src/costs/cost-catalogue.js';
import { assessCosts, type MonthlyCost } from '../../src/rules/cost-assessment.js';
import { faultOfMonth, faultsOfCost, type CostDenominator } from '../../src/rules/cost-entry.js';
import { costGrade, readCostCuts, saving, type CostGrade } from '../../src/rules/cost-grade.js';
import { gradeWords, plainCost, ratioWords, savingWords, shownCost, totalWords, unitCostWords } from '../../src/rules/cost-words.js';

interface Examples {
  等次: { 比值: string; 等次: CostGrade; 说明: string }[];
  分界: { 写法: string; 可用: boolean }[];
  节约额: { 上年: [string, number]; 本年: [string, number]; 节约: string | null }[];
  考评: { 例: string; 费用: [string, string, string, string, number, number | null][]; 已说明?: string[]; 结果: Record<string, [string, CostGrade | null]>; 偏低?: Record<string, string[]> }[];
  登记: { 例: string; 分母: CostDenominator; 金额: string; 填: number | null; 结案?: number; 邮寄?: boolean; 送达?: number; 错在: string[] }[];
  月份: { 月份: string; 今天: string; 可以: boolean }[];
}
const examples = parse(readFileSync('test/rules/costs.yaml', 'utf8')) as Examples;
const catalogue = readCosts(parse(readFileSync('config/catalogues/costs.yaml', 'utf8')));
const cuts = readCostCuts('0.90,1.10')!;
const rules = { categories: inForce(catalogue.categories, '2026-10-31'), lowBelow: catalogue.lowBelow, servicesOver: catalogue.servicesOver, cuts };
const spent = ([amount, denominator]: [string, number]) => ({ amount, denominator });

test('the weights of the shipped catalogue come to a hundred, and every grade has its points', () => {
  expect(rules.categories.map(({ weight }) => weight)).toEqual([20, 30, 15, 10, 5, 15, 5]);
  expect(inForce(catalogue.grades, '2026-10-31').map(({ grade, points }) => [grade, points])).toEqual([['excellent', '100.00'], ['good', '85.00'], ['ordinary', '70.00']]);
});

test.each(examples.等次)('a ratio of $比值 is $等次: $说明', ({ 比值, 等次 }) => expect(costGrade(比值, cuts)).toBe(等次));

test.each(examples.分界)('cut points written $写法', ({ 写法, 可用 }) => expect(readCostCuts(写法) !== null).toBe(可用));

test.each(examples.节约额)('saved against last year: $节约', ({ 上年, 本年, 节约 }) => expect(saving(spent(上年), spent(本年))?.toFixed(2) ?? null).toBe(节约));

test.each(examples.考评)('$例', ({ 费用, 已说明 = [], 结果, 偏低 = {} }) => {
  const costs = 费用.map(([unit, group, category, amount, denominator, services]): MonthlyCost => ({ unit, group, month: '2026-10', category, amount, denominator, services }));
  const assessed = assessCosts(costs, rules, (unit) => 已说明.includes(unit));
  expect(Object.fromEntries([...assessed].map(([unit, { total, grade }]) => [unit, [total!.toFixed(4), grade]]))).toEqual(结果);
  for (const [unit, { lows, withheld }] of assessed) {
    expect(lows.map(({ category, reason }) => `${category} ${reason}`)).toEqual(偏低[unit] ?? []);
    expect(withheld).toBe(结果[unit]![1] === null ? 'low' : null);
  }
});

test.each(examples.登记)('$例', ({ 分母, 金额, 填, 结案 = 0, 邮寄 = false, 送达 = null, 错在 }) => {
  const faults = faultsOfCost({ label: { zh: '费用', en: 'cost' }, denominatorOf: 分母, postage: 邮寄, amount: 金额, denominator: 填, closedCases: 结案, services: 送达 });
  expect(faults.map(({ path }) => path)).toEqual(错在);
});

test.each(examples.月份)('$月份 on $今天', ({ 月份, 今天, 可以 }) => expect(faultOfMonth(月份, 今天) === null).toBe(可以));

test('a figure of a year is explained month by month: one month left out keeps the grade back', () => {
  const month = (unit: string, at: string, amount: string): MonthlyCost => ({ unit, group: '审判庭', month: at, category: 'CO-01', amount, denominator: 100, services: null });
  const costs = ['2026-08', '2026-09', '2026-10'].flatMap((at) => [month('民一庭', at, '400.00'), month('民二庭', at, '2600.00')]);
  const withExplained = (...months: string[]) => assessCosts(costs, rules, (_, __, at) => months.includes(at)).get('民一庭')!;
  expect(withExplained('2026-08', '2026-09')).toMatchObject({ grade: null, withheld: 'low', lows: [{ months: ['2026-08', '2026-09', '2026-10'], explained: false }] });
  expect(withExplained('2026-08', '2026-09', '2026-10')).toMatchObject({ grade: 'excellent', withheld: null });
});

test('every figure says how it came about', () => {
  const own: MonthlyCost = { unit: '民一庭', group: '审判庭', month: '2026-10', category: 'CO-06', amount: '4620.00', denominator: 176, services: null };
  const other: MonthlyCost = { ...own, unit: '民二庭', amount: '31380.00', denominator: 1024 };
  const { categories, weight, total } = assessCosts([own, other], rules, () => false).get('民一庭')!;
  const [postage] = categories;
  expect(unitCostWords(postage!.own, 'closedCases')).toEqual({ zh: '4620.00 元 ÷ 176 件 = 26.25 元/件', en: '4620.00 yuan ÷ 176 = 26.25 yuan per case' });
  expect(unitCostWords(postage!.all, 'closedCases').zh).toBe('36000.00 元 ÷ 1200 件 = 30.00 元/件');
  expect(ratioWords(postage!).zh).toBe('26.25 ÷ 30.00 = 0.8750');
  expect(totalWords(categories, weight, total!).zh).toBe('(15 × 0.8750) ÷ 15 = 0.8750');
  expect(gradeWords(total!, 'excellent', cuts)).toEqual({ zh: '0.8750 ≤ 0.90 → 优秀', en: '0.8750 ≤ 0.90 → excellent' });
  expect(savingWords(spent(['4200.00', 150]), spent(['4620.00', 176]))!.zh).toBe('(28.00 − 26.25) × 176 = 308.00 元');
  expect([plainCost('0.68125'), shownCost('0.68125'), plainCost('94.6052'), shownCost('94.6052')]).toEqual(['0.6813', '0.6813', '94.6052', '94.61']);
});

const COST = fc.record({ unit: fc.constantFrom('甲', '乙', '丙'), month: fc.constantFrom('2026-09', '2026-10'), category: fc.constantFrom('CO-01', 'CO-05', 'CO-06'), cents: fc.integer({ min: 1, max: 500_000 }), denominator: fc.integer({ min: 1, max: 400 }) });
const monthly = (drawn: { unit: string; month: string; category: string; cents: number; denominator: number }[]): MonthlyCost[] =>
  [...new Map(drawn.map((one) => [`${one.unit}${one.month}${one.category}`, one])).values()].map(({ cents, ...one }) => ({ ...one, group: '审判庭', amount: new Decimal(cents).div(100), services: null }));

test('nobody is graded while a low is unexplained, and everybody is once all are', () => {
  fc.assert(
    fc.property(fc.array(COST, { minLength: 1, maxLength: 18 }), (drawn) => {
      const costs = monthly(drawn);
      for (const { lows, grade } of assessCosts(costs, rules, () => false).values()) expect(grade === null).toBe(lows.length > 0);
      for (const { grade } of assessCosts(costs, rules, () => true).values()) expect(grade).not.toBeNull();
    }),
  );
});

test('the mean of the ratios, each with its share of the denominators, is one: what one saves another spends', () => {
  fc.assert(
    fc.property(fc.array(COST, { minLength: 1, maxLength: 18 }), (drawn) => {
      const costs = monthly(drawn).map((one) => ({ ...one, category: 'CO-01' }));
      const unique = [...new Map(costs.map((one) => [`${one.unit}${one.month}`, one])).values()];
      const units = [...assessCosts(unique, rules, () => true).values()];
      const all = unique.reduce((total, one) => total + one.denominator, 0);
      const mean = units.reduce((total, { categories: [one] }) => total.plus(one!.ratio.times(one!.own.denominator)), new Decimal(0)).div(all);
      expect(mean.minus(1).abs().lte('0.0000001')).toBe(true);
    }),
  );
});
