import { isDay } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal, type Exact } from '../../kernel/exact.js';
import { compileExpression, type Expression } from './expression/expression.js';
import { isPlain, SHAPES, unknownFact, type CompileScope, type Plain } from './compile-scope.js';
import type { FactShape } from './fact-catalogue.js';
import type { FactName } from './facts.js';
import type { Measure } from './measure.js';
import { readValue } from './read-value.js';

/**
 * Reads one object of the document, checking as it goes. Every reading method answers something usable even
 * when the document is wrong, so that one pass finds all faults; what it answers then is never scored with.
 */
export class SpecReader {
  private readonly seen = new Set<string>();

  constructor(
    readonly spec: Plain,
    readonly path: string,
    readonly scope: CompileScope,
    private readonly sourced: boolean,
  ) {}

  has(key: string): boolean {
    this.seen.add(key);
    return this.spec[key] !== undefined && this.spec[key] !== null;
  }

  fault(key: string, zh: string, en: string): void {
    this.scope.faults.push({ path: key ? `${this.path}.${key}`.replace(/^\./, '') : this.path, zh, en });
  }

  text(key: string): string {
    if (this.has(key) && typeof this.spec[key] === 'string' && this.spec[key] !== '') return this.spec[key] as string;
    this.fault(key, `缺少“${key}”（文字）。请补上。`, `“${key}” (text) is missing. Add it.`);
    return '';
  }

  day(key: string): string {
    const day = this.text(key);
    if (day && !isDay(day)) this.fault(key, `“${day}”不是日期，应写作 2025-01-01。`, `“${day}” is not a day; write it as 2025-01-01.`);
    return day;
  }

  flag(key: string): boolean {
    if (!this.has(key)) return false;
    if (typeof this.spec[key] !== 'boolean') this.fault(key, `“${key}”应为 true 或 false。`, `“${key}” must be true or false.`);
    return this.spec[key] === true;
  }

  sentence(key: string): Sentence {
    const inner = this.object(key);
    const said = { zh: inner.text('zh'), en: inner.text('en') };
    inner.done();
    return said;
  }

  choice<const T extends string>(key: string, options: readonly T[], otherwise?: T): T {
    if (!this.has(key) && otherwise !== undefined) return otherwise;
    const found = options.find((option) => option === this.spec[key]);
    if (found === undefined) {
      const list = options.join(', ');
      this.fault(key, `“${String(this.spec[key] ?? '')}”不可用，应为其中之一：${list}。`, `“${String(this.spec[key] ?? '')}” will not do; it must be one of: ${list}.`);
    }
    return found ?? options[0]!;
  }

  number(key: string, bounds: { min?: Exact; max?: Exact; otherwise?: Exact } = {}): Decimal {
    if (!this.has(key)) {
      if (bounds.otherwise !== undefined) return new Decimal(bounds.otherwise);
      this.fault(key, `缺少数值“${key}”。请写明数值及其来源。`, `The number “${key}” is missing. State it with its source.`);
      return new Decimal(0);
    }
    const value = this.value(key, this.spec[key], this.sourced);
    const { min, max } = bounds;
    if (value && ((min !== undefined && value.lt(min)) || (max !== undefined && value.gt(max)))) {
      this.fault(
        key,
        `“${key}”为 ${value.toFixed()}，应在 ${String(min ?? '−∞')} 与 ${String(max ?? '∞')} 之间。`,
        `“${key}” is ${value.toFixed()}; it must lie between ${String(min ?? '−∞')} and ${String(max ?? '∞')}.`,
      );
    }
    return value ?? new Decimal(0);
  }

  optionalNumber(key: string, bounds: { min?: Exact; max?: Exact } = {}): Decimal | null {
    return this.has(key) ? this.number(key, bounds) : null;
  }

  fact(key: string, shape: FactShape): FactName {
    const name = this.text(key);
    if (name) this.checkFact(key, name, shape);
    return name;
  }

  facts(key: string): FactName[] {
    if (!this.has(key)) {
      this.fault(key, `缺少“${key}”（事实名称）。`, `“${key}” (a fact name) is missing.`);
      return [];
    }
    const raw = this.spec[key];
    const names = Array.isArray(raw) ? raw.map(String) : [String(raw)];
    for (const name of names) this.checkFact(key, name, 'number');
    return names;
  }

