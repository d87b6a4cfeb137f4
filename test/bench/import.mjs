// Rows a second of the importer, against mysql2's multi-row inserts of 1 000 in the same run on the same MariaDB.
//   node test/bench/import.mjs [rows]        needs a built server (npm run build:server)
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { inTop } from '../../src/setup/places.mjs';
import { startMariadb } from '../support/mariadb.mjs';

const ROWS = Number(process.argv[2] ?? 50_000);
const load = (path) => import(inTop('dist', 'src', path));
const [{ createApp }, { readSettings }, { CaseImportService }, { commandLineActor }, { Database }, { Court }] = await Promise.all(
  ['bootstrap.js', 'platform/settings.js', 'cases/case-import.service.js', 'platform/permissions/command-line-actor.js', 'platform/database/database.js', 'court/court.entities.js'].map(load),
);

const judges = Array.from({ length: 60 }, (_, index) => `法官${String.fromCodePoint(0x4e00 + index)}`);
const day = (index) => String((index % 28) + 1).padStart(2, '0');
const lines = Array.from({ length: ROWS }, (_, index) => `（2026）苏0102民初${index + 1}号,买卖合同纠纷,2026-01-${day(index)},2026-02-${day(index)},${judges[index % 60]},${judges[(index + 1) % 60]}`);
const content = Buffer.from(['案号,案由,收案日期,结案日期,承办人,合议庭成员', ...lines].join('\n'));
const seconds = async (work) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const mariadb = await startMariadb({ durable: true });
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
try {
  const plain = await createConnection(mariadb.url);
  await plain.query('CREATE DATABASE bench_import CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
  const app = await createApp(readSettings({ DATABASE_URL: `${mariadb.url}/bench_import`, DATA_FOLDER: folder, EMPTY: '1', WEB_FOLDER: '' }, inTop()));
  await app.init();
  const courtId = 'bench';
  await app.get(Database).repository(Court).insert({ id: courtId, code: '苏0102', name: '示例', nameEn: 'Example', level: 'basic', parentId: null, example: true });
  const actor = commandLineActor(courtId);
  const imports = app.get(CaseImportService, { strict: false });
  let id;
  const check = await seconds(async () => {
    ({ id } = await imports.upload(actor, { fileName: 'bench.csv', content, mapping: 'zh-register', pseudonymise: false, createPeople: true }));
    await imports.jobOf(actor, id);
  });
  const write = await seconds(async () => {
    await imports.commit(actor, id, false);
    await imports.jobOf(actor, id);
  });
  const { written } = await imports.view(actor, id);

  // The same rows into the same table without anything around them: no reading, no checks, no ledger, no trail, no panel.
  await plain.query('USE bench_import');
  const [stored] = await plain.query({ sql: 'SELECT * FROM court_case', rowsAsArray: true });
  await plain.query('CREATE TABLE plain_case LIKE court_case');
  const bare = await seconds(async () => {
    for (let from = 0; from < stored.length; from += 1000) await plain.query('INSERT INTO plain_case VALUES ?', [stored.slice(from, from + 1000)]);
  });
  const perSecond = (took) => Math.round(ROWS / took);
  process.stdout.write(
    `${JSON.stringify({ rows: ROWS, written, dryRun: perSecond(check), importWrite: perSecond(write), endToEnd: perSecond(check + write), mysql2Inserts: perSecond(bare), writeShare: Number((bare / write).toFixed(2)) })}\n`,
  );
  await app.close();
  await plain.end();
} finally {
  await mariadb.stop();
  rmSync(folder, { recursive: true, force: true });
}
