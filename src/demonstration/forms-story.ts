import { Injectable } from '@nestjs/common';
import { addDays } from '../kernel/day.js';
import { Decimal } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import { CaseCount } from '../quality-review/case-count.js';
import { HearingMark, HearingTask, ReviewForm, ReviewFormScore, ReviewResult } from '../quality-review/forms/form.entities.js';
import { ReviewForms } from '../quality-review/forms/review-forms.js';
import { formSheet, type Entered } from '../rules/review-scores.js';
import type { FormContent } from '../rules/review-forms.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { FindingRow, HearingAssessmentRow, ReviewRow, World } from './world.types.js';
import type { DemonstrationPlan } from './demonstration-plan.js';

/** Reviews of this month and later were scored on the forms; earlier ones are from before them and keep their score. */
/** The day on which somebody first looks at the story. */
const TOLD_ON = '2026-11-23';
const SCORED_FROM = '2026-10';
const OPEN_HEARINGS = 6;
const ASSESSED_SINCE = '2026-10-01';

interface Filled {
  form: ReviewForm;
  entered: Entered;
}

/** The latest reviews on their forms, and hearings: assessed ones with both assessors' marks, and some that wait. */
@Injectable()
export class FormsStory {
  constructor(
    private readonly database: Database,
    private readonly forms: ReviewForms,
    private readonly count: CaseCount,
  ) {}

  async tell(world: World, plan: DemonstrationPlan, courtId: string): Promise<void> {
    const forms = await this.forms.inForce(courtId, TOLD_ON);
    await this.reviews(world, plan, forms);
    await this.hearings(world, plan, forms);
  }

  private async reviews(world: World, plan: DemonstrationPlan, forms: readonly ReviewForm[]): Promise<void> {
    const natures = new Map(world.cases.map(({ id, nature }) => [id, nature]));
    const clauses = new Map(world.clauses.map(({ id, code }) => [id, code]));
    const findings = new Map<string, FindingRow[]>();
    for (const finding of world.findings) if (finding.status !== 'superseded') findings.set(finding.reviewId, [...(findings.get(finding.reviewId) ?? []), finding]);
    const scored = world.reviews.filter(({ status, batch, submittedOn }) => status === 'submitted' && batch >= SCORED_FROM && submittedOn !== null);
    for (const review of scored) {
      const draw = new Draw(`${plan.caseload.seed}|forms|${review.id}`);
      const filled = forms
        .filter(({ form, field, content }) => ['F-DOC', 'F-PRO', 'F-SUB'].includes(form) && (field === 'common' || field === natures.get(review.caseId)) && (!content.reviews || content.reviews.includes(review.kind)))
        .map((form): Filled => ({ form, entered: fill(form.content, lossesBeside(review, form, findings.get(review.id) ?? [], clauses), draw) }));
      if (filled.length) await this.keep(review, filled, !findings.has(review.id));
    }
    for (const caseId of new Set(scored.map((review) => review.caseId))) await this.count.recount(caseId);
  }

  private async keep({ id, courtId, reviewerId, submittedOn }: ReviewRow, filled: readonly Filled[], noDefect: boolean): Promise<void> {
    const at = `${submittedOn}T08:30:00.000Z`;
    await this.database.repository(ReviewFormScore).insert(
      filled.map(({ form, entered }) => ({ id: recordId(submittedOn!, 'formScore', id, form.code), courtId, reviewId: id, formId: form.id, form: form.form, notApplicable: null, entered, score: null, scoredBy: reviewerId, scoredAt: at, version: 1 })),
    );
    await this.database.repository(ReviewResult).insert({ id: recordId(submittedOn!, 'reviewResult', id), courtId, reviewId: id, noDefect, finishedAt: at, finishedBy: reviewerId, scoredOn: submittedOn!, score: new Decimal(100), grade: '' });
  }

