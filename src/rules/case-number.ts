import type { Fault } from '../kernel/domain-error.js';
import { caseNumberFaults as faultOf, caseNumberWarnings as warningOf } from './case-number-faults.js';
import {
  isLegacyShape,
  isSuffix,
  normaliseCaseNumberText,
  PROVINCES,
  RANGE_SIGN,
  SPECIAL_MARK,
  SUPREME_COURT,
  takeApart,
  type CaseNumberParts,
} from './case-number-text.js';
import { typeInForce, type CaseType, type NumberedNature } from './case-number-types.js';

export type CourtLevel = 'supreme' | 'high' | 'intermediate' | 'basic';

/** 案号, taken apart. Unique by `caseCanonical`: a suffix marks a further document of the same case. */
export interface CaseNumber {
  /** Full-width brackets, as it is stored: （2026）苏0102民初123号之一 */
  canonical: string;
  /** The same without the suffix. */
  caseCanonical: string;
  year: number;
  court: string;
  courtLevel: CourtLevel;
  special: string | null;
  type: string;
  nature: NumberedNature;
  /** Text: the eight digits of 刑核 may start with zero. */
  serial: string;
  /** 一, 二, … without 之. */
  suffix: string | null;
  warnings: Fault[];
}

export type CaseNumberReading =
  | { kind: 'number'; number: CaseNumber }
  /** A number from before 2016: kept as text, normalised. */
  | { kind: 'legacy'; legacyNumber: string }
  | { kind: 'faulty'; faults: Fault[] };

export interface CaseNumberTable {
  types: readonly CaseType[];
  /** The current year; a number may be of next year, when the new year’s numbers are prepared. */
  currentYear: number;
}

const FIRST_YEAR = 2016;
const RANDOM_SERIAL_TYPE = '刑核';
const SEVERAL = new RegExp(`^\\d+(?:(?:${RANGE_SIGN}|[、，,])\\d+)+$`);

/**
 * Reads one case number. Half- and full-width brackets, blanks and full-width digits are normalised.
 * The type is looked up whole, so 诉前调确 is never read as 诉前调 with something behind it.
 *
 * @returns the number, a legacy text, or every fault with what to do about it
 * @example readCaseNumber('(2026)苏0102执恢23号', table) // canonical （2026）苏0102执恢23号, enforcement
 * Source: 法〔2015〕137号, 法〔2018〕335号; grammar and examples in CATALOGUES.md §8.2.
 */
export function readCaseNumber(text: string, table: CaseNumberTable): CaseNumberReading {
  const normalised = normaliseCaseNumberText(text);
  if (normalised === '') return { kind: 'faulty', faults: [faultOf.empty()] };
  if (isLegacyShape(normalised)) return { kind: 'legacy', legacyNumber: normalised };
  const parts = takeApart(normalised);
  const year = yearFaults(parts, table);
  const { row, special, faults: type } = readType(parts, table, year.length === 0);
  const faults = [...year, ...courtFaults(parts), ...type, ...serialFaults(parts), ...tailFaults(parts)];
  if (faults.length || row === null) return { kind: 'faulty', faults };
  const number = {
    year: Number(parts.year),
    court: parts.court + parts.courtDigits,
    special,
    type: row.type,
    serial: parts.serial,
    suffix: parts.tail === '' ? null : parts.tail.slice(1),
  };
  const courtLevel = levelOf(parts);
  return {
    kind: 'number',
    number: {
      canonical: formatCaseNumber(number),
      caseCanonical: formatCaseNumber({ ...number, suffix: null }),
      ...number,
      courtLevel,
      nature: row.nature,
      warnings: warningsFor(row, courtLevel),
    },
  };
}

