import { DomainError } from '../../../src/kernel/domain-error.js';
import { compileScheme, validateScheme } from '../../../src/rules/scheme/compile.js';
import type { SchemeDocument, SchemeNode } from '../../../src/rules/scheme/document.js';
import { JUDGE_SCHEME_FACTS } from '../../../src/rules/scheme/fact-catalogue.js';
import { evaluate } from '../../../src/rules/scheme/evaluate.js';
import { facts, group, leaf, schemeOf } from './scheme-fixtures.js';

const ratio = { kind: 'ratio', of: { numerator: 'closedInLimit', denominator: 'closed' } };
const steps = { kind: 'against-peers', of: 'closed', shape: 'steps', base: 60, above: { per: 10, gain: 5 }, below: { per: 20, lose: 5 } };

function faultsOf(document: unknown, parameters = {}): Record<string, string> {
  return Object.fromEntries(validateScheme(document, { catalogue: JUDGE_SCHEME_FACTS, parameters }).map((fault) => [fault.path, `${fault.zh} | ${fault.en}`]));
}

function without<T extends object, K extends keyof T>(node: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== key)) as Omit<T, K>;
}

test('a sound scheme has no faults', () => {
  expect(faultsOf(schemeOf([leaf('a', 60, ratio), leaf('b', 40, steps)].map((node) => (node.key === 'b' ? { ...node, rule: { ...steps, base: 20 } } : node))))).toEqual({});
});

test('every fault is said at once, each at its path, in both languages', () => {
  const document = schemeOf([
    group('one', 30, [leaf('a', 20, ratio), leaf('b', 5, { kind: 'ratio', of: { numerator: 'closedByMoon', denominator: 'closed' } })]),
    { ...group('one', 30, [{ ...leaf('c', 30, ratio), source: '' }]) },
    group('three', 20, [
      leaf('d', 10, { kind: 'bands', of: 'closed', bands: [{ from: 0, to: 5, share: 50 }, { from: 4, to: 3, share: 100 }] }),
      leaf('e', 5, { kind: 'guess' }),
      leaf('f', 5, { kind: 'deduct-to-floor', events: 'merits', each: { parameter: 'chief.minorCeiling' }, floor: { parameter: 'floor' }, flor: 1 }),
    ]),
    leaf('peer', 10, { kind: 'against-peers', of: 'closed', shape: 'proportional', atLeast: 0, atMost: 1 }),
  ]);
  const faults = faultsOf(without(document, 'appliesTo'));
  expect(Object.keys(faults).sort()).toEqual([
    'appliesTo',
    'nodes',
    'nodes[0].children',
    'nodes[0].children[1].rule.of.numerator',
    'nodes[1].children[0].source',
    'nodes[1].key',
    'nodes[2].children[0].rule.bands[1].from',
    'nodes[2].children[0].rule.bands[1].to',
    'nodes[2].children[1].rule.kind',
    'nodes[2].children[2].rule.each',
    'nodes[2].children[2].rule.floor',
    'nodes[2].children[2].rule.flor',
    'nodes[3].rule',
  ]);
  expect(faults['nodes']).toContain('合计 90.00，应为 100.00');
  expect(faults['nodes']).toContain('total 90.00; they must total 100.00');
  expect(faults['nodes[0].children']).toContain('合计 25.00，应为 30.00');
  expect(faults['nodes[0].children[1].rule.of.numerator']).toContain('事实目录中没有“closedByMoon”');
  expect(faults['nodes[1].children[0].source']).toContain('没有来源条款，其数值（fullMark）');
  expect(faults['nodes[1].key']).toContain('与第 1 项重复');
  expect(faults['nodes[2].children[0].rule.bands[1].from']).toContain('与上一段（至 5）重叠');
  expect(faults['nodes[2].children[0].rule.bands[1].to']).toContain('首尾颠倒');
  expect(faults['nodes[2].children[1].rule.kind']).toContain('没有名为“guess”的计分规则');
  expect(faults['nodes[2].children[2].rule.each']).toContain('参数“chief.minorCeiling”〔空〕尚未填写');
  expect(faults['nodes[3].rule']).toContain('没有写明同岗范围');
});

test('loading a scheme with faults is refused with the list', () => {
  const document = schemeOf([leaf('a', 60, ratio), leaf('b', 30, { kind: 'deduct-to-floor', events: 'merits', each: { parameter: 'price' } })]);
  const refusal = captured(() => compileScheme(document));
  expect(refusal.code).toBe('scheme.invalid');
  expect(refusal.faults.map((fault) => fault.path)).toEqual(['nodes[1].rule.each', 'nodes']);
  expect(refusal.sentence('zh')).toContain('有 2 处错误');
});

