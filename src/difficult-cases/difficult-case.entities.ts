import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { CourtCase } from '../cases/case.entities.js';
import { Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';
import type { ApplicationState, RoundState } from '../rules/difficult-case-rounds.js';
import type { KindVerdict } from '../rules/difficult-case-checks.js';
import type { EvidenceRole } from '../rules/difficult-case-table.js';

/** 难案评定的一轮. Its rules are those in force when it was opened, and stay. */
@Entity('difficult_round')
@Index('uq_difficult_round', ['courtId', 'year', 'half', 'attempt'], { unique: true })
export class DifficultRound {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @CountColumn() year: number;
  @CountColumn() half: 1 | 2;
  /** A cancelled round may be opened again. */
  @CountColumn({ default: 1 }) attempt: number;
  @WordColumn(20) status: RoundState;
  @DayColumn() applyFrom: string;
  @DayColumn() applyUntil: string;
  @DayColumn() voteUntil: string;
  /** Working days. */
  @CountColumn() noticeDays: number;
  @WordColumn(10) ballot: 'secret' | 'open';
  @WordColumn(10) pointsBy: 'median' | 'mean';
  /** `2/3` */
  @WordColumn(10) quorumShare: string;
  /** Of the roster, once the vote has begun. */
  @CountColumn({ nullable: true }) quorum: number | null;
  /** Why the dates were moved, or the applications closed early. */
  @WordColumn(300, { nullable: true }) reason: string | null;
  @InstantColumn() openedAt: string;
  @WordColumn(80) openedBy: string;
  @CountColumn({ default: 1 }) version: number;
}

/** 评定委员名册: the committee as it stood when the vote began. */
@Entity('difficult_member')
@Index('uq_difficult_member', ['roundId', 'personId'], { unique: true })
@Index('ix_difficult_member_person', ['personId'])
export class DifficultMember {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => DifficultRound, { name: 'fk_difficult_member_round' }) roundId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_difficult_member_person' }) personId: string;
  @CountColumn() place: number;
  @WordColumn(20) capacity: string;
}

export interface ClaimedKind {
  code: string;
  version: number;
  label: string;
  labelEn: string;
  source: string;
}

/** A figure the register lacks, stated by the applicant with its evidence and marked so wherever it is shown. */
export interface StatedFigure {
  figure: string;
  value: number;
  evidence: string;
}

/** 难案申报. What was filed is never changed; what happens to it stands in the trail. */
@Entity('difficult_application')
@Index('uq_difficult_application_number', ['courtId', 'year', 'number'], { unique: true })
@Index('ix_difficult_application_round', ['roundId'])
@Index('ix_difficult_application_case', ['caseId'])
@Index('ix_difficult_application_judge', ['courtId', 'judgeId', 'countsOn'])
export class DifficultApplication {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => DifficultRound, { name: 'fk_difficult_application_round' }) roundId: string;
  @CountColumn() year: number;
  /** 难案〔year〕第number号. */
  @CountColumn() number: number;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_difficult_application_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_difficult_application_judge' }) judgeId: string;
  /** Of the case. */
  @RefColumn({ nullable: true }) divisionId: string | null;
  @DayColumn() appliedOn: string;
  @JsonColumn() kinds: ClaimedKind[];
  @HundredthsColumn() rangeMin: Decimal;
  @HundredthsColumn() rangeMax: Decimal;
  /** As they stood on the day of the application. */
  @JsonColumn() checks: KindVerdict[];
  @JsonColumn() stated: StatedFigure[];
  @TextColumn() grounds: string;
  @WordColumn(20) status: ApplicationState;
  @WordColumn(300, { nullable: true }) withdrawnReason: string | null;
  @FlagColumn({ nullable: true }) supported: boolean | null;
  @TextColumn({ nullable: true }) opinion: string | null;
  @RefColumn({ nullable: true }) opinionBy: string | null;
  @DayColumn({ nullable: true }) opinionOn: string | null;
  @CountColumn({ nullable: true }) present: number | null;
  @CountColumn({ nullable: true }) yes: number | null;
  @CountColumn({ nullable: true }) no: number | null;
  /** Rejected, but the committee lets it be filed again. */
  @FlagColumn({ default: false }) mayRefile: boolean;
  @HundredthsColumn({ nullable: true }) awarded: Decimal | null;
  /** What enters the score once the yearly cap has been looked at. */
  @HundredthsColumn({ nullable: true }) entered: Decimal | null;
  @RefColumn({ nullable: true }) noticeId: string | null;
  /** First day on which the points count; `null` before the notice and while an objection is unanswered. */
  @DayColumn({ nullable: true }) countsOn: string | null;
  @CountColumn({ default: 1 }) version: number;
}

