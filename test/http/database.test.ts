import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Actor } from '../../src/kernel/actor.js';
import { AuditTrail } from '../../src/platform/audit/audit-trail.js';
import { writeBackup, restoreBackup } from '../../src/platform/backup/backup.js';
import { Database } from '../../src/platform/database/database.js';
import { openDatabase } from '../../src/platform/database/data-source.js';
import { Draft } from '../../src/platform/drafts/draft.entity.js';
import { schema } from '../../src/schema.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { freshDatabase, type TestDatabase } from '../support/engine.js';

let under: AppUnderTest;
let database: Database;
const folder = mkdtempSync(join(tmpdir(), 'backup-'));
const actor: Actor = { userId: 'u', username: 'u', personId: null, personName: '张三', courtId: 'court', grants: [], language: 'zh', ip: '127.0.0.1', requestId: 'r' };

describe('database', () => {
  beforeAll(async () => {
    under = await startApp();
    database = under.app.get(Database);
    await database.repository(Draft).insert({ userId: 'u', key: 'counter', body: '0', version: 0, updatedAt: '2026-11-09T00:00:00.000Z' });
  });
  afterAll(async () => {
    await under.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const counter = () => database.repository(Draft).findOneByOrFail({ userId: 'u', key: 'counter' });

  test('sixteen people add one at the same time: nothing is lost', async () => {
    const add = () =>
      database.transaction(async () => {
        const [kept] = await database.rows<{ version: number }>(`SELECT version FROM draft WHERE user_id = :id AND \`key\` = 'counter'${database.forUpdate}`, { id: 'u' });
        await database.repository(Draft).update({ userId: 'u', key: 'counter' }, { version: kept!.version + 1 });
      });
    await Promise.all(Array.from({ length: 16 }, add));
    expect((await counter()).version).toBe(16);
  });

  test('nobody reads what another has not committed, and a failed change leaves nothing', async () => {
    let readDuring: Promise<Draft> | null = null;
    const failing = database.transaction(async () => {
      await database.repository(Draft).update({ userId: 'u', key: 'counter' }, { body: 'half' });
      readDuring = database.dataSource.manager.findOneByOrFail(Draft, { userId: 'u', key: 'counter' });
      throw new Error('stop here');
    });
    await expect(failing).rejects.toThrow('stop here');
    expect((await readDuring!).body).toBe('0');
    expect((await counter()).body).toBe('0');
  });

  test('the audit chain holds under parallel changes, rolls back with its change, and shows where it was altered', async () => {
    const trail = under.app.get(AuditTrail);
    const change = (subjectId: string, fails = false) =>
      database.transaction(async () => {
        trail.record(actor, { action: 'test.changed', subjectKind: 'test', subjectId, before: { a: 1 }, after: { a: 2 } });
        if (fails) throw new Error('no change, no entry');
      });
    await Promise.all([...Array(12).keys()].map((n) => change(String(n))));
    await expect(change('13', true)).rejects.toThrow();
    expect(await trail.firstBrokenLink('court')).toEqual({ checked: 12, brokenAt: null });
    await database.rows("UPDATE audit_entry SET actor_name = '李四' WHERE court_id = 'court' AND sequence = 7");
    expect(await trail.firstBrokenLink('court')).toEqual({ checked: 6, brokenAt: 7 });
  });

  describe('backup', () => {
    let target: TestDatabase;
    const path = join(folder, 'court.backup.gz');
    beforeAll(async () => {
      target = await freshDatabase();
    });
    afterAll(() => target.drop());

    const restoreInto = async (file: string) => {
      const dataSource = await openDatabase(target.url, schema);
      try {
        await dataSource.runMigrations();
        const rows = await restoreBackup(dataSource, file, () => undefined);
        return { rows, draft: await dataSource.manager.findOneByOrFail(Draft, { userId: 'u', key: 'counter' }) };
      } finally {
        await dataSource.destroy();
      }
    };

    test('a damaged file is refused before anything is written', async () => {
      await writeBackup(database.dataSource, path, '2026-11-09T00:00:00.000Z', () => undefined);
      const damaged = join(folder, 'damaged.gz');
      writeFileSync(damaged, gzipSync(gunzipSync(readFileSync(path)).toString().replace('"version":16', '"version":17')));
      await expect(restoreInto(damaged)).rejects.toMatchObject({ code: 'backup.damaged' });
    });

    test('what was saved comes back row for row, once', async () => {
      const rows = await writeBackup(database.dataSource, path, '2026-11-09T00:00:00.000Z', () => undefined);
      const restored = await restoreInto(path);
      expect(restored.rows).toBe(rows);
      expect(restored.draft).toEqual(await counter());
      await expect(restoreInto(path)).rejects.toMatchObject({ code: 'backup.notEmpty' });
    });
  });
});
