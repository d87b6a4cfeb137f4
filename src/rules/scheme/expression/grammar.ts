import { create, parseDependencies, type MathNode } from 'mathjs/number';
import type { Sentence } from '../../../kernel/domain-error.js';
import { Decimal } from '../../../kernel/exact.js';
import type { CompileScope } from '../compile-scope.js';
import { say } from '../wording.js';
import { AGGREGATES, ARITHMETIC, COMPARISONS, FUNCTIONS, LARGEST_EXPONENT, power, type Aggregate, type NumberTerm, type TruthTerm } from './arithmetic.js';
import { ExpressionScope } from './expression-names.js';
import { tokensOf, type Token } from './tokens.js';

export type Term = { type: 'number'; value: NumberTerm; constant?: Decimal } | { type: 'truth'; value: TruthTerm };

export interface ParsedTerm {
  term: Term | null;
  tokens: Token[];
  facts: string[];
  given: string[];
  parameters: ReadonlyMap<string, Decimal>;
  faults: Sentence[];
}

const { parse } = create(parseDependencies ?? {});
const WORDS = new Set(['and', 'or', 'not']);
const DEEPEST = 40;

/** Raised for a fault that ends this branch of the tree; what is said of it is kept already. */
class Refused extends Error {}

/**
 * Text → tokens → mathjs's tree → terms. mathjs sees placeholders in place of names and numbers, so that no name can mean
 * anything to it and no number passes through its floats; of its tree only the node kinds below are taken, and nothing of it
 * is ever evaluated.
 */
export function parseTerm(text: string, scope: CompileScope, given: readonly string[]): ParsedTerm {
  const { tokens, faults } = tokensOf(text);
  const names = new ExpressionScope(scope, given, faults);
  const answer = (term: Term | null): ParsedTerm => ({ term, tokens, facts: [...names.facts], given: [...names.given], parameters: names.parameters, faults });
  if (faults.length) return answer(null);
  const tree = treeOf(tokens, faults);
  if (!tree) return answer(null);
  const term = new Builder(tokens, names, faults).attempt(tree, 0);
  return answer(faults.length ? null : term);
}

function treeOf(tokens: readonly Token[], faults: Sentence[]): MathNode | null {
  let text = '';
  const starts = tokens.map((token, index) => {
    const start = text.length;
    text += `${placeholder(token, index)} `;
    return start;
  });
  try {
    return parse(text);
  } catch (error) {
    // mathjs counts characters from 1, in the text it was given.
    const at = error instanceof SyntaxError && 'char' in error ? Number(error.char) - 1 : 0;
    const index = starts.filter((start) => start <= at).length - 1;
    const token = at >= text.trimEnd().length ? undefined : tokens[index];
    faults.push(
      token
        ? say(`第 ${token.position} 个字符“${token.written}”处算式不成立。`, `The expression breaks at character ${token.position}, “${token.written}”.`)
        : say('算式没有写完。', 'The expression is not finished.'),
    );
    return null;
  }
}

/** A name becomes a symbol and a number a constant, each bearing the place of its token. */
function placeholder({ kind, text }: Token, index: number): string {
  if (kind === 'number') return String(index);
  return kind === 'name' && !WORDS.has(text) ? `n${index}` : text;
}

