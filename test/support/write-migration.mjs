/**
 * For developers: writes a migration's SQL for both engines from the entities, to be read and kept.
 * `node test/support/write-migration.mjs migrations/0001-first-road.ts FirstRoad1767225600000` after `npm run build:server`;
 * the entities are compared with databases brought up to the migrations built before (`--from-nothing`: with empty ones).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import mysql from 'mysql2/promise';
import { top } from '../../src/setup/places.mjs';
import { startMariadb } from './mariadb.mjs';

const [file, name] = process.argv.slice(2);
const fromNothing = process.argv.includes('--from-nothing');
const quoted = (sql) => `\`${sql.replace(/[\\`$]/g, '\\$&')}\``;
const built = (path) => import(pathToFileURL(join(top, 'dist', path)).href);
const { openDatabase } = await built('src/platform/database/data-source.js');
const { schema } = await built('src/schema.js');

async function difference(url) {
  const dataSource = await openDatabase(url, schema);
  if (!fromNothing) await dataSource.runMigrations();
  const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
  const texts = (queries) => queries.map(({ query }) => query.trim());
  let found = { up: texts(upQueries), down: texts(downQueries).reverse() };
  if (fromNothing) {
    // SQLite adds a foreign key by copying the table; a first migration says the outcome at once.
    if (dataSource.options.type === 'better-sqlite3') {
      await dataSource.synchronize();
      const made = await dataSource.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
      const statements = made.map(({ sql }) => sql.trim());
      const rank = (sql) => (sql.startsWith('CREATE TABLE') ? 0 : 1);
      found.up = statements.sort((one, other) => rank(one) - rank(other));
    }
    const tables = dataSource.entityMetadatas.map(({ tableName }) => tableName).reverse();
    found.down = tables.map((table) => (dataSource.options.type === 'better-sqlite3' ? `DROP TABLE "${table}"` : `DROP TABLE \`${table}\``));
  }
  await dataSource.destroy();
  return found;
}

/** One column or constraint a line. */
function readable(sql) {
  if (!sql.startsWith('CREATE TABLE')) return sql;
  let depth = 0;
  let text = '';
  for (let at = 0; at < sql.length; at++) {
    const letter = sql[at];
    if (letter === ')' && --depth === 0) text += '\n  ';
    text += letter;
    if (letter === '(' && ++depth === 1) text += '\n    ';
    if (letter === ',' && depth === 1) {
      text += '\n    ';
      while (sql[at + 1] === ' ') at++;
    }
  }
  // Names and numbers compare byte by byte on every engine, whatever the server's own default.
  return text.replace(/ENGINE=InnoDB$/, 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin');
}

const folder = mkdtempSync(join(tmpdir(), 'migration-'));
const mariadb = await startMariadb();
try {
  const sqlite = await difference(`sqlite://${join(folder, 'empty.sqlite')}`);
  const connection = await mysql.createConnection(mariadb.url);
  await connection.query('CREATE DATABASE migration_draft CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
  await connection.end();
  const other = await difference(`${mariadb.url.replace(/\/$/, '')}/migration_draft`);
  const list = (queries) => `[\n${queries.map((query) => `  ${quoted(readable(query))},`).join('\n')}\n]`;
  writeFileSync(
    join(top, file),
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = ${list(sqlite.up)};

const SQLITE_DOWN = ${list(sqlite.down)};

/** MariaDB and MySQL. */
const MARIADB_UP = ${list(other.up)};

const MARIADB_DOWN = ${list(other.down)};

export class ${name} implements MigrationInterface {
  name = '${name}';

  async up(runner: QueryRunner): Promise<void> {
    for (const query of onSqlite(runner) ? SQLITE_UP : MARIADB_UP) await runner.query(query);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const query of onSqlite(runner) ? SQLITE_DOWN : MARIADB_DOWN) await runner.query(query);
  }
}

function onSqlite(runner: QueryRunner): boolean {
  return runner.connection.options.type === 'better-sqlite3';
}
`,
  );
} finally {
  await mariadb.stop();
  rmSync(folder, { recursive: true, force: true });
}
