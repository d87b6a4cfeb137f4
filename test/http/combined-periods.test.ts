import { PostHolding } from '../../src/court/court.entities.js';
import { EnteredFact } from '../../src/evaluation/entered-fact.entity.js';
import type { EnteredFactView } from '../../src/evaluation/dto/entered-fact.dto.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import type { SchemePreview } from '../../src/evaluation/dto/trial.dto.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { PeriodCorrection } from '../../src/ranking/closing/closing.entities.js';
import { UnsettledResults } from '../../src/ranking/closing/unsettled-results.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { adoptText } from './own-facts-scheme.js';
import { ClosingOffices } from './closing-offices.js';
import { SmallCourt, type Agent } from './small-court.js';

const QUARTER = '2025Q3';
/** After whatever is frozen here. */
const LATER = '2099-01-01T00:00:00.000Z';
const MONTHS = ['2025-07', '2025-08', '2025-09'];
const fact = (name: string, shape: string, zh: string): string =>
  `  - { name: ${name}, kind: entered, shape: ${shape}, unit: { zh: 分, en: points }, title: { zh: ${zh}, en: ${name} }, meaning: { zh: ${zh}, en: ${name} }, cannotShow: { zh: 难度, en: hardness }, per: person, dated: { zh: 按考核期, en: by period }, evidence: optional }`;
/** Scored by month: marks entered for the month, and what slips cost; the quarter is the mean of its months. */
const text = (missing: 'exclude' | 'refuse'): string => `id: by-month
version: 1
title: { zh: 按月方案, en: By month }
effectiveFrom: 2025-01-01
source: 示例〔2025〕9号
example: true
appliesTo: { post: judge, nature: civil }
fullMark: 100.00
rounding: { places: 2, mode: half-up }
periods: { scoredBy: month, combine: [{ to: quarter, by: mean, missing: ${missing}, source: 第九条 }] }
facts:
${fact('law', 'number', '法理')}
${fact('slips', 'events', '差错')}
nodes:
  - { key: law, title: { zh: 法理, en: law }, source: 第2条, fullMark: 60, limits: { zh: 难度, en: hardness }, rule: { kind: formula, points: 'law * 0.6' } }
  - { key: slips, title: { zh: 差错, en: slips }, source: 第3条, fullMark: 40, limits: { zh: 难度, en: hardness }, rule: { kind: deduct-to-floor, events: slips } }
`;

