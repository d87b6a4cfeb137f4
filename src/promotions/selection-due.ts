import type { SelectionCandidate, SelectionRound } from './selection.entities.js';

/**
 * Of whom an outcome can be recorded. Honours: every leader and everybody inserted. Training: as many as the group has places, leaders
 * first, and for everybody who declined the next in the ranking; who was inserted comes on top of the places.
 */
export function dueNow({ kind, groups }: Pick<SelectionRound, 'kind' | 'groups'>, candidates: readonly SelectionCandidate[]): Set<string> {
  const inserted = candidates.filter(({ standing }) => standing === 'inserted');
  if (kind === 'honour') return new Set([...candidates.filter(({ standing }) => standing === 'leader'), ...inserted].map(({ id }) => id));
  const due = inserted.map(({ id }) => id);
  for (const { key, places } of groups) {
    const queue = candidates.filter(({ peerGroup, standing }) => peerGroup === key && (standing === 'leader' || standing === 'next')).sort((a, b) => (a.place ?? 0) - (b.place ?? 0) || (a.personId < b.personId ? -1 : 1));
    let open = places;
    for (const { id, outcome } of queue) {
      if (open === 0) break;
      due.push(id);
      if (outcome !== 'declined') open -= 1;
    }
  }
  return new Set(due);
}
