import type { Day } from '../kernel/day.js';
import { addDays } from '../kernel/day.js';
import type { Fault, Sentence } from '../kernel/domain-error.js';
import { Decimal, points, roundHalfUp, sum } from '../kernel/exact.js';
import { LEVEL_WORDS, RESEARCH_LEVELS, SERIAL_WORDS, type KindPoints, type ResearchKind, type ResearchLevel, type ResearchRules } from './research-table.js';
import { checkIsbn, checkPeriodical } from './serial-numbers.js';

/** What decides the points of a piece, as it was registered. */
export interface RegisteredPiece {
  kind: string;
  level: ResearchLevel;
  /** 一、二、三等奖, for kinds that list three values. */
  award: number | null;
  serialNumber: string | null;
}

/** What the whole piece is worth, and why. */
export interface PieceWorth {
  /** The kind it counts as; another than registered where a formal number is missing. */
  countedAs: string;
  points: string;
  reasons: Sentence[];
}

/**
 * Whether the number on the copy can be right: ISSN or CN for periodicals, ISBN for books, something at all for the rest.
 * A missing ISSN or CN is no fault: the piece then counts as news of its level (RPR-03). A wrong one is, whatever it counts as.
 */
export function serialFaults({ serialNumber: need, code }: Pick<ResearchKind, 'serialNumber' | 'code'>, serial: string | null): Fault[] {
  const path = 'serialNumber';
  const written = serial?.trim() ?? '';
  if (need === 'issnOrCn' || need === 'issnOrCnIfPrinted') {
    const checked = written === '' ? null : checkPeriodical(written);
    return checked && !checked.ok ? [{ path, ...checked.fault }] : [];
  }
  if (need === 'isbn') {
    const checked = written === '' ? null : checkIsbn(written);
    if (checked?.ok) return [];
    return [{ path, ...(checked?.fault ?? { zh: `${code} 须填写书号（ISBN）。请从版权页抄录。`, en: `${code} needs the ISBN. Copy it from the imprint.` }) }];
  }
  return need !== 'none' && written === '' ? [{ path, zh: `${code} 须填写${SERIAL_WORDS[need].zh}。请从证明材料抄录。`, en: `${code} needs the ${SERIAL_WORDS[need].en}. Copy it from the evidence.` }] : [];
}

/** The number in its one way of writing; as it came where there is no rule for it. */
export function writtenSerial(need: ResearchKind['serialNumber'], serial: string | null): string | null {
  const text = serial?.trim() ?? '';
  if (text === '') return null;
  const checked = need === 'isbn' ? checkIsbn(text) : need === 'issnOrCn' || need === 'issnOrCnIfPrinted' ? checkPeriodical(text) : null;
  return checked?.ok ? checked.written : text;
}

/**
 * Points of the whole piece by kind × level (RP-01 … RP-11), RPR-03 applied.
 * @param table points by kind in force on the day of publication; nothing is assumed where the court has set none
 * @returns faults under the field that has to change, all at once
 * @example worthOf({ kind: 'RP-01', level: 'province', award: null, serialNumber: null }, …) // 4.00 as RP-09: no serial number
 */
