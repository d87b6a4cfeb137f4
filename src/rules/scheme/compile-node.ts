import type { Day } from '../../kernel/day.js';
import { Decimal, points, sum } from '../../kernel/exact.js';
import { isPlain, type CompileScope, type Plain } from './compile-scope.js';
import type { CompiledNode } from './compiled-node.js';
import type { CompiledRule } from './leaf-rule.js';
import { LEAF_RULES } from './leaf-rules/registry.js';
import { readValue } from './read-value.js';
import type { SpecReader } from './spec-reader.js';

export interface Parent {
  path: string;
  full: Decimal | null;
  effectiveFrom: Day;
}

/** Reads one node with all below it. `open`: a part outside any total, whose full mark may be left out (追加分). */
export function compileNode(given: SpecReader, parent: Parent, open = false): CompiledNode {
  const own = given.withOwnSource();
  const { scope } = own;
  const outer = scope.unsourced;
  scope.unsourced = [];

  const key = own.text('key');
  if (key && !/^[A-Za-z0-9][\w.-]*$/.test(key)) own.fault('key', `键“${key}”只能用字母、数字、点、横线和下划线。`, `The key “${key}” may hold letters, digits, dots, hyphens and underscores only.`);
  const path = parent.path ? `${parent.path}/${key}` : key;
  const title = own.sentence('title');
  const effectiveFrom = own.has('effectiveFrom') ? own.day('effectiveFrom') : parent.effectiveFrom;
  const source = own.has('source') ? String(own.spec['source']) : '';
  const { portion, ownScale, inner } = open && !own.has('weight') && !own.has('fullMark') ? OPEN_ENDED : worth(own, parent.full);
  const built: CompiledNode = {
    key, path, title, source, effectiveFrom, limits: null, portion, ownScale, children: [], rule: null, takesWeight: false,
    cap: open ? own.optionalNumber('cap', { min: 0 }) : null,
    appliesWhen: own.has('appliesWhen') ? own.expression('appliesWhen', 'truth') : null,
    shared: null,
    approval: own.choice('approval', ['required', 'none'], 'none') === 'required',
    evidenceBy: own.has('evidenceBy') ? own.sentence('evidenceBy') : null,
  };
  if (own.has('sharedBy')) {
    own.choice('sharedBy', ['unit']);
    built.shared = own.choice('how', ['every', 'mean']);
    if (own.has('children')) own.fault('sharedBy', 'sharedBy 只写在有规则的叶项上。', 'sharedBy stands on a leaf, where the rule is.');
  }

  if (own.has('children') === own.has('rule')) {
    own.fault('', `“${key}”应有下级 children 或规则 rule 之一。`, `“${key}” must have either children or a rule.`);
  }
  if (own.has('children')) {
    built.children = own.list('children').map((child) => compileNode(child, { path, full: inner, effectiveFrom }, open));
    built.takesWeight = built.children.some((child) => child.takesWeight);
    checkChildren(own, 'children', built.children, inner);
    if (own.has('limits')) built.limits = own.sentence('limits');
  } else if (own.has('rule')) {
    built.limits = own.sentence('limits');
    built.rule = leafRule(own, built, inner);
  }
  own.done();
  if (scope.unsourced.length) {
    const where = scope.unsourced.map((at) => at.slice(own.path.length + 1)).join(', ');
    own.fault('source', `“${key}”没有来源条款，其数值（${where}）无所依据。请补 source。`, `“${key}” names no source, so its values (${where}) rest on nothing. Add source.`);
  }
  scope.unsourced = outer;
  return built;
}

const OPEN_ENDED = { portion: null, ownScale: null, inner: null };

/** A full mark: a number, or null for `none`. */
export function markOf(spec: SpecReader, key: string): Decimal | null {
  if (spec.spec[key] === 'none' && spec.has(key)) return null;
  return spec.number(key, { min: 0 });
}

