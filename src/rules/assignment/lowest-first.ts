import { NOBODY, type Pool } from './pool.js';

/**
 * The judge to whom one more case costs least: below quota before at or above it, then the lower (2·load + 1) ÷ capacity,
 * then the draw. Loads only grow while cases are being placed, so each class keeps a heap that is put right when read.
 */
export class LowestFirst {
  private readonly heaps: (Heap | undefined)[] = [];
  private readonly aside: number[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly quota: Float64Array,
    private readonly received: Float64Array,
  ) {}

  lowest(theCase: number): number {
    const { pool } = this;
    const number = pool.classOf[theCase]!;
    const heap = (this.heaps[number] ??= new Heap(pool, this.quota, this.received, pool.classes[number]!));
    const [first, end] = [pool.excludedFrom[theCase]!, pool.excludedFrom[theCase + 1]!];
    let judge = heap.top();
    if (first === end) return judge;
    const { aside } = this;
    while (judge !== NOBODY && isIn(pool.excluded, first, end, judge)) {
      aside.push(judge);
      heap.removeTop();
      judge = heap.top();
    }
    while (aside.length > 0) heap.push(aside.pop()!);
    return judge;
  }
}

function isIn(list: Int32Array, first: number, end: number, value: number): boolean {
  for (let at = first; at < end; at++) if (list[at] === value) return true;
  return false;
}

class Heap {
  private readonly judges: Int32Array;
  /** What each had received when last put in place. */
  private readonly seen: Float64Array;
  private size: number;

  constructor(
    private readonly pool: Pool,
    private readonly quota: Float64Array,
    private readonly received: Float64Array,
    members: Int32Array,
  ) {
    this.judges = Int32Array.from(members);
    this.seen = new Float64Array(pool.judges.length);
    this.size = members.length;
    for (const judge of members) this.seen[judge] = received[judge]!;
    for (let at = (this.size >>> 1) - 1; at >= 0; at--) this.sink(at);
  }

  top(): number {
    while (this.size > 0) {
      const judge = this.judges[0]!;
      const now = this.received[judge]!;
      if (now >= this.pool.room[judge]!) this.removeTop();
      else if (now !== this.seen[judge]) {
        this.seen[judge] = now;
        this.sink(0);
      } else return judge;
    }
    return NOBODY;
  }

  removeTop(): void {
    this.judges[0] = this.judges[--this.size]!;
    this.sink(0);
  }

  push(judge: number): void {
    this.seen[judge] = this.received[judge]!;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.before(judge, this.judges[parent]!)) break;
      this.judges[at] = this.judges[parent]!;
      at = parent;
    }
    this.judges[at] = judge;
  }

  private sink(from: number): void {
    const { judges, size } = this;
    const judge = judges[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.before(judges[child + 1]!, judges[child]!)) child++;
      if (!this.before(judges[child]!, judge)) break;
      judges[at] = judges[child]!;
      at = child;
    }
    judges[at] = judge;
  }

  private before(a: number, b: number): boolean {
    const { seen, quota, pool } = this;
    const [overA, overB] = [seen[a]! >= quota[a]!, seen[b]! >= quota[b]!];
    if (overA !== overB) return overB;
    const difference = (2 * (pool.load[a]! + seen[a]!) + 1) * pool.capacity[b]! - (2 * (pool.load[b]! + seen[b]!) + 1) * pool.capacity[a]!;
    return difference < 0 || (difference === 0 && a < b);
  }
}
