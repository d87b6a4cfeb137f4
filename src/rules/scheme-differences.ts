import type { Sentence } from '../kernel/domain-error.js';

/** One difference between two versions of a scheme, told by its clause. */
export interface SchemeChange {
  kind: 'added' | 'removed' | 'changed';
  /** Clause of the tree, `quality/K2`; of another list `facts/workDays`; empty for the header. */
  path: string;
  title: Sentence | null;
  /** Which value: `fullMark`, `rule.atLeast`; null when the whole clause came or went. */
  field: string | null;
  before: string | null;
  after: string | null;
  source: { before: string | null; after: string | null };
}

type Plain = Record<string, unknown>;

interface Clause {
  title: Sentence | null;
  source: string | null;
  /** Every value of the clause by its place in it; the values of clauses below it are theirs. */
  fields: Map<string, string>;
}

/**
 * What changed from one version of a scheme document to the next, clause by clause, in the order of the later one; what
 * was removed follows at the end. Numbers are compared as numbers: `5` and `5.00` are the same.
 * @example K2 `rule.each` 3.00 → 5.00 → `{ kind: 'changed', path: 'quality/K2', field: 'rule.each', before: '3', after: '5', … }`
 */
export function schemeDifferences(before: unknown, after: unknown): SchemeChange[] {
  const [old, now] = [clausesOf(before), clausesOf(after)];
  const changes: SchemeChange[] = [];
  for (const [path, clause] of now) {
    const was = old.get(path);
    if (!was) changes.push({ kind: 'added', path, title: clause.title, field: null, before: null, after: summary(clause), source: { before: null, after: clause.source } });
    else changes.push(...changedFields(path, was, clause));
  }
  for (const [path, clause] of old) {
    if (!now.has(path)) changes.push({ kind: 'removed', path, title: clause.title, field: null, before: summary(clause), after: null, source: { before: clause.source, after: null } });
  }
  return changes;
}

function changedFields(path: string, was: Clause, is: Clause): SchemeChange[] {
  const fields = [...new Set([...is.fields.keys(), ...was.fields.keys()])].filter((field) => was.fields.get(field) !== is.fields.get(field));
  return fields.map((field) => ({
    kind: 'changed' as const,
    path,
    title: is.title,
    field,
    before: was.fields.get(field) ?? null,
    after: is.fields.get(field) ?? null,
    source: { before: was.source, after: is.source },
  }));
}

/** Worth and rule of a clause in one breath: what a reader asks first of one that came or went. */
function summary(clause: Clause): string {
  const told = ['fullMark', 'weight', 'rule.kind', 'events', 'when', 'from', 'value'].flatMap((field) => {
    const value = clause.fields.get(field);
    return value === undefined ? [] : [`${field} ${value}`];
  });
  return told.join(', ');
}

function clausesOf(document: unknown): Map<string, Clause> {
  const clauses = new Map<string, Clause>();
  const root = isPlain(document) ? document : {};
  collect(root, '', clauses);
  return clauses;
}

/** Lists whose items have a name of their own; everything else is a value of the clause it stands in. */
const NAMES = ['key', 'name'] as const;

function collect(clause: Plain, path: string, clauses: Map<string, Clause>): void {
  const own: Clause = { title: titleOf(clause['title']), source: typeof clause['source'] === 'string' ? clause['source'] : null, fields: new Map() };
  clauses.set(path, own);
  fieldsOf(clause, '', own.fields, (list, key) => {
    // Nodes are told by their place in the tree alone, as a score sheet tells them.
    const within = key === 'nodes' || key === 'children' ? path : [path, key].filter((part) => part !== '').join('/');
    for (const item of list) collect(item, [within, nameOf(item)!].filter((part) => part !== '').join('/'), clauses);
  });
}

function fieldsOf(value: Plain, at: string, fields: Map<string, string>, named: (list: Plain[], key: string) => void): void {
  for (const [key, item] of Object.entries(value)) {
    const place = at ? `${at}.${key}` : key;
    if (Array.isArray(item) && item.length && item.every((one) => isPlain(one) && nameOf(one) !== null)) named(item as Plain[], place);
    else if (isPlain(item)) fieldsOf(item, place, fields, named);
    else if (Array.isArray(item)) {
      item.forEach((one, index) => {
        if (isPlain(one)) fieldsOf(one, `${place}[${index}]`, fields, named);
        else fields.set(`${place}[${index}]`, plainText(one));
      });
      if (!item.length) fields.set(place, '[]');
    } else fields.set(place, plainText(item));
  }
}

function plainText(value: unknown): string {
  const text = String(value);
  return /^-?\d+\.\d*0$/.test(text) ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

function nameOf(item: Plain): string | null {
  const name = NAMES.map((key) => item[key]).find((value) => typeof value === 'string');
  return typeof name === 'string' ? name : null;
}

function titleOf(raw: unknown): Sentence | null {
  return isPlain(raw) && typeof raw['zh'] === 'string' && typeof raw['en'] === 'string' ? { zh: raw['zh'], en: raw['en'] } : null;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
