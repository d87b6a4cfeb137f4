import { compileScheme } from '../../../src/rules/scheme/compile.js';
import { evaluate, prepareScheme, scorePerson, withoutEvent } from '../../../src/rules/scheme/evaluate.js';
import { canonicalJson, leavesOf, linesOf } from '../../../src/rules/scheme/score-sheet.js';
import { civilFacts, event, facts, group, leaf, piece, schemeOf, shipped } from './scheme-fixtures.js';

const half = { kind: 'ratio', of: { numerator: 'done', denominator: 'due' } };
const never = { kind: 'ratio', of: { numerator: 'none', denominator: 'none' } };
const own = facts('王敏', { numbers: { done: 1, due: 2, none: 0 }, events: { findings: [], merits: [] } });

test('parts of 5 and 5 with a third part not used make 5, never 3.33', () => {
  const sheet = evaluate(schemeOf([leaf('a', 5, half), leaf('b', 5, half), leaf('c', 5, never)], 15), own, []);
  expect(sheet.components.map((part) => [part.share, part.points])).toEqual([['7.50', '3.75'], ['7.50', '3.75'], ['0.00', '0.00']]);
  expect(sheet.components[2]!.note!.zh).toBe('权重 5.00 按比例分配，调整后为：a 7.50；b 7.50');
  expect(sheet.components[0]!.note!.en).toBe('Weight 5.00 becomes 7.50, taking over what does not apply: c 5.00');
});

test('a component of which nothing applies hands its weight to the other components', () => {
  const sheet = evaluate(schemeOf([group('x', 40, [leaf('a', 40, never)]), group('y', 60, [leaf('b', 20, half), leaf('c', 40, half)])]), own, []);
  expect(sheet.components.map((part) => part.share)).toEqual(['0.00', '100.00']);
  expect(leavesOf(sheet.components).map((part) => part.share)).toEqual(['0.00', '33.33', '66.67']);
  // 100 ÷ 3 ÷ 2 = 16.666… and 33.333…: rounded once, at the leaf.
  expect(sheet.total).toBe('50.00');
});

test('points to be earned one by one take over no weight, so nobody loses by what could not apply', () => {
  const merits = { kind: 'add-only', events: 'merits' };
  const sheet = evaluate(schemeOf([group('effect', 15, [leaf('rate', 13, never), leaf('merit', 2, merits)]), group('rest', 85, [leaf('b', 85, half)])]), own, []);
  expect(sheet.components.map((part) => part.share)).toEqual(['2.00', '98.00']);
  expect(sheet.total).toBe('49.00');
});

test('a deduction keeps its price on a full mark enlarged by weight taken over', () => {
  const scheme = schemeOf([leaf('k', 6, { kind: 'deduct-to-floor', events: 'findings', each: 3 }), leaf('m', 3, half), leaf('n', 3, never)], 12);
  const marked = evaluate(scheme, facts('p', { ...own, events: { findings: [event('f1')] } }), []);
  const [k] = leavesOf(marked.components);
  expect(k!.share).toBe('8.00');
  expect(k!.lines.map((line) => line.points)).toEqual(['8.00', '-3.00']);
});

test('a part marked on its own scale counts as a per cent of the whole', () => {
  const list = (key: string, fullMark: number): ReturnType<typeof leaf> => leaf(key, fullMark, { kind: 'deduct-to-floor', events: key });
  const scheme = schemeOf([
    { ...group('tasks', 100, [20, 20, 15, 15, 15, 15].map((mark, index) => list(`task${index + 1}`, mark))), weight: 50 },
    { ...group('daily', 100, [list('dailyWork', 100)]), weight: 50 },
  ]);
  const taken = { task1: [3], task2: [25], task3: [], task4: [4.5], task5: [], task6: [2], dailyWork: [5, 8] };
  const events = Object.fromEntries(Object.entries(taken).map(([name, list]) => [name, list.map((points, index) => event(`${name}-${index}`, points))]));
  const sheet = evaluate(scheme, facts('unit', { events }), []);
  expect(sheet.components.map((part) => part.points)).toEqual(['35.25', '43.50']);
  expect(sheet.total).toBe('78.75');
  expect(leavesOf(sheet.components)[1]!.lines.map((line) => line.points)).toEqual(['10.00', '-12.50', '2.50']);
});

