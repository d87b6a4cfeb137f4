import { hash } from 'node:crypto';

/** What is drawn for: units and judges where two are equally entitled, cases for their order. */
export type DrawKind = 'unit' | 'judge' | 'case';

/**
 * 抽签: the key by which ties and the order of cases are settled. The smaller key comes first. Anybody can work it out
 * again with any SHA-256 program, over UTF-8 text.
 *
 * @example drawKey('2026-11-15', 'case', '(2026)苏0102民初1号') // sha256 of "2026-11-15|case|(2026)苏0102民初1号", in hex
 * Source: ASSIGNMENT.md 1 and 2.
 */
export function drawKey(seed: string, kind: DrawKind, id: string): string {
  return hash('sha256', `${seed}|${kind}|${id}`, 'hex');
}

/**
 * The commitment to a seed: SHA-256 of `commit|<seed>`, published before the pool is known. When the seed is revealed,
 * anybody can see that it was not chosen to suit the cases. A seed must be long enough not to be guessed from it.
 */
export function commitmentOf(seed: string): string {
  return hash('sha256', `commit|${seed}`, 'hex');
}

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Below this a plain sort is quicker than laying out buckets. */
const FEW = 10_000;

/**
 * The positions of `ids` in ascending order of their keys. Equal keys, which SHA-256 does not produce, would fall back
 * on the ids, so that the order in which they were given never matters.
 */
export function drawOrder(seed: string, kind: DrawKind, ids: readonly string[]): Int32Array {
  const keys = ids.map((id) => drawKey(seed, kind, id));
  const before = (a: number, b: number): boolean => keys[a]! < keys[b]! || (keys[a] === keys[b] && ids[a]! < ids[b]!);
  if (ids.length < FEW) return Int32Array.from(ids.keys()).sort((a, b) => (before(a, b) ? -1 : 1));
  // Keys are spread evenly: sixteen bits put each near its place, and short insertions finish the order.
  const starts = new Int32Array(65_537);
  const high = Uint16Array.from(keys, (key) => parseInt(key.slice(0, 4), 16));
  for (const bucket of high) starts[bucket + 1]!++;
  for (let bucket = 0; bucket < 65_536; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const order = new Int32Array(ids.length);
  for (let index = 0; index < ids.length; index++) order[starts[high[index]!]!++] = index;
  for (let at = 1; at < order.length; at++) {
    const moved = order[at]!;
    let place = at;
    while (place > 0 && before(moved, order[place - 1]!)) order[place] = order[--place]!;
    order[place] = moved;
  }
  return order;
}
