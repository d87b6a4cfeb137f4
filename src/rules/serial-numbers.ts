import type { Sentence } from '../kernel/domain-error.js';

/** What a printed number turned out to be: the number in its one way of writing, or what is wrong with it. */
export type SerialCheck = { ok: true; written: string } | { ok: false; fault: Sentence };

/**
 * 国际标准连续出版物号 (ISO 3297): seven digits weighted 8 … 2; the eighth makes the total a multiple of 11, X stands for 10.
 * Any single wrong digit changes the total and is found; the answer names the digit the first seven ask for.
 * @example checkIssn('ISSN 0378-5955') // { ok: true, written: 'ISSN 0378-5955' }
 * @example checkIssn('0378-5954') // fault: 校验位应为5，现为4
 */
export function checkIssn(text: string): SerialCheck {
  const match = /^(?:ISSN[\s:：]*)?(\d{4})[-－—\s]?(\d{3})([\dXx])$/i.exec(text.trim());
  if (!match) return { ok: false, fault: { zh: `“${text.trim()}”不是 ISSN 的写法，应为八位，如 ISSN 0378-5955。`, en: `“${text.trim()}” is not written as an ISSN: eight signs, such as ISSN 0378-5955.` } };
  const seven = `${match[1]}${match[2]}`;
  return digitIs(`ISSN ${match[1]}-${match[2]}`, match[3]!.toUpperCase(), elevenDigit([...seven].map(Number), 8), text);
}

/**
 * 国内统一刊号: CN, two digits of the region, four of the title, and after a stroke the class. It has no check digit.
 * @example checkCn('CN11-1234/D') // { ok: true, written: 'CN 11-1234/D' }
 */
export function checkCn(text: string): SerialCheck {
  const match = /^CN[\s:：]*(\d{2})[-－—](\d{4})(?:\/([A-Z]{1,2}\d{0,2}))?$/i.exec(text.trim());
  if (!match) return { ok: false, fault: { zh: `“${text.trim()}”不是国内统一刊号的写法，应如 CN 32-1234 或 CN 11-1234/D。`, en: `“${text.trim()}” is not written as a CN number: CN 32-1234 or CN 11-1234/D.` } };
  return { ok: true, written: `CN ${match[1]}-${match[2]}${match[3] ? `/${match[3].toUpperCase()}` : ''}` };
}

/**
 * 国际标准书号: thirteen digits weighted 1, 3, 1 … to a multiple of 10, or the ten of before 2007 weighted 10 … 1 to a multiple of 11.
 * @example checkIsbn('978-7-5109-0000-1')
 */
export function checkIsbn(text: string): SerialCheck {
  const bare = text.trim().replace(/^ISBN[\s:：]*/i, '').replace(/[-－—\s]/g, '').toUpperCase();
  if (/^97[89]\d{10}$/.test(bare)) {
    const twelve = [...bare.slice(0, 12)].map(Number);
    const total = twelve.reduce((sum, digit, index) => sum + digit * (index % 2 ? 3 : 1), 0);
    return digitIs(`ISBN ${bare.slice(0, 12)}`, bare[12]!, String((10 - (total % 10)) % 10), text);
  }
  if (/^\d{9}[\dX]$/.test(bare)) return digitIs(`ISBN ${bare.slice(0, 9)}`, bare[9]!, elevenDigit([...bare.slice(0, 9)].map(Number), 10), text);
  return { ok: false, fault: { zh: `“${text.trim()}”不是书号的写法，应为十三位（或旧的十位）。`, en: `“${text.trim()}” is not written as an ISBN: thirteen digits (ten before 2007).` } };
}

/** An ISSN or a CN number, whichever it is written as. */
export function checkPeriodical(text: string): SerialCheck {
  return /^\s*CN/i.test(text) ? checkCn(text) : checkIssn(text);
}

function elevenDigit(digits: readonly number[], heaviest: number): string {
  const total = digits.reduce((sum, digit, index) => sum + digit * (heaviest - index), 0);
  const check = (11 - (total % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

function digitIs(before: string, found: string, wanted: string, text: string): SerialCheck {
  if (found === wanted) return { ok: true, written: `${before}${found}` };
  return { ok: false, fault: { zh: `“${text.trim()}”校验位应为${wanted}，现为${found}。请对照刊物封面或版权页核对每一位。`, en: `“${text.trim()}”: the check digit should be ${wanted}, it is ${found}. Compare every digit with the copy.` } };
}
