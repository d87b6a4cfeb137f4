import fc from 'fast-check';
import { Decimal, sum } from '../../../src/kernel/exact.js';
import { validateScheme } from '../../../src/rules/scheme/compile.js';
import type { SchemeNode } from '../../../src/rules/scheme/document.js';
import { evaluate } from '../../../src/rules/scheme/evaluate.js';
import { leavesOf, linesOf } from '../../../src/rules/scheme/score-sheet.js';
import { event, facts, leaf, schemeOf } from './scheme-fixtures.js';

interface Shape {
  weight: number;
  ownScale: number | null;
  kind: 'full' | 'notApplicable' | 'deduct' | 'merit';
  children: Shape[];
}

const { tree } = fc.letrec<{ tree: Shape }>((tie) => ({
  tree: fc.record({
    weight: fc.integer({ min: 1, max: 50 }),
    ownScale: fc.constantFrom(null, null, 100, 60),
    kind: fc.constantFrom('full', 'full', 'notApplicable', 'deduct', 'merit'),
    children: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant<Shape[]>([]), fc.array(tie('tree'), { minLength: 1, maxLength: 4 })),
  }),
}));
const forest = fc.array(tree, { minLength: 1, maxLength: 5 });

const rules = {
  full: { kind: 'ratio', of: { numerator: 'one', denominator: 'one' } },
  notApplicable: { kind: 'ratio', of: { numerator: 'one', denominator: 'zero' } },
  deduct: { kind: 'deduct-to-floor', events: 'findings' },
  merit: { kind: 'add-only', events: 'merits' },
};

/** Weights in hundredths of a per cent that total 100 exactly. */
function weigh(shapes: Shape[]): string[] {
  const all = shapes.reduce((total, shape) => total + shape.weight, 0);
  const parts = shapes.map((shape) => Math.floor((shape.weight * 10_000) / all));
  parts[0]! += 10_000 - parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => (part / 100).toFixed(2));
}

function nodesOf(shapes: Shape[], prefix: string): SchemeNode[] {
  return weigh(shapes).map((weight, index) => {
    const shape = shapes[index]!;
    const key = `${prefix}${index}`;
    const { rule, limits, ...node } = leaf(key, shape.ownScale ?? 1, rules[shape.kind]);
    const placed: SchemeNode = { ...node, weight, ...(shape.ownScale ? {} : { fullMark: undefined }) };
    return shape.children.length ? { ...placed, children: nodesOf(shape.children, `${key}.`) } : { ...placed, rule, limits };
  });
}

const person = facts('甲', { numbers: { one: 1, zero: 0 }, events: { findings: [], merits: [event('g', 1000)] } });
const runs = { numRuns: 300 };

test('any tree whose weights total is sound, and its total is the sum of its lines', () => {
  fc.assert(
    fc.property(forest, fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 4 }), (shapes, deductions) => {
      const scheme = schemeOf(nodesOf(shapes, 'n'));
      expect(validateScheme(scheme)).toEqual([]);
      const marked = { ...person, events: { findings: deductions.map((amount, index) => event(`f${index}`, (amount / 100).toFixed(2))), merits: [] } };
      const sheet = evaluate(scheme, marked, []);
      expect(sum(linesOf(sheet).map((line) => line.points)).toFixed(2)).toBe(sheet.total);
      expect(new Decimal(sheet.total).lte('101')).toBe(true);
    }),
    runs,
  );
});

test('whatever does not apply, faultless work still earns the full mark', () => {
  fc.assert(
    fc.property(forest, (shapes) => {
      const sheet = evaluate(schemeOf(nodesOf(shapes, 'n')), person, []);
      const leaves = leavesOf(sheet.components);
      const someoneTakes = leaves.some((part) => part.applicable && part.lines[0]!.kind !== 'addition');
      // Each leaf is rounded once, so the sum may miss by half a hundredth a leaf.
      const slack = new Decimal('0.005').times(leaves.length);
      if (someoneTakes) expect(new Decimal(sheet.total).minus(100).abs().lte(slack)).toBe(true);
      expect(sheet.applicable).toBe(leaves.some((part) => part.applicable));
    }),
    runs,
  );
});
