import { Decimal, points, type Exact } from '../kernel/exact.js';
import type { EventRemoval, FactEvent, PersonFacts } from './scheme/facts.js';

/**
 * A person's facts as they would read had one record cost `lost` points instead of what it costs: “若部分成立”.
 * What the record took from a piece (a case's own score) follows: the piece without the record, less the person's share
 * of what is left, not below zero. Counts of records stay, for the record stays.
 * @example a finding of 2.00 at share 1, case 98.00, without it 100.00; lost 1.00 → case 99.00
 */
export function withPointsOf(facts: PersonFacts, eventId: string, lost: Exact): PersonFacts {
  const changed = (event: FactEvent): FactEvent => (event.id === eventId ? { ...event, points: points(lost) } : event);
  const events = Object.fromEntries(Object.entries(facts.events).map(([name, list]) => [name, list.map(changed)]));
  const found = Object.values(facts.events).flat().find((event) => event.id === eventId);
  const own = new Decimal(lost).times(found?.share ?? 1);
  const pieces = { ...facts.pieces };
  for (const { fact, sourceId, value } of found?.without?.pieces ?? ([] as NonNullable<EventRemoval['pieces']>)) {
    const left = points(Decimal.max(0, new Decimal(value).minus(own)));
    pieces[fact] = (pieces[fact] ?? []).map((piece) => (piece.source.id === sourceId ? { ...piece, value: left } : piece));
  }
  return { ...facts, events, pieces };
}
