/** Even numbers from a seed: the same seed gives the same numbers on every machine, for ever. */
export interface SeededNumbers {
  /** The next whole number from 0 to 2³² − 1. */
  next: () => number;
  /** A whole number from 0 to `below` − 1, each equally likely. */
  below: (below: number) => number;
}

const [SIZE, SHIFT] = [624, 397];

/**
 * Mersenne Twister MT19937, started from the characters of a seed text (UTF-16 code units) as its authors start it from an array.
 * For repeated sampling only: who must not be able to guess a draw uses SHA-256 (`rules/assignment/draw.ts`).
 *
 * @example seededFromWords([0x123, 0x234, 0x345, 0x456]).next() // 1067595299, the first number of the authors' own test output
 * Source: M. Matsumoto, T. Nishimura, Mersenne Twister, 1998; mt19937ar.c.
 */
export function seededNumbers(seed: string): SeededNumbers {
  return seededFromWords([...Array(seed.length).keys()].map((index) => seed.charCodeAt(index)));
}

export function seededFromWords(words: readonly number[]): SeededNumbers {
  const state = startedFrom(words.length ? words : [0]);
  let at = SIZE;
  const next = (): number => {
    if (at === SIZE) {
      turn(state);
      at = 0;
    }
    let y = state[at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  return {
    next,
    below: (below) => {
      // What would make the first numbers likelier than the last is drawn again.
      const even = 0x100000000 - (0x100000000 % below);
      let drawn = next();
      while (drawn >= even) drawn = next();
      return drawn % below;
    },
  };
}

function startedFrom(words: readonly number[]): Uint32Array {
  const state = new Uint32Array(SIZE);
  state[0] = 19650218;
  for (let i = 1; i < SIZE; i++) state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i;
  let i = 1;
  const step = (): void => {
    i++;
    if (i < SIZE) return;
    state[0] = state[SIZE - 1]!;
    i = 1;
  };
  for (let k = 0, j = 0; k < Math.max(SIZE, words.length); k++) {
    state[i] = (state[i]! ^ Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), 1664525)) + words[j]! + j;
    step();
    j = (j + 1) % words.length;
  }
  for (let k = 0; k < SIZE - 1; k++) {
    state[i] = (state[i]! ^ Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), 1566083941)) - i;
    step();
  }
  state[0] = 0x80000000;
  return state;
}

function turn(state: Uint32Array): void {
  for (let k = 0; k < SIZE; k++) {
    const y = (state[k]! & 0x80000000) | (state[(k + 1) % SIZE]! & 0x7fffffff);
    state[k] = state[(k + SHIFT) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
