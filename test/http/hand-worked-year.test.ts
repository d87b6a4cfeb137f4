import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ImportView } from '../../src/cases/dto/case-import.dto.js';
import { CaseAppeal, CourtCase } from '../../src/cases/case.entities.js';
import { AppointedBody, Appointment, CourtParameter, PostHolding } from '../../src/court/court.entities.js';
import type { RunView } from '../../src/case-assignment/dto/run.dto.js';
import type { CostSummary } from '../../src/costs/dto/cost.dto.js';
import type { ClaimView } from '../../src/difficult-cases/dto/difficult-case.dto.js';
import type { RoundView } from '../../src/difficult-cases/dto/difficult-round.dto.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import type { RankingView } from '../../src/ranking/dto/ranking.dto.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { SchemeVersion } from '../../src/evaluation/scheme-version.entity.js';
import { Decimal } from '../../src/kernel/exact.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { CaseReview } from '../../src/quality-review/review.entities.js';
import type { RequestView } from '../../src/reconsideration/dto/reconsideration.dto.js';
import { top } from '../../src/setup/places.mjs';
import { startApp, type AppUnderTest } from '../support/app.js';
import { adoptText } from './own-facts-scheme.js';
import { markHearing, scoreAll } from './review-marks.js';
import { SmallCourt, type Agent } from './small-court.js';
import { reckoned, tablesUnder, type SheetRow } from './worked-sheet.js';

const SHEET = readFileSync(join(top, 'test', 'http', 'hand-worked-year.md'), 'utf8');
const table = (heading: string, place = 0): SheetRow[] => tablesUnder(heading, SHEET)[place]!;

const RESEARCH_POINTS = {
  'RP-01': { national: '30.00', province: '10.00', prefecture: '4.00', county: '1.00' },
  'RP-09': { national: '10.00', province: '4.00', prefecture: '2.00', county: '0.50' },
};
const PARAMETERS = {
  'research.points': JSON.stringify(RESEARCH_POINTS),
  'research.required': JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]),
  'reconsideration.requestDays': '10', 'reconsideration.replyDays': '15', 'reconsideration.panelSize': '3', 'finding.commentDays': '5', 'finding.rectificationDays': '15',
  'cost.cuts': '0.90,1.10',
  'judgment.publicationDays': '7', 'signOff.from': '2027-01-01',
  'notice.days': '5', 'difficult.minDefendants': '5', 'difficult.quorum': '2/3', 'difficult.ballot': 'secret', 'difficult.points': 'median', 'difficult.watchShare': '80.00', 'difficult.watchLeast': '2',
};

