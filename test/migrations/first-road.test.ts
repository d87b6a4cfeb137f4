import type { DataSource } from 'typeorm';
import { openDatabase } from '../../src/platform/database/data-source.js';
import { schema } from '../../src/schema.js';
import { freshDatabase, type TestDatabase } from '../support/engine.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await openDatabase(database.url, schema);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const drift = async () => (await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
const tables = async () => {
  const names = dataSource.entityMetadatas.map(({ tableName }) => tableName);
  const runner = dataSource.createQueryRunner();
  const present = [];
  for (const name of names) if (await runner.hasTable(name)) present.push(name);
  await runner.release();
  return present;
};

test('empty → up: every table stands and nothing differs from the entities', async () => {
  await dataSource.runMigrations();
  expect(await tables()).toHaveLength(dataSource.entityMetadatas.length);
  expect(await drift()).toEqual([]);
});

test('up again changes nothing', async () => {
  expect(await dataSource.runMigrations()).toEqual([]);
});

test('down → nothing left; up again → as before', async () => {
  for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
  expect(await tables()).toEqual([]);
  await dataSource.runMigrations();
  expect(await drift()).toEqual([]);
});