  /** @param given names the place itself provides, e.g. `fullMark` */
  expression(key: string, type: Expression['type'], given: readonly string[] = []): Expression | null {
    const raw = this.has(key) ? this.spec[key] : undefined;
    // YAML reads `points: 5` as a number and `when: true` as a truth value; both are expressions.
    const text = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : this.text(key);
    if (!text) return null;
    const { expression, faults } = compileExpression(text, type, this.scope, given);
    for (const fault of faults) this.fault(key, fault.zh, fault.en);
    return expression;
  }

  /** `of: closed`, or `of: { numerator: …, denominator: …, complement: true }`. */
  measure(key: string, denominator: 'required' | 'optional' = 'optional'): Measure {
    const raw = this.has(key) ? this.spec[key] : undefined;
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
      const inner = this.object(key);
      const measure = {
        numerator: inner.facts('numerator'),
        denominator: denominator === 'required' || inner.has('denominator') ? inner.facts('denominator') : null,
        complement: inner.flag('complement'),
      };
      inner.done();
      return measure;
    }
    if (denominator === 'required') {
      this.fault(key, '应写明分子和分母：{ numerator, denominator }。', 'State numerator and denominator: { numerator, denominator }.');
      return { numerator: [], denominator: [], complement: false };
    }
    return { numerator: this.facts(key), denominator: null, complement: false };
  }

  object(key: string): SpecReader {
    const raw = this.has(key) ? this.spec[key] : undefined;
    if (!isPlain(raw)) this.fault(key, `“${key}”应为一组键值。`, `“${key}” must be a mapping.`);
    return new SpecReader(isPlain(raw) ? raw : {}, `${this.path}.${key}`.replace(/^\./, ''), this.scope, this.sourced);
  }

  /** At least one mapping, unless `empty` is said to be allowed. */
  list(key: string, empty = false): SpecReader[] {
    const raw = this.has(key) ? this.spec[key] : undefined;
    if (!Array.isArray(raw) || (raw.length === 0 && !empty) || !raw.every(isPlain)) {
      this.fault(key, `“${key}”应为至少一项的列表，每项是一组键值。`, `“${key}” must be a list of at least one mapping.`);
      return [];
    }
    return raw.map((item, index) => new SpecReader(item as Plain, `${this.path}.${key}[${index}]`.replace(/^\./, ''), this.scope, this.sourced));
  }

  optionalList(key: string): SpecReader[] {
    return this.has(key) ? this.list(key, true) : [];
  }

  /** The same mapping read as one with a source of its own, when it names one. */
  withOwnSource(): SpecReader {
    return new SpecReader(this.spec, this.path, this.scope, typeof this.spec['source'] === 'string' && this.spec['source'] !== '');
  }

  /** Says which keys nobody asked for: a misspelt key must not be passed over in silence. */
  done(): void {
    for (const key of Object.keys(this.spec)) {
      if (!this.seen.has(key)) this.fault(key, `不认识的键“${key}”。请改正拼写或删去。`, `Unknown key “${key}”. Correct its spelling or remove it.`);
    }
  }

  private value(key: string, raw: unknown, sourced: boolean): Decimal | null {
    const read = readValue(raw, key, this.scope);
    for (const fault of read.faults) this.fault(key, fault.zh, fault.en);
    if (!sourced && !read.sourced) this.scope.unsourced.push(`${this.path}.${key}`);
    return read.value;
  }

  private checkFact(key: string, name: FactName, shape: FactShape): void {
    const known = this.scope.ownFacts.get(name) ?? this.scope.catalogue?.get(name);
    if (known) {
      if (known.shape !== shape) this.fault(key, `“${name}”是${SHAPES[known.shape].zh}，此处需要${SHAPES[shape].zh}。`, `“${name}” is ${SHAPES[known.shape].en}; ${SHAPES[shape].en} is needed here.`);
    } else if (this.scope.catalogue) {
      const fault = unknownFact(name, this.scope);
      this.fault(key, fault.zh, fault.en);
    }
  }
}
