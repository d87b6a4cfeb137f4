import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaseImportService } from '../../src/cases/case-import.service.js';
import { Court } from '../../src/court/court.entities.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { commandLineActor } from '../../src/platform/permissions/command-line-actor.js';
import { RankingsService } from '../../src/ranking/rankings.service.js';
import { top } from '../../src/setup/places.mjs';
import { startApp, type AppUnderTest } from '../support/app.js';

const FILE = join(top, '..', 'shared', 'data', 'high-court-of-australia', 'special_leave.csv');
const NATURES: Record<string, string> = { Civil: 'civil', Criminal: 'criminal', Immigration: 'administrative' };

/** Plain reading of this one file by a pattern: quoted or bare fields. Shares nothing with the importer. */
function rowsOf(text: string): Record<string, string>[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
  const cells = lines.map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => (match[1] ?? match[2] ?? '').replaceAll('""', '"')));
  const [head, ...data] = cells;
  return data.map((row) => Object.fromEntries(head!.map((title, index) => [title, row[index] ?? ''])));
}

describe('ranking the real file: each nature and year', () => {
  let app: AppUnderTest;
  let database: Database;
  const court = { id: newId(), code: 'HCA', name: '澳大利亚高等法院', nameEn: 'High Court of Australia', level: 'high' as const, parentId: null, example: true };
  if (!existsSync(FILE)) throw new Error(`This test reads ${FILE}; the file is not there.`);
  const content = readFileSync(FILE);
  const rows = rowsOf(content.toString('utf8'));

  beforeAll(async () => {
    app = await startApp();
    database = app.app.get(Database, { strict: false });
    await database.repository(Court).insert(court);
    const imports = app.app.get(CaseImportService, { strict: false });
    const actor = commandLineActor(court.id);
    const { id } = await imports.upload(actor, { fileName: 'special_leave.csv', content, mapping: 'high-court-of-australia-special-leave', pseudonymise: true, createPeople: true });
    await imports.jobOf(actor, id);
    await imports.commit(actor, id, false);
    await imports.jobOf(actor, id);
    await app.app.get(SchemesService, { strict: false }).installShippedSchemes(court.id, ['closed-cases']);
  });
  afterAll(() => app.close());

  it('gives every justice the total and rank that counting the file gives', async () => {
    const entered = await database.rows<{ row: number | string; person: string }>(
      'SELECT import_row AS "row", responsible_judge_id AS "person" FROM court_case WHERE court_id = :court',
      { court: court.id },
    );
    const personOf = new Map<string, string>();
    const counts = new Map<string, Map<string, number>>();
    for (const { row, person } of entered) {
      const { justiceSpecialLeave1, caseType, specialLeaveDate } = rows[Number(row) - 2]!;
      expect(personOf.get(justiceSpecialLeave1!) ?? person).toBe(person);
      personOf.set(justiceSpecialLeave1!, person);
      const key = `${NATURES[caseType!]} ${specialLeaveDate!.slice(0, 4)}`;
      const group = counts.get(key) ?? new Map<string, number>();
      counts.set(key, group.set(person, (group.get(person) ?? 0) + 1));
    }
    expect(new Set(personOf.values()).size).toBe(personOf.size);
    expect(counts.size).toBeGreaterThan(40);

    const rankings = app.app.get(RankingsService, { strict: false });
    for (const [key, group] of counts) {
      const [nature, year] = key.split(' ') as [string, string];
      const { standings } = await rankings.whole(court.id, `judge:${nature}`, year);
      const expected = [...group].map(([person, count]) => [person, `${count}.00`, 1 + [...group.values()].filter((other) => other > count).length]);
      // Who holds a post of that nature but closed nothing that year stands last, with nothing.
      for (const idle of standings.filter(({ personId }) => !group.has(personId))) expect([key, idle.total, idle.rank]).toEqual([key, '0.00', group.size + 1]);
      const closers = standings.filter(({ personId }) => group.has(personId));
      const byPerson = (a: (string | number | null)[], b: (string | number | null)[]): number => (a[0]! < b[0]! ? -1 : 1);
      expect([key, closers.map(({ personId, total, rank }) => [personId, total, rank]).sort(byPerson)]).toEqual([key, expected.sort(byPerson)]);
    }
  });
});
