/** 最高法 or the one-character abbreviations of the provinces, the military courts and the Corps. */
export const PROVINCES = '京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新军兵';
export const SUPREME_COURT = '最高法';
export const SPECIAL_MARK = '知';

const BLANKS = /[\s\u00a0\u200b-\u200d\u2060\ufeff]/g;
const FULL_WIDTH = /[０-９]/g;

/** Brackets become full-width, full-width digits half-width, blanks (visible or not) go. */
export function normaliseCaseNumberText(text: string): string {
  return text
    .replace(BLANKS, '')
    .replace(FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\(/g, '（')
    .replace(/\)/g, '）');
}

/** The loose parts of a text that claims to be a case number; whether each is right is decided elsewhere. */
export interface CaseNumberParts {
  year: string | null;
  court: string;
  courtDigits: string;
  /** Special mark and type, everything between court and serial. */
  type: string;
  serial: string;
  hasHao: boolean;
  /** What follows 号. */
  tail: string;
}

/** Takes a normalised text apart without judging it, so that every fault can be named at once. */
export function takeApart(normalised: string): CaseNumberParts {
  const bracketed = /^（([^）]*)）/.exec(normalised);
  const rest = bracketed ? normalised.slice(bracketed[0].length) : normalised.replace(/^（?\d{0,4}）?/, '');
  const court = rest.startsWith(SUPREME_COURT) ? SUPREME_COURT : rest.slice(0, 1);
  const afterCourt = rest.slice(court.length);
  const courtDigits = /^\d*/.exec(afterCourt)![0];
  const body = afterCourt.slice(courtDigits.length);
  const hao = body.indexOf('号');
  const named = hao < 0 ? body : body.slice(0, hao);
  const type = /^\D*/.exec(named)![0];
  return {
    year: bracketed ? bracketed[1]! : null,
    court,
    courtDigits,
    type,
    serial: named.slice(type.length),
    hasHao: hao >= 0,
    tail: hao < 0 ? '' : body.slice(hao + 1),
  };
}

const LEGACY = /^（\d{4}）.{1,10}字第\d{1,7}号/;

/** The shape in use before 2016, e.g. （2015）济民一初字第21号. Kept as text, never taken apart. */
export function isLegacyShape(normalised: string): boolean {
  return LEGACY.test(normalised);
}

/** 之一 … 之九十九: the number of a further document in the same case. */
export function isSuffix(tail: string): boolean {
  return /^之(?:[一二三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)$/.test(tail);
}

export const RANGE_SIGN = '[-－‐–—～~至到]';
