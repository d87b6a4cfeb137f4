import type { Sentence } from '../kernel/domain-error.js';
import { isPlain } from '../rules/scheme/compile-scope.js';
import type { FactDeclaration, FactShape } from '../rules/scheme/fact-catalogue.js';

const SHAPES: readonly FactShape[] = ['number', 'events', 'pieces', 'text'];
const NAMES = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu;
/** Keys whose words are for people and name no fact. */
const WORDS = new Set(['key', 'title', 'source', 'limits', 'effectiveFrom', 'evidenceBy', 'children', 'unit', 'kind', 'label', 'meaning', 'cannotShow', 'dated']);

/** The facts a text declares itself, as far as they can be read: a draft may be unfinished. */
export function factsDeclaredIn(document: unknown): FactDeclaration[] {
  const rows = isPlain(document) && Array.isArray(document['facts']) ? document['facts'].filter(isPlain) : [];
  return rows.flatMap((row) => {
    const [name, shape, kind] = [row['name'], SHAPES.find((one) => one === row['shape']) ?? 'number', row['kind']];
    if (typeof name !== 'string' || !name || (kind !== 'entered' && kind !== 'rated' && kind !== 'derived')) return [];
    const words = (key: string): Sentence => (isPlain(row[key]) ? { zh: String(row[key]['zh'] ?? ''), en: String(row[key]['en'] ?? '') } : { zh: '', en: '' });
    return [
      {
        name, shape, kind, unit: words('unit'), title: words('title'), meaning: words('meaning'), cannotShow: words('cannotShow'), dated: words('dated'),
        per: row['per'] === 'unit' ? 'unit' : 'person',
        evidence: row['evidence'] === 'required' ? 'required' : 'optional',
        ...(typeof row['formula'] === 'string' ? { formula: row['formula'] } : {}),
      },
    ];
  });
}

/**
 * Which clauses of a text name which of the known facts: in rules, conditions and formulas, in vetoes, grades, duty and
 * distribution, and in the formulas of derived facts.
 * @returns fact → paths, `quality/K2`, `facts/workDays`
 */
export function factUses(document: unknown, known: ReadonlySet<string>): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  if (!isPlain(document)) return uses;
  const note = (name: string, path: string): void => {
    const paths = uses.get(name) ?? [];
    if (known.has(name) && !paths.includes(path)) uses.set(name, [...paths, path]);
  };
  const read = (value: unknown, path: string): void => {
    if (typeof value === 'string') for (const [name] of value.matchAll(NAMES)) note(name, path);
    else if (Array.isArray(value)) for (const item of value) read(item, path);
    else if (isPlain(value)) for (const [key, item] of Object.entries(value)) if (!WORDS.has(key)) read(item, path);
  };
  const nodes = (list: unknown, path: string): void => {
    for (const node of Array.isArray(list) ? list.filter(isPlain) : []) {
      const own = path ? `${path}/${String(node['key'])}` : String(node['key']);
      read(node, own);
      nodes(node['children'], own);
    }
  };
  nodes(document['nodes'], '');
  nodes(document['extra'], 'extra');
  for (const row of Array.isArray(document['facts']) ? document['facts'].filter(isPlain) : []) read(row['formula'], `facts/${String(row['name'])}`);
  for (const section of ['vetoes', 'distribution', 'tasks']) {
    const rows: unknown = document[section];
    for (const row of Array.isArray(rows) ? rows.filter(isPlain) : isPlain(rows) ? [rows] : []) read(row, `${section}/${String(row['key'])}`);
  }
  for (const section of ['grades', 'duty']) read(document[section], section);
  return uses;
}
