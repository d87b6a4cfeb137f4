import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { sum } from '../../src/kernel/exact.js';
import { supersededFrom, statusOn } from '../../src/evaluation/scheme-state.js';
import { factsDeclaredIn, factUses } from '../../src/evaluation/facts-in-text.js';
import { bonusTiers } from '../../src/rules/bonus-tiers.js';
import { kendallTau } from '../../src/rules/rank-agreement.js';
import { compileScheme } from '../../src/rules/scheme/compile.js';
import { shiftWeight, weightOf } from '../../src/rules/scheme/shift-weight.js';

const civil = parse(readFileSync('config/schemes/judge-civil.v1.yaml', 'utf8')) as unknown;

describe('Kendall’s τ-b', () => {
  it('is 1 for the same order, −1 for the opposite, and counts turned pairs between', () => {
    expect(kendallTau([['3', '30'], ['2', '20'], ['1', '10']])).toBe('1.0000');
    expect(kendallTau([['3', '10'], ['2', '20'], ['1', '30']])).toBe('-1.0000');
    expect(kendallTau([['92', '93'], ['91', '90'], ['90', '91']])).toBe('0.3333');
    // One pair tied on one side: 2 of √(3 × 2).
    expect(kendallTau([['3', '20'], ['2', '20'], ['1', '10']])).toBe('0.8165');
    expect([kendallTau([['1', '1']]), kendallTau([['1', '1'], ['1', '2']])]).toEqual([null, null]);
  });

  it('does not depend on the order of people, and is its own mirror', () => {
    const scores = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }).map(String), fc.integer({ min: 0, max: 9 }).map(String)), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(scores, (pairs) => {
        expect(kendallTau([...pairs].reverse())).toBe(kendallTau(pairs));
        expect(kendallTau(pairs.map(([a, b]) => [b, a] as const))).toBe(kendallTau(pairs));
      }),
    );
  });
});

describe('bonus tiers', () => {
  const tiers = [{ key: 'A', percentOfGroup: '20', amount: '3000' }, { key: 'B', percentOfGroup: '30', amount: '2000' }, { key: 'C', percentOfGroup: '40', amount: '1000' }];
  it('are filled from the top; equals share the better tier; below the last there is none', () => {
    expect(bonusTiers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], tiers)).toEqual(['A', 'A', 'B', 'B', 'B', 'C', 'C', 'C', 'C', null]);
    expect(bonusTiers([1, 2, 2, 4, 5, 6, 7, 8, 9, 10], tiers).slice(0, 4)).toEqual(['A', 'A', 'A', 'B']);
    expect(bonusTiers([], tiers)).toEqual([]);
  });
});

describe('one weight changed', () => {
  const scheme = compileScheme(civil);
  it('keeps the full mark, moves the others in proportion, and leaves the scheme itself alone', () => {
    for (const { key } of scheme.nodes) {
      for (const change of [-20, -10, 10, 20]) {
        const shifted = shiftWeight(scheme, key, change)!;
        expect(sum(shifted.nodes.map((node) => node.portion!)).toFixed(10)).toBe(scheme.fullMark!.toFixed(10));
        expect(weightOf(shifted, key)!.toFixed(4)).toBe(weightOf(scheme, key)!.times(100 + change).div(100).toFixed(4));
        const [first, second] = scheme.nodes.filter((node) => node.key !== key);
        expect(weightOf(shifted, first!.key)!.div(weightOf(shifted, second!.key)!).toFixed(10)).toBe(weightOf(scheme, first!.key)!.div(weightOf(scheme, second!.key)!).toFixed(10));
      }
    }
    expect(shiftWeight(scheme, 'nothing', 10)).toBeNull();
  });
});

describe('which version holds', () => {
  const adopted = (effectiveFrom: string, effectiveUntil: string | null = null) => ({ status: 'adopted' as const, effectiveFrom, effectiveUntil });
  it('is a matter of days', () => {
    expect(statusOn(adopted('2027-01-01'), '2026-12-31')).toBe('adopted');
    expect(statusOn(adopted('2027-01-01'), '2027-01-01')).toBe('inForce');
    expect(statusOn(adopted('2025-01-01', '2027-01-01'), '2026-12-31')).toBe('inForce');
    expect(statusOn(adopted('2025-01-01', '2027-01-01'), '2027-01-01')).toBe('superseded');
    expect(statusOn({ ...adopted('2025-01-01'), status: 'draft' }, '2027-01-01')).toBe('draft');
  });

  it('a later one replaces an earlier one from its own first day; one that had not begun never begins', () => {
    expect(supersededFrom(adopted('2025-01-01'), '2027-01-01')).toBe('2027-01-01');
    expect(supersededFrom(adopted('2025-01-01', '2026-01-01'), '2027-01-01')).toBe('2026-01-01');
    const never = { ...adopted('2027-06-01'), effectiveUntil: supersededFrom(adopted('2027-06-01'), '2027-01-01') };
    expect(['2027-01-01', '2027-06-01', '2028-01-01'].map((day) => statusOn(never, day))).toEqual(['superseded', 'superseded', 'superseded']);
  });
});

describe('facts in a text', () => {
  it('finds the clauses that name a fact, in rules, conditions and formulas, and not in words for people', () => {
    const uses = factUses(civil, new Set(['closedWeighted', 'seriousFindings', 'nothing']));
    expect(uses.get('closedWeighted')).toEqual(['quantity/N1']);
    expect(uses.has('nothing')).toBe(false);
    const document = {
      facts: [{ name: 'total', kind: 'derived', shape: 'number', formula: 'closed + other' }, { name: 'other', kind: 'entered', shape: 'number' }, { name: '', kind: 'entered' }, { name: 'odd', kind: 'unknown' }],
      nodes: [{ key: 'a', title: { zh: 'closed', en: 'closed' }, appliesWhen: 'closed > 0', rule: { kind: 'formula', points: 'min(total, 5)' } }],
      vetoes: [{ key: 'v', title: { zh: 'other', en: 'other' }, when: 'other >= 3' }],
    };
    expect(factsDeclaredIn(document).map((fact) => [fact.name, fact.kind])).toEqual([['total', 'derived'], ['other', 'entered']]);
    const known = new Set(['closed', 'other', 'total']);
    expect(Object.fromEntries(factUses(document, known))).toEqual({ closed: ['a', 'facts/total'], total: ['a'], other: ['facts/total', 'vetoes/v'] });
    expect(factUses('not a mapping', known).size).toBe(0);
  });
});
