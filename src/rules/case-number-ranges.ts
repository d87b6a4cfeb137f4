import type { Fault } from '../kernel/domain-error.js';
import { RANGE_SIGN, normaliseCaseNumberText, takeApart } from './case-number-text.js';

/** More than this in one field is a slip of the pen (1-99999) rather than a series of cases. */
const MOST_IN_ONE_FIELD = 1000;
const SEPARATOR = /[、，,；;]/;
const BARE_SERIAL = new RegExp(`^\\d+(${RANGE_SIGN}\\d+)?号?$`);
const RANGE = new RegExp(`^(\\d+)${RANGE_SIGN}(\\d+)$`);

export type Expansion = { numbers: string[] } | { faults: Fault[] };

/**
 * Expands a field that names several cases, as published lists do, into one text for each; each still
 * has to be read by `readCaseNumber`. A part without a bracket continues the number before it.
 *
 * @example expandCaseNumbers('（2026）苏0102民初18775-18776号')
 * // { numbers: ['（2026）苏0102民初18775号', '（2026）苏0102民初18776号'] }
 * @example expandCaseNumbers('（2026）苏0102民初1、3号；（2026）苏0102执5号') // three numbers
 */
export function expandCaseNumbers(text: string): Expansion {
  const numbers: string[] = [];
  const faults: Fault[] = [];
  const parts = normaliseCaseNumberText(text).split(SEPARATOR).filter((part) => part !== '');
  let prefix: string | null = null;
  parts.forEach((part, index) => {
    const full = part.startsWith('（') ? takeApart(part) : null;
    if (full) prefix = full.year === null || full.type === '' ? null : `（${full.year}）${full.court}${full.courtDigits}${full.type}`;
    if (prefix === null || full?.tail) {
      // Alone in its field and more than a serial, it is meant as a whole number: reading it names what is wrong.
      if (full || (parts.length === 1 && !BARE_SERIAL.test(part))) numbers.push(part);
      else faults.push(unattached(part));
      return;
    }
    // A 号 is missing only at the end of a list; the numbers before its last share that one.
    const next = parts[index + 1];
    const hao = part.endsWith('号') || (next !== undefined && !next.startsWith('（')) ? '号' : '';
    const serial = full ? full.serial : part.replace(/号$/, '');
    const range = RANGE.exec(serial);
    if (range) numbers.push(...expand(prefix, range, part, faults).map((number) => `${number}${hao}`));
    else numbers.push(`${prefix}${serial}${hao}`);
  });
  return faults.length ? { faults } : { numbers };
}

function expand(prefix: string, [, first, last]: RegExpExecArray, part: string, faults: Fault[]): string[] {
  const [from, to] = [Number(first), Number(last)];
  const count = to - from + 1;
  if (count < 2 || count > MOST_IN_ONE_FIELD || first!.startsWith('0')) {
    faults.push({
      path: 'serial',
      zh: `“${part}”的起止序号不成范围：应由小到大，不带前导零，一次不超过 ${MOST_IN_ONE_FIELD} 件。请核对。`,
      en: `The serials of "${part}" are no range: from smaller to larger, without leading zeros, at most ${MOST_IN_ONE_FIELD} cases at once. Check them.`,
    });
    return [];
  }
  return Array.from({ length: count }, (_, index) => `${prefix}${from + index}`);
}

function unattached(part: string): Fault {
  return {
    path: 'text',
    zh: `“${part}”前面没有完整案号可以承接。请写出完整案号。`,
    en: `"${part}" continues no full case number. Write the number in full.`,
  };
}
