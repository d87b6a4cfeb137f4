import type { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { digestOf } from '../../src/evaluation/scheme-text.js';
import { SchemeVersion } from '../../src/evaluation/scheme-version.entity.js';

const fact = (name: string, kind: string, shape: string, zh: string, en: string, evidence = 'optional'): string => `
  - { name: ${name}, kind: ${kind}, shape: ${shape}, unit: { zh: 分, en: points }, title: { zh: ${zh}, en: ${en} }, meaning: { zh: ${zh}, en: ${en} }, cannotShow: { zh: 看不出难度, en: not how hard }, per: person, dated: { zh: 按考核期, en: by period }, evidence: ${evidence} }`;

/** A scheme of nothing but facts entered by hand and rated: training days, praise, and colleagues' forms. */
export const OWN_FACTS_SCHEME = `id: own-facts
version: 1
title: { zh: 自报事实方案, en: Scheme of own facts }
effectiveFrom: 2025-01-01
source: 示例〔2026〕9号
example: true
appliesTo: { post: judge, nature: civil }
fullMark: 100.00
rounding: { places: 2, mode: half-up }
facts:${fact('trainingDays', 'entered', 'number', '培训天数', 'Training days')}${fact('praise', 'entered', 'events', '表扬', 'Praise', 'required')}${fact('colleagues', 'rated', 'pieces', '同事评分', 'Colleagues’ forms')}
nodes:
  - key: training
    title: { zh: 培训, en: Training }
    source: 第2条
    fullMark: 50.00
    limits: { zh: 看不出学到多少, en: not what was learnt }
    rule: { kind: ratio, of: { numerator: trainingDays, denominator: servedMonths } }
  - key: praise
    title: { zh: 表扬, en: Praise }
    source: 第3条
    fullMark: 20.00
    limits: { zh: 看不出缘由, en: not why }
    rule: { kind: add-only, events: praise }
  - key: rated
    title: { zh: 测评, en: Ratings }
    source: 第4条
    fullMark: 30.00
    limits: { zh: 看不出人情, en: not favours }
    rule:
      kind: rated
      raters:
        - { title: { zh: 同事, en: colleagues }, forms: colleagues, weight: 100, minForms: 2 }
`;

export async function adoptText(database: Database, courtId: string, document: string, nature: string | null = 'civil', post = 'judge'): Promise<string> {
  const id = newId();
  const at = '2025-01-01T00:00:00.000Z';
  const word = (key: string): string => new RegExp(`^${key}: (.*)$`, 'm').exec(document)![1]!;
  await database.repository(SchemeVersion).insert({
    id, courtId, schemeId: word('id'), version: word('version'), post, nature, title: word('id'), titleEn: word('id'), document, digest: digestOf(document), effectiveFrom: word('effectiveFrom'),
    effectiveUntil: null, status: 'adopted', resolution: '示例', example: true, createdAt: at, revision: 1,
  });
  return id;
}
