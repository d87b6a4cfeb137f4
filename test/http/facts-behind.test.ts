import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { CaseFacts } from '../../src/cases/case-facts.js';
import { CASE_FACT_DEFINITIONS } from '../../src/cases/case-fact-definitions.js';
import { CaseAppeal, CaseLimitChange, CaseObjection, CaseParticipant, CLOSING_MANNERS, CourtCase } from '../../src/cases/case.entities.js';
import { ConductFacts } from '../../src/conduct/conduct-facts.js';
import { CONDUCT_FACT_DEFINITIONS } from '../../src/conduct/conduct-fact-definitions.js';
import { Complaint, ConductEntry, Honour, MeritClaim } from '../../src/conduct/conduct.entities.js';
import { CostFacts } from '../../src/costs/cost-facts.js';
import { COST_FACT_DEFINITIONS } from '../../src/costs/cost-fact-definitions.js';
import { CostEntry } from '../../src/costs/cost.entities.js';
import { CourtParameter, Division } from '../../src/court/court.entities.js';
import { lastDayOf, ServiceRecord } from '../../src/court/service-record.js';
import { readDemonstrationPlan } from '../../src/demonstration/read-plan.js';
import { WorldLoader } from '../../src/demonstration/world-loader.js';
import { buildWorld } from '../../src/demonstration/world.js';
import { addDays, type Day } from '../../src/kernel/day.js';
import { parsePeriod, type EvaluationPeriod } from '../../src/kernel/evaluation-period.js';
import { Decimal, fromHundredths, sum } from '../../src/kernel/exact.js';
import { Database } from '../../src/platform/database/database.js';
import type { RecordBehind, RecordsBehind } from '../../src/platform/facts/counted-facts.js';
import { newId } from '../../src/platform/ids.js';
import { ReviewForm, ReviewFormScore, ReviewFormSetting, ReviewResult } from '../../src/quality-review/forms/form.entities.js';
import { QualityFacts } from '../../src/quality-review/quality-facts.js';
import { QUALITY_FACT_DEFINITIONS } from '../../src/quality-review/quality-fact-definitions.js';
import { SignOff } from '../../src/quality-review/sign-offs/sign-off.entity.js';
import { CaseReview, DefectClause, Finding, FindingShare, HearingAssessment, JudgmentPublication } from '../../src/quality-review/review.entities.js';
import { ResearchFacts } from '../../src/research/research-facts.js';
import { RESEARCH_FACT_DEFINITIONS } from '../../src/research/research-fact-definitions.js';
import { ResearchAuthor, ResearchPublication } from '../../src/research/research.entities.js';
import { readReviewForms } from '../../src/rules/review-forms.js';
import type { FactDefinition } from '../../src/rules/scheme/fact-catalogue.js';
import type { PersonFacts } from '../../src/rules/scheme/facts.js';
import { FactsGatherer } from '../../src/evaluation/facts-gatherer.js';
import { compileScheme } from '../../src/rules/scheme/compile.js';
import { leaf, schemeOf } from '../rules/scheme/scheme-fixtures.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt } from './small-court.js';

type Part = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;
type Behind = (fact: string, holder: string, page: number) => Promise<RecordsBehind | null>;

interface Door {
  definitions: readonly FactDefinition[];
  persons: Map<string, Part>;
  units: Map<string, Part['numbers']>;
  behind: Behind;
}

const PAGE = 20;
/** What is set by the court, and the two halves of κ, which are no sum over cases. */
const NOT_FROM_RECORDS = new Set(['required', 'divisionRequired', 'agreementBeyondChance', 'agreementPossible']);

/** What a fact says as one figure: the number, how many events, or the sum of the pieces. */
function figure(part: Part, { name, shape }: FactDefinition): Decimal {
  if (shape === 'number') return new Decimal(part.numbers[name]!);
  if (shape === 'events') return new Decimal(part.events[name]!.length);
  return sum(part.pieces[name]!.map((piece) => piece.value));
}

