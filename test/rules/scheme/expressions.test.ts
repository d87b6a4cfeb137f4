import { validateScheme } from '../../../src/rules/scheme/compile.js';
import { evaluate } from '../../../src/rules/scheme/evaluate.js';
import type { PersonFacts } from '../../../src/rules/scheme/facts.js';
import { leavesOf } from '../../../src/rules/scheme/score-sheet.js';
import { event, facts, leaf, piece, schemeOf } from './scheme-fixtures.js';

const catalogue = [
  { name: 'closed', shape: 'number' }, { name: 'required', shape: 'number' }, { name: 'zero', shape: 'number' }, { name: '结案数', shape: 'number' },
  { name: 'findings', shape: 'events' }, { name: 'marks', shape: 'pieces' }, { name: 'grade', shape: 'text' },
] as const;
const parameters = { 'chief.ceiling': '12.5' };
const own = facts('王敏', {
  numbers: { closed: 97, required: 12, zero: 0, 结案数: 8 },
  events: { findings: [event('f1', '1.50', { share: '0.5' }), event('f2', 2)] },
  pieces: { marks: [piece('a', 90, 2), piece('b', 84), piece('c', 78)] },
});

function score(points: string, person: PersonFacts = own, more: object = {}): { points: string; words: string; applicable: boolean } {
  const scheme = schemeOf([leaf('f', 1000, { kind: 'formula', points, ...more })], 1000);
  const [only] = leavesOf(evaluate(scheme, person, [], parameters, { catalogue }).components);
  return { points: only!.points, words: only!.lines.map((line) => line.reason.zh).join('\n'), applicable: only!.applicable };
}

function faultsOf(points: string): string[] {
  return validateScheme(schemeOf([leaf('f', 100, { kind: 'formula', points })]), { catalogue, parameters }).map((fault) => `${fault.path}: ${fault.zh} | ${fault.en}`);
}

test.each([
  ['closed / 2', '48.50'],
  ['closed ÷ 2 − 8.5 × 2', '31.50'],
  ['-closed + 100', '3.00'],
  ['2 ^ 9', '512.00'],
  ['2 ^ 10', '1000.00'],
  ['0.1 + 0.2 == 0.3 ? 1 : 0', '1.00'],
  ['0.1 * 3', '0.30'],
  ['1.005 * 1', '1.01'],
  ['min(fullMark, closed * 20)', '1000.00'],
  ['max(closed, required) - abs(required - closed)', '12.00'],
  ['round(closed / 7, 2)', '13.86'],
  ['round(2.5) + floor(2.9) + ceil(2.1)', '8.00'],
  ['结案数 × 3', '24.00'],
  ['chief.ceiling * 2', '25.00'],
  ['count(findings) * 10 + total(findings)', '22.75'],
  ['mean(marks) + best(marks) + worst(marks) + count(marks) + total(marks)', '508.50'],
  ['closed > 90 and not (required > 20 or zero != 0) ? 5 : 3', '5.00'],
  ['closed ≥ 97 ？ （1 + 0） ： 0', '1.00'],
])('%s comes to %s', (expression, expected) => {
  expect(score(expression).points).toBe(expected);
});

test('the line shows the formula with figures in place of names, and what it comes to', () => {
  expect(score('min(20, closed / 10) * chief.ceiling - count(findings)').words).toBe('f min(20, 97 ÷ 10) × 12.5 − 2 = 119.25');
});

test('limits cut with a line of their own', () => {
  const { points, words } = score('closed * 2', own, { atMost: 150 });
  expect([points, words.split('\n')[1]]).toEqual(['150.00', '算得 194.00，按上限计 150.00']);
  expect(score('required - closed', own, { atLeast: 0 })).toMatchObject({ points: '0.00', words: expect.stringContaining('算得 -85.00，按下限计 0.00') as string });
});

test.each([
  ['closed / zero', '除数为零'],
  ['zero > 0 ? 1 : min(1, closed / zero)', '除数为零'],
  ['mean(marks)', '没有任何一件'],
  ['((closed ^ 12) ^ 12) ^ 12', '超出可计算的范围'],
])('%s has no answer: not applicable, and the weight goes on', (expression, why) => {
  expect(score(expression, { ...own, pieces: { marks: [] } })).toMatchObject({ applicable: false, points: '0.00', words: expect.stringContaining(why) as string });
});

