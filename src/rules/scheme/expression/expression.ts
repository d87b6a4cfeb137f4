import type { Sentence } from '../../../kernel/domain-error.js';
import type { Decimal } from '../../../kernel/exact.js';
import type { CompileScope } from '../compile-scope.js';
import { plain } from '../wording.js';
import { AGGREGATES, type Aggregate, type NumberTerm, type Surroundings, type TruthTerm } from './arithmetic.js';
import { parseTerm } from './grammar.js';
import type { Token } from './tokens.js';
import { attempt } from './undefined-value.js';

/** An arithmetic or true-or-false expression of a scheme, parsed once. It can reach the facts it names and nothing else. */
export interface Expression {
  type: 'number' | 'truth';
  text: string;
  /** Facts it names, aggregated ones included. */
  facts: string[];
  /** Names the place provided that it uses, e.g. `fullMark`. */
  given: string[];
  number: NumberTerm;
  truth: TruthTerm;
  /** The expression with figures in place of names: `min(20, 97 ÷ 10)`. */
  written: (around: Surroundings) => string;
}

/**
 * Compiles an expression, or says every fault with the place of the character.
 *
 * Grammar: mathjs. Allowed: numbers, names of declared facts and parameters, `+ − × ÷` and `^` with a whole number up to 12,
 * comparisons, `and or not`, `a ? b : c`, parentheses, `min max abs round floor ceil` and, over events or pieces,
 * `count total mean best worst`. Arithmetic: the house's exact decimals. Dividing by zero, or the mean of nothing, has no
 * answer: what asks does not apply.
 * @example `min(fullMark, closed / required * 10)`
 */
export function compileExpression(text: string, type: Expression['type'], scope: CompileScope, given: readonly string[] = []): { expression: Expression | null; faults: Sentence[] } {
  const { term, tokens, facts, given: used, parameters, faults } = parseTerm(text, scope, given);
  if (!term) return { expression: null, faults };
  if (term.type !== type) {
    const [zh, en] = type === 'number' ? ['应得出数字', 'must come to a number'] : ['应得出是或否（写出比较，如 closed > 0）', 'must come to true or false (write a comparison, such as closed > 0)'];
    faults.push({ zh: `算式${zh}。`, en: `The expression ${en}.` });
  }
  const wrongType = (): never => {
    throw new Error(`the expression “${text}” is of the other type`);
  };
  return {
    expression: {
      type,
      text,
      facts,
      given: used,
      number: term.type === 'number' ? term.value : wrongType,
      truth: term.type === 'truth' ? term.value : wrongType,
      written: (around) => writeOut(tokens, around, parameters),
    },
    faults,
  };
}

const SPACED = new Set(['+', '*', '/', '<', '<=', '>', '>=', '==', '!=', '?', ':']);
const SHOWN: ReadonlyMap<string, string> = new Map(Object.entries({ '*': '×', '/': '÷', '<=': '≤', '>=': '≥', '==': '=', '!=': '≠', ',': ', ' }));

function writeOut(tokens: readonly Token[], around: Surroundings, parameters: ReadonlyMap<string, Decimal>): string {
  let out = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const { kind, text } = tokens[index]!;
    if (kind === 'name' && tokens[index + 1]?.text === '(' && (AGGREGATES as readonly string[]).includes(text)) {
      out += shown(() => around.reader.aggregate(text as Aggregate, tokens[index + 2]!.text));
      index += 3;
    } else if (kind === 'name' && (text === 'and' || text === 'or' || text === 'not')) out += text === 'not' ? 'not ' : ` ${text} `;
    else if (kind === 'name' && tokens[index + 1]?.text === '(') out += text;
    else if (kind === 'name') out += figure(text, around, parameters);
    else if (text === '-') out += /[\w)]$/u.test(out) ? ' − ' : '−';
    else if (kind === 'sign') out += SPACED.has(text) ? ` ${SHOWN.get(text) ?? text} ` : (SHOWN.get(text) ?? text);
    else out += text;
  }
  return out;
}

function figure(name: string, { reader, given }: Surroundings, parameters: ReadonlyMap<string, Decimal>): string {
  return shown(() => (Object.hasOwn(given, name) ? given[name] : undefined) ?? parameters.get(name) ?? reader.number(name));
}

/** A figure as written; a dash for one without an answer, which a comparison decided earlier may never have asked for. */
function shown(figureOf: () => Decimal): string {
  const read = attempt(figureOf);
  if ('why' in read) return '–';
  return read.value.isNegative() ? `(${plain(read.value)})` : plain(read.value);
}
