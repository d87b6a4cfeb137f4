import type { Expression } from '../expression/expression.js';
import type { FactDeclaration, FactShape } from '../fact-catalogue.js';
import type { FactName } from '../facts.js';
import type { OwnFacts } from '../own-facts.js';
import type { SpecReader } from '../spec-reader.js';

const KINDS = ['entered', 'rated', 'derived'] as const;
const SHAPES = ['number', 'events', 'pieces', 'text'] as const;
const NAME = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** 自报事实: what a scheme counts beside the catalogue. Names first, formulas after, so that order does not matter. */
export function declareFacts(spec: SpecReader): OwnFacts {
  const { scope } = spec;
  const rows = spec.optionalList('facts').map((row) => {
    const name = row.text('name');
    if (name && (!NAME.test(name) || name in Object.prototype)) {
      row.fault('name', `事实名称“${name}”只能由文字、数字和下划线组成，并以文字开头，可用点分段。`, `The fact name “${name}” may hold letters, digits and underscores, beginning with a letter, with dots between parts.`);
    }
    if (scope.ownFacts.has(name) || scope.catalogue?.has(name)) row.fault('name', `已有名为“${name}”的事实。请换一个名称，或直接使用已有的。`, `There is a fact “${name}” already. Choose another name, or use that one.`);
    if (scope.declared.has(name)) row.fault('name', `“${name}”已是参数的名称。`, `“${name}” is a parameter's name already.`);
    const kind = row.choice('kind', KINDS);
    const shape: FactShape = kind === 'derived' ? row.choice('shape', SHAPES, 'number') : row.choice('shape', SHAPES);
    if (kind === 'derived' && shape !== 'number') row.fault('shape', '派生事实只能是数字。', 'A derived fact can only be a number.');
    if (kind !== 'derived' && row.has('formula')) row.fault('formula', '只有派生事实（kind: derived）有算式。', 'Only a derived fact (kind: derived) has a formula.');
    const definition: FactDeclaration = {
      name, kind, shape,
      unit: row.sentence('unit'),
      title: row.sentence('title'),
      meaning: row.sentence('meaning'),
      cannotShow: row.sentence('cannotShow'),
      per: row.choice('per', ['person', 'unit']),
      dated: row.sentence('dated'),
      evidence: kind === 'derived' ? row.choice('evidence', ['required', 'optional'], 'optional') : row.choice('evidence', ['required', 'optional']),
    };
    if (name) scope.ownFacts.set(name, { name, shape, per: definition.per });
    return { row, definition };
  });
  const derived = new Map<FactName, Expression>();
  for (const { row, definition } of rows) {
    if (definition.kind === 'derived') {
      const formula = row.expression('formula', 'number');
      if (formula) {
        derived.set(definition.name, formula);
        definition.formula = formula.text;
      }
    }
    row.done();
  }
  refuseCycles(rows, derived);
  const named = (test: (definition: FactDeclaration) => boolean): Set<FactName> => new Set(rows.filter(({ definition }) => test(definition)).map(({ definition }) => definition.name));
  return {
    definitions: rows.map(({ definition }) => definition),
    derived,
    ofUnit: named((definition) => definition.per === 'unit'),
    evidenced: named((definition) => definition.evidence === 'required'),
  };
}

/** A fact derived from itself by way of others has no beginning; each ring is said once, whole. */
function refuseCycles(rows: readonly { row: SpecReader; definition: FactDeclaration }[], derived: ReadonlyMap<FactName, Expression>): void {
  const done = new Set<FactName>();
  const follow = (name: FactName, trail: FactName[]): void => {
    const begun = trail.indexOf(name);
    if (begun >= 0) {
      const ring = [...trail.slice(begun), name].join(' → ');
      const { row } = rows.find(({ definition }) => definition.name === name)!;
      row.fault('formula', `派生事实循环引用：${ring}。请断开其中一处。`, `Derived facts go in a circle: ${ring}. Break it at one place.`);
      return;
    }
    if (done.has(name)) return;
    for (const next of derived.get(name)!.facts) if (derived.has(next)) follow(next, [...trail, name]);
    done.add(name);
  };
  for (const name of derived.keys()) follow(name, []);
}