test.each([
  ['constructor', '没有“constructor”'],
  ['__proto__ + 1', '没有“__proto__”'],
  ['closed.constructor', '没有“closed.constructor”'],
  ['toString()', '没有函数“toString”'],
  ['constructor(closed)', '没有函数“constructor”'],
  ['import(closed)', '没有函数“import”'],
  ['eval(closed)', '没有函数“eval”'],
  ['parse(closed)', '没有函数“parse”'],
  ['createUnit(closed)', '没有函数“createUnit”'],
  ['process', '没有“process”'],
  ['min.constructor(1)', '没有函数“min.constructor”'],
  ['min.apply(1, 2)', '没有函数“min.apply”'],
  ['closed[0]', '第 7 个字符“[”'],
  ['{a: 1}', '第 1 个字符“{”'],
  ['"text"', '第 1 个字符“"”'],
  ["'text'", '第 1 个字符“\'”'],
  ['`text`', '第 1 个字符“`”'],
  ['closed = 5', '第 8 个字符“=”'],
  ['f(x) = x', '第 6 个字符“=”'],
  ['closed; closed', '第 7 个字符“;”'],
  ['closed % 2', '第 8 个字符“%”'],
  ['closed & required', '第 8 个字符“&”'],
  ['closed!', '第 7 个字符“!”'],
  ['closed # note', '第 8 个字符“#”'],
  ['1:3', '算式'],
  ['while(closed)', '没有函数“while”'],
  ['map(closed, closed)', '没有函数“map”'],
  ['range(1, 9)', '没有函数“range”'],
  ['5 cm', '相乘必须写出乘号'],
  ['2 closed', '相乘必须写出乘号'],
  ['0x10', '“0x10”不是数字'],
  ['1e999', '“1e999”不是数字'],
  ['closed ^ required', '指数必须直接写成'],
  ['closed ^ 999999', '指数必须直接写成'],
  ['closed ^ 0.5', '指数必须直接写成'],
  ['closed ^ -1', '指数必须直接写成'],
  ['round(closed, 99)', 'round 的位数'],
  ['min()', 'min 应有'],
  ['count(closed)', '不能求 count'],
  ['mean(findings)', '不能求 mean'],
  ['count(closed + 1)', '只接一个事实名称'],
  ['findings + 1', '请用 count、total'],
  ['grade + 1', '不能用于计算'],
  ['closed + (required', '算式没有写完'],
  ['closed + * required', '第 10 个字符“*”'],
  ['1 < closed < 3', '连续比较'],
  ['closed > 3', '应得出数字'],
  ['closed and required', '此处应为比较'],
  ['(closed > 1) + 1', '此处应为数字'],
  ['closd * 2', '是否为“closed”'],
  ['true', '没有“true”'],
  ['Infinity', '没有“Infinity”'],
  ['pi', '没有“pi”'],
  [`${'1+'.repeat(300)}1`, '最多 500 个'],
  [`${'('.repeat(60)}closed${')'.repeat(60)}`, '嵌套太深'],
])('refuses %s', (expression, why) => {
  const faults = faultsOf(expression);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.every((fault) => fault.startsWith('nodes[0].rule.points: '))).toBe(true);
  expect(faults.join('\n')).toContain(why);
});

test('several faults of one expression are said at once, each where it stands', () => {
  expect(faultsOf('clsed + foo(required) + 2 ^ closed').map((fault) => fault.split(' | ')[0])).toEqual([
    'nodes[0].rule.points: 第 1 个字符：事实目录中没有“clsed”。是否为“closed”？请从目录中选用，或先登记该事实。',
    expect.stringContaining('第 9 个字符处没有函数“foo”') as string,
    expect.stringContaining('指数必须直接写成') as string,
  ]);
});

test('without a catalogue a name is a fact, but never one that every object answers to', () => {
  const loose = (points: string): number => validateScheme(schemeOf([leaf('f', 100, { kind: 'formula', points })])).length;
  expect(loose('anything + 1')).toBe(0);
  for (const name of ['constructor', '__proto__', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__']) expect(loose(name)).toBe(1);
  expect(() => evaluate(schemeOf([leaf('f', 100, { kind: 'formula', points: 'prototype' })]), own, [])).toThrow('scheme.factsMissing');
});
