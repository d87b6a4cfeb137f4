import type { Audience } from '../rules/ranking-audience.js';

/** Names of the court's parameters that say who sees what; each dated, with its clause, changed by two people and kept. */
export const RANKING_SETTINGS = 'ranking.';
export const LEAST_SIZE = 'ranking.minGroupSize';
export const BANDS = 'ranking.bands';

/**
 * Rows a reader does not see hide behind each other only from three on: one is size × mean − the rest, and of two the median is
 * one and the mean gives the other. With the own row, a figure needs four behind it.
 */
export const LEAST_HIDDEN = 3;
export const LEAST_DESCRIBED = LEAST_HIDDEN + 1;

/** From how many people on a group's figures are told to those who read none of its rows, whatever the court has set or not set. */
export function leastPublished(set: string | undefined): number {
  return Math.max(LEAST_DESCRIBED, Number(set ?? 0));
}

export function audienceSetting(audience: Audience): string {
  return `ranking.shows.${audience}`;
}

export function modeSetting(audience: Audience): string {
  return `ranking.mode.${audience}`;
}
