import { readDemonstrationPlan } from '../../src/demonstration/read-plan.js';
import { WorldLoader } from '../../src/demonstration/world-loader.js';
import { buildWorld } from '../../src/demonstration/world.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { Database } from '../../src/platform/database/database.js';
import { Checklist } from '../../src/ranking/closing/checklist.js';
import { figuresDigest } from '../../src/ranking/closing/frozen-lines.js';
import { SnapshotsService } from '../../src/ranking/snapshots.service.js';
import { startApp } from '../support/app.js';
import type { Engine } from '../support/engine.js';

interface Frozen {
  period: string;
  group: string;
  digest: string;
  facts: string;
  result: string;
}

const PERIODS = ['2026-08', '2026Q2'];

/** The demonstration court's periods frozen and worked out again from what was frozen, on one engine in one time zone. */
async function freezeOn(engine: Engine, timeZone: string): Promise<Frozen[]> {
  const before = process.env['TZ'];
  process.env['TZ'] = timeZone;
  const app = await startApp({}, engine);
  try {
    const world = buildWorld(readDemonstrationPlan('config'));
    const court = world.courts.find((one) => world.cases.some((row) => row.courtId === one.id))!;
    const get = <T>(door: new (...args: never[]) => T): T => app.app.get(door, { strict: false });
    await get(WorldLoader).load(world, () => undefined, () => get(SchemesService).installShippedSchemes(court.id));
    const frozen: Frozen[] = [];
    for (const period of PERIODS) {
      const looked = await get(Checklist).lookAt(court.id, parsePeriod(period)!);
      const approved = Object.fromEntries(looked.map(({ group, result }) => [group.key, figuresDigest(result!)]));
      const snapshots = await get(Database).transaction(() => get(SnapshotsService).freeze(court.id, parsePeriod(period)!, approved));
      for (const snapshot of snapshots) {
        expect(await get(SnapshotsService).verify(court.id, snapshot)).toMatchObject({ sameBytes: true, sameDigest: true });
        frozen.push({ period, group: snapshot.peerGroup, digest: snapshot.digest, facts: snapshot.facts, result: snapshot.result });
      }
    }
    return frozen.sort((a, b) => (a.period + a.group < b.period + b.group ? -1 : 1));
  } finally {
    await app.close();
    process.env['TZ'] = before;
    if (before === undefined) delete process.env['TZ'];
  }
}

test('a frozen period has the same facts, the same result and the same digest on SQLite and MariaDB, whatever the time zone', async () => {
  const [sqlite, mariadb] = [await freezeOn('sqlite', 'Asia/Shanghai'), await freezeOn('mariadb', 'America/New_York')];
  expect(sqlite.length).toBeGreaterThanOrEqual(PERIODS.length * 4);
  expect(mariadb.map(({ period, group }) => [period, group])).toEqual(sqlite.map(({ period, group }) => [period, group]));
  sqlite.forEach((one, index) => {
    expect(mariadb[index]!.facts).toBe(one.facts);
    expect(mariadb[index]!.result).toBe(one.result);
    expect(mariadb[index]!.digest).toBe(one.digest);
  });
}, 600_000);
