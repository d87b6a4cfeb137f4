import { Decimal } from '../../../kernel/exact.js';
import type { CompiledNode } from '../compiled-node.js';
import type { FactReader } from '../fact-reader.js';
import type { DutyShare } from '../leaf-rule.js';
import { nearestName } from '../nearest-name.js';
import type { SpecReader } from '../spec-reader.js';
import { plain, say } from '../wording.js';
import type { CompiledPeriods } from './periods.js';

export interface CompiledDuty {
  source: string;
  by: 'servedMonths' | 'dutyFactor' | 'both';
  /** Paths of the leaves it scales. */
  applies: ReadonlySet<string>;
  /** Months of a full period. */
  fullMonths: Decimal;
  minimumMonths: Decimal | null;
  below: 'notRanked' | 'banded';
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12, campaign: null } as const;

/** 履职时间与减轻职责. The paths must be those of leaves. */
export function compileDuty(spec: SpecReader, nodes: readonly CompiledNode[], periods: CompiledPeriods | null): CompiledDuty | null {
  if (!spec.has('duty')) return null;
  const own = spec.object('duty').withOwnSource();
  const source = own.text('source');
  const by = own.choice('by', ['servedMonths', 'dutyFactor', 'both']);
  const raw = own.has('applies') ? own.spec['applies'] : undefined;
  if (!Array.isArray(raw)) own.fault('applies', '应列出适用的叶项路径，例如 [research/R1]。', 'List the paths of the leaves concerned, such as [research/R1].');
  const applies = (Array.isArray(raw) ? raw : []).map(String);
  const leaves = leafPaths(nodes);
  applies.forEach((path, index) => {
    if (leaves.includes(path)) return;
    const near = nearestName(path, leaves);
    own.fault(`applies[${index}]`, `没有路径为“${path}”的叶项。${near ? `是否为“${near}”？` : ''}`, `There is no leaf at “${path}”.${near ? ` Did you mean “${near}”?` : ''}`);
  });
  const usual = periods ? MONTHS[periods.scoredBy] : null;
  const fullMonths = own.has('fullMonths') || !usual ? own.number('fullMonths', { min: '0.01' }) : new Decimal(usual);
  const minimumMonths = own.optionalNumber('minimumMonths', { min: 0 });
  if (minimumMonths && !own.has('below')) own.fault('below', '写了 minimumMonths，须写明不足时如何处理（below）。', 'minimumMonths needs below: what becomes of those under it.');
  if (own.has('below') && !minimumMonths) own.fault('minimumMonths', '写了 below，须写明最低月数 minimumMonths。', 'below needs minimumMonths.');
  const below = own.choice('below', ['notRanked', 'banded'], 'notRanked');
  own.done();
  return { source, by, applies: new Set(applies), fullMonths, minimumMonths, below };
}

export function leafPaths(nodes: readonly CompiledNode[]): string[] {
  return nodes.flatMap((node) => (node.rule ? [node.path] : leafPaths(node.children)));
}

/**
 * How much of a full period at full duty a person stood, never above 1.
 * @example 6 of 12 months at half duty, by both → 0.25, “任职 6 ÷ 12 个月 × 履职系数 0.5 = 0.25”
 */
export function dutyShare(duty: CompiledDuty, reader: FactReader): DutyShare {
  const months = duty.by === 'dutyFactor' ? null : reader.number('months');
  const factor = duty.by === 'servedMonths' ? null : reader.number('dutyFactor');
  const share = Decimal.max(0, Decimal.min(1, (months?.div(duty.fullMonths) ?? new Decimal(1)).times(factor ?? 1)));
  const zh = [months && `任职 ${plain(months)} ÷ ${plain(duty.fullMonths)} 个月`, factor && `履职系数 ${plain(factor)}`].filter((part) => part !== null);
  const en = [months && `served ${plain(months)} ÷ ${plain(duty.fullMonths)} months`, factor && `duty factor ${plain(factor)}`].filter((part) => part !== null);
  return { share, words: say(`${zh.join(' × ')} = ${plain(share)}`, `${en.join(' × ')} = ${plain(share)}`) };
}
