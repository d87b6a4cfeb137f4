import { CourtParameter } from '../../src/court/court.entities.js';
import type { EnteredFactView } from '../../src/evaluation/dto/entered-fact.dto.js';
import type { SchemeView } from '../../src/evaluation/dto/scheme.dto.js';
import type { SchemePreview, TrialRow, TrialView } from '../../src/evaluation/dto/trial.dto.js';
import { SchemeTrial } from '../../src/evaluation/scheme-version.entity.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { JobsService } from '../../src/platform/jobs/jobs.service.js';
import { newId } from '../../src/platform/ids.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { adoptText } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = '2026-08';
const own = (name: string, zh: string): string =>
  `  - { name: ${name}, kind: entered, shape: number, unit: { zh: 分, en: points }, title: { zh: ${zh}, en: ${name} }, meaning: { zh: ${zh}, en: ${name} }, cannotShow: { zh: 难度, en: hardness }, per: person, dated: { zh: 按考核期, en: by period }, evidence: optional }`;
/** Two parts, each the entered number over 100. */
const text = (version: number, law: number, skill: number): string => `id: two-parts
version: ${version}
title: { zh: 两项方案, en: Two parts }
effectiveFrom: ${version === 1 ? '2025-01-01' : '2027-01-01'}
source: 示例〔2026〕9号
example: true
appliesTo: { post: judge, nature: civil }
fullMark: 100.00
rounding: { places: 2, mode: half-up }
facts:
${own('law', '法理')}
${own('skill', '技能')}
${own('most', '满分')}
nodes:
${['law', 'skill'].map((key) => `  - { key: ${key}, title: { zh: ${key}, en: ${key} }, source: 第2条, fullMark: ${key === 'law' ? law : skill}, limits: { zh: 难度, en: hardness }, rule: { kind: ratio, of: { numerator: ${key}, denominator: most } } }`).join('\n')}
`;

