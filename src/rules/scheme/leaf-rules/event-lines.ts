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
  return {
    facts: [fact],
    events: [fact],
    draw: (subject, sign) => subject.reader.events(fact).map((event) => eventLine(event, subject, fact, each, sign)),
  };
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
  return { facts: [fact], events: [fact], draw: (subject) => subject.reader.events(fact).map((event) => eventLine(event, subject, fact, free, -1)) };
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

function eventLine(event: FactEvent, subject: Subject, fact: string, each: Decimal | null, sign: 1 | -1): DraftLine {
  const price = each ?? subject.reader.within(fact, event.id, 'points', event.points, 0);
  const share = event.share === undefined ? null : subject.reader.within(fact, event.id, 'share', event.share, 0, 1);
  const amount = price.times(share ?? 1);
  const product = share && !share.eq(1) ? ` ${points(price)} × ${plain(share)} = ${linePoints(amount)}` : '';
  const [zh, en] = event.approvedBy ? [`，${event.approvedBy} 批准`, `, approved by ${event.approvedBy}`] : ['', ''];
  return {
    kind: sign < 0 ? 'deduction' : 'addition',
    points: amount.times(sign),
    reason: say(`${event.label.zh}${product && `，责任份额${product}`}${zh}`, `${event.label.en}${product && `, share of responsibility${product}`}${en}`),
    clause: event.clause,
    source: event.source,
    day: event.day,
    eventId: event.id,
    ...(event.quote === undefined ? {} : { quote: event.quote }),
  };
}
