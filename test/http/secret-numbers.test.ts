import { readFileSync } from 'node:fs';
import { Workbook } from '@cj-tech-master/excelts';
import { getMetadataStorage } from 'class-validator';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseNature } from '../../src/kernel/actor.js';
import { Decimal } from '../../src/kernel/exact.js';
import { Court } from '../../src/court/court.entities.js';
import { EnteredFact } from '../../src/evaluation/entered-fact.entity.js';
import type { RankingView } from '../../src/ranking/dto/ranking.dto.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { PERMISSIONS, roleOf, type Permission, type RoleName } from '../../src/platform/permissions/permissions.js';
import { CaseReview, DefectClause, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import { inTop } from '../../src/setup/places.mjs';
import { pagesOf } from '../papers/read-pdf.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { engineUnderTest } from '../support/engine.js';
import { everyRoute, type EveryRoute, type Shape } from '../support/every-route.js';
import { plausible } from '../support/plausible.js';
import { ClosingOffices } from './closing-offices.js';
import { adoptText } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const [FROZEN, LIVE] = ['2026-07', '2026-08'];
/** One part: what is entered, of 1000 points. */
const scheme = (nature: CaseNature): string => `id: one-part-${nature}
version: 1
title: { zh: 一项方案, en: One part }
effectiveFrom: 2025-01-01
source: 示例〔2026〕9号
example: true
appliesTo: { post: judge, nature: ${nature} }
fullMark: 1000.00
rounding: { places: 2, mode: half-up }
facts:
${['value', 'most'].map((name) => `  - { name: ${name}, kind: entered, shape: number, unit: { zh: 分, en: points }, title: { zh: ${name}, en: ${name} }, meaning: { zh: ${name}, en: ${name} }, cannotShow: { zh: 难度, en: hardness }, per: person, dated: { zh: 按考核期, en: by period }, evidence: optional }`).join('\n')}
nodes:
  - { key: part, title: { zh: 部分, en: part }, source: 第2条, fullMark: 1000.00, limits: { zh: 难度, en: hardness }, rule: { kind: ratio, of: { numerator: value, denominator: most } } }
`;

/** Six of one group over two divisions, two of another, each with a total that can be nothing else. */
const TOTALS = { wang: '805.11', he: '913.57', li: '787.31', zhao: '641.93', sun: '552.29', lin: '733.37', zhou: '876.43', wu: '432.19' };
type Name = keyof typeof TOTALS;
const NAMES = Object.keys(TOTALS) as Name[];
const [CIVIL_MEAN, CIVIL_MEDIAN, CRIMINAL_MEAN] = ['738.93', '760.34', '654.31'];
/** What a review said of a case of 何静: the score of the case and the points of a finding. */
const REVIEWED = ['61.37', '7.43'];
/** What a path is asked with; a person where nothing stands. */
const CHOICES: Record<string, string[] | undefined> = { group: ['judge:civil', 'judge:criminal'], period: [FROZEN!, LIVE!], personId: undefined, book: ['clauses'] };
/** As entered: 91357 of 100000. */
const asEntered = (total: string): string => total.replace('.', '');

/** That a role without the permission is refused is asked in permission-table.test.ts, of every route. */
const table = parse(readFileSync(inTop('test', 'http', 'permission-table.yaml'), 'utf8')) as Record<string, { needs: string | string[] }>;
const mayCall = (roles: readonly RoleName[], route: string): boolean => [table[route]!.needs].flat().some((need) => !(need in PERMISSIONS) || roles.some((role) => roleOf(role).permissions.includes(need as Permission)));

/** Where scores, what they rest on, or what is made of them is told. */
const NEAR = /\/(scores|rankings|peer-groups|periods?|closings|period-notices|corrections|archive|me|home|bonuses|competitions|selections|superior|entered-facts|research|reconsiderations|bulletins|schemes|findings|reviews|conduct|people|watch)\b/;

interface Reader {
  who: string;
  agent: Agent;
  roles: RoleName[];
  /** What must stand in no answer, whatever is asked. */
  secret: string[];
}

describe('a number one may not see', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let routes: EveryRoute[];
  const people = {} as Record<Name, string>;
  const readers: Reader[] = [];
  /** Records of 何静 by what stands before their id in a path, or by the field of a request. */
  const planted: Record<string, string> = {};
  let leader: Agent;

  beforeAll(async () => {
    app = await startApp();
    // Thousands of questions: one server for them all.
    await app.app.listen(0, '127.0.0.1');
    database = app.app.get(Database);
    routes = everyRoute(app.app);
    court = await SmallCourt.found(app);
    const { first, second, office } = court;
    for (const [name, zh, division, nature] of [['wang', '王敏', first, 'civil'], ['he', '何静', first, 'civil'], ['li', '李芳', second, 'civil'], ['zhao', '赵一鸣', second, 'civil'], ['sun', '孙立', second, 'civil'], ['lin', '林玲', second, 'civil'], ['zhou', '周正', second, 'criminal'], ['wu', '吴用', second, 'criminal']] as const)
      people[name] = await court.person(zh, division, 'judge', nature);
    for (const nature of ['civil', 'criminal'] as const) await adoptText(database, court.courtId, scheme(nature), nature);
    const offices = await ClosingOffices.of(app, court);
    for (const name of NAMES) await court.closedCase({ judge: people[name] });
    const trial = await court.signedIn('facts', [{ role: 'trialManagement', scope: 'court' }]);
    for (const period of [FROZEN, LIVE])
      for (const name of NAMES)
        for (const [fact, value] of [['value', asEntered(TOTALS[name])], ['most', '100000']]) await trial.post('/api/entered-facts').send({ fact, personId: people[name], period, value }).expect(201);
    await offices.close(FROZEN!);
    await offices.publish(FROZEN!);
    await reviewed();
    leader = await court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }]);

    const [clerk, reviewer, chief] = [await court.person('书记员', first, 'clerk', null), await court.person('评查员', office, 'qualityReviewer', null), await court.person('庭长', second, 'divisionChief', null)];
    const superior = newId();
    await database.repository(Court).insert({ id: superior, code: '苏01', name: '示例中院', nameEn: 'Example superior', level: 'intermediate', parentId: null, example: true });
    await court.change(() => database.repository(Court).update({ id: court.courtId }, { parentId: superior }));
    const but = (...seen: Name[]): string[] => NAMES.filter((name) => !seen.includes(name)).flatMap((name) => [TOTALS[name], asEntered(TOTALS[name])]);
    const add = async (who: string, grants: Parameters<SmallCourt['signedIn']>[1], personId: string | null, secret: string[]): Promise<void> => void readers.push({ who, agent: await court.signedIn(who, grants, personId), roles: grants.map(({ role }) => role), secret });
    // However far a judge or clerk reaches over cases.
    await add('same-group', [{ role: 'judge', scope: 'court' }], people.wang, [...but('wang'), ...REVIEWED, CRIMINAL_MEAN]);
    // Of two, mean and the own points are the other's.
    await add('other-group', [{ role: 'judge', scope: 'self' }], people.zhou, [...but('zhou'), ...REVIEWED, CRIMINAL_MEAN, CIVIL_MEAN, CIVIL_MEDIAN]);
    await add('clerk', [{ role: 'clerk', scope: 'court' }], clerk, [...but(), ...REVIEWED, CRIMINAL_MEAN, CIVIL_MEAN, CIVIL_MEDIAN]);
    await add('reviewer', [{ role: 'qualityReviewer', scope: 'court' }], reviewer, [...but(), CRIMINAL_MEAN, CIVIL_MEAN, CIVIL_MEDIAN]);
    // Of six four are shown: mean and median would leave two to be worked out.
    await add('chief', [{ role: 'divisionChief', scope: 'division', divisionId: second }], chief, [...but('li', 'zhao', 'sun', 'lin', 'zhou', 'wu'), CIVIL_MEAN, CIVIL_MEDIAN]);
    await add('other-chief', [{ role: 'divisionChief', scope: 'division', divisionId: office }], null, [...but(), ...REVIEWED, CRIMINAL_MEAN, CIVIL_MEAN, CIVIL_MEDIAN]);
    await add('administration', [{ role: 'administrativeOffice', scope: 'court' }], null, [...NAMES.map((name) => TOTALS[name]), CRIMINAL_MEAN]);
    await add('inspector', [{ role: 'disciplineInspector', scope: 'court' }], null, [...but(), CRIMINAL_MEAN]);
    await add('auditor', [{ role: 'auditAdministrator', scope: 'court' }], null, [...NAMES.map((name) => TOTALS[name]), CRIMINAL_MEAN]);
    const above = await court.signedIn('superior', [{ role: 'superiorCourt', scope: 'subordinateCourts' }]);
    readers.push({ who: 'superior', agent: above, roles: ['superiorCourt'], secret: [...but('he', 'sun'), CRIMINAL_MEAN] });
  });
  afterAll(() => app.close());

  async function reviewed(): Promise<void> {
    const { caseId } = await court.closedCase({ judge: people.he });
    const [reviewId, findingId, clauseId, reviewerId, lost] = [newId(), newId(), newId(), await court.person('初评员', court.office, 'qualityReviewer', null), new Decimal(REVIEWED[1]!)];
    await court.change(async () => {
      await database.repository(DefectClause).insert({
        id: clauseId, courtId: court.courtId, code: 'Y-07', version: 1, severity: 'minor', label: '引用法律条文不准确', labelEn: 'Law cited wrongly', pinyin: 'yyfl', field: 'common', appliesTo: 'document',
        pointsMin: new Decimal(1), pointsMax: new Decimal(9), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例 第8条', example: true,
      });
      await database.repository(CaseReview).insert({
        id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: LIVE!, reviewerId, status: 'submitted', plannedOn: '2026-08-21', submittedOn: '2026-08-25', documentScore: null, procedureScore: null, caseScore: new Decimal(REVIEWED[0]!),
      });
      await database.repository(Finding).insert({
        id: findingId, courtId: court.courtId, caseId, reviewId, documentId: null, clauseId, severity: 'minor', points: lost, quote: '', quotePrefix: '', quoteSuffix: '', quoteStart: null, documentDigest: null, place: '判决书第3段', comment: '',
        reviewerId, status: 'submitted', recordedOn: '2026-08-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
      });
      Object.assign(planted, { cases: caseId, caseId, reviews: reviewId, reviewId, findings: findingId, findingId, record: findingId });
      await database.repository(FindingShare).insert({ id: newId(), courtId: court.courtId, findingId, personId: people.he, post: 'responsibleJudge', share: new Decimal(100), points: lost });
    });
  }

  const fieldsIn = (shape: Shape): string[] => [...new Set(getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false).map(({ propertyName }) => propertyName))];
  const fieldsOf = (route: EveryRoute): string[] => (route.query ? fieldsIn(route.query) : ['period']);

  /** Every reading route, for each of the groups and periods it can be asked about, and sorted by what it may not show. */
  function addresses(route: EveryRoute): string[] {
    const paths = route.params.reduce<string[]>((all, param) => all.flatMap((path) => (CHOICES[param] ?? [people.he]).map((value) => path.replace(`:${param}`, encodeURIComponent(value)))), [route.path]);
    const fields = fieldsOf(route);
    const given: Record<string, string> = { period: '', from: '2026-07-01', until: '2026-09-30', year: '2026', format: 'csv', personId: people.he, group: 'judge:civil', fact: 'value', pageSize: '200' };
    const base = { ...(route.query ? plausible(route.query, () => people.he) : {}), ...Object.fromEntries(fields.filter((field) => given[field]).map((field) => [field, given[field]])) } as Record<string, string>;
    const plain = route.query ? (plausible(route.query, () => people.he) as Record<string, string>) : {};
    const asked = fields.includes('period') ? [FROZEN!, LIVE!].map((period) => ({ ...base, period })) : [base];
    // Whoever sorts by a number reads it without its being shown.
    const sly = fields.includes('sort') ? [{ ...plain, sort: '-points' }] : [];
    const narrowed = fields.some((field) => given[field] && field !== 'period' && field !== 'format');
    return paths.flatMap((path) => [...asked, ...(narrowed ? [plain] : []), ...(NEAR.test(route.path) ? sly : [])].map((query) => `${path}?${new URLSearchParams(query).toString()}`));
  }

  async function read(agent: Agent, address: string): Promise<{ status: number; text: string }> {
    const { status, body, headers } = await agent.get(address).set('accept-encoding', 'identity').buffer(true).parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
    const bytes = body as Buffer;
    const type = String(headers['content-type']);
    return { status, text: type.includes('pdf') ? pagesOf(bytes).join('\n') : type.includes('spreadsheet') ? await cellsOf(bytes) : bytes.toString('utf8') };
  }

  /** Every cell of every sheet. */
  async function cellsOf(bytes: Buffer): Promise<string> {
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes);
    const cells: string[] = [];
    for (const sheet of workbook.worksheets) sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell.text)));
    return cells.join('\n');
  }

  /** A change asked for with words and ids that fit, of the records where there is something to be told. */
  async function ask(agent: Agent, { path, body }: EveryRoute): Promise<{ status: number; text: string }> {
    const parts = path.split('/');
    const address = parts.map((part, at) => (part.startsWith(':') ? encodeURIComponent(CHOICES[part.slice(1)]?.at(-1) ?? planted[parts[at - 1]!] ?? people.he) : part)).join('/');
    const known: Record<string, string> = { ...planted, period: LIVE!, group: 'judge:civil', fact: 'value', personId: people.he, person: people.he };
    const given = body ? { ...plausible(body, () => people.he), ...Object.fromEntries(fieldsIn(body).flatMap((field) => (known[field] ? [[field, known[field]]] : []))) } : {};
    const { status, text } = await agent.post(address).send(given);
    return { status, text };
  }

  /** The mean and median of a group large enough stand on the public notice; how it stands before is nobody's but the leaders'. */
  const onNotice = (address: string, number: string): boolean => address.startsWith(`/api/period-notices/${FROZEN}`) && [CIVIL_MEAN, CIVIL_MEDIAN].includes(number);

  it('is in no answer, page, chart, export, paper, sorted list or refusal', async () => {
    // Records named by an id are asked for in permission-table.test.ts; here it is the id of a person, where it can be one.
    const reading = routes.filter(({ method, path, params }) => method === 'GET' && !path.startsWith('/api/health') && (!params.some((param) => !(param in CHOICES)) || path === '/api/people/:id'));
    expect(reading.length).toBeGreaterThan(150);
    const told: string[] = [];
    // Far from scores, and of papers, which say what their page says, the first reader who gets an answer is enough.
    const enough = new Set<string>();
    // The predicate is the same SQL on both engines: on the second the reader nearest to the numbers is asked.
    for (const { who, agent, secret, roles } of engineUnderTest() === 'sqlite' ? readers : readers.slice(0, 1))
      for (const route of reading.filter(({ name }) => !enough.has(name) && mayCall(roles, name))) {
        for (const address of addresses(route)) {
          const { status, text } = await read(agent, address);
          told.push(...secret.filter((number) => text.includes(number) && !onNotice(address, number)).map((number) => `${who} ${address} → ${status} ${number}`));
          if (status === 200 && (!NEAR.test(route.path) || /paper$|pdf$/.test(route.path))) enough.add(route.name);
        }
      }
    expect(told).toEqual([]);
  });

  it('is there to be found: whoever may see it reads it on the same pages', async () => {
    for (const period of [FROZEN, LIVE]) {
      const { text } = await read(leader, `/api/rankings/judge:civil/${period}`);
      for (const name of ['wang', 'he', 'li', 'zhao', 'sun', 'lin'] as const) expect(text).toContain(TOTALS[name]);
      expect((JSON.parse(text) as RankingView)).toMatchObject({ mean: CIVIL_MEAN, median: CIVIL_MEDIAN });
      expect((JSON.parse((await read(leader, `/api/rankings/judge:criminal/${period}`)).text) as RankingView).mean).toBe(CRIMINAL_MEAN);
      for (const format of ['csv', 'xlsx']) expect((await read(leader, `/api/rankings/judge:civil/${period}/export?format=${format}`)).text).toContain(TOTALS.he);
    }
    expect((await read(leader, `/api/scores/people/${people.he}?period=${LIVE}`)).text).toContain(TOTALS.he);
    for (const [page, number] of [['reviews', REVIEWED[0]!], ['findings', REVIEWED[1]!]]) expect((await read(leader, `/api/${page}`)).text).toContain(number);
  });

  it('cannot be told from one that is not there: the same words after the same work', async () => {
    const statements: string[] = [];
    const { dataSource } = database;
    const kept = dataSource.logger;
    const nothing = (): void => undefined;
    const fact = await database.repository(EnteredFact).findOneByOrFail({ courtId: court.courtId, personId: people.he, fact: 'value', period: LIVE! });
    const pairs: [string, string][] = [
      [`/api/scores/people/${people.he}?period=${LIVE}`, `/api/scores/people/${newId()}?period=${LIVE}`],
      [`/api/scores/people/${people.he}/records?period=${LIVE}&leaf=part`, `/api/scores/people/${newId()}/records?period=${LIVE}&leaf=part`],
      ...['', '/export', '/intervals', '/fairness', '/reference', '/panels/trend', '/panels/clauses', '/panels/findings', '/panels/cases'].map((page): [string, string] => [`/api/rankings/judge:criminal/${LIVE}${page}`, `/api/rankings/judge:martian/${LIVE}${page}`]),
      [`/api/entered-facts/${fact.id}`, `/api/entered-facts/${newId()}`],
      [`/api/reconsiderations/preview?period=${LIVE}&record=${fact.id}`, `/api/reconsiderations/preview?period=${LIVE}&record=${newId()}`],
      [`/api/archive/${people.he}`, `/api/archive/${newId()}`],
      [`/api/archive/${people.he}/paper`, `/api/archive/${newId()}/paper`],
      [`/api/research/publications?personId=${people.he}`, `/api/research/publications?personId=${newId()}`],
    ];
    const asked = async (agent: Agent, address: string): Promise<unknown> => {
      await read(agent, address);
      statements.length = 0;
      const { status, text } = await read(agent, address);
      return { status, words: text.replace(/"(requestId|id|at|asOf)":"[^"]*"/g, ''), work: statements.filter((sql) => !/user_session/.test(sql)) };
    };
    const apart: string[] = [];
    try {
      Object.assign(dataSource, { logger: { logQuery: (sql: string) => void statements.push(sql), logQueryError: nothing, logQuerySlow: nothing, logSchemaBuild: nothing, logMigration: nothing, log: nothing } });
      for (const { who, agent } of readers.filter((one) => ['same-group', 'clerk', 'reviewer', 'other-chief'].includes(one.who)))
        for (const [there, nowhere] of pairs) {
          const [one, other] = [await asked(agent, there), await asked(agent, nowhere)];
          if (JSON.stringify(one) !== JSON.stringify(other)) apart.push(`${who} ${there}\n${JSON.stringify(one)}\n${JSON.stringify(other)}`);
        }
      statements.length = 0;
      await read(leader, `/api/rankings/judge:civil/${LIVE}`);
      expect(statements.length).toBeGreaterThan(3);
    } finally {
      Object.assign(dataSource, { logger: kept });
    }
    expect(apart).toEqual([]);
  });

  // Last of all: some of it is done.
  it('is in no answer to what one enters, decides or asks to be worked out', async () => {
    const changing = routes.filter(({ method, path, takesFile }) => method === 'POST' && !takesFile && !path.startsWith('/api/session'));
    expect(changing.length).toBeGreaterThan(150);
    const told: string[] = [];
    let [asked, taken] = [0, 0];
    for (const { who, agent, secret, roles } of engineUnderTest() === 'sqlite' ? readers : readers.slice(0, 1))
      for (const route of changing.filter(({ name }) => mayCall(roles, name))) {
        const { status, text } = await ask(agent, route);
        asked += 1;
        taken += Number(status < 300);
        told.push(...secret.filter((number) => text.includes(number)).map((number) => `${who} ${route.name} → ${status} ${number}`));
      }
    expect(told).toEqual([]);
    expect(taken).toBeGreaterThan(0);
    expect(asked).toBeGreaterThan(20);
  });
});
