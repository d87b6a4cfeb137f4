import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { inTop } from '../../src/setup/places.mjs';

const SPECIFICATION = readFileSync(inTop('..', 'shared', 'spec', 'CATALOGUES.md'), 'utf8');
const shipped = <T>(name: string): T => parse(readFileSync(inTop('config', 'catalogues', `${name}.yaml`), 'utf8')) as T;

/** Rows of the tables of one section, each as its cells. */
function rowsOf(section: string): string[][] {
  const start = SPECIFICATION.indexOf(`\n${section}`);
  expect([section, start >= 0]).toEqual([section, true]);
  const depth = /^#+/.exec(section)![0].length;
  const rest = SPECIFICATION.slice(start + 1 + section.length);
  const end = new RegExp(`\\n#{2,${depth}} `).exec(rest)?.index ?? rest.length;
  return rest
    .slice(0, end)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.replace(/`\[[^\]]*\]`/g, '').replace(/\*\*/g, '').trim()));
}
const two = (figure: string) => Number(figure).toFixed(2);

interface Clause {
  code: string; label: string; severity: string; appliesTo: string[]; pointsMin: string; pointsMax: string; each: string | null; maxPerCase: string | null; responsibility: string; shares: Record<string, number>;
}
const POSTS: Record<string, string> = {
  J: 'responsibleJudge', P: 'presidingJudge', M: 'panelMember', A: 'judgeAssistant', K: 'clerk', D: 'divisionChief', V: 'vicePresident', E: 'enforcementOfficer', F: 'filingOfficer', Q: 'qualityReviewer', X: 'judicialCommittee',
};

describe('the catalogues shipped hold all the specification says', () => {
  const { clauses } = shipped<{ clauses: Clause[] }>('defect-clauses');
  const byCode = new Map(clauses.map((clause) => [clause.code, clause]));

  for (const [section, severity, count] of [['### 1.1', 'serious', 28], ['### 1.2', 'minor', 65]] as const)
    it(`${count} ${severity} clauses, word for word, with their points and shares`, () => {
      const told = rowsOf(section).filter(([code]) => /^[SM]-/.test(code!));
      expect(told).toHaveLength(count);
      expect(clauses.filter((clause) => clause.severity === severity).map(({ code }) => code)).toEqual(told.map(([code]) => code));
      for (const [code, label, appliesTo, points, responsibility] of told as string[][] as [string, string, string, string, string][]) {
        const clause = byCode.get(code)!;
        expect([code, clause.label, clause.appliesTo.join(', '), clause.severity]).toEqual([code, label, appliesTo, severity]);
        const [from, to = from] = /^([\d.]+)(?:–([\d.]+))?/.exec(points)!.slice(1) as [string, string?];
        const cap = /max ([\d.]+)/.exec(points)?.[1] ?? null;
        if (/each|per/.test(points)) expect([code, clause.pointsMin, clause.maxPerCase]).toEqual([code, two(from), cap && two(cap)]);
        else expect([code, clause.pointsMin, clause.pointsMax]).toEqual([code, two(from), two(to)]);
        const [rule, ...shares] = responsibility.split(' ');
        expect([code, clause.responsibility, clause.shares]).toEqual([code, rule, Object.fromEntries(shares.map((share) => [POSTS[share[0]!], Number(share.slice(1))]))]);
      }
    });

  it('nine triggers', () => {
    const { triggers } = shipped<{ triggers: { code: string; label: string }[] }>('review-triggers');
    const told = rowsOf('## 2 Nine triggers').filter(([code]) => /^T\d/.test(code!));
    expect(triggers.map(({ code, label }) => [code, label])).toEqual(told.map(([code, label]) => [code!.split(' ')[0], label]));
  });

  it('twenty-one situations of the responsibility matrix, share by share', () => {
    const { situations } = shipped<{ situations: { code: string; label: string; shares: Record<string, number> }[] }>('responsibility-matrix');
    const told = rowsOf('## 4 Responsibility matrix').filter(([code]) => /^R\d/.test(code!));
    expect(told).toHaveLength(21);
    const letters = Object.keys(POSTS);
    expect(situations.map(({ code, label, shares }) => [code, label, shares])).toEqual(
      told.map(([code, label, ...cells]) => [code, label, Object.fromEntries(letters.flatMap((letter, index) => (cells[index] ? [[POSTS[letter]!, Number(cells[index])]] : [])))]),
    );
  });

  it('every item of the document form with its marks, the five aspects of a hearing and the five points of a summation', () => {
    interface Form { code: string; form: string; field: string; parts: { label: string; full: string; items?: { label: string; full: string }[] }[] }
    const { forms } = shipped<{ forms: Form[] }>('review-forms');
    const told = rowsOf('### 3.1 F-DOC').filter(([label]) => label !== 'item');
    ['civil', 'criminal', 'administrative', 'enforcement'].forEach((field, index) => {
      const form = forms.find((one) => one.form === 'F-DOC' && one.field === field)!;
      const lines = form.parts.flatMap((part) => [[part.label, part.full], ...(part.items ?? []).map((item) => [item.label, item.full])]);
      expect([field, lines]).toEqual([field, told.map((cells) => [cells[0], two(cells[index + 1]!)])]);
    });
    const partsOf = (kind: string) => forms.find((one) => one.form === kind)!.parts.map((part) => [part.label, part.full]);
    expect(partsOf('F-HRG')).toEqual(rowsOf('### 3.2 F-HRG').filter(([label]) => label !== 'aspect').map(([label, full]) => [label, two(full!)]));
    expect(partsOf('F-SUM')).toEqual(rowsOf('### 3.3 F-SUM').filter(([label]) => !label!.startsWith('point')).map(([label, full]) => [label, two(full!)]));
  });

  it('every character of a case type', () => {
    const { classes } = shipped<{ classes: { inBasicCourts: string[]; elsewhere: string[] }[] }>('case-types');
    const held = new Set(classes.flatMap(({ inBasicCourts, elsewhere }) => [...inBasicCourts, ...elsewhere]));
    const told = rowsOf('### 8.1 Type characters').filter(([name]) => name !== 'class').flatMap(([, , characters]) => characters!.split(/\s+/).filter((word) => /^[\u4e00-\u9fa5]+$/.test(word)));
    expect(told.length).toBeGreaterThan(110);
    expect(told.filter((characters) => !held.has(characters))).toEqual([]);
  });

  it('every kind of extension and deduction named', () => {
    const text = ['time-limits', 'case-types'].map((name) => readFileSync(inTop('config', 'catalogues', `${name}.yaml`), 'utf8')).join('\n');
    const codes = rowsOf('## 7 Time limits').flatMap(([code]) => (/^[LXY]\d{2}$/.test(code!) ? [code!] : []));
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !text.includes(code))).toEqual([]);
  });
});
