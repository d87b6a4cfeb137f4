import { Entity, ForeignKey, Index } from 'typeorm';
import { CourtCase } from '../cases/case.entities.js';
import { Court, Division, Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, JsonColumn, PackedTextColumn, RefColumn, WordColumn } from '../platform/database/columns.js';
import type { DesignationScope, DesignationStatus } from './dto/designation.dto.js';
import type { RecusalKind } from './dto/pool.dto.js';
import type { AssignmentRule, RunKind, RunStatus } from './dto/run.dto.js';
import type { TransferGround, TransferStatus } from './dto/transfer.dto.js';

/** What the filing counter knows of a case that no other register keeps. One row a case, made when something is first entered. */
@Entity('case_intake')
@Index('ix_case_intake_court', ['courtId'])
export class CaseIntake {
  /** The case's own id. */
  @IdColumn() caseId: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_case_intake_court' }) courtId: string;
  @FlagColumn() urgent: boolean;
  @WordColumn(300, { nullable: true }) urgentReason: string | null;
  @WordColumn(60, { nullable: true }) area: string | null;
  /** 专业 entered for this case; before the routes. */
  @WordColumn(40, { nullable: true }) requires: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => CourtCase, { name: 'fk_case_intake_earlier' }) earlierCaseId: string | null;
  @WordColumn(10, { nullable: true }) earlierRelation: 'below' | 'remanded' | 'retrial' | null;
  @CountColumn() version: number;
  @InstantColumn() updatedAt: string;
}

/** 回避: a judge who may not be given the case. Withdrawn, never deleted. */
@Entity('case_recusal')
@Index('ix_case_recusal_case', ['caseId'])
export class CaseRecusal {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_recusal_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_case_recusal_person' }) personId: string;
  @WordColumn(20) kind: RecusalKind;
  @WordColumn(300) reason: string;
  @WordColumn(60) enteredBy: string;
  @InstantColumn() enteredAt: string;
  @WordColumn(60, { nullable: true }) withdrawnBy: string | null;
  @InstantColumn({ nullable: true }) withdrawnAt: string | null;
  @WordColumn(300, { nullable: true }) withdrawnReason: string | null;
}

/** 专业: dated, ended, never rewritten. */
@Entity('judge_specialism')
@Index('ix_judge_specialism_court', ['courtId', 'personId'])
export class JudgeSpecialism {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_judge_specialism_person' }) personId: string;
  @WordColumn(40) specialism: string;
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
  @InstantColumn() createdAt: string;
}

/** 管辖与专业要求: which cases go only to judges of a specialism, to some units, or to members of a panel. */
@Entity('assignment_route')
@Index('ix_assignment_route_court', ['courtId', 'nature'])
export class AssignmentRoute {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_assignment_route_court' }) courtId: string;
  @WordColumn(20) nature: string;
  @WordColumn(120, { nullable: true }) cause: string | null;
  @WordColumn(40, { nullable: true }) procedure: string | null;
  @WordColumn(60, { nullable: true }) area: string | null;
  @WordColumn(40, { nullable: true }) specialism: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => Division, { name: 'fk_assignment_route_division' }) divisionId: string | null;
  @FlagColumn() needsPanel: boolean;
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
  @InstantColumn() createdAt: string;
}

/** 固定合议庭 and who sits on it. */
@Entity('panel_seat')
@Index('ix_panel_seat_court', ['courtId', 'personId'])
export class PanelSeat {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(40) panel: string;
  @RefColumn() @ForeignKey(() => Division, { name: 'fk_panel_seat_division' }) divisionId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_panel_seat_person' }) personId: string;
  @WordColumn(20) seat: 'presidingJudge' | 'panelMember';
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
  @InstantColumn() createdAt: string;
}

/** Who computed a preview of a run, and from which inputs. */
export interface PreviewMade {
  at: string;
  by: string;
  inputDigest: string;
  cases: number;
  rule: AssignmentRule;
}

/** Figures of a run, kept beside it so that lists need not read the plan. */
export interface RunFigures {
  cases: number;
  assigned: number;
  unassigned: number;
  base: string;
  spreadBefore: string;
  spreadAfter: string;
  giniBefore: string;
  giniAfter: string;
  levelled: number;
  even: number;
}

/**
 * 分案批次. The seed is drawn when the run is opened and only its digest is public until the run is committed;
 * the texts of plan and result are what the digests are of, byte for byte.
 */
