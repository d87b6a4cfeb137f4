import type { Sentence } from '../../../kernel/domain-error.js';
import { Decimal } from '../../../kernel/exact.js';
import type { FactShape } from '../fact-catalogue.js';
import { nearestName } from '../nearest-name.js';
import { readParameter } from '../read-value.js';
import { SHAPES, unknownFact, type CompileScope } from '../compile-scope.js';
import { say } from '../wording.js';
import type { Aggregate, NumberTerm } from './arithmetic.js';
import type { Token } from './tokens.js';

/** What names an expression may use, and a record of those it does use. */
export class ExpressionScope {
  readonly facts = new Set<string>();
  readonly given = new Set<string>();
  readonly parameters = new Map<string, Decimal>();

  constructor(
    private readonly scope: CompileScope,
    private readonly provided: readonly string[],
    private readonly faults: Sentence[],
  ) {}

  /** A single figure: what the place provides, a number fact, or a parameter. Null when refused. */
  figure(token: Token): NumberTerm | null {
    const name = token.text;
    if (this.provided.includes(name)) {
      this.given.add(name);
      return ({ given }) => given[name]!;
    }
    const shape = this.shapeOf(name);
    if (!shape && this.isParameter(name)) return this.parameter(token);
    if (!shape && !this.taken(token)) return null;
    if (shape && shape !== 'number') {
      const how = shape === 'text' ? say('不能用于计算', 'cannot be reckoned with') : say('请用 count、total、mean、best 或 worst 汇总', 'sum it up with count, total, mean, best or worst');
      this.fault(token, `“${name}”是${SHAPES[shape].zh}，${how.zh}。`, `“${name}” is ${SHAPES[shape].en}; ${how.en}.`);
      return null;
    }
    this.facts.add(name);
    return ({ reader }) => reader.number(name);
  }

  /** The name of a list to be summed up. Null when refused. */
  list(token: Token, kind: Aggregate): string | null {
    const shape = this.shapeOf(token.text);
    if (!shape && !this.taken(token)) return null;
    const fitting = !shape || shape === 'pieces' || (shape === 'events' && (kind === 'count' || kind === 'total'));
    if (!fitting) {
      this.fault(token, `“${token.text}”是${SHAPES[shape].zh}，不能求 ${kind}。`, `“${token.text}” is ${SHAPES[shape].en}; it has no ${kind}.`);
      return null;
    }
    this.facts.add(token.text);
    return token.text;
  }

  private shapeOf(name: string): FactShape | undefined {
    return (this.scope.ownFacts.get(name) ?? this.scope.catalogue?.get(name))?.shape;
  }

  /** Without a catalogue a name is taken as it comes, but never one every object answers to. */
  private taken(token: Token): boolean {
    const name = token.text;
    if (!this.scope.catalogue && !(name in Object.prototype) && !/^__/.test(name)) return true;
    const near = nearestName(name, [...this.provided, ...this.scope.declared.keys(), ...Object.keys(this.scope.parameters)]);
    const unknown = near ? say(`没有“${name}”。是否为“${near}”？`, `There is no “${name}”. Did you mean “${near}”?`) : unknownFact(name, this.scope);
    this.fault(token, unknown.zh, unknown.en);
    return false;
  }

  private isParameter(name: string): boolean {
    return this.scope.declared.has(name) || Object.hasOwn(this.scope.parameters, name);
  }

  private parameter(token: Token): NumberTerm {
    const { value, faults } = readParameter(token.text, this.scope, new Set());
    for (const fault of faults) this.fault(token, fault.zh, fault.en);
    const figure = value ?? new Decimal(0);
    this.parameters.set(token.text, figure);
    return () => figure;
  }

  private fault(token: Token, zh: string, en: string): void {
    this.faults.push({ zh: `第 ${token.position} 个字符：${zh}`, en: `Character ${token.position}: ${en}` });
  }
}
