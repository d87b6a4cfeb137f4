import { DomainError, type Fault, type Sentence } from '../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../kernel/exact.js';
import { CASE_NATURES } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import type { Parameters } from './document.js';
import { SERVICE_FACTS, type FactRequirement } from './fact-catalogue.js';
import type { CompiledRule } from './leaf-rule.js';
import { LEAF_RULES } from './leaf-rules/registry.js';
import { schemeErrors } from './scheme.errors.js';
import { isPlain, SpecReader, type CompileScope } from './spec-reader.js';

export interface CompiledNode {
  key: string;
  path: string;
  title: Sentence;
  source: string;
  effectiveFrom: Day;
  limits: Sentence | null;
  /** Points of the parent's own scale it is worth as written; null when open-ended. */
  portion: Decimal | null;
  /** Its own full mark when it is marked on a scale of its own, else null. */
  ownScale: Decimal | null;
  children: CompiledNode[];
  rule: CompiledRule | null;
  /** Whether weight of parts that do not apply may come here. */
  takesWeight: boolean;
}

export interface CompiledScheme {
  id: string;
  version: number;
  title: Sentence;
  source: string;
  example: boolean;
  fullMark: Decimal | null;
  nodes: CompiledNode[];
}

export interface CompileOptions {
  parameters?: Parameters;
  /** Facts that may be named; without it names are not checked. */
  catalogue?: readonly FactRequirement[];
}

interface Attempt {
  scheme: CompiledScheme;
  faults: Fault[];
}

/**
 * Every fault of a scheme document at once, each with its path, in Chinese and English; empty when it may be used.
 * @example weights 20 + 20 + 50 under a full mark of 100 → path `nodes`, “…合计 90.00，应为 100.00…”.
 */
export function validateScheme(document: unknown, options: CompileOptions = {}): Fault[] {
  return attempt(document, options).faults;
}

/** A document made ready for scoring; refused with every fault when it has any. */
export function compileScheme(document: unknown, options: CompileOptions = {}): CompiledScheme {
  const { scheme, faults } = attempt(document, options);
  if (faults.length) throw invalidScheme(scheme.id, faults);
  return scheme;
}

function invalidScheme(id: string, faults: Fault[]): DomainError {
  return schemeErrors['scheme.invalid']({ id: id || '?', count: faults.length }, faults);
}

function attempt(document: unknown, options: CompileOptions): Attempt {
  const scope: CompileScope = {
    faults: [],
    parameters: options.parameters ?? {},
    catalogue: options.catalogue ? new Map([...SERVICE_FACTS, ...options.catalogue].map((fact) => [fact.name, fact])) : null,
    unsourced: [],
  };
  const root = isPlain(document) ? document : {};
  if (!isPlain(document)) scope.faults.push({ path: '', zh: '方案应为一组键值。', en: 'A scheme must be a mapping.' });
  const spec = new SpecReader(root, '', scope, typeof root['source'] === 'string' && root['source'] !== '');
  const header = {
    id: spec.text('id'),
    version: spec.number('version', { min: 1 }).toNumber(),
    title: sentence(spec, 'title'),
    source: spec.text('source'),
    example: spec.flag('example'),
  };
  if (!spec.has('example')) spec.fault('example', '应写明 example: true（示例）或 false（已采用）。', 'State example: true (made up) or false (adopted).');
  const from = spec.day('effectiveFrom');
  if (spec.has('effectiveUntil') && spec.day('effectiveUntil') <= from) {
    spec.fault('effectiveUntil', '失效日必须晚于生效日。', 'The version must end after it begins.');
  }
  const group = appliesTo(spec);
  rounding(spec);
  const fullMark = markOf(spec, 'fullMark');
  const nodes = spec.list('nodes').map((child) => node(child, { path: '', full: fullMark, effectiveFrom: from }, scope));
  checkChildren(spec, 'nodes', nodes, fullMark);
  spec.done();
  if (!group) refusePeerRules(nodes, spec);
  return { scheme: { ...header, fullMark, nodes }, faults: scope.faults };
}