/** @example formatCaseNumber({ year: 2026, court: '最高法', special: '知', type: '民终', serial: '5', suffix: null }) // （2026）最高法知民终5号 */
export function formatCaseNumber(
  number: Pick<CaseNumber, 'year' | 'court' | 'special' | 'type' | 'serial' | 'suffix'>,
): string {
  const suffix = number.suffix === null ? '' : `之${number.suffix}`;
  return `（${number.year}）${number.court}${number.special ?? ''}${number.type}${number.serial}号${suffix}`;
}

function yearFaults({ year }: CaseNumberParts, { currentYear }: CaseNumberTable): Fault[] {
  if (year === null) return [faultOf.brackets()];
  const inRange = /^\d{4}$/.test(year) && Number(year) >= FIRST_YEAR && Number(year) <= currentYear + 1;
  return inRange ? [] : [faultOf.year(year, currentYear + 1)];
}

function courtFaults({ court, courtDigits }: CaseNumberParts): Fault[] {
  if (court === SUPREME_COURT) return courtDigits === '' ? [] : [faultOf.supremeDigits(courtDigits)];
  if (court === '' || !PROVINCES.includes(court)) return [faultOf.province(court)];
  return [0, 2, 4].includes(courtDigits.length) ? [] : [faultOf.courtDigits(courtDigits)];
}

function readType(
  { type, year }: CaseNumberParts,
  { types }: CaseNumberTable,
  yearIsGood: boolean,
): { row: CaseType | null; special: string | null; faults: Fault[] } {
  if (type === '') return { row: null, special: null, faults: [faultOf.typeMissing()] };
  const marked = type.startsWith(SPECIAL_MARK) && !types.some((row) => row.type === type);
  const [special, name] = marked ? [SPECIAL_MARK, type.slice(1)] : [null, type];
  if (!types.some((row) => row.type === name)) return { row: null, special, faults: [faultOf.typeUnknown(name, suggest(name, types))] };
  if (!yearIsGood) return { row: null, special, faults: [] };
  const row = typeInForce(types, name, Number(year));
  return { row, special, faults: row ? [] : [faultOf.typeNotInForce(name, year!)] };
}

/** 民一初 → 民初: numbers before 2016 named the division. */
function suggest(type: string, types: readonly CaseType[]): string | null {
  const without = type.replace(/[一二三四五六七八九十]/g, '');
  return without !== type && types.some((row) => row.type === without) ? without : null;
}

function serialFaults({ serial, type }: CaseNumberParts): Fault[] {
  if (serial === '') return [faultOf.serialMissing()];
  if (SEVERAL.test(serial)) return [faultOf.serialRange(serial)];
  if (!/^\d+$/.test(serial)) return [faultOf.serialDigits(serial)];
  if (type.endsWith(RANDOM_SERIAL_TYPE)) return /^\d{8}$/.test(serial) ? [] : [faultOf.serialReview(serial)];
  if (/^0+$/.test(serial)) return [faultOf.serialZero()];
  if (serial.startsWith('0')) return [faultOf.serialLeadingZero(serial)];
  return serial.length > 7 ? [faultOf.serialDigits(serial)] : [];
}

function tailFaults({ hasHao, tail }: CaseNumberParts): Fault[] {
  if (!hasHao) return [faultOf.haoMissing()];
  return tail === '' || isSuffix(tail) ? [] : [faultOf.suffix(tail)];
}

function levelOf({ court, courtDigits }: CaseNumberParts): CourtLevel {
  if (court === SUPREME_COURT) return 'supreme';
  return courtDigits.length === 4 ? 'basic' : courtDigits.length === 2 ? 'intermediate' : 'high';
}

function warningsFor(row: CaseType, level: CourtLevel): Fault[] {
  const warnings: Fault[] = [];
  if (row.replacedBy) warnings.push(warningOf.replaced(row.type, row.replacedBy));
  if (level === 'basic' && row.type.endsWith('终')) warnings.push(warningOf.secondInstanceInBasicCourt(row.type));
  else if (level === 'basic' && !row.usualInBasicCourts && !row.replacedBy) warnings.push(warningOf.unusualInBasicCourt(row.type));
  return warnings;
}
