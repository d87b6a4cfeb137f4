import type { Sentence } from '../../kernel/domain-error.js';
import { isPlain, type Plain } from './compile-scope.js';
import { readDecimal } from './facts.js';
import { canonicalJson } from './score-sheet.js';

export type DifferenceKind = 'added' | 'removed' | 'changed';
/** What of a clause differs: its weight or full mark, another value, its source, its date, words, or how it reckons. */
export type DifferenceOf = 'clause' | 'weight' | 'value' | 'source' | 'date' | 'text' | 'rule';

export interface SchemeDifference extends Sentence {
  /** By keys, not by positions: `nodes/quality/K2.rule.each`. */
  path: string;
  kind: DifferenceKind;
  of: DifferenceOf;
  before: string | null;
  after: string | null;
}

/**
 * Clause by clause, how one version of a scheme differs from another. Clauses are matched by their keys, so that a clause moved
 * in the list differs in nothing; `8` and `8.00` are the same number.
 * @example K2 priced 3 and then 4 → `{ path: 'nodes/quality/K2.rule.each', kind: 'changed', of: 'value', before: '3', after: '4' }`
 */
export function diffSchemes(before: unknown, after: unknown): SchemeDifference[] {
  const found: SchemeDifference[] = [];
  compareAny(before, after, '', '', found, { zh: '方案', en: 'The scheme' });
  return found;
}

function compareAny(a: unknown, b: unknown, path: string, key: string, found: SchemeDifference[], clause: Sentence): void {
  if (isPlain(a) && isPlain(b)) {
    const titled = titleOf(b) ?? titleOf(a);
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compareAny(a[name], b[name], join(path, name), name, found, titled ? { zh: `“${titled.zh}”`, en: `“${titled.en}”` } : clause);
    }
    return;
  }
  if (keyed(a, b)) {
    const [first, second] = [byKey(a), byKey(b)];
    for (const name of new Set([...first.keys(), ...second.keys()])) compareAny(first.get(name), second.get(name), `${path}/${name}`, key, found, clause);
    return;
  }
  if (same(a, b)) return;
  const [was, is] = [write(a), write(b)];
  const kind = was === null ? 'added' : is === null ? 'removed' : 'changed';
  const whole = isPlain(a ?? b) && titleOf((a ?? b) as Plain) !== null;
  const name = whole ? titled((a ?? b) as Plain) : { zh: `${clause.zh}的 ${key}`, en: `${key} of ${clause.en}` };
  found.push({ path: path.replace(/^\//, ''), kind, of: whole ? 'clause' : kindOf(key, path, a ?? b), before: was, after: is, ...said(kind, name, whole, was, is) });
}

function said(kind: DifferenceKind, name: Sentence, whole: boolean, was: string | null, is: string | null): Sentence {
  if (kind === 'changed') return { zh: `${name.zh}由 ${was} 改为 ${is}`, en: `${name.en}: ${was} becomes ${is}` };
  const what = whole ? '' : `：${was ?? is}`;
  return kind === 'added' ? { zh: `增加${name.zh}${what}`, en: `Added ${name.en}${what && `: ${is}`}` } : { zh: `删去${name.zh}${what}`, en: `Removed ${name.en}${what && `: ${was}`}` };
}

function join(path: string, name: string): string {
  if (!path) return name;
  return name === 'children' ? path : `${path}.${name}`;
}

function titleOf(raw: Plain): Sentence | null {
  const title = raw['title'];
  return isPlain(title) && typeof title['zh'] === 'string' && typeof title['en'] === 'string' ? { zh: title['zh'], en: title['en'] } : null;
}

function titled(raw: Plain): Sentence {
  const title = titleOf(raw)!;
  return { zh: `“${title.zh}”`, en: `“${title.en}”` };
}

const IDENTITIES = ['key', 'name', 'grade', 'to', 'effectiveFrom'] as const;

/** Two lists, or one and nothing, whose items all name themselves, each differently. */
function keyed(a: unknown, b: unknown): boolean {
  const lists = [a, b].filter((one) => one !== undefined && one !== null);
  return lists.length > 0 && lists.every((list) => Array.isArray(list) && list.length > 0 && byKey(list).size === list.length);
}

function byKey(list: unknown): Map<string, Plain> {
  if (!Array.isArray(list)) return new Map();
  return new Map(
    list.flatMap((item): [string, Plain][] => {
      if (!isPlain(item)) return [];
      const identity = IDENTITIES.find((name) => typeof item[name] === 'string');
      return identity ? [[String(item[identity]), item]] : [];
    }),
  );
}

function same(a: unknown, b: unknown): boolean {
  const [x, y] = [readDecimal(a), readDecimal(b)];
  return x && y ? x.eq(y) : canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

function write(raw: unknown): string | null {
  if (raw === undefined || raw === null) return null;
  return typeof raw === 'object' ? canonicalJson(raw) : String(raw);
}

function kindOf(key: string, path: string, value: unknown): DifferenceOf {
  if (key === 'weight' || key === 'fullMark') return 'weight';
  if (key === 'source') return 'source';
  if (key === 'effectiveFrom' || key === 'effectiveUntil' || key === 'deadline') return 'date';
  if (key === 'zh' || key === 'en') return 'text';
  if (readDecimal(value) || (isPlain(value) && ('value' in value || 'parameter' in value))) return /\.(weight|fullMark)\./.test(path) ? 'weight' : 'value';
  return 'rule';
}