test('a percentage tree multiplies down to the leaf', () => {
  const tasks = [1, 0.5, 1, 0.8, 1].map((_, index) => ({ ...leaf(`t${index}`, 1, { kind: 'mean-of-pieces', pieces: `t${index}`, outOf: 1 }), fullMark: undefined, weight: [20, 20, 15, 25, 20][index] }));
  const rest = { ...leaf('rest', 1, { kind: 'mean-of-pieces', pieces: 't0', outOf: 1 }), fullMark: undefined, weight: 70 };
  const scheme = schemeOf([group('chapter4', 20, [rest, { ...group('section3', 1, tasks), fullMark: undefined, weight: 30 }])], 20);
  const pieces = Object.fromEntries([1, 0.5, 1, 0.8, 1].map((value, index) => [`t${index}`, [piece(`t${index}`, value)]]));
  expect(evaluate(scheme, facts('bureau', { pieces }), []).total).toBe('19.10');
});

test('when nothing applies there is no score, and the sheet says so', () => {
  expect(evaluate(schemeOf([leaf('a', 100, never)]), own, [])).toMatchObject({ total: '0.00', applicable: false });
});

test('a line opens to clause, record, quote and day, and names the event to ask about', () => {
  const finding = event('f1', undefined, { clause: 'S-V-03', label: { zh: '引用法律条文不准确', en: 'Wrong article cited' }, quote: '第五百七十七条', share: '1', day: '2026-10-21' });
  const person = civilFacts('王敏', { events: { seriousFindings: [finding] } });
  const sheet = evaluate(shipped('judge-civil'), person, [person]);
  expect(linesOf(sheet).find((line) => line.eventId === 'f1')).toEqual({
    indicator: 'quality/K2',
    kind: 'deduction',
    clause: 'S-V-03',
    source: { kind: 'finding', id: 'f1', label: '记录 f1' },
    reason: { zh: '引用法律条文不准确', en: 'Wrong article cited' },
    points: '-3.00',
    day: '2026-10-21',
    eventId: 'f1',
    quote: '第五百七十七条',
  });
  expect(linesOf(sheet).find((line) => line.indicator === 'efficiency/T1')).toMatchObject({
    source: { kind: 'cases', id: '王敏:closedInLimit+closed', label: '法定期限内结案率' },
    clause: '示例〔2026〕1号 T1',
    reason: { en: 'Closed within the statutory limit 95 ÷ 97 = 97.94%, 8.00 × 0.9794 = 7.84' },
  });
});

test('what if this were withdrawn: the event, and every number and case score it touched', () => {
  const serious = event('s1', undefined, { share: '1' });
  const minor = event('m1', '0.40', { without: { numbers: { minorCases: -1 }, pieces: [{ fact: 'ownCaseScore', sourceId: 'c2', value: '92.40' }] } });
  const person = civilFacts('王敏', { events: { seriousFindings: [serious], findings: [minor] } });
  const peers = [person, civilFacts('同岗')];
  const prepared = prepareScheme(compileScheme(shipped('judge-civil')), peers);
  const before = scorePerson(prepared, person);
  const points = (sheet: typeof before, path: string): string | undefined => leavesOf(sheet.components).find((part) => part.path === path)?.points;

  expect(withoutEvent(prepared, person, peers, 's1').total).toBe((Number(before.total) + 3).toFixed(2));
  const lighter = withoutEvent(prepared, person, peers, 'm1');
  expect([points(before, 'quality/K3'), points(lighter, 'quality/K3')]).toEqual(['3.50', '4.00']);
  expect([points(before, 'quality/K1'), points(lighter, 'quality/K1')]).toEqual(['9.68', '9.70']);
  expect(() => withoutEvent(prepared, person, peers, 'unheard-of')).toThrow('scheme.eventUnknown');
});

test('a withdrawal that touches what is compared moves the peer mean with it', () => {
  const scheme = compileScheme(schemeOf([leaf('n', 100, { kind: 'against-peers', of: 'closed', shape: 'proportional', less: 0, atLeast: 0, atMost: 1 })]));
  const person = facts('甲', { numbers: { closed: 50 }, events: { counted: [event('c9', 0, { without: { numbers: { closed: -10 } } })] } });
  const peers = [person, facts('乙', { numbers: { closed: 150 } })];
  const prepared = prepareScheme(scheme, peers);
  expect(scorePerson(prepared, person).total).toBe('50.00');
  // 40 ÷ ((40 + 150) ÷ 2)
  expect(withoutEvent(prepared, person, peers, 'c9').total).toBe('42.11');
});

test('closed-cases ranks by the number of closed cases and nothing else', () => {
  expect(evaluate(shipped('closed-cases'), facts('J-07', { numbers: { closed: 123 } }), [])).toMatchObject({ total: '123.00', fullMark: null });
});

test('canonical JSON has one spelling whatever the order of keys', () => {
  expect(canonicalJson({ b: [1, { z: '甲', a: null }], a: undefined, c: 'x' })).toBe('{"b":[1,{"a":null,"z":"甲"}],"c":"x"}');
});