function worth(spec: SpecReader, parentFull: Decimal | null): { portion: Decimal | null; ownScale: Decimal | null; inner: Decimal | null } {
  const weighed = spec.has('weight');
  const marked = spec.has('fullMark');
  if (!weighed && !marked) {
    spec.fault('', `“${String(spec.spec['key'] ?? '')}”没有权重或满分。`, `“${String(spec.spec['key'] ?? '')}” has neither a weight nor a full mark.`);
    return { ...OPEN_ENDED, inner: standIn(spec) };
  }
  const mark = marked ? markOf(spec, 'fullMark') : null;
  if (!weighed) return { portion: mark, ownScale: null, inner: mark };
  const weight = spec.number('weight', { min: 0, max: 100 });
  const portion = parentFull ? parentFull.times(weight).div(100) : null;
  if (!parentFull) spec.fault('weight', '上级没有满分，权重无从计算。', 'The parent has no full mark, so a weight means nothing.');
  if (marked && (!mark || mark.isZero())) spec.fault('fullMark', '与权重并用的满分必须大于零。', 'A full mark beside a weight must be above zero.');
  return { portion, ownScale: mark, inner: mark ?? portion };
}

/** Of a node whose worth is missing, and said to be: something for what stands below to be judged against, so that one gap is one fault. */
function standIn(spec: SpecReader): Decimal | null {
  const { children } = spec.spec;
  return !Array.isArray(children) || children.every((child) => isPlain(child) && child['fullMark'] === undefined) ? new Decimal(100) : null;
}

/** Keys differ, and what the children are worth totals the full mark. `beside`: further parts of the same total, e.g. scored tasks. */
export function checkChildren(spec: SpecReader, key: string, children: readonly CompiledNode[], full: Decimal | null, beside: readonly CompiledNode[] = []): void {
  const seen = new Map<string, number>();
  children.forEach((child, index) => {
    const first = seen.get(child.key);
    if (child.key && first !== undefined) {
      spec.fault(`${key}[${index}].key`, `键“${child.key}”与第 ${first + 1} 项重复。`, `The key “${child.key}” repeats that of item ${first + 1}.`);
    } else seen.set(child.key, index);
  });
  // A child without any worth has its own fault; the sum cannot be judged until that is mended.
  const raw = (Array.isArray(spec.spec[key]) ? spec.spec[key] : []).filter(isPlain);
  if (!full || !(children.length || beside.length) || raw.some((child) => child['weight'] === undefined && child['fullMark'] === undefined)) return;
  if ([spec.spec, ...raw].some((one) => unread(one, spec.scope))) return;
  const name = String(spec.spec['key'] ?? spec.spec['id'] ?? '');
  children.forEach((child, index) => {
    if (raw[index]!['fullMark'] !== 'none') return;
    spec.fault(`${key}[${index}].fullMark`, `“${child.key}”没有满分，不能计入满分 ${points(full)} 的“${name}”。`, `“${child.key}” is open-ended and cannot be part of “${name}” with its full mark of ${points(full)}.`);
  });
  const total = sum([...children, ...beside].map((child) => child.portion ?? 0));
  if (total.eq(full)) return;
  if (raw.every((child) => child['weight'] !== undefined) && !beside.length) {
    const weights = points(total.div(full).times(100));
    spec.fault(key, `“${name}”下各项权重合计 ${weights}%，应为 100.00%。请调整权重。`, `The weights under “${name}” total ${weights}%; they must total 100.00%. Adjust them.`);
    return;
  }
  spec.fault(key, `“${name}”下各项满分合计 ${points(total)}，应为 ${points(full)}。请调整满分。`, `The full marks under “${name}” total ${points(total)}; they must total ${points(full)}. Adjust them.`);
}

/** A worth that has a fault of its own already (a parameter not filled, no number): a sum with it would only mislead. */
function unread(raw: Plain, scope: CompileScope): boolean {
  return ['weight', 'fullMark'].some((key) => raw[key] !== undefined && raw[key] !== 'none' && readValue(raw[key], key, scope).value === null);
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
  const compiled = rule.compile(inner, { title: leaf.title, fullMark: full });
  leaf.takesWeight = compiled.takesWeight ?? rule.needsFullMark;
  inner.done();
  return compiled;
}
