import type { Sentence } from '../../kernel/domain-error.js';
import { isPlain } from '../../rules/scheme/compile-scope.js';
import { factUses } from '../facts-in-text.js';

export type LeafDirection = 'higher' | 'lower' | 'interval' | 'formula';

/** One leaf of a scheme's tree, as its own text has it. */
export interface SchemeIndicator {
  /** `quality/K2` */
  path: string;
  /** Titles of the parts it stands in, outermost first, its own last. */
  titles: Sentence[];
  source: string;
  cannotShow: Sentence;
  rule: Record<string, unknown>;
  direction: LeafDirection;
  facts: string[];
}

/** The leaves of an adopted text with the facts each reads; extra points outside the full mark among them. */
export function indicatorsIn(document: unknown, known: ReadonlySet<string>): SchemeIndicator[] {
  if (!isPlain(document)) return [];
  const uses = factUses(document, known);
  const factsAt = (path: string): string[] => [...uses].filter(([, paths]) => paths.includes(path)).map(([name]) => name);
  const walk = (list: unknown, above: string, titles: Sentence[]): SchemeIndicator[] =>
    (Array.isArray(list) ? list.filter(isPlain) : []).flatMap((node) => {
      const path = above ? `${above}/${String(node['key'])}` : String(node['key']);
      const own = [...titles, wordsOf(node['title'])];
      if (!isPlain(node['rule'])) return walk(node['children'], path, own);
      return [{ path, titles: own, source: String(node['source'] ?? ''), cannotShow: wordsOf(node['limits']), rule: node['rule'], direction: directionOf(node['rule']), facts: factsAt(path) }];
    });
  return [...walk(document['nodes'], '', []), ...walk(document['extra'], 'extra', [])];
}

/** What does better under a rule: more of what it measures, less, or neither beyond an interval. */
export function directionOf(rule: Record<string, unknown>): LeafDirection {
  const kind = rule['kind'];
  if (kind === 'deduct-to-floor' || kind === 'deduct-only' || kind === 'all-or-nothing') return 'lower';
  if (kind === 'ratio') return isPlain(rule['of']) && rule['of']['complement'] === true ? 'lower' : 'higher';
  if (kind === 'interval') return rule['from'] !== undefined && rule['to'] !== undefined ? 'interval' : rule['to'] !== undefined ? 'lower' : 'higher';
  if (kind === 'evenness') return 'interval';
  return kind === 'formula' ? 'formula' : 'higher';
}

function wordsOf(value: unknown): Sentence {
  return isPlain(value) ? { zh: String(value['zh'] ?? ''), en: String(value['en'] ?? '') } : { zh: '', en: '' };
}
