import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import type { Settings } from '../platform/settings.js';

/** The folder that holds package.json, wherever the built files lie. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

export async function cliSettings(): Promise<Settings> {
  const { readSettings } = await import('../platform/settings.js');
  return readSettings(process.env, projectRoot());
}

/** Opens the database of DATABASE_URL for one command, and closes it whatever happens. */
export async function withDatabase<T>(work: (dataSource: DataSource, settings: Settings) => Promise<T>, { migrate = true } = {}): Promise<T> {
  const [{ openDatabase }, { schema }, settings] = await Promise.all([import('../platform/database/data-source.js'), import('../schema.js'), cliSettings()]);
  const dataSource = await openDatabase(settings.databaseUrl, schema);
  try {
    if (migrate) await dataSource.runMigrations();
    return await work(dataSource, settings);
  } finally {
    await dataSource.destroy();
  }
}

/** Starts the application without listening, for commands that are use cases. */
export async function withApplication<T>(work: (app: NestFastifyApplication, settings: Settings) => Promise<T>): Promise<T> {
  const [{ createApp }, settings] = await Promise.all([import('../bootstrap.js'), cliSettings()]);
  const app = await createApp(settings);
  try {
    await app.init();
    return await work(app, settings);
  } finally {
    await app.close();
  }
}
