import type { ScoreLeafView, ScoreSheetView } from '../../evaluation/dto/score.dto.js';

const PLACES = 12;

/** An exact decimal as an integer of 10^-12; points on paper are never binary. */
export function exactly(figure: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(figure) ?? [];
  const size = BigInt(whole + fraction.padEnd(PLACES, '0').slice(0, PLACES));
  return sign ? -size : size;
}

/** Two places, trailing digits only where a share has left more. */
export function figureOf(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '').padEnd(2, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${fraction}`;
}

export const sumOf = (figures: string[]): string => figureOf(figures.reduce((sum, figure) => sum + exactly(figure), 0n));

/** Lines a single record made, as a person knows them; the rest is arithmetic. */
export const recordLines = (leaf: ScoreLeafView): ScoreLeafView['lines'] => leaf.lines.filter((line) => line.eventId !== null || line.kind === 'deduction' || line.kind === 'addition');

/** The sum of every line of the sheet, and whether it is the total shown. */
export function reconcile(sheet: ScoreSheetView): { sum: string; equal: boolean } {
  const sum = sumOf(sheet.components.flatMap((component) => component.leaves.flatMap((leaf) => leaf.lines.map((line) => line.points))));
  return { sum, equal: exactly(sum) === exactly(sheet.total) };
}
