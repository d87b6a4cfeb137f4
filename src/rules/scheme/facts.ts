import type { Day } from '../../kernel/day.js';
import type { Fault, Sentence } from '../../kernel/domain-error.js';
import { Decimal, type Exact } from '../../kernel/exact.js';
import type { SourceRecord } from '../../kernel/score-line.js';

export type FactName = string;

/** Something that happened once and has a record: a finding, a complaint, a merit. */
export interface FactEvent {
  id: string;
  clause: string;
  label: Sentence;
  day: Day | null;
  /** Size without a sign; the rule decides whether it is taken off or put on. */
  points?: string | number;
  /** The person's part of it, 0 … 1; all of it when absent. */
  share?: string | number;
  quote?: string;
  source: SourceRecord;
  /** Who approved it; asked for where a scheme says `approval: required`. */
  approvedBy?: string;
  /** How the person's other facts would read had this never been recorded; used by the what-if only. */
  without?: EventRemoval;
}

export interface EventRemoval {
  /** Added to the fact, e.g. `{ minorCases: -1 }`. */
  numbers?: Record<FactName, string | number>;
  /** The piece of that source record gets this value instead. */
  pieces?: { fact: FactName; sourceId: string; value: string | number }[];
}

/** One marked item: a case score, a hearing, a rater's form. */
export interface Piece {
  source: SourceRecord;
  value: string | number;
  weight: string | number;
  /** Which survey a form belongs to; the source's label when absent. */
  survey?: string;
}

/**
 * Everything a scheme may know of one person in one period. All of it comes from records; a fact that a
 * scheme names and that is not in here is an error, never a zero. An empty list says "none happened".
 */
export interface PersonFacts {
  personId: string;
  /** Months served in the period. */
  months: string;
  /** 1 for full duty, 0.5 for half. */
  dutyFactor: string;
  numbers: Record<FactName, string | number>;
  events: Record<FactName, FactEvent[]>;
  pieces: Record<FactName, Piece[]>;
  name?: string;
  /** Where the person stands: asked for only by quotas, shared results and facts of a unit. */
  unit?: string;
  series?: string;
  group?: string;
}

/** What is known of a unit as a whole; its members read the facts a scheme declares `per: unit`. */
export interface UnitFacts {
  unit: string;
  name?: string;
  headcount?: string | number;
  numbers: Record<FactName, string | number>;
  events: Record<FactName, FactEvent[]>;
  pieces: Record<FactName, Piece[]>;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** An exact decimal, or null when the text is not one. Exponents, blanks and NaN are refused. */
export function readDecimal(raw: unknown): Decimal | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? new Decimal(raw) : null;
  return typeof raw === 'string' && DECIMAL.test(raw) ? new Decimal(raw) : null;
}

/** Reads one person's facts and keeps a list of everything missing, so that all of it is said at once. */
export class FactReader {
  readonly faults: Fault[] = [];
  private readonly read = new Map<FactName, Decimal>();

  constructor(readonly facts: PersonFacts) {}

  number(name: FactName): Decimal {
    const known = this.read.get(name);
    if (known) return known;
    const value = name === 'servedMonths' ? this.servedMonths() : this.decimal(name, this.raw(name));
    this.read.set(name, value);
    return value;
  }

  /** Sorted by day, clause and id: the order in which facts arrive never shows. */
  events(name: FactName): FactEvent[] {
    const events = Object.hasOwn(this.facts.events, name) ? this.facts.events[name] : undefined;
    if (!events) return this.missing(name, '事件', 'list of events', []);
    return [...events].sort((a, b) => compare(a.day ?? '', b.day ?? '') || compare(a.clause, b.clause) || compare(a.id, b.id));
  }

  pieces(name: FactName): Piece[] {
    const pieces = Object.hasOwn(this.facts.pieces, name) ? this.facts.pieces[name] : undefined;
    return pieces ?? this.missing(name, '逐件分数', 'list of pieces', []);
  }

  /** A decimal inside a list item, named by where it stands. */
  within(name: FactName, id: string | null, field: string, raw: Exact | undefined, min?: number, max?: number): Decimal {
    const value = this.decimal(`${name}[${id ?? '–'}].${field}`, raw);
    if ((min !== undefined && value.lt(min)) || (max !== undefined && value.gt(max))) {
      this.faults.push({
        path: `${this.facts.personId}.${name}[${id ?? '–'}].${field}`,
        zh: `${field} 为 ${value.toString()}，应在 ${min ?? '−∞'} 与 ${max ?? '∞'} 之间。请更正该记录。`,
        en: `${field} is ${value.toString()}; it must lie between ${min ?? '−∞'} and ${max ?? '∞'}. Correct the record.`,
      });
    }
    return value;
  }

  private raw(name: FactName): unknown {
    if (name === 'months') return this.facts.months;
    if (name === 'dutyFactor') return this.facts.dutyFactor;
    return this.facts.numbers[name];
  }

  private servedMonths(): Decimal {
    return this.number('months').times(this.number('dutyFactor'));
  }

  private decimal(name: string, raw: unknown): Decimal {
    return readDecimal(raw) ?? this.missing(name, '数字', 'number', new Decimal(0));
  }

  private missing<T>(name: string, zh: string, en: string, placeholder: T): T {
    this.faults.push({
      path: `${this.facts.personId}.${name}`,
      zh: `缺少事实“${name}”（${zh}）。请补录该事实，或在方案中不使用它。`,
      en: `The fact “${name}” (${en}) is missing. Record it, or do not use it in the scheme.`,
    });
    return placeholder;
  }
}

/** Plain code-unit order: the same on every machine, unlike a locale's. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
