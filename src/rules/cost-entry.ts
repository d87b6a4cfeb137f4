import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';

/** 分母: what a category is divided by. */
export const COST_DENOMINATORS = ['closedCases', 'kilometres', 'headMonths'] as const;
export type CostDenominator = (typeof COST_DENOMINATORS)[number];

export const DENOMINATOR_WORDS: Readonly<Record<CostDenominator, { zh: string; en: string; each: { zh: string; en: string } }>> = {
  closedCases: { zh: '结案数', en: 'closed cases', each: { zh: '件', en: 'case' } },
  kilometres: { zh: '公里数', en: 'kilometres', each: { zh: '公里', en: 'km' } },
  headMonths: { zh: '人月数', en: 'heads × months', each: { zh: '人月', en: 'head and month' } },
};

/** One cost as somebody writes it down. */
export interface WrittenCost {
  label: { zh: string; en: string };
  denominatorOf: CostDenominator;
  /** Postage: whether services must be told when nothing was spent. */
  postage: boolean;
  amount: string;
  /** Entered by hand; `null` = left empty. */
  denominator: number | null;
  /** Cases the register counts as closed in that month. */
  closedCases: number;
  services: number | null;
}

const MONEY = /^\d{1,9}(\.\d{1,2})?$/;
const MOST = 10_000_000;

/**
 * What is wrong with a cost before it is kept: each fault with its rule and what to do.
 *
 * A cost always has a denominator above zero. Cases are counted by the register and never typed in; kilometres and heads are
 * entered with the cost. Postage of nothing says how many papers were served.
 *
 * @param path before the field's name in each fault
 * @example a fuel bill of 620.00 without kilometres → one fault at `denominator`
 * Source: CATALOGUES.md §11.
 */
export function faultsOfCost(cost: WrittenCost, path = ''): Fault[] {
  const faults: Fault[] = [];
  const { label, denominatorOf, denominator, closedCases, services, amount } = cost;
  const at = (field: string, zh: string, en: string): void => void faults.push({ path: `${path}${field}`, zh: `${label.zh}：${zh}`, en: `${label.en}: ${en}` });
  if (!MONEY.test(amount)) at('amount', `“${amount}”不是金额。请写成 620.00 这样的数字，最多两位小数，不带负号。`, `"${amount}" is no amount. Write a figure such as 620.00, two places at most and no minus.`);
  if (denominatorOf === 'closedCases') {
    if (denominator !== null && denominator !== closedCases) at('denominator', `结案数由案件库计数，当月为 ${closedCases} 件，不能填 ${denominator}。请留空。`, `closed cases are counted by the register, ${closedCases} that month; ${denominator} cannot be entered. Leave it empty.`);
    if (closedCases === 0) at('denominator', '本庭当月没有结案，费用没有分母，无法考核。请并入下一个有结案的月份，并在备注写明。', 'no case was closed that month, so that the cost has no denominator. Enter it in the next month with a closing and say so in the note.');
  } else {
    const word = DENOMINATOR_WORDS[denominatorOf];
    if (denominator === null) at('denominator', `没有填${word.zh}，费用没有分母，无法考核。请补填。`, `the ${word.en} are missing, so that the cost has no denominator. Fill them in.`);
    else if (!Number.isInteger(denominator) || denominator < 1 || denominator > MOST) at('denominator', `${word.zh}应为 1 以上的整数，现为 ${denominator}。请改正。`, `the ${word.en} must be a whole number from 1; it is ${denominator}. Correct it.`);
  }
  if (services !== null && (!Number.isInteger(services) || services < 0 || services > MOST)) at('services', '送达次数应为不小于零的整数。请改正。', 'services must be a whole number, zero or more. Correct it.');
  else if (cost.postage && services === null && MONEY.test(amount) && new Decimal(amount).isZero()) at('services', '邮费为零的，须填当月送达次数。请补填；没有送达的填 0。', 'where nothing was spent on postage, the services of the month must be told. Fill them in; 0 if there were none.');
  return faults;
}

/** @example faultOfMonth('2026-11', '2026-11-23') // the month still runs */
export function faultOfMonth(month: string, today: string): Fault | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return { path: 'month', zh: `“${month}”不是月份。请写成 2026-10。`, en: `"${month}" is no month. Write it as 2026-10.` };
  if (month >= today.slice(0, 7)) return { path: 'month', zh: `${month} 尚未结束，结案数和费用还会变动。请在次月登记。`, en: `${month} is not over; closings and costs still move. Enter it the month after.` };
  return null;
}
