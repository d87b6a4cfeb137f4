import { ExchangeGraph } from './exchange-graph.js';
import { LowestFirst } from './lowest-first.js';
import { NOBODY, type Pool } from './pool.js';

export interface Matching {
  /** By place in the draw: the judge, or {@link NOBODY}. */
  holder: Int32Array;
  received: Float64Array;
}

/**
 * 配案, in cases: places as many cases as the restrictions allow; among those ways with the least Σ |received − quota|;
 * among those with the least Σ load² ÷ capacity, which is to say that no chain of exchanges could lower a judge p and
 * raise a judge q with (load of q + ½) ÷ capacity of q < (load of p − ½) ÷ capacity of p. With equal capacities this is
 * also the lexicographically smallest sorted vector of loads. Quotas that can all be met are therefore met.
 *
 * Why it is exact: the vectors of received cases that some assignment produces are the integer points of a base
 * polytope, both costs are separable and convex in them, and for such costs an assignment that no single chain improves
 * is best of all (Murota, *Discrete Convex Analysis*; Harvey, Ladner, Lovász, Tamir, *Semi-matchings for bipartite
 * graphs and load balancing*, 2006, whose cost-reducing paths these chains are).
 *
 * Same seed, same answer: cases are placed in the order designated first, then those fewest judges may take, then the
 * draw, each with the judge below quota whose relative load is lowest, else the lowest of all; equal ones by the draw.
 */
export function matchCases(pool: Pool, quota: Float64Array): Matching {
  const size = pool.judges.length;
  const received = new Float64Array(size);
  const holder = new Int32Array(pool.cases.length).fill(NOBODY);
  const placer = new LowestFirst(pool, quota, received);
  const waiting: number[] = [];
  for (const theCase of placementOrder(pool)) {
    const judge = placer.lowest(theCase);
    if (judge === NOBODY) waiting.push(theCase);
    else {
      holder[theCase] = judge;
      received[judge]!++;
    }
  }
  const met = received.every((count, judge) => count === quota[judge]);
  if (met) return { holder, received };
  const graph = new ExchangeGraph(pool, holder);
  makeRoom(pool, graph, received, waiting);
  levelOut(pool, graph, received, quota);
  return { holder, received };
}

/** Designated first, then the cases fewest judges may take, then the order of the draw. */
export function placementOrder(pool: Pool): Int32Array {
  const most = pool.judges.length + 2;
  const starts = new Int32Array(most + 1);
  const buckets = Int32Array.from(pool.cases, ({ designated }, theCase) => (designated == null ? pool.classes[pool.classOf[theCase]!]!.length + 1 : 0));
  for (const one of buckets) starts[one + 1]!++;
  for (let one = 0; one < most; one++) starts[one + 1]! += starts[one]!;
  const order = new Int32Array(pool.cases.length);
  buckets.forEach((one, theCase) => (order[starts[one]!++] = theCase));
  return order;
}

/** A case whose judges are all at their limit: a chain of exchanges may free a place. If none does, none ever will. */
function makeRoom(pool: Pool, graph: ExchangeGraph, received: Float64Array, waiting: readonly number[]): void {
  const previous = new Int32Array(pool.judges.length);
  const closed = new Uint8Array(pool.judges.length);
  for (const theCase of waiting) {
    const own = new Set(pool.excluded.subarray(pool.excludedFrom[theCase], pool.excludedFrom[theCase + 1]));
    const starts = Array.from(pool.classes[pool.classOf[theCase]!]!).filter((judge) => !own.has(judge) && !closed[judge]);
    if (starts.length === 0) continue;
    const { end, reached } = graph.forward(starts, (judge) => received[judge]! < pool.room[judge]!, previous);
    if (end === NOBODY) {
      for (const judge of reached) closed[judge] = 1;
      continue;
    }
    const next = new Int32Array(pool.judges.length).fill(NOBODY);
    let first = end;
    for (; previous[first] !== NOBODY; first = previous[first]!) next[previous[first]!] = first;
    graph.shift(first, next);
    graph.give(theCase, first);
    received[end]!++;
  }
}

/**
 * Chains of exchanges until none improves. The target is always the judge whom one more case costs least; once nobody
 * who reaches it would gain, nobody among them gains from any other target either, and all of them are settled.
 */
function levelOut(pool: Pool, graph: ExchangeGraph, received: Float64Array, quota: Float64Array): void {
  const size = received.length;
  const open = new Uint32Array(pool.words).fill(0xffffffff);
  const next = new Int32Array(size);
  const costs = new Costs(pool, received, quota);
  for (;;) {
    const target = costs.cheapest(open);
    if (target === NOBODY) return;
    const reaching = graph.backward(target, open, next);
    const source = costs.dearest(reaching, target);
    if (source !== NOBODY && costs.gains(source, target)) {
      graph.shift(source, next);
      costs.passOne(source, target);
    } else for (const judge of reaching) open[judge >>> 5]! &= ~(1 << (judge & 31));
  }
}

/** What one case more costs a judge and one less gains: first the deviation made or mended, then (2·load ± 1) ÷ capacity. */
class Costs {
  private readonly costDeviation: Int8Array;
  private readonly gainDeviation: Int8Array;
  private readonly costLoad: Float64Array;

  constructor(
    private readonly pool: Pool,
    private readonly received: Float64Array,
    private readonly quota: Float64Array,
  ) {
    this.costDeviation = new Int8Array(received.length);
    this.gainDeviation = new Int8Array(received.length);
    this.costLoad = new Float64Array(received.length);
    for (let judge = 0; judge < received.length; judge++) this.note(judge);
  }

  /** The open judge with room for whom one more costs least; the draw among equals. */
  cheapest(open: Uint32Array): number {
    const { costDeviation, costLoad, received } = this;
    const { capacity, room } = this.pool;
    let best = NOBODY;
    for (let judge = 0; judge < received.length; judge++) {
      if (((open[judge >>> 5]! >>> (judge & 31)) & 1) === 0 || received[judge]! >= room[judge]!) continue;
      if (best === NOBODY || (costDeviation[judge]! - costDeviation[best]! || costLoad[judge]! * capacity[best]! - costLoad[best]! * capacity[judge]!) < 0) best = judge;
    }
    return best;
  }

  /** The one among them who gains most by one case less; the draw among equals. */
  dearest(among: Int32Array, target: number): number {
    const { gainDeviation, costLoad, received } = this;
    const { capacity } = this.pool;
    let best = NOBODY;
    for (const judge of among) {
      if (judge === target || received[judge] === 0) continue;
      const more = best === NOBODY ? 1 : gainDeviation[judge]! - gainDeviation[best]! || (costLoad[judge]! - 2) * capacity[best]! - (costLoad[best]! - 2) * capacity[judge]! || best - judge;
      if (more > 0) best = judge;
    }
    return best;
  }

  gains(source: number, target: number): boolean {
    const { gainDeviation, costDeviation, costLoad } = this;
    const { capacity } = this.pool;
    return (gainDeviation[source]! - costDeviation[target]! || (costLoad[source]! - 2) * capacity[target]! - costLoad[target]! * capacity[source]!) > 0;
  }

  passOne(source: number, target: number): void {
    this.received[source]!--;
    this.received[target]!++;
    this.note(source);
    this.note(target);
  }

  private note(judge: number): void {
    const count = this.received[judge]!;
    this.costDeviation[judge] = count >= this.quota[judge]! ? 1 : -1;
    this.gainDeviation[judge] = count > this.quota[judge]! ? 1 : -1;
    this.costLoad[judge] = 2 * (this.pool.load[judge]! + count) + 1;
  }
}
