import type { Fault } from '../../kernel/domain-error.js';
import { Decimal, sum, type Exact } from '../../kernel/exact.js';
import type { Aggregate } from './expression/arithmetic.js';
import { UndefinedValue } from './expression/undefined-value.js';
import { compare, readDecimal, type FactEvent, type FactName, type PersonFacts, type Piece, type UnitFacts } from './facts.js';
import type { OwnFacts } from './own-facts.js';
import { say } from './wording.js';

/** What a reader looks up beside the person's own facts. */
export interface FactSurroundings {
  own: Pick<OwnFacts, 'derived' | 'ofUnit' | 'evidenced'>;
  units: ReadonlyMap<string, UnitFacts>;
}

/** Reads one person's facts and keeps a list of everything missing, so that all of it is said at once. */
export class FactReader {
  readonly faults: Fault[] = [];
  private readonly read = new Map<FactName, Decimal | UndefinedValue>();
  private readonly sorted = new Map<FactName, FactEvent[]>();

  constructor(
    readonly facts: PersonFacts,
    private readonly around: FactSurroundings | null = null,
  ) {}

  /** @throws UndefinedValue when a derived fact has no answer */
  number(name: FactName): Decimal {
    const known = this.read.get(name) ?? this.workOut(name);
    this.read.set(name, known);
    if (known instanceof UndefinedValue) throw known;
    return known;
  }

  /** A word, e.g. the key of a proposed grade; null, with a fault, when there is none. */
  text(name: FactName): string | null {
    const raw = this.place(name).numbers[name];
    return typeof raw === 'string' && raw !== '' ? raw : this.missing(name, '文字', 'text', null);
  }

  /** Sorted by day, clause and id: the order in which facts arrive never shows. */
  events(name: FactName): FactEvent[] {
    const known = this.sorted.get(name);
    if (known) return known;
    const { events } = this.place(name);
    const list = Object.hasOwn(events, name) ? events[name] : undefined;
    const sorted = list ? ordered(list) : this.missing(name, '事件', 'list of events', []);
    if (this.around?.own.evidenced.has(name)) this.demandEvidence(name, sorted);
    this.sorted.set(name, sorted);
    return sorted;
  }

  pieces(name: FactName): Piece[] {
    const { pieces } = this.place(name);
    const list = (Object.hasOwn(pieces, name) ? pieces[name] : undefined) ?? this.missing(name, '逐件分数', 'list of pieces', []);
    if (this.around?.own.evidenced.has(name)) this.demandEvidence(name, list);
    return list;
  }

  /** What a list of events or pieces comes to. @throws UndefinedValue for the mean, best or worst of nothing */
  aggregate(kind: Aggregate, name: FactName): Decimal {
    const { events, pieces } = this.place(name);
    if (Object.hasOwn(events, name) && !Object.hasOwn(pieces, name) && (kind === 'count' || kind === 'total')) {
      const list = this.events(name);
      if (kind === 'count') return new Decimal(list.length);
      return sum(list.map((event) => this.within(name, event.id, 'points', event.points, 0).times(event.share === undefined ? 1 : this.within(name, event.id, 'share', event.share, 0, 1))));
    }
    const list = this.pieces(name);
    if (kind === 'count') return new Decimal(list.length);
    const values = list.map((piece) => this.within(name, piece.source.id, 'value', piece.value));
    if (kind === 'total') return sum(values);
    const weights = list.map((piece) => this.within(name, piece.source.id, 'weight', piece.weight, 0));
    const weight = sum(weights);
    if (!values.length || (kind === 'mean' && weight.isZero())) throw new UndefinedValue(say(`“${name}”没有任何一件`, `“${name}” has no pieces`));
    if (kind === 'mean') return sum(values.map((value, index) => value.times(weights[index]!))).div(weight);
    return kind === 'best' ? Decimal.max(...values) : Decimal.min(...values);
  }

