import type { CompiledNode } from './compiled-node.js';
import type { PreparedScheme } from './evaluate.js';
import type { FactName } from './facts.js';
import type { CompiledRule, LeafScore, Reading } from './leaf-rule.js';

/**
 * The same scheme for one person of whom only these facts will change: every leaf that reads none of them is asked once and then
 * keeps its answer, without its lines. Totals are those of the whole scheme at a fraction of the work; the sheets are not to be shown.
 *
 * @example 28 leaves of which two read `ownCaseScore`: the other 26 are worked out for the first sheet only
 */
export function holdOtherLeaves(prepared: PreparedScheme, changing: readonly FactName[]): PreparedScheme {
  const { scheme } = prepared;
  const recorded = (name: FactName): FactName[] => scheme.facts.derived.get(name)?.facts.flatMap(recorded) ?? [name];
  const moves = (rule: CompiledRule): boolean => rule.facts.flatMap(recorded).some((name) => changing.includes(name));
  const hold = (node: CompiledNode): CompiledNode => {
    if (!node.rule) return { ...node, children: node.children.map(hold) };
    return node.shared !== null || moves(node.rule) ? node : { ...node, rule: held(node.rule) };
  };
  return { ...prepared, scheme: { ...scheme, nodes: scheme.nodes.map(hold), extra: scheme.extra && { ...scheme.extra, nodes: scheme.extra.nodes.map(hold) } } };
}

function held(rule: CompiledRule): CompiledRule {
  let known: Reading | null = null;
  return { ...rule, read: (subject) => (known ??= withoutLines(rule.read(subject))) };
}

function withoutLines(reading: Reading): Reading {
  if (!reading.applicable) return reading;
  const scores = new Map<string, LeafScore>();
  return {
    applicable: true,
    score: (full) => {
      const key = full?.toFixed() ?? '';
      const known = scores.get(key) ?? { exact: reading.score(full).exact, lines: [] };
      scores.set(key, known);
      return known;
    },
  };
}
