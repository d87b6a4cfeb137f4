import { mayTake, NOBODY, type Pool } from './pool.js';

/** Enough for the largest runs to settle, few enough to end; counted, because a clock would give other answers elsewhere. */
const PASSES = 12;
const EFFORT = 40_000_000;
/** How many cases of nearly the wanted weight are looked at before giving up. */
const NEARBY = 6;

interface Exchange {
  give: number;
  /** The case that comes back, or {@link NOBODY}. */
  take: number;
  deviation: number;
  squares: number;
}

/** Moves and swaps between two judges that bring both nearer to their quotas or, at no cost to that, their loads nearer to each other. */
export class WeightSearch {
  private readonly held: number[][];
  private effort = EFFORT;

  constructor(
    private readonly pool: Pool,
    private readonly quota: Float64Array,
    private readonly received: Float64Array,
    private readonly holder: Int32Array,
  ) {
    this.held = pool.judges.map(() => []);
    holder.forEach((judge, theCase) => {
      if (judge !== NOBODY) this.held[judge]!.push(theCase);
    });
    for (const list of this.held) list.sort((a, b) => this.before(a, b));
  }

  improve(): void {
    for (let pass = 0; pass < PASSES && this.effort > 0; pass++) if (!this.improveOnce()) return;
  }

  /** From those most above quota (among equals, the highest loads) to those most below, pair by pair. */
  private improveOnce(): boolean {
    const { received, quota, pool } = this;
    const all = pool.judges.map((_, judge) => judge);
    const excess = (judge: number): number => received[judge]! - quota[judge]!;
    const relative = (judge: number): number => (pool.load[judge]! + received[judge]!) / pool.capacity[judge]!;
    const givers = all.filter((judge) => this.held[judge]!.length > 0).sort((a, b) => excess(b) - excess(a) || relative(b) - relative(a) || a - b);
    let improved = false;
    for (const giver of givers) {
      const takers = all.filter((judge) => judge !== giver && pool.room[judge]! > 0).sort((a, b) => excess(a) - excess(b) || relative(a) - relative(b) || a - b);
      for (const taker of takers) {
        if (this.effort <= 0) return improved;
        const wanted = this.wanted(giver, taker);
        if (wanted <= 0) continue;
        const found = this.bestExchange(giver, taker, wanted);
        if (!found) continue;
        this.apply(giver, taker, found);
        improved = true;
      }
    }
    return improved;
  }

  /** How much should pass from one to the other: up to the nearer quota, or, on the same side of both, to equal relative loads. */
  private wanted(giver: number, taker: number): number {
    const { received, quota, pool } = this;
    const [above, below] = [received[giver]! - quota[giver]!, quota[taker]! - received[taker]!];
    if (above > 0 && below > 0) return Math.min(above, below);
    const [a, b] = [pool.capacity[giver]!, pool.capacity[taker]!];
    const even = ((pool.load[giver]! + received[giver]!) * b - (pool.load[taker]! + received[taker]!) * a) / (a + b);
    if (above > 0) return Math.min(even, above);
    return below > 0 ? Math.min(even, below) : 0;
  }

  private bestExchange(giver: number, taker: number, wanted: number): Exchange | null {
    const [gives, takes] = [this.held[giver]!, this.held[taker]!];
    const { weight } = this.pool;
    let best: Exchange | null = null;
    let lastWeight = -1;
    let tried = 0;
    for (const give of gives) {
      // Of many cases alike in weight a few are enough.
      tried = weight[give] === lastWeight ? tried + 1 : 0;
      lastWeight = weight[give]!;
      if (tried > NEARBY || !mayTake(this.pool, give, taker)) continue;
      best = this.better(best, giver, taker, give, NOBODY);
      const ideal = weight[give]! - wanted;
      if (ideal <= 0 || takes.length === 0) continue;
      const at = this.lowerBound(takes, ideal);
      this.effort -= 2 * NEARBY;
      for (let place = Math.max(0, at - NEARBY); place < Math.min(takes.length, at + NEARBY); place++) {
        const take = takes[place]!;
        if (weight[take]! < weight[give]! && mayTake(this.pool, take, giver)) best = this.better(best, giver, taker, give, take);
      }
    }
    this.effort -= gives.length;
    return best;
  }

  private better(best: Exchange | null, giver: number, taker: number, give: number, take: number): Exchange | null {
    const { received, quota, pool } = this;
    const passed = pool.weight[give]! - (take === NOBODY ? 0 : pool.weight[take]!);
    if (received[taker]! + passed > pool.room[taker]!) return best;
    const off = (judge: number, change: number): number => Math.abs(received[judge]! + change - quota[judge]!);
    const deviation = off(giver, -passed) + off(taker, passed) - off(giver, 0) - off(taker, 0);
    if (deviation > (best?.deviation ?? 0)) return best;
    const [giverLoad, takerLoad] = [pool.load[giver]! + received[giver]!, pool.load[taker]! + received[taker]!];
    // Multiplied by both capacities, so that it stays a whole number.
    const squares = passed * ((passed - 2 * giverLoad) * pool.capacity[taker]! + (passed + 2 * takerLoad) * pool.capacity[giver]!);
    return deviation < (best?.deviation ?? 0) || squares < (best?.squares ?? 0) ? { give, take, deviation, squares } : best;
  }

  private apply(giver: number, taker: number, { give, take }: Exchange): void {
    this.hand(give, giver, taker);
    if (take !== NOBODY) this.hand(take, taker, giver);
  }

  private hand(theCase: number, from: number, to: number): void {
    const list = this.held[from]!;
    list.splice(list.indexOf(theCase), 1);
    const target = this.held[to]!;
    let at = this.lowerBound(target, this.pool.weight[theCase]!);
    while (at < target.length && this.before(target[at]!, theCase) < 0) at++;
    target.splice(at, 0, theCase);
    this.received[from]! -= this.pool.weight[theCase]!;
    this.received[to]! += this.pool.weight[theCase]!;
    this.holder[theCase] = to;
  }

  /** The first place whose case weighs at least this. */
  private lowerBound(list: readonly number[], weight: number): number {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pool.weight[list[middle]!]! < weight) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private before(a: number, b: number): number {
    return this.pool.weight[a]! - this.pool.weight[b]! || a - b;
  }
}