export function worthOf(piece: RegisteredPiece, table: Readonly<Record<string, KindPoints>>, rules: Pick<ResearchRules, 'formal'>): { worth: PieceWorth } | { faults: Fault[] } {
  const informal = rules.formal.kinds.includes(piece.kind) && (piece.serialNumber?.trim() ?? '') === '';
  const countedAs = informal ? rules.formal.fallsTo : piece.kind;
  const own = table[piece.kind];
  const row = table[countedAs];
  if (!own || !row) return { faults: [{ path: 'kind', zh: `本院的得分标准没有 ${own ? countedAs : piece.kind} 一行。请由审管办在参数“research.points”中补上。`, en: `The court’s points have no row ${own ? countedAs : piece.kind}. Have the office add it to the parameter “research.points”.` }] };
  const set = row[piece.level];
  const level = LEVEL_WORDS[piece.level];
  if (own[piece.level] == null || set == null) {
    const open = RESEARCH_LEVELS.filter((one) => own[one] != null);
    return { faults: [{ path: 'level', zh: `${piece.kind} 不设${level.zh}，可选：${open.map((one) => LEVEL_WORDS[one].zh).join('、')}。`, en: `${piece.kind} has no ${level.en} level; choose ${open.map((one) => LEVEL_WORDS[one].en).join(', ')}.` }] };
  }
  const several = typeof set !== 'string';
  if (several && (piece.award === null || set[piece.award - 1] === undefined))
    return { faults: [{ path: 'award', zh: `${piece.kind} 按奖次计分。请选择一等至${'一二三四五'[set.length - 1]!}等奖。`, en: `${piece.kind} counts by prize. Choose first to ${set.length}.` }] };
  const worth = points(several ? set[piece.award! - 1]! : set);
  const reasons: Sentence[] = informal ? [{ zh: `没有 ISSN 或 CN 刊号，按 ${countedAs} ${level.zh}计（RPR-03）。`, en: `No ISSN or CN number: counts as ${countedAs}, ${level.en} (RPR-03).` }] : [];
  return { worth: { countedAs, points: worth, reasons: [...reasons, { zh: `${countedAs} ${level.zh}${several ? ` ${piece.award} 等奖` : ''}：${worth} 分。`, en: `${countedAs}, ${level.en}${several ? `, prize ${piece.award}` : ''}: ${worth} points.` }] } };
}

/**
 * 作者份额 (RPR-01) in printed order, all of them counted whether of this court or not; the last takes the difference, so
 * that the shares always add up to 100.
 * @returns per cent, two places
 * @example authorShares(3, rules) // ['50.00', '30.00', '20.00']
 * @example authorShares(5, rules) // ['40.00', '15.00', '15.00', '15.00', '15.00']
 */
export function authorShares(authors: number, { byNumber, first, restTogether }: ResearchRules['shares']): string[] {
  const fixed = byNumber[authors - 1];
  const shares = fixed ?? [first, ...Array.from({ length: authors - 1 }, () => points(new Decimal(restTogether).div(authors - 1)))];
  return shares.map((share, index) => (index < shares.length - 1 ? points(share) : points(new Decimal(100).minus(sum(shares.slice(0, -1))))));
}

/** Shares declared otherwise by the authors: each above 0, together exactly 100. */
export function shareFaults(shares: readonly string[]): Fault[] {
  const faults = shares.flatMap((share, index): Fault[] => (new Decimal(share).lte(0) ? [{ path: `authors[${index}].share`, zh: `第 ${index + 1} 作者的份额应大于 0。`, en: `The share of author ${index + 1} must be above 0.` }] : []));
  const total = sum(shares);
  if (total.eq(100)) return faults;
  return [...faults, { path: 'authors', zh: `作者份额合计 ${points(total)}%，${total.gt(100) ? '超过' : '不足'} 100%（${shares.map((share) => points(share)).join(' + ')}）。请改为合计 100%。`, en: `The authors’ shares add up to ${points(total)} %, ${total.gt(100) ? 'more' : 'less'} than 100 % (${shares.map((share) => points(share)).join(' + ')}). Make them 100 %.` }];
}

/**
 * The piece's points by share, half up to hundredths; the last takes the difference, so that they add up to the whole.
 * @example sharesOf('0.50', ['50.00', '30.00', '20.00']) // ['0.25', '0.15', '0.10']
 */
export function pointsByShare(worth: string, shares: readonly string[]): string[] {
  const parts = shares.map((share) => roundHalfUp(new Decimal(worth).times(share).div(100)));
  return parts.map((part, index) => points(index < parts.length - 1 ? part : new Decimal(worth).minus(sum(parts.slice(0, -1)))));
}

/**
 * Last day on which a piece of that day can be registered: so many days after the end of its year (RPR-04).
 * @example lastClaimDay('2026-09-30', 30) // '2027-01-30'
 */
export function lastClaimDay(publishedOn: Day, claimDays: number): Day {
  return addDays(`${publishedOn.slice(0, 4)}-12-31`, claimDays);
}
