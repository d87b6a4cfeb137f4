// Scoring a whole court's year on MariaDB, as a ratio to “fetch the rows through mysql2 and loop” in the same run.
//   node test/bench/scoring-year.mjs [cases] [findings] [judges] [forms]        needs a built server (npm run build:server); `forms`: all reviews scored on forms
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { inTop } from '../../src/setup/places.mjs';
import { startMariadb } from '../support/mariadb.mjs';
import { fillYear } from './court-year.mjs';

const [CASES = 1_000_000, FINDINGS = 300_000, JUDGES = 1000] = process.argv.slice(2, 5).map(Number);
const ON_FORMS = process.argv[5] === 'forms';
const load = (path) => import(inTop('dist', 'src', path));
const [{ createApp }, { readSettings }, { Database }, { Court }, { PeerGroupsService }, { SchemesService }, { parsePeriod }, { FindingCorrections }, { machineActor }, { linesOf }, { CatalogueInstaller }, { ReviewForm }] = await Promise.all(
  ['bootstrap.js', 'platform/settings.js', 'platform/database/database.js', 'court/court.entities.js', 'peer-comparison/peer-groups.service.js', 'evaluation/schemes.service.js', 'kernel/evaluation-period.js', 'quality-review/finding-corrections.js', 'platform/identity/machine-actor.js', 'rules/scheme/score-sheet.js', 'quality-review/install-catalogue.js', 'quality-review/forms/form.entities.js'].map(load),
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

const IN_YEAR = (column) => `${column} >= '2025-01-01' AND ${column} < '2026-01-01'`;
const FINDINGS_OF_PERSONS = `FROM finding f JOIN finding_share s ON s.finding_id = f.id WHERE ${IN_YEAR('f.recorded_on')}`;

/** The barest floor: one value of every case and finding once through mysql2, added up per judge in plain numbers. Nothing could be explained from it. */
const ONE_VALUE = [`SELECT responsible_judge_id, weight FROM court_case WHERE ${IN_YEAR('closed_on')}`, `SELECT s.person_id, s.points ${FINDINGS_OF_PERSONS}`];
/** The same records with what the sheets need of them: each indicator of a judge's scheme, and the words of its lines. */
const ALL_VALUES = [
  `SELECT responsible_judge_id, weight, nature, intake_on, closed_on, limit_on, deducted_days, appealable, closing_manner FROM court_case WHERE ${IN_YEAR('closed_on')}`,
  `SELECT s.person_id, s.points, f.id, f.case_id, f.review_id, f.clause_id, f.severity, f.points, s.share, f.recorded_on, f.quote ${FINDINGS_OF_PERSONS}`,
  `SELECT c.responsible_judge_id, r.document_score, r.id, c.id, c.case_number, r.submitted_on FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE ${IN_YEAR('r.submitted_on')}`,
];

/** Fetch through mysql2 and loop: no scheme, no decimals, no line. */
async function fetchAndLoop(connection, queries) {
  const points = new Map();
  for (const sql of queries) {
    const [rows] = await connection.query({ sql, rowsAsArray: true });
    for (const [judge, value] of rows) points.set(judge, (points.get(judge) ?? 0) + value);
  }
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
  if (ON_FORMS) await app.get(CatalogueInstaller, { strict: false }).installCatalogue(courtId);
  const forms = ON_FORMS ? Object.fromEntries(await Promise.all([['document', 'F-DOC-V'], ['procedure', 'F-PRO-V']].map(async ([name, code]) => {
    const { id: formId, form, content } = await app.get(Database).repository(ReviewForm).findOneByOrFail({ courtId, code });
    return [name, { formId, form, entered: JSON.stringify(Object.fromEntries(content.parts.map((part) => [part.code, Object.fromEntries(part.items.map((item) => [item.code, '0.00']))]))) }];
  }))) : null;
  await plain.query('USE bench_year');
  print({ filled: (await milliseconds(() => fillYear(plain, { courtId, judges: JUDGES, cases: CASES, findings: FINDINGS, forms }))).took, cases: CASES, findings: FINDINGS, judges: JUDGES, onForms: ON_FORMS });

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
  const oneValue = await best(3, () => fetchAndLoop(plain, ONE_VALUE));
  const allValues = await best(3, () => fetchAndLoop(plain, ALL_VALUES));
  const whole = await milliseconds(() => scored(year));
  const { sheets, standings } = whole.result.result;
  const lines = sheets.reduce((total, sheet) => total + linesOf(sheet).length, 0);
  const ratio = ({ took }) => Number((whole.took / took).toFixed(2));
  print({ fetchAndLoop: { allValues: allValues.took, oneValue: oneValue.took }, scoring: whole.took, ratio: { allValues: ratio(allValues), oneValue: ratio(oneValue) }, sheets: sheets.length, ranked: standings.length, lines, rssMB: Math.round(process.resourceUsage().maxRSS / 1024) });

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