describe('the scheme laboratory', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let [office, chief, judge]: Agent[] = [];
  let [li, sun, wang]: string[] = [];
  let draft: SchemeView;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    [li, sun, wang] = [await court.person('李芳', court.first), await court.person('孙立', court.first), await court.person('王敏', court.second)];
    await adoptText(database, court.courtId, text(1, 60, 40));
    office = await court.signedIn('yinhang', [{ role: 'trialManagement', scope: 'court' }]);
    judge = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
    chief = await court.signedIn('leader', [{ role: 'courtLeader', scope: 'division', divisionId: court.second }]);
    const marks: [string, string, string][] = [[li!, '90', '50'], [sun!, '60', '90'], [wang!, '50', '40']];
    for (const [personId, law, skill] of marks)
      for (const [fact, value] of Object.entries({ law, skill, most: '100' })) await office.post('/api/entered-facts').send({ fact, personId, period: PERIOD, value }).expect(201);
    draft = (await office.post('/api/schemes').send({ document: text(2, 40, 60) }).expect(201)).body as SchemeView;
  });

  async function tried(agent = office!): Promise<TrialView> {
    const started = (await agent.post(`/api/schemes/${draft.id}/trials`).send({ period: PERIOD }).expect(202)).body as TrialView;
    const { jobId } = await database.repository(SchemeTrial).findOneByOrFail({ id: started.id });
    await app.app.get(JobsService).finished(jobId);
    return (await agent.get(`/api/schemes/${draft.id}/trials/${started.id}`).expect(200)).body as TrialView;
  }

  it('says who moves and by how much, before and after, and how firmly the order stands', async () => {
    const trial = await tried();
    expect(trial).toMatchObject({ number: 1, status: 'done', current: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string, progress: { done: 10, total: 10 } });
    const { people, summary, weights, sensitivity, distribution, bonus, baseline } = trial.result!;
    // 李芳 90×0.6+50×0.4 = 74 → 66; 孙立 60×0.6+90×0.4 = 72 → 78; 王敏 46 → 44.
    expect(people.map((one) => [one.personId, one.before!.total, one.before!.rank, one.after.total, one.after.rank, one.points, one.places])).toEqual([
      [sun, '72.00', 2, '78.00', 1, '6.00', 1],
      [li, '74.00', 1, '66.00', 2, '-8.00', -1],
      [wang, '46.00', 3, '44.00', 3, '-2.00', 0],
    ]);
    expect(people[0]!.components).toEqual({ law: { before: '36.00', after: '24.00' }, skill: { before: '36.00', after: '54.00' } });
    expect(summary).toMatchObject({ people: 3, moved: 2, changed: 3, mostPlaces: 1, mostPoints: '8.00', before: { mean: '64.00', median: '72.00' }, after: { mean: '62.67', median: '66.00' } });
    expect(weights).toMatchObject([{ key: 'law', before: '60.00', after: '40.00' }, { key: 'skill', before: '40.00', after: '60.00' }]);
    expect(distribution.reduce((sum, bin) => [sum[0]! + bin.before, sum[1]! + bin.after], [0, 0])).toEqual([3, 3]);
    expect(sensitivity.map((one) => [one.key, one.change, one.weight])).toEqual(
      [['law', -20, '32.00'], ['law', -10, '36.00'], ['law', 10, '44.00'], ['law', 20, '48.00'], ['skill', -20, '48.00'], ['skill', -10, '54.00'], ['skill', 10, '66.00'], ['skill', 20, '72.00']],
    );
    // Skill at 48 %: 李芳 90×0.52+50×0.48 = 70.80, 孙立 60×0.52+90×0.48 = 74.40: the order stands.
    expect(sensitivity.map(({ tau, moved, firstThreeChanged, ranks }) => ({ tau, moved, firstThreeChanged, ranks }))).toEqual(Array.from({ length: 8 }, () => ({ tau: '1.0000', moved: 0, firstThreeChanged: 0, ranks: {} })));
    expect(bonus).toMatchObject({ after: null, missing: [{ parameter: 'bonus.tiers' }] });
    expect(baseline).toMatchObject({ version: '1' });
    expect((await office!.get(`/api/schemes/${draft.id}`).expect(200)).body).toMatchObject({ status: 'tried', trials: 1, next: { step: 'propose' } });
  });

  it('tells the cost where the court has set its tiers', async () => {
    const tiers = [{ key: 'BT-1', percentOfGroup: '33.00', amount: '3000.00' }, { key: 'BT-2', percentOfGroup: '67.00', amount: '1000.00' }];
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name: 'bonus.tiers', value: JSON.stringify(tiers), unit: 'table', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    const { bonus, people } = (await tried()).result!;
    expect(bonus).toEqual({ before: '5000.00', after: '5000.00', difference: '0.00', changedTier: 2, missing: [] });
    expect(people.map((one) => [one.bonus.before, one.bonus.after])).toEqual([['1000.00', '3000.00'], ['3000.00', '1000.00'], ['1000.00', '1000.00']]);
  });

  it('keeps each run for good: a later save makes it no longer current, and a second run has the next number and the same digest', async () => {
    const first = await tried();
    const again = await tried();
    expect([again.number, again.digest]).toEqual([2, first.digest]);
    await office!.put(`/api/schemes/${draft.id}`).send({ document: text(2, 50, 50), revision: 1 }).expect(200);
    expect((await office!.get(`/api/schemes/${draft.id}`).expect(200)).body).toMatchObject({ status: 'draft', trials: 2 });
    const rows = (await office!.get(`/api/schemes/${draft.id}/trials`).expect(200)).body as TrialRow[];
    expect(rows.map((one) => [one.number, one.current, one.status])).toEqual([[2, false, 'done'], [1, false, 'done']]);
    const csv = await office!.get(`/api/schemes/${draft.id}/trials/${first.id}/export?format=csv`).expect(200);
    expect(csv.text).toContain('孙立');
    await office!.get(`/api/schemes/${draft.id}/trials/${first.id}/export`).expect(200).expect('content-type', /spreadsheetml/);
  });

  it('says in words why a run could not be worked out, and refuses a faulty text or a period that is not over', async () => {
    const [fact] = (await office!.get(`/api/entered-facts?fact=law&personId=${wang}`).expect(200)).body.items as EnteredFactView[];
    await office!.post(`/api/entered-facts/${fact!.id}/void`).send({ reason: '登记有误', version: 1 }).expect(200);
    expect(await tried()).toMatchObject({ status: 'failed', result: null, error: expect.stringContaining('王敏') as string });
    expect((await office!.get(`/api/schemes/${draft.id}`).expect(200)).body).toMatchObject({ status: 'draft' });
    await office!.post(`/api/schemes/${draft.id}/trials`).send({ period: '2099' }).expect(422);
    await office!.post(`/api/schemes/${draft.id}/trials`).send({ period: '2001' }).expect(422);
    await office!.put(`/api/schemes/${draft.id}`).send({ document: text(2, 50, 60), revision: 1 }).expect(200);
    const { body } = await office!.post(`/api/schemes/${draft.id}/trials`).send({ period: PERIOD }).expect(422);
    expect((body as { faults: unknown[] }).faults).toHaveLength(1);
  });

  it('names the groups a version may be tried on', async () => {
    expect((await office!.get(`/api/schemes/${draft.id}/trial-groups?period=${PERIOD}`).expect(200)).body).toMatchObject([{ key: 'judge:civil', size: 3 }]);
    await judge!.get(`/api/schemes/${draft.id}/trial-groups?period=${PERIOD}`).expect(403);
    // A text for civil judges is not tried, and does not count as tried, on criminal ones.
    await court.person('高远', court.second, 'judge', 'criminal');
    expect(((await office!.post(`/api/schemes/${draft.id}/trials`).send({ period: PERIOD, group: 'judge:criminal' }).expect(422)).body as { code: string }).code).toBe('trial.noGroup');
  });

  it('previews a text on one person without keeping anything, or says its faults', async () => {
    const preview = async (document: string, agent = office!) => (await agent.post('/api/schemes/preview').send({ document, personId: li, period: PERIOD }).expect(200)).body as SchemePreview;
    expect(await preview(text(2, 40, 60))).toMatchObject({ faults: [], sheet: { total: '66.00', rank: 2, components: [{ key: 'law', points: '36.00' }, { key: 'skill', points: '30.00' }] }, inForce: { version: '1', total: '74.00' } });
    expect(await preview(text(2, 50, 60))).toMatchObject({ faults: [{ path: 'nodes' }], sheet: null, inForce: { total: '74.00' } });
    expect((await preview(text(2, 40, 60).replace('numerator: law', 'numerator: lawful'))).faults[0]).toMatchObject({ path: expect.stringContaining('nodes[0]') as string });
    expect((await office!.get('/api/schemes').expect(200)).body).toHaveLength(2);
    // A sheet read here is a sheet opened, once however often its text is changed.
    expect(await database.repository(AuditEntry).countBy({ courtId: court.courtId, action: 'score.opened', subjectId: li! })).toBe(1);
  });

  it('is open to offices, committee and leaders, who see the people of their scope; not to judges', async () => {
    const trial = await tried();
    const seen = (await chief!.get(`/api/schemes/${draft.id}/trials/${trial.id}`).expect(200)).body as TrialView;
    expect(seen.result!.people.map((one) => one.personId)).toEqual([wang]);
    expect(seen.result!.summary.people).toBe(3);
    for (const path of [`/api/schemes/${draft.id}/trials`, `/api/schemes/${draft.id}/trials/${trial.id}`]) await judge!.get(path).expect(403);
    await judge!.post(`/api/schemes/${draft.id}/trials`).send({ period: PERIOD }).expect(403);
    await judge!.post('/api/schemes/preview').send({ document: text(2, 40, 60), personId: li, period: PERIOD }).expect(403);
    await chief!.post('/api/schemes/preview').send({ document: text(2, 40, 60), personId: li, period: PERIOD }).expect(404);
  });
});
