import supertest from 'supertest';
import { createApp } from '../../src/bootstrap.js';
import type { ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { AuditTrail } from '../../src/platform/audit/audit-trail.js';
import { Database } from '../../src/platform/database/database.js';
import { readSettings } from '../../src/platform/settings.js';
import { Finding } from '../../src/quality-review/review.entities.js';
import type { RequestView } from '../../src/reconsideration/dto/reconsideration.dto.js';
import { Reconsideration } from '../../src/reconsideration/reconsideration.entities.js';
import { top } from '../../src/setup/places.mjs';
import { ContestedCourt, REPLY } from '../http/contested-court.js';
import { PASSWORD, type Agent } from '../http/small-court.js';
import { freshDatabase, type Engine, type TestDatabase } from '../support/engine.js';
import { startServer, type RunningServer } from '../support/server.js';

/** Milliseconds after which the power goes: before the decision is written, amid it, and once after the answer. `BLOWS=40` adds as many in between. */
const AFTER = [1, 20, ...Array.from({ length: Number(process.env.BLOWS ?? 0) }, (_, index) => 2 + index * 2), 60_000];
const LONGEST = 120_000 + AFTER.length * 60_000;

describe.each<Engine>(['sqlite', 'mariadb'])('a server killed while it decides a reconsideration on %s', (engine) => {
  let database: TestDatabase;
  let server: RunningServer | null = null;
  const env = () => ({ DATABASE_URL: database.url, DATA_FOLDER: database.folder, WEB_FOLDER: '', CLOCK_FROM: '2026-09-02T10:00:00+08:00' });
  const opened = async () => {
    const settings = readSettings({ ...env(), PORT: '0' }, top);
    const app = await createApp(settings);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return { app, settings, database, agent: () => supertest.agent(app.getHttpServer()), close: () => app.close() };
  };

  beforeAll(async () => {
    database = await freshDatabase(engine);
  });
  afterAll(async () => {
    await server?.kill();
    await database.drop();
  });

  it('keeps decision, finding and score, all three or none, whenever the power goes', async () => {
    const first = await opened();
    const court = await ContestedCourt.found(first, AFTER.length);
    await first.close();

    const seen = { none: 0, all: 0 };
    for (const [index, wait] of AFTER.entries()) {
      const { record, requestId, presiding, judge } = court.requests[index]!;
      server = await startServer(env());
      const before = await sheetOf(await signedIn(supertest.agent(server.url), judge));
      const agent = await signedIn(supertest.agent(server.url), presiding);
      const { version } = (await agent.get(`/api/reconsiderations/${requestId}`).expect(200)).body as RequestView;
      const reply = agent.post(`/api/reconsiderations/${requestId}/reply`).send({ version, ...REPLY }).then(() => undefined, () => undefined);
      const deadline = performance.now() + wait;
      await Promise.race([reply, new Promise<void>((resolve) => setTimeout(resolve, deadline - performance.now()))]);
      await server.kill();
      server = null;
      await reply;

      const after = await opened();
      const request = await after.app.get(Database).repository(Reconsideration).findOneByOrFail({ id: requestId });
      const finding = await after.app.get(Database).repository(Finding).findOneByOrFail({ id: record });
      const sheet = await sheetOf(await signedIn(after.agent(), judge));
      const decided = request.status === 'corrected';
      expect({ decided, superseded: finding.status === 'superseded', rescored: sheet.total !== before.total, told: request.after !== null }).toEqual({ decided, superseded: decided, rescored: decided, told: decided });
      if (decided) expect([sheet.total, sheet.rank]).toEqual([request.after!.total, request.after!.rank]);
      seen[decided ? 'all' : 'none']++;
      expect((await after.app.get(AuditTrail).firstBrokenLink(court.living.courtId)).brokenAt).toBeNull();
      await after.close();
    }
    // The first blow falls before anything is written, the last long after the answer.
    expect([seen.none > 0, seen.all > 0]).toEqual([true, true]);
  }, LONGEST);

  async function signedIn(agent: Agent, username: string): Promise<Agent> {
    await agent.post('/api/session').send({ username, password: PASSWORD }).expect(200);
    return agent;
  }

  async function sheetOf(judge: Agent): Promise<ScoreSheetView> {
    return (await judge.get('/api/scores/me?period=2026-08').expect(200)).body as ScoreSheetView;
  }
});
