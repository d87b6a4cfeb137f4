import { createHash } from 'node:crypto';
import { parse, parseDocument } from 'yaml';
import { isDay } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { CASE_NATURES } from '../kernel/actor.js';
import { isPlain } from '../rules/scheme/compile-scope.js';
import type { SchemeOutlineNode } from './dto/scheme.dto.js';

type Plain = Record<string, unknown>;

export type ReadText = { value: unknown; fault: null } | { value: null; fault: Fault };

/** YAML → plain values, or the one fault that says where it cannot be read. */
export function readText(document: string): ReadText {
  const read = parseDocument(document);
  const [error] = read.errors;
  if (!error) return { value: read.toJS() as unknown, fault: null };
  const [where] = error.linePos ?? [];
  const reason = error.message.split('\n')[0]!.replace(/:$/, '');
  const place = where ? { zh: `第 ${where.line} 行第 ${where.col} 列：`, en: `Line ${where.line}, column ${where.col}: ` } : { zh: '', en: '' };
  return {
    value: null,
    fault: { path: where ? `line ${where.line}` : 'document', zh: `${place.zh}不是有效的 YAML（${reason}）。请核对缩进、冒号和引号。`, en: `${place.en}not valid YAML (${reason}). Check indentation, colons and quotes.` },
  };
}

export function digestOf(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

/** What a version is listed by. */
export interface SchemeHeader {
  schemeId: string;
  version: number;
  post: string;
  nature: string | null;
  title: string;
  titleEn: string;
  effectiveFrom: string;
  effectiveUntil: string | null;
  example: boolean;
}

/** The header as far as a draft states it; what it does not state stays what it was. */
export function headerOf(document: unknown, before: SchemeHeader): SchemeHeader {
  const root = isPlain(document) ? document : {};
  const title = isPlain(root['title']) ? root['title'] : {};
  const applies = isPlain(root['appliesTo']) ? root['appliesTo'] : {};
  const word = (value: unknown, longest: number, otherwise: string): string => (typeof value === 'string' && value ? value.slice(0, longest) : otherwise);
  const nature = applies['nature'];
  return {
    schemeId: word(root['id'], 60, before.schemeId),
    version: Number.isSafeInteger(Number(root['version'])) && Number(root['version']) > 0 ? Number(root['version']) : before.version,
    post: word(applies['post'], 30, before.post),
    nature: nature === 'any' ? null : CASE_NATURES.find((known) => known === nature) ?? before.nature,
    title: word(title['zh'], 120, before.title),
    titleEn: word(title['en'], 160, before.titleEn),
    effectiveFrom: typeof root['effectiveFrom'] === 'string' && isDay(root['effectiveFrom']) ? root['effectiveFrom'] : before.effectiveFrom,
    effectiveUntil: typeof root['effectiveUntil'] === 'string' && isDay(root['effectiveUntil']) ? root['effectiveUntil'] : null,
    example: typeof root['example'] === 'boolean' ? root['example'] : before.example,
  };
}

export const NO_HEADER: SchemeHeader = { schemeId: '', version: 1, post: '', nature: null, title: '', titleEn: '', effectiveFrom: '', effectiveUntil: null, example: false };

/** The same text under another version number; comments and layout stay. */
export function withVersion(document: string, version: number): string {
  const line = /^version:[^\n]*$/m;
  return line.test(document) ? document.replace(line, `version: ${version}`) : `version: ${version}\n${document}`;
}

/** Keys of the parameters a document names, declared or not, in order. */
export function parameterKeys(document: unknown): string[] {
  const keys = new Set<string>();
  const declared = isPlain(document) ? document['parameters'] : null;
  if (Array.isArray(declared)) for (const one of declared) if (isPlain(one) && typeof one['key'] === 'string') keys.add(one['key']);
  walk(document, (value) => {
    if (typeof value['parameter'] === 'string') keys.add(value['parameter']);
  });
  return [...keys].sort();
}

export interface DeclaredParameter {
  key: string;
  title: { zh: string; en: string } | null;
  unit: string | null;
  source: string | null;
}

export function declaredParameters(document: unknown): Map<string, DeclaredParameter> {
  const declared = isPlain(document) && Array.isArray(document['parameters']) ? document['parameters'].filter(isPlain) : [];
  return new Map(
    declared.map((one) => [
      String(one['key']),
      { key: String(one['key']), title: wordsOf(one['title']), unit: isPlain(one['unit']) ? String(one['unit']['zh']) : textOf(one['unit']), source: textOf(one['source']) },
    ]),
  );
}

function walk(value: unknown, visit: (one: Plain) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isPlain(value)) return;
  visit(value);
  for (const item of Object.values(value)) walk(item, visit);
}

/** The tree as an editor lists it, however incomplete. */
export function outlineOf(document: unknown): SchemeOutlineNode[] {
  const root = isPlain(document) ? document : {};
  return [...nodesAt(root['nodes'], 'nodes'), ...nodesAt(root['extra'], 'extra')];
}

function nodesAt(list: unknown, at: string): SchemeOutlineNode[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((node: unknown, index) => {
    if (!isPlain(node)) return [];
    const path = `${at}[${index}]`;
    return [
      {
        key: String(node['key'] ?? ''),
        path,
        title: wordsOf(node['title']) ?? { zh: '', en: '' },
        weight: amountOf(node['weight']),
        fullMark: amountOf(node['fullMark']),
        rule: isPlain(node['rule']) ? textOf(node['rule']['kind']) : null,
        children: nodesAt(node['children'], `${path}.children`),
      },
    ];
  });
}

/** A plain value as text; of a dated list the latest, of a parameter its key. */
function amountOf(value: unknown): string | null {
  if (Array.isArray(value)) return amountOf(value[value.length - 1]);
  if (isPlain(value)) return 'parameter' in value ? `〔${String(value['parameter'])}〕` : amountOf(value['value']);
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function wordsOf(value: unknown): { zh: string; en: string } | null {
  return isPlain(value) ? { zh: String(value['zh'] ?? ''), en: String(value['en'] ?? '') } : null;
}

/** Texts of schemes read before: every look at a period asks for the same few, and reading one takes tens of milliseconds. */
const adopted = new Map<string, unknown>();
const MOST_ADOPTED = 100;

/** Text that is known to be good: adopted, or checked before. What is returned is shared and cannot be changed. */
export function readAdopted(document: string): unknown {
  if (adopted.has(document)) return adopted.get(document);
  const read = unchangeable(parse(document) as unknown);
  if (adopted.size >= MOST_ADOPTED) adopted.clear();
  adopted.set(document, read);
  return read;
}

function unchangeable<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const one of Object.values(Object.freeze(value))) unchangeable(one);
  return value;
}
