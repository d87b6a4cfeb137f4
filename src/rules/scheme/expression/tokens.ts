import type { Sentence } from '../../../kernel/domain-error.js';
import { say } from '../wording.js';

export interface Token {
  kind: 'number' | 'name' | 'sign';
  /** As written; `text` is what the grammar reads. */
  written: string;
  text: string;
  /** Counted from 1, as people count. */
  position: number;
}

export interface Tokens {
  tokens: Token[];
  faults: Sentence[];
}

export const LONGEST_EXPRESSION = 500;

const TOKEN = /(?<number>\d+(?:\.\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)|(?<sign><=|>=|==|!=|[-+*/^()<>?:,×÷−–（），？：≤≥≠])/uy;

/** Signs people write, and the one the grammar knows. */
const SPELLING: ReadonlyMap<string, string> = new Map(Object.entries({ '×': '*', '÷': '/', '−': '-', '–': '-', '（': '(', '）': ')', '，': ',', '？': '?', '：': ':', '≤': '<=', '≥': '>=', '≠': '!=' }));

/**
 * Cuts an expression into numbers, names and signs; whatever is none of them (quotes, brackets, semicolons, `=`, `%`, …) is
 * refused where it stands, before any grammar sees it. A name may hold dots, as parameters do: `chief.minorCeiling`.
 * @example `closed × 0.5` → name `closed` (1), sign `*` (8), number `0.5` (10)
 */
export function tokensOf(expression: string): Tokens {
  if (expression.length > LONGEST_EXPRESSION) {
    const long = say(`算式长 ${expression.length} 个字符，最多 ${LONGEST_EXPRESSION} 个。请拆成几个派生事实。`, `The expression has ${expression.length} characters; at most ${LONGEST_EXPRESSION} are allowed. Split it into derived facts.`);
    return { tokens: [], faults: [long] };
  }
  const tokens: Token[] = [];
  const faults: Sentence[] = [];
  let at = 0;
  while (at < expression.length) {
    if (/\s/u.test(expression[at]!)) {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(expression);
    const position = at + 1;
    if (!match) {
      const sign = String.fromCodePoint(expression.codePointAt(at)!);
      faults.push(say(`第 ${position} 个字符“${sign}”不能用在算式里。`, `Character ${position}, “${sign}”, cannot stand in an expression.`));
      at += sign.length;
      continue;
    }
    const written = match[0];
    const kind = match.groups!['number'] ? 'number' : match.groups!['name'] ? 'name' : 'sign';
    const before = tokens[tokens.length - 1];
    if (kind === 'name' && before?.kind === 'number' && before.position + before.written.length === position) {
      faults.push(say(`第 ${before.position} 个字符处的“${before.written}${written}”不是数字。`, `“${before.written}${written}” at character ${before.position} is not a number.`));
    }
    tokens.push({ kind, written, text: SPELLING.get(written) ?? written, position });
    at += written.length;
  }
  return { tokens, faults };
}