test('a filled parameter takes the place of the blank', () => {
  const document = schemeOf([leaf('a', 100, { kind: 'deduct-to-floor', count: 'late', each: { parameter: 'price' } })]);
  const own = facts('p', { numbers: { late: 3 } });
  expect(evaluate(document, own, [], { price: { value: '2.50', source: '示例〔2026〕1号 参数', effectiveFrom: '2025-01-01' } }).total).toBe('92.50');
});

test('weights are per cent of the parent, and a wrong sum is named with the node', () => {
  const weighed = (weights: number[]): SchemeNode[] => weights.map((weight, index) => ({ ...without(leaf(`t${index}`, 0, ratio), 'fullMark'), weight }));
  expect(faultsOf(schemeOf([group('chapter', 100, weighed([50, 50]))]))).toEqual({});
  const faults = faultsOf(schemeOf([group('八（三）', 100, weighed([30, 25, 20]))].map((node) => ({ ...node, key: '8-3' }))));
  expect(faults['nodes[0].children']).toContain('“8-3”下各项权重合计 75.00%，应为 100.00%');
});

test('a node without weight or full mark is named, and the sum is not judged until it has one', () => {
  const bare = without(group('one', 10, [leaf('a', 10, ratio)]), 'fullMark') as SchemeNode;
  expect(Object.keys(faultsOf(schemeOf([bare, leaf('b', 90, ratio)])))).toEqual(['nodes[0]']);
});

test.each([
  ['nothing at all', null, ''],
  ['a text for a scheme', '方案', ''],
  ['a day that does not exist', { ...schemeOf([leaf('a', 100, ratio)]), effectiveFrom: '2025-02-30' }, 'effectiveFrom'],
  ['an end before the beginning', { ...schemeOf([leaf('a', 100, ratio)]), effectiveUntil: '2024-12-31' }, 'effectiveUntil'],
  ['no word on whether it is an example', without(schemeOf([leaf('a', 100, ratio)]), 'example'), 'example'],
  ['an unknown key', { ...schemeOf([leaf('a', 100, ratio)]), quota: 120 }, 'quota'],
  ['a number that is none', schemeOf([leaf('a', 'many' as SchemeNode['fullMark'], ratio)]), 'nodes[0].fullMark'],
  ['a leaf that does not say what it cannot show', schemeOf([without(leaf('a', 100, ratio), 'limits') as SchemeNode]), 'nodes[0].limits'],
  ['an interval upside down', schemeOf([leaf('a', 100, { kind: 'interval', of: 'closed', from: 9, to: 3, above: { shape: 'linear', lose: 1, per: 1 }, below: { shape: 'linear', lose: 1, per: 1 } })]), 'nodes[0].rule.to'],
  ['a fact of the wrong shape', schemeOf([leaf('a', 100, { kind: 'mean-of-pieces', pieces: 'closed' })]), 'nodes[0].rule.pieces'],
  ['an open-ended part of a closed sum', schemeOf([leaf('a', 100, ratio), leaf('b', 'none', { kind: 'add-only', count: 'closed', each: 1 })]), 'nodes[1].fullMark'],
  ['a rule that needs a full mark and has none', schemeOf([leaf('a', 'none', ratio)], 'none' as SchemeDocument['fullMark']), 'nodes[0].rule.kind'],
  ['both children and a rule', schemeOf([{ ...leaf('a', 100, ratio), children: [leaf('b', 100, ratio)] }]), 'nodes[0]'],
  ['rater weights off by ten', schemeOf([leaf('a', 100, { kind: 'rated', raters: [{ title: { zh: '甲', en: 'A' }, forms: 'hearingScores', weight: 90 }] })]), 'nodes[0].rule.raters'],
])('refuses %s', (_what, document, path) => {
  expect(Object.keys(faultsOf(document))).toContain(path);
});

test('a fact the person lacks is an error naming it, never a zero', () => {
  const document = schemeOf([leaf('a', 50, ratio), leaf('b', 50, { kind: 'deduct-to-floor', events: 'findings' })]);
  const refusal = captured(() => evaluate(document, facts('王敏', { numbers: { closed: 'soon' } }), []));
  expect(refusal.code).toBe('scheme.factsMissing');
  expect(refusal.faults.map((fault) => fault.path).sort()).toEqual(['王敏.closed', '王敏.closedInLimit', '王敏.findings']);
});

test('an empty peer group is refused when the scheme compares', () => {
  const document = schemeOf([leaf('a', 100, { ...steps, base: 60 })]);
  expect(captured(() => evaluate(document, facts('p', { numbers: { closed: 1 } }), [])).code).toBe('scheme.noPeers');
});

function captured(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
