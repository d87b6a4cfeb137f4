import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { Decimal, points } from '../../kernel/exact.js';
import { require } from '../../platform/permissions/data-scope.js';
import { QUALITY_LIMITS, chanceOfPassing, sampleToNotice, samplingPlan } from '../../rules/acceptance-sampling.js';
import type { SamplingQuery, SamplingView } from './dto/coverage.dto.js';
import { planningErrors } from './planning.errors.js';

const CURVE_POINTS = 20;

/** 抽样方案: how many submitted reviews to repeat blind, when the month's reviewing passes, and how often a given rate of errors would slip through. */
@Injectable()
export class SamplingPlanner {
  plan(actor: Actor, query: SamplingQuery): SamplingView {
    require(actor, 'review.plan');
    const lot = Number(query.lot);
    const faults: Fault[] = [];
    if (lot < 2) faults.push({ path: 'lot', zh: '批量至少为 2。不足 2 件时请全部复评。', en: 'A lot holds at least 2. Below that repeat every review.' });
    if (!QUALITY_LIMITS.some((limit) => new Decimal(limit).eq(limitOf(query.limit)))) faults.push({ path: 'limit', zh: `接收质量限应为标准所列之一：${QUALITY_LIMITS.join('、')}。`, en: `The quality limit must be one the standard lists: ${QUALITY_LIMITS.join(', ')}.` });
    if (new Decimal(query.rate).lte(0) || new Decimal(query.rate).gt(100)) faults.push({ path: 'rate', zh: '差错率应大于 0、不超过 100%。', en: 'The rate must be above 0 and at most 100 per cent.' });
    if (new Decimal(query.risk).lte(0) || new Decimal(query.risk).gte(100)) faults.push({ path: 'risk', zh: '漏过的机会应大于 0、小于 100%。', en: 'The chance of missing must lie between 0 and 100 per cent.' });
    if (faults.length) throw planningErrors['sampling.faulty']({ count: faults.length }, faults);
    const { letter, sampleSize, accept, reject, everyCase } = samplingPlan(lot, query.limit, query.level);
    const faulty = new Decimal(query.rate).div(100).times(lot).ceil().toNumber();
    const percent = (chance: string): string => points(new Decimal(chance).times(100));
    const missChance = percent(chanceOfPassing({ size: lot, faulty }, sampleSize, accept));
    const least = sampleToNotice(lot, query.rate, new Decimal(query.risk).div(100));
    const curve = Array.from({ length: CURVE_POINTS + 1 }, (_, step) => {
      const rate = new Decimal(query.rate).times(step).times(2).div(CURVE_POINTS);
      const held = Decimal.min(lot, rate.div(100).times(lot).ceil()).toNumber();
      return { rate: points(rate), chance: percent(chanceOfPassing({ size: lot, faulty: held }, sampleSize, accept)) };
    });
    return { lot, letter, sampleSize, accept, reject, everyCase, limits: [...QUALITY_LIMITS], faulty, missChance, sampleToNotice: least, words: words({ ...query, lot }, { letter, sampleSize, accept, reject, everyCase }, faulty, missChance, least), curve };
  }
}

function limitOf(written: string): string {
  return /^\d{1,3}(\.\d{1,3})?$/.test(written) ? written : '0';
}

function words({ lot, level, limit, rate, risk }: Omit<SamplingQuery, 'lot'> & { lot: number }, plan: Pick<SamplingView, 'letter' | 'sampleSize' | 'accept' | 'reject' | 'everyCase'>, faulty: number, missChance: string, least: number): SamplingView['words'] {
  const { letter, sampleSize, accept, reject } = plan;
  return [
    { zh: `本批 ${lot} 件，检验水平 ${level}：样本字码 ${letter}（GB/T 2828.1 表1）。`, en: `A lot of ${lot} at inspection level ${level}: code letter ${letter} (GB/T 2828.1, table 1).` },
    plan.everyCase
      ? { zh: `字码和接收质量限 ${limit}% 要求的样本不小于本批，应全部复评。`, en: `The sample for the letter and a quality limit of ${limit} % is not smaller than the lot: repeat every review.` }
      : { zh: `接收质量限 ${limit}%：抽 ${sampleSize} 件盲评。其中有漏评的不超过 ${accept} 件，本批通过；达到 ${reject} 件，本批不通过，应扩大复评（表2-A）。`, en: `Quality limit ${limit} %: repeat ${sampleSize} reviews blind. With at most ${accept} that missed something the lot passes; at ${reject} it does not, and more is to be repeated (table 2-A).` },
    { zh: `假如本批有 ${rate}% 漏评，即 ${lot} × ${rate}% 向上取整 = ${faulty} 件：从 ${lot} 件中抽 ${sampleSize} 件，碰到不超过 ${accept} 件的机会为 ${missChance}%（超几何分布），也就是这样的批次漏过的机会。`, en: `Suppose ${rate} % of the lot missed something, that is ${lot} × ${rate} % rounded up = ${faulty}: drawing ${sampleSize} of ${lot} meets at most ${accept} of them with a chance of ${missChance} % (hypergeometric), the chance that such a lot slips through.` },
    { zh: `要使一件也碰不到的机会不超过 ${risk}%，至少应抽 ${least} 件。`, en: `For the chance of meeting none of them to be at most ${risk} %, at least ${least} are to be drawn.` },
  ];
}
