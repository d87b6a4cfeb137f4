/** The states a tag can say, and the look each has. */
export const STATUS_LOOKS = {
  draft: 'plain',
  open: 'soft',
  mine: 'soft',
  overdue: 'serious',
  contestable: 'soft',
  contested: 'contested',
  corrected: 'contested',
  provisional: 'contested',
  settled: 'frozen',
  frozen: 'frozen',
  published: 'done',
} as const;

export type Status = keyof typeof STATUS_LOOKS;

/** @throws for a code nobody has words for: better in a test than as a blank on a page. */
export function lookOf(status: string): string {
  const look = STATUS_LOOKS[status as Status];
  if (!look) throw new Error(`StatusTag knows no status “${status}”`);
  return look;
}
