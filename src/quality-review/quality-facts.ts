import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points, type Exact } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { StoredValue } from '../platform/database/stored-value.js';
import { countedFor, names, pageOf, recordsOf, totalsOf, type CountedRecords, type FactNumbers, type Paging, type RecordBehind, type RecordsBehind } from '../platform/facts/counted-facts.js';
import type { Piece } from '../rules/scheme/facts.js';
import { DIVISION_FINDINGS, DIVISION_REVIEWED, FINDINGS_RECORDED, PUBLICATIONS, REVIEWS_DONE, REVIEWS_PLANNED } from './counted-reviews.js';
import { FILE_FACT, FileScores, SIGNED_FACTS, SignedFindings, TERMINATIONS_REVIEWED } from './post-facts.js';
import { DOUBLE_REVIEW_FACTS, DoubleReviewFacts } from './reviewers/double-review-facts.js';
import { ReviewFacts, tellsOnlySerious, type QualityFactsOf, type ReviewedCase } from './review-facts.js';
import type { ReviewSample } from './review-sample.js';
import { ReviewTally } from './review-tally.js';
import { ReviewsOnForms, type FoundOnForms } from './reviews-on-forms.js';
import type { SharedFinding } from './shared-finding.js';

export type { QualityFactsOf } from './review-facts.js';

const ON_RECORD = `f.court_id = :court AND f.status IN ('submitted', 'settled')`;
/** Of the people asked for, whoever answers for a finding that counts. */
const COUNTS = `${ON_RECORD} AND (f.counted IS NULL OR f.counted > 0) AND s.share > 0 AND s.person_id IN (:...people)`;
const RECORDED = `finding f JOIN finding_share s ON s.finding_id = f.id WHERE ${COUNTS} AND f.recorded_on >= :from AND f.recorded_on < :until`;
/** Findings of the people's in reviews scored on forms. */
const FOUND_ON_FORMS = `review_result x JOIN case_review r ON r.id = x.review_id JOIN finding f ON f.review_id = r.id JOIN finding_share s ON s.finding_id = f.id
  WHERE ${COUNTS} AND x.court_id = :court AND r.submitted_on >= :from AND r.submitted_on < :until`;
/** Findings of another time in reviews of this one: a range of its own, with an index of its own. */
const RECORDED_ELSEWHEN = `case_review r JOIN finding f ON f.review_id = r.id JOIN finding_share s ON s.finding_id = f.id
  WHERE ${COUNTS} AND r.court_id = :court AND r.submitted_on >= :from AND r.submitted_on < :until AND (f.recorded_on < :from OR f.recorded_on >= :until)`;
const OWN_REVIEWS = `case_review r JOIN court_case c ON c.id = r.case_id
  WHERE r.court_id = :court AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.submitted_on >= :from AND r.submitted_on < :until`;
const TOLD = `f.id AS "id", f.review_id AS "reviewId", f.clause_id AS "clauseId", s.person_id AS "personId", s.post AS "post", f.case_id AS "caseId", f.severity AS "severity",
  COALESCE(f.counted, f.points) AS "points", s.share AS "share", s.counts_for AS "countsFor", s.points AS "ownPoints", f.quote AS "quote", f.recorded_on AS "recordedOn"`;

const OF_PERSONS: readonly CountedRecords<never>[] = [PUBLICATIONS, REVIEWS_PLANNED, REVIEWS_DONE, FINDINGS_RECORDED, TERMINATIONS_REVIEWED];
const OF_DIVISIONS: readonly CountedRecords<never>[] = [
  DIVISION_REVIEWED, DIVISION_FINDINGS, countedFor(PUBLICATIONS, 'c.division_id', { publishable: 'divisionPublishable', publishedOnTime: 'divisionPublishedOnTime' }),
];

