import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { inTop } from '../../src/setup/places.mjs';
import { startServer } from '../support/server.js';

const folder = mkdtempSync(join(tmpdir(), 'first-start-'));
const file = join(folder, 'court.sqlite');
const env = { DATA_FOLDER: folder, DATABASE_URL: `sqlite://${file}`, WEB_FOLDER: '', FIRST_SIGN_INS: join(folder, 'first.json') };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const count = (table: string): number => {
  const database = new Sqlite(file, { readonly: true });
  try {
    return (database.prepare(`SELECT COUNT(*) AS rows FROM ${table}`).get() as { rows: number }).rows;
  } finally {
    database.close();
  }
};

/** Kill −9 the moment the loader has written that table; the transaction is still open then. */
function killedOnceItSays(table: string): Promise<void> {
  const child = spawn(process.execPath, [inTop('dist', 'src', 'main.js')], { env: { ...process.env, ...env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    printed += piece;
    if (printed.includes(table)) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) =>
    child.once('exit', (_, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(`ended by itself:\n${printed}`)))),
  );
}

test('a first start killed half-way leaves nothing, and the next one ends as if it had run once', async () => {
  await killedOnceItSays('case_document');
  expect(count('court')).toBe(0);
  const server = await startServer(env);
  const signIns = JSON.parse(readFileSync(env.FIRST_SIGN_INS, 'utf8')) as { username: string }[];
  expect(await server.stop()).toBe(0);
  expect(count('court_case')).toBeGreaterThan(7_500);
  expect(count('user_account')).toBe(signIns.length);
});

test('the second start makes no new passwords and prints none', async () => {
  const accounts = count('user_account');
  const server = await startServer(env);
  expect(server.output()).not.toMatch(/[a-z]{4}-\d{4}-[a-z]{4}/);
  await server.stop();
  expect(count('user_account')).toBe(accounts);
});