@Entity('assignment_run')
@Index('uq_assignment_run_schedule', ['scheduleKey'], { unique: true })
@Index('uq_assignment_run_open', ['openKey'], { unique: true })
@Index('uq_assignment_run_round', ['roundKey'], { unique: true })
@Index('ix_assignment_run_court', ['courtId', 'day'])
export class AssignmentRun {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_assignment_run_court' }) courtId: string;
  @WordColumn(20) nature: string;
  @WordColumn(20) kind: RunKind;
  @WordColumn(20) status: RunStatus;
  @DayColumn() day: string;
  /** court|nature|day of a scheduled run: however many servers wake up, one row. */
  @WordColumn(90, { nullable: true }) scheduleKey: string | null;
  /** court|nature while a run by hand is open: no second seed can be drawn until it is settled. */
  @WordColumn(90, { nullable: true }) openKey: string | null;
  /** court|year|round once committed. */
  @WordColumn(90, { nullable: true }) roundKey: string | null;
  @CountColumn({ nullable: true }) round: number | null;
  @WordColumn(64) seed: string;
  @WordColumn(64) commitment: string;
  @InstantColumn() sealedAt: string;
  @WordColumn(20) rule: AssignmentRule;
  @WordColumn(300, { nullable: true }) ruleReason: string | null;
  @WordColumn(10) loadIn: 'cases' | 'weights';
  @PackedTextColumn({ nullable: true }) plan: string | null;
  @WordColumn(64, { nullable: true }) inputDigest: string | null;
  @PackedTextColumn({ nullable: true }) result: string | null;
  @WordColumn(64, { nullable: true }) resultDigest: string | null;
  /** What the other rule would have given. */
  @PackedTextColumn({ nullable: true }) alternative: string | null;
  @JsonColumn({ nullable: true }) figures: RunFigures | null;
  @JsonColumn() previews: PreviewMade[];
  @WordColumn(300, { nullable: true }) reason: string | null;
  @RefColumn({ nullable: true }) openedBy: string | null;
  @WordColumn(60, { nullable: true }) committedBy: string | null;
  @InstantColumn({ nullable: true }) committedAt: string | null;
  @WordColumn(60, { nullable: true }) withdrawnBy: string | null;
  @InstantColumn({ nullable: true }) withdrawnAt: string | null;
  @WordColumn(300, { nullable: true }) withdrawnReason: string | null;
  @CountColumn() version: number;
}

/** One step of a case between judges: given by a run, urgently, by designation or transfer, or given back. Superseded, never deleted. */
@Entity('case_assignment')
@Index('ix_case_assignment_case', ['caseId'])
@Index('ix_case_assignment_run', ['runId', 'place'])
@Index('ix_case_assignment_judge', ['courtId', 'judgeId', 'day'])
export class CaseAssignment {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_assignment_case' }) caseId: string;
  @WordColumn(20) kind: 'run' | 'urgent' | 'designated' | 'transfer' | 'returned';
  @RefColumn({ nullable: true }) @ForeignKey(() => AssignmentRun, { name: 'fk_case_assignment_run' }) runId: string | null;
  @RefColumn({ nullable: true }) designationId: string | null;
  @RefColumn({ nullable: true }) transferId: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_case_assignment_judge' }) judgeId: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => Division, { name: 'fk_case_assignment_division' }) divisionId: string | null;
  @RefColumn({ nullable: true }) fromJudgeId: string | null;
  @WordColumn(20, { nullable: true }) phase: string | null;
  /** Place in the draw, from 1. */
  @CountColumn({ nullable: true }) place: number | null;
  @WordColumn(500, { nullable: true }) reason: string | null;
  @DayColumn() day: string;
  @InstantColumn() at: string;
  @WordColumn(60) by: string;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
}

/** 指定分案: proposed by the trial office, decided by a second person, open to the whole court. */
@Entity('case_designation')
@Index('ix_case_designation_court', ['courtId', 'status'])
@Index('ix_case_designation_case', ['caseId'])
@Index('uq_case_designation_open', ['openKey'], { unique: true })
export class CaseDesignation {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_case_designation_court' }) courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_designation_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_case_designation_judge' }) judgeId: string;
  @RefColumn() @ForeignKey(() => Division, { name: 'fk_case_designation_division' }) divisionId: string;
  @WordColumn(20) scope: DesignationScope;
  @WordColumn(500) reason: string;
  @FlagColumn() atOnce: boolean;
  @WordColumn(20) status: DesignationStatus;
  /** The case's id while proposed, or approved and waiting: one at a time. */
  @WordColumn(36, { nullable: true }) openKey: string | null;
  @RefColumn() proposedById: string;
  @WordColumn(60) proposedBy: string;
  @InstantColumn() proposedAt: string;
  @WordColumn(60, { nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: string | null;
  @WordColumn(300, { nullable: true }) decisionReason: string | null;
  @DayColumn({ nullable: true }) assignedOn: string | null;
  @CountColumn() version: number;
}

/** 移送、退回: asked for by the chief, decided by the trial office. */
@Entity('case_transfer')
@Index('ix_case_transfer_court', ['courtId', 'status'])
@Index('ix_case_transfer_case', ['caseId'])
@Index('uq_case_transfer_open', ['openKey'], { unique: true })
export class CaseTransfer {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_case_transfer_court' }) courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_transfer_case' }) caseId: string;
  @WordColumn(10) kind: 'transfer' | 'return';
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_case_transfer_from' }) fromId: string;
  @RefColumn({ nullable: true }) fromDivisionId: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_case_transfer_to' }) toId: string | null;
  @RefColumn({ nullable: true }) toDivisionId: string | null;
  @WordColumn(20) ground: TransferGround;
  @WordColumn(500) reason: string;
  @WordColumn(20) status: TransferStatus;
  /** The case's id while requested. */
  @WordColumn(36, { nullable: true }) openKey: string | null;
  @RefColumn() requestedById: string;
  @WordColumn(60) requestedBy: string;
  @InstantColumn() requestedAt: string;
  @WordColumn(60, { nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: string | null;
  @WordColumn(300, { nullable: true }) decisionReason: string | null;
  @CountColumn() version: number;
}
