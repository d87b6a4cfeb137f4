import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { DataScope } from '../../src/kernel/actor.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { Database } from '../../src/platform/database/database.js';
import { GrantsService } from '../../src/platform/identity/grants.service.js';
import { UserAccount, UserSession } from '../../src/platform/identity/identity.entities.js';
import { SESSION_COOKIE } from '../../src/platform/identity/session.guard.js';
import { hashOf } from '../../src/platform/identity/sessions.service.js';
import { newId } from '../../src/platform/ids.js';
import { PERMISSIONS, ROLES, roleOf, type Permission, type RoleName } from '../../src/platform/permissions/permissions.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { inTop } from '../../src/setup/places.mjs';
import { startApp, type AppUnderTest } from '../support/app.js';
import { everyRoute, servedRoutes, type EveryRoute } from '../support/every-route.js';
import { oneOfEach, tableOf, type OneOfEach } from '../support/one-of-each.js';
import { plausible } from '../support/plausible.js';
import { SmallCourt } from './small-court.js';

interface Row {
  needs: Permission | Permission[] | 'signed-in' | 'public';
  also?: Permission;
  open?: 'court';
  hides?: true;
  apart?: true;
  [param: string]: unknown;
}
interface Caller {
  role: RoleName;
  scope: DataScope;
  cookie: string;
}
interface Answer {
  status: number;
  code: string | undefined;
  text: string;
}

const table = parse(readFileSync(inTop('test', 'http', 'permission-table.yaml'), 'utf8')) as Record<string, Row>;
const roles = Object.keys(ROLES) as RoleName[];
/** Stands in every word of the home court's records: wherever a stranger reads it, a record has got out. */
const MARK = '甲院机密';
/** Served beside the controllers, to whoever asks: the figures of the machine and the description of the API. */
const OF_THE_MACHINE = / \/api\/(metrics|docs|openapi\.json)/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const FILE = ['--edge', 'Content-Disposition: form-data; name="file"; filename="rows.csv"', 'Content-Type: text/csv', '', 'a,b', '--edge--', ''].join('\r\n');

const JSON_BODY = { 'content-type': 'application/json' };
const FILE_BODY = { 'content-type': 'multipart/form-data; boundary=edge' };

