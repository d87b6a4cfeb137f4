import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { points } from '../kernel/exact.js';

/** What one column of a catalogue holds; every value is text, as in a sheet. */
export type ColumnKind = 'text' | 'points' | 'share' | 'choice' | 'choices' | 'whole' | 'flag';

export interface CatalogueColumn {
  key: string;
  zh: string;
  en: string;
  kind: ColumnKind;
  /** May stay empty. */
  optional?: boolean;
  longest?: number;
  /** Code → words, for `choice` and `choices`. */
  allowed?: Readonly<Record<string, { zh: string; en: string }>>;
}

export type CatalogueContent = Record<string, string>;

/** One dated version of one row. Half-open days. */
export interface CatalogueVersion {
  code: string;
  version: number;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
  content: CatalogueContent;
}

export interface CatalogueChange {
  act: 'add' | 'change' | 'end';
  code: string;
  /** Column → text; `null` for an end. */
  content: CatalogueContent | null;
}

export interface CatalogueRules {
  columns: readonly CatalogueColumn[];
  code: RegExp;
  /** Rows are only replaced, never ended (parameters). */
  neverEnds?: boolean;
  /** What only this catalogue knows: ranges, totals, references. `others` are the rows that will stand beside it. */
  faultsOf(content: CatalogueContent, code: string, others: ReadonlyMap<string, CatalogueContent>): Fault[];
  /** Why a row cannot go: something still names it. */
  faultsOfEnd?(code: string): Fault[];
}

const POINTS = /^\d{1,4}(\.\d{1,2})?$/;
const WHOLE = /^\d{1,6}$/;
const YES = new Set(['true', '是', 'yes', '1']);
const NO = new Set(['false', '否', 'no', '0', '']);

/** The version of each code that holds on a day. */
export function inForceOn<T extends CatalogueVersion>(versions: readonly T[], day: Day): Map<string, T> {
  return new Map(versions.filter(({ effectiveFrom, effectiveUntil }) => effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil)).map((row) => [row.code, row]));
}

/**
 * A value as it is kept: points with two places, words of a choice as its code, lists with commas. What cannot be read stays
 * as it was written, for {@link faultsOfValues} to name.
 * @example normalised({ kind: 'choice', allowed: { serious: { zh: '严重', en: 'serious' } }, … }, '严重') // 'serious'
 */