  /** A decimal inside a list item, named by where it stands. */
  within(name: FactName, id: string | null, field: string, raw: Exact | undefined, min?: number, max?: number): Decimal {
    const value = readDecimal(raw);
    if (!value) return this.missing(`${name}[${id ?? '–'}].${field}`, '数字', 'number', new Decimal(0));
    if ((min !== undefined && value.lt(min)) || (max !== undefined && value.gt(max))) {
      this.faults.push({
        path: `${this.facts.personId}.${name}[${id ?? '–'}].${field}`,
        zh: `${field} 为 ${value.toString()}，应在 ${min ?? '−∞'} 与 ${max ?? '∞'} 之间。请更正该记录。`,
        en: `${field} is ${value.toString()}; it must lie between ${min ?? '−∞'} and ${max ?? '∞'}. Correct the record.`,
      });
    }
    return value;
  }

  /** Where the person stands; null, with a fault, when that is not recorded. */
  standing(key: 'unit' | 'series' | 'group'): string | null {
    const known = this.facts[key];
    if (known) return known;
    const [zh, en] = { unit: ['所在单位', 'unit'], series: ['职务系列', 'series'], group: ['组别', 'group'] }[key] as [string, string];
    return this.missing(key, zh, en, null);
  }

  demandApproval(name: FactName): void {
    for (const event of this.events(name)) {
      if (event.approvedBy) continue;
      this.faults.push({
        path: `${this.facts.personId}.${name}[${event.id}].approvedBy`,
        zh: `“${event.label.zh}”没有批准人。方案要求经批准才计分，请补上批准人或撤去该项。`,
        en: `“${event.label.en}” names nobody who approved it. The scheme counts it only when approved: name the approver, or take it out.`,
      });
    }
  }

  private demandEvidence(name: FactName, list: readonly (FactEvent | Piece)[]): void {
    for (const { source, ...item } of list) {
      if (source.id || source.label) continue;
      const id = 'id' in item ? item.id : '–';
      this.faults.push({ path: `${this.facts.personId}.${name}[${id}].source`, zh: '没有证明材料（来源）。该事实须有据可查，请补上。', en: 'There is no evidence (source). This fact must rest on a record: add it.' });
    }
  }

  private workOut(name: FactName): Decimal | UndefinedValue {
    if (name === 'servedMonths') return this.number('months').times(this.number('dutyFactor'));
    const formula = this.around?.own.derived.get(name);
    if (!formula) return this.decimal(name, this.raw(name));
    try {
      return formula.number({ reader: this, given: {} });
    } catch (error) {
      if (!(error instanceof UndefinedValue)) throw error;
      return new UndefinedValue(say(`派生事实“${name}”无从计算：${error.why.zh}`, `the derived fact “${name}” cannot be worked out: ${error.why.en}`));
    }
  }

  /** The person's own facts, or the unit's for a fact of the unit that the person has none of. */
  private place(name: FactName): Pick<PersonFacts, 'numbers' | 'events' | 'pieces'> {
    const { facts, around } = this;
    if (!around?.own.ofUnit.has(name) || !facts.unit) return facts;
    const has = (where: Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>): boolean => Object.hasOwn(where.numbers, name) || Object.hasOwn(where.events, name) || Object.hasOwn(where.pieces, name);
    return has(facts) ? facts : (around.units.get(facts.unit) ?? facts);
  }

  private raw(name: FactName): unknown {
    if (name === 'months') return this.facts.months;
    if (name === 'dutyFactor') return this.facts.dutyFactor;
    const { numbers } = this.place(name);
    return Object.hasOwn(numbers, name) ? numbers[name] : undefined;
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

function inOrder(a: FactEvent, b: FactEvent): number {
  return compare(a.day ?? '', b.day ?? '') || compare(a.clause, b.clause) || compare(a.id, b.id);
}

/** Doors mostly hand over lists in order already. */
function ordered(list: readonly FactEvent[]): FactEvent[] {
  for (let index = 1; index < list.length; index += 1) if (inOrder(list[index - 1]!, list[index]!) > 0) return [...list].sort(inOrder);
  return [...list];
}
