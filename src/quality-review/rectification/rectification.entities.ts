import { Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../../court/court.entities.js';
import { CountColumn, DayColumn, IdColumn, InstantColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';
import type { RectificationState } from '../../rules/finding-life.js';
import { Finding } from '../review.entities.js';

/** 整改: one for each settled finding that has to be put right. It follows the finding when another takes its place. */
@Entity('rectification')
@Index('uq_rectification_finding', ['findingId'], { unique: true })
@Index('ix_rectification_status', ['courtId', 'status', 'dueOn'])
@Index('ix_rectification_person', ['personId', 'status'])
export class Rectification {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Finding, { name: 'fk_rectification_finding' }) findingId: string;
  /** Who owes it: whoever bears the largest share. */
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_rectification_person' }) personId: string;
  @WordColumn(20) status: RectificationState;
  /** What is to be done. */
  @TextColumn() demand: string;
  @DayColumn() orderedOn: string;
  @DayColumn() dueOn: string;
  /** What was done, as reported last. */
  @TextColumn({ nullable: true }) measures: string | null;
  @DayColumn({ nullable: true }) reportedOn: string | null;
  @DayColumn({ nullable: true }) closedOn: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** 整改经过. */
@Entity('rectification_step')
@Index('ix_rectification_step', ['rectificationId', 'at'])
export class RectificationStep {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Rectification, { name: 'fk_rectification_step' }) rectificationId: string;
  @WordColumn(20) action: 'order' | 'report' | 'sendBack' | 'close' | 'lapse' | 'move';
  @InstantColumn() at: string;
  @WordColumn(60) actorName: string;
  @TextColumn() words: string;
}
