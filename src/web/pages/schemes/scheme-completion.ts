import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { isPlain, type Plain } from './scheme-document.js';
import { cursorAt } from './yaml-cursor.js';

export interface KnownFact {
  name: string;
  shape: string;
  title: Bilingual;
  unit: Bilingual;
  meaning: Bilingual;
  cannotShow: Bilingual;
}

export interface Knowledge {
  schema: Plain;
  facts: KnownFact[];
  language: () => 'zh' | 'en';
  bracketed: (text: string) => string;
}

const SHAPES: Record<string, string[]> = {
  events: ['events'], pieces: ['pieces'], forms: ['pieces'], count: ['number'], of: ['number'], numerator: ['number'], denominator: ['number'],
  points: ['number', 'events', 'pieces'], when: ['number', 'events', 'pieces'], appliesWhen: ['number', 'events', 'pieces'], formula: ['number', 'events', 'pieces'], weight: ['number'],
};
const FORMULAS = new Set(['points', 'when', 'appliesWhen', 'formula']);

/** Every shape a place may have: references followed, alternatives laid side by side; a stated rule kind leaves only its own. */
function alternatives(root: Plain, schema: unknown, kind: string | null, depth = 0): Plain[] {
  if (!isPlain(schema) || depth > 12) return [];
  if (typeof schema.$ref === 'string') {
    const target = schema.$ref.replace(/^#\//, '').split('/').reduce<unknown>((inner, key) => (isPlain(inner) ? inner[key] : undefined), root);
    const found = alternatives(root, target, kind, depth + 1);
    return typeof schema.description === 'string' ? found.map((one) => ({ ...one, description: schema.description })) : found;
  }
  const inner = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as unknown[]) : []));
  const chosen = inner.filter((one) => {
    if (!isPlain(one) || !isPlain(one.if) || !isPlain(one.if.properties) || !isPlain(one.if.properties.kind)) return true;
    return kind === null || one.if.properties.kind.const === kind;
  });
  const below = chosen.flatMap((one) => alternatives(root, isPlain(one) && isPlain(one.then) ? one.then : one, kind, depth + 1));
  return [schema, ...below];
}

/** The shapes at a path of the document. */
export function schemaAt(root: Plain, path: string[], kind: string | null): Plain[] {
  let here = alternatives(root, root, kind);
  for (const step of path) {
    const next = here.flatMap((one) => {
      if (step === '[]') return alternatives(root, one.items, kind);
      const properties = isPlain(one.properties) ? one.properties : {};
      return step in properties ? alternatives(root, properties[step], kind) : isPlain(one.additionalProperties) ? alternatives(root, one.additionalProperties, kind) : [];
    });
    here = next;
  }
  return here;
}

const described = (shapes: Plain[]): string => {
  const words = shapes.map((one) => one.description).find((one) => typeof one === 'string');
  return typeof words === 'string' ? words : '';
};

/** `kind` of the rule the cursor stands in, read from the lines of the same indentation around it. */
function kindNear(text: string, position: number): string | null {
  const line = text.lastIndexOf('\n', position - 1) + 1;
  const indent = /^[\s-]*/.exec(text.slice(line, position))![0].length;
  const same = new RegExp(`^ {${indent}}kind:\\s*([\\w-]+)`);
  const begins = text.slice(0, line).split('\n').reverse();
  for (const above of begins) {
    const found = same.exec(above);
    if (found) return found[1]!;
    if (above.trim() && /^ */.exec(above)![0].length < indent) break;
  }
  return null;
}

function keyOptions(knowledge: Knowledge, path: string[], kind: string | null): Completion[] {
  const shapes = schemaAt(knowledge.schema, path, kind);
  const required = new Set(shapes.flatMap((one) => (Array.isArray(one.required) ? one.required.map(String) : [])));
  const seen = new Map<string, Completion>();
  for (const one of shapes) {
    for (const [key, inner] of Object.entries(isPlain(one.properties) ? one.properties : {})) {
      if (seen.has(key)) continue;
      const below = alternatives(knowledge.schema, inner, kind);
      const block = below.some((shape) => shape.type === 'object' || shape.type === 'array') && !below.some((shape) => shape.const !== undefined || shape.type === 'number');
      seen.set(key, { label: key, type: 'property', detail: described(below), apply: block ? `${key}:` : `${key}: `, boost: required.has(key) ? 5 : 0 });
    }
  }
  return Array.from(seen.values());
}

function factOptions(knowledge: Knowledge, key: string): Completion[] {
  const language = knowledge.language();
  return knowledge.facts
    .filter((fact) => SHAPES[key]?.includes(fact.shape))
    .map((fact) => ({ label: fact.name, type: 'variable', detail: fact.title[language] + (fact.unit[language] && knowledge.bracketed(fact.unit[language])), info: `${fact.meaning[language]}\n${fact.cannotShow[language]}` }));
}

function valueOptions(knowledge: Knowledge, path: string[], key: string, kind: string | null): Completion[] {
  const shapes = schemaAt(knowledge.schema, [...path, key], kind);
  const words = shapes.flatMap((one) => [...(Array.isArray(one.enum) ? one.enum : []), ...(one.const === undefined ? [] : [one.const]), ...(one.type === 'boolean' ? [true, false] : [])]).map(String);
  const plain = Array.from(new Set(words)).map((label): Completion => ({ label, type: 'enum', detail: key === 'kind' ? kindWords(knowledge.schema, label) : '' }));
  return [...plain, ...(path.includes('rule') || FORMULAS.has(key) || path.length > 0 ? factOptions(knowledge, key) : [])];
}

function kindWords(schema: Plain, kind: string): string {
  const rule = isPlain(schema.$defs) && isPlain(schema.$defs.rule) ? schema.$defs.rule : {};
  const clause = (Array.isArray(rule.allOf) ? rule.allOf : []).find((one) => isPlain(one) && isPlain(one.if) && isPlain(one.if.properties) && isPlain(one.if.properties.kind) && one.if.properties.kind.const === kind);
  return isPlain(clause) ? described(alternatives(schema, clause.then, kind)) : '';
}

/** Keys, rule kinds, choices and facts for the place where the cursor stands. Titles in Chinese may be typed as well as names. */
export function completeScheme(knowledge: Knowledge) {
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const line = context.state.doc.lineAt(context.pos);
    const cursor = cursorAt(text.slice(0, context.pos));
    const kind = kindNear(text, context.pos);
    const formula = cursor.key !== null && FORMULAS.has(cursor.key);
    const word = formula ? /[A-Za-z_][\w.]*$|[\u4e00-\u9fff]+$/.exec(cursor.typed)?.[0] ?? '' : cursor.typed.replace(/^["']/, '');
    if (!context.explicit && !word && cursor.key === null && !/^\s*(-\s*)?$/.test(line.text)) return null;
    if (!context.explicit && !word && formula) return null;
    const options = cursor.key === null ? keyOptions(knowledge, cursor.path, kind) : valueOptions(knowledge, cursor.path, cursor.key, kind);
    const wanted = word.toLowerCase();
    const fitting = options.filter((one) => !wanted || one.label.toLowerCase().includes(wanted) || (one.detail ?? '').toLowerCase().includes(wanted));
    if (!fitting.length) return null;
    const rank = (one: Completion): number => (one.label.toLowerCase().startsWith(wanted) ? 10 : 0) + (one.boost ?? 0);
    return { from: context.pos - word.length, options: fitting.sort((a, b) => rank(b) - rank(a)), filter: false };
  };
}
