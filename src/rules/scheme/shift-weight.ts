import { Decimal, sum } from '../../kernel/exact.js';
import type { CompiledScheme } from './compile.js';
import type { CompiledNode } from './compiled-node.js';

/**
 * 敏感性: the scheme with one top-level weight changed by so many per cent of itself and the others rescaled in
 * proportion, so that the full mark stays. What stands inside a part shrinks or grows with it, deductions included.
 *
 * Null when the scheme has no full mark, the part carries no weight, or nothing would be left for the others.
 * @param change −20 … 20, per cent of the weight itself
 * @example weights 30, 40, 30 and +20 on the first → 36, 36.57…, 27.42…
 */
export function shiftWeight(scheme: CompiledScheme, key: string, change: number): CompiledScheme | null {
  const full = scheme.fullMark;
  const chosen = scheme.nodes.find((node) => node.key === key)?.portion;
  if (!full || !chosen || chosen.isZero()) return null;
  const shifted = chosen.times(new Decimal(100).plus(change)).div(100);
  const others = sum(scheme.nodes.map((node) => (node.key === key ? 0 : (node.portion ?? 0))));
  if (others.isZero() || shifted.gte(full)) return null;
  const factor = full.minus(shifted).div(others);
  return { ...scheme, nodes: scheme.nodes.map((node) => reweighed(node, node.key === key ? shifted : node.portion && node.portion.times(factor))) };
}

/** Marked on its old scale and counted at its new worth. */
function reweighed(node: CompiledNode, portion: Decimal | null): CompiledNode {
  if (!portion || !node.portion || node.portion.isZero()) return node;
  return { ...node, portion, ownScale: node.ownScale ?? node.portion };
}

/** A top-level part's weight in per cent of the full mark, two places; null when open-ended. */
export function weightOf(scheme: CompiledScheme, key: string): Decimal | null {
  const portion = scheme.nodes.find((node) => node.key === key)?.portion;
  return portion && scheme.fullMark && !scheme.fullMark.isZero() ? portion.div(scheme.fullMark).times(100) : null;
}
