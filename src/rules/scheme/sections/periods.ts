import type { Day } from '../../../kernel/day.js';
import type { Sentence } from '../../../kernel/domain-error.js';
import { points, sum, type Decimal } from '../../../kernel/exact.js';
import { isPlain } from '../compile-scope.js';
import type { CombineBy, ScoringPeriod } from '../document-sections.js';
import type { SpecReader } from '../spec-reader.js';

export interface CompiledCombination {
  to: ScoringPeriod;
  by: CombineBy;
  /** Per cent, by kind, part of the year or phase; empty unless weighted. */
  weights: ReadonlyMap<string, Decimal>;
  missing: 'exclude' | 'refuse';
  source: string;
}

export interface CompiledPeriods {
  scoredBy: ScoringPeriod;
  combine: CompiledCombination[];
  phases: { key: string; title: Sentence; from: Day; until: Day }[];
}

const KINDS = ['month', 'quarter', 'half-year', 'year', 'campaign'] as const;
const WAYS = ['sum', 'mean', 'weighted', 'last', 'best', 'worst'] as const;

/** 考核期: how often a scheme is scored, and how a longer period is made of shorter ones. */
export function compilePeriods(spec: SpecReader): CompiledPeriods | null {
  if (!spec.has('periods')) return null;
  const own = spec.object('periods');
  const scoredBy = own.choice('scoredBy', KINDS);
  const phases = own.optionalList('phases').map((row) => {
    const phase = { key: row.text('key'), title: row.sentence('title'), from: row.day('from'), until: row.day('until') };
    if (phase.until <= phase.from) row.fault('until', '阶段必须在开始之后结束。', 'A phase must end after it begins.');
    row.done();
    return phase;
  });
  phases.forEach((phase, index) => {
    const clash = phases.findIndex((other) => other.from < phase.until && phase.from < other.until);
    if (clash < index) own.fault(`phases[${index}].from`, `阶段“${phase.key}”与“${phases[clash]!.key}”重叠。`, `The phase “${phase.key}” overlaps “${phases[clash]!.key}”.`);
  });
  const combine = own.optionalList('combine').map((row) => combination(row, scoredBy));
  combine.forEach((one, index) => {
    if (combine.findIndex((other) => other.to === one.to) < index) own.fault(`combine[${index}].to`, `“${one.to}”的合成规则写了两次。`, `The rule for “${one.to}” is written twice.`);
  });
  own.done();
  return { scoredBy, combine, phases };
}

function combination(row: SpecReader, scoredBy: ScoringPeriod): CompiledCombination {
  const to = row.choice('to', ['quarter', 'half-year', 'year', 'campaign']);
  if (KINDS.indexOf(to) <= KINDS.indexOf(scoredBy) && to !== 'campaign') {
    row.fault('to', `按 ${scoredBy} 计分，不能合成为不更长的 ${to}。`, `Scored by ${scoredBy}, nothing longer can be made as ${to}.`);
  }
  const by = row.choice('by', WAYS);
  const weights = new Map<string, Decimal>();
  if (by === 'weighted' && isPlain(row.spec['weights'])) {
    const inner = row.object('weights');
    for (const key of Object.keys(inner.spec)) weights.set(key, inner.number(key, { min: 0, max: 100 }));
    const total = sum(weights.values());
    if (!total.eq(100)) row.fault('weights', `各期权重合计 ${points(total)}%，应为 100.00%。`, `The weights of the periods total ${points(total)}%; they must total 100.00%.`);
  } else if (by === 'weighted') {
    row.has('weights');
    row.fault('weights', '按权重合成，须写明各期权重。', 'A weighted combination needs the weight of each period.');
  }
  const missing = row.choice('missing', ['exclude', 'refuse']);
  const source = row.has('source') ? row.text('source') : '';
  row.done();
  return { to, by, weights, missing, source };
}