export function normalised(column: CatalogueColumn, written: string): string {
  const value = written.trim().replace(/^'(?=[=+\-@])/, '');
  const codeOf = (word: string): string => Object.entries(column.allowed ?? {}).find(([code, { zh, en }]) => [code, zh, en].some((name) => name.toLowerCase() === word.toLowerCase()))?.[0] ?? word;
  switch (column.kind) {
    case 'points':
    case 'share':
      return POINTS.test(value) ? points(value) : value;
    case 'choice':
      return codeOf(value);
    case 'choices':
      return value.split(/[,，、;；]/).map((word) => codeOf(word.trim())).filter((word) => word !== '').join(',');
    case 'flag':
      return YES.has(value.toLowerCase()) ? 'true' : NO.has(value.toLowerCase()) ? 'false' : value;
    default:
      return value;
  }
}

/** What is wrong with single values, each under its column. */
export function faultsOfValues(columns: readonly CatalogueColumn[], content: CatalogueContent): Fault[] {
  return columns.flatMap((column) => {
    const value = content[column.key] ?? '';
    if (value === '') return column.optional || column.kind === 'flag' ? [] : [fault(column.key, `“${column.zh}”没有填写。`, `"${column.en}" is empty. Fill it in.`)];
    const wrong = wrongValue(column, value);
    return wrong ? [fault(column.key, `“${column.zh}”${wrong.zh}，现为“${value}”。`, `"${column.en}" ${wrong.en}; it is "${value}".`)] : [];
  });
}

function wrongValue({ kind, allowed = {}, longest = 300 }: CatalogueColumn, value: string): { zh: string; en: string } | null {
  const names = (language: 'zh' | 'en') => Object.values(allowed).map((word) => word[language]).join(language === 'zh' ? '、' : ', ');
  const tooLong = Array.from(value).length > longest;
  if (tooLong) return { zh: `最多 ${longest} 个字`, en: `holds at most ${longest} characters` };
  if (kind === 'points' && !POINTS.test(value)) return { zh: '应为不小于 0、至多两位小数的分值', en: 'must be points, zero or more, with at most two places' };
  if (kind === 'share' && !POINTS.test(value)) return { zh: '应为百分比，如 60 或 33.33', en: 'must be per cent, such as 60 or 33.33' };
  if (kind === 'whole' && !WHOLE.test(value)) return { zh: '应为整数', en: 'must be a whole number' };
  if (kind === 'flag' && value !== 'true' && value !== 'false') return { zh: '应为“是”或“否”', en: 'must be yes or no' };
  if (kind === 'choice' && !(value in allowed)) return { zh: `应为 ${names('zh')} 之一`, en: `must be one of ${names('en')}` };
  if (kind === 'choices' && value.split(',').some((word) => !(word in allowed))) return { zh: `只能取 ${names('zh')}`, en: `may only hold ${names('en')}` };
  return null;
}

/**
 * What a whole catalogue as it should be asks to be changed of the one in force. A row left out is ended only when asked for,
 * since a sheet that was filtered before saving has rows missing by accident.
 * @example an exported sheet read in again → no change
 */
export function changesBetween(columns: readonly CatalogueColumn[], inForce: ReadonlyMap<string, { content: CatalogueContent }>, wanted: ReadonlyMap<string, CatalogueContent>, endMissing: boolean): CatalogueChange[] {
  const same = (a: CatalogueContent, b: CatalogueContent) => columns.every((column) => normalised(column, a[column.key] ?? '') === normalised(column, b[column.key] ?? ''));
  const given = [...wanted].flatMap(([code, content]): CatalogueChange[] => {
    const held = inForce.get(code);
    if (!held) return [{ act: 'add', code, content }];
    return same(held.content, content) ? [] : [{ act: 'change', code, content }];
  });
  const ended = endMissing ? [...inForce.keys()].filter((code) => !wanted.has(code)).map((code): CatalogueChange => ({ act: 'end', code, content: null })) : [];
  return [...given, ...ended];
}

/** Which values of a row differ between two versions, in the order of the columns. */
export function differences(columns: readonly CatalogueColumn[], before: CatalogueContent, after: CatalogueContent): { column: string; before: string; after: string }[] {
  return columns.flatMap(({ key }) => ((before[key] ?? '') === (after[key] ?? '') ? [] : [{ column: key, before: before[key] ?? '', after: after[key] ?? '' }]));
}

/**
 * Everything wrong with a set of changes that is to hold from a day on, all at once; empty when it may be proposed and approved.
 * - nothing takes effect in the past
 * - a new code was never used before; a changed or ended one is in force, and nothing later is planned for it
 * - one change a code; every value readable; what the catalogue itself demands (ranges, caps, totals, references)
 * @param versions every version of every row there ever was
 * @example points 3.00–2.00 and an unknown responsibility → two faults, `changes[0].pointsMax` and `changes[0].responsibilityCode`
 * Source: CATALOGUES "Loading"; MISSION Q3, Q7.
 */
export function faultsInChanges(rules: CatalogueRules, versions: readonly CatalogueVersion[], changes: readonly CatalogueChange[], effectiveFrom: Day, today: Day): Fault[] {
  const faults: Fault[] = [];
  if (effectiveFrom < today) faults.push(fault('effectiveFrom', `生效日期 ${effectiveFrom} 已过，不能溯及既往。请改为今天（${today}）或以后。`, `The day of effect, ${effectiveFrom}, has passed; nothing takes effect backwards. Choose ${today} or later.`));
  if (changes.length === 0) faults.push(fault('changes', '还没有任何修改。请至少修改、新增或停用一条。', 'Nothing is changed yet. Change, add or end at least one row.'));
  const inForce = inForceOn(versions, effectiveFrom);
  const after = afterwards(inForce, changes);
  changes.forEach((change, index) => {
    const at = `changes[${index}]`;
    const own = [...faultsOfCode(rules, versions, inForce, change, effectiveFrom), ...(changes.findIndex(({ code }) => code === change.code) < index ? [fault('code', `“${change.code}”在同一提案中出现两次。请合并为一条。`, `${change.code} stands twice in the proposal. Make it one.`)] : [])];
    if (change.act !== 'end') {
      const content = change.content ?? {};
      const others = new Map(after);
      others.delete(change.code);
      own.push(...faultsOfValues(rules.columns, content), ...rules.faultsOf(content, change.code, others));
    } else own.push(...(rules.faultsOfEnd?.(change.code) ?? []));
    faults.push(...own.map((one) => ({ ...one, path: `${at}.${one.path}`, zh: `${change.code}：${one.zh}`, en: `${change.code}: ${one.en}` })));
  });
  return faults;
}

function faultsOfCode({ code: pattern, neverEnds }: CatalogueRules, versions: readonly CatalogueVersion[], inForce: ReadonlyMap<string, CatalogueVersion>, { act, code }: CatalogueChange, day: Day): Fault[] {
  const used = versions.some((row) => row.code === code);
  if (act === 'add') {
    if (!pattern.test(code)) return [fault('code', '编码格式不对。请参照已有编码书写。', 'The code does not have the form of the others. Write it as they are.')];
    return used ? [fault('code', '这个编码用过，编码不重复使用。请换一个新编码。', 'This code has been used, and codes are never reused. Choose a new one.')] : [];
  }
  if (act === 'end' && neverEnds) return [fault('code', '这一项只能改为新值，不能停用。', 'This one is replaced by a new value, never ended.')];
  const later = versions.find((row) => row.code === code && row.effectiveFrom >= day);
  if (later) return [fault('code', `第 ${later.version} 版将于（已于）${later.effectiveFrom} 生效，新值的生效日期须在其后。请另定日期。`, `Version ${later.version} takes effect on ${later.effectiveFrom}; the new value must come after it. Choose another day.`)];
  if (!inForce.has(code)) return [fault('code', `${day} 时没有这一条在施行，不能修改或停用。请核对编码和日期。`, `No such row is in force on ${day}, so it cannot be changed or ended. Check the code and the day.`)];
  if (inForce.get(code)!.effectiveUntil !== null) return [fault('code', `这一条已定于 ${inForce.get(code)!.effectiveUntil} 停用，不能再改。`, `This row is already set to end on ${inForce.get(code)!.effectiveUntil}.`)];
  return [];
}

/** What stands once the changes hold. */
export function afterwards(inForce: ReadonlyMap<string, { content: CatalogueContent }>, changes: readonly CatalogueChange[]): Map<string, CatalogueContent> {
  const after = new Map([...inForce].map(([code, { content }]) => [code, content]));
  for (const { act, code, content } of changes)
    if (act === 'end') after.delete(code);
    else after.set(code, content ?? {});
  return after;
}

function fault(path: string, zh: string, en: string): Fault {
  return { path, zh, en };
}
