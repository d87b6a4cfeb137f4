import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decimal } from '../../src/kernel/exact.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { QualityFacts } from '../../src/quality-review/quality-facts.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { SecondFindingDecision } from '../../src/quality-review/planning/planning.entities.js';
import type { AgreementView, ClauseAgreement, PairRow } from '../../src/quality-review/reviewers/dto/review-agreement.dto.js';
import { CaseReview, DefectClause, Finding, type FindingStatus } from '../../src/quality-review/review.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = 'from=2026-01-01&until=2026-12-01';
const PARAMETERS = { 'review.detectionMin': '85.00', 'review.agreementMin': '0.60', 'review.pairsMin': '8', 'review.clauseCasesMin': '3' };

let on: AppUnderTest;
let court: SmallCourt;
let judge: string;
const people: Record<'first' | 'second' | 'third', string> = { first: '', second: '', third: '' };
let office: Agent;
let own: Agent;
let other: Agent;
let bench: Agent;
let clauseIds: Map<string, string>;
const pairIds: string[] = [];

type Found = 'both' | 'first' | 'second' | 'declined' | null;

/**
 * Twelve cases reviewed twice by 评查员乙. Of 评查员甲: M-C-01 by both in four, by the first alone in one, by the second alone
 * in one (adopted since), nothing in two. Of 评查员丙: M-C-02 by both in two, by the second alone in one, and in one declined.
 */
const STORY: readonly (readonly ['first' | 'third', string, Found])[] = [
  ...(['both', 'both', 'both', 'both', 'first', 'second', null, null] as const).map((found) => ['first', 'M-C-01', found] as const),
  ...(['both', 'both', 'second', 'declined'] as const).map((found) => ['third', 'M-C-02', found] as const),
];