  private async hearings(world: World, plan: DemonstrationPlan, forms: readonly ReviewForm[]): Promise<void> {
    const assessment = forms.find(({ form }) => form === 'F-HRG')!;
    const summation = forms.find(({ form }) => form === 'F-SUM')!;
    const cases = new Map(world.cases.map((row) => [row.id, row]));
    const reviewersOf = (nature: string, judgeId: string, divisionId: string | null) => [
      ...new Set(world.reviews.filter(({ caseId, reviewerId }) => cases.get(caseId)?.nature === nature && reviewerId !== judgeId && cases.get(caseId)?.divisionId === divisionId).map(({ reviewerId }) => reviewerId)),
    ].sort();
    const office = world.posts.find(({ post }) => post === 'officeStaff') ?? world.posts[0]!;
    const put = async (id: string, caseId: string, judgeId: string, heardOn: string, dueOn: string, made: string, status: 'open' | 'done', given: HearingAssessmentRow | null): Promise<void> => {
      const row = cases.get(caseId)!;
      const assessors = reviewersOf(row.nature, judgeId, row.divisionId).slice(0, 2);
      if (assessors.length < 2) return;
      await this.database.repository(HearingTask).insert({
        id, courtId: row.courtId, caseId, judgeId, heardOn, dueOn, noSummation: given && given.summationScore === null ? '双方于辩论前达成和解，未进入小结' : null, status, withdrawnReason: null, plannedBy: office.personId, createdAt: `${made}T01:00:00.000Z`, version: 1,
      });
      const draw = new Draw(`${plan.caseload.seed}|marks|${row.caseNumber}`);
      for (const [at, assessorId] of assessors.entries()) {
        const marks = given && marksOf(assessment.content, summation.content, given, at, draw);
        await this.database.repository(HearingMark).insert({
          id: recordId(made, 'hearingMark', id, assessorId), courtId: row.courtId, taskId: id, assessorId, assessmentFormId: assessment.id,
          summationFormId: given && given.summationScore === null ? null : summation.id, entered: marks?.entered ?? {}, comment: '',
          hearingScore: marks ? new Decimal(marks.hearing) : null, summationScore: marks?.summation ? new Decimal(marks.summation) : null, submittedAt: given ? `${given.assessedOn}T0${3 + at}:00:00.000Z` : null, version: marks ? 2 : 1,
        });
      }
    };
    for (const given of world.hearings.filter(({ assessedOn }) => assessedOn >= ASSESSED_SINCE)) {
      const row = cases.get(given.caseId)!;
      if (decomposable(given, assessment.content, summation.content) && row.hearingOn) await put(given.id, given.caseId, given.judgeId, row.hearingOn, given.assessedOn, row.hearingOn, 'done', given);
    }
    const assessed = new Set(world.hearings.map(({ caseId }) => caseId));
    const waiting = world.cases.filter(({ id, hearingOn, closedOn, responsibleJudgeId, nature }) => hearingOn && closedOn && closedOn > '2026-11-08' && responsibleJudgeId && nature === 'civil' && !assessed.has(id)).slice(0, OPEN_HEARINGS);
    for (const [at, row] of waiting.entries()) await put(recordId(TOLD_ON, 'hearingTask', row.caseNumber), row.id, row.responsibleJudgeId!, row.hearingOn!, addDays(TOLD_ON, 3 + at), addDays(TOLD_ON, -4), 'open', null);
  }
}

/** What each part of the document lost beside the findings in it, in hundredths. */
function lossesBeside({ documentParts }: ReviewRow, { form, content }: ReviewForm, found: readonly FindingRow[], clauses: ReadonlyMap<string, string>): Record<string, number> {
  if (form !== 'F-DOC' || !documentParts) return {};
  return Object.fromEntries(
    content.parts.map((part) => {
      const taken = found.filter(({ clauseId }) => part.items.some((item) => item.clauses.includes(clauses.get(clauseId)!))).reduce((sum, { points }) => sum + hundredths(points), 0);
      const given = (documentParts as Readonly<Record<string, string>>)[part.code];
      return [part.code, given === undefined ? 0 : Math.max(0, hundredths(part.full) - taken - hundredths(given))];
    }),
  );
}

