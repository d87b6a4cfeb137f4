import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SchemeDocument, SchemeNode } from '../../../src/rules/scheme/document.js';
import type { Sentence } from '../../../src/kernel/domain-error.js';
import type { FactDeclaration } from '../../../src/rules/scheme/fact-catalogue.js';
import type { FactEvent, PersonFacts, Piece } from '../../../src/rules/scheme/facts.js';

export const JUDGE_SCHEMES = ['judge-civil', 'judge-criminal', 'judge-administrative', 'judge-enforcement'] as const;

export function shipped(name: string): SchemeDocument {
  return parse(readFileSync(`config/schemes/${name}.v1.yaml`, 'utf8')) as SchemeDocument;
}

export function readCases<T>(file: string): T {
  return parse(readFileSync(`test/rules/scheme/${file}`, 'utf8')) as T;
}

export function schemeOf(nodes: SchemeNode[], fullMark: SchemeDocument['fullMark'] = 100): SchemeDocument {
  return {
    id: 'trial',
    version: 1,
    title: { zh: '试算', en: 'Trial' },
    effectiveFrom: '2025-01-01',
    source: '示例〔2026〕1号',
    example: true,
    appliesTo: { post: 'judge', nature: 'civil' },
    fullMark,
    rounding: { places: 2, mode: 'half-up' },
    nodes,
  };
}

export function leaf(key: string, fullMark: SchemeNode['fullMark'], rule: SchemeNode['rule'], title = key): SchemeNode {
  return { key, title: { zh: title, en: title }, source: `示例〔2026〕1号 ${key}`, fullMark, limits: { zh: '仅供试算', en: 'For trial only' }, rule };
}

export function group(key: string, fullMark: SchemeNode['fullMark'], children: SchemeNode[]): SchemeNode {
  return { key, title: { zh: key, en: key }, source: `示例〔2026〕1号 ${key}`, fullMark, children };
}

export function both(text: string): Sentence {
  return { zh: text, en: text };
}

export const bands = [
  { key: 'excellent', title: both('优秀'), from: 90 },
  { key: 'good', title: both('良好'), from: 80 },
  { key: 'fair', title: both('合格'), from: 70 },
  { key: 'poor', title: both('不合格'), from: 'none' as const },
];

export function declared(name: string, shape: FactDeclaration['shape'], more: Partial<FactDeclaration> = {}): FactDeclaration {
  return { name, kind: 'entered', shape, unit: both('件'), title: both(name), meaning: both('试算'), cannotShow: both('试算'), per: 'person', dated: both('当日'), evidence: 'optional', ...more };
}

export function facts(personId: string, parts: Partial<PersonFacts> = {}): PersonFacts {
  return { personId, months: '12', dutyFactor: '1', numbers: {}, events: {}, pieces: {}, ...parts };
}

export function event(id: string, points?: string | number, more: Partial<FactEvent> = {}): FactEvent {
  return {
    id,
    clause: `条款 ${id}`,
    label: { zh: `事项 ${id}`, en: `Item ${id}` },
    day: '2026-10-01',
    ...(points === undefined ? {} : { points }),
    source: { kind: 'finding', id, label: `记录 ${id}` },
    ...more,
  };
}

export function piece(id: string, value: string | number, weight: string | number = 1): Piece {
  return { source: { kind: 'case', id, label: `案件 ${id}` }, value, weight };
}

/** A civil judge with a full year of ordinary work; parts may be replaced. */
export function civilFacts(personId: string, parts: { numbers?: PersonFacts['numbers']; events?: PersonFacts['events']; pieces?: PersonFacts['pieces'] } = {}): PersonFacts {
  return facts(personId, {
    numbers: {
      closed: 97, closedWeighted: '104.20', panelWeighted: '18.40', closedInLimit: 95, netDays: 3960, reviewed: 30, minorCases: 3, attributable: 1, firstInstanceClosed: 93,
      publishedOnTime: 60, publishable: 62, appealed: 4, complaintsUpheld: 0, petitionCases: 0, mediated: 25, withdrawn: 10, excellentDocuments: 21, publicationPoints: 8,
      required: 12, ...parts.numbers,
    },
    events: { seriousFindings: [], pendingOver365: [], merits: [], ...parts.events },
    pieces: {
      closedByMonth: Array.from({ length: 12 }, (_, month) => piece(`2026-${month + 1}`, month === 11 ? 9 : 8)),
      ownCaseScore: [piece('c1', '98.50'), piece('c2', 92), piece('c3', 100)],
      hearingScores: [piece('h1', 86), piece('h2', 90)],
      summationScores: [piece('h1', 88)],
      ...parts.pieces,
    },
  });
}
