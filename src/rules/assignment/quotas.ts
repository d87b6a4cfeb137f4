import { Decimal } from '../../kernel/exact.js';
import { drawKey, type DrawKind } from './draw.js';
import type { AssignmentRule, Quotas, QuotaReceiver } from './plan.js';

export interface QuotaQuestion {
  rule: AssignmentRule;
  seed: string;
  /** Stage 1 shares among units, stage 2 among the judges of one unit. */
  stage: Exclude<DrawKind, 'case'>;
  receivers: readonly QuotaReceiver[];
  /** What is to be shared: cases, or the sum of their weights. */
  amount: number;
  /** The smallest part that can be handed out: 1 case; in weights the greatest common divisor of the weights. */
  grain?: number;
}

interface Receiver {
  id: string;
  load: bigint;
  capacity: bigint;
  level: bigint;
  even: bigint;
  key: string;
}

const SCALE = 10_000;

/**
 * 配额: how many cases each receiver is due, from loads alone.
 *
 * `level-then-even` — Phase 1: while cases remain and somebody's relative load (backlog ÷ capacity) is below the average
 * A = Σ backlog ÷ Σ capacity, the next goes to the lowest. Phase 2: the remainder in proportion to capacity, by largest
 * remainder; equal remainders to the lower relative load after phase 1. `water-level` — every case to the lowest.
 * Ties: the smaller SHA-256 of `seed|unit|<id>` or `seed|judge|<id>`. All arithmetic is in whole numbers, to any size.
 *
 * @example backlogs 10 15 20 25 30, 75 new → 22 17 12 12 12, of which 10 5 0 0 0 bring up to the base of 20
 * Source: 存案补平 (A4), ASSIGNMENT.md 1.
 */
export function quotas({ rule, seed, stage, receivers, amount, grain = 1 }: QuotaQuestion): Quotas {
  const part = scaled(grain);
  const group = receivers.map(({ id, backlog, capacity }) => ({ id, load: scaled(backlog), capacity: scaled(capacity), level: 0n, even: 0n, key: drawKey(seed, stage, id) }));
  const able = group.filter(({ capacity }) => capacity > 0n);
  const [backlog, capacity] = [total(able, 'load'), total(able, 'capacity')];
  const parts = scaled(amount) / part;
  if (able.length > 0) share(rule, able, parts, part, backlog, capacity);
  return {
    base: capacity === 0n ? null : new Decimal(backlog.toString()).div(capacity.toString()).toNumber(),
    baseExact: capacity === 0n ? null : fraction(backlog, capacity),
    shares: group.map(({ id, level, even }) => ({ id, quota: amountOf((level + even) * part), level: amountOf(level * part), even: amountOf(even * part) })),
  };
}

function share(rule: AssignmentRule, group: Receiver[], parts: bigint, part: bigint, backlog: bigint, capacity: bigint): void {
  if (rule === 'water-level') return lowestFirst(group, parts, part);
  const needed = group.map((one) => ceilDivide(backlog * one.capacity - one.load * capacity, part * capacity));
  const toLevel = needed.reduce((sum, one) => sum + one, 0n);
  // Where the cases do not reach the base, the lowest-first order never lifts anybody above it.
  if (toLevel >= parts) return lowestFirst(group, parts, part);
  group.forEach((one, index) => (one.level = needed[index]!));
  shareEvenly(group, parts - toLevel, part, capacity);
}

/** Phase 2: in proportion to capacity, by largest remainder. */
function shareEvenly(group: Receiver[], parts: bigint, part: bigint, capacity: bigint): void {
  for (const one of group) one.even = (parts * one.capacity) / capacity;
  const left = Number(parts - total(group, 'even'));
  const remainder = (one: Receiver): bigint => (parts * one.capacity) % capacity;
  const entitled = [...group].sort((a, b) => sign(remainder(b) - remainder(a)) || compareLoads(a, a.level, b, b.level, part) || compareKeys(a, b));
  for (const one of entitled.slice(0, left)) one.even += 1n;
}

/** Each part to the lowest relative load. All but the last few are handed out at once, up to a level that surely holds them. */
function lowestFirst(group: Receiver[], parts: bigint, part: bigint): void {
  let left = parts;
  const certain = parts - BigInt(group.length);
  if (certain > 0n) {
    const [numerator, denominator] = waterLevel(group, certain * part);
    for (const one of group) {
      one.level = ceilDivide(numerator * one.capacity - one.load * denominator, denominator * part);
      left -= one.level;
    }
  }
  for (; left > 0n; left--) {
    let lowest = group[0]!;
    for (const one of group) if ((compareLoads(one, one.level, lowest, lowest.level, part) || compareKeys(one, lowest)) < 0) lowest = one;
    lowest.level += 1n;
  }
}

/** The relative load, as a fraction, at which everybody stands after `amount` was poured in. */
function waterLevel(group: readonly Receiver[], amount: bigint): [bigint, bigint] {
  const rising = [...group].sort((a, b) => compareLoads(a, 0n, b, 0n, 0n));
  let [load, capacity] = [amount, 0n];
  for (const one of rising) {
    if (capacity > 0n && load * one.capacity <= one.load * capacity) break;
    load += one.load;
    capacity += one.capacity;
  }
  return [load, capacity];
}

function compareLoads(a: Receiver, givenA: bigint, b: Receiver, givenB: bigint, part: bigint): number {
  return sign((a.load + givenA * part) * b.capacity - (b.load + givenB * part) * a.capacity);
}

function compareKeys(a: Receiver, b: Receiver): number {
  if (a.key === b.key) return a.id < b.id ? -1 : a.id === b.id ? 0 : 1;
  return a.key < b.key ? -1 : 1;
}

function total(group: readonly Receiver[], what: 'load' | 'capacity' | 'even'): bigint {
  return group.reduce((sum, one) => sum + one[what], 0n);
}

/** Rounded up, and never below zero. */
function ceilDivide(numerator: bigint, denominator: bigint): bigint {
  return numerator <= 0n ? 0n : (numerator + denominator - 1n) / denominator;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function scaled(value: number): bigint {
  return BigInt(new Decimal(value).times(SCALE).toFixed(0));
}

function amountOf(value: bigint): number {
  return new Decimal(value.toString()).div(SCALE).toNumber();
}

/** A fraction in lowest terms: `20`, `62/3`. */
export function fraction(numerator: bigint, denominator: bigint): string {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  const divisor = a === 0n ? 1n : a;
  return denominator === divisor ? String(numerator / divisor) : `${numerator / divisor}/${denominator / divisor}`;
}