/**
 * Door: what reviews, hearings and publication say of each person and division in a period, and the single records behind it.
 *
 * - A review counts when submitted in the period: for the responsible judge, and for whoever answers for a finding in it.
 * - A minor finding counts on the day it was recorded, from the moment its review is submitted; a serious one once the committee
 *   has confirmed it, on that same day of recording. Drafts, provisional and superseded findings never (rules/finding-life.ts).
 * - A clause's cap holds for the case over all its reviews, and a fault another review had found already counts nothing again.
 * - What a person reported before the review, or what was put right before any effect, counts for the part the matrix says.
 * - A blind second review counts for nobody: its findings keep the status `second`. One the trial office adopts is recorded
 *   anew under the first review, and counts from the day of its adoption.
 * - A case's own score is the case score with every deduction multiplied by the person's share (rules/own-case-score.ts); in a
 *   review from before the forms 100 less the person's share of each finding, not below zero.
 * @example procedure with findings of 2.00 (share 100 %) and 1.00 (share 50 %), no hearing → 100 − 2.50 × 40 ÷ 75 = 98.67
 */
@Injectable()
export class QualityFacts {
  private readonly signed: SignedFindings;
  private readonly files: FileScores;

  constructor(
    private readonly database: Database,
    private readonly doubleReviews: DoubleReviewFacts,
  ) {
    this.signed = new SignedFindings(database);
    this.files = new FileScores(database);
  }

