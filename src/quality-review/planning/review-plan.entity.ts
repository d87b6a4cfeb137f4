import { Entity, ForeignKey, Index } from 'typeorm';
import { Court } from '../../court/court.entities.js';
import { CountColumn, IdColumn, InstantColumn, JsonColumn, PackedTextColumn, RefColumn, WordColumn } from '../../platform/database/columns.js';

export type ReviewPlanKind = 'routine' | 'second';
export type ReviewPlanStatus = 'sealed' | 'committed';

/** What a plan came to, for lists. */
export interface PlanFigures {
  /** Cases of the lot. */
  lot: number;
  /** How many of them were to be reached. */
  target: number;
  planned: number;
  /** Cases that should have been planned and found no free reviewer. */
  withoutReviewer: number;
  reviewers: number;
}

/** 月度评查计划 and 盲评抽取: its seed is sealed when it is opened; previews save nothing; the commit keeps inputs and result, so that anybody can draw again. */
@Entity('review_plan')
@Index('uq_review_plan_open', ['openKey'], { unique: true })
@Index('uq_review_plan_round', ['courtId', 'kind', 'month', 'round'], { unique: true })
export class ReviewPlan {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_review_plan_court' }) courtId: string;
  @WordColumn(10) kind: ReviewPlanKind;
  /** Month of the closings (routine) or of the submissions (second reviews), `2026-10`. */
  @WordColumn(7) month: string;
  /** 1, then 2 for what was closed or came free later. */
  @CountColumn() round: number;
  @WordColumn(10) status: ReviewPlanStatus;
  /** One open plan of a kind a month; `null` once committed. */
  @WordColumn(80, { nullable: true }) openKey: string | null;
  @WordColumn(64) seed: string;
  @WordColumn(64) commitment: string;
  @InstantColumn() sealedAt: string;
  @WordColumn(60) openedBy: string;
  /** Everything the draw rested on, and what it gave, as JSON; `null` until committed. */
  @PackedTextColumn({ nullable: true }) inputs: string | null;
  @PackedTextColumn({ nullable: true }) result: string | null;
  @WordColumn(64, { nullable: true }) inputDigest: string | null;
  @WordColumn(64, { nullable: true }) resultDigest: string | null;
  @JsonColumn({ nullable: true }) figures: PlanFigures | null;
  @WordColumn(60, { nullable: true }) committedBy: string | null;
  @InstantColumn({ nullable: true }) committedAt: string | null;
  @CountColumn({ default: 1 }) version: number;
}
