import supertest from 'supertest';
import { createApp } from '../../src/bootstrap.js';
import type { RunView } from '../../src/case-assignment/dto/run.dto.js';
import { AuditTrail } from '../../src/platform/audit/audit-trail.js';
import { Database } from '../../src/platform/database/database.js';
import { readSettings } from '../../src/platform/settings.js';
import { top } from '../../src/setup/places.mjs';
import { AssignmentCourt } from '../http/assignment-court.js';
import { PASSWORD } from '../http/small-court.js';
import { freshDatabase, type Engine, type TestDatabase } from '../support/engine.js';
import { startServer, type RunningServer } from '../support/server.js';

const CASES = 2000;
/** Milliseconds after which the power goes: early and well inside the commit. */
const AFTER = [20, 120];
const LONGEST = 300_000;

describe.each<Engine>(['sqlite', 'mariadb'])('a server killed while it commits a run on %s', (engine) => {
  let database: TestDatabase;
  let server: RunningServer | null = null;
  const env = () => ({ DATABASE_URL: database.url, DATA_FOLDER: database.folder, EMPTY: '1', WEB_FOLDER: '' });
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

  it('leaves every case assigned or none, whenever the power goes', async () => {
    const first = await opened();
    const court = await AssignmentCourt.found(first, { 王敏: 1, 赵强: 3, 李芳: 5, 何静: 2 });
    for (let left = CASES; left > 0; left -= 500) await court.cases(500);
    await first.close();

    let interrupted = 0;
    for (const wait of AFTER) {
      server = await startServer(env());
      const browser = supertest.agent(server.url);
      await browser.post('/api/session').send({ username: court.officeName, password: PASSWORD }).expect(200);
      const { items } = (await browser.get('/api/assignment/runs?kind=byHand').expect(200)).body as { items: RunView[] };
      const open = items.find(({ status }) => status !== 'committed');
      const id = open?.id ?? ((await browser.post('/api/assignment/runs').send({ nature: 'civil' }).expect(201)).body as RunView).id;
      const draft = (await browser.post(`/api/assignment/runs/${id}/preview`).send({}).expect(200)).body as RunView;
      if (draft.cases === 0) {
        break;
      }
      let answered = false;
      const commit = browser.post(`/api/assignment/runs/${id}/commit`).send({ version: draft.version, inputDigest: draft.inputDigest }).then(() => (answered = true), () => undefined);
      const deadline = performance.now() + wait;
      await Promise.race([commit, new Promise<void>((resolve) => setTimeout(resolve, deadline - performance.now()))]);
      if (!answered) interrupted++;
      await server.kill();
      server = null;
      await commit;

      const after = await opened();
      const assigned = await rows(after, 'SELECT COUNT(*) AS n FROM court_case WHERE responsible_judge_id IS NOT NULL');
      const steps = await rows(after, 'SELECT COUNT(*) AS n FROM case_assignment');
      const committed = await rows(after, "SELECT COUNT(*) AS n FROM assignment_run WHERE status = 'committed'");
      expect([[11, 0, 0], [11 + CASES, CASES, 1]]).toContainEqual([assigned, steps, committed]);
      expect((await after.app.get(AuditTrail).firstBrokenLink(court.court.courtId)).brokenAt).toBeNull();
      await after.close();
    }
    expect(interrupted).toBeGreaterThan(0);
  }, LONGEST);

  async function rows({ app }: Awaited<ReturnType<typeof opened>>, sql: string): Promise<number> {
    const [row] = await app.get(Database).rows<{ n: number | string }>(sql);
    return Number(row!.n);
  }
});
