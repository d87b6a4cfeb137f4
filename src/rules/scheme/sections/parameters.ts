import type { Sentence } from '../../../kernel/domain-error.js';
import { isPlain } from '../compile-scope.js';
import { readParameter, readValue } from '../read-value.js';
import type { SpecReader } from '../spec-reader.js';

export interface CompiledParameter {
  key: string;
  title: Sentence;
  unit: Sentence;
  source: string;
  /** As it counts on the day compiled for; null while 〔空〕. */
  value: string | null;
}

/** 参数: what the court fills. Every 〔空〕 one is a fault with its title, unit and clause, so that the whole list is seen at once. */
export function declareParameters(spec: SpecReader): CompiledParameter[] {
  const { scope } = spec;
  return spec.optionalList('parameters').map((given) => {
    const row = given.withOwnSource();
    const key = row.text('key');
    const title = row.sentence('title');
    const unit = isPlain(row.spec['unit']) ? row.sentence('unit') : both(row.text('unit'));
    const source = row.text('source');
    if (scope.declared.has(key)) row.fault('key', `参数“${key}”声明了两次。`, `The parameter “${key}” is declared twice.`);
    const own = row.has('value') ? row.spec['value'] : null;
    // What the court passes in goes before what the document says.
    scope.declared.set(key, { value: own as string | null });
    row.done();
    if (own !== null && !Object.hasOwn(scope.parameters, key)) {
      for (const fault of readValue(own, key, scope).faults) row.fault('value', fault.zh, fault.en);
    }
    const known = own !== null || Object.hasOwn(scope.parameters, key);
    if (key && !known) {
      row.fault('value', `参数“${key}”（${title.zh}，单位 ${unit.zh}，依据 ${source}）〔空〕尚未填写。请由本院设定。`, `The parameter “${key}” (${title.en}, in ${unit.en}, by ${source}) 〔空〕 is not filled. The court must set it.`);
    }
    return { key, title, unit, source, value: known ? (readParameter(key, scope, new Set()).value?.toFixed() ?? null) : null };
  });
}

function both(text: string): Sentence {
  return { zh: text, en: text };
}
