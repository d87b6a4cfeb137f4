import { mayTake, NOBODY, type Pool } from './pool.js';
import type { Matching } from './match-cases.js';

/** 配案, in weights: designated first, then heaviest first, each to the judge who has most of the quota left. */
export function matchWeights(pool: Pool, quota: Float64Array): Matching {
  const received = new Float64Array(pool.judges.length);
  const holder = new Int32Array(pool.cases.length).fill(NOBODY);
  for (const theCase of heaviestFirst(pool)) {
    let best = NOBODY;
    for (const judge of pool.classes[pool.classOf[theCase]!]!) {
      if (received[judge]! + pool.weight[theCase]! > pool.room[judge]! || !mayTake(pool, theCase, judge)) continue;
      if (best === NOBODY || quota[judge]! - received[judge]! > quota[best]! - received[best]!) best = judge;
    }
    if (best === NOBODY) continue;
    holder[theCase] = best;
    received[best]! += pool.weight[theCase]!;
  }
  return { holder, received };
}

export function heaviestFirst(pool: Pool): number[] {
  const first = (theCase: number): number => (pool.cases[theCase]!.designated == null ? 1 : 0);
  return Array.from(pool.cases, (_, theCase) => theCase).sort((a, b) => first(a) - first(b) || pool.weight[b]! - pool.weight[a]! || a - b);
}
