import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, getMetadataArgsStorage, type DataSourceOptions } from 'typeorm';
import { detectEngine, type Engine } from './engine.js';
import { SnakeNaming } from './snake-naming.js';
import { gateSqlite } from './sqlite-gate.js';

/** Every entity and every migration, in order. */
export type Schema = Required<Pick<DataSourceOptions, 'entities' | 'migrations'>>;

/** Opens the database named by the address; the caller runs migrations. */
export async function openDatabase(databaseUrl: string, schema: Schema): Promise<DataSource> {
  const engine = await detectEngine(databaseUrl);
  spellLongColumns(engine);
  const dataSource = new DataSource(options(engine, databaseUrl, schema));
  if (engine === 'sqlite') gateSqlite(dataSource);
  await dataSource.initialize();
  return dataSource;
}

export function engineOf(dataSource: DataSource): Engine {
  return dataSource.options.type === 'better-sqlite3' ? 'sqlite' : (dataSource.options.type as Engine);
}

function options(engine: Engine, databaseUrl: string, schema: Schema): DataSourceOptions {
  const shared = {
    ...schema,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each' as const,
    logging: false as const,
  };
  if (engine === 'sqlite') {
    const database = databaseUrl.slice('sqlite://'.length);
    if (database !== ':memory:') mkdirSync(dirname(database), { recursive: true });
    return {
      ...shared,
      type: 'better-sqlite3',
      database,
      statementCacheSize: 200,
      prepareDatabase: (connection: { pragma(text: string): void }) => {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
        connection.pragma('foreign_keys = ON');
        connection.pragma('busy_timeout = 10000');
        connection.pragma('cache_size = -65536');
      },
    };
  }
  return {
    ...shared,
    type: engine,
    url: databaseUrl.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: true,
    poolSize: 20,
    extra: { connectTimeout: 10_000, flags: ['-FOUND_ROWS'] },
  } as DataSourceOptions;
}

/** SQLite says `clob` and `blob`; MariaDB's own words for the same size are `longtext` and `longblob`. */
function spellLongColumns(engine: Engine): void {
  const [text, bytes] = engine === 'sqlite' ? (['clob', 'blob'] as const) : (['longtext', 'longblob'] as const);
  for (const { options: column } of getMetadataArgsStorage().columns) {
    if (column.type === 'clob' || column.type === 'longtext') column.type = text;
    if (column.type === 'blob' || column.type === 'longblob') column.type = bytes;
  }
}
