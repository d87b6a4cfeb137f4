import { isDay } from '../../kernel/day.js';
import type { Fault } from '../../kernel/domain-error.js';
import { Decimal, type Exact } from '../../kernel/exact.js';
import type { Parameters } from './document.js';
import type { FactRequirement, FactShape } from './fact-catalogue.js';
import { readDecimal, type FactName } from './facts.js';
import type { Measure } from './measure.js';

type Plain = Record<string, unknown>;

export interface CompileScope {
  faults: Fault[];
  parameters: Parameters;
  /** Null when nobody passed a fact catalogue: names are then taken as they come. */
  catalogue: ReadonlyMap<FactName, FactRequirement> | null;
  /** Paths of numbers that found no source; reported once per node. */
  unsourced: string[];
}

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

  list(key: string): SpecReader[] {
    const raw = this.has(key) ? this.spec[key] : undefined;
    if (!Array.isArray(raw) || raw.length === 0 || !raw.every(isPlain)) {
      this.fault(key, `“${key}”应为至少一项的列表，每项是一组键值。`, `“${key}” must be a list of at least one mapping.`);
      return [];
    }
    return raw.map((item, index) => new SpecReader(item as Plain, `${this.path}.${key}[${index}]`.replace(/^\./, ''), this.scope, this.sourced));
  }

  /** Says which keys nobody asked for: a misspelt key must not be passed over in silence. */
  done(): void {
    for (const key of Object.keys(this.spec)) {
      if (!this.seen.has(key)) this.fault(key, `不认识的键“${key}”。请改正拼写或删去。`, `Unknown key “${key}”. Correct its spelling or remove it.`);
    }
  }

  private value(key: string, raw: unknown, sourced: boolean): Decimal | null {
    if (isPlain(raw) && 'parameter' in raw) return this.parameter(key, String(raw['parameter']));
    const carried = isPlain(raw) ? raw : { value: raw };
    const number = readDecimal(carried['value']);
    if (!number) this.fault(key, `“${String(carried['value'])}”不是数字。`, `“${String(carried['value'])}” is not a number.`);
    if (!sourced && typeof carried['source'] !== 'string') this.scope.unsourced.push(`${this.path}.${key}`);
    if (typeof carried['effectiveFrom'] === 'string' && !isDay(carried['effectiveFrom'])) {
      this.fault(key, `“${carried['effectiveFrom']}”不是日期。`, `“${carried['effectiveFrom']}” is not a day.`);
    }
    return number;
  }

  private parameter(key: string, name: string): Decimal | null {
    const given = Object.hasOwn(this.scope.parameters, name) ? this.scope.parameters[name] : undefined;
    if (given === undefined) {
      this.fault(key, `参数“${name}”〔空〕尚未填写。请由本院设定数值并注明依据条款。`, `The parameter “${name}” 〔空〕 is not filled. The court must set it, with the clause it rests on.`);
      return null;
    }
    const number = readDecimal(typeof given === 'object' ? given.value : given);
    if (!number) this.fault(key, `参数“${name}”不是数字。`, `The parameter “${name}” is not a number.`);
    return number;
  }

  private checkFact(key: string, name: FactName, shape: FactShape): void {
    if (!this.scope.catalogue) return;
    const known = this.scope.catalogue.get(name);
    if (!known) {
      this.fault(key, `事实目录中没有“${name}”。请从目录中选用，或先登记该事实。`, `The fact catalogue has no “${name}”. Choose one from it, or register the fact first.`);
    } else if (known.shape !== shape) {
      this.fault(key, `“${name}”是${SHAPES[known.shape].zh}，此处需要${SHAPES[shape].zh}。`, `“${name}” is ${SHAPES[known.shape].en}; ${SHAPES[shape].en} is needed here.`);
    }
  }
}

const SHAPES: Record<FactShape, { zh: string; en: string }> = {
  number: { zh: '数字', en: 'a number' },
  events: { zh: '逐项事件', en: 'a list of events' },
  pieces: { zh: '逐件分数', en: 'a list of pieces' },
};

export function isPlain(raw: unknown): raw is Plain {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
