import { In } from 'typeorm';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths } from '../kernel/exact.js';
import type { Database } from '../platform/database/database.js';
import type { CaseForms } from '../rules/case-grade.js';
import { countedReview, deductionInMark, formPlace, markedOff, ownReviewScore, plainDeduction, WHOLE_CASE, type CountedReview, type DeductionInMark, type FormPlace, type OwnDeduction } from '../rules/own-case-score.js';
import type { FormContent, FormKind } from '../rules/review-forms.js';
import type { Entered } from '../rules/review-scores.js';
import { ReviewForm } from './forms/form.entities.js';
import { ReviewForms } from './forms/review-forms.js';

/** A finding as its place on the forms and its weight need it; hundredths. */
export interface FoundOnForms {
  reviewId: string;
  clauseId: string;
  code: string;
  appliesTo: string;
  ownPoints: number | string;
}

export interface ReviewOnForms {
  id: string;
  caseId: string;
  submittedOn: Day;
  /** Hundredths. */
  caseScore: number;
  counted: CountedReview;
  /** The last of the case's reviews in the period: its entered marks count. */
  isLast: boolean;
  places: Map<string, FormPlace | null>;
}

interface HeaderRow {
  id: string;
  caseId: string;
  kind: CaseForms['kind'];
  scoredOn: Day;
  submittedOn: Day;
  caseScore: number | string;
}
interface Marked {
  formId: string;
  content: FormContent;
  lost: readonly number[];
}
interface HeardRow {
  caseId: string;
  id: string;
  assessedOn: Day;
  hearing: number | string;
  summation: number | string | null;
  byJudge: number | string;
}

const ON_FORMS = `review_result x JOIN case_review r ON r.id = x.review_id JOIN court_case c ON c.id = r.case_id`;
const SUBMITTED = `x.court_id = :court AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.submitted_on >= :from AND r.submitted_on < :until`;
const ORDER: FormKind[] = ['F-DOC', 'F-PRO', 'F-SUB'];
const AT_ONCE = 1000;
const NOTHING: readonly OwnDeduction[] = [];

/**
 * Reviews of a period that were scored on forms, with all that a person's own score of the case needs of them
 * (rules/own-case-score.ts). A review from before the forms is not among them: it is 100 less the own points.
 *
 * Of several reviews of one case the findings of all are deducted, a fault two of them found counting once
 * (quality-review/case-count.ts); the marks entered beside the findings, and the hearing, are those of the last.
 */
export class ReviewsOnForms {
  private readonly byCase = new Map<string, ReviewOnForms[]>();
  private readonly byId = new Map<string, ReviewOnForms>();

  static readonly NONE = new ReviewsOnForms([]);

  constructor(reviews: readonly Omit<ReviewOnForms, 'isLast'>[]) {
    for (const review of reviews) {
      const own = { ...review, isLast: false };
      this.byId.set(review.id, own);
      const others = this.byCase.get(review.caseId);
      if (others) others.push(own);
      else this.byCase.set(review.caseId, [own]);
    }
    for (const own of this.byCase.values()) {
      if (own.length > 1) own.sort((a, b) => (a.submittedOn === b.submittedOn ? (a.id < b.id ? -1 : 1) : a.submittedOn < b.submittedOn ? -1 : 1));
      own[own.length - 1]!.isLast = true;
    }
  }

  has(reviewId: string): boolean {
    return this.byId.has(reviewId);
  }

  ofCase(caseId: string): readonly ReviewOnForms[] {
    return this.byCase.get(caseId) ?? [];
  }

  /** What the case's reviews on forms took from one person. @param isJudge the case is the person's own @param found of that person in the case */
  lostIn(caseId: string, isJudge: boolean, found: readonly FoundOnForms[]): number {
    return this.ofCase(caseId).reduce((lost, review) => lost + WHOLE_CASE - ownReviewScore(review.counted, deductionsIn(review, found), isJudge && review.isLast), 0);
  }

