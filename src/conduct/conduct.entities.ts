import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { CourtCase } from '../cases/case.entities.js';
import { Person } from '../court/court.entities.js';
import { DayColumn, HundredthsColumn, IdColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

/** 投诉、信访. Counts only once verified. */
@Entity('complaint')
@Index('ix_complaint_person', ['courtId', 'personId', 'verifiedOn'])
export class Complaint {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn({ nullable: true }) @ForeignKey(() => CourtCase, { name: 'fk_complaint_case' }) caseId: string | null;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_complaint_person' }) personId: string;
  /** W-01 … W-06. */
  @WordColumn(10) code: string;
  @WordColumn(20) kind: 'complaint' | 'petition';
  @DayColumn() receivedOn: string;
  @WordColumn(20) result: 'pending' | 'upheld' | 'partlyUpheld' | 'unfounded';
  @DayColumn({ nullable: true }) verifiedOn: string | null;
  @WordColumn(300) summary: string;
}

/** 加分申报: guiding effect, typical case, innovation; points only when approved. */
@Entity('merit_claim')
@Index('ix_merit_claim_person', ['courtId', 'personId', 'approvedOn'])
export class MeritClaim {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn({ nullable: true }) @ForeignKey(() => CourtCase, { name: 'fk_merit_claim_case' }) caseId: string | null;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_merit_claim_person' }) personId: string;
  /** G-01 … G-08. */
  @WordColumn(10) code: string;
  @WordColumn(200) evidence: string;
  @HundredthsColumn() points: Decimal;
  @DayColumn() claimedOn: string;
  @DayColumn({ nullable: true }) approvedOn: string | null;
  @RefColumn({ nullable: true }) approverId: string | null;
}
