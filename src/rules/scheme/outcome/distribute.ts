import type { Fault } from '../../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../../kernel/exact.js';
import { sharePool, yuan } from '../../share-pool.js';
import { attempt } from '../expression/undefined-value.js';
import type { UnitFacts } from '../facts.js';
import { readDecimal } from '../facts.js';
import { refuseMissing } from '../refuse-missing.js';
import { schemeErrors } from '../scheme.errors.js';
import type { CompiledDistribution } from '../sections/distribution.js';
import { plain, say } from '../wording.js';
import type { Assessed } from './assessed.js';
import type { DistributionOutcome } from './group-outcome.js';

/**
 * Shares an amount in whole cents by the members' weights, by largest remainder (equals by personal id, the order of the members).
 * @throws scheme.cannotDistribute when a weight is negative or has no answer, or all are zero
 * @example 120 000.00 by 5 × 96.40, 8 × 88.10, 4 × 101.50 → 36 313.41, 53 098.95, 30 587.64. Source: SCHEMES.md document 4.
 */
export function distribute(rule: CompiledDistribution, members: readonly Assessed[], units: ReadonlyMap<string, UnitFacts>): DistributionOutcome {
  const faults: Fault[] = [];
  const weighed = members.map((member) => ({ member, weight: weightOf(rule, member, units, faults) }));
  refuseMissing(members.map((member) => member.reader));
  const all = sum(weighed.map(({ weight }) => weight));
  if (!faults.length && all.isZero()) faults.push({ path: rule.key, zh: '所有人的权重都是零，无从分配。', en: 'Every weight is zero, so nothing can be shared.' });
  if (faults.length) throw schemeErrors['scheme.cannotDistribute']({ title: rule.title.zh, titleEn: rule.title.en, count: faults.length }, faults);
  const shares = sharePool(BigInt(rule.amount.times(100).toFixed(0)), weighed.map(({ weight }) => weight));
  return {
    key: rule.key,
    title: rule.title,
    unit: rule.unit,
    amount: points(rule.amount),
    shares: weighed.map(({ member, weight }, index) => {
      const { cents, raised } = shares[index]!;
      const { personId } = member.sheet;
      const amount = yuan(cents);
      const product = `${points(rule.amount)} × ${plain(weight)} ÷ ${plain(all)} = ${plain(rule.amount.times(weight).div(all))}`;
      const [zh, en] = raised ? ['，余数较大，进一分', ', raised by one cent for its larger remainder'] : ['', ''];
      return { personId, weight: weight.toFixed(), amount, why: say(`${product}${zh}，计 ${amount} ${rule.unit}`, `${product}${en}: ${amount} ${rule.unit}`) };
    }),
  };
}

function weightOf(rule: CompiledDistribution, member: Assessed, units: ReadonlyMap<string, UnitFacts>, faults: Fault[]): Decimal {
  const { sheet, reader, total } = member;
  const at = `${sheet.personId}.${rule.key}`;
  if (!sheet.applicable) return new Decimal(0);
  const given: Record<string, Decimal> = { score: total };
  if (rule.weight!.given.includes('headcount')) given['headcount'] = headcountOf(member, units);
  const weight = attempt(() => rule.weight!.number({ reader, given }));
  if ('why' in weight) {
    faults.push({ path: at, zh: `权重无从计算：${weight.why.zh}。`, en: `The weight cannot be worked out: ${weight.why.en}.` });
    return new Decimal(0);
  }
  if (weight.value.isNegative() && !weight.value.isZero()) faults.push({ path: at, zh: `权重 ${plain(weight.value)} 为负，不能分配。`, en: `The weight ${plain(weight.value)} is negative and cannot share.` });
  return weight.value;
}

/** A unit's own number of people: among its facts, or in the record of the unit. */
function headcountOf({ reader, sheet }: Assessed, units: ReadonlyMap<string, UnitFacts>): Decimal {
  const own = reader.facts.numbers['headcount'] ?? units.get(reader.facts.unit ?? sheet.personId)?.headcount ?? units.get(sheet.personId)?.headcount;
  return readDecimal(own) ?? reader.number('headcount');
}
