import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { Court, Division, Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, InstantColumn, LongTextColumn, MoneyColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

export const CLOSING_MANNERS = ['judgment', 'ruling', 'mediated', 'withdrawn', 'dismissed', 'enforced', 'terminated', 'transferred', 'other'] as const;
export type ClosingManner = (typeof CLOSING_MANNERS)[number];

/** One case of the register. `closedOn` null = 存案 (backlog). */
@Entity('court_case')
@Index('uq_court_case_number', ['courtId', 'caseNumber'], { unique: true })
@Index('ix_court_case_closed', ['courtId', 'closedOn'])
// Holds all that is counted of a closed case, so that a year is added up without reading the cases themselves; judge by judge, as it is added up.
@Index('ix_court_case_by_judge', ['courtId', 'responsibleJudgeId', 'closedOn', 'nature', 'weight', 'intakeOn', 'limitOn', 'deductedDays', 'appealable', 'closingManner', 'claimed', 'realised'])
@Index('ix_court_case_intake', ['courtId', 'intakeOn'])
export class CourtCase {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_court_case_court' }) courtId: string;
  /** Canonical, full-width brackets; or the register's own number where the standard of 2015 does not apply. */
  @WordColumn(80) caseNumber: string;
  @CountColumn() year: number;
  /** 类型代字, `民初`. */
  @WordColumn(20, { nullable: true }) typeCode: string | null;
  @CountColumn({ nullable: true }) serial: number | null;
  @WordColumn(20) nature: string;
  @WordColumn(120) cause: string;
  @WordColumn(40, { nullable: true }) procedure: string | null;
  /** 1.00 = average ordinary civil case. */
  @HundredthsColumn() weight: Decimal;
  @DayColumn() intakeOn: string;
  @DayColumn({ nullable: true }) hearingOn: string | null;
  @DayColumn({ nullable: true }) closedOn: string | null;
  @DayColumn({ nullable: true }) effectiveOn: string | null;
  /** Last day of the statutory limit with lawful extensions and deductions; `null` where no limit applies. */
  @DayColumn({ nullable: true }) limitOn: string | null;
  /** Days that do not count (公告, 鉴定 …), overlaps once. */
  @CountColumn({ default: 0 }) deductedDays: number;
  @RefColumn({ nullable: true }) @ForeignKey(() => Division, { name: 'fk_court_case_division' }) divisionId: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_court_case_judge' }) responsibleJudgeId: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_court_case_clerk' }) clerkId: string | null;
  @WordColumn(20, { nullable: true }) closingManner: ClosingManner | null;
  /** The register's own words for the result. */
  @WordColumn(160, { nullable: true }) outcome: string | null;
  /** First-instance closing open to appeal. */
  @FlagColumn({ default: false }) appealable: boolean;
  @WordColumn(200, { nullable: true }) parties: string | null;
  @MoneyColumn({ nullable: true }) claimed: Decimal | null;
  @MoneyColumn({ nullable: true }) realised: Decimal | null;
  /** Row that brought the case in, for going back to the file. */
  @RefColumn({ nullable: true }) importId: string | null;
  @CountColumn({ nullable: true }) importRow: number | null;
  @CountColumn({ default: 1 }) version: number;
  @InstantColumn() createdAt: string;
  @InstantColumn() updatedAt: string;
}

/** 合议庭 and assistants. The responsible judge stands on the case itself. */
@Entity('case_participant')
@Index('uq_case_participant', ['caseId', 'personId', 'role'], { unique: true })
@Index('ix_case_participant_person', ['personId'])
export class CaseParticipant {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_participant_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_case_participant_person' }) personId: string;
  @WordColumn(20) role: 'presidingJudge' | 'panelMember' | 'judgeAssistant' | 'clerk' | 'enforcementOfficer';
}

/** 审限的延长、扣除. */
@Entity('case_limit_change')
@Index('ix_case_limit_change_case', ['caseId'])
export class CaseLimitChange {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_limit_change_case' }) caseId: string;
  @WordColumn(20) kind: 'extension' | 'deduction';
  /** X01 … Y04 of the time-limit catalogue. */
  @WordColumn(10) code: string;
  @WordColumn(200) reason: string;
  @DayColumn() validFrom: string;
  @DayColumn() validUntil: string;
  @DayColumn({ nullable: true }) approvedOn: string | null;
}

/** 上诉及其结果. */
@Entity('case_appeal')
@Index('ix_case_appeal_case', ['caseId'])
@Index('ix_case_appeal_lodged', ['courtId', 'appealedOn'])
@Index('ix_case_appeal_decided', ['courtId', 'decidedOn'])
export class CaseAppeal {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_appeal_case' }) caseId: string;
  @DayColumn() appealedOn: string;
  @WordColumn(20) outcome: 'pending' | 'affirmed' | 'changed' | 'partlyChanged' | 'remanded' | 'withdrawn';
  @DayColumn({ nullable: true }) decidedOn: string | null;
  /** `null` until the review has decided whether the change is anybody's fault. */
  @FlagColumn({ nullable: true }) attributable: boolean | null;
  @WordColumn(300, { nullable: true }) reason: string | null;
}

export const OBJECTION_KINDS = ['conduct', 'outsider', 'review'] as const;
export const OBJECTION_OUTCOMES = ['pending', 'upheld', 'partlyUpheld', 'refused', 'withdrawn'] as const;

/** 执行异议: against an act of enforcement (行为异议), by an outsider to the case (案外人异议), or its review above (复议). */
@Entity('case_objection')
@Index('ix_case_objection_case', ['caseId'])
@Index('ix_case_objection_decided', ['courtId', 'decidedOn'])
export class CaseObjection {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_objection_case' }) caseId: string;
  @WordColumn(20) kind: (typeof OBJECTION_KINDS)[number];
  @WordColumn(60) objector: string;
  @DayColumn() filedOn: string;
  @WordColumn(20) outcome: (typeof OBJECTION_OUTCOMES)[number];
  @DayColumn({ nullable: true }) decidedOn: string | null;
  @WordColumn(300, { nullable: true }) reason: string | null;
  @CountColumn({ default: 1 }) version: number;
  @InstantColumn() createdAt: string;
}

/** 裁判文书 and other papers, kept with their digest. A new version supersedes, never replaces. */
@Entity('case_document')
@Index('ix_case_document_case', ['caseId'])
export class CaseDocument {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_document_case' }) caseId: string;
  @WordColumn(20) kind: 'judgment' | 'ruling' | 'mediation' | 'transcript' | 'other';
  @WordColumn(160) title: string;
  @CountColumn() version: number;
  @WordColumn(120) mediaType: string;
  /** SHA-256 of the text or of the stored file. */
  @WordColumn(64) digest: string;
  @CountColumn() size: number;
  /** Words for reading and quoting; `null` for a scan. */
  @LongTextColumn({ nullable: true }) text: string | null;
  /** Digest of the stored original (PDF, DOCX), if the text is not the original. */
  @WordColumn(64, { nullable: true }) fileDigest: string | null;
  @InstantColumn() createdAt: string;
  @RefColumn({ nullable: true }) supersededBy: string | null;
}
