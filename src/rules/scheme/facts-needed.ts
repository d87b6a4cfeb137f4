import type { CompiledScheme } from './compile.js';
import type { CompiledNode } from './compiled-node.js';
import type { FactName } from './facts.js';

/**
 * Every recorded, entered or rated fact a scheme asks for, sorted: those of leaves, conditions, extra points, vetoes, tasks,
 * proposals and distributions, and what its derived facts are made of. Derived facts themselves are not in it.
 */
export function factsNeeded(scheme: CompiledScheme): FactName[] {
  const named = new Set<FactName>();
  const add = (name: FactName): void => {
    const formula = scheme.facts.derived.get(name);
    if (formula) formula.facts.forEach(add);
    else named.add(name);
  };
  const walk = (node: CompiledNode): void => {
    node.rule?.facts.forEach(add);
    node.appliesWhen?.facts.forEach(add);
    node.children.forEach(walk);
  };
  [...scheme.nodes, ...(scheme.extra?.nodes ?? [])].forEach(walk);
  for (const veto of scheme.vetoes) [...(veto.events ? [veto.events] : []), ...(veto.when?.facts ?? [])].forEach(add);
  for (const task of scheme.tasks) [task.percent, task.status].forEach((name) => name && add(name));
  for (const { weight } of scheme.distributions) weight?.facts.forEach(add);
  if (scheme.grades?.proposal) add(scheme.grades.proposal);
  if (scheme.duty) ['months', 'dutyFactor'].forEach(add);
  return [...named].sort();
}

/** For each leaf of the tree and of the extra points, the recorded facts its rule reads, those of derived ones and of conditions above it among them. */
export function factsByLeaf(scheme: CompiledScheme): FactName[][] {
  const recorded = (name: FactName): FactName[] => scheme.facts.derived.get(name)?.facts.flatMap(recorded) ?? [name];
  const walk = (node: CompiledNode, above: readonly FactName[]): FactName[][] => {
    const asked = [...above, ...(node.appliesWhen?.facts ?? [])];
    return node.rule ? [[...new Set([...asked, ...node.rule.facts].flatMap(recorded))]] : node.children.flatMap((child) => walk(child, asked));
  };
  return [...scheme.nodes, ...(scheme.extra?.nodes ?? [])].flatMap((node) => walk(node, []));
}
