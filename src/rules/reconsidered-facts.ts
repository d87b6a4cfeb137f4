import { Decimal, fromHundredths, points, toHundredths, type Exact } from '../kernel/exact.js';
import { markWith } from './own-case-score.js';
import type { EventRemoval, FactEvent, PersonFacts } from './scheme/facts.js';

/**
 * A person's facts as they would read had one record cost `lost` points instead of what it costs: “若部分成立”.
 * What the record took from a piece (a case's own score) follows: the person's share of what is left, rounded once as it is
 * when recorded, with the weight its form has in the case (rules/own-case-score.ts); where the piece says nothing of weights,
 * the piece without the record less that share, not below zero. Counts of records stay, for the record stays.
 * @example a finding of 2.00 at share 1 on the procedure (40 of 75), case 98.93, without it 100.00; lost 1.00 → case 99.47
 */
export function withPointsOf(facts: PersonFacts, eventId: string, lost: Exact): PersonFacts {
  const changed = (event: FactEvent): FactEvent => (event.id === eventId ? { ...event, points: points(lost) } : event);
  const events = Object.fromEntries(Object.entries(facts.events).map(([name, list]) => [name, list.map(changed)]));
  const found = Object.values(facts.events).flat().find((event) => event.id === eventId);
  const own = new Decimal(lost).times(found?.share ?? 1);
  const pieces = { ...facts.pieces };
  for (const { fact, sourceId, value, mark } of found?.without?.pieces ?? ([] as NonNullable<EventRemoval['pieces']>)) {
    const left = mark ? points(fromHundredths(markWith(toHundredths(own), mark))) : points(Decimal.max(0, new Decimal(value).minus(own)));
    pieces[fact] = (pieces[fact] ?? []).map((piece) => (piece.source.id === sourceId ? { ...piece, value: left } : piece));
  }
  return { ...facts, events, pieces };
}
