import type { CaseFigures, Manner } from './case-file.js';
import type { Arrival } from './docket.js';
import type { Draw } from './draw.js';

/** Usual sums by template, in yuan; everything else lies between 8 000 and 120 000. */
const USUAL: Record<string, [number, number]> = {
  bankLoan: [60_000, 480_000],
  creditCard: [9_000, 68_000],
  property: [6_000, 18_000],
  sale: [30_000, 420_000],
  inheritance: [420_000, 980_000],
  traffic: [46_000, 210_000],
  housing: [780_000, 1_460_000],
  construction: [320_000, 1_900_000],
  fraud: [52_000, 260_000],
  aidCybercrime: [210_000, 940_000],
  theft: [9_000, 30_000],
};

export function figuresOf({ cause, nature, procedure }: Arrival, manner: Manner, draw: Draw): CaseFigures {
  const [low, high] = USUAL[cause.text] ?? (cause.weightAs === '小额金钱' ? [3_000, 48_000] : [8_000, 120_000]);
  const sum = draw.int(Math.floor(low / 100), Math.floor(high / 100)) * 100;
  const sum2 = Math.max(600, Math.round((sum * draw.int(60, 240)) / 100_000) * 100);
  const fee = Math.max(50, Math.round((sum * 21) / 1000));
  const hasClaim = nature === 'enforcement' && (procedure.type === '执' || procedure.type === '执恢');
  const realisedPermille = { enforced: 1000, terminatedForNow: draw.int(0, 260), settled: draw.int(180, 620), terminated: draw.int(0, 150) } as Partial<Record<Manner, number>>;
  return {
    sum,
    sum2,
    fee,
    claimed: hasClaim ? sum : null,
    realised: hasClaim ? Math.round((sum * (realisedPermille[manner] ?? 0)) / 1000) : null,
  };
}