describe('a quarter made of its months', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let [political, leader, judge]: Agent[] = [];
  let [li, wang]: string[] = [];

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    [li, wang] = [await court.person('李芳', court.first), await court.person('王敏', court.second)];
    political = await court.signedIn('liangzheng', [{ role: 'politicalSupervision', scope: 'court' }]);
    leader = await court.signedIn('guguoping', [{ role: 'courtLeader', scope: 'court' }]);
    judge = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
  });

  const recorded = async (body: object) => (await political!.post('/api/entered-facts').send(body).expect(201)).body as EnteredFactView;
  const slip = (personId: string, period: string, cost: string) => ({ fact: 'slips', personId, period, clause: '3.1', label: '引用有误', day: `${period}-05`, points: cost, evidence: '通报' });
  const sheet = async (personId: string, period: string) => (await leader!.get(`/api/scores/people/${personId}?period=${period}`).expect(200)).body as ScoreSheetView;
  /** Marks 90, 80, 71 and a slip of 3.00 in August for 王敏; 50 every month for 李芳. */
  async function marks(): Promise<{ august: EnteredFactView; slip: EnteredFactView }> {
    const own: EnteredFactView[] = [];
    for (const [index, period] of MONTHS.entries()) {
      own.push(await recorded({ fact: 'law', personId: wang, period, value: ['90', '80', '71'][index] }));
      await recorded({ fact: 'law', personId: li, period, value: '50' });
    }
    const made = await recorded(slip(wang!, '2025-08', '3.00'));
    for (const period of MONTHS) await recorded({ fact: 'slips', period, none: true, evidence: '无其他差错' });
    return { august: own[1]!, slip: made };
  }
  async function joinedInAugust(personId: string): Promise<void> {
    await court.change(() => database.repository(PostHolding).update({ personId }, { validFrom: '2025-08-01' }));
  }

  it('equals the mean of the months’ sheets, line by line, and follows every change in a month', async () => {
    await adoptText(database, court.courtId, text('refuse'));
    const { august, slip: made } = await marks();
    const months: string[] = [];
    for (const period of MONTHS) months.push((await sheet(wang!, period)).total);
    expect(months).toEqual(['94.00', '85.00', '82.60']);
    const quarter = await sheet(wang!, QUARTER);
    expect(quarter).toMatchObject({ total: '87.20', rank: 1, shorter: MONTHS.map((period, index) => ({ period, total: months[index] })) });
    expect(quarter.components.map((part) => part.leaves[0]!.lines.map((line) => line.reason.zh))).toEqual([
      ['法理 (2025-07 54.00 + 2025-08 48.00 + 2025-09 42.60) ÷ 3 = 48.20'],
      ['差错 (2025-07 40.00 + 2025-08 37.00 + 2025-09 40.00) ÷ 3 = 39.00', '引用有误，计入 2025-08，影响已计入上项'],
    ]);
    // Without the slip August comes to 88.00, so the quarter to 48.20 + 40.00.
    expect(quarter.components[1]!.leaves[0]!.lines[1]).toMatchObject({ kind: 'record', eventId: made.id, points: '0.00', without: { total: '88.20', rank: 1 } });
    expect((await sheet(wang!, '2025-08')).shorter).toBeNull();
    await political!.post(`/api/entered-facts/${august.id}/correct`).send({ fact: 'law', personId: wang, period: '2025-08', value: '95', reason: '录入有误', version: 1 }).expect(201);
    expect((await sheet(wang!, QUARTER)).total).toBe('90.20');
    expect((await judge!.get(`/api/scores/me?period=${QUARTER}`).expect(200)).body).toMatchObject({ total: '90.20' });
    // Nothing of this score was sampled: no interval is made up, and the reader is told that nobody has tested the order.
    expect((await leader!.get(`/api/rankings/judge:civil/${QUARTER}/intervals`).expect(200)).body).toMatchObject({ intervals: null, why: { zh: expect.stringContaining('未经检验') as string } });
    await judge!.get(`/api/scores/people/${li}?period=${QUARTER}`).expect(404);
  });

  it('names the month in which the records behind a line count', async () => {
    await adoptText(database, court.courtId, text('refuse'));
    const { august } = await marks();
    const records = async (within: string) => (await judge!.get(`/api/scores/me/records?period=${QUARTER}&leaf=law${within}`).expect(200)).body as RecordsBehindPage;
    expect(await records('')).toMatchObject({ periods: MONTHS, within: '2025-09', fact: 'law', addsUp: true });
    expect(await records('&within=2025-08')).toMatchObject({ within: '2025-08', items: [{ source: { id: august.id }, without: null }] });
  });

  it('is frozen with its months and worked out again to the same bytes', async () => {
    await adoptText(database, court.courtId, text('refuse'));
    const { august } = await marks();
    await (await ClosingOffices.of(app, court)).close(QUARTER);
    expect((await leader!.get(`/api/rankings/judge:civil/${QUARTER}/verify`).expect(200)).body).toMatchObject({ sameBytes: true, sameDigest: true });
    await political!.post(`/api/entered-facts/${august.id}/correct`).send({ fact: 'law', personId: wang, period: '2025-08', value: '95', reason: '录入有误', version: 1 });
    expect(await sheet(wang!, QUARTER)).toMatchObject({ total: '87.20', status: 'closed', shorter: [{ total: '94.00' }, { total: '85.00' }, { total: '82.60' }] });
    // A month corrected after the quarter was frozen: nobody is paid for the quarter before it follows.
    const unsettled = () => app.app.get(UnsettledResults, { strict: false }).of(court.courtId, QUARTER, ['judge:civil']);
    const corrected = (personId: string) => database.repository(PeriodCorrection).insert({
      id: newId(), courtId: court.courtId, period: '2025-08', year: 2026, number: personId === wang ? 1 : 2, status: 'issued', reason: '录入有误', basisKind: 'other', basisId: null, basisWords: '党组会纪要', people: [personId], groups: [],
      proposedById: newId(), proposedBy: '崔正', proposedAt: LATER, confirmedBy: '潘毅', confirmedAt: LATER, withdrawnReason: null,
    });
    await court.change(() => database.repository(EnteredFact).update({ id: august.id }, { value: '95' }));
    expect(await unsettled()).toEqual([]);
    await corrected(li!);
    expect(await unsettled()).toEqual([]);
    await corrected(wang!);
    expect(await unsettled()).toMatchObject([{ kind: 'shorterCorrected', count: 1, link: `/periods/${QUARTER}/close` }]);
  });

  it('refuses a missing month where the rule says so, and a period without a rule; it never shows a silent figure', async () => {
    await adoptText(database, court.courtId, text('refuse'));
    await marks();
    await joinedInAugust(wang!);
    const refused = async (period: string) => (await leader!.get(`/api/scores/people/${li}?period=${period}`).expect(422)).body as { code: string; faults: { path: string }[] };
    expect(await refused(QUARTER)).toMatchObject({ code: 'scheme.cannotCombine', faults: [{ path: `2025-07.${wang}` }] });
    expect(await refused('2025')).toMatchObject({ code: 'scheme.cannotCombine', faults: [{ path: 'periods.combine' }] });
    const { body } = await political!.post(`/api/periods/${QUARTER}/submit`).expect(409);
    expect((body as { faults: { path: string }[] }).faults.map(({ path }) => path)).toContain('figures.judge:civil');
  });

  it('leaves a missing month out where the rule says so, in previews too', async () => {
    await adoptText(database, court.courtId, text('exclude'));
    await marks();
    await joinedInAugust(wang!);
    expect(await sheet(wang!, QUARTER)).toMatchObject({ total: '83.80', shorter: [{ period: '2025-07', total: null }, { total: '85.00' }, { total: '82.60' }] });
    const office = await court.signedIn('yinhang', [{ role: 'trialManagement', scope: 'court' }]);
    const preview = async (document: string) => (await office.post('/api/schemes/preview').send({ document, personId: wang, period: QUARTER }).expect(200)).body as SchemePreview;
    expect(await preview(text('exclude'))).toMatchObject({ faults: [], sheet: { total: '83.80' }, inForce: { total: '83.80' } });
    expect(await preview(text('refuse'))).toMatchObject({ faults: [{ path: `2025-07.${wang}` }], sheet: null });
  });
});
