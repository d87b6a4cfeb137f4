import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import type { Day } from '../../kernel/day.js';
import { Decimal, fromHundredths, points } from '../../kernel/exact.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { caseResult, type CaseResult, type ScoringRules } from '../../rules/case-grade.js';
import { COUNTING } from '../../rules/finding-life.js';
import { formSheet, missingItems, type PlacedFinding } from '../../rules/review-scores.js';
import { CaseReview, DefectClause, Finding } from '../review.entities.js';
import type { ScoresView } from './dto/forms.dto.js';
import { ReviewForm, ReviewFormScore, ReviewResult } from './form.entities.js';
import { formView, type FormOfReview } from './form-view.js';
import { ReviewForms } from './review-forms.js';

export type ScoredReviewKey = Pick<CaseReview, 'id' | 'courtId' | 'caseId' | 'kind'> & { nature: string };

export interface ReviewScoring {
  forms: FormOfReview[];
  hearing: HearingOfCase | null;
  result: CaseResult | null;
  missing: Fault[];
}

interface HearingOfCase {
  assessedOn: Day;
  assessment: Decimal;
  summation: Decimal | null;
}

/** Forms a reviewer of a case fills in; a hearing has people of its own. */
const OF_REVIEW = ['F-DOC', 'F-PRO', 'F-SUB'] as const;

