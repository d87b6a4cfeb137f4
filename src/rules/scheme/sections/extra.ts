import type { Day } from '../../../kernel/day.js';
import { sum, type Decimal } from '../../../kernel/exact.js';
import { compileNode } from '../compile-node.js';
import type { CompiledNode } from '../compiled-node.js';
import type { SpecReader } from '../spec-reader.js';

export interface CompiledExtra {
  nodes: CompiledNode[];
  /** What all of them together may bring; null when nothing limits them. */
  cap: Decimal | null;
}

/** 追加分: leaves outside the full mark, each and together up to a cap where one is written. */
export function compileExtra(spec: SpecReader, effectiveFrom: Day): CompiledExtra | null {
  if (!spec.has('extra')) {
    if (spec.has('extraCap')) spec.fault('extraCap', '没有追加分（extra），上限无从适用。', 'There are no extra points (extra), so the cap has nothing to limit.');
    return null;
  }
  const nodes = spec.list('extra').map((child) => compileNode(child, { path: 'extra', full: null, effectiveFrom }, true));
  nodes.forEach((child, index) => {
    const at = `extra[${index}]`;
    if (child.children.length) spec.fault(`${at}.children`, '追加分各项直接写规则，不分下级。', 'Extra points stand in leaves of their own, without children.');
    if (child.takesWeight || child.portion) spec.fault(`${at}.fullMark`, `“${child.key}”在满分之外，不写满分或权重；上限写 cap。`, `“${child.key}” stands outside the full mark: write no full mark or weight, but cap for a limit.`);
    if (nodes.findIndex((one) => one.key === child.key) < index) spec.fault(`${at}.key`, `键“${child.key}”重复。`, `The key “${child.key}” is repeated.`);
  });
  return { nodes, cap: spec.optionalNumber('extraCap', { min: 0 }) };
}

/** What can be earned at most with extra points; null when open-ended. */
export function mostPoints(fullMark: Decimal | null, extra: CompiledExtra | null): Decimal | null {
  if (!fullMark || !extra) return fullMark;
  if (extra.cap) return fullMark.plus(extra.cap);
  const caps = extra.nodes.flatMap((node) => (node.cap ? [node.cap] : []));
  return caps.length === extra.nodes.length ? fullMark.plus(sum(caps)) : null;
}
