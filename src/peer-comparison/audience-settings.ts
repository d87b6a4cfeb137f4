import type { Audience } from '../rules/ranking-audience.js';

/** Names of the court's parameters that say who sees what; each dated, with its clause, changed by two people and kept. */
export const LEAST_SIZE = 'ranking.minGroupSize';
export const BANDS = 'ranking.bands';

export function audienceSetting(audience: Audience): string {
  return `ranking.shows.${audience}`;
}

export function modeSetting(audience: Audience): string {
  return `ranking.mode.${audience}`;
}