class Builder {
  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: ExpressionScope,
    private readonly faults: Sentence[],
  ) {}

  attempt(node: MathNode, depth: number): Term | null {
    try {
      return this.build(node, depth);
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  private build(node: MathNode, depth: number): Term {
    if (depth > DEEPEST) return this.refuse(say('算式嵌套太深。', 'The expression is nested too deeply.'));
    switch (node.type) {
      case 'ParenthesisNode':
        return this.build(read(node, 'content'), depth + 1);
      case 'ConstantNode':
        return this.constant(node);
      case 'SymbolNode':
        return { type: 'number', value: this.names.figure(this.token(node)) ?? this.refuse() };
      case 'OperatorNode':
        return this.operator(node, depth);
      case 'ConditionalNode':
        return this.conditional(node, depth);
      case 'FunctionNode':
        return this.call(node, depth);
      case 'RelationalNode':
        return this.refuse(say('连续比较请写成“a < b and b < c”。', 'Write a chain of comparisons as “a < b and b < c”.'));
      default:
        return this.refuse(say(`算式中不能使用 ${node.type}。`, `${node.type} cannot be used in an expression.`));
    }
  }

  private constant(node: MathNode): Term {
    const constant = new Decimal(this.tokens[read<number>(node, 'value')]!.text);
    return { type: 'number', value: () => constant, constant };
  }

  private operator(node: MathNode, depth: number): Term {
    const operation = String(read<unknown>(node, 'fn'));
    if (read<boolean>(node, 'implicit')) return this.refuse(say('相乘必须写出乘号。', 'Write the sign where you multiply.'));
    const parts = read<MathNode[]>(node, 'args').map((child) => this.attempt(child, depth + 1));
    const number = (index: number): NumberTerm => this.numeric(parts[index] ?? null);
    const truth = (index: number): TruthTerm => this.truthful(parts[index] ?? null);
    if (operation === 'unaryMinus') {
      const [a] = [number(0)];
      return { type: 'number', value: (around) => a(around).negated() };
    }
    if (operation === 'unaryPlus') return { type: 'number', value: number(0) };
    if (operation === 'not') {
      const [a] = [truth(0)];
      return { type: 'truth', value: (around) => !a(around) };
    }
    if (operation === 'and' || operation === 'or') {
      const [a, b] = [truth(0), truth(1)];
      return { type: 'truth', value: operation === 'and' ? (around) => a(around) && b(around) : (around) => a(around) || b(around) };
    }
    if (operation === 'pow') return this.power(number(0), parts[1] ?? null);
    const compare = Object.hasOwn(COMPARISONS, operation) ? COMPARISONS[operation] : undefined;
    const work = Object.hasOwn(ARITHMETIC, operation) ? ARITHMETIC[operation] : undefined;
    if (!compare && !work) return this.refuse(say(`算式中不能使用运算“${operation}”。`, `The operation “${operation}” cannot be used in an expression.`));
    const [a, b] = [number(0), number(1)];
    if (compare) return { type: 'truth', value: (around) => compare(a(around), b(around)) };
    return { type: 'number', value: (around) => work!(a(around), b(around)) };
  }

  private power(base: NumberTerm, exponent: Term | null): Term {
    const written = exponent?.type === 'number' ? exponent.constant : undefined;
    if (!written?.isInteger() || written.gt(LARGEST_EXPONENT)) {
      return this.refuse(say(`乘方的指数必须直接写成 0 到 ${LARGEST_EXPONENT} 的整数。`, `An exponent must be written out as a whole number from 0 to ${LARGEST_EXPONENT}.`));
    }
    const times = written.toNumber();
    return { type: 'number', value: (around) => power(base(around), times) };
  }

  private conditional(node: MathNode, depth: number): Term {
    const condition = this.truthful(this.attempt(read(node, 'condition'), depth + 1));
    const [yes, no] = [this.attempt(read(node, 'trueExpr'), depth + 1), this.attempt(read(node, 'falseExpr'), depth + 1)];
    if (yes?.type === 'truth' && no?.type === 'truth') return { type: 'truth', value: (around) => (condition(around) ? yes.value(around) : no.value(around)) };
    const [a, b] = [this.numeric(yes), this.numeric(no)];
    return { type: 'number', value: (around) => (condition(around) ? a(around) : b(around)) };
  }

  private call(node: MathNode, depth: number): Term {
    const callee = read<MathNode>(node, 'fn');
    if (callee.type !== 'SymbolNode') return this.refuse(say('只能直接写函数名。', 'Only a plain function name can be called.'));
    const token = this.token(callee);
    const args = read<MathNode[]>(node, 'args');
    const aggregate = AGGREGATES.find((name) => name === token.text);
    if (aggregate) return this.aggregate(aggregate, token, args);
    const known = Object.hasOwn(FUNCTIONS, token.text) ? FUNCTIONS[token.text] : undefined;
    if (!known) {
      const list = [...Object.keys(FUNCTIONS), ...AGGREGATES].join(', ');
      return this.refuse(say(`第 ${token.position} 个字符处没有函数“${token.written}”，可用：${list}。`, `There is no function “${token.written}” (character ${token.position}); there are: ${list}.`));
    }
    const terms = args.map((child) => this.attempt(child, depth + 1));
    if (args.length < known.least || args.length > known.most) {
      return this.refuse(say(`第 ${token.position} 个字符处的 ${token.written} 应有 ${known.least}–${known.most} 个数。`, `${token.written} at character ${token.position} takes ${known.least} to ${known.most} numbers.`));
    }
    const places = token.text === 'round' && terms[1]?.type === 'number' ? terms[1].constant : null;
    if (token.text === 'round' && terms.length === 2 && !(places?.isInteger() && places.lte(6))) {
      return this.refuse(say('round 的位数必须直接写成 0 到 6 的整数。', 'The places of round must be written out as a whole number from 0 to 6.'));
    }
    const values = terms.map((term) => this.numeric(term));
    return { type: 'number', value: (around) => known.apply(values.map((value) => value(around))) };
  }

  private aggregate(kind: Aggregate, token: Token, args: MathNode[]): Term {
    const [only] = args;
    if (args.length !== 1 || only!.type !== 'SymbolNode') {
      return this.refuse(say(`第 ${token.position} 个字符处的 ${kind} 只接一个事实名称。`, `${kind} at character ${token.position} takes the name of one fact.`));
    }
    const name = this.names.list(this.token(only!), kind);
    return name === null ? this.refuse() : { type: 'number', value: ({ reader }) => reader.aggregate(kind, name) };
  }

  private numeric(term: Term | null): NumberTerm {
    if (!term) return this.refuse();
    return term.type === 'number' ? term.value : this.refuse(say('此处应为数字，却是一个比较。', 'A number is needed where a comparison stands.'));
  }

  private truthful(term: Term | null): TruthTerm {
    if (!term) return this.refuse();
    return term.type === 'truth' ? term.value : this.refuse(say('此处应为比较（是或否），却是一个数字。', 'A comparison is needed where a number stands.'));
  }

  /** The token a placeholder stands for. */
  private token(node: MathNode): Token {
    return this.tokens[Number(String(read<unknown>(node, 'name')).slice(1))]!;
  }

  private refuse(why?: Sentence): never {
    if (why) this.faults.push(why);
    throw new Refused();
  }
}

/** mathjs's node types are told apart by `type`; its own typings do not narrow on it. */
function read<T = MathNode>(node: MathNode, key: string): T {
  return (node as unknown as Record<string, T>)[key]!;
}
