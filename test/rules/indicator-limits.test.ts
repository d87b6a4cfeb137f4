import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { DECLARED_FACTS } from '../../src/evaluation/declared-facts.js';
import { factsDeclaredIn } from '../../src/evaluation/facts-in-text.js';
import { indicatorsOf, readIndicators } from '../../src/evaluation/indicators/indicator-book.js';
import { directionOf, indicatorsIn } from '../../src/evaluation/indicators/scheme-indicators.js';

const facts = new Set(DECLARED_FACTS.map(({ name }) => name));
const schemes = readdirSync('config/schemes').filter((name) => name.endsWith('.v1.yaml')).map((name) => [name, parse(readFileSync(`config/schemes/${name}`, 'utf8')) as unknown] as const);
const says = ({ zh, en }: { zh: string; en: string }): boolean => /[\u4e00-\u9fa5]/.test(zh) && /[a-z]/i.test(en);

describe('what indicators cannot show', () => {
  it('is said of every indicator of the Supreme Court’s table, in both languages, and each fact it names exists', () => {
    const indicators = indicatorsOf('config');
    expect(indicators).toHaveLength(20);
    for (const { code, cannotShow, formula, facts: needed } of indicators) {
      expect([code, says(cannotShow), says(formula)]).toEqual([code, true, true]);
      expect([code, needed.filter((name) => !facts.has(name))]).toEqual([code, []]);
    }
  });

  it('is said of every fact a scheme may name', () => {
    for (const { name, cannotShow } of DECLARED_FACTS) expect([name, says(cannotShow)]).toEqual([name, true]);
  });

  it('finds the indicators of every scheme that scores', () => {
    expect(schemes.filter(([, document]) => indicatorsIn(document, facts).length > 0).length).toBeGreaterThanOrEqual(17);
  });

  it.each(schemes)('is said of every indicator of %s', (_, document) => {
    const known = new Set([...facts, ...factsDeclaredIn(document).map(({ name }) => name)]);
    const leaves = indicatorsIn(document, known);
    for (const { path, cannotShow, titles } of leaves) expect([path, says(cannotShow), titles.every(says)]).toEqual([path, true, true]);
  });

  it('refuses a table in which one is missing', () => {
    expect(() => readIndicators({ measures: [{ code: 'X', label: '某率', labelEn: 'Some rate', natures: [], formula: '甲÷乙', formulaEn: 'a ÷ b', direction: 'higher', status: 'recalled', facts: [], source: '示例', cannotShowEn: 'Much.' }] })).toThrow();
  });

  it('tells from a rule what does better', () => {
    expect(['deduct-to-floor', 'ratio', 'formula', 'evenness'].map((kind) => directionOf({ kind }))).toEqual(['lower', 'higher', 'formula', 'interval']);
    expect([directionOf({ kind: 'ratio', of: { complement: true } }), directionOf({ kind: 'interval', from: 1 }), directionOf({ kind: 'interval', to: 1 }), directionOf({ kind: 'interval', from: 1, to: 2 })]).toEqual(['lower', 'higher', 'lower', 'interval']);
  });
});
