import { ExchangeGraph } from './exchange-graph.js';
import { placementOrder, type Matching } from './match-cases.js';
import { mayTake, NOBODY, type Pool } from './pool.js';
import { WeightSearch } from './weight-search.js';

/**
 * 配案, in weights. Meeting quotas with cases that cannot be divided is NP-hard, so this places and improves, and then
 * proves how far from the best it can be at most: designated cases first, then those fewest judges may take, in each
 * group the heaviest first, to the judge with most of the quota left, or where all quotas are used up to the lowest
 * relative load; then chains of exchanges from above quota to below, then moves of one case and swaps of two, as long as one lowers Σ |received − quota|, or leaves it and
 * lowers Σ load² ÷ capacity. Deterministic: no clock, no chance; ties by the draw.
 *
 * Source: ASSIGNMENT.md 2; PEERS.md (heaviest first with local search, measured against a proven bound).
 */
export function matchWeights(pool: Pool, quota: Float64Array): Matching & { lowerBound: number } {
  const received = new Float64Array(pool.judges.length);
  const holder = new Int32Array(pool.cases.length).fill(NOBODY);
  for (const theCase of heaviestFirst(pool)) {
    const judge = mostEntitled(pool, quota, received, theCase);
    if (judge === NOBODY) continue;
    holder[theCase] = judge;
    received[judge]! += pool.weight[theCase]!;
  }
  mendByChains(pool, quota, received, holder);
  new WeightSearch(pool, quota, received, holder).improve();
  return { holder, received, lowerBound: leastDeviation(pool, quota, received, holder) };
}

/** The placement order of cases, each group of equal standing by falling weight. */
function heaviestFirst(pool: Pool): number[] {
  const standing = (theCase: number): number => (pool.cases[theCase]!.designated == null ? pool.classes[pool.classOf[theCase]!]!.length + 1 : 0);
  return Array.from(placementOrder(pool)).sort((a, b) => standing(a) - standing(b) || pool.weight[b]! - pool.weight[a]! || a - b);
}

function mostEntitled(pool: Pool, quota: Float64Array, received: Float64Array, theCase: number): number {
  const weight = pool.weight[theCase]!;
  let [best, most, lowest, least] = [NOBODY, 0, NOBODY, Infinity];
  for (const judge of pool.classes[pool.classOf[theCase]!]!) {
    const left = quota[judge]! - received[judge]!;
    const load = (2 * (pool.load[judge]! + received[judge]!) + weight) / pool.capacity[judge]!;
    if (left <= most && (best !== NOBODY || load >= least)) continue;
    if (received[judge]! + weight > pool.room[judge]! || !mayTake(pool, theCase, judge)) continue;
    if (left > most) [best, most] = [judge, left];
    if (load < least) [lowest, least] = [judge, load];
  }
  return best === NOBODY ? lowest : best;
}

/** Who is above quota is tried with this many chains before the one below is given up. */
const SOURCES = 4;

/** Chains of exchanges from somebody above quota to somebody below, through judges who pass on about what they get. */
function mendByChains(pool: Pool, quota: Float64Array, received: Float64Array, holder: Int32Array): void {
  const size = pool.judges.length;
  const graph = new ExchangeGraph(pool, holder);
  const everybody = new Uint32Array(pool.words).fill(0xffffffff);
  const next = new Int32Array(size);
  const excess = (judge: number): number => received[judge]! - quota[judge]!;
  const givenUp = new Uint8Array(size);
  for (;;) {
    let target = NOBODY;
    for (let judge = 0; judge < size; judge++) if (!givenUp[judge] && excess(judge) < 0 && (target === NOBODY || excess(judge) < excess(target))) target = judge;
    if (target === NOBODY) return;
    const sources = Array.from(graph.backward(target, everybody, next)).filter((judge) => excess(judge) > 0).sort((a, b) => excess(b) - excess(a) || a - b);
    const mended = sources.slice(0, SOURCES).some((source) => mend(pool, graph, quota, received, source, target, next));
    if (!mended) givenUp[target] = 1;
  }
}

function mend(pool: Pool, graph: ExchangeGraph, quota: Float64Array, received: Float64Array, source: number, target: number, next: Int32Array): boolean {
  const links = graph.chain(source, next, Math.min(received[source]! - quota[source]!, quota[target]! - received[target]!));
  const change = new Map<number, number>();
  for (const { theCase, judge, to } of links) {
    change.set(judge, (change.get(judge) ?? 0) - pool.weight[theCase]!);
    change.set(to, (change.get(to) ?? 0) + pool.weight[theCase]!);
  }
  let deviation = 0;
  for (const [judge, amount] of change) {
    if (received[judge]! + amount > pool.room[judge]!) return false;
    deviation += Math.abs(received[judge]! + amount - quota[judge]!) - Math.abs(received[judge]! - quota[judge]!);
  }
  if (deviation >= 0) return false;
  graph.hand(links);
  for (const [judge, amount] of change) received[judge]! += amount;
  return true;
}

/**
 * A deviation that no assignment of the same cases can go below. Take any set of judges whose cases may go to nobody
 * outside it: in every other assignment they hold at least as much, so together they exceed their quotas at least by
 * what they exceed them now, and the rest fall short at least by what they fall short now. The largest such bound over
 * the sets reached from those above quota, and over those from which somebody below quota is not reached, is proven.
 */
export function leastDeviation(pool: Pool, quota: Float64Array, received: Float64Array, holder: Int32Array): number {
  const size = pool.judges.length;
  // Nobody receives more than the room: that part of a quota is out of reach for everybody.
  const within = quota.map((due, judge) => Math.min(due, pool.room[judge]!));
  const beyondRoom = quota.reduce((sum, due, judge) => sum + due - within[judge]!, 0);
  const excess = (judge: number): number => received[judge]! - within[judge]!;
  const total = received.reduce((sum, _, judge) => sum + excess(judge), 0);
  const boundOf = (inside: number): number => Math.max(0, inside) + Math.max(0, inside - total);
  let best = Math.abs(total);
  const graph = new ExchangeGraph(pool, Int32Array.from(holder));
  const byExcess = Array.from({ length: size }, (_, judge) => judge).sort((a, b) => excess(b) - excess(a) || a - b);

  const reached = new Uint8Array(size);
  let inside = 0;
  for (const start of byExcess) {
    if (excess(start) <= 0) break;
    if (reached[start]) continue;
    for (const judge of graph.reachable(start, reached)) inside += excess(judge);
    best = Math.max(best, boundOf(inside));
  }
  const everybody = new Uint32Array(pool.words).fill(0xffffffff);
  const next = new Int32Array(size);
  const reaching = new Uint8Array(size);
  let outside = 0;
  for (const target of byExcess.reverse()) {
    if (excess(target) >= 0) break;
    if (reaching[target]) continue;
    for (const judge of graph.backward(target, everybody, next)) {
      if (reaching[judge]) continue;
      reaching[judge] = 1;
      outside += excess(judge);
    }
    best = Math.max(best, boundOf(total - outside));
  }
  return beyondRoom + best;
}
