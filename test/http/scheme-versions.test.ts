import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import type { SchemeCheck, SchemeDifferencesView, SchemeRow, SchemeView } from '../../src/evaluation/dto/scheme.dto.js';
import { SchemeTrial } from '../../src/evaluation/scheme-version.entity.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { PeriodState } from '../../src/ranking/ranking.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

const RESOLVED = { resolution: '考评委决定〔2026〕第3号', resolvedOn: '2026-08-01' };

describe('scheme versions', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let [office, committee]: Agent[] = [];

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    await app.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    office = await court.signedIn('yinhang', [{ role: 'trialManagement', scope: 'court' }]);
    committee = await court.signedIn('guguoping', [{ role: 'committeeMember', scope: 'court' }]);
  });

  const rows = async () => (await office!.get('/api/schemes?schemeId=judge-civil').expect(200)).body as SchemeRow[];
  const view = async (id: string, agent = office!) => (await agent.get(`/api/schemes/${id}`).expect(200)).body as SchemeView;
  const copied = async () => (await office!.post('/api/schemes').send({ basedOn: (await rows())[0]!.id }).expect(201)).body as SchemeView;
  const saved = async ({ id, revision }: SchemeView, document: string) => (await office!.put(`/api/schemes/${id}`).send({ document, revision }).expect(200)).body as SchemeView;
  const from = (document: string, day: string) => document.replace(/^effectiveFrom: .*$/m, `effectiveFrom: ${day}`);

  /** A laboratory run on record, as the laboratory itself leaves it. */
  async function tried({ id, digest, revision }: SchemeView): Promise<SchemeView> {
    await database.repository(SchemeTrial).insert({
      id: newId(), courtId: court.courtId, schemeVersionId: id, number: 1, revision, documentDigest: digest, period: '2025', peerGroup: 'judge:civil', baselineId: null, jobId: newId(), runBy: '尹航',
      createdAt: '2026-08-01T00:00:00.000Z', result: '{}', digest: 'a'.repeat(64), failure: null, finishedAt: '2026-08-01T00:00:01.000Z',
    });
    return view(id);
  }

  async function proposed(document: (text: string) => string): Promise<SchemeView> {
    const draft = await copied();
    const ready = await tried(await saved(draft, document(draft.document)));
    return (await office!.post(`/api/schemes/${ready.id}/propose`).send({ revision: ready.revision }).expect(200)).body as SchemeView;
  }

  it('copies any version into a draft with the next number, keeps every save, and refuses the slower of two', async () => {
    const draft = await copied();
    expect(draft).toMatchObject({ schemeId: 'judge-civil', version: '2', status: 'draft', revision: 1, faults: [], basedOn: { version: '1' }, next: { step: 'try', allowed: true } });
    expect(draft.document).toContain('\nversion: 2\n');
    const broken = await saved(draft, draft.document.replace('fullMark: 16.00', 'fullMark: 17.00').replace('kind: evenness', 'kind: evennes'));
    expect(broken).toMatchObject({ revision: 2, status: 'draft', next: { step: 'edit' } });
    expect(broken.faults).toHaveLength(2);
    const late = await office!.put(`/api/schemes/${draft.id}`).send({ document: draft.document, revision: 1 }).expect(409);
    expect(late.body).toMatchObject({ code: 'record.changed', message: expect.stringContaining('yinhang') as string });
    const kept = (await office!.get(`/api/schemes/${draft.id}/revisions`).expect(200)).body as { revision: number }[];
    expect(kept.map((one) => one.revision)).toEqual([2, 1]);
    expect((await office!.get(`/api/schemes/${draft.id}/revisions/1`).expect(200)).body).toMatchObject({ document: draft.document });
    await office!.put(`/api/schemes/${draft.id}`).send({ document: draft.document.replace('version: 2', 'version: 7'), revision: 2 }).expect(422);
    await office!.put(`/api/schemes/${draft.id}`).send({ document: 'id: [', revision: 2 }).expect(422);
  });

  it('checks a text live: every fault with its path, the outline and the parameters it names', async () => {
    const { document } = await view((await rows())[0]!.id);
    const check = async (text: string) => (await office!.post('/api/schemes/validate').send({ document: text }).expect(200)).body as SchemeCheck;
    const good = await check(document);
    expect(good.faults).toEqual([]);
    expect(good.outline!.map((node) => node.key)).toContain('quality');
    expect((await check(document.replace('fullMark: 16.00', 'fullMark: { parameter: quantity.mark }'))).parameters).toMatchObject([{ key: 'quantity.mark', value: null }]);
    expect((await check('id: [')).faults[0]!.path).toMatch(/^line \d/);
  });

  it('tells two versions apart clause by clause', async () => {
    const draft = await copied();
    const after = await saved(draft, draft.document.replace('less: 0.20', 'less: 0.25'));
    const { changes, before } = (await office!.get(`/api/schemes/${after.id}/differences`).expect(200)).body as SchemeDifferencesView;
    expect(before.version).toBe('1');
    expect(changes.filter((one) => one.path)).toMatchObject([{ kind: 'changed', path: 'quantity/N1', field: 'rule.less', before: '0.2', after: '0.25' }]);
  });

  it('is adopted only when tried, proposed, and by a committee member who did not write it; then the earlier version ends', async () => {
    const draft = await copied();
    const untried = await office!.post(`/api/schemes/${draft.id}/propose`).send({ revision: 1 }).expect(422);
    expect((untried.body as { faults: { path: string }[] }).faults.map((fault) => fault.path)).toEqual(['trials']);
    await office!.post(`/api/schemes/${draft.id}/discard`).send({ revision: 1, reason: '改由第3版起草' }).expect(200);

    const ready = await proposed((text) => from(text, '2027-01-01'));
    expect(ready).toMatchObject({ version: '3', proposed: { by: expect.any(String) as string }, next: { step: 'adopt', allowed: false } });
    expect(await view(ready.id, committee)).toMatchObject({ next: { step: 'adopt', allowed: true } });
    await office!.put(`/api/schemes/${ready.id}`).send({ document: ready.document, revision: ready.revision }).expect(409);
    await office!.post(`/api/schemes/${ready.id}/adopt`).send({ ...RESOLVED, revision: ready.revision }).expect(403);
    await committee!.post(`/api/schemes/${ready.id}/adopt`).send({ ...RESOLVED, revision: ready.revision - 1 }).expect(409);
    const { body } = await committee!.post(`/api/schemes/${ready.id}/adopt`).send({ ...RESOLVED, revision: ready.revision }).expect(200);
    expect(body).toMatchObject({ status: 'adopted', adopted: { resolution: RESOLVED.resolution, resolvedOn: RESOLVED.resolvedOn }, faults: [] });
    expect((await rows()).map(({ version, status, effectiveUntil }) => [version, status, effectiveUntil])).toEqual([['3', 'adopted', null], ['2', 'discarded', null], ['1', 'inForce', '2027-01-01']]);
    expect(await database.repository(AuditEntry).countBy({ action: 'scheme.adopted', subjectId: ready.id })).toBe(1);
    await office!.post(`/api/schemes/${ready.id}/take-back`).send({ revision: ready.revision }).expect(409);
    await committee!.post(`/api/schemes/${ready.id}/adopt`).send({ ...RESOLVED, revision: ready.revision }).expect(409);
  });

  it('does not let a committee member adopt what the same person drafted', async () => {
    const both = await court.signedIn('both', [{ role: 'committeeMember', scope: 'court' }, { role: 'trialManagement', scope: 'court' }]);
    const draft = await copied();
    const own = (await both.put(`/api/schemes/${draft.id}`).send({ document: from(draft.document, '2027-01-01'), revision: 1 }).expect(200)).body as SchemeView;
    const ready = await tried(own);
    await both.post(`/api/schemes/${ready.id}/propose`).send({ revision: ready.revision }).expect(200);
    expect((await both.post(`/api/schemes/${ready.id}/adopt`).send({ ...RESOLVED, revision: ready.revision }).expect(403)).body).toMatchObject({ code: 'scheme.ownWork' });
  });

  it('refuses a first day inside what is already frozen, and says until when that is', async () => {
    await database.repository(PeriodState).insert({ id: newId(), courtId: court.courtId, period: '2026-07', status: 'closed', closedBy: '政工', closedAt: '2026-08-02T00:00:00.000Z', publishedBy: null, publishedAt: null });
    const ready = await proposed((text) => from(text, '2026-07-31'));
    const { body } = await committee!.post(`/api/schemes/${ready.id}/adopt`).send({ ...RESOLVED, revision: ready.revision }).expect(422);
    expect((body as { faults: unknown[] }).faults).toEqual([expect.objectContaining({ path: 'effectiveFrom', message: expect.stringContaining('2026-07-31') as string })]);
    const back = (await office!.post(`/api/schemes/${ready.id}/take-back`).send({ revision: ready.revision }).expect(200)).body as SchemeView;
    const moved = await tried2(await saved(back, from(back.document, '2026-08-01')));
    await office!.post(`/api/schemes/${moved.id}/propose`).send({ revision: moved.revision }).expect(200);
    expect((await committee!.post(`/api/schemes/${moved.id}/adopt`).send({ ...RESOLVED, revision: moved.revision }).expect(200)).body).toMatchObject({ status: 'inForce' });
  });

  async function tried2(version: SchemeView): Promise<SchemeView> {
    await database.repository(SchemeTrial).update({ schemeVersionId: version.id }, { documentDigest: version.digest });
    return view(version.id);
  }

  it('brings the other example schemes in as drafts that count for nothing, ready to be read, checked and copied', async () => {
    await app.app.get(SchemesService, { strict: false }).installExampleDrafts(court.courtId);
    const drafts = (await office!.get('/api/schemes?status=draft').expect(200)).body as SchemeRow[];
    expect(drafts.map((one) => one.schemeId)).toEqual(expect.arrayContaining(['clerk', 'division-chief', 'document-01-civil-servants', 'document-10-market-supervision']));
    expect(drafts.every((one) => one.example && one.resolution === null)).toBe(true);
    const clerk = drafts.find((one) => one.schemeId === 'clerk')!;
    expect(await view(clerk.id)).toMatchObject({ status: 'draft', adopted: null, faults: [], next: { step: 'try' } });
    expect((await office!.post('/api/schemes').send({ basedOn: clerk.id }).expect(201)).body).toMatchObject({ version: '2', faults: [] });
  });

  it('opens drafting to the offices, reading to judges, and neither to administrators', async () => {
    const wang = await court.person('王敏', court.first);
    const judge = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
    const [one] = await rows();
    await judge.get(`/api/schemes/${one!.id}`).expect(200);
    await judge.post('/api/schemes').send({ basedOn: one!.id }).expect(403);
    const draft = await copied();
    await judge.put(`/api/schemes/${draft.id}`).send({ document: draft.document, revision: 1 }).expect(403);
    await committee!.put(`/api/schemes/${draft.id}`).send({ document: draft.document, revision: 1 }).expect(403);
    await judge.post(`/api/schemes/${draft.id}/propose`).send({ revision: 1 }).expect(403);
    const system = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    await system.get('/api/schemes').expect(403);
    await system.get('/api/schemes/reference').expect(403);
    const elsewhere = await (await SmallCourt.found(app)).signedIn('elsewhere', [{ role: 'trialManagement', scope: 'court' }]);
    await elsewhere.get(`/api/schemes/${one!.id}`).expect(404);
    await elsewhere.post('/api/schemes').send({ basedOn: one!.id }).expect(404);
    expect((await judge.get('/api/schemes/json-schema').expect(200)).text).toContain('$schema');
  });
});