describe('reviewers', () => {
  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    const clauses = await on.app.get(Database).repository(DefectClause).findBy({ courtId: court.courtId });
    clauseIds = new Map(clauses.map(({ code, id }) => [code, id]));
    judge = await court.person('王敏', court.first);
    people.first = await court.person('评查员甲', court.second, 'qualityReviewer', null);
    people.second = await court.person('评查员乙', court.second, 'qualityReviewer', null);
    people.third = await court.person('评查员丙', court.second, 'qualityReviewer', null);
    const grant = [{ role: 'qualityReviewer' as const, scope: 'court' as const }];
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
    own = await court.signedIn('jia', grant, people.first);
    other = await court.signedIn('yi', grant, people.second);
    bench = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], judge);
  });
  afterAll(() => on.close());

  async function review(caseId: string, reviewerId: string, secondOfId: string | null, submittedOn: string): Promise<string> {
    const id = newId();
    await on.app.get(Database).repository(CaseReview).insert({
      id, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: '2026-10', reviewerId, status: 'submitted', plannedOn: '2026-10-01', submittedOn, secondOfId, version: 1,
    });
    return id;
  }

  async function finding(caseId: string, reviewId: string, reviewerId: string, clause: string, quoteStart: number, status: FindingStatus): Promise<string> {
    const id = newId();
    await on.app.get(Database).repository(Finding).insert({
      id, courtId: court.courtId, caseId, reviewId, documentId: null, clauseId: clauseIds.get(clause)!, severity: 'minor', points: new Decimal(2), quote: '依依法', quotePrefix: '', quoteSuffix: '',
      quoteStart, documentDigest: null, place: '判决书第3段', comment: `${clause}：错字`, reviewerId, status, recordedOn: '2026-10-12', settledOn: null, notAttributable: null, version: 1,
    });
    return id;
  }

  async function tell(): Promise<void> {
    const database = on.app.get(Database);
    for (const [name, value] of Object.entries(PARAMETERS))
      await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: '', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2026-01-01T00:00:00.000Z' });
    for (const [who, clause, found] of STORY) {
      const { caseId } = await court.closedCase({ judge });
      const firstId = await review(caseId, people[who], null, '2026-10-12');
      const secondId = await review(caseId, people.second, firstId, '2026-10-20');
      pairIds.push(secondId);
      if (found === 'both' || found === 'first') await finding(caseId, firstId, people[who], clause, 10, 'settled');
      if (found === 'both' || found === 'second' || found === 'declined') {
        const findingId = await finding(caseId, secondId, people.second, clause, 12, 'second');
        if (found === 'both') continue;
        const adoptedAs = found === 'second' ? await finding(caseId, firstId, people.second, clause, 12, 'settled') : null;
        await database.repository(SecondFindingDecision).insert({
          id: newId(), courtId: court.courtId, findingId, decision: adoptedAs ? 'adopted' : 'declined', adoptedAs, reason: '示例', decidedBy: '审管办', decidedAt: '2026-10-22T00:00:00.000Z',
        });
      }
    }
  }

  it('says which numbers the court has not set, instead of taking some', async () => {
    const { body } = await office.get(`/api/review-agreement?${PERIOD}`).expect(409);
    expect(body.code).toBe('agreement.parametersMissing');
    for (const name of Object.keys(PARAMETERS)) expect(body.message).toContain(name);
  });

  describe('twelve cases reviewed twice', () => {
    let view: AgreementView;
    beforeAll(async () => {
      await court.change(tell);
      view = (await office.get(`/api/review-agreement?${PERIOD}`).expect(200)).body;
    });

    it('counts what was found by both, by one, and leaves out what was adopted or declined since', () => {
      expect(view).toMatchObject({ named: true, pairs: 12, found: { both: 6, firstOnly: 1, secondOnly: 2 }, detection: { part: 7, whole: 9, percent: '77.78', verdict: 'below' } });
      expect(view.reviewers.map(({ name, asFirst, asSecond, detection: { part, whole, verdict } }) => [name, asFirst, asSecond, part, whole, verdict])).toEqual([
        ['评查员甲', 8, 0, 5, 6, 'below'],
        ['评查员丙', 4, 0, 2, 3, 'tooFew'],
        ['评查员乙', 0, 12, 0, 0, 'tooFew'],
      ]);
    });

    it('gives agreement by clause, the worst first, with the count it rests on and an interval', () => {
      expect(view.clauses.map(({ code, pairs, both, firstOnly, secondOnly, verdict }) => [code, pairs, both, firstOnly, secondOnly, verdict])).toEqual([
        ['M-C-02', 12, 2, 0, 2, 'low'],
        ['M-C-01', 12, 4, 1, 1, 'good'],
      ]);
      // α = 1 − 23 × 2 ÷ (6 × 18) and 1 − 23 × 2 ÷ (10 × 14)
      expect(view.clauses.map(({ coefficients }: ClauseAgreement) => coefficients[0]!.value)).toEqual([expect.closeTo(0.574074, 6), expect.closeTo(0.671429, 6)]);
      const { interval } = view.clauses[0]!.coefficients[0]!;
      expect(interval).toMatchObject({ method: 'bootstrap', seed: `${view.seed}|M-C-02`, replicates: 1000 });
      expect(interval.from!).toBeLessThan(0.574);
      expect(view.clauses[0]!.says.zh).toContain('低于 0.60，但区间包含它');
      expect(view.overall.map(({ key, coefficients }) => [key, coefficients.map(({ measure }) => measure)])).toEqual([
        ['anyFinding', ['cohen', 'fleiss', 'krippendorff-nominal']],
        ['grade', ['cohen-linear', 'fleiss', 'krippendorff-ordinal']],
        ['points', ['krippendorff-interval']],
      ]);
    });

    it('the same question gets the same intervals', async () => {
      expect((await office.get(`/api/review-agreement?${PERIOD}`)).body).toEqual(view);
    });

    it('estimates what nobody found, beside how many cases were looked at', () => {
      // 8 × 9 ÷ 7 − 1 = 9.29; of twelve closed, twelve reviewed
      expect(view.defects[0]).toMatchObject({ field: 'all', closed: 12, reviewed: 12, ofCases: '100.00', first: 7, second: 8, both: 6, estimated: '9.29', certainty: 'rough', findings: 7 });
      expect(view.assumptions.length).toBeGreaterThanOrEqual(4);
    });

    it('shows severity against colleagues in like cases, and says that no score uses it', () => {
      const severity = Object.fromEntries(view.reviewers.map(({ name, severity: one }) => [name, one]));
      // 甲 10.00 off 8 cases, 丙 4.00 off 4, 乙 18.00 off 12, one stratum: 1.25 against 22 ÷ 16 = 1.375
      expect(severity['评查员甲']).toMatchObject({ cases: 8, mean: '1.25', difference: '-0.13' });
      expect(severity['评查员乙']).toMatchObject({ cases: 12, mean: '1.50' });
    });

    it('a reviewer reads own figures and the court’s, and no colleague’s name anywhere', async () => {
      const mine: AgreementView = (await own.get(`/api/review-agreement?${PERIOD}`).expect(200)).body;
      expect(mine).toMatchObject({ named: false, pairs: 12, detection: view.detection });
      expect(mine.clauses).toEqual(view.clauses);
      expect(mine.reviewers.map(({ name, own: me }) => [name, me])).toEqual([['评查员甲', true]]);
      const pairs = (await own.get(`/api/review-agreement/pairs?${PERIOD}`).expect(200)).body;
      expect(pairs.total).toBe(8);
      expect(pairs.items.every(({ own: side, firstReviewer, secondReviewer }: PairRow) => side === 'first' && firstReviewer === '评查员甲' && secondReviewer === null)).toBe(true);
      for (const path of [`?${PERIOD}`, `/export?${PERIOD}&part=reviewers&format=csv`, `/pairs/export?${PERIOD}&format=csv`, `/pairs/${pairs.items[0].id}`]) {
        const { text } = await own.get(`/api/review-agreement${path}`).expect(200).buffer(true);
        expect(text).not.toMatch(/评查员[乙丙]/);
      }
      expect((await own.get(`/api/review-agreement/pairs?${PERIOD}&reviewer=${people.second}`)).body.total).toBe(0);
      await own.get(`/api/review-agreement/pairs/${pairIds[9]}`).expect(404);
      await office.get(`/api/review-agreement/pairs/${pairIds[9]}`).expect(200);
      expect((await other.get(`/api/review-agreement/pairs?${PERIOD}`)).body.total).toBe(12);
    });

    it('gives the reviewers’ scheme its facts, each back to its cases', async () => {
      const facts = on.app.get(QualityFacts, { strict: false });
      const period = parsePeriod('2026-11')!;
      const given = await facts.factsFor(court.courtId, period, [people.first, people.third]);
      // Of eight cases: gravest defect alike in six, five of each with a minor one: 6/8 − 34/64 and 1 − 34/64.
      expect(given.get(people.first)!.numbers).toMatchObject({ doubleReviewFound: 5, doubleReviewThere: 6, agreementBeyondChance: '0.218750', agreementPossible: '0.468750' });
      // Four cases are fewer than the court asks for: no agreement, which is not the same as none.
      expect(given.get(people.third)!.numbers).toMatchObject({ doubleReviewFound: 2, doubleReviewThere: 3, agreementBeyondChance: '0', agreementPossible: '0' });
      expect((await facts.factsFor(court.courtId, parsePeriod('2026-10')!, [people.first])).get(people.first)!.numbers).toMatchObject({ reviewsDone: 8, pointsTakenOff: '10.00' });
      expect(await facts.recordsBehind(court.courtId, 'doubleReviewThere', people.first, period, { page: 1, pageSize: 5 })).toMatchObject({ total: 8, sum: '6' });
    });

    it('judges have no business here', async () => {
      for (const path of [`?${PERIOD}`, `/pairs?${PERIOD}`, `/pairs/${pairIds[0]}`, `/export?${PERIOD}&part=clauses`, `/pairs/export?${PERIOD}`])
        await bench.get(`/api/review-agreement${path}`).expect(403);
    });

    it('every figure opens to its pairs, side by side', async () => {
      const list = async (filter: string) => (await office.get(`/api/review-agreement/pairs?${PERIOD}&${filter}`).expect(200)).body;
      expect((await list('outcome=missed')).total).toBe(2);
      expect((await list('clause=M-C-02')).total).toBe(4);
      expect((await list(`reviewer=${people.third}`)).total).toBe(4);
      expect((await list('pageSize=5&page=3&sort=caseNumber')).items).toHaveLength(2);
      const pair = (await office.get(`/api/review-agreement/pairs/${pairIds[0]}`).expect(200)).body;
      expect(pair).toMatchObject({ firstReviewer: '评查员甲', secondReviewer: '评查员乙', both: 1, lines: [{ code: 'M-C-01', first: { place: '判决书第3段', points: '2.00' }, second: { dropped: false } }] });
      const declined = (await office.get(`/api/review-agreement/pairs/${pairIds[11]}`)).body;
      expect(declined).toMatchObject({ both: 0, secondOnly: 0, lines: [{ first: null, second: { dropped: true } }] });
      // What is withdrawn on one side was no defect on the other side either.
      const before = (await office.get(`/api/review-agreement?${PERIOD}`)).body.found;
      await court.change(async () => {
        const { secondOfId } = await on.app.get(Database).repository(CaseReview).findOneByOrFail({ id: pairIds[0]! });
        await on.app.get(Database).repository(Finding).update({ reviewId: secondOfId! }, { status: 'superseded', supersededReason: '复议成立' });
      });
      expect((await office.get(`/api/review-agreement?${PERIOD}`)).body.found).toEqual({ ...before, both: before.both - 1 });
      expect((await office.get(`/api/review-agreement/pairs/${pairIds[0]}`)).body).toMatchObject({ both: 0, lines: [{ first: { dropped: true }, second: { dropped: true } }] });
    });

    it('leaves as a sheet, row for row', async () => {
      const { text } = await office.get(`/api/review-agreement/export?${PERIOD}&part=clauses&format=csv`).expect(200).buffer(true);
      expect(text.split('\n').filter((line) => line.startsWith('M-C'))).toHaveLength(2);
      for (const part of ['overall', 'reviewers', 'defects']) {
        const { headers } = await office.get(`/api/review-agreement/export?${PERIOD}&part=${part}`).expect(200).buffer(true);
        expect(headers['content-type']).toContain('spreadsheetml');
      }
    });

    it('refuses a period that is none', async () => {
      expect((await office.get('/api/review-agreement?from=2026-05-01&until=2026-05-01').expect(422)).body.code).toBe('agreement.period');
      await office.get('/api/review-agreement?from=2020-01-01&until=2026-05-01').expect(422);
      await office.get('/api/review-agreement?from=gestern&until=2026-05-01').expect(400);
    });
  });
});