/** What the forms of one review come to, from what was entered and the findings that stand. */
@Injectable()
export class ReviewScores {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly forms: ReviewForms,
  ) {}

  /** The forms this review has: those it was begun on, else those in force on the day. */
  async formsOf(review: ScoredReviewKey, day: Day): Promise<{ row: ReviewForm; kept: ReviewFormScore | null }[]> {
    const kept = await this.database.repository(ReviewFormScore).findBy({ reviewId: review.id });
    const begun = kept.length ? await this.database.repository(ReviewForm).findBy({ id: In(kept.map(({ formId }) => formId)) }) : [];
    const inForce = await this.forms.inForce(review.courtId, day, review.nature);
    return OF_REVIEW.flatMap((form) => {
      const score = kept.find((one) => one.form === form) ?? null;
      const candidates = inForce.filter((one) => one.form === form);
      const row = score ? begun.find(({ id }) => id === score.formId) : (candidates.find(({ field }) => field === review.nature) ?? candidates[0]);
      if (!row || (row.content.reviews && !row.content.reviews.includes(review.kind))) return [];
      return [{ row, kept: score }];
    });
  }

  /** @param counted what each finding of the case costs, clauses capped */
  async of(review: ScoredReviewKey, counted: ReadonlyMap<string, Decimal>, day: Day = this.clock.today()): Promise<ReviewScoring> {
    const [chosen, placed, hearing] = [await this.formsOf(review, day), await this.placed(review.id, counted), await this.hearingOf(review.caseId, day)];
    const applying = chosen.filter(({ kept }) => !kept?.notApplicable).map(({ row }) => row.content);
    const forms = chosen.map(({ row, kept }): FormOfReview => {
      const entered = kept?.entered ?? {};
      return { row, kept, content: row.content, entered, sheet: formSheet(row.content, entered, kept?.notApplicable ? [] : placed.findings, applying) };
    });
    const missing = forms.flatMap(({ content, entered, kept }) => (kept?.notApplicable ? [] : missingItems(content, entered)));
    const rules = await this.rulesOrNull(review.courtId, day);
    return { forms, hearing, missing, result: rules && applying.length ? this.result(review.kind, forms, hearing, placed.confirmedSerious, rules) : null };
  }

  async view(actor: Actor, review: ScoredReviewKey & { status: string }, counted: ReadonlyMap<string, Decimal>): Promise<ScoresView | null> {
    const kept = await this.database.repository(ReviewResult).findOneBy({ reviewId: review.id });
    // A review from before the forms: its score stays what it was, and no form is laid over it afterwards.
    if (review.status === 'submitted' && !kept) return null;
    const { forms, hearing, result, missing } = await this.of(review, counted, kept?.finishedAt ? kept.scoredOn : undefined);
    if (!forms.length) return null;
    return {
      forms: forms.map(formView),
      hearing: hearing && { assessedOn: hearing.assessedOn, hearingScore: points(hearing.assessment), summationScore: hearing.summation && points(hearing.summation) },
      result: result && { score: result.score, grade: result.grade.label, gradeEn: result.grade.labelEn, gradeCode: result.grade.code, lines: result.lines },
      missing: missing.map((fault) => ({ path: fault.path, message: fault[actor.language] })),
      finishedAt: kept?.finishedAt ?? null,
    };
  }

  /**
   * Inside a transaction: after a finding that counted was corrected or confirmed, the case's score and grade follow.
   * @returns `null` for a review from before the forms, which keeps its own way of counting
   */
  async rescore(reviewId: string, counted: ReadonlyMap<string, Decimal>): Promise<CaseResult | null> {
    const kept = await this.database.repository(ReviewResult).findOneBy({ reviewId });
    if (!kept) return null;
    const [review] = await this.database.rows<ScoredReviewKey>(
      `SELECT r.id AS "id", r.court_id AS "courtId", r.case_id AS "caseId", r.kind AS "kind", c.nature AS "nature" FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE r.id = :reviewId`,
      { reviewId },
    );
    const scoring = await this.of(review!, counted, kept.scoredOn);
    if (scoring.result) await this.keep(reviewId, scoring, scoring.result);
    return scoring.result;
  }

  /** Writes what the forms came to beside the review; the case's own marks only once it counts. */
  async keep(reviewId: string, { forms }: ReviewScoring, { score, grade }: CaseResult, counts = true): Promise<void> {
    for (const { kept, sheet } of forms) if (kept) await this.database.repository(ReviewFormScore).update(kept.id, { score: kept.notApplicable ? null : new Decimal(sheet.score) });
    await this.database.repository(ReviewResult).update({ reviewId }, { score: new Decimal(score), grade: grade.code });
    if (!counts) return;
    const mark = (form: string): Decimal | null => {
      const found = forms.find(({ content, kept }) => content.form === form && !kept?.notApplicable);
      return found ? new Decimal(found.sheet.score) : null;
    };
    await this.database.repository(CaseReview).update(reviewId, { caseScore: new Decimal(score), documentScore: mark('F-DOC'), procedureScore: mark('F-PRO') });
  }

  private result(kind: CaseReview['kind'], forms: readonly FormOfReview[], hearing: HearingOfCase | null, confirmedSerious: number, rules: ScoringRules): CaseResult {
    const mark = (form: string): string | null => forms.find(({ content, kept }) => content.form === form && !kept?.notApplicable)?.sheet.score ?? null;
    return caseResult({ kind, document: mark('F-DOC'), procedure: mark('F-PRO'), substance: mark('F-SUB'), hearing, confirmedSerious }, rules);
  }

  private async rulesOrNull(courtId: string, day: Day): Promise<ScoringRules | null> {
    return (await this.forms.settingsInForce(courtId, day)).length ? this.forms.rules(courtId, day) : null;
  }

  /**
   * Findings of the review that stand. A serious one is provisional until the committee confirms it, so that a draft of one
   * does not lower the score either; a blind second review is reckoned with all it found.
   */
  private async placed(reviewId: string, counted: ReadonlyMap<string, Decimal>): Promise<{ findings: PlacedFinding[]; confirmedSerious: number }> {
    const found = (await this.database.repository(Finding).findBy({ reviewId, status: In(['draft', 'second', ...COUNTING]) })).filter(({ status, severity }) => status !== 'draft' || severity === 'minor');
    const clauses = found.length ? await this.database.repository(DefectClause).findBy({ id: In(found.map(({ clauseId }) => clauseId)) }) : [];
    const byId = new Map(clauses.map((clause) => [clause.id, clause]));
    return {
      findings: found
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, clauseId, points: lost }) => ({ id, clause: byId.get(clauseId)!.code, appliesTo: byId.get(clauseId)!.appliesTo, lost: counted.get(id) ?? lost })),
      confirmedSerious: found.filter(({ severity, status }) => severity === 'serious' && status === 'settled').length,
    };
  }

  /** The hearing of the case as last assessed by the day the case was scored; none, and its weight goes to the other forms. */
  private async hearingOf(caseId: string, day: Day): Promise<HearingOfCase | null> {
    const [row] = await this.database.rows<{ assessedOn: Day; hearing: number | string; summation: number | string | null }>(
      `SELECT assessed_on AS "assessedOn", hearing_score AS "hearing", summation_score AS "summation" FROM hearing_assessment WHERE case_id = :caseId AND assessed_on <= :day ORDER BY assessed_on DESC, id DESC LIMIT 1`,
      { caseId, day },
    );
    return row ? { assessedOn: row.assessedOn, assessment: fromHundredths(row.hearing), summation: row.summation === null ? null : fromHundredths(row.summation) } : null;
  }
}
