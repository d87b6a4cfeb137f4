import { Decimal } from '../../kernel/exact.js';
import type { FactName, PersonFacts } from './facts.js';

/**
 * The facts as they would read had one event never been recorded: it leaves every list it stands in, and the numbers
 * and pieces it says it touched (`without`) are put back. Null when the event is nowhere.
 */
export function withdrawEvent(facts: PersonFacts, eventId: string): { facts: PersonFacts; numbers: FactName[] } | null {
  const found = Object.values(facts.events).flat().find((event) => event.id === eventId);
  if (!found) return null;
  const events = Object.fromEntries(Object.entries(facts.events).map(([name, list]) => [name, list.filter((event) => event.id !== eventId)]));
  const changes = Object.entries(found.without?.numbers ?? {});
  const numbers = { ...facts.numbers };
  for (const [name, change] of changes) numbers[name] = new Decimal(numbers[name] ?? 0).plus(change).toFixed();
  const pieces = { ...facts.pieces };
  for (const { fact, sourceId, value } of found.without?.pieces ?? []) {
    pieces[fact] = (pieces[fact] ?? []).map((piece) => (piece.source.id === sourceId ? { ...piece, value } : piece));
  }
  return { facts: { ...facts, events, numbers, pieces }, numbers: changes.map(([name]) => name) };
}
