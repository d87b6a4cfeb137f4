import { createHash } from 'node:crypto';
import type { Day } from '../kernel/day.js';

/**
 * The id of a demonstration record: version 7 in form, so that rows sort by their day and enter at the
 * end of the index, with a digest of the name where other ids have chance. The same record has the same
 * id on every machine.
 */
export function recordId(day: Day, ...name: (string | number)[]): string {
  const time = Date.parse(`${day}T00:00:00Z`).toString(16).padStart(12, '0');
  const digest = createHash('sha256').update(name.join('|')).digest('hex');
  const variant = ((parseInt(digest[3]!, 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