describe('the year of the sheet, played through the system', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  const people: Record<string, string> = {};
  const agents: Record<string, Agent> = {};
  /** Sheet's name of a case → id; a case of the run gets its name once the draw has given it to somebody. */
  const cases: Record<string, { id: string; number: string; intake: string; judge: string }> = {};
  const findings: Record<string, string> = {};
  let clauses: Record<string, string>;

  const at = (day: string): void => void jest.spyOn(on.app.get(Clock), 'today').mockReturnValue(day);
  const as = (name: string): Agent => agents[name]!;
  const judges = table('People').map(({ person }) => person!);

  beforeAll(async () => {
    on = await startApp();
    database = on.app.get(Database);
    at('2026-01-05');
    court = await SmallCourt.found(on);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    await on.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    const civil = await database.repository(SchemeVersion).findOneByOrFail({ courtId: court.courtId, post: 'judge', nature: 'civil' });
    await database.repository(SchemeVersion).delete({ id: civil.id });
    await adoptText(database, court.courtId, `${civil.document}${readFileSync(join(top, 'config', 'demonstration', 'extra-points.yaml'), 'utf8')}`);
    for (const [name, value] of Object.entries(PARAMETERS))
      await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: '', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    for (const { person, duty } of table('People')) {
      people[person!] = await court.person(person!, court.first);
      await database.repository(PostHolding).update({ personId: people[person!]! }, { dutyFactor: new Decimal(duty!) });
      agents[person!] = await court.signedIn(person!, [{ role: 'judge', scope: 'self' }], people[person!]);
    }
    people['褚云'] = await court.person('褚云', court.first, 'clerk', null);
    agents['褚云'] = await court.signedIn('褚云', [{ role: 'clerk', scope: 'division', divisionId: court.first }], people['褚云']);
    people['严明'] = await court.person('严明', court.office, 'officeStaff', null);
    agents['审管办'] = await court.signedIn('审管办', [{ role: 'trialManagement', scope: 'court' }], people['严明']);
    agents['院领导'] = await court.signedIn('院领导', [{ role: 'courtLeader', scope: 'court' }]);
    for (const name of ['评委一', '评委二', '组员甲', '组员乙', '组员丙']) {
      people[name] = await court.person(name, name.startsWith('评委') ? court.second : court.office, 'qualityReviewer', null);
      agents[name] = await court.signedIn(name, [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], people[name]);
    }
    await seat('reviewGroup', ['评委一', '评委二', '组员甲', '组员乙', '组员丙']);
    for (const name of ['委员甲', '委员乙', '委员丙', '委员丁']) {
      people[name] = await court.person(name, court.office, 'officeStaff', null);
      agents[name] = await court.signedIn(name, [{ role: 'committeeMember', scope: 'court' }], people[name]);
    }
    await seat('qualityReviewCommittee', ['委员甲', '委员乙', '委员丙', '委员丁']);
    clauses = Object.fromEntries((await as('评委一').get('/api/clauses?nature=civil').expect(200)).body.map(({ code, id }: { code: string; id: string }) => [code, id]));
  });
  afterAll(() => on.close());

  async function seat(kind: 'reviewGroup' | 'qualityReviewCommittee', names: string[]): Promise<void> {
    const bodyId = newId();
    await database.repository(AppointedBody).insert({ id: bodyId, courtId: court.courtId, kind, name: kind, nameEn: kind, nature: kind === 'reviewGroup' ? 'civil' : null });
    await database.repository(Appointment).insert(names.map((name, place) => ({ id: newId(), courtId: court.courtId, bodyId, personId: people[name]!, capacity: place === 0 && kind !== 'reviewGroup' ? ('chair' as const) : ('member' as const), validFrom: '2024-01-01', validUntil: null })));
  }

  const HEAD = ['案号', '案由', '适用程序', '权重', '收案日期', '结案日期', '生效日期', '结案方式', '可上诉', '承办人', '庭室', '合议庭成员', '书记员'] as const;
  async function imported(rows: Partial<Record<(typeof HEAD)[number], string>>[]): Promise<ImportView> {
    const settled = async (id: string): Promise<ImportView> => {
      for (;;) {
        const view = (await as('审管办').get(`/api/case-imports/${id}`).expect(200)).body as ImportView;
        if (view.status !== 'checking' && view.status !== 'importing') return view;
      }
    };
    const csv = [HEAD.join(','), ...rows.map((row) => HEAD.map((title) => row[title] ?? '').join(','))].join('\r\n');
    const { id } = (await as('审管办').post('/api/case-imports').field('mapping', 'zh-register').attach('file', Buffer.from(csv), '登记.csv').expect(201)).body as ImportView;
    expect(await settled(id)).toMatchObject({ totals: { rows: rows.length, faulty: 0 } });
    await as('审管办').post(`/api/case-imports/${id}/commit`).send({ allOrNothing: true }).expect(200);
    return settled(id);
  }
  const numberOf = (serial: number): string => `（2026）苏0102民初${serial}号`;
  const COMMON = { 案由: '民间借贷纠纷', 适用程序: '简易程序', 庭室: '民事审判第一庭', 书记员: '褚云' };
  const idsByNumber = async (): Promise<Map<string, CourtCase>> => new Map((await database.repository(CourtCase).findBy({ courtId: court.courtId })).map((one) => [one.caseNumber, one]));
  const sheetOf = async (name: string): Promise<ScoreSheetView> => (await as(name).get('/api/scores/me?period=2026').expect(200)).body as ScoreSheetView;

  it('intake: the register of 1 January, and twelve cases that wait', async () => {
    const open = table('Cases open on 1 January');
    await imported(open.map(({ weight, intake, judge }, place) => ({ ...COMMON, 案号: numberOf(place + 1), 权重: weight!, 收案日期: intake!, 承办人: judge! })));
    const known = await idsByNumber();
    open.forEach((row, place) => (cases[row['case']!] = { id: known.get(numberOf(place + 1))!.id, number: numberOf(place + 1), intake: row['intake']!, judge: row['judge']! }));
    at('2026-03-02');
    await imported(Array.from({ length: 12 }, (_, place) => ({ ...COMMON, 案号: numberOf(101 + place), 权重: '1.00', 收案日期: '2026-03-02', 承办人: '待分案' })));
  });

  it('assignment: levelled first, evenly after', async () => {
    const { id } = (await as('审管办').post('/api/assignment/runs').send({ nature: 'civil' }).expect(201)).body as RunView;
    const preview = (await as('审管办').post(`/api/assignment/runs/${id}/preview`).send({}).expect(200)).body as RunView;
    const worked = table('Assignment of 2 March');
    const shown = preview.judges.map(({ name, backlog, capacity, level, even, received, after }) => ({ judge: name, before: backlog, capacity, level, even, received, after }));
    expect(shown).toEqual(expect.arrayContaining(worked));
    await as('审管办').post(`/api/assignment/runs/${id}/commit`).send({ version: preview.version, inputDigest: preview.inputDigest }).expect(200);
    for (const [judge, letter] of [['李芳', 'L'], ['孙立', 'S'], ['王敏', 'W']] as const) {
      const had = Object.keys(cases).filter((name) => name.startsWith(letter)).length;
      const given = (await database.repository(CourtCase).find({ where: { courtId: court.courtId, responsibleJudgeId: people[judge]!, intakeOn: '2026-03-02' }, order: { serial: 'ASC' } }));
      given.forEach((one, place) => (cases[`${letter}${had + place + 1}`] = { id: one.id, number: one.caseNumber, intake: one.intakeOn, judge }));
    }
    expect(Object.keys(cases)).toHaveLength(21);
  });

  it('the register at the end of June: every closing of the sheet, with its days and its limit', async () => {
    at('2026-06-30');
    const rows = table('What became of the cases');
    const panels: Record<string, string> = { S7: '李芳、王敏', L6: '王敏' };
    await imported(
      rows.map((row) => ({
        ...COMMON, 案号: cases[row['case']!]!.number, 收案日期: cases[row['case']!]!.intake, 承办人: cases[row['case']!]!.judge, 结案日期: row['closed']!, 结案方式: row['manner']!, 可上诉: row['open to appeal'] === 'yes' ? '是' : '否',
        合议庭成员: panels[row['case']!] ?? '', 生效日期: row['case'] === 'L1' ? '2026-02-05' : '',
      })),
    );
    await court.change(() => database.repository(CaseAppeal).insert({ id: newId(), courtId: court.courtId, caseId: cases['S2']!.id, appealedOn: '2026-03-10', outcome: 'changed', decidedOn: '2026-05-20', attributable: true, reason: '遗漏抗辩' }));
    const told = [];
    for (const { case: name } of rows) {
      const view = (await as('审管办').get(`/api/cases/${cases[name!]!.id}`).expect(200)).body as { netDays: number; inLimit: boolean };
      told.push([name, String(view.netDays), view.inLimit ? 'yes' : 'no']);
    }
    expect(told).toEqual(rows.map((row) => [row['case'], row['days'], row['in limit']]));
  });

  it('publication: the judgment that took effect, in time', async () => {
    at('2026-02-06');
    await court.change(() => court.judgment(cases['L1']!.id, newId(), '民事判决书。'));
    const { items } = (await as('褚云').get('/api/judgment-publications').expect(200)).body as { items: { id: string; caseId: string; version: number }[] };
    expect(items.map(({ caseId }) => caseId)).toEqual([cases['L1']!.id]);
    await as('褚云').post(`/api/judgment-publications/${items[0]!.id}/publish`).send({ version: items[0]!.version }).expect(200);
  });

  it('review: findings, the committee’s confirmation, and a reconsideration that halves one of them', async () => {
    at('2026-07-20');
    for (const row of table('Review')) {
      const { id: caseId, judge } = cases[row['case']!]!;
      const reviewId = newId();
      await court.change(() => database.repository(CaseReview).insert({ id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: '2026-07', reviewerId: people['评委一']!, status: 'pending', plannedOn: '2026-07-15', version: 1 }));
      if (row['clause']) {
        const own = { personId: people[judge]!, post: 'responsibleJudge', share: row['judge\'s share']! };
        const shares = own.share === '100' ? [own] : [own, { personId: people['褚云']!, post: 'clerk', share: String(100 - Number(own.share)) }];
        const departure = own.share === '100' && row['clause'] === 'S-C-03' ? { responsibility: { situation: 'R10', departure: '独任审理，由承办人一人负责' } } : {};
        findings[row['case']!] = (await as('评委一').post(`/api/reviews/${reviewId}/findings`).send({ clauseId: clauses[row['clause']!], points: row['points'], place: '卷宗第12页', comment: '与条目不符', shares, ...departure }).expect(201)).body.id;
      }
      await scoreAll(as('评委一'), reviewId, row['marked off beside']!.startsWith('12.00') ? { 'F-DOC.facts.D13': '4.00', 'F-DOC.reasoning.D33': '6.00', 'F-DOC.reasoning.D32': '2.00' } : {});
      const { version } = (await as('评委一').get(`/api/reviews/${reviewId}`).expect(200)).body.review as { version: number };
      await as('评委一').post(`/api/reviews/${reviewId}/submit`).send({ version, ...(row['clause'] ? {} : { noDefect: true }) }).expect(200);
    }
    // Provisional: nothing is lost before the committee has confirmed it.
    expect((await lineOf('王敏', 'K2')).points).toBe(reckoned('6 × 30 ÷ 26'));
    await as('王敏').post(`/api/findings/${findings['W2']!}/comments`).send({ kind: 'explain', words: '当日已获任命，文件在副卷。' }).expect(200);
    const { finding } = (await as('委员甲').get(`/api/findings/${findings['W2']!}`).expect(200)).body as { finding: { version: number } };
    await as('委员甲').post(`/api/findings/${findings['W2']!}/decision`).send({ version: finding.version, outcome: 'confirmed', reasons: '笔录可证，评查属实。', resolution: '质评委〔2026〕第8号' }).expect(200);

    expect((await lineOf('孙立', 'K1')).points).toBe(reckoned('10 × 30 ÷ 26 × (99.07 + 99.95 + 100) ÷ 3 ÷ 100'));
    const asked = await as('孙立').post('/api/reconsiderations').send({ period: '2026', record: findings['S1'], ground: 'fact', ask: 'reduceTo', points: '1.00', grounds: ['判决书第4段已回应主要抗辩'] }).expect(201);
    const accepted = (await as('审管办').post(`/api/reconsiderations/${(asked.body as RequestView).id}/accept`).send({ version: (asked.body as RequestView).version }).expect(200)).body as RequestView;
    const bench = accepted.members.map(({ personId }) => as(Object.keys(people).find((name) => people[name] === personId)!));
    for (const member of bench) await member.post(`/api/reconsiderations/${accepted.id}/votes`).send({ vote: 'partlyUpheld', points: '1.00', reason: '已回应其一' }).expect(200);
    const { version } = (await bench[0]!.get(`/api/reconsiderations/${accepted.id}`).expect(200)).body as RequestView;
    const reply = (await bench[0]!.post(`/api/reconsiderations/${accepted.id}/reply`).send({ version, answers: ['第4段回应了还款抗辩，未回应利息抗辩。'], clause: '《评查实施办法》第8条第2项' }).expect(200)).body as RequestView;
    expect(reply).toMatchObject({ outcome: 'partlyUpheld', settledPoints: '1.00' });
  });

  it('hearings: two assessors, the mean', async () => {
    for (const [judge, name, first, second] of [['李芳', 'L4', { H33: '2.00', H22: '2.00' }, { H31: '1.00' }], ['孙立', 'S5', {}, { H21: '2.00' }]] as const) {
      const { id } = (await as('审管办').post('/api/hearings').send({ caseNumber: cases[name]!.number, heardOn: '2026-03-20', dueOn: '2026-12-31', assessors: [people['评委一'], people['评委二']] }).expect(201)).body as { id: string };
      await markHearing(as('评委一'), id, first);
      await markHearing(as('评委二'), id, second);
      const row = table('Hearings').find((one) => one['judge'] === judge)!;
      expect((await as('审管办').get(`/api/hearings/${id}`).expect(200)).body.outcome).toMatchObject({ hearingScore: row['hearing'], summationScore: row['summation'] });
    }
  });

  it('a difficult case: claimed, opined, voted with the median, noticed, final', async () => {
    people['赵强'] = await court.person('赵强', court.first, 'divisionChief');
    agents['赵强'] = await court.signedIn('赵强', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }], people['赵强']);
    const [worked] = table('Difficult case');
    at('2026-04-01');
    let round = (await as('审管办').post('/api/difficult-rounds').send({ year: 2026, half: 1, applyFrom: '2026-04-01', applyUntil: '2026-04-30', voteUntil: '2026-05-20' }).expect(201)).body as RoundView;
    await as('审管办').post(`/api/cases/${cases['L1']!.id}/particulars`).send({ figure: 'hearings', value: 4, source: '庭审笔录' }).expect(200);
    const claim = (await as('李芳').post('/api/difficult-cases').send({ caseId: cases[worked!['case']!]!.id, kinds: [worked!['kind']], stated: [], grounds: '借款往来四年，历经四次开庭核对。', evidence: [] }).expect(201)).body as ClaimView;
    at('2026-05-06');
    await as('赵强').post(`/api/difficult-cases/${claim.id}/opinion`).send({ version: claim.version, supported: true, opinion: '情况属实。' }).expect(200);
    const step = async (what: string, more: object = {}): Promise<void> => {
      const { version } = (await as('审管办').get(`/api/difficult-rounds/${round.id}`).expect(200)).body as RoundView;
      round = (await as('审管办').post(`/api/difficult-rounds/${round.id}/${what}`).send({ version, ...more }).expect(200)).body as RoundView;
    };
    await step('start-vote');
    for (const [name, given] of [['委员甲', '3.00'], ['委员乙', '4.00'], ['委员丙', '4.00'], ['委员丁', '5.00']] as const)
      await as(name).post(`/api/difficult-cases/${claim.id}/ballot`).send({ vote: 'yes', points: given, reason: '已阅卷核对' }).expect(200);
    await step('count');
    await step('publish', { contact: '审判管理办公室 严明，电话 8888' });
    at('2026-05-20');
    await step('close');
    expect((await as('李芳').get(`/api/difficult-cases/${claim.id}`).expect(200)).body).toMatchObject({ result: { points: worked!['points'] } });
  });

  it('a complaint found justified, and a merit approved', async () => {
    at('2026-06-05');
    const political = await court.signedIn('政工办', [{ role: 'politicalSupervision', scope: 'court' }]);
    const complaint = { code: 'W-01', personId: people['王敏'], caseId: cases['W4']!.id, receivedOn: '2026-06-05', channel: 'visit', complainant: '当事人周某', people: 1, summary: '反映接待态度生硬', words: '六月三日接待时语气生硬。', evidence: [] };
    const { id } = (await political.post('/api/conduct/complaints').send(complaint).expect(201)).body as { id: string };
    let version = 1;
    const step = async (who: Agent, what: string, more: object): Promise<void> => {
      ({ version } = (await who.post(`/api/conduct/complaints/${id}/${what}`).send({ version, ...more }).expect(200)).body as { version: number });
    };
    await step(political, 'assign', { investigatorId: people['严明'] });
    await step(as('王敏'), 'statement', { words: '当日接待量大，语气急，已当面致歉。' });
    await step(as('审管办'), 'finding', { result: 'upheld', words: '调阅来访登记和录像后认定。' });
    await step(political, 'answer', { words: '已向来访人当面答复并致歉。' });

    const { digest } = (await as('孙立').post('/api/conduct/evidence').attach('file', Buffer.from('优秀裁判文书证书'), '证书.txt').expect(200)).body as { digest: string };
    const claim = { code: 'G-06', level: 'court', caseId: cases['S5']!.id, document: '本院优秀裁判文书证书〔2026〕5号', grounds: '说理透彻，当事人服判。', evidence: [{ digest, name: '证书.txt' }] };
    const merit = (await as('孙立').post('/api/conduct/merits').send(claim).expect(201)).body as { id: string; version: number };
    const decided = (await political.post(`/api/conduct/merits/${merit.id}/decision`).send({ version: merit.version, approved: true, words: '' }).expect(200)).body as { points: string };
    expect(decided.points).toBe(table('Complaint and merit')[1]!['counts as']);
  });

  it('research: shares, a later printing by its difference, and a paper without a number', async () => {
    at('2026-10-20');
    const registered: string[] = [];
    for (const row of table('Research')) {
      const { digest } = (await as(row['judge']!).post('/api/research/evidence').attach('file', Buffer.from('封面、目录、正文'), '封面.txt').expect(200)).body as { digest: string };
      const earlier = table('Research').findIndex((one) => one['piece'] === row['piece']);
      const piece = {
        kind: row['kind'], level: row['level'], title: row['piece'], outlet: `示例刊物 ${row['level']}`, serialNumber: row['serial number'], publishedOn: row['published'], evidence: [{ digest, name: '封面.txt' }],
        authors: [{ personId: people[row['judge']!] }, ...(row['authors'] === '2' ? [{ name: '院外作者' }] : [])], ...(earlier < registered.length ? { reprintOfId: registered[earlier] } : {}),
      };
      const { id, version } = (await as(row['judge']!).post('/api/research/publications').send(piece).expect(201)).body as { id: string; version: number };
      const verified = (await as('审管办').post(`/api/research/publications/${id}/verification`).send({ version }).expect(200)).body as { authorList: { points: string }[] };
      registered.push(id);
      expect([reckoned(row['working']!), verified.authorList[0]!.points]).toEqual([row['points'], row['points']]);
    }
  });

  it('costs: each ratio, the total and the grade of two divisions', async () => {
    at('2026-04-08');
    const office = await court.signedIn('行政办', [{ role: 'administrativeOffice', scope: 'court' }]);
    const own = table('Costs');
    const entered = (divisionId: string, rows: object[]) => office.post('/api/costs/entries').send({ divisionId, month: '2026-03', rows }).expect(201);
    await entered(court.first, own.map(({ category, amount, denominator }) => ({ category, amount, denominator: Number(denominator) })));
    await entered(court.second, [{ category: 'CO-03', amount: '680.00', denominator: 1000 }, { category: 'CO-05', amount: '500.00', denominator: 5 }, { category: 'CO-07', amount: '550.00', denominator: 5 }]);
    const { units } = (await office.get('/api/costs/summary?period=2026').expect(200)).body as CostSummary;
    const figure = (worked: string, places = 2): string => {
      const [working, said] = worked.split(' = ');
      expect(reckoned(working!, places)).toBe(said);
      return said!;
    };
    for (const row of own) {
      const cell = units.find(({ divisionId }) => divisionId === court.first)!.cells.find(({ category }) => category === row['category'])!;
      expect([cell.unitCost, cell.mean, cell.ratio]).toEqual([figure(row['unit cost']!), figure(row['court mean']!), figure(row['ratio']!, 4)]);
    }
    for (const row of table('Costs', 1)) expect(units.find(({ name }) => name.zh === row['division'])).toMatchObject({ total: figure(row['total ratio']!, 4), grade: row['grade'], points: row['points'] });
  });

  const leaves = ({ components }: ScoreSheetView) => components.flatMap((part) => part.leaves);
  const lineOf = async (judge: string, key: string) => leaves(await sheetOf(judge)).find(({ path }) => path.endsWith(`/${key}`))!;

  it('every line of every score sheet, and the places', async () => {
    at('2027-01-05');
    const worked = table('Score sheets');
    for (const { line, judge, working, points } of worked) expect({ line, judge, working, points: reckoned(working!) }).toEqual({ line, judge, working, points });
    const shown = [];
    for (const judge of judges) for (const leaf of leaves(await sheetOf(judge)).filter(({ applicable }) => applicable)) shown.push(`${leaf.path.split('/').pop()!} ${judge} ${leaf.points}`);
    expect(shown.sort()).toEqual(worked.map(({ line, judge, points }) => `${line} ${judge} ${points}`).sort());
    for (const judge of judges) {
      const { items } = (await as(judge).get(`/api/scores/me/records?period=2026&leaf=${(await lineOf(judge, 'K1')).path}&fact=ownCaseScore`).expect(200)).body as RecordsBehindPage;
      const own = table('Review').filter((row) => cases[row['case']!]!.judge === judge);
      const marks = new Map(items.map(({ caseNumber, contribution }) => [caseNumber, contribution.zh]));
      expect([...marks.keys()].sort()).toEqual(own.map((row) => cases[row['case']!]!.number).sort());
      for (const row of own) expect(marks.get(cases[row['case']!]!.number)).toMatch(new RegExp(`^${row['judge\'s own mark']!} 分：.*= ${row['judge\'s own mark']!}。全案得分`));
      for (const row of own) expect([row['case'], reckoned(row['working']!)]).toEqual([row['case'], row['judge\'s own mark']]);
    }
    const places = table('Ranking');
    for (const { judge, total } of places) expect(reckoned(worked.filter((one) => one['judge'] === judge).map(({ points }) => points).join(' + '))).toBe(total);
    const ranking = (await as('院领导').get('/api/rankings/judge:civil/2026').expect(200)).body as RankingView;
    const { standings } = ranking;
    expect(standings.map(({ rank, name, total }) => ({ place: String(rank), judge: name, total }))).toEqual(places);
    const said = /The median is ([\d.]+), the mean (.+) = ([\d.]+)\.\n/.exec(SHEET)!;
    expect([ranking.median, ranking.mean, reckoned(said[2]!)]).toEqual([said[1], said[3], said[3]]);
  });
});
