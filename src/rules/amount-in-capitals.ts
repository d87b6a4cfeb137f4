import { Decimal, roundHalfUp, type Exact } from '../kernel/exact.js';

const NUMERALS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES = ['', '拾', '佰', '仟'];
/** Where a large number is cut: so many digits stay behind, the rest is read before the unit. */
const CUTS: readonly { behind: number; unit: string }[] = [{ behind: 8, unit: '亿' }, { behind: 4, unit: '万' }];
const MOST = new Decimal('9999999999999999.99');

/**
 * An amount of yuan as a payment list writes it out beside the figure, so that nobody adds a digit afterwards.
 *
 * Source: 票据法 art. 8 (figure and words agree), 支付结算办法 annex 1 (壹贰叁…, 整 unless it ends in 分, one 零 for a gap,
 * 零 before 分 where there is no 角). Units: yuan, rounded half up to the cent.
 * @throws RangeError for an amount below zero or of more than sixteen digits before the point
 * @example amountInCapitals('120000.00') // '人民币壹拾贰万元整'
 * @example amountInCapitals('1409.50') // '人民币壹仟肆佰零玖元伍角整'
 * @example amountInCapitals('16000.05') // '人民币壹万陆仟元零伍分'
 */
export function amountInCapitals(amount: Exact): string {
  const exact = roundHalfUp(amount);
  if (exact.lt(0) || exact.gt(MOST)) throw new RangeError(`An amount is written out from zero to ${MOST.toFixed(2)}, not ${exact.toFixed(2)}.`);
  const [digits, cents] = exact.toFixed(2).split('.') as [string, string];
  const whole = digits === '0' ? '' : `${inCapitals(digits)}元`;
  const [tenths, hundredths] = [Number(cents[0]), Number(cents[1])];
  const tenth = tenths ? `${NUMERALS[tenths]}角` : hundredths && whole ? '零' : '';
  return `人民币${whole}${tenth}${hundredths ? `${NUMERALS[hundredths]}分` : ''}${whole || tenths || hundredths ? '' : '零元'}${hundredths ? '' : '整'}`;
}

/** @param digits without leading noughts */
function inCapitals(digits: string): string {
  for (const { behind, unit } of CUTS) {
    if (digits.length <= behind) continue;
    const rest = digits.slice(-behind).replace(/^0+/, '');
    return `${inCapitals(digits.slice(0, -behind))}${unit}${rest ? `${rest.length < behind ? '零' : ''}${inCapitals(rest)}` : ''}`;
  }
  const named = [...digits].map((digit, index) => (digit === '0' ? '零' : `${NUMERALS[Number(digit)]}${PLACES[digits.length - 1 - index]}`)).join('');
  return named.replace(/零+/g, '零').replace(/零$/, '');
}
