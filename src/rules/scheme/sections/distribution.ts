import type { Sentence } from '../../../kernel/domain-error.js';
import type { Decimal } from '../../../kernel/exact.js';
import type { Expression } from '../expression/expression.js';
import { SpecReader } from '../spec-reader.js';

export interface CompiledDistribution {
  key: string;
  title: Sentence;
  amount: Decimal;
  weight: Expression | null;
  unit: string;
  source: string;
}

/** 分配: an amount of money and the weight by which it is shared. One mapping or a list of them. */
export function compileDistributions(spec: SpecReader): CompiledDistribution[] {
  if (!spec.has('distribution')) return [];
  const many = Array.isArray(spec.spec['distribution']);
  return (many ? spec.list('distribution') : [spec.object('distribution')]).map((given) => {
    const row = given.withOwnSource();
    row.choice('method', ['largest-remainder']);
    const built = {
      key: row.text('key'),
      title: row.sentence('title'),
      amount: row.number('amount', { min: 0 }),
      weight: row.expression('weight', 'number', ['score', 'headcount']),
      unit: row.text('unit'),
      source: row.text('source'),
    };
    if (built.amount.dp() > 2) row.fault('amount', `金额 ${built.amount.toFixed()} 不到分以下，应最多两位小数。`, `The amount ${built.amount.toFixed()} must have at most two places.`);
    row.done();
    return built;
  });
}