describe('permission table', () => {
  let on: AppUnderTest;
  let server: string;
  let database: Database;
  let routes: EveryRoute[];
  let home: SmallCourt;
  let ids: OneOfEach;
  /** One account of every role in the home court, and in another, reaching the whole of its court. */
  let ours: Caller[] = [];
  let strangers: Caller[] = [];
  /** One account of every role in the home court that reaches the own rows only, or those of a division nobody else is in. */
  let narrow: Caller[] = [];

  beforeAll(async () => {
    on = await startApp();
    // Rows made up for this test hold words where a real one holds a state; what a reader of them stumbles over is not what is asked here.
    on.app.useLogger(false);
    await on.app.listen(0, '127.0.0.1');
    server = await on.app.getUrl();
    database = on.app.get(Database);
    routes = everyRoute(on.app);
    home = await SmallCourt.found(on);
    const other = await SmallCourt.found(on);
    for (const court of [home, other]) {
      await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
      await on.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    }
    await home.account('spare', [{ role: 'judge', scope: 'self' }], await home.person('甲院机密', home.first));
    ids = await oneOfEach(database, home.courtId, MARK);
    ours = await everyRole(home, 'home');
    strangers = await everyRole(other, 'other');
    narrow = [...(await everyRole(home, 'self', 'self')), ...(await everyRole(home, 'unit', 'division'))];
  });
  afterAll(() => on.close());

  /** Accounts and their sessions, written as signing in would leave them: a password takes its time, and is not what is asked here. */
  async function everyRole(court: SmallCourt, name: string, scope: DataScope = 'court'): Promise<Caller[]> {
    const callers: Caller[] = [];
    const [now, later] = [new Date().toISOString(), new Date(Date.now() + 3_600_000).toISOString()];
    for (const [index, role] of roles.entries()) {
      const [userId, secret] = [newId(), newId()];
      const personId = await court.person('张三', court.office, 'judge', null);
      await database.repository(UserAccount).insert({ id: userId, courtId: court.courtId, personId, username: `${name}-${index}`, displayName: name, passwordHash: '', mustChangePassword: false, failedAttempts: 0, lockedUntil: null, disabledAt: null, createdAt: now });
      await on.app.get(GrantsService).grantRole({
        courtId: court.courtId, userId, role, scope: role === 'superiorCourt' ? 'subordinateCourts' : scope, divisionId: scope === 'division' ? court.office : null, natures: null, validFrom: '2024-01-01', validUntil: null, reason: 'test',
      });
      await database.repository(UserSession).insert({ idHash: hashOf(secret), userId, createdAt: now, lastSeenAt: now, expiresAt: later, endedAt: null, ip: '', userAgent: '' });
      callers.push({ role, scope, cookie: `${SESSION_COOKIE}=${secret}` });
    }
    return callers;
  }

  const rowOf = (route: EveryRoute): Row => table[route.name]!;
  const wanted = (row: Row): Permission[] => (Array.isArray(row.needs) ? row.needs : row.needs in PERMISSIONS ? [row.needs as Permission] : []);
  const has = (role: RoleName, permission: Permission): boolean => roleOf(role).permissions.includes(permission);
  const holds = (role: RoleName, row: Row): boolean => (wanted(row).length === 0 || wanted(row).some((permission) => has(role, permission))) && (!row.also || has(role, row.also));
  const isWord = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');
  const readsFirst = (list: EveryRoute[]): EveryRoute[] => [...list].sort((a, b) => Number(a.method !== 'GET') - Number(b.method !== 'GET'));
  /** Routes that every test but that of the table itself calls. */
  const callable = (): EveryRoute[] => readsFirst(routes.filter((route) => table[route.name] && !rowOf(route).apart));
  /**
   * For every caller the routes of `which` that fall to them: a role is a set of permissions and nothing else, so of all who stand alike
   * to a route a few are asked, others at the next route, until everybody has been asked about every part of the system.
   */
  function inTurn(callers: readonly Caller[], few: number, which: (caller: Caller, route: EveryRoute) => boolean): (caller: Caller) => EveryRoute[] {
    const fallTo = new Map(callers.map((caller) => [caller, [] as EveryRoute[]]));
    let turn = 0;
    for (const route of callable()) {
      const alike = callers.filter((caller) => which(caller, route));
      for (let asked = 0; asked < Math.min(few, alike.length); asked++) fallTo.get(alike[turn++ % alike.length]!)!.push(route);
    }
    return (caller) => fallTo.get(caller)!;
  }
  /** Whether the path names a record of a court. */
  const namesRecord = (route: EveryRoute): boolean => route.params.some((param) => !isWord(rowOf(route)[param]));

  /** Answered, or fell over a made-up record: either way it was read. */
  const reached = (status: number): boolean => status < 300 || status >= 500;

  /** Asks for the home court's records, whoever asks. */
  async function call(route: EveryRoute, cookie?: string): Promise<Answer> {
    const row = rowOf(route);
    const idOf = (field: string): string => ids[tableOf(field, Object.keys(ids))]!;
    const path = route.path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(isWord(row[param]) ? row[param].slice(1) : ids[String(row[param])]!));
    const query = route.query ? { ...plausible(route.query, idOf), ...(route.path.endsWith('export') ? { format: 'csv' } : {}) } : {};
    const body = route.takesFile ? FILE : route.body ? JSON.stringify(plausible(route.body, idOf)) : undefined;
    // Packing thousands of answers would take longer than giving them.
    const headers = { 'accept-encoding': 'identity', ...(cookie ? { cookie } : {}), ...(route.takesFile ? FILE_BODY : route.body ? JSON_BODY : {}) };
    const answer = await fetch(`${server}${path}?${new URLSearchParams(query as Record<string, string>).toString()}`, { method: route.method, headers, body });
    const text = await answer.text();
    const said = answer.headers.get('content-type')?.includes('json') && text ? (JSON.parse(text) as { code?: string } | null) : null;
    return { status: answer.status, code: said?.code, text };
  }

  /** Every route a caller calls, with what is wrong about the answer; nothing wrong: nothing. */
  async function faults(callers: readonly Caller[], list: (caller: Caller) => EveryRoute[], wrong: (route: EveryRoute, answer: Answer) => string | null): Promise<string[]> {
    const found: string[] = [];
    for (const caller of callers)
      for (const route of list(caller)) {
        const answer = await call(route, caller.cookie);
        const what = wrong(route, answer);
        if (what) found.push(`${caller.role}: ${route.name} → ${answer.status} ${answer.code ?? ''} ${what}`.trim());
      }
    return found;
  }

  describe('the table', () => {
    it('has a row for every route, a route for every row, and knows every record a path names', () => {
      expect(routes.map(({ name }) => name).filter((name) => !table[name])).toEqual([]);
      const known = new Set(routes.map(({ name }) => name));
      expect(Object.keys(table).filter((name) => !known.has(name))).toEqual([]);
      const unknown = routes.flatMap((route) => route.params.filter((param) => !isWord(rowOf(route)[param]) && !ids[String(rowOf(route)[param])]).map((param) => `${route.name} ${param}: ${String(rowOf(route)[param])}`));
      expect(unknown).toEqual([]);
      expect(Object.entries(table).flatMap(([name, row]) => [row.needs].flat().filter((need) => !(need in PERMISSIONS) && need !== 'public' && need !== 'signed-in').map((need) => `${name} ${need}`))).toEqual([]);
    });

    it('covers everything the server answers under /api', () => {
      const nameless = (name: string) => name.replace(/:[\w|:]+/g, ':');
      const declared = new Set(routes.map(({ name }) => nameless(name)));
      const served = servedRoutes(on.app).filter((name) => name.includes(' /api/') && !/^(HEAD|OPTIONS) /.test(name) && !OF_THE_MACHINE.test(name));
      expect(served.length).toBeGreaterThan(200);
      expect(served.filter((name) => !declared.has(nameless(name)))).toEqual([]);
    });
  });

  it('lets nobody in unsigned, but where the row says so', async () => {
    const wrong: string[] = [];
    for (const route of callable()) {
      const { status } = await call(route);
      if ((status === 401) === (rowOf(route).needs === 'public')) wrong.push(`${route.name} → ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses every role the permission it does not hold, and says which', async () => {
    const lacking = inTurn(ours, 3, ({ role }, route) => !holds(role, rowOf(route)));
    expect(await faults(ours, lacking, (route, answer) => (refused(rowOf(route), answer) ? null : answer.text.slice(0, 200)))).toEqual([]);
  });

  function refused(row: Row, { status, code, text }: Answer): boolean {
    if (row.hides && status === 404 && code === 'record.notFound') return true;
    return status === 403 && code === 'access.denied' && [wanted(row), row.also ?? []].flat().some((need) => text.includes(PERMISSIONS[need].zh));
  }

  it('gives nothing of another court to anybody: not its records, not their words, not their ids', async () => {
    const secret = new Set<string>();
    for (const { tableName, columns } of database.dataSource.entityMetadatas)
      if (columns.some(({ databaseName }) => databaseName === 'court_id') && columns.some(({ databaseName }) => databaseName === 'id'))
        for (const { id } of await database.rows<{ id: string }>(`SELECT id FROM ${tableName} WHERE court_id = :courtId`, { courtId: home.courtId })) secret.add(id);
    const sent = new Set(Object.values(ids));
    const escaped = (text: string): string | undefined => (text.includes(MARK) ? MARK : (text.match(UUID) ?? []).find((id) => secret.has(id) && !sent.has(id)));
    // Another kind of scope than everybody's: asked about all it may.
    const holding = inTurn(strangers, 2, ({ role }, route) => role !== 'superiorCourt' && holds(role, rowOf(route)));
    const above = ({ role }: Caller) => callable().filter((route) => holds(role, rowOf(route)));
    const wrong = await faults(strangers, (caller) => (caller.role === 'superiorCourt' ? above(caller) : holding(caller)), (route, { status, text }) => {
      if (escaped(text)) return `tells ${escaped(text)}`;
      return namesRecord(route) && reached(status) ? 'reaches the record' : null;
    });
    expect(wrong).toEqual([]);
  });

  it('gives nobody a record beyond the own rows or the own division, but those open to the whole court', async () => {
    const done = new Set<string>();
    // The predicate asks for the permission and the scope: of roles that hold the same permission, one is asked.
    const guarded = ({ role, scope }: Caller) => callable().filter((route) => {
      const key = `${scope} ${route.name}`;
      return namesRecord(route) && holds(role, rowOf(route)) && !rowOf(route).open && !done.has(key) && done.add(key);
    });
    expect(await faults(narrow, guarded, (_, { status }) => (reached(status) ? 'reaches the record' : null))).toEqual([]);
    expect(done.size).toBeGreaterThan(150);
  });

  it('never refuses the permission to a role that holds it', async () => {
    const holding = inTurn(ours, 2, ({ role }, route) => holds(role, rowOf(route)));
    expect(await faults(ours, holding, (_, { status, code, text }) => (status === 401 || code === 'access.denied' ? text.slice(0, 200) : null))).toEqual([]);
  });
});