  /** How the person's mark follows one finding. @param found of that person in the case, without it @param plain lost by reviews from before the forms, without it */
  inMark(caseId: string, isJudge: boolean, finding: FoundOnForms, found: readonly FoundOnForms[], plain: number): DeductionInMark {
    const review = this.byId.get(finding.reviewId);
    const whole = this.lostIn(caseId, isJudge, found) + plain;
    if (!review) return plainDeduction(whole);
    const [others, bears] = [deductionsIn(review, found), isJudge && review.isLast];
    const elsewhere = whole - (WHOLE_CASE - ownReviewScore(review.counted, others, bears));
    return deductionInMark(review.counted, others, placeOf(review, finding), bears, elsewhere);
  }

  /** Before the first review was scored on forms there is nothing to look for. */
  static async areKept(database: Database, courtId: string): Promise<boolean> {
    return (await database.rows(`SELECT x.id FROM review_result x WHERE x.court_id = :court LIMIT 1`, { court: courtId })).length > 0;
  }

  /**
   * @param people whose own cases' reviews are read
   * @param others ids of further reviews, of cases in which the people answer for a finding; those of another time are left out
   */
  static async read(database: Database, courtId: string, period: EvaluationPeriod, people: readonly string[], others: readonly string[] = []): Promise<ReviewsOnForms> {
    if (!(await ReviewsOnForms.areKept(database, courtId))) return ReviewsOnForms.NONE;
    const parameters = { court: courtId, from: period.from, until: period.until };
    const reader = new FormsReader(database, courtId);
    const own = await reader.reviews(`${SUBMITTED} AND c.responsible_judge_id IN (:...people)`, { ...parameters, people });
    const known = new Set(own.map(({ id }) => id));
    const missing = [...new Set(others)].filter((id) => !known.has(id));
    for (let from = 0; from < missing.length; from += AT_ONCE)
      own.push(...(await reader.reviews(`${SUBMITTED} AND x.review_id IN (:...ids)`, { ...parameters, ids: missing.slice(from, from + AT_ONCE) })));
    return own.length ? new ReviewsOnForms(own) : ReviewsOnForms.NONE;
  }
}

/** In the order of the case's findings, each at the part that takes it. */
export function placed<T extends FoundOnForms>(review: ReviewOnForms, found: readonly T[]): (T & OwnDeduction)[] {
  return found.flatMap((one) => (one.reviewId === review.id ? [{ ...one, place: placeOf(review, one), own: Number(one.ownPoints) }] : []));
}

/** As {@link placed}, for a year of them: nothing but what the arithmetic needs. */
function deductionsIn(review: ReviewOnForms, found: readonly FoundOnForms[]): readonly OwnDeduction[] {
  if (!found.length) return NOTHING;
  const own: OwnDeduction[] = [];
  for (const one of found) if (one.reviewId === review.id) own.push({ place: placeOf(review, one), own: Number(one.ownPoints) });
  return own;
}

function placeOf({ places, counted }: ReviewOnForms, { clauseId, code, appliesTo }: FoundOnForms): FormPlace | null {
  let place = places.get(clauseId);
  if (place === undefined) places.set(clauseId, (place = formPlace({ clause: code, appliesTo }, counted.forms.map(({ content }) => content))));
  return place;
}

/** Reads whole sets: a form, a rule and the place of a clause are read once, however many reviews use them. */
class FormsReader {
  private readonly places = new Map<string, Map<string, FormPlace | null>>();
  private contents: ReadonlyMap<string, FormContent> | null = null;
  private rulesOn: Awaited<ReturnType<ReviewForms['rulesByDay']>> = () => null;

  constructor(
    private readonly database: Database,
    private readonly courtId: string,
  ) {}

