import type { UnitView } from '../../../court/dto/court.dto.js';

export interface UnitLine {
  unit: UnitView;
  depth: number;
}

/** Units as they stand under each other; one whose parent cannot be seen stands at the top. */
export function unitLines(units: readonly UnitView[]): UnitLine[] {
  const known = new Set(units.map(({ id }) => id));
  const under = (parent: string | null, depth: number): UnitLine[] =>
    units
      .filter(({ parentId }) => (parent === null ? parentId === null || !known.has(parentId) : parentId === parent))
      .flatMap((unit) => [{ unit, depth }, ...under(unit.id, depth + 1)]);
  return under(null, 0);
}