/** Every item looked at; what a part lost stands on items that can lose it. */
function fill(content: FormContent, losses: Readonly<Record<string, number>>, draw: Draw): Entered {
  return Object.fromEntries(
    content.parts.map((part) => {
      let left = losses[part.code] ?? 0;
      const from = draw.int(0, part.items.length - 1);
      const values: Record<string, string> = Object.fromEntries(part.items.map(({ code }) => [code, '0.00']));
      for (let at = 0; at < part.items.length; at++) {
        const item = part.items[(from + at) % part.items.length]!;
        const take = Math.min(left, hundredths(item.full), 2 * hundredths(item.deductionMax));
        if (take < hundredths(item.deductionMin) || take === 0) continue;
        values[item.code] = written(take);
        left -= take;
      }
      return [part.code, values];
    }),
  );
}

const HALF = 50;
const hundredths = (text: string): number => Math.round(Number(text) * 100);
const written = (value: number): string => (value / 100).toFixed(2);

function decomposable({ hearingScore, summationScore }: HearingAssessmentRow, assessment: FormContent, summation: FormContent): boolean {
  const lost = 10_000 - hundredths(hearingScore);
  const most = assessment.parts.flatMap(({ items }) => items).reduce((sum, { full }) => sum + hundredths(full) - 100, 0);
  return lost % HALF === 0 && lost !== HALF && lost < most && (summationScore === null || stepsFor(summation, hundredths(summationScore)) !== null);
}

/** Both assessors gave the mean, each in another way: what was lost is spread over other items. */
function marksOf(assessment: FormContent, summation: FormContent, { hearingScore, summationScore }: HearingAssessmentRow, at: number, draw: Draw): { entered: Record<string, Entered>; hearing: string; summation: string | null } {
  const aspects: Record<string, Record<string, string>> = Object.fromEntries(assessment.parts.map((part) => [part.code, Object.fromEntries(part.items.map(({ code }) => [code, '0.00']))]));
  let left = 10_000 - hundredths(hearingScore);
  const items = assessment.parts.flatMap((part) => part.items.map((item) => ({ part: part.code, item })));
  for (let step = draw.int(0, items.length - 1) + at, tries = 0; left > 0 && tries < 200; step++, tries++) {
    const { part, item } = items[step % items.length]!;
    const [already, least, full] = [hundredths(aspects[part]![item.code]!), hundredths(item.deductionMin), hundredths(item.full)];
    const take = Math.min(left, already ? HALF : Math.max(least, HALF), full - already);
    if (take < least && already === 0) continue;
    if (take <= 0) continue;
    aspects[part]![item.code] = written(already + take);
    left -= take;
  }
  const steps = summationScore === null ? null : stepsFor(summation, hundredths(summationScore));
  const entered: Record<string, Entered> = { 'F-HRG': aspects, ...(steps ? { 'F-SUM': steps } : {}) };
  return { entered, hearing: formSheet(assessment, aspects).score, summation: steps && formSheet(summation, steps).score };
}

/** A step for each point that adds up to the total; `null` when none does. */
function stepsFor({ parts }: FormContent, total: number): Record<string, Record<string, string>> | null {
  const search = (at: number, left: number): string[] | null => {
    if (at === parts.length) return left === 0 ? [] : null;
    for (const step of parts[at]!.scale ?? []) {
      const rest = hundredths(step) <= left ? search(at + 1, left - hundredths(step)) : null;
      if (rest) return [step, ...rest];
    }
    return null;
  };
  const steps = search(0, total);
  return steps && Object.fromEntries(parts.map((part, at) => [part.code, { [part.code]: steps[at]! }]));
}