function appliesTo(spec: SpecReader): boolean {
  if (!isPlain(spec.spec['appliesTo'])) {
    spec.has('appliesTo');
    spec.fault('appliesTo', '缺少 appliesTo（岗位和案件性质）。', 'appliesTo (post and case nature) is missing.');
    return false;
  }
  const group = spec.object('appliesTo');
  const before = spec.scope.faults.length;
  group.text('post');
  group.choice('nature', [...CASE_NATURES, 'any']);
  group.done();
  return spec.scope.faults.length === before;
}

function rounding(spec: SpecReader): void {
  const inner = spec.object('rounding');
  inner.choice('mode', ['half-up']);
  inner.number('places', { min: 2, max: 2 });
  inner.done();
}

function sentence(spec: SpecReader, key: string): Sentence {
  const inner = spec.object(key);
  const said = { zh: inner.text('zh'), en: inner.text('en') };
  inner.done();
  return said;
}

function markOf(spec: SpecReader, key: string): Decimal | null {
  if (spec.spec[key] === 'none' && spec.has(key)) return null;
  return spec.number(key, { min: 0 });
}

interface Parent {
  path: string;
  full: Decimal | null;
  effectiveFrom: Day;
}

function node(spec: SpecReader, parent: Parent, scope: CompileScope): CompiledNode {
  const sourced = typeof spec.spec['source'] === 'string' && spec.spec['source'] !== '';
  const own = new SpecReader(spec.spec, spec.path, scope, sourced);
  const outer = scope.unsourced;
  scope.unsourced = [];

  const key = own.text('key');
  if (key && !/^[A-Za-z0-9][\w.-]*$/.test(key)) own.fault('key', `键“${key}”只能用字母、数字、点、横线和下划线。`, `The key “${key}” may hold letters, digits, dots, hyphens and underscores only.`);
  const path = parent.path ? `${parent.path}/${key}` : key;
  const title = sentence(own, 'title');
  const effectiveFrom = own.has('effectiveFrom') ? own.day('effectiveFrom') : parent.effectiveFrom;
  const source = own.has('source') ? String(own.spec['source']) : '';
  const { portion, ownScale, inner } = worth(own, parent.full);
  const built: CompiledNode = { key, path, title, source, effectiveFrom, limits: null, portion, ownScale, children: [], rule: null, takesWeight: false };

  if (own.has('children') === own.has('rule')) {
    own.fault('', `“${key}”应有下级 children 或规则 rule 之一。`, `“${key}” must have either children or a rule.`);
  }
  if (own.has('children')) {
    built.children = own.list('children').map((child) => node(child, { path, full: inner, effectiveFrom }, scope));
    built.takesWeight = built.children.some((child) => child.takesWeight);
    checkChildren(own, 'children', built.children, inner);
    if (own.has('limits')) built.limits = sentence(own, 'limits');
  } else if (own.has('rule')) {
    built.limits = sentence(own, 'limits');
    built.rule = leafRule(own, built, inner);
  }
  own.done();
  if (scope.unsourced.length) {
    const where = scope.unsourced.map((at) => at.slice(spec.path.length + 1)).join(', ');
    own.fault('source', `“${key}”没有来源条款，其数值（${where}）无所依据。请补 source。`, `“${key}” names no source, so its values (${where}) rest on nothing. Add source.`);
  }
  scope.unsourced = outer;
  return built;
}

