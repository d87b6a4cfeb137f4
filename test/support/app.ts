import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { createApp } from '../../src/bootstrap.js';
import { readSettings, type Settings } from '../../src/platform/settings.js';
import { top } from '../../src/setup/places.mjs';
import { engineUnderTest, freshDatabase, type Engine, type TestDatabase } from './engine.js';

export interface AppUnderTest {
  app: NestFastifyApplication;
  settings: Settings;
  database: TestDatabase;
  /** One person's browser: keeps the cookies it is given. */
  agent(): ReturnType<typeof supertest.agent>;
  /** Ends the app and drops what it stored. */
  close(): Promise<void>;
}

/** The whole application on an empty court of its own, on the engine under test; without the web pages unless asked for. */
export async function startApp(changes: Partial<Settings> = {}, engine: Engine = engineUnderTest()): Promise<AppUnderTest> {
  const database = await freshDatabase(engine);
  const env = { PORT: '0', HOST: '127.0.0.1', DATABASE_URL: database.url, DATA_FOLDER: database.folder, EMPTY: '1', WEB_FOLDER: '' };
  const settings = { ...readSettings(env, top), ...changes };
  try {
    const app = await createApp(settings);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return {
      app,
      settings,
      database,
      agent: () => supertest.agent(app.getHttpServer()),
      close: async () => {
        await app.close();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}
