import type { TrialFigures, TrialPerson, TrialResult } from '../evaluation/dto/trial.dto.js';
import { isPlaced, type GroupSight } from '../peer-comparison/group-sight.js';
import { byName } from './by-name.js';

const NO_FIGURES: TrialFigures = { mean: null, median: null, highest: null, lowest: null };
const NO_COST: TrialResult['bonus'] = { before: null, after: null, difference: null, changedTier: null, missing: [] };

/**
 * A trial as one reader sees it: totals of those whose sheets the reader may open, places only where the ranking would show
 * them, and nothing of the whole group that would tell either. A bonus is paid by place, so that it goes with the place.
 */
export function seenBy(result: TrialResult, scored: ReadonlySet<string>, sight: GroupSight): TrialResult {
  const people = result.people.filter(({ personId }) => scored.has(personId));
  const placed = new Set(people.filter(({ personId }) => isPlaced(sight, personId)).map(({ personId }) => personId));
  const whole = people.length === result.people.length;
  const figures = (side: TrialFigures): TrialFigures => (!sight.described ? NO_FIGURES : whole ? side : { ...side, highest: null, lowest: null });
  const { summary } = result;
  return {
    ...result,
    people: [...people.filter(({ personId }) => placed.has(personId)), ...people.filter(({ personId }) => !placed.has(personId)).map(withoutPlace).sort(byName)],
    summary: {
      ...summary,
      ...(sight.ordered ? {} : { moved: null, mostPlaces: null }),
      mostPoints: whole ? summary.mostPoints : null,
      before: summary.before && figures(summary.before),
      after: figures(summary.after),
    },
    distribution: sight.described ? result.distribution : [],
    sensitivity: sight.ordered ? result.sensitivity.map((one) => ({ ...one, ranks: Object.fromEntries(Object.entries(one.ranks).filter(([id]) => placed.has(id))) })) : [],
    bonus: sight.ordered ? result.bonus : NO_COST,
  };
}

function withoutPlace(one: TrialPerson): TrialPerson {
  return { ...one, before: one.before && { ...one.before, rank: null }, after: { ...one.after, rank: null }, places: null, bonus: { before: null, after: null } };
}