describe('the records behind a fact', () => {
  let app: AppUnderTest;
  let database: Database;
  beforeAll(async () => {
    app = await startApp();
    database = app.app.get(Database);
  });
  afterAll(() => app.close());

  const door = <T>(type: new (...given: never[]) => T): T => app.app.get<T>(type, { strict: false });

  async function doorsOf(courtId: string, period: EvaluationPeriod, people: readonly string[], divisions: readonly string[], nature: string | null): Promise<Door[]> {
    const [cases, quality, research, conduct, costs] = [door(CaseFacts), door(QualityFacts), door(ResearchFacts), door(ConductFacts), door(CostFacts)];
    const asOf = lastDayOf(period);
    const members = (await door(ServiceRecord).members(courtId, period)).filter((member) => people.includes(member.personId));
    const caseFacts = await cases.factsFor(courtId, period, people, asOf, nature);
    const withMonths = new Map(
      [...caseFacts].map(([id, facts]) => [
        id, { ...facts, pieces: { closedByMonth: Object.entries(facts.closedByMonth).map(([month, value]) => ({ source: { kind: 'cases' as const, id: month, label: month }, value, weight: 1 })) } },
      ]),
    );
    return [
      {
        definitions: CASE_FACT_DEFINITIONS, persons: withMonths, units: await cases.unitFactsFor(courtId, period, divisions, asOf),
        behind: (fact, holder, page) => cases.recordsBehind(courtId, fact, holder, period, { nature: fact.startsWith('division') ? null : nature, asOf, page, pageSize: PAGE }),
      },
      {
        definitions: QUALITY_FACT_DEFINITIONS, persons: await quality.factsFor(courtId, period, people), units: await quality.unitFactsFor(courtId, period, divisions),
        behind: (fact, holder, page) => quality.recordsBehind(courtId, fact, holder, period, { page, pageSize: PAGE }),
      },
      {
        definitions: RESEARCH_FACT_DEFINITIONS, persons: await research.factsFor(courtId, period, members), units: await research.unitFactsFor(courtId, period, divisions, await door(ServiceRecord).members(courtId, period)),
        behind: (fact, holder, page) => research.recordsBehind(courtId, fact, holder, period, { page, pageSize: PAGE }),
      },
      {
        definitions: CONDUCT_FACT_DEFINITIONS, persons: await conduct.factsFor(courtId, period, people), units: await conduct.unitFactsFor(courtId, period, divisions),
        behind: (fact, holder, page) => conduct.recordsBehind(courtId, fact, holder, period, { page, pageSize: PAGE }),
      },
      {
        definitions: COST_FACT_DEFINITIONS, persons: new Map([[people[0]!, { numbers: {}, events: {}, pieces: {} }]]), units: await costs.unitFactsFor(courtId, period, divisions),
        behind: (fact, holder, page) => costs.recordsBehind(courtId, fact, holder, period, { page, pageSize: PAGE }),
      },
    ];
  }

  async function everyPage(behind: Behind, fact: string, holder: string): Promise<{ first: RecordsBehind; records: RecordBehind[] }> {
    const first = (await behind(fact, holder, 1))!;
    const records = [...first.items];
    for (let page = 2; (page - 1) * PAGE < first.total; page++) records.push(...(await behind(fact, holder, page))!.items);
    return { first, records };
  }

  /** @returns how many records stood behind everything, by fact */
  async function holds(doors: readonly Door[]): Promise<Map<string, number>> {
    const seen = new Map<string, number>();
    for (const { definitions, persons, units, behind } of doors) {
      for (const definition of definitions.filter(({ name }) => !NOT_FROM_RECORDS.has(name))) {
        const holders = definition.per === 'unit' ? [...units].map(([id, numbers]) => [id, { numbers, events: {}, pieces: {} }] as const) : [...persons];
        for (const [holder, part] of holders) {
          const { first, records } = await everyPage(behind, definition.name, holder);
          const contributed = sum(records.map((record) => record.contribution));
          expect([definition.name, contributed.toFixed(2), new Decimal(first.sum).toFixed(2), records.length]).toEqual([
            definition.name, figure(part, definition).toFixed(2), figure(part, definition).toFixed(2), first.total,
          ]);
          for (const { note, source, removal, contribution } of records) {
            expect(note.zh.length).toBeGreaterThan(3);
            expect(note.en.length).toBeGreaterThan(3);
            expect(source.id).toBeTruthy();
            if (definition.shape === 'number') expect([definition.name, new Decimal(removal.numbers?.[definition.name] ?? 0).toFixed()]).toEqual([definition.name, new Decimal(contribution).negated().toFixed()]);
          }
          seen.set(definition.name, (seen.get(definition.name) ?? 0) + records.length);
        }
      }
    }
    return seen;
  }

  it('adds up to the fact for everybody in the demonstration court, and every fact that is given is declared', async () => {
    const world = buildWorld(readDemonstrationPlan('config'));
    await door(WorldLoader).load(world, () => undefined, async () => undefined);
    const court = world.courts.find((one) => world.cases.some((row) => row.courtId === one.id))!;
    const period = parsePeriod('2026-08')!;
    const members = await door(ServiceRecord).members(court.id, period);
    const people = ['judge', 'divisionChief', 'clerk', 'enforcementOfficer', 'qualityReviewer', 'deputyDivisionChief']
      .flatMap((post) => members.filter((member) => member.post === post).slice(0, post === 'judge' ? 4 : 2))
      .map((member) => member.personId);
    const divisions = (await database.repository(Division).findBy({ courtId: court.id })).map(({ id }) => id).slice(0, 4);
    const doors = await doorsOf(court.id, period, people, divisions, null);
    const seen = await holds(doors);
    for (const fact of ['closed', 'netDays', 'panelWeighted', 'appealed', 'reviewed', 'ownCaseScore', 'clerkClosed', 'officerRealised', 'reviewsDone', 'divisionReviewed', 'divisionNetDays', 'publishedOnTime'])
      expect([fact, seen.get(fact)! > 0]).toEqual([fact, true]);

    for (const { definitions, persons, units } of doors) {
      const declared = definitions.map(({ name }) => name).sort();
      const part = [...persons.values()][0]!;
      const given = [...Object.keys(part.numbers), ...Object.keys(part.events), ...Object.keys(part.pieces), ...Object.keys([...units.values()][0]!)].sort();
      expect(given).toEqual(declared);
    }
  }, 240_000);

  it('adds up on random cases, reviews, appeals, complaints and pieces, in every nature and period', async () => {
    const court = await SmallCourt.found(app);
    const [a, b] = [await court.person('王敏', court.first), await court.person('何静', court.second)];
    const people = [a, b];
    const { courtId } = court;
    await database.repository(CourtParameter).insert({
      id: newId(), courtId, name: 'research.required', value: JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]), unit: 'table', effectiveFrom: '2025-01-01', source: '示例', example: true,
      createdAt: '2025-01-01T00:00:00.000Z',
    });
    const clause = { id: newId(), courtId, version: 1, label: '示例', labelEn: 'example', pinyin: 'sl', field: 'common', pointsMin: new Decimal(1), pointsMax: new Decimal(9), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例', example: true };
    const clauses = ['document', 'hearing, file', 'file', 'procedure', 'substantive'].map((appliesTo, index) => ({ ...clause, id: newId(), code: `Z-${index}`, appliesTo, severity: index % 2 ? ('serious' as const) : ('minor' as const) }));
    await database.repository(DefectClause).insert(clauses);
    const shipped = readReviewForms(parse(readFileSync('config/catalogues/review-forms.yaml', 'utf8')));
    const forms = shipped.forms.map((form) => ({ ...form, id: newId(), courtId }));
    await database.repository(ReviewForm).insert(forms);
    await database.repository(ReviewFormSetting).insert(shipped.settings.map((setting) => ({ ...setting, id: newId(), courtId })));

    const day = fc.integer({ min: -500, max: 60 }).map((days) => addDays('2026-09-01', days));
    const soon = fc.integer({ min: -40, max: 50 }).map((days): Day => addDays('2026-08-10', days));
    const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
    const person = fc.constantFrom(...people);
    const unit = fc.constantFrom(court.first, court.second);
    const points = fc.integer({ min: 0, max: 900 }).map((hundredths) => new Decimal(hundredths).div(100));
    const record = fc.record({
      intakeOn: day, closedOn: some(soon), limitOn: some(soon), nature: fc.constantFrom('civil', 'enforcement'), manner: fc.constantFrom(...CLOSING_MANNERS), weight: points, deductedDays: fc.integer({ min: 0, max: 90 }),
      judge: some(person), clerk: some(person), division: unit, appealable: fc.boolean(), claimed: some(points), realised: some(points),
      seats: fc.uniqueArray(fc.tuple(person, fc.constantFrom('presidingJudge' as const, 'panelMember' as const, 'enforcementOfficer' as const)), { maxLength: 4, selector: (seat) => seat.join() }),
      appeals: fc.array(fc.record({ appealedOn: soon, decidedOn: some(soon), outcome: fc.constantFrom('changed' as const, 'remanded' as const, 'affirmed' as const), attributable: some(fc.boolean()) }), { maxLength: 2 }),
      objection: some(fc.record({ on: soon, outcome: fc.constantFrom('upheld' as const, 'partlyUpheld' as const, 'refused' as const, 'withdrawn' as const) })),
      extension: some(fc.integer({ min: 1, max: 40 })),
      reviews: fc.array(
        fc.record({
          plannedOn: soon, submittedOn: some(soon), reviewer: person, onForms: some(fc.record({ kind: fc.constantFrom('routine' as const, 'key' as const), document: fc.boolean(), facts: points, format: points })), score: some(fc.constantFrom(88, 90, 97)), procedure: some(fc.constantFrom(91, 96.5)),
          findings: fc.oneof(fc.constant([]), fc.array(fc.record({ clause: fc.constantFrom(...clauses), points, recordedOn: soon, status: fc.constantFrom('draft' as const, 'submitted' as const, 'superseded' as const), shares: fc.uniqueArray(fc.tuple(person, fc.constantFrom('responsibleJudge', 'divisionChief')), { maxLength: 2, selector: ([who]) => who }) }), { maxLength: 3 })),
        }),
        { maxLength: 2 },
      ),
      signed: some(fc.record({ person, on: soon })),
      publication: some(fc.record({ dueOn: soon, publishedOn: some(soon), exemption: some(fc.constant('涉密')) })),
      hearing: some(fc.record({ judge: person, on: soon, mark: points, summation: some(points) })),
      complaint: some(fc.record({ person, on: some(soon), kind: fc.constantFrom('complaint' as const, 'petition' as const), result: fc.constantFrom('upheld' as const, 'partlyUpheld' as const, 'unfounded' as const) })),
      merit: some(fc.record({ person, on: some(soon), points })),
      piece: some(fc.record({ person, kind: fc.constantFrom('RP-01', 'RP-09', 'RP-10'), on: soon, points, status: fc.constantFrom('verified' as const, 'pending' as const) })),
    });
    const at = '2026-09-01T00:00:00.000Z';
    let serial = 0;
    const [results, marks]: [ReviewResult[], ReviewFormScore[]] = [[], []];
    for (const one of fc.sample(record, { numRuns: 160, seed: 20260912 })) {
      const caseId = newId();
      const closedOn = one.closedOn && one.closedOn >= one.intakeOn ? one.closedOn : null;
      await database.repository(CourtCase).insert({
        id: caseId, courtId, caseNumber: `（2026）苏0102民初${(serial += 1)}号`, year: 2026, typeCode: '民初', serial, nature: one.nature, cause: '示例', procedure: null, weight: one.weight, intakeOn: one.intakeOn, closedOn,
        limitOn: one.limitOn, deductedDays: one.deductedDays, divisionId: one.division, responsibleJudgeId: one.judge, clerkId: one.clerk, closingManner: closedOn ? one.manner : null, appealable: one.appealable,
        claimed: one.claimed, realised: one.realised, createdAt: at, updatedAt: at,
      });
      const documentId = newId();
      for (const [personId, role] of one.seats) await database.repository(CaseParticipant).insert({ id: newId(), courtId, caseId, personId, role });
      for (const appeal of one.appeals) await database.repository(CaseAppeal).insert({ id: newId(), courtId, caseId, reason: null, ...appeal });
      if (one.objection) await database.repository(CaseObjection).insert({ id: newId(), courtId, caseId, kind: 'conduct', objector: '某公司', filedOn: '2026-07-01', outcome: one.objection.outcome, decidedOn: one.objection.on, reason: null, createdAt: at });
      if (one.extension) await database.repository(CaseLimitChange).insert({ id: newId(), courtId, caseId, kind: 'extension', code: 'Y01', reason: '示例', validFrom: '2026-07-01', validUntil: addDays('2026-07-01', one.extension), approvedOn: '2026-06-30' });
      if (one.signed || one.publication) await court.judgment(caseId, documentId);
      if (one.signed) {
        await database.repository(SignOff).insert({ id: newId(), courtId, caseId, documentId, digest: 'd'.repeat(64), sequence: 1, act: 'sign', step: 'chief', returnTo: null, nextStep: 'reviewer', personId: one.signed.person, actorName: '庭长', answersFor: '把关', words: null, day: one.signed.on, at });
      }
      const reviewIds: string[] = [];
      for (const review of one.reviews) {
        const reviewId = newId();
        // Every other second review of a case repeats the first one blind.
        const secondOfId = reviewIds.length && serial % 2 ? reviewIds[0]! : null;
        reviewIds.push(reviewId);
        await database.repository(CaseReview).insert({
          id: reviewId, courtId, caseId, kind: review.onForms?.kind ?? 'routine', triggers: null, batch: review.plannedOn.slice(0, 7), reviewerId: review.reviewer, status: review.submittedOn ? 'submitted' : 'pending', plannedOn: review.plannedOn,
          submittedOn: review.submittedOn, documentScore: review.score === null ? null : new Decimal(review.score), procedureScore: review.procedure === null ? null : new Decimal(review.procedure), caseScore: new Decimal(95), secondOfId,
        });
        if (review.onForms && review.submittedOn) {
          const by = { scoredBy: review.reviewer, scoredAt: at };
          const { facts, format, document } = review.onForms;
          const entered = { 'F-DOC': { facts: { D13: facts.toFixed(2) }, format: { D43: format.toFixed(2) } }, 'F-SUB': { law: { law: format.toFixed(2) } } };
          results.push({ id: newId(), courtId, reviewId, noDefect: false, finishedAt: at, finishedBy: review.reviewer, scoredOn: review.submittedOn, score: new Decimal(95), grade: 'CGR-1' });
          for (const { id: formId, form } of forms.filter(({ form, field }) => ['F-DOC', 'F-PRO', 'F-SUB'].includes(form) && ['common', one.nature].includes(field)))
            marks.push({ id: newId(), courtId, reviewId, formId, form, notApplicable: form === 'F-DOC' && !document ? '以调解书结案' : null, entered: entered[form as 'F-DOC'] ?? {}, score: null, ...by, version: 1 });
        }
        for (const found of review.findings) {
          const id = newId();
          await database.repository(Finding).insert({
            id, courtId, caseId, reviewId, documentId: one.signed ? documentId : null, clauseId: found.clause.id, severity: found.clause.severity, points: found.points, quote: '', quotePrefix: '', quoteSuffix: '', quoteStart: null, documentDigest: null,
            place: '判决书第1段', comment: '', reviewerId: review.reviewer, status: secondOfId && found.status === 'submitted' ? 'second' : found.status, recordedOn: found.recordedOn, settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
          });
          for (const [personId, post] of found.shares) await database.repository(FindingShare).insert({ id: newId(), courtId, findingId: id, personId, post, share: new Decimal(50), points: found.points.div(2) });
        }
      }
      if (one.publication) {
        await database.repository(JudgmentPublication).insert({ id: newId(), courtId, caseId, documentId, ...one.publication });
      }
      if (one.hearing) await database.repository(HearingAssessment).insert({ id: newId(), courtId, caseId, judgeId: one.hearing.judge, assessedOn: one.hearing.on, hearingScore: one.hearing.mark, summationScore: one.hearing.summation });
      if (one.complaint) await database.repository(Complaint).insert({ id: newId(), courtId, caseId, personId: one.complaint.person, code: 'W-01', kind: one.complaint.kind, receivedOn: '2026-07-01', result: one.complaint.result, verifiedOn: one.complaint.on, summary: '态度生硬', points: new Decimal(-2) });
      if (one.merit) await database.repository(MeritClaim).insert({ id: newId(), courtId, caseId: null, personId: one.merit.person, code: 'G-03', evidence: '市政府文件', points: one.merit.points, claimedOn: '2026-07-01', approvedOn: one.merit.on, approverId: null });
      if (one.merit?.on) {
        const { person: personId, on, points: worth } = one.merit;
        const dimension = (['ideology', 'ethics', 'grave', 'extra'] as const)[serial % 4]!;
        await database.repository(ConductEntry).insert({
          id: newId(), courtId, year: 2026, number: serial, personId, code: 'I-04', dimension, level: null, confined: serial % 3 === 0, happenedOn: '2026-07-01', recordedOn: '2026-07-01', facts: '值班缺岗', months: null, points: worth.negated(), lines: [],
          state: 'acknowledged', answerUntil: on, countsOn: on, supersedesId: null, recordedBy: newId(),
        });
        const honour = { courtId, year: 2026, number: serial, code: 'H-01', level: 'county', title: '优秀法官', issuingBody: '区委', documentNumber: '1号', issuedOn: '2026-07-01', matter: null, points: worth, state: 'confirmed' as const, confirmedOn: on, entered: worth, lines: [], recordedBy: newId() };
        await database.repository(Honour).insert([{ ...honour, id: newId(), personId, divisionId: null }, { ...honour, id: newId(), personId: null, divisionId: one.division }]);
      }
      if (one.piece) {
        const publicationId = newId();
        await database.repository(ResearchPublication).insert({
          id: publicationId, courtId, kind: one.piece.kind, level: 'province', award: null, title: '论文', outlet: '法律适用', serialNumber: null, publishedOn: one.piece.on, event: null, reprintOfId: null, shareReason: null, countedAs: one.piece.kind, worth: one.piece.points,
          status: one.piece.status, supersedesId: null, registeredById: one.piece.person, registeredBy: '张三', registeredAt: at, decidedById: null, decidedBy: null, decidedAt: null, reason: null, version: 1,
        });
        await database.repository(ResearchAuthor).insert({ id: newId(), courtId, publicationId, place: 1, personId: one.piece.person, name: '张三', divisionId: null, share: new Decimal(100), worth: one.piece.points, points: one.piece.points });
      }
    }

    await database.repository(ReviewResult).insert(results);
    await database.repository(ReviewFormScore).insert(marks);
    await database.repository(CourtParameter).insert({ id: newId(), courtId, name: 'cost.cuts', value: '0.90,1.10', unit: 'ratio', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    for (const divisionId of [court.first, court.second])
      for (const [category, amount] of [['CO-01', divisionId === court.first ? 4 : 400], ['CO-06', 55]] as const)
        await database.repository(CostEntry).insert({ id: newId(), courtId, divisionId, month: '2026-08', category, amount: new Decimal(amount), denominator: 20, note: null });

    const seen = new Map<string, number>();
    for (const key of ['2026-08', '2026'])
      for (const nature of [null, 'enforcement'])
        for (const [fact, count] of await holds(await doorsOf(courtId, parsePeriod(key)!, people, [court.first, court.second], nature))) seen.set(fact, (seen.get(fact) ?? 0) + count);
    // A law that never met a record proves nothing.
    expect([...seen].filter(([, count]) => count === 0).map(([fact]) => fact)).toEqual([]);

    // What a group is scored from is what each member's page tells, only without the names of cases and the minor findings.
    const asked = new Set(['ownCaseScore', 'seriousFindings', 'minorCases', 'seriousCases', 'reviewed', 'excellentDocuments']);
    const withoutNames = ({ numbers, events, pieces }: Part) => ({
      numbers, serious: events['seriousFindings'], hearings: pieces['hearingScores'], marks: pieces['ownCaseScore']!.map(({ source, value, weight }) => [source.id, value, weight]).sort(),
    });
    for (const key of ['2026-07', '2026-08', '2026']) {
      const [told, scored] = [await door(QualityFacts).factsFor(courtId, parsePeriod(key)!, people, asked), await door(QualityFacts).factsFor(courtId, parsePeriod(key)!, people, asked, 'score')];
      for (const id of people) expect([key, withoutNames(scored.get(id)!)]).toEqual([key, withoutNames(told.get(id)!)]);
      // One person's page reads only what concerns that person, and the sample of the rank interval loses what the marks lost.
      const samples = await door(QualityFacts).samplesFor(courtId, parsePeriod(key)!, people);
      for (const id of people) {
        const marks = told.get(id)!.pieces['ownCaseScore']!;
        expect([key, withoutNames((await door(QualityFacts).factsFor(courtId, parsePeriod(key)!, [id], asked)).get(id)!)]).toEqual([key, withoutNames(told.get(id)!)]);
        expect(samples.find(({ personId }) => personId === id)!.cases.filter(({ reviewed }) => reviewed).map(({ caseId, lost }) => [caseId, fromHundredths(10_000 - lost).toFixed(2)]).sort()).toEqual(marks.map(({ source, value }) => [source.id, value]).sort());
        expect(marks.some(({ value }) => value === '100.00') && marks.some(({ value }) => value !== '100.00')).toBe(true);
      }
      expect(people.some((id) => told.get(id)!.events['seriousFindings']!.length > 0 && told.get(id)!.numbers['minorCases'] !== 0)).toBe(true);
    }
  }, 240_000);

  it('gives every member of a division the division’s own facts, and another division’s members theirs', async () => {
    const court = await SmallCourt.found(app);
    const [wang, he, li] = [await court.person('王敏', court.first), await court.person('何静', court.first), await court.person('李芳', court.second)];
    await court.closedCase({ judge: wang });
    await court.closedCase({ judge: he });
    for (const [divisionId, amount] of [[court.first, 30], [court.second, 10]] as const)
      await database.repository(CostEntry).insert({ id: newId(), courtId: court.courtId, divisionId, month: '2026-08', category: 'CO-06', amount: new Decimal(amount), denominator: 10, note: null });
    const period = parsePeriod('2026-08')!;
    const scheme = compileScheme(
      schemeOf([leaf('A', 50, { kind: 'ratio', of: { numerator: 'divisionClosedInLimit', denominator: 'divisionClosed' } }), leaf('B', 50, { kind: 'ratio', of: { numerator: 'costIndex', denominator: 'costWeight' } })]),
    );
    const facts = await door(FactsGatherer).gather(court.courtId, period, await door(ServiceRecord).members(court.courtId, period), scheme, null);
    const numbers = new Map(facts.map((one) => [one.personId, one.numbers]));
    expect(numbers.get(wang)).toMatchObject({ divisionClosed: 2, divisionClosedInLimit: 2, costIndex: '22.5000', costWeight: '15' });
    expect(numbers.get(he)).toEqual(numbers.get(wang));
    expect(numbers.get(li)).toMatchObject({ divisionClosed: 0, costIndex: '7.5000' });
  });
});
