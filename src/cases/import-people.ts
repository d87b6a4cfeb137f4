import { createHmac } from 'node:crypto';

export interface KnownPerson {
  id: string;
  name: string;
  employeeNumber: string | null;
}

/** A person named in the file; `id` is null for one the import will register. */
export interface PersonReference {
  id: string | null;
  name: string;
}

export type PersonLookup = { found: PersonReference } | { several: string[] } | { closest: string | null };

/** The people of a court by name or employee number, as the file writes them. */
export class PeopleOfTheCourt {
  private readonly byName = new Map<string, KnownPerson[]>();
  private readonly byNumber = new Map<string, KnownPerson>();

  constructor(
    people: readonly KnownPerson[],
    /** Names not found are taken as people to be registered. */
    private readonly register: boolean,
  ) {
    for (const person of people) {
      const name = plainName(person.name);
      this.byName.set(name, [...(this.byName.get(name) ?? []), person]);
      if (person.employeeNumber) this.byNumber.set(person.employeeNumber, person);
    }
  }

  find(text: string): PersonLookup {
    const name = plainName(text);
    const numbered = this.byNumber.get(name);
    if (numbered) return { found: numbered };
    const named = this.byName.get(name) ?? [];
    if (named.length === 1) return { found: named[0]! };
    if (named.length > 1) return { several: named.map(({ employeeNumber, id }) => employeeNumber ?? id) };
    if (this.register) return { found: { id: null, name } };
    return { closest: this.closestTo(name) };
  }

  private closestTo(name: string): string | null {
    let best: { name: string; distance: number } | null = null;
    for (const known of this.byName.keys()) {
      const distance = editDistance(name, known);
      if (distance < Math.max(2, Math.ceil(name.length / 2)) && (!best || distance < best.distance)) best = { name: known, distance };
    }
    return best?.name ?? null;
  }
}

/** Blanks inside a Chinese name are layout (`王 敏`); between Latin words they belong to it. */
export function plainName(text: string): string {
  const name = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  return /\p{Script=Han}/u.test(name) ? name.replace(/ /g, '') : name;
}

export function splitPeople(text: string): string[] {
  return text.split(/[、,，;；/\n]+/).map((name) => name.trim()).filter((name) => name !== '');
}

const PSEUDONYM_MARK = 'P-';

/**
 * What stands for a name when people are pseudonymised: the same name always gives the same text, and
 * nobody without the key can try names out against it.
 */
export function pseudonymOf(name: string, key: Buffer): string {
  return PSEUDONYM_MARK + createHmac('sha256', key).update(plainName(name)).digest('hex').slice(0, 24);
}

export function isPseudonym(name: string): boolean {
  return /^P-[0-9a-f]{24}$/.test(name);
}

function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let before = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const now = [i];
    for (let j = 1; j <= to.length; j++) now.push(Math.min(now[j - 1]! + 1, before[j]! + 1, before[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)));
    before = now;
  }
  return before[to.length]!;
}
