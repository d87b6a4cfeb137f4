import { pinyin } from 'pinyin-pro';
import type { Day } from '../kernel/day.js';
import { Court, Division, Person, PostHolding, type Post } from '../court/court.entities.js';
import type { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { Decimal } from '../kernel/exact.js';
import { CASE_NATURES, type CaseNature } from '../kernel/actor.js';
import { isPseudonym, type PersonReference } from './import-people.js';
import type { ImportRecord } from './import-rows.js';

/** Somebody the file names and the court does not know: in which posts and from when the file shows them. */
interface Newcomer {
  name: string;
  post: Post;
  /** Natures of the cases they are answerable for, with the first day; empty for somebody who only sat on panels. */
  natures: Map<CaseNature, Day>;
  divisionId: string | null;
  from: Day;
}

const POST_WORDS: Partial<Record<Post, string>> = { judge: '法官', clerk: '书记员', judgeAssistant: '法官助理' };

export function newcomersIn(records: readonly ImportRecord[]): Newcomer[] {
  const newcomers = new Map<string, Newcomer>();
  const meet = (person: PersonReference | null, post: Post, record: ImportRecord): Newcomer | null => {
    if (!person || person.id !== null) return null;
    const known = newcomers.get(person.name) ?? { name: person.name, post, natures: new Map(), divisionId: record.divisionId, from: record.intakeOn };
    if (record.intakeOn < known.from) known.from = record.intakeOn;
    if (post === 'judge') known.post = 'judge';
    newcomers.set(person.name, known);
    return known;
  };
  for (const record of records) {
    const judge = meet(record.responsibleJudge, 'judge', record);
    const nature = CASE_NATURES.find((one) => one === record.nature);
    if (judge && nature) judge.natures.set(nature, earlier(judge.natures.get(nature), record.intakeOn));
    meet(record.presidingJudge, 'judge', record);
    for (const member of record.panel) meet(member, 'judge', record);
    meet(record.clerk, 'clerk', record);
    meet(record.judgeAssistant, 'judgeAssistant', record);
  }
  // Not in the order of the file, which would tell who is who.
  return [...newcomers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Registers people with a post for each nature they judged, so that they have peer groups. Safe to run
 * again: whoever is there already is found, not doubled. Joins the transaction that is open.
 * @returns name in the file → id
 */
export async function registerPeople(database: Database, courtId: string, newcomers: readonly Newcomer[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  if (newcomers.length === 0) return ids;
  await database.rows(`SELECT id FROM court WHERE id = :courtId${database.forUpdate}`, { courtId });
  const people = database.repository(Person);
  const present = await people.findBy({ courtId });
  for (const { id, name, employeeNumber } of present) ids.set(employeeNumber && isPseudonym(employeeNumber) ? employeeNumber : name, id);
  let pseudonyms = present.filter(({ employeeNumber }) => employeeNumber && isPseudonym(employeeNumber)).length;
  const home = await homeDivision(database, courtId);
  for (const newcomer of newcomers) {
    if (ids.has(newcomer.name)) continue;
    const hidden = isPseudonym(newcomer.name);
    const name = hidden ? `${POST_WORDS[newcomer.post]} ${String(++pseudonyms).padStart(4, '0')}` : newcomer.name;
    const id = newId();
    await people.insert({ id, courtId, name, pinyin: pinyinOf(name), employeeNumber: hidden ? newcomer.name : null });
    await database.repository(PostHolding).insert(postsOf(newcomer, { personId: id, courtId, divisionId: newcomer.divisionId ?? home }));
    ids.set(newcomer.name, id);
  }
  return ids;
}

/** One main post; a judge of several natures holds the others beside it. */
function postsOf({ post, natures, from }: Newcomer, place: Pick<PostHolding, 'personId' | 'courtId' | 'divisionId'>): Partial<PostHolding>[] {
  const held = natures.size ? [...natures].sort(([a], [b]) => CASE_NATURES.indexOf(a) - CASE_NATURES.indexOf(b)) : [[null, from] as const];
  return held.map(([nature, day], index) => ({
    id: newId(),
    ...place,
    post,
    nature,
    kind: index === 0 ? ('main' as const) : ('concurrent' as const),
    dutyFactor: new Decimal(1),
    validFrom: day,
  }));
}

async function homeDivision(database: Database, courtId: string): Promise<string> {
  const divisions = database.repository(Division);
  const [first] = await divisions.find({ where: { courtId }, order: { position: 'ASC' } });
  if (first) return first.id;
  const court = await database.repository(Court).findOneByOrFail({ id: courtId });
  const id = newId();
  await divisions.insert({ id, courtId: court.id, kind: 'division', name: '审判庭', nameEn: 'Trial division', parentId: null, position: 1, validFrom: '1900-01-01', validUntil: null });
  return id;
}

function pinyinOf(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, '')).filter((part) => part !== '');
  return `${syllables.join('')} ${syllables.map((part) => (/^\d+$/.test(part) ? part : part[0])).join('')}`.slice(0, 120);
}

function earlier(known: Day | undefined, day: Day): Day {
  return known !== undefined && known < day ? known : day;
}
