import { Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../court/court.entities.js';
import type { Decimal } from '../kernel/exact.js';
import { CountColumn, DayColumn, HundredthsColumn, IdColumn, InstantColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

export type RatingTaskStatus = 'open' | 'closed' | 'cancelled';

/** 测评任务: one rater group asked for its forms on one rated fact in one period. The forms count once it is closed. */
@Entity('rating_task')
@Index('ix_rating_task_period', ['courtId', 'fact', 'period'])
export class RatingTask {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(60) fact: string;
  @WordColumn(10) period: string;
  @DayColumn() periodFrom: string;
  @DayColumn() periodUntil: string;
  @WordColumn(60) raterGroup: string;
  @CountColumn() minimumForms: number;
  @HundredthsColumn() outOf: Decimal;
  @DayColumn() dueOn: string;
  @WordColumn(200) source: string;
  @WordColumn(20) status: RatingTaskStatus;
  @WordColumn(80) createdBy: string;
  @InstantColumn() createdAt: string;
  @WordColumn(80, { nullable: true }) closedBy: string | null;
  @InstantColumn({ nullable: true }) closedAt: string | null;
  @WordColumn(300, { nullable: true }) closeReason: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** 测评表: what one rater owes on one person. Who gave which mark is shown to nobody but the rater. */
@Entity('rating_form')
@Index('uq_rating_form', ['taskId', 'raterId', 'ratedId'], { unique: true })
@Index('ix_rating_form_rater', ['raterId'])
@Index('ix_rating_form_rated', ['ratedId'])
export class RatingForm {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => RatingTask, { name: 'fk_rating_form_task' }) taskId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_rating_form_rater' }) raterId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_rating_form_rated' }) ratedId: string;
  @HundredthsColumn({ nullable: true }) mark: Decimal | null;
  @WordColumn(500, { nullable: true }) reason: string | null;
  @InstantColumn({ nullable: true }) submittedAt: string | null;
  @CountColumn({ default: 1 }) version: number;
}
