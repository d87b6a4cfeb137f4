import type { MeasureInput } from '../../../quality-review/patterns/dto/briefings.dto.js';

/** A measure as it is being typed. */
export interface MeasureTyped {
  words: string;
  person: { id: string; name: string } | null;
  dueOn: string;
}

export const blankMeasure = (): MeasureTyped => ({ words: '', person: null, dueOn: '' });

/** What is sent: rows in which anything was written; the server says what one of them lacks. */
export function writtenMeasures(rows: readonly MeasureTyped[]): MeasureInput[] {
  return rows.filter(({ words, person }) => words.trim() !== '' || person).map(({ words, person, dueOn }) => ({ words, personId: person?.id ?? '', dueOn }));
}
