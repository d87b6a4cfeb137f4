import type { Fault, Sentence } from '../../kernel/domain-error.js';
import { Decimal } from '../../kernel/exact.js';
import type { LoadUnit } from './plan.js';

export type Fields = Record<string, unknown>;

export const planFields = new Set(['seed', 'rule', 'loadIn', 'units', 'cases', 'notes']);
export const unitFields = new Set(['id', 'name', 'judges']);
export const judgeFields = new Set(['id', 'name', 'backlog', 'capacity', 'specialisms', 'pendingCap', 'available', 'awayReason', 'panels', 'intakeLimit']);
export const caseFields = new Set(['id', 'name', 'weight', 'requires', 'excluded', 'designated', 'urgent', 'units', 'panel']);

/** Large enough for any court, small enough that every product of two stays a whole number the machine holds exactly. */
const MOST = { cases: 1_000_000_000, weights: 10_000_000, capacity: 100 };
const PLACES = { load: 2, capacity: 4 };

/** Reads the fields of a plan one by one and keeps every fault, so that all are reported at once. */
export class PlanReader {
  readonly faults: Fault[] = [];
  private readonly unknown = new Set<string>();

  fault(path: string, zh: string, en: string, fixZh: string, fixEn: string): void {
    this.faults.push({ path, zh: `${zh}。${fixZh}。`, en: `${en}. ${fixEn}.` });
  }

  object(value: unknown, path: string): Fields | null {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
    this.fault(path || 'plan', `应为对象，现为 ${shown(value)}`, `should be an object, but is ${shown(value)}`, '请写成 { … }', 'Write it as { … }');
    return null;
  }

  list(value: unknown, path: string): unknown[] {
    if (Array.isArray(value)) return value;
    this.fault(path, value === undefined ? '没有填写' : `应为数组，现为 ${shown(value)}`, value === undefined ? 'is missing' : `should be a list, but is ${shown(value)}`, '请写成 [ … ]，没有时写 []', 'Write it as [ … ], and [] for none');
    return [];
  }

  text(value: unknown, path: string, fix: Sentence = { zh: '请补上文字', en: 'Give a text' }): string {
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (value == null || value === '' || typeof value === 'string') this.fault(path, '没有填写', 'is missing', fix.zh, fix.en);
    else this.fault(path, `应为文字，现为 ${shown(value)}`, `should be a text, but is ${shown(value)}`, '请加引号', 'Put it in quotation marks');
    return '';
  }

  /** A text that may be left out. */
  words(value: unknown, path: string): string | null {
    return value == null ? null : this.text(value, path, { zh: '请补上文字，没有时写 null', en: 'Give a text, or null for none' });
  }

  name(value: unknown, path: string): { name?: string } {
    const name = this.words(value, path);
    return name === null ? {} : { name };
  }

  texts(value: unknown, path: string): string[] {
    return value == null ? [] : this.list(value, path).map((item, index) => this.text(item, `${path}[${index}]`));
  }

  unique(value: unknown, path: string, seen: Map<string, string>, what: Sentence): string {
    const id = this.text(value, path);
    const first = seen.get(id);
    if (id !== '' && first !== undefined)
      this.fault(path, `${what.zh}“${id}”在 ${first} 已出现`, `${what.en} “${id}” stands at ${first} already`, '每个编号只能出现一次，请只保留一处', 'An id may stand once only; keep one');
    else seen.set(id, path);
    return id;
  }

  choice<const T extends string>(value: unknown, path: string, known: readonly T[]): T {
    const found = known.find((one) => one === value);
    if (found === undefined) this.fault(path, `没有“${shown(value)}”这个选项`, `${shown(value)} is not one of the choices`, `请改为 ${known.join('、')}`, `Use ${known.join(' or ')}`);
    return found ?? known[0]!;
  }

  flag(value: unknown, path: string, usual: boolean): boolean {
    if (value == null) return usual;
    if (typeof value !== 'boolean') this.fault(path, `应为 true 或 false，现为 ${shown(value)}`, `should be true or false, but is ${shown(value)}`, '请更正', 'Correct it');
    return value === true;
  }

  /** A load: whole cases, or weights with two decimals; never negative. */
  load(value: unknown, path: string, loadIn: LoadUnit): number {
    const number = this.number(value, path, PLACES.load);
    if (number === null) return 0;
    if (number < 0) this.fault(path, `不能是负数，现为 ${number}`, `cannot be negative, but is ${number}`, '请核对存案，没有存案时写 0', 'Check the backlog; where there is none, write 0');
    else if (loadIn === 'cases' && !Number.isInteger(number))
      this.fault(path, `按件数计时应为整数，现为 ${number}`, `must be whole where cases are counted, but is ${number}`, '请写整数件数，或改为 "loadIn": "weights"', 'Write whole cases, or set "loadIn": "weights"');
    else if (number > MOST[loadIn]) this.tooLarge(path, number, MOST[loadIn]);
    return number;
  }

  capacity(value: unknown, path: string): number {
    const number = this.number(value, path, PLACES.capacity);
    if (number === null) return 1;
    if (number <= 0)
      this.fault(path, `应大于零，现为 ${number}`, `must be above zero, but is ${number}`, '全额办案写 1，半额写 0.5；不能收案的写 "available": false', 'Full duty is 1, half is 0.5; who cannot receive is "available": false');
    else if (number > MOST.capacity) this.tooLarge(path, number, MOST.capacity);
    return number;
  }

  weight(value: unknown, path: string): number {
    const number = this.number(value, path, PLACES.load);
    if (number === null) return 1;
    if (number <= 0) this.fault(path, `应大于零，现为 ${number}`, `must be above zero, but is ${number}`, '请写案件权重，普通案件为 1', 'Give the weight; an ordinary case is 1');
    else if (number > MOST.weights) this.tooLarge(path, number, MOST.weights);
    return number;
  }

  noteUnknown(fields: Fields, known: ReadonlySet<string>, where: string): void {
    for (const name in fields) if (!known.has(name)) this.unknown.add(where === '' ? name : `${where}.${name}`);
  }

  notes(): Sentence[] {
    const names = [...this.unknown].sort();
    return names.length === 0 ? [] : [{ zh: `以下字段没有使用，请核对是否写错：${names.join('、')}。`, en: `These fields were not used; check their spelling: ${names.join(', ')}.` }];
  }

  private number(value: unknown, path: string, places: number): number | null {
    if (value == null) this.fault(path, '没有填写', 'is missing', '请补上；缺数不能当作零', 'Give it; a missing number is not a zero');
    else if (typeof value !== 'number' || !Number.isFinite(value)) this.fault(path, `不是数字：${shown(value)}`, `is not a number: ${shown(value)}`, '请写成普通数字，不加引号', 'Write a plain number without quotation marks');
    else if (!Number.isInteger(value) && new Decimal(value).decimalPlaces() > places)
      this.fault(path, `小数超过 ${places} 位：${value}`, `has more than ${places} decimals: ${value}`, `请写到 ${places} 位为止`, `Give ${places} at most`);
    else return value;
    return null;
  }

  private tooLarge(path: string, number: number, most: number): void {
    this.fault(path, `过大：${number}`, `is too large: ${number}`, `最大为 ${most}，请核对`, `The largest is ${most}; check it`);
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
