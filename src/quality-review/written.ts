/** Whole hundredths as they are written: 1250 → `12.50`. */
export function written(hundredths: number | string): string {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
