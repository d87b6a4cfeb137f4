import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Court } from '../../src/court/court.entities.js';
import { Database } from '../../src/platform/database/database.js';
import { commandLineActor } from '../../src/platform/permissions/command-line-actor.js';
import { CaseImportService } from '../../src/cases/case-import.service.js';
import type { ImportView } from '../../src/cases/dto/case-import.dto.js';
import { newId } from '../../src/platform/ids.js';
import { top } from '../../src/setup/places.mjs';
import { startApp, type AppUnderTest } from '../support/app.js';

const FILE = join(top, '..', 'shared', 'data', 'high-court-of-australia', 'special_leave.csv');

/** A plain reader of this one file: quoted fields, no line breaks inside them. Shares nothing with the importer. */
function plainRows(text: string): Record<string, string>[] {
  const [head, ...lines] = text.replace(/\r/g, '').split('\n').filter((line) => line !== '').map(fields);
  return lines.map((line) => Object.fromEntries(head!.map((title, index) => [title, line[index]!])));
}

function fields(line: string): string[] {
  const found: string[] = [];
  let [field, quoted] = ['', false];
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!;
    if (sign === '"' && quoted && line[at + 1] === '"') field += line[at++];
    else if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) {
      found.push(field);
      field = '';
    } else field += sign;
  }
  return [...found, field];
}

/** Why a row cannot enter, worked out from the file alone. */
function reasonsByRow(rows: Record<string, string>[]): Map<number, string[]> {
  const times = new Map<string, number>();
  for (const { caseNumber } of rows) times.set(caseNumber!, (times.get(caseNumber!) ?? 0) + 1);
  const noNumber = ['', 'No Record'];
  return new Map(
    rows.map((row, index) => {
      const reasons: string[] = [];
      if (noNumber.includes(row.caseNumber!)) reasons.push('number.missing');
      else if (times.get(row.caseNumber!)! > 1) reasons.push('number.repeated');
      if (!['Civil', 'Criminal', 'Immigration'].includes(row.caseType!)) reasons.push('value.missing');
      if (row.dateLcDecision === '') reasons.push('date.missing');
      if (row.specialLeaveDate === '') reasons.push('date.missing');
      if (row.dateLcDecision!.slice(0, 4) > '2026') reasons.push('date.future');
      if (row.justiceSpecialLeave1 === '') reasons.push('judge.missing');
      if (row.dateLcDecision !== '' && row.specialLeaveDate !== '' && row.specialLeaveDate! < row.dateLcDecision!) reasons.push('date.order');
      return [index + 2, reasons.sort()] as [number, string[]];
    }),
  );
}

