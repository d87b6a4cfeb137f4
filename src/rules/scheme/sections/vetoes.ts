import type { Day } from '../../../kernel/day.js';
import type { Sentence } from '../../../kernel/domain-error.js';
import type { Expression } from '../expression/expression.js';
import type { SpecReader } from '../spec-reader.js';

export interface CompiledVeto {
  key: string;
  title: Sentence;
  source: string;
  effectiveFrom: Day | null;
  /** Exactly one of the two. */
  events: string | null;
  when: Expression | null;
  grade: string;
}

/** 一票否决. `grades` are the keys of the scheme's bands; null while it declares none. */
export function compileVetoes(spec: SpecReader, grades: readonly string[] | null): CompiledVeto[] {
  const rows = spec.optionalList('vetoes').map((given) => {
    const row = given.withOwnSource();
    const veto: CompiledVeto = {
      key: row.text('key'),
      title: row.sentence('title'),
      source: row.text('source'),
      effectiveFrom: row.has('effectiveFrom') ? row.day('effectiveFrom') : null,
      events: row.has('events') ? row.fact('events', 'events') : null,
      when: row.has('when') ? row.expression('when', 'truth', ['score']) : null,
      grade: row.text('grade'),
    };
    if (row.has('events') === row.has('when')) row.fault('', '应写 events 或 when 之一。', 'State either events or when: one of them, not both.');
    if (veto.grade && !grades) row.fault('grade', '方案没有等次（grades），否决无从定等次。', 'The scheme has no grades, so a veto has none to set.');
    else if (veto.grade && !grades!.includes(veto.grade)) {
      row.fault('grade', `没有名为“${veto.grade}”的等次，可用：${grades!.join(', ')}。`, `There is no grade “${veto.grade}”; there are: ${grades!.join(', ')}.`);
    }
    row.done();
    return veto;
  });
  rows.forEach((veto, index) => {
    if (veto.key && rows.findIndex((one) => one.key === veto.key) < index) spec.fault(`vetoes[${index}].key`, `键“${veto.key}”重复。`, `The key “${veto.key}” is repeated.`);
  });
  // One that begins later than the period's last day does not hold yet.
  return rows.filter((veto) => !veto.effectiveFrom || !spec.scope.on || veto.effectiveFrom <= spec.scope.on);
}
