import { Decimal, points } from '../../../kernel/exact.js';
import type { FactEvent } from '../facts.js';
import type { DraftLine, LeafContext, Subject } from '../leaf-rule.js';
import type { SpecReader } from '../spec-reader.js';
import { linePoints, plain, say } from '../wording.js';

/**
 * What is counted: recorded events (`events`, priced by each event's own points or by `each`) or a number of
 * things (`count`, priced by `each`). Exactly one of the two.
 */
export interface Counted {
  facts: string[];
  /** Those of them that are events. */
  events: string[];
  draw: (subject: Subject, sign: 1 | -1) => DraftLine[];
}

export function counted(spec: SpecReader, leaf: LeafContext): Counted {
  eitherOr(spec);
  if (spec.has('count')) {
    const fact = spec.fact('count', 'number');
    const each = spec.number('each', { min: 0 });
    return { facts: [fact], events: [], draw: (subject, sign) => countLine(subject.reader.number(fact), each, sign, leaf) };
  }
  const fact = spec.has('events') ? spec.fact('events', 'events') : '';
  const each = spec.optionalNumber('each', { min: 0 });
  const lines = { [-1]: new EventLines(fact, each, -1), 1: new EventLines(fact, each, 1) };
  return { facts: [fact], events: [fact], draw: (subject, sign) => subject.reader.events(fact).map((event) => lines[sign].draw(event, subject)) };
}

/** As {@link counted}, without a price: it only matters that something happened. */
export function happened(spec: SpecReader, leaf: LeafContext): { facts: string[]; events: string[]; draw: (subject: Subject) => DraftLine[] } {
  eitherOr(spec);
  const free = new Decimal(0);
  if (spec.has('count')) {
    const fact = spec.fact('count', 'number');
    return {
      facts: [fact],
      events: [],
      draw: (subject) => {
        const count = subject.reader.number(fact);
        if (count.isZero()) return [];
        return [{ kind: 'deduction', points: free, reason: say(`${leaf.title.zh} ${plain(count)} 次`, `${leaf.title.en}: ${plain(count)}`) }];
      },
    };
  }
  const fact = spec.has('events') ? spec.fact('events', 'events') : '';
  const lines = new EventLines(fact, free, -1);
  return { facts: [fact], events: [fact], draw: (subject) => subject.reader.events(fact).map((event) => lines.draw(event, subject)) };
}

function eitherOr(spec: SpecReader): void {
  if (spec.has('events') === spec.has('count')) {
    spec.fault('', '应写 events 或 count 之一。', 'State either events or count: one of them, not both.');
  }
}

function countLine(count: Decimal, each: Decimal, sign: 1 | -1, leaf: LeafContext): DraftLine[] {
  if (count.isZero()) return [];
  const amount = count.times(each);
  const product = `${plain(count)} × ${points(each)} = ${linePoints(amount)}`;
  const kind = sign < 0 ? 'deduction' : 'addition';
  return [{ kind, points: amount.times(sign), reason: say(`${leaf.title.zh} ${product}`, `${leaf.title.en} ${product}`) }];
}

/** What an event of one price and share comes to, with the words of the product. */
interface Priced {
  points: Decimal;
  /** Empty unless a share splits the price. */
  product: string;
}

/** Draws event lines of one leaf. Prices and shares repeat by the hundred, so each pair is reckoned once. */
class EventLines {
  private readonly known = new Map<string, Priced>();
  private readonly kind: DraftLine['kind'];

  constructor(
    private readonly fact: string,
    private readonly each: Decimal | null,
    private readonly sign: 1 | -1,
  ) {
    this.kind = sign < 0 ? 'deduction' : 'addition';
  }

  draw(event: FactEvent, subject: Subject): DraftLine {
    const { points: amount, product } = this.priced(event, subject);
    const { label, approvedBy } = event;
    const [zh, en] = approvedBy ? [`，${approvedBy} 批准`, `, approved by ${approvedBy}`] : ['', ''];
    const plainly = !product && !approvedBy;
    const reason = plainly ? { zh: label.zh, en: label.en } : say(`${label.zh}${product && `，责任份额${product}`}${zh}`, `${label.en}${product && `, share of responsibility${product}`}${en}`);
    return { kind: this.kind, points: amount, reason, clause: event.clause, source: event.source, day: event.day, eventId: event.id, quote: event.quote };
  }

  private priced(event: FactEvent, { reader }: Subject): Priced {
    const key = `${this.each ? '' : event.points}|${event.share}`;
    const found = this.known.get(key);
    if (found) return found;
    const before = reader.faults.length;
    const price = this.each ?? reader.within(this.fact, event.id, 'points', event.points, 0);
    const share = event.share === undefined ? null : reader.within(this.fact, event.id, 'share', event.share, 0, 1);
    const amount = price.times(share ?? 1);
    const product = share && !share.eq(1) ? ` ${points(price)} × ${plain(share)} = ${linePoints(amount)}` : '';
    const made = { points: amount.times(this.sign), product };
    // What was at fault must be said at every event that has it.
    if (reader.faults.length === before && this.known.size < MOST_PRICES) this.known.set(key, made);
    return made;
  }
}

const MOST_PRICES = 5_000;
