import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { addDays, addMonths, type Day } from '../../kernel/day.js';
import { parsePeriod } from '../../kernel/evaluation-period.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database, isDuplicate } from '../../platform/database/database.js';
import { insertRows } from '../../platform/database/insert-rows.js';
import { newId } from '../../platform/ids.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { commitmentOf, sha256 } from '../../rules/assignment/draw.js';
import { BARRED_BECAUSE, drawReviews, reviewDrawText, type ReviewDraw } from '../../rules/review-planning.js';
import type { CommitPlan, OpenPlan, PlanLeft, PlanPreview } from './dto/plan.dto.js';
import { planningErrors } from './planning.errors.js';
import { ReviewPlan, type PlanFigures } from './review-plan.entity.js';
import { REVIEW_PARAMETERS } from './review-parameters.js';
import { ReviewLots, type ReviewLot } from './review-lot.js';
import { wholeCourt } from './whole-court.js';

/** Reviews drawn up to this day of a month are due in it; later ones in the next. */
const LAST_DAY_FOR_THIS_MONTH = 15;

const LOT_WORDS = { routine: '结案', second: '已提交的评查' } as const;

export interface KeptResult extends ReviewDraw {
  names: Record<string, string>;
  parameters: PlanPreview['parameters'];
  size: number | null;
  batch: string;
  left: PlanLeft[];
}

/** 月度评查计划: a seed sealed when the plan is opened, previews that save nothing, and a commit that draws again and keeps everything the draw rested on. */
@Injectable()
export class PlansService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly lots: ReviewLots,
  ) {}

  async open(actor: Actor, { kind, month }: OpenPlan): Promise<string> {
    require(actor, 'review.plan');
    const { courtId } = actor;
    const { until } = parsePeriod(month)!;
    if (this.clock.today() < until) throw planningErrors['reviewPlan.monthOpen']({ month, from: until });
    const seed = randomBytes(32).toString('hex');
    const openKey = `${courtId}|${kind}|${month}`;
    try {
      return await this.database.transaction(async () => {
        const { cases } = await this.lots.of({ courtId, kind, month, seed }, this.clock.today(), null);
        if (cases.size === 0) throw planningErrors['reviewPlan.nothingToDraw']({ month, what: LOT_WORDS[kind] });
        const [last] = await this.database.rows<{ round: number | null }>('SELECT MAX(round) AS round FROM review_plan WHERE court_id = :courtId AND kind = :kind AND month = :month', { courtId, kind, month });
        const plan = this.database.repository(ReviewPlan).create({
          id: newId(), courtId, kind, month, round: Number(last?.round ?? 0) + 1, status: 'sealed', openKey, seed, commitment: commitmentOf(seed), sealedAt: this.clock.instant(), openedBy: actor.personName.slice(0, 60), version: 1,
        });
        await this.database.repository(ReviewPlan).insert(plan);
        this.audit.record(actor, { action: 'reviewPlan.opened', subjectKind: 'reviewPlan', subjectId: plan.id, after: { kind, month, round: plan.round, commitment: plan.commitment } });
        return plan.id;
      });
    } catch (error) {
      const held = isDuplicate(error) ? await this.database.repository(ReviewPlan).findOneBy({ openKey }) : null;
      if (!held) throw error;
      throw planningErrors['reviewPlan.alreadyOpen']({ month, who: held.openedBy, when: held.sealedAt }, [{ path: 'id', zh: held.id, en: held.id }]);
    }
  }

  /** What the plan would be now. Nothing is saved. */
  async preview(actor: Actor, id: string, size: number | null): Promise<PlanPreview> {
    require(actor, 'review.plan');
    const plan = await this.found(actor, id);
    if (plan.status === 'committed') throw planningErrors['reviewPlan.committed']({ who: plan.committedBy!, when: plan.committedAt! });
    const lot = await this.lots.of(plan, this.clock.today(), plan.kind === 'second' ? size : null);
    const draw = drawReviews(lot.inputs);
    return previewOf(lot, draw, this.batch());
  }

  async commit(actor: Actor, id: string, given: CommitPlan): Promise<void> {
    require(actor, 'review.plan');
    await this.database.transaction(async () => {
      // One plan or event at a time enrols cases of a court, so that no case is enrolled twice.
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const plan = await this.found(actor, id);
      if (plan.status === 'committed') throw planningErrors['reviewPlan.committed']({ who: plan.committedBy!, when: plan.committedAt! });
      const today = this.clock.today();
      const size = plan.kind === 'second' ? (given.size ?? null) : null;
      const lot = await this.lots.of(plan, today, size);
      const text = reviewDrawText(lot.inputs);
      if (sha256(text) !== given.inputDigest || plan.version !== given.version)
        throw planningErrors['reviewPlan.stale']({ what: `结案 ${lot.lot} 件，已纳入评查 ${lot.underReview} 件，评查员 ${lot.inputs.reviewers.length} 人，应抽 ${lot.inputs.target} 件` });
      const draw = drawReviews(lot.inputs);
      if (draw.drawn.length === 0) throw planningErrors['reviewPlan.empty']();
      const preview = previewOf(lot, draw, this.batch());
      const batch = this.allowedBatch(given.batch) ?? preview.batch;
      const kept: KeptResult = { ...draw, names: Object.fromEntries(lot.inputs.reviewers.map(({ id: reviewer, name }) => [reviewer, name])), parameters: preview.parameters, size, batch, left: preview.left };
      await this.enrol(actor, plan, lot, draw, batch);
      const result = JSON.stringify(kept);
      const figures: PlanFigures = { lot: lot.lot, target: lot.inputs.target, planned: draw.drawn.length, withoutReviewer: draw.withoutReviewer.length, reviewers: draw.loads.filter(({ added }) => added > 0).length };
      const { affected } = await this.database.repository(ReviewPlan).update(
        { id, version: plan.version },
        { status: 'committed', openKey: null, inputs: text, result, inputDigest: sha256(text), resultDigest: sha256(JSON.stringify(draw.drawn)), figures, committedBy: actor.personName.slice(0, 60), committedAt: this.clock.instant(), version: plan.version + 1 },
      );
      if (affected !== 1) throw platformErrors['record.changed']({ who: '—', when: '—' });
      this.audit.record(actor, { action: 'reviewPlan.committed', subjectKind: 'reviewPlan', subjectId: id, after: { ...figures, batch, inputDigest: sha256(text) } });
    });
  }

  private async enrol(actor: Actor, plan: ReviewPlan, { cases }: ReviewLot, { drawn }: ReviewDraw, batch: string): Promise<void> {
    const today = this.clock.today();
    const dueOn = lastDayOf(batch);
    const rows = drawn.map(({ number, reviewer }) => {
      const { caseId, kind, triggers, firstId } = cases.get(number)!;
      return {
        id: newId(), court_id: plan.courtId, case_id: caseId, kind, triggers, batch, reviewer_id: reviewer, status: 'pending', planned_on: today, submitted_on: null,
        document_score: null, procedure_score: null, case_score: null, due_on: dueOn, plan_id: plan.id, second_of_id: firstId, version: 1,
      };
    });
    await insertRows(this.database, 'case_review', Object.keys(rows[0]!) as (keyof (typeof rows)[number])[], rows);
    this.audit.recordAll(actor, rows.map((row) => ({
      action: 'review.planned', subjectKind: 'review', subjectId: row.id, after: { caseId: row.case_id, kind: row.kind, second: row.second_of_id !== null, reviewerId: row.reviewer_id, batch, dueOn, planId: plan.id },
    })));
  }

  /** A plan the actor may work on. */
  async found(actor: Actor, id: string): Promise<ReviewPlan> {
    const scope = wholeCourt(actor, 'review.plan', { court: 'p.court_id' });
    const plan = await this.database.repository(ReviewPlan).createQueryBuilder('p').where('p.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!plan) throw platformErrors['record.notFound']();
    return plan;
  }

  private batch(): string {
    const today = this.clock.today();
    return Number(today.slice(8)) <= LAST_DAY_FOR_THIS_MONTH ? today.slice(0, 7) : nextMonth(today);
  }

  private allowedBatch(asked: string | undefined): string | null {
    const today = this.clock.today();
    return asked && [today.slice(0, 7), nextMonth(today)].includes(asked) ? asked : null;
  }
}

