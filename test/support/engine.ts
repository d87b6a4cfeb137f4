import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

export type Engine = 'sqlite' | 'mariadb';

/** The engine this run of Jest is about; `npm test` runs the same files once on each. */
export function engineUnderTest(): Engine {
  const engine = process.env.TEST_ENGINE ?? 'sqlite';
  if (engine !== 'sqlite' && engine !== 'mariadb') throw new Error(`TEST_ENGINE must be sqlite or mariadb, not "${engine}".`);
  return engine;
}

export interface TestDatabase {
  engine: Engine;
  /** As the setting DATABASE_URL takes it. */
  url: string;
  /** A folder of this database's own, for the data folder and whatever else the test writes. */
  folder: string;
  drop(): Promise<void>;
}

const serverUrl = (): string => {
  const url = process.env.TEST_MARIADB_URL;
  if (!url) throw new Error('These tests need a MariaDB: run them with `node test/run.mjs --only http-mariadb -- <file>`, which starts a private one.');
  return url;
};

async function onServer(statement: string): Promise<void> {
  const connection = await createConnection(serverUrl());
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** An empty database that nobody else uses: a file on SQLite, a database of its own on the run's MariaDB. */
export async function freshDatabase(engine: Engine = engineUnderTest()): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'court-test-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (engine === 'sqlite') return { engine, url: `sqlite://${join(folder, 'court.sqlite')}`, folder, drop: async () => removeFolder() };

  const name = `test_${process.env.JEST_WORKER_ID ?? '0'}_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  return {
    engine,
    url: `${serverUrl()}/${name}`,
    folder,
    drop: async () => {
      await onServer(`DROP DATABASE IF EXISTS ${name}`);
      removeFolder();
    },
  };
}
