/**
 * A small deterministic source of draws (mulberry32): the same name gives the same sequence on every
 * machine. Whole numbers only; chances are permille, so that no result hangs on a binary float.
 */
export class Draw {
  private state: number;

  constructor(name: string) {
    let hash = 0x811c9dc5;
    for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
    this.state = hash >>> 0;
    this.next();
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + (this.next() % (high - low + 1));
  }

  /** True in `permille` of a thousand draws. */
  chance(permille: number): boolean {
    return this.next() % 1000 < permille;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.next() % list.length]!;
  }

  /** One key of a table of shares, by its share. */
  among<K extends string>(shares: Readonly<Record<K, number>>): K {
    const entries = Object.entries(shares) as [K, number][];
    return entries[this.place(entries.map(([, share]) => share))]![0];
  }

  /** One row of a list, by its share. */
  byShare<T extends { share: number }>(rows: readonly T[]): T {
    return rows[this.place(rows.map(({ share }) => share))]!;
  }

  private place(shares: readonly number[]): number {
    let left = this.next() % shares.reduce((total, share) => total + share, 0);
    return shares.findIndex((share) => (left -= share) < 0);
  }

  /** Around `middle`, lower and upper tails of about half and double; a few far out. Never below 1. */
  around(middle: number): number {
    const spread = this.int(420, 1000) + this.int(0, 560) + (this.chance(90) ? this.int(300, 1500) : 0);
    return Math.max(1, Math.round((middle * spread) / 1000));
  }
}