  async reviews(where: string, parameters: object): Promise<Omit<ReviewOnForms, 'isLast'>[]> {
    const headers = await this.database.rows<HeaderRow>(
      `SELECT r.id AS "id", r.case_id AS "caseId", r.kind AS "kind", x.scored_on AS "scoredOn", r.submitted_on AS "submittedOn", r.case_score AS "caseScore" FROM ${ON_FORMS} WHERE ${where}`, parameters,
    );
    if (!headers.length) return [];
    const marks = await this.marks(where, parameters, (this.contents ??= await this.readContents()));
    const heard = grouped(
      await this.database.rows<HeardRow>(
        `SELECT h.case_id AS "caseId", h.id AS "id", h.assessed_on AS "assessedOn", h.hearing_score AS "hearing", h.summation_score AS "summation", CASE WHEN h.judge_id = c.responsible_judge_id THEN 1 ELSE 0 END AS "byJudge"
         FROM ${ON_FORMS} JOIN hearing_assessment h ON h.case_id = r.case_id WHERE ${where}`, parameters,
      ),
    );
    return headers.flatMap((header) => this.review(header, marks.get(header.id) ?? [], heard.get(header.caseId) ?? []));
  }

  /** With the rules, which only reviews need. */
  private async readContents(): Promise<ReadonlyMap<string, FormContent>> {
    this.rulesOn = await new ReviewForms(this.database).rulesByDay(this.courtId);
    const forms = await this.database.repository(ReviewForm).findBy({ courtId: this.courtId, form: In(ORDER) });
    return new Map(forms.map(({ id, content }) => [id, content]));
  }

  /** What was entered is long: each form is added up as it comes, and forgotten. */
  private async marks(where: string, parameters: object, contents: ReadonlyMap<string, FormContent>): Promise<Map<string, Marked[]>> {
    const marks = new Map<string, Marked[]>();
    await this.database.each(`SELECT k.review_id, k.form_id, k.entered FROM ${ON_FORMS} JOIN review_form_score k ON k.review_id = x.review_id WHERE k.not_applicable IS NULL AND ${where}`, parameters, ([review, form, entered]) => {
      const [reviewId, formId] = [review as string, form as string];
      const content = contents.get(formId)!;
      const one = { formId, content, lost: markedOff(content, JSON.parse(entered as string) as Entered) };
      const own = marks.get(reviewId);
      if (own) own.push(one);
      else marks.set(reviewId, [one]);
    });
    return marks;
  }

  private review({ id, caseId, kind, scoredOn, submittedOn, caseScore }: HeaderRow, marks: readonly Marked[], heard: readonly HeardRow[]): Omit<ReviewOnForms, 'isLast'>[] {
    const rules = this.rulesOn(scoredOn);
    const forms = marks.filter(({ content }) => !content.reviews || content.reviews.includes(kind)).sort((a, b) => ORDER.indexOf(a.content.form) - ORDER.indexOf(b.content.form));
    if (!rules || !forms.length) return [];
    const counted = countedReview(kind, forms, hearingBy(scoredOn, heard), rules);
    return counted ? [{ id, caseId, submittedOn, caseScore: Number(caseScore), counted, places: this.placesOn(forms.map(({ formId }) => formId).join()) }] : [];
  }

  private placesOn(forms: string): Map<string, FormPlace | null> {
    const known = this.places.get(forms) ?? new Map<string, FormPlace | null>();
    this.places.set(forms, known);
    return known;
  }
}

/** The hearing as last assessed by the day the case was scored. */
function hearingBy(day: Day, heard: readonly HeardRow[]): Parameters<typeof countedReview>[2] {
  const last = heard.filter(({ assessedOn }) => assessedOn <= day).reduce<HeardRow | null>((latest, one) => (!latest || [one.assessedOn, one.id].join() > [latest.assessedOn, latest.id].join() ? one : latest), null);
  return last && { assessment: fromHundredths(last.hearing), summation: last.summation === null ? null : fromHundredths(last.summation), byJudge: Number(last.byJudge) === 1 };
}

function grouped(rows: readonly HeardRow[]): Map<string, HeardRow[]> {
  const groups = new Map<string, HeardRow[]>();
  for (const row of rows) {
    const own = groups.get(row.caseId);
    if (own) own.push(row);
    else groups.set(row.caseId, [row]);
  }
  return groups;
}
