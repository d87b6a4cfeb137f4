import { Entity, Index } from 'typeorm';
import { DayColumn, FlagColumn, IdColumn, InstantColumn, LongTextColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

export type SchemeStatus = 'draft' | 'tried' | 'adopted' | 'inForce' | 'superseded';

/** 考核方案, one version. Append-only: a change is a new version with a new date. */
@Entity('scheme_version')
@Index('uq_scheme_version', ['courtId', 'schemeId', 'version'], { unique: true })
export class SchemeVersion {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(60) schemeId: string;
  @WordColumn(20) version: string;
  @WordColumn(30) post: string;
  @WordColumn(20, { nullable: true }) nature: string | null;
  @WordColumn(120) title: string;
  @WordColumn(160) titleEn: string;
  /** The YAML as adopted, byte for byte. */
  @LongTextColumn() document: string;
  @WordColumn(64) digest: string;
  @DayColumn() effectiveFrom: string;
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(20) status: SchemeStatus;
  @WordColumn(60, { nullable: true }) resolution: string | null;
  @FlagColumn() example: boolean;
  @InstantColumn() createdAt: string;
}