@Entity('difficult_evidence')
@Index('ix_difficult_evidence', ['applicationId'])
export class DifficultEvidence {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => DifficultApplication, { name: 'fk_difficult_evidence' }) applicationId: string;
  @WordColumn(20) role: EvidenceRole;
  @WordColumn(160) name: string;
  @WordColumn(64) digest: string;
  @InstantColumn() addedAt: string;
}

export const RECUSALS = ['ownCase', 'panel', 'division', 'declared'] as const;
export type RecusalWhy = (typeof RECUSALS)[number];

/** 一名委员对一件申报的票; made for everybody when the vote begins, cast once. */
@Entity('difficult_ballot')
@Index('uq_difficult_ballot', ['applicationId', 'personId'], { unique: true })
@Index('ix_difficult_ballot_round', ['roundId', 'personId'])
export class DifficultBallot {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() roundId: string;
  @RefColumn() @ForeignKey(() => DifficultApplication, { name: 'fk_difficult_ballot' }) applicationId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_difficult_ballot_person' }) personId: string;
  @WordColumn(20, { nullable: true }) recusal: RecusalWhy | null;
  @WordColumn(300, { nullable: true }) recusalReason: string | null;
  @WordColumn(10, { nullable: true }) vote: 'yes' | 'no' | null;
  @HundredthsColumn({ nullable: true }) points: Decimal | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @FlagColumn({ default: false }) mayRefile: boolean;
  @InstantColumn({ nullable: true }) castAt: string | null;
}

/** 公示: case number, judge, kind, points; never a party. */
@Entity('difficult_notice')
@Index('uq_difficult_notice_number', ['courtId', 'year', 'number'], { unique: true })
@Index('ix_difficult_notice_round', ['roundId'])
export class DifficultNotice {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => DifficultRound, { name: 'fk_difficult_notice_round' }) roundId: string;
  @CountColumn() year: number;
  @CountColumn() number: number;
  @DayColumn() noticeFrom: string;
  /** Last day on which an objection is taken. */
  @DayColumn() noticeUntil: string;
  @WordColumn(200) contact: string;
  @InstantColumn() publishedAt: string;
  @WordColumn(80) publishedBy: string;
}

/** 异议: signed, with grounds, in the window; the points wait for the written answer. */
@Entity('difficult_objection')
@Index('ix_difficult_objection_notice', ['noticeId'])
@Index('ix_difficult_objection_application', ['applicationId'])
export class DifficultObjection {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => DifficultNotice, { name: 'fk_difficult_objection_notice' }) noticeId: string;
  @RefColumn() @ForeignKey(() => DifficultApplication, { name: 'fk_difficult_objection_application' }) applicationId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_difficult_objection_person' }) objectorId: string;
  @WordColumn(60) signedName: string;
  @TextColumn() grounds: string;
  @DayColumn() filedOn: string;
  @WordColumn(20) status: 'open' | 'dismissed' | 'upheld';
  @TextColumn({ nullable: true }) answer: string | null;
  @WordColumn(80, { nullable: true }) answeredBy: string | null;
  @DayColumn({ nullable: true }) answeredOn: string | null;
  @CountColumn({ nullable: true }) present: number | null;
  @CountColumn({ nullable: true }) inFavour: number | null;
  /** What the case is worth from now on, when the objection was upheld; 0 strikes it. */
  @HundredthsColumn({ nullable: true }) corrected: Decimal | null;
  @CountColumn({ default: 1 }) version: number;
}