describe('the special-leave applications of the High Court of Australia', () => {
  let app: AppUnderTest;
  let imports: CaseImportService;
  let database: Database;
  const court = { id: newId(), code: 'HCA', name: '澳大利亚高等法院', nameEn: 'High Court of Australia', level: 'high' as const, parentId: null, example: true };
  const actor = commandLineActor(court.id);
  if (!existsSync(FILE)) throw new Error(`This test reads ${FILE}; the file is not there.`);
  const content = readFileSync(FILE);
  const rows = plainRows(content.toString('utf8'));
  const reasons = reasonsByRow(rows);
  const accepted = [...reasons.values()].filter((one) => one.length === 0).length;

  async function bringIn(): Promise<{ checked: ImportView; done: ImportView }> {
    const { id } = await imports.upload(actor, { fileName: 'special_leave.csv', content, mapping: 'high-court-of-australia-special-leave', pseudonymise: true, createPeople: true });
    await imports.jobOf(actor, id);
    const checked = await imports.view(actor, id);
    await imports.commit(actor, id, false);
    await imports.jobOf(actor, id);
    return { checked, done: await imports.view(actor, id) };
  }

  async function allFaults(id: string): Promise<Map<number, string[]>> {
    const byRow = new Map<number, string[]>();
    for (let page = 1; ; page++) {
      const { items } = await imports.faults(actor, id, { page, pageSize: 100 });
      for (const { row, code, what, fix } of items) {
        expect(what).not.toBe('');
        expect(fix).not.toBe('');
        byRow.set(row, [...(byRow.get(row) ?? []), code].sort());
      }
      if (items.length < 100) return byRow;
    }
  }

  beforeAll(async () => {
    app = await startApp();
    imports = app.app.get(CaseImportService, { strict: false });
    database = app.app.get(Database, { strict: false });
    await database.repository(Court).insert(court);
  });
  afterAll(() => app.close());

  it('enters the rows without fault, lists every other with each of its reasons, and a second time changes nothing', async () => {
    const { checked, done } = await bringIn();
    expect(rows).toHaveLength(8412);
    expect(checked.totals).toMatchObject({ rows: 8412, ready: accepted, faulty: 8412 - accepted, unchanged: 0 });
    expect(done).toMatchObject({ status: 'done', written: accepted, error: null });

    const expected = new Map([...reasons].filter(([, one]) => one.length > 0));
    expect(await allFaults(done.id)).toEqual(expected);

    const [{ cases }] = (await database.rows<{ cases: number | string }>('SELECT COUNT(*) AS cases FROM court_case WHERE court_id = :id', { id: court.id })) as [{ cases: number | string }];
    expect(Number(cases)).toBe(accepted);

    const again = await bringIn();
    expect(again.checked.totals).toMatchObject({ ready: 0, faulty: 8412 - accepted, unchanged: accepted });
    expect(again.done.written).toBe(0);
    const [{ after }] = (await database.rows<{ after: number | string }>('SELECT COUNT(*) AS after FROM court_case WHERE court_id = :id', { id: court.id })) as [{ after: number | string }];
    expect(Number(after)).toBe(accepted);
  });

  it('keeps each case as the file has it', async () => {
    const stored = await database.rows<{ import_row: number; case_number: string; nature: string; intake_on: string; closed_on: string }>(
      'SELECT import_row, case_number, nature, intake_on, closed_on FROM court_case WHERE court_id = :id',
      { id: court.id },
    );
    const natures: Record<string, string> = { Civil: 'civil', Criminal: 'criminal', Immigration: 'administrative' };
    const differing = stored.filter(({ import_row, case_number, nature, intake_on, closed_on }) => {
      const row = rows[import_row - 2]!;
      return row.caseNumber!.trim() !== case_number || natures[row.caseType!] !== nature || row.dateLcDecision !== intake_on || row.specialLeaveDate !== closed_on;
    });
    expect(stored).toHaveLength(accepted);
    expect(differing).toEqual([]);
  });

  it('counts closings of each justice, nature and year as the file does, one pseudonym for each justice', async () => {
    const stored = await database.rows<{ justice: string; nature: string; year: string; closings: number | string }>(
      `SELECT responsible_judge_id AS justice, nature, SUBSTR(closed_on, 1, 4) AS year, COUNT(*) AS closings FROM court_case
       WHERE court_id = :id GROUP BY responsible_judge_id, nature, SUBSTR(closed_on, 1, 4)`,
      { id: court.id },
    );
    const counted = new Map<string, number>();
    rows.forEach((row, index) => {
      if (reasons.get(index + 2)!.length) return;
      const key = `${row.justiceSpecialLeave1} ${row.caseType} ${row.specialLeaveDate!.slice(0, 4)}`;
      counted.set(key, (counted.get(key) ?? 0) + 1);
    });
    expect(stored.map(({ closings }) => Number(closings)).sort((a, b) => a - b)).toEqual([...counted.values()].sort((a, b) => a - b));
    expect(new Set(stored.map(({ justice }) => justice)).size).toBe(new Set([...counted.keys()].map((key) => key.split(' ')[0])).size);
  });

  it('stores no justice’s real name anywhere', async () => {
    const names = [...new Set(rows.flatMap((row) => [row.justiceSpecialLeave1!, row.justiceSpecialLeave2!, row.justiceSpecialLeave3!]))].filter((name) => name !== '');
    expect(names.length).toBeGreaterThan(10);
    const found: string[] = [];
    for (const { tableName, columns } of database.dataSource.entityMetadatas)
      for (const row of await database.rows<Record<string, unknown>>(`SELECT * FROM ${tableName}`)) {
        const text = columns.map(({ databaseName }) => asText(row[databaseName])).join('\n');
        // "French" and "Bell" may be words of an issue; a whole cell or a word between separators would be a name.
        for (const name of names) if (new RegExp(`(^|[\\n",、:])${name}($|[\\n",、])`).test(text)) found.push(`${tableName}: ${name}`);
      }
    expect(found).toEqual([]);
  });
});

function asText(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('utf8') : String(value ?? '');
}
