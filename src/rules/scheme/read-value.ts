import { isDay, type Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { Decimal } from '../../kernel/exact.js';
import { readDecimal } from './facts.js';
import { isPlain, type CompileScope } from './compile-scope.js';
import { say } from './wording.js';

export interface ValueReading {
  /** Null when there is no usable number. */
  value: Decimal | null;
  faults: Sentence[];
  /** False when the number found no source of its own. */
  sourced: boolean;
}

/**
 * One number of a document: plain, with source and date, dated (a list), or a parameter. Of dated values the one in force
 * on `scope.on` counts.
 * @example `[{ value: 2, effectiveFrom: 2025-01-01, source }, { value: 3, effectiveFrom: 2026-07-01, source }]` on
 *   2026-06-30 → 2, on 2026-07-01 → 3, on 2024-12-31 → fault “…没有生效的数值”
 */
export function readValue(raw: unknown, name: string, scope: CompileScope): ValueReading {
  if (isPlain(raw) && 'parameter' in raw) return readParameter(String(raw['parameter']), scope, new Set());
  if (Array.isArray(raw)) return readDated(raw, name, scope);
  const carried = isPlain(raw) ? raw : { value: raw };
  const value = readDecimal(carried['value']);
  const faults = value ? [] : [say(`“${String(carried['value'])}”不是数字。`, `“${String(carried['value'])}” is not a number.`)];
  if (isPlain(raw)) faults.push(...strangers(raw));
  const from = carried['effectiveFrom'];
  if (from !== undefined && !(typeof from === 'string' && isDay(from))) faults.push(say(`“${String(from)}”不是日期。`, `“${String(from)}” is not a day.`));
  else if (typeof from === 'string' && scope.on && from > scope.on) faults.push(noneInForce(name, scope.on, from));
  return { value, faults, sourced: typeof carried['source'] === 'string' && carried['source'] !== '' };
}

/** A parameter the scheme declares or the court keeps; a declared one without a value is reported once, in the list. */
export function readParameter(name: string, scope: CompileScope, asked: Set<string>): ValueReading {
  const given = Object.hasOwn(scope.parameters, name) ? scope.parameters[name] : scope.declared.get(name)?.value;
  if (given === undefined || given === null) {
    if (scope.declared.has(name)) return { value: null, faults: [], sourced: true };
    return {
      value: null,
      faults: [say(`参数“${name}”〔空〕尚未填写。请由本院设定数值并注明依据条款。`, `The parameter “${name}” 〔空〕 is not filled. The court must set it, with the clause it rests on.`)],
      sourced: true,
    };
  }
  const read = isPlain(given) && 'parameter' in given && !asked.has(name) ? readParameter(String(given['parameter']), scope, asked.add(name)) : readValue(given, name, scope);
  const faults = read.value || read.faults.length === 0 ? read.faults : [say(`参数“${name}”：${read.faults[0]!.zh}`, `The parameter “${name}”: ${read.faults[0]!.en}`)];
  return { value: read.value, faults, sourced: true };
}

function readDated(list: unknown[], name: string, scope: CompileScope): ValueReading {
  const faults: Sentence[] = [];
  const rows = list.flatMap((row, index) => {
    const at = index + 1;
    if (!isPlain(row)) {
      faults.push(say(`第 ${at} 个值应写明 value、effectiveFrom、source。`, `Value ${at} must state value, effectiveFrom and source.`));
      return [];
    }
    const [value, from] = [readDecimal(row['value']), row['effectiveFrom']];
    if (!value) faults.push(say(`第 ${at} 个值“${String(row['value'])}”不是数字。`, `Value ${at}, “${String(row['value'])}”, is not a number.`));
    const dated = typeof from === 'string' && isDay(from);
    if (!dated) faults.push(say(`第 ${at} 个值的 effectiveFrom“${String(from ?? '')}”不是日期。`, `effectiveFrom of value ${at}, “${String(from ?? '')}”, is not a day.`));
    if (typeof row['source'] !== 'string' || row['source'] === '') faults.push(say(`第 ${at} 个值没有来源条款 source。`, `Value ${at} names no source.`));
    faults.push(...strangers(row));
    return value && dated ? [{ value, from }] : [];
  });
  const days = rows.map((row) => row.from);
  for (const day of new Set(days.filter((from, index) => days.indexOf(from) !== index))) {
    faults.push(say(`“${name}”有两个值同自 ${day} 起生效，无从取舍。`, `Two values of “${name}” begin on ${day}; nothing says which counts.`));
  }
  if (!list.length) faults.push(say(`“${name}”的数值列表为空。`, `The list of values of “${name}” is empty.`));
  rows.sort((a, b) => (a.from < b.from ? -1 : 1));
  if (rows.length > 1 && !scope.on) return { value: rows[rows.length - 1]!.value, faults, sourced: true };
  const inForce = rows.filter((row) => !scope.on || row.from <= scope.on);
  if (rows.length && !inForce.length) faults.push(noneInForce(name, scope.on!, rows[0]!.from));
  return { value: inForce[inForce.length - 1]?.value ?? null, faults, sourced: true };
}

function noneInForce(name: string, on: Day, first: Day): Sentence {
  return say(
    `“${name}”在 ${on} 没有生效的数值，最早的自 ${first} 起。请补上当日有效的数值。`,
    `No value of “${name}” is in force on ${on}; the earliest begins on ${first}. Add the one that held on that day.`,
  );
}

const VALUE_KEYS = ['value', 'source', 'effectiveFrom', 'unit'];

function strangers(row: Record<string, unknown>): Sentence[] {
  return Object.keys(row)
    .filter((key) => !VALUE_KEYS.includes(key))
    .map((key) => say(`数值中有不认识的键“${key}”。`, `Unknown key “${key}” in a value.`));
}
