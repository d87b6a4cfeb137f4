import { Entity, ForeignKey, Index } from 'typeorm';
import type { CaseNature } from '../kernel/actor.js';
import type { Decimal } from '../kernel/exact.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, InstantColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';

@Entity('court')
@Index('uq_court_code', ['code'], { unique: true })
export class Court {
  @IdColumn() id: string;
  /** Court code as in case numbers: `苏0102`. */
  @WordColumn(20) code: string;
  @WordColumn(80) name: string;
  @WordColumn(120) nameEn: string;
  @WordColumn(20) level: 'basic' | 'intermediate' | 'high';
  @RefColumn({ nullable: true }) parentId: string | null;
  /** 示例: everything shown of this court says so. */
  @FlagColumn() example: boolean;
}

/** 审判庭, 人民法庭, office, or the court's leadership. */
@Entity('division')
@Index('ix_division_court', ['courtId'])
export class Division {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_division_court' }) courtId: string;
  @WordColumn(20) kind: 'division' | 'tribunal' | 'office' | 'leadership';
  @WordColumn(60) name: string;
  @WordColumn(100) nameEn: string;
  @RefColumn({ nullable: true }) parentId: string | null;
  @CountColumn() position: number;
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
}

@Entity('person')
@Index('ix_person_court', ['courtId', 'name'])
export class Person {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_person_court' }) courtId: string;
  @WordColumn(60) name: string;
  /** `wangmin wm`: for search by pinyin and initials. */
  @WordColumn(120) pinyin: string;
  @WordColumn(30, { nullable: true }) employeeNumber: string | null;
}

export const POSTS = [
  'judge', 'divisionChief', 'deputyDivisionChief', 'courtPresident', 'vicePresident', 'judgeAssistant', 'clerk', 'enforcementOfficer', 'qualityReviewer', 'officeStaff',
] as const;
export type Post = (typeof POSTS)[number];

/** A dated post. Superseded, never overwritten. Half-open days. */
@Entity('post_holding')
@Index('ix_post_holding_person', ['personId'])
@Index('ix_post_holding_court', ['courtId', 'post'])
export class PostHolding {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_post_holding_person' }) personId: string;
  @RefColumn() @ForeignKey(() => Division, { name: 'fk_post_holding_division' }) divisionId: string;
  @WordColumn(30) post: Post;
  /** 法官等级, e.g. 四级高级法官. */
  @WordColumn(40, { nullable: true }) rank: string | null;
  @WordColumn(20, { nullable: true }) nature: CaseNature | null;
  @WordColumn(20) kind: 'main' | 'concurrent' | 'secondment';
  /** 1.00 full duty, 0.50 half. */
  @HundredthsColumn() dutyFactor: Decimal;
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
}

@Entity('leave_of_absence')
@Index('ix_leave_person', ['personId'])
export class LeaveOfAbsence {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_leave_person' }) personId: string;
  @WordColumn(20) kind: 'annual' | 'sick' | 'maternity' | 'training' | 'other';
  @DayColumn() validFrom: string;
  @DayColumn() validUntil: string;
  @WordColumn(300, { nullable: true }) reason: string | null;
}

/** 法官考评委员会, 质量评查委员会, 审判委员会, or a 质量评查组 of one field. */
@Entity('appointed_body')
@Index('ix_appointed_body_court', ['courtId'])
export class AppointedBody {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_appointed_body_court' }) courtId: string;
  @WordColumn(30) kind: 'evaluationCommittee' | 'qualityReviewCommittee' | 'judicialCommittee' | 'reviewGroup';
  @WordColumn(60) name: string;
  @WordColumn(100) nameEn: string;
  @WordColumn(20, { nullable: true }) nature: CaseNature | null;
}

/** A dated seat on a body. */
@Entity('appointment')
@Index('ix_appointment_body', ['bodyId'])
@Index('ix_appointment_person', ['personId'])
export class Appointment {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => AppointedBody, { name: 'fk_appointment_body' }) bodyId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_appointment_person' }) personId: string;
  @WordColumn(20) capacity: 'chair' | 'deputyChair' | 'member' | 'secretary';
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
}

/** A number the court has set, with its clause and date. Missing ones are errors, never defaults. */
@Entity('court_parameter')
@Index('ix_court_parameter_name', ['courtId', 'name', 'effectiveFrom'])
export class CourtParameter {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_court_parameter_court' }) courtId: string;
  @WordColumn(80) name: string;
  @TextColumn() value: string;
  @WordColumn(30) unit: string;
  @DayColumn() effectiveFrom: string;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
  @InstantColumn() createdAt: string;
}