function nextMonth(day: Day): string {
  return addMonths(`${day.slice(0, 7)}-01`, 1).slice(0, 7);
}

function lastDayOf(month: string): Day {
  return addDays(parsePeriod(month)!.until, -1);
}

function previewOf(lot: ReviewLot, draw: ReviewDraw, batch: string): PlanPreview {
  const names = new Map(lot.inputs.reviewers.map(({ id, name }) => [id, name]));
  const drawnFor = new Map<string, number>();
  for (const { number } of draw.drawn) {
    const { holder } = lot.cases.get(number)!;
    if (holder !== null) drawnFor.set(holder, (drawnFor.get(holder) ?? 0) + 1);
  }
  const holderName = new Map([...lot.cases.values()].flatMap((one) => (one.holder === null ? [] : [[one.holder, one.firstReviewer ? (names.get(one.holder) ?? one.holder) : (one.judge ?? one.holder)] as const])));
  return {
    inputDigest: sha256(reviewDrawText(lot.inputs)),
    lot: lot.lot,
    underReview: lot.underReview,
    target: lot.inputs.target,
    planned: draw.drawn.length,
    parameters: lot.parameters.map(({ name, value, source, example }) => ({ name, label: REVIEW_PARAMETERS[name], value, source, example })),
    cases: draw.drawn.map(({ number, reviewer, why }) => {
      const { caseId, cause, field, judge, division, closedOn } = lot.cases.get(number)!;
      return { caseId, number, cause, field, judge, division, closedOn, reviewer: names.get(reviewer)!, why };
    }),
    loads: draw.loads.map(({ reviewer, before, added }) => ({ reviewer: names.get(reviewer)!, before, added })),
    left: draw.withoutReviewer.map(({ number, barred }) => {
      const { caseId, cause, division } = lot.cases.get(number)!;
      return { caseId, number, cause, division, reasons: barred.map(({ reviewer, why }) => ({ reviewer: names.get(reviewer)!, why: BARRED_BECAUSE[why] })) };
    }),
    short: Object.entries(lot.inputs.owed).flatMap(([holder, owed]) => {
      const drawn = drawnFor.get(holder) ?? 0;
      return drawn < owed ? [{ holder: holderName.get(holder) ?? holder, owed, drawn }] : [];
    }),
    batch,
  };
}
