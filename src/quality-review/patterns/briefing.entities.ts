import { Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../../court/court.entities.js';
import { CountColumn, DayColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';

/** 讲评: a vice-president speaks to divisions about clauses that recur. */
@Entity('briefing')
@Index('ix_briefing_court', ['courtId', 'heldOn'])
export class Briefing {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @DayColumn() heldOn: string;
  @WordColumn(120) occasion: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_briefing_chair' }) chairId: string;
  /** Codes of the clauses spoken about. */
  @JsonColumn() clauses: string[];
  /** Divisions that attended. */
  @JsonColumn() divisionIds: string[];
  @TextColumn() material: string;
  @WordColumn(20) status: 'open' | 'closed';
  @DayColumn({ nullable: true }) closedOn: string | null;
  @WordColumn(60, { nullable: true }) closedBy: string | null;
  @TextColumn({ nullable: true }) closingWords: string | null;
  @InstantColumn() createdAt: string;
  @CountColumn({ default: 1 }) version: number;
}

/** 讲评后的整改措施: what is to be done, by whom, by when. */
@Entity('briefing_measure')
@Index('ix_briefing_measure', ['briefingId'])
@Index('ix_briefing_measure_person', ['courtId', 'personId', 'doneOn'])
export class BriefingMeasure {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Briefing, { name: 'fk_briefing_measure' }) briefingId: string;
  @TextColumn() words: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_briefing_measure_person' }) personId: string;
  @DayColumn() dueOn: string;
  @DayColumn({ nullable: true }) doneOn: string | null;
  @WordColumn(60, { nullable: true }) doneBy: string | null;
  @TextColumn({ nullable: true }) doneWords: string | null;
  @CountColumn({ default: 1 }) version: number;
}
