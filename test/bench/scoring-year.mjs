// Scoring a whole court's year on MariaDB, as a ratio to “fetch the rows through mysql2 and loop” in the same run.
//   node test/bench/scoring-year.mjs [cases] [findings] [judges]        needs a built server (npm run build:server)
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { inTop } from '../../src/setup/places.mjs';
import { startMariadb } from '../support/mariadb.mjs';
import { fillYear } from './court-year.mjs';

const [CASES = 1_000_000, FINDINGS = 300_000, JUDGES = 1000] = process.argv.slice(2).map(Number);
const load = (path) => import(inTop('dist', 'src', path));
const [{ createApp }, { readSettings }, { Database }, { Court }, { PeerGroupsService }, { SchemesService }, { parsePeriod }, { FindingCorrections }, { machineActor }, { linesOf }] = await Promise.all(
  ['bootstrap.js', 'platform/settings.js', 'platform/database/database.js', 'court/court.entities.js', 'peer-comparison/peer-groups.service.js', 'evaluation/schemes.service.js', 'kernel/evaluation-period.js', 'quality-review/finding-corrections.js', 'platform/identity/machine-actor.js', 'rules/scheme/score-sheet.js'].map(load),
);

const print = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const milliseconds = async (work) => {
  const began = performance.now();
  const result = await work();
  return { took: Math.round(performance.now() - began), result };
};
const best = async (times, work) => {
  let fastest;
  for (let i = 0; i < times; i++) {
    const one = await milliseconds(work);
    if (!fastest || one.took < fastest.took) fastest = one;
  }
  return fastest;
};

/** The floor: every case and every finding once through mysql2, added up per judge in plain numbers. */
async function fetchAndLoop(connection) {
  const points = new Map();
  const add = ([judge, value]) => points.set(judge, (points.get(judge) ?? 0) + value);
  const [cases] = await connection.query({ sql: `SELECT responsible_judge_id, weight FROM court_case WHERE closed_on >= '2025-01-01' AND closed_on < '2026-01-01'`, rowsAsArray: true });
  cases.forEach(add);
  const [findings] = await connection.query({ sql: `SELECT s.person_id, s.points FROM finding f JOIN finding_share s ON s.finding_id = f.id WHERE f.recorded_on >= '2025-01-01' AND f.recorded_on < '2026-01-01'`, rowsAsArray: true });
  findings.forEach(add);
  return points;
}

const mariadb = await startMariadb({ memory: '3G' });
const folder = mkdtempSync(join(tmpdir(), 'bench-year-'));
try {
  const plain = await createConnection(mariadb.url);
  await plain.query('CREATE DATABASE bench_year CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
  const app = await createApp(readSettings({ DATABASE_URL: `${mariadb.url}/bench_year`, DATA_FOLDER: folder, EMPTY: '1', WEB_FOLDER: '' }, inTop()));
  await app.init();
  const courtId = 'bench';
  await app.get(Database).repository(Court).insert({ id: courtId, code: '苏0102', name: '示例', nameEn: 'Example', level: 'basic', parentId: null, example: true });
  await app.get(SchemesService, { strict: false }).installShippedSchemes(courtId, ['judge-civil']);
  await plain.query('USE bench_year');
  print({ filled: (await milliseconds(() => fillYear(plain, { courtId, judges: JUDGES, cases: CASES, findings: FINDINGS }))).took, cases: CASES, findings: FINDINGS, judges: JUDGES });

  if (process.env.TRACE) {
    const database = app.get(Database);
    const rows = database.rows.bind(database);
    database.rows = async (sql, parameters) => {
      const { took, result } = await milliseconds(() => rows(sql, parameters));
      if (took > 50) process.stdout.write(`${took} ms, ${result.length} rows: ${sql.replace(/\s+/g, ' ').slice(0, 140)}\n`);
      return result;
    };
  }
  const groups = app.get(PeerGroupsService, { strict: false });
  const scored = async (period) => groups.evaluate(courtId, await groups.group(courtId, 'judge:civil', period), period);
  const year = parsePeriod('2025');
  // A month first: it compiles the code and warms the server, and is another result than the year's.
  await scored(parsePeriod('2025-06'));
  const floor = await best(3, () => fetchAndLoop(plain));
  const whole = await milliseconds(() => scored(year));
  const { sheets, standings } = whole.result.result;
  const lines = sheets.reduce((total, sheet) => total + linesOf(sheet).length, 0);
  print({ fetchAndLoop: floor.took, scoring: whole.took, ratio: Number((whole.took / floor.took).toFixed(2)), sheets: sheets.length, ranked: standings.length, lines, rssMB: Math.round(process.resourceUsage().maxRSS / 1024) });

  const corrections = app.get(FindingCorrections, { strict: false });
  const again = [];
  for (let i = 1; i <= 5; i++) {
    const actor = machineActor(courtId);
    await app.get(Database).transaction(() => corrections.correct(actor, `finding-${String(i * 40 - 1).padStart(9, '0')}`, { points: null, shares: null, reason: 'bench' }));
    again.push((await milliseconds(() => scored(year))).took);
  }
  print({ oneFindingWithdrawn_rescoredAndRanked: again });
  await app.close();
  await plain.end();
} finally {
  await mariadb.stop();
  rmSync(folder, { recursive: true, force: true });
}
