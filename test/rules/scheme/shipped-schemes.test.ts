import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { DECLARED_FACTS } from '../../../src/evaluation/declared-facts.js';
import type { Parameters } from '../../../src/rules/scheme/scheme-value.js';
import { compileScheme, validateScheme } from '../../../src/rules/scheme/compile.js';
import type { CompiledNode } from '../../../src/rules/scheme/compiled-node.js';
import { JUDGE_SCHEME_FACTS, undeclaredFacts } from '../../../src/rules/scheme/fact-catalogue.js';
import { LEAF_RULES } from '../../../src/rules/scheme/leaf-rules/registry.js';
import { group, JUDGE_SCHEMES, leaf, schemeOf, shipped } from './scheme-fixtures.js';

const schema = JSON.parse(readFileSync('config/schemes/scheme.schema.json', 'utf8')) as object;
const check = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);
const files = readdirSync('config/schemes').filter((name) => name.endsWith('.v1.yaml')).map((name) => name.replace('.v1.yaml', ''));

const parameters = parse(readFileSync('config/schemes/example-parameters.yaml', 'utf8')) as Parameters;

function leavesOf(nodes: CompiledNode[]): CompiledNode[] {
  return nodes.flatMap((node) => (node.rule ? [node] : leavesOf(node.children)));
}

test.each(files)('%s fits the JSON Schema and has no faults', (name) => {
  const document = shipped(name);
  expect({ fits: check(document), errors: check.errors }).toEqual({ fits: true, errors: null });
  expect(validateScheme(document, { catalogue: DECLARED_FACTS, parameters })).toEqual([]);
  expect(document.example).toBe(true);
});

test.each(JUDGE_SCHEMES)('%s with the demonstration court’s extra points has no faults, and counts them outside the full mark', (name) => {
  const document = parse(`${readFileSync(`config/schemes/${name}.v1.yaml`, 'utf8')}${readFileSync('config/demonstration/extra-points.yaml', 'utf8')}`) as ReturnType<typeof shipped>;
  expect(validateScheme(document, { catalogue: DECLARED_FACTS, parameters })).toEqual([]);
  const scheme = compileScheme(document);
  expect([scheme.fullMark!.toFixed(2), scheme.extra!.nodes.map(({ key }) => key)]).toEqual(['100.00', ['difficult']]);
});

test.each(JUDGE_SCHEMES)('%s has the six components of §13 and says at every leaf what it cannot show', (name) => {
  const scheme = compileScheme(shipped(name));
  expect(scheme.nodes.map((node) => node.title.zh)).toEqual(['办案数量', '审判效率', '审判质量', '审判效果', '审判技能', '调研能力']);
  for (const part of leavesOf(scheme.nodes)) {
    expect(part.limits!.zh.length).toBeGreaterThan(15);
    expect(part.limits!.en.length).toBeGreaterThan(40);
    expect(part.source).toBe(`示例〔2026〕1号 ${part.key}`);
    expect(part.effectiveFrom).toBe('2025-01-01');
  }
});

test.each([
  ['judge-civil', [20, 20, 30, 15, 10, 5]],
  ['judge-criminal', [18, 18, 32, 14, 13, 5]],
  ['judge-administrative', [15, 18, 32, 18, 12, 5]],
  ['judge-enforcement', [22, 22, 22, 22, 6, 6]],
])('%s carries the weights of the catalogue', (name, weights) => {
  expect(compileScheme(shipped(name)).nodes.map((node) => node.portion!.toNumber())).toEqual(weights);
});

test('the four judge schemes together name exactly the facts the modules must provide', () => {
  const named = new Set(JUDGE_SCHEMES.flatMap((name) => leavesOf(compileScheme(shipped(name)).nodes).flatMap((part) => part.rule!.facts)));
  named.delete('servedMonths');
  expect([...named].sort()).toEqual(JUDGE_SCHEME_FACTS.map((fact) => fact.name).sort());
  expect(undeclaredFacts(JUDGE_SCHEME_FACTS, []).length).toBe(JUDGE_SCHEME_FACTS.length);
});

test('the JSON Schema knows every rule the engine knows, and refuses what has the wrong shape', () => {
  const kinds = (schema as { $defs: { rule: { properties: { kind: { enum: string[] } } } } }).$defs.rule.properties.kind.enum;
  expect([...kinds].sort()).toEqual([...LEAF_RULES.keys()].sort());
  expect(check(schemeOf([group('g', 100, [leaf('a', 100, { kind: 'ratio', of: 'closed' })])]))).toBe(false);
  expect(check(schemeOf([leaf('a', 100, { kind: 'deduct-to-floor', events: 'f', flor: 0 })]))).toBe(false);
});
