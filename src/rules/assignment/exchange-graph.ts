import { mayTake, NOBODY, type Pool } from './pool.js';

/**
 * Who could hand a case to whom. An arc p → q says that p holds a case q may take; a path is a chain of exchanges that
 * lowers the first judge by one case, raises the last by one, and leaves the others as they were.
 */
export class ExchangeGraph {
  private readonly size: number;
  private readonly words: number;
  /** [p, q]: how many cases of p could q take. */
  private readonly arcs: Int32Array;
  /** Row q, bit p: there is such a case. */
  private readonly into: Uint32Array;
  private readonly held: number[][];
  private readonly place: Int32Array;
  private readonly seen: Uint32Array;
  private readonly found: Int32Array;

  constructor(
    private readonly pool: Pool,
    readonly holder: Int32Array,
  ) {
    this.size = pool.judges.length;
    this.words = pool.words;
    this.arcs = new Int32Array(this.size * this.size);
    this.into = new Uint32Array(this.size * this.words);
    this.seen = new Uint32Array(this.words);
    this.found = new Int32Array(this.size);
    this.held = pool.judges.map(() => []);
    this.place = new Int32Array(holder.length);
    this.countArcs();
  }

  /** Hands every case along the path that starts at `from`, following `next`. */
  shift(from: number, next: Int32Array): void {
    for (let judge = from; next[judge] !== NOBODY; judge = next[judge]!) this.move(this.transferable(judge, next[judge]!), judge, next[judge]!);
  }

  /** A chain as cases: from each judge of the path the one nearest in weight to what the judge before hands on, at first to `wanted`. */
  chain(from: number, next: Int32Array, wanted: number): { theCase: number; judge: number; to: number }[] {
    const links: { theCase: number; judge: number; to: number }[] = [];
    let near = wanted;
    for (let judge = from; next[judge] !== NOBODY; judge = next[judge]!) {
      const to = next[judge]!;
      let best = NOBODY;
      for (const theCase of this.held[judge]!) {
        const closer = best === NOBODY || Math.abs(this.pool.weight[theCase]! - near) < Math.abs(this.pool.weight[best]! - near);
        if (closer && mayTake(this.pool, theCase, to)) best = theCase;
      }
      links.push({ theCase: best, judge, to });
      near = this.pool.weight[best]!;
    }
    return links;
  }

  hand(links: readonly { theCase: number; judge: number; to: number }[]): void {
    for (const { theCase, judge, to } of links) this.move(theCase, judge, to);
  }

  /** Gives a case that nobody holds to a judge. */
  give(theCase: number, judge: number): void {
    this.add(theCase, judge);
    this.count(theCase, judge, 1);
  }

  /** All who reach `target` through judges still `open` (bits), with the next step of a shortest path each. Good until the next call. */
  backward(target: number, open: Uint32Array, next: Int32Array): Int32Array {
    const { words, into, seen, found } = this;
    seen.fill(0);
    seen[target >>> 5] = 1 << (target & 31);
    next[target] = NOBODY;
    found[0] = target;
    let end = 1;
    for (let head = 0; head < end; head++) {
      const judge = found[head]!;
      const row = judge * words;
      for (let word = 0; word < words; word++) {
        let fresh = into[row + word]! & open[word]! & ~seen[word]!;
        if (fresh === 0) continue;
        seen[word]! |= fresh;
        while (fresh !== 0) {
          const other = (word << 5) + 31 - Math.clz32(fresh & -fresh);
          fresh &= fresh - 1;
          next[other] = judge;
          found[end++] = other;
        }
      }
    }
    return found.subarray(0, end);
  }

