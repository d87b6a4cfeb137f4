import { Decimal } from '../kernel/exact.js';
import type { RecordRemoval } from '../platform/facts/counted-facts.js';
import type { PersonFacts } from '../rules/scheme/facts.js';

/** The facts as they would read had one record never been there: figures put back, its pieces and events gone or revalued. */
export function withoutRecord(facts: PersonFacts, removal: RecordRemoval): PersonFacts {
  const numbers = { ...facts.numbers };
  for (const [name, change] of Object.entries(removal.numbers ?? {})) if (name in numbers) numbers[name] = new Decimal(numbers[name]!).plus(change).toFixed();
  const pieces = { ...facts.pieces };
  for (const { fact, sourceId, value } of removal.pieces ?? []) pieces[fact] = (pieces[fact] ?? []).map((piece) => (piece.source.id === sourceId ? { ...piece, value } : piece));
  for (const { fact, sourceId } of removal.droppedPieces ?? []) if (pieces[fact]) pieces[fact] = pieces[fact].filter((piece) => piece.source.id !== sourceId);
  const dropped = new Set(removal.droppedEvents);
  const events = Object.fromEntries(Object.entries(facts.events).map(([name, list]) => [name, list.filter((event) => !dropped.has(event.id))]));
  return { ...facts, numbers, pieces, events };
}
