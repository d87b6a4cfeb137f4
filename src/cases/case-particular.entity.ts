import { Entity, ForeignKey, Index } from 'typeorm';
import { CountColumn, IdColumn, InstantColumn, RefColumn, WordColumn } from '../platform/database/columns.js';
import { CourtCase } from './case.entities.js';

/** 案件要素: one countable figure of a case (被告人人数, 卷宗册数 …) with where it was read. A new figure supersedes, never replaces. */
@Entity('case_particular')
@Index('ix_case_particular_case', ['caseId', 'figure'])
@Index('ix_case_particular_court', ['courtId', 'recordedAt'])
export class CaseParticular {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_particular_case' }) caseId: string;
  @WordColumn(60) figure: string;
  @CountColumn() value: number;
  /** Paper and place: 起诉书第3页, 卷宗目录. */
  @WordColumn(200) source: string;
  @WordColumn(80) recordedBy: string;
  @InstantColumn() recordedAt: string;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(80, { nullable: true }) supersededBy: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
}