  /** The nearest judge with room that a chain from one of `starts` reaches; `next` is filled from there back. Else all reached. */
  forward(starts: Iterable<number>, hasRoom: (judge: number) => boolean, previous: Int32Array): { end: number; reached: number[] } {
    const seen = new Uint8Array(this.size);
    const reached: number[] = [];
    for (const start of starts) {
      seen[start] = 1;
      previous[start] = NOBODY;
      reached.push(start);
    }
    for (let head = 0; head < reached.length; head++) {
      const judge = reached[head]!;
      if (hasRoom(judge)) return { end: judge, reached };
      for (let other = 0; other < this.size; other++) {
        if (seen[other] || this.arcs[judge * this.size + other] === 0) continue;
        seen[other] = 1;
        previous[other] = judge;
        reached.push(other);
      }
    }
    return { end: NOBODY, reached };
  }

  /** Everybody whom chains from `start` reach and who was not in `reached` yet; they are put there. */
  reachable(start: number, reached: Uint8Array): number[] {
    reached[start] = 1;
    const found = [start];
    for (let head = 0; head < found.length; head++)
      for (let other = 0; other < this.size; other++)
        if (!reached[other] && this.arcs[found[head]! * this.size + other]! > 0) {
          reached[other] = 1;
          found.push(other);
        }
    return found;
  }

  private countArcs(): void {
    const { size, pool } = this;
    const classes = pool.classes.length;
    const perClass = new Int32Array(classes);
    this.holder.forEach((judge, theCase) => {
      if (judge !== NOBODY) this.add(theCase, judge);
    });
    for (let judge = 0; judge < size; judge++) {
      const present: number[] = [];
      for (const theCase of this.held[judge]!) {
        const number = pool.classOf[theCase]!;
        if (perClass[number]!++ === 0) present.push(number);
        for (let at = pool.excludedFrom[theCase]!; at < pool.excludedFrom[theCase + 1]!; at++) {
          const other = pool.excluded[at]!;
          if (this.inClass(number, other)) this.arcs[judge * size + other]!--;
        }
      }
      for (const number of present) {
        for (const other of pool.classes[number]!) this.arcs[judge * size + other]! += perClass[number]!;
        perClass[number] = 0;
      }
    }
    for (let p = 0; p < size; p++) for (let q = 0; q < size; q++) if (this.arcs[p * size + q]! > 0) this.into[q * this.words + (p >>> 5)]! |= 1 << (p & 31);
  }

  private move(theCase: number, from: number, to: number): void {
    const list = this.held[from]!;
    const last = list.pop()!;
    if (last !== theCase) {
      list[this.place[theCase]!] = last;
      this.place[last] = this.place[theCase]!;
    }
    this.count(theCase, from, -1);
    this.add(theCase, to);
    this.count(theCase, to, 1);
  }

  private add(theCase: number, judge: number): void {
    this.place[theCase] = this.held[judge]!.length;
    this.held[judge]!.push(theCase);
    this.holder[theCase] = judge;
  }

  private count(theCase: number, judge: number, change: 1 | -1): void {
    const { size, words, pool } = this;
    const [first, end] = [pool.excludedFrom[theCase]!, pool.excludedFrom[theCase + 1]!];
    for (const other of pool.classes[pool.classOf[theCase]!]!) {
      if (end > first && pool.excluded.subarray(first, end).includes(other)) continue;
      const now = (this.arcs[judge * size + other]! += change);
      if (now === 0) this.into[other * words + (judge >>> 5)]! &= ~(1 << (judge & 31));
      else if (now === 1) this.into[other * words + (judge >>> 5)]! |= 1 << (judge & 31);
    }
  }

  private transferable(from: number, to: number): number {
    const list = this.held[from]!;
    for (let at = list.length - 1; at >= 0; at--) if (mayTake(this.pool, list[at]!, to)) return list[at]!;
    throw new RangeError(`no case of judge ${from} may go to judge ${to}`);
  }

  private inClass(number: number, judge: number): boolean {
    return ((this.pool.classBits[number * this.words + (judge >>> 5)]! >>> (judge & 31)) & 1) === 1;
  }
}
