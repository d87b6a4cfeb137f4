import { Entity, ForeignKey, Index } from 'typeorm';
import { Division, Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, IdColumn, InstantColumn, RefColumn, WordColumn } from '../platform/database/columns.js';
import type { ReceptionAct, ReceptionState } from '../rules/reception-day.js';

/** 接待日值班: one person on duty on one day, and where it stands. How it came there is in the steps. */
@Entity('reception_duty')
@Index('ix_reception_duty_day', ['courtId', 'day'])
@Index('ix_reception_duty_person', ['courtId', 'personId', 'day'])
export class ReceptionDuty {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @DayColumn() day: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_reception_duty_person' }) personId: string;
  /** Where the person served on the day it was entered. */
  @RefColumn() @ForeignKey(() => Division, { name: 'fk_reception_duty_division' }) divisionId: string;
  @WordColumn(60) place: string;
  @WordColumn(20) state: ReceptionState;
  /** The duty this one took over. */
  @RefColumn({ nullable: true }) takenFromId: string | null;
  /** Account that recorded the attendance standing now: whoever did decides on no excuse for it. */
  @RefColumn({ nullable: true }) recordedById: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** Every step taken on a duty, with who, when and why. Only ever added. */
@Entity('reception_step')
@Index('ix_reception_step_duty', ['dutyId'])
export class ReceptionStep {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => ReceptionDuty, { name: 'fk_reception_step_duty' }) dutyId: string;
  @CountColumn() sequence: number;
  @WordColumn(20) act: ReceptionAct;
  @WordColumn(20) state: ReceptionState;
  @WordColumn(300, { nullable: true }) words: string | null;
  @RefColumn() actorId: string;
  @WordColumn(60) actorName: string;
  @InstantColumn() at: string;
}
