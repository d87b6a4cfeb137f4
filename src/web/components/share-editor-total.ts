/** `12.5` → 1250; `null` when it is not a figure with at most two places. Points and shares are never binary floats. */
export function hundredths(text: string): number | null {
  const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

/** 1250 → `12.50`; with a true minus sign below zero. */
export function asText(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? '−' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

/** 8000 → `80`, 3333 → `33.33`: shares are written as short as they can be. */
export function asShare(value: number): string {
  return asText(value).replace(/\.00$/, '');
}

export interface ShareTotal {
  /** Hundredths of a per cent; unreadable entries count as zero. */
  total: number;
  /** What is lacking to 100 per cent; negative when there is too much. */
  lacking: number;
  unreadable: boolean;
}

export function totalShares(shares: readonly { share: string }[]): ShareTotal {
  const read = shares.map(({ share }) => hundredths(share));
  const total = read.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return { total, lacking: 10000 - total, unreadable: read.includes(null) };
}