function worth(spec: SpecReader, parentFull: Decimal | null): { portion: Decimal | null; ownScale: Decimal | null; inner: Decimal | null } {
  const weighed = spec.has('weight');
  const marked = spec.has('fullMark');
  if (!weighed && !marked) {
    spec.fault('', `“${String(spec.spec['key'] ?? '')}”没有权重或满分。`, `“${String(spec.spec['key'] ?? '')}” has neither a weight nor a full mark.`);
    return { portion: null, ownScale: null, inner: null };
  }
  const mark = marked ? markOf(spec, 'fullMark') : null;
  if (!weighed) return { portion: mark, ownScale: null, inner: mark };
  const weight = spec.number('weight', { min: 0, max: 100 });
  const portion = parentFull ? parentFull.times(weight).div(100) : null;
  if (!parentFull) spec.fault('weight', '上级没有满分，权重无从计算。', 'The parent has no full mark, so a weight means nothing.');
  if (marked && (!mark || mark.isZero())) spec.fault('fullMark', '与权重并用的满分必须大于零。', 'A full mark beside a weight must be above zero.');
  return { portion, ownScale: mark, inner: mark ?? portion };
}

function checkChildren(spec: SpecReader, key: string, children: CompiledNode[], full: Decimal | null): void {
  const seen = new Map<string, number>();
  children.forEach((child, index) => {
    const first = seen.get(child.key);
    if (child.key && first !== undefined) {
      spec.fault(`${key}[${index}].key`, `键“${child.key}”与第 ${first + 1} 项重复。`, `The key “${child.key}” repeats that of item ${first + 1}.`);
    } else seen.set(child.key, index);
  });
  // A child without any worth has its own fault; the sum cannot be judged until that is mended.
  const raw = spec.spec[key] as Record<string, unknown>[];
  if (!full || !children.length || raw.some((child) => child['weight'] === undefined && child['fullMark'] === undefined)) return;
  const name = String(spec.spec['key'] ?? spec.spec['id'] ?? '');
  children.forEach((child, index) => {
    if (raw[index]!['fullMark'] !== 'none') return;
    spec.fault(`${key}[${index}].fullMark`, `“${child.key}”没有满分，不能计入满分 ${points(full)} 的“${name}”。`, `“${child.key}” is open-ended and cannot be part of “${name}” with its full mark of ${points(full)}.`);
  });
  const total = sum(children.map((child) => child.portion ?? 0));
  if (total.eq(full)) return;
  if (raw.every((child) => child['weight'] !== undefined)) {
    const weights = points(total.div(full).times(100));
    spec.fault(key, `“${name}”下各项权重合计 ${weights}%，应为 100.00%。请调整权重。`, `The weights under “${name}” total ${weights}%; they must total 100.00%. Adjust them.`);
    return;
  }
  spec.fault(key, `“${name}”下各项满分合计 ${points(total)}，应为 ${points(full)}。请调整满分。`, `The full marks under “${name}” total ${points(total)}; they must total ${points(full)}. Adjust them.`);
}

function leafRule(spec: SpecReader, leaf: CompiledNode, full: Decimal | null): CompiledRule | null {
  const inner = spec.object('rule');
  const kind = inner.text('kind');
  const rule = LEAF_RULES.get(kind);
  if (!rule) {
    const known = [...LEAF_RULES.keys()].join(', ');
    if (kind) inner.fault('kind', `没有名为“${kind}”的计分规则，可用：${known}。`, `There is no rule “${kind}”; there are: ${known}.`);
    return null;
  }
  if (rule.needsFullMark && !full) inner.fault('kind', `规则“${kind}”需要满分。`, `The rule “${kind}” needs a full mark.`);
  leaf.takesWeight = rule.needsFullMark;
  const compiled = rule.compile(inner, { title: leaf.title, fullMark: full });
  inner.done();
  return compiled;
}

function refusePeerRules(nodes: CompiledNode[], spec: SpecReader, path = 'nodes'): void {
  nodes.forEach((child, index) => {
    const at = `${path}[${index}]`;
    if (child.rule?.peers.length) {
      spec.fault(`${at}.rule`, `“${child.path}”与同岗人员比较，但方案没有写明同岗范围（appliesTo 的岗位和案件性质）。`, `“${child.path}” compares with peers, but the scheme names no peer group (post and case nature in appliesTo).`);
    }
    refusePeerRules(child.children, spec, `${at}.children`);
  });
}
