import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../../src/platform/database/data-source.js';
import { schema } from '../../src/schema.js';
import { inTop } from '../../src/setup/places.mjs';
import { freshDatabase, type Engine, type TestDatabase } from '../support/engine.js';
import { startServer } from '../support/server.js';

const ROWS = 5000;
const JUDGES = ['王敏', '何静', '赵强', '李伟', '𠮷川', '欧阳修远'];

function register(): string {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const day = String((index % 28) + 1).padStart(2, '0');
    return `（2026）苏0102民初${index + 1}号,买卖合同纠纷,2026-01-${day},2026-02-${day},${JUDGES[index % JUDGES.length]},${JUDGES[(index + 1) % JUDGES.length]}`;
  });
  return ['案号,案由,收案日期,结案日期,承办人,合议庭成员', ...rows].join('\n');
}

/** The built command line, importing into a database; killed as by a power cut once `killWhen` says so. */
async function importInto(database: TestDatabase, killWhen: (() => Promise<boolean>) | null): Promise<{ killed: boolean; printed: string }> {
  const file = join(database.folder, 'register.csv');
  writeFileSync(file, register());
  const child = spawn(process.execPath, [inTop('dist', 'src', 'cli', 'main.js'), 'import', 'cases', '--file', file, '--create-people', '--court', '苏0102', '--court-name', '示例法院', '--json'], {
    env: { ...process.env, DATABASE_URL: database.url, DATA_FOLDER: database.folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (printed += piece));
  let over = false;
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => ((over = true), resolve(signal))));
  while (killWhen && !over)
    if (await killWhen()) {
      child.kill('SIGKILL');
      break;
    }
  return { killed: (await ended) === 'SIGKILL', printed };
}

async function count(dataSource: DataSource, sql: string): Promise<number> {
  const [row] = (await dataSource.query(sql)) as { n: number | string }[];
  return Number(row!.n);
}

/** Everything the import left, without the ids, which are new each time. */
function left(dataSource: DataSource): Promise<unknown[]> {
  return dataSource.query(
    `SELECT c.case_number, c.intake_on, c.closed_on, j.name AS judge, m.name AS member, s.role FROM court_case c JOIN person j ON j.id = c.responsible_judge_id
     LEFT JOIN case_participant s ON s.case_id = c.id LEFT JOIN person m ON m.id = s.person_id ORDER BY c.case_number, m.name`,
  ) as Promise<unknown[]>;
}

describe.each<Engine>(['sqlite', 'mariadb'])('an import killed half-way on %s', (engine) => {
  let [interrupted, whole]: TestDatabase[] = [];
  let [atInterrupted, atWhole]: DataSource[] = [];

  beforeAll(async () => {
    [interrupted, whole] = [await freshDatabase(engine), await freshDatabase(engine)];
    [atInterrupted, atWhole] = [await openDatabase(interrupted.url, schema), await openDatabase(whole.url, schema)];
    for (const dataSource of [atInterrupted, atWhole]) await dataSource.runMigrations();
  });
  afterAll(async () => {
    for (const dataSource of [atInterrupted, atWhole]) await dataSource?.destroy();
    for (const database of [interrupted, whole]) await database?.drop();
  });

  it('ends, started again, as if it had run once', async () => {
    const { killed } = await importInto(interrupted!, async () => (await count(atInterrupted!, 'SELECT COUNT(*) AS n FROM case_import_chunk')) >= 3);
    expect(killed).toBe(true);
    const before = await count(atInterrupted!, 'SELECT COUNT(*) AS n FROM court_case');
    expect(before).toBeGreaterThanOrEqual(3000);
    expect(before).toBeLessThan(ROWS);
    expect(before % 1000).toBe(0);

    // A server on SQLite takes the job up when it boots; elsewhere another process may still be at it, and the file is sent again.
    if (engine === 'sqlite') {
      const server = await startServer({ DATABASE_URL: interrupted!.url, DATA_FOLDER: interrupted!.folder, EMPTY: '1', WEB_FOLDER: '' });
      const deadline = Date.now() + 30_000;
      while ((await count(atInterrupted!, "SELECT COUNT(*) AS n FROM case_import WHERE status = 'done'")) === 0 && Date.now() < deadline);
      expect(await server.stop()).not.toBe(1);
      expect(await count(atInterrupted!, 'SELECT written AS n FROM case_import')).toBe(ROWS);
    }
    const again = JSON.parse((await importInto(interrupted!, null)).printed) as { totals: object; written: number };
    expect(again.totals).toMatchObject({ rows: ROWS, faulty: 0, unchanged: engine === 'sqlite' ? ROWS : before });

    await importInto(whole!, null);
    expect(await left(atInterrupted!)).toEqual(await left(atWhole!));
    expect(await count(atInterrupted!, 'SELECT COUNT(*) AS n FROM person')).toBe(JUDGES.length);
  });
});