  /**
   * @param asked only these facts are worked out; all of them when `null`
   * @param toldFor `page` adds what a page shows beside the lines: the minor findings a rate is made of, case numbers of marks; `score` only what is scored
   */
  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[], asked: ReadonlySet<string> | null = null, toldFor: 'page' | 'score' = 'page'): Promise<Map<string, QualityFactsOf>> {
    if (!personIds.length) return new Map();
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    const asksOf = (...facts: readonly string[]): boolean => !asked || facts.some((fact) => asked.has(fact));
    const [reviewed, hearings, counted, signed, files, doubles] = await Promise.all([
      toldFor === 'score' && tellsOnlySerious(asked) ? this.tallied(courtId, period, personIds) : this.told(courtId, period, personIds, asked),
      this.hearings(parameters).then(byPerson),
      this.totals(OF_PERSONS, parameters, personIds, asked),
      asksOf(...SIGNED_FACTS) ? this.signed.eventsOf(courtId, period, personIds) : null,
      asksOf(FILE_FACT) ? this.files.piecesOf(courtId, period, personIds) : null,
      asksOf(...DOUBLE_REVIEW_FACTS) ? this.doubleReviews.factsFor(courtId, period, personIds) : null,
    ]);
    for (const [personId, facts] of reviewed) {
      Object.assign(facts.numbers, counted.get(personId), doubles?.get(personId));
      Object.assign(facts.events, signed?.get(personId));
      if (files) facts.pieces[FILE_FACT] = files.get(personId) ?? [];
      const heard = hearings.get(personId) ?? [];
      const mark = (value: Exact, row: HearingRow): Piece => ({ source: { kind: 'hearing', id: row.id, label: row.caseNumber }, value: points(value), weight: 1 });
      facts.pieces['hearingScores'] = heard.map((row) => mark(fromHundredths(row.hearing), row));
      facts.pieces['summationScores'] = heard.flatMap((row) => (row.summation === null ? [] : [mark(fromHundredths(row.summation), row)]));
    }
    return reviewed;
  }

  /** Case by case and hearing by hearing, what {@link factsFor} adds up: everything that would read otherwise had others been drawn for review. */
  async samplesFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<ReviewSample[]> {
    if (!personIds.length) return [];
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    const [reviewed, hearings, reviewers] = await Promise.all([
      this.reviewed(courtId, period, personIds),
      this.hearings(parameters).then(byPerson),
      this.database.rows<{ caseId: string; reviewerId: string }>(`SELECT r.case_id AS "caseId", MIN(r.reviewer_id) AS "reviewerId" FROM ${OWN_REVIEWS} GROUP BY r.case_id`, parameters),
    ]);
    const [findings, reviews, reviewerOf] = [byPerson(reviewed.findings), byPerson(reviewed.reviews), new Map(reviewers.map((row) => [row.caseId, row.reviewerId]))];
    return personIds.map((personId) => ({
      personId,
      cases: new ReviewFacts(findings.get(personId) ?? [], reviews.get(personId) ?? [], period, reviewed.onForms).sample(reviewerOf),
      hearings: (hearings.get(personId) ?? []).map(({ id, hearing, summation }) => ({ id, hearing: Number(hearing), summation: summation === null ? null : Number(summation) })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    }));
  }

  private async told(courtId: string, period: EvaluationPeriod, personIds: readonly string[], asked: ReadonlySet<string> | null): Promise<Map<string, QualityFactsOf>> {
    const reviewed = await this.reviewed(courtId, period, personIds);
    const [findings, reviews] = [byPerson(reviewed.findings), byPerson(reviewed.reviews)];
    return new Map(personIds.map((personId) => [personId, new ReviewFacts(findings.get(personId) ?? [], reviews.get(personId) ?? [], period, reviewed.onForms).facts(asked)]));
  }

  /** The same figures of a whole group: reviews and findings are added up as they come, and only the serious ones, which are lines, are kept. */
  private async tallied(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, QualityFactsOf>> {
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    const { onForms, found } = await this.onForms(courtId, period, personIds);
    const tallies = new Map(personIds.map((personId) => [personId, new ReviewTally(period, onForms)]));
    for (const one of found) tallies.get(one.personId)!.foundOnForms(one.caseId, one);
    const [told] = await Promise.all([
      this.database.rows<SharedFinding>(
        `SELECT ${TOLD}, k.code AS "code", k.label AS "label", k.label_en AS "labelEn", k.applies_to AS "appliesTo", c.case_number AS "caseNumber", r.submitted_on AS "submittedOn"
         FROM finding f JOIN finding_share s ON s.finding_id = f.id JOIN defect_clause k ON k.id = f.clause_id JOIN case_review r ON r.id = f.review_id JOIN court_case c ON c.id = f.case_id
         WHERE ${COUNTS} AND f.recorded_on >= :from AND f.recorded_on < :until AND f.severity = 'serious' ORDER BY f.recorded_on, f.id`,
        parameters,
      ),
      this.tally(parameters, period, tallies, onForms),
    ]);
    const serious = byPerson(told);
    return new Map([...tallies].map(([personId, one]) => [personId, one.facts(serious.get(personId) ?? [])]));
  }

  /** Few columns, all in the index, and the place on the forms apart: most of a year's findings need no more. */
  private async onForms(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<{ onForms: ReviewsOnForms; found: (FoundOnForms & { personId: string; caseId: string })[] }> {
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    if (!(await ReviewsOnForms.areKept(this.database, courtId))) return { onForms: ReviewsOnForms.NONE, found: [] };
    const rows = await this.database.rows<Pick<FoundRow, 'personId' | 'caseId' | 'reviewId' | 'clauseId' | 'ownPoints'>>(
      `SELECT s.person_id AS "personId", f.case_id AS "caseId", f.review_id AS "reviewId", f.clause_id AS "clauseId", s.points AS "ownPoints" FROM ${FOUND_ON_FORMS}`, parameters,
    );
    const [onForms, clauses] = [await ReviewsOnForms.read(this.database, courtId, period, personIds, rows.map(({ reviewId }) => reviewId)), await this.clausesOf(rows)];
    return { onForms, found: rows.flatMap((row) => (onForms.has(row.reviewId) ? [Object.assign(row, clauses.get(row.clauseId)!)] : [])) };
  }

  private async tally(parameters: object, period: EvaluationPeriod, tallies: ReadonlyMap<string, ReviewTally>, onForms: ReviewsOnForms): Promise<void> {
    const submitted = new Set<string>();
    await this.database.each(
      `SELECT r.id, c.responsible_judge_id, r.case_id, r.document_score FROM ${OWN_REVIEWS} AND c.responsible_judge_id IN (:...people)`, parameters,
      ([reviewId, personId, caseId, mark]) => {
        submitted.add(reviewId as string);
        tallies.get(personId as string)!.reviewed(caseId as string, mark === null ? null : Number(mark));
      },
    );
    const elsewhere: (readonly StoredValue[])[] = [];
    const tally = ([personId, caseId, severity, lost, reviewId]: readonly StoredValue[], inReview: boolean, recorded: boolean): void =>
      tallies.get(personId as string)!.found(caseId as string, severity as SharedFinding['severity'], onForms.has(reviewId as string) ? 0 : Number(lost), inReview, recorded);
    const weighed = `s.person_id, f.case_id, f.severity, s.points, f.review_id`;
    await this.database.each(`SELECT ${weighed} FROM ${RECORDED}`, parameters, (row) => (submitted.has(row[4] as string) ? tally(row, true, true) : elsewhere.push(row)));
    await this.database.each(`SELECT ${weighed} FROM ${RECORDED_ELSEWHEN}`, parameters, (row) => tally(row, true, false));
    const headers = await this.headersOf(elsewhere.map((row) => ({ reviewId: row[4] as string })), []);
    for (const row of elsewhere) {
      const { submittedOn } = headers.get(row[4] as string)!;
      tally(row, submittedOn !== null && submittedOn >= period.from && submittedOn < period.until, true);
    }
  }

  /** Error rates and publication of whole divisions and tribunals, under names of their own (`divisionReviewed` …). */
  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[], asked: ReadonlySet<string> | null = null): Promise<Map<string, FactNumbers>> {
    return this.totals(OF_DIVISIONS, { court: courtId, from: period.from, until: period.until }, divisionIds, asked);
  }

  /**
   * The single records one figure rests on: same conditions and same scope as the figure itself.
   * @param holderId the person, or for a fact `per: unit` the division
   * @returns `null` when reviews do not count that fact
   */
  async recordsBehind(courtId: string, fact: string, holderId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    const parameters = { court: courtId, from: period.from, until: period.until, people: [holderId] };
    const counted = [...OF_PERSONS, ...OF_DIVISIONS].find((records) => names(records, fact));
    if (counted) {
      const { total, sum, rows } = await recordsOf(this.database, counted, fact, parameters, holderId, paging);
      return { total, sum, items: rows.map(({ record }) => record) };
    }
    if (DOUBLE_REVIEW_FACTS.includes(fact)) {
      const pairs = await this.doubleReviews.recordsBehind(courtId, fact, holderId, period);
      return pairs && pageOf(pairs, paging);
    }
    if (SIGNED_FACTS.includes(fact)) return pageOf(await this.signed.recordsBehind(courtId, fact, holderId, period), paging);
    if (fact === FILE_FACT) return pageOf(await this.files.recordsBehind(courtId, holderId, period), paging);
    if (fact === 'hearingScores' || fact === 'summationScores') return pageOf(hearingRecords(fact, await this.hearings(parameters)), paging);
    const { findings, reviews, onForms } = await this.reviewed(courtId, period, [holderId]);
    const records = new ReviewFacts(findings, reviews, period, onForms).records(fact);
    return records && pageOf(records, paging);
  }

  private async totals(sets: readonly CountedRecords<never>[], parameters: object, holders: readonly string[], asked: ReadonlySet<string> | null): Promise<Map<string, FactNumbers>> {
    const facts = new Map<string, FactNumbers>(holders.map((id) => [id, {}]));
    for (const records of sets)
      for (const [holder, numbers] of await totalsOf(this.database, records, parameters, holders, asked)) Object.assign(facts.get(holder)!, numbers);
    return facts;
  }

  /** Reviews submitted in the period, and findings recorded in it or belonging to one of those reviews. */
  private async reviewed(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<{ findings: SharedFinding[]; reviews: ReviewedCase[]; onForms: ReviewsOnForms }> {
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    const [reviews, found] = await Promise.all([this.reviews(parameters), this.findings(parameters)]);
    const headers = await this.headersOf(found, reviews);
    const clauses = await this.clausesOf(found);
    // Filled in where they stand: a copy of each of a year's findings would double what has to be kept and cleared away.
    const findings = found.map((row): SharedFinding => Object.assign(row, headers.get(row.reviewId)!, clauses.get(row.clauseId)!));
    const own = new Set(reviews.map(({ reviewId }) => reviewId));
    const onForms = await ReviewsOnForms.read(this.database, courtId, period, personIds, findings.flatMap(({ reviewId }) => (own.has(reviewId) ? [] : [reviewId])));
    return { findings, reviews: onePerCase(reviews), onForms };
  }

  /** A year holds hundreds of thousands of findings: what many of them share is read once, apart. */
  private async findings(parameters: object): Promise<FoundRow[]> {
    const [recorded, earlier] = await Promise.all([RECORDED, RECORDED_ELSEWHEN].map((from) => this.database.rows<FoundRow>(`SELECT ${TOLD} FROM ${from}`, parameters)));
    return [...earlier!, ...recorded!];
  }

  private reviews(parameters: object): Promise<(ReviewedCase & { reviewId: string })[]> {
    return this.database.rows(
      `SELECT r.id AS "reviewId", c.responsible_judge_id AS "personId", c.id AS "caseId", c.case_number AS "caseNumber", r.submitted_on AS "submittedOn", r.document_score AS "documentScore"
       FROM ${OWN_REVIEWS} AND c.responsible_judge_id IN (:...people)`,
      parameters,
    );
  }

  /** Case number and day of each finding's review; those of others' cases are not among the person's own reviews. */
  private async headersOf(found: readonly { reviewId: string }[], reviews: readonly (ReviewedCase & { reviewId: string })[]): Promise<Map<string, ReviewHeader>> {
    const headers = new Map<string, ReviewHeader>(reviews.map(({ reviewId, caseNumber, submittedOn }) => [reviewId, { caseNumber, submittedOn }]));
    const missing = [...new Set(found.map(({ reviewId }) => reviewId))].filter((id) => !headers.has(id));
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      const rows = await this.database.rows<ReviewHeader & { id: string }>(
        `SELECT r.id AS "id", c.case_number AS "caseNumber", r.submitted_on AS "submittedOn" FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE r.id IN (:...ids)`,
        { ids: missing.slice(from, from + AT_ONCE) },
      );
      for (const { id, ...header } of rows) headers.set(id, header);
    }
    return headers;
  }

  private async clausesOf(found: readonly { clauseId: string }[]): Promise<Map<string, ClauseWords>> {
    const ids = [...new Set(found.map(({ clauseId }) => clauseId))];
    if (!ids.length) return new Map();
    const rows = await this.database.rows<ClauseWords & { id: string }>(
      `SELECT k.id AS "id", k.code AS "code", k.label AS "label", k.label_en AS "labelEn", k.applies_to AS "appliesTo" FROM defect_clause k WHERE k.id IN (:...ids)`, { ids },
    );
    return new Map(rows.map(({ id, ...words }) => [id, words]));
  }

  private hearings(parameters: object): Promise<HearingRow[]> {
    return this.database.rows<HearingRow>(
      `SELECT h.id AS "id", h.judge_id AS "personId", c.id AS "caseId", c.case_number AS "caseNumber", h.assessed_on AS "assessedOn", h.hearing_score AS "hearing", h.summation_score AS "summation"
       FROM hearing_assessment h JOIN court_case c ON c.id = h.case_id
       WHERE h.court_id = :court AND h.assessed_on >= :from AND h.assessed_on < :until AND h.judge_id IN (:...people)
       ORDER BY h.assessed_on, h.id`,
      parameters,
    );
  }

  /** What a score line shows beside its points: clause, place, who answers for how much. */
  async describe(courtId: string, findingIds: readonly string[]): Promise<Map<string, DescribedFinding>> {
    if (!findingIds.length) return new Map();
    const rows = await this.database.rows<Omit<DescribedFinding, 'responsibility'>>(
      `SELECT f.id AS "id", f.case_id AS "caseId", f.severity AS "severity", f.place AS "place", k.code AS "code", k.label AS "label",
              k.label_en AS "labelEn", k.source AS "source", k.points_min AS "pointsMin", k.points_max AS "pointsMax"
       FROM finding f JOIN defect_clause k ON k.id = f.clause_id WHERE f.court_id = :court AND f.id IN (:...ids)`,
      { court: courtId, ids: findingIds },
    );
    const shares = await this.database.rows<{ findingId: string; name: string; post: string; share: number | string }>(
      `SELECT s.finding_id AS "findingId", p.name AS "name", s.post AS "post", s.share AS "share"
       FROM finding_share s JOIN person p ON p.id = s.person_id WHERE s.court_id = :court AND s.finding_id IN (:...ids) ORDER BY s.share DESC, p.name`,
      { court: courtId, ids: findingIds },
    );
    return new Map(rows.map((row) => [row.id, { ...row, responsibility: shares.filter((share) => share.findingId === row.id).map(inWords).join('、') || null }]));
  }

  /** Work of the period that is still open: drafts nobody submitted, serious findings the committee has not decided, reviews not finished. */
  async openWork(courtId: string, period: EvaluationPeriod): Promise<{ drafts: number; provisional: number; reviews: number }> {
    const parameters = { court: courtId, from: period.from, until: period.until };
    const findings = await this.database.rows<{ status: string; open: number | string }>(
      `SELECT f.status AS "status", COUNT(*) AS "open" FROM finding f JOIN case_review r ON r.id = f.review_id WHERE f.court_id = :court AND f.status IN ('draft', 'provisional') AND f.recorded_on >= :from AND f.recorded_on < :until AND r.second_of_id IS NULL GROUP BY f.status`,
      parameters,
    );
    const [reviews] = await this.database.rows<{ open: number | string }>(
      `SELECT COUNT(*) AS "open" FROM case_review WHERE court_id = :court AND status <> 'submitted' AND second_of_id IS NULL AND planned_on >= :from AND planned_on < :until`,
      parameters,
    );
    const open = (status: string): number => Number(findings.find((row) => row.status === status)?.open ?? 0);
    return { drafts: open('draft'), provisional: open('provisional'), reviews: Number(reviews!.open) };
  }
}

export interface DescribedFinding {
  id: string;
  caseId: string;
  severity: 'serious' | 'minor';
  place: string;
  code: string;
  label: string;
  labelEn: string;
  source: string;
  /** Hundredths. */
  pointsMin: number | string;
  pointsMax: number | string;
  /** `承办人 王敏 100%`. */
  responsibility: string | null;
}

interface HearingRow {
  id: string;
  personId: string;
  caseId: string;
  caseNumber: string;
  assessedOn: string;
  hearing: number | string;
  summation: number | string | null;
}

type ReviewHeader = Pick<SharedFinding, 'caseNumber' | 'submittedOn'>;
type ClauseWords = Pick<SharedFinding, 'code' | 'label' | 'labelEn' | 'appliesTo'>;
type FoundRow = Omit<SharedFinding, keyof ReviewHeader | keyof ClauseWords>;

const AT_ONCE = 1000;

function byPerson<T extends { personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const people = new Map<string, T[]>();
  for (const row of rows) {
    const own = people.get(row.personId);
    if (own) own.push(row);
    else people.set(row.personId, [row]);
  }
  return people;
}

/** A case reviewed twice in the period counts once: from the first day, with the better document mark. */
function onePerCase(rows: readonly ReviewedCase[]): ReviewedCase[] {
  const cases = new Map<string, ReviewedCase>();
  for (const row of rows) {
    const known = cases.get(row.caseId);
    if (!known) {
      cases.set(row.caseId, row);
      continue;
    }
    if (row.submittedOn < known.submittedOn) known.submittedOn = row.submittedOn;
    if (row.documentScore !== null && (known.documentScore === null || Number(row.documentScore) > Number(known.documentScore))) known.documentScore = row.documentScore;
  }
  return [...cases.values()];
}

const SHARE_POSTS: Readonly<Record<string, string>> = {
  responsibleJudge: '承办人', judge: '承办人', presidingJudge: '审判长', panelMember: '合议庭成员', judgeAssistant: '法官助理', clerk: '书记员', enforcementOfficer: '执行员',
  divisionChief: '庭长', deputyDivisionChief: '副庭长', vicePresident: '分管院长', courtPresident: '院长',
};

function inWords({ name, post, share }: { name: string; post: string; share: number | string }): string {
  return `${SHARE_POSTS[post] ?? post} ${name} ${fromHundredths(share).toFixed()}%`;
}

/** Marks of the hearings assessed; dropping a hearing drops its mark from both lists. */
function hearingRecords(fact: 'hearingScores' | 'summationScores', hearings: readonly HearingRow[]): RecordBehind[] {
  const marks = hearings.flatMap((row) => (fact === 'summationScores' && row.summation === null ? [] : [{ row, mark: points(fromHundredths(fact === 'hearingScores' ? row.hearing : row.summation!)) }]));
  return marks.map(({ row, mark }) => ({
    source: { kind: 'hearing', id: row.id, label: row.caseNumber },
    caseId: row.caseId,
    caseNo: row.caseNumber,
    day: row.assessedOn,
    contribution: mark,
    note: fact === 'hearingScores' ? { zh: `${row.assessedOn} 庭审考评 ${mark} 分`, en: `Hearing assessed on ${row.assessedOn}: ${mark}` } : { zh: `${row.assessedOn} 庭审小结 ${mark} 分`, en: `Summation assessed on ${row.assessedOn}: ${mark}` },
    removal: { droppedPieces: [{ fact: 'hearingScores', sourceId: row.id }, ...(row.summation === null ? [] : [{ fact: 'summationScores', sourceId: row.id }])] },
  }));
}
