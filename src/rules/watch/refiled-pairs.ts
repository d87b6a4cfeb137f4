import { addDays, daysBetween, type Day } from '../../kernel/day.js';

export interface ClosedCase {
  id: string;
  parties: string;
  cause: string;
  closedOn: Day;
}

export interface FiledCase {
  id: string;
  parties: string;
  cause: string;
  intakeOn: Day;
}

const MOST_ALIKE = 3;

export interface RefiledPair {
  closedId: string;
  filedId: string;
  days: number;
}

/**
 * 撤诉后重新立案: cases filed by the same parties for the same cause within so many days of the closing. Parties are compared as
 * the register writes them, spaces and punctuation apart; a closing and a filing each stand in one pair at most, the nearest first.
 * What stands on more than three cases of one cause (masked names, mostly) tells nobody from anybody and is left out.
 *
 * @example a case withdrawn on 2026-05-06 and one of the same parties and cause filed on 2026-05-20 are a pair of 14 days
 */
export function refiledPairs(closed: readonly ClosedCase[], filed: readonly FiledCase[], within: number): RefiledPair[] {
  const keys = new Map([...closed, ...filed].map((one) => [one, keyOf(one)]));
  const byKey = new Map<string, FiledCase[]>();
  const cases = new Map<string, Set<string>>();
  for (const one of filed) if (one.parties.trim()) listed(byKey, keys.get(one)!).push(one);
  for (const list of byKey.values()) list.sort((a, b) => (a.intakeOn < b.intakeOn ? -1 : a.intakeOn > b.intakeOn ? 1 : a.id < b.id ? -1 : 1));
  for (const [{ id }, key] of keys) cases.set(key, (cases.get(key) ?? new Set()).add(id));
  const taken = new Set<string>();
  const pairs: RefiledPair[] = [];
  for (const one of [...closed].sort((a, b) => (a.closedOn < b.closedOn ? -1 : a.closedOn > b.closedOn ? 1 : a.id < b.id ? -1 : 1))) {
    if (cases.get(keys.get(one)!)!.size > MOST_ALIKE) continue;
    const until = addDays(one.closedOn, within);
    const next = byKey.get(keys.get(one)!)?.find(({ id, intakeOn }) => id !== one.id && !taken.has(id) && intakeOn >= one.closedOn && intakeOn <= until);
    if (!next) continue;
    taken.add(next.id);
    pairs.push({ closedId: one.id, filedId: next.id, days: daysBetween(one.closedOn, next.intakeOn) });
  }
  return pairs;
}

function listed(lists: Map<string, FiledCase[]>, key: string): FiledCase[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function keyOf({ parties, cause }: { parties: string; cause: string }): string {
  return `${parties.replace(/[\s，,、；;。.：:（）()]/g, '')}|${cause}`;
}
