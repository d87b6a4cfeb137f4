import { Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../../court/court.entities.js';
import { CountColumn, DayColumn, IdColumn, InstantColumn, JsonColumn, LongTextColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';
import type { ClosingState, GroupVote, LineChange, SubScoreOffice } from '../../rules/period-closing.js';
import { RankingSnapshot } from '../ranking.entities.js';

/** Cases of one division in a period, as registered. */
export interface DivisionFlow {
  divisionId: string;
  division: string;
  opening: number;
  received: number;
  closed: number;
  pending: number;
}

/** 考评委员会审议 as recorded: who was there, how each voted, what it came to for each group. */
export interface Approval {
  meetingOn: string;
  decisionNumber: string;
  words: string;
  recordedBy: string;
  recordedAt: string;
  seated: number;
  present: { personId: string; name: string; vote: 'for' | 'against' | 'abstain' }[];
  groups: (GroupVote & { stoodAsideNames: string[] })[];
}

/** How far the closing of a period has come. No row = open, nothing begun. */
@Entity('period_closing')
@Index('uq_period_closing', ['courtId', 'period'], { unique: true })
export class PeriodClosing {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  @WordColumn(20) status: ClosingState;
  /** Group → digest of the figures the committee has before it; frozen is what was approved or nothing. */
  @JsonColumn({ nullable: true }) figures: Record<string, string> | null;
  @JsonColumn({ nullable: true }) approval: Approval | null;
  @RefColumn({ nullable: true }) askedById: string | null;
  @WordColumn(80, { nullable: true }) askedBy: string | null;
  @InstantColumn({ nullable: true }) askedAt: string | null;
  /** 收结存 of each division when frozen: the opening of the next period is checked against it. */
  @JsonColumn({ nullable: true }) flow: DivisionFlow[] | null;
  @DayColumn({ nullable: true }) noticeFrom: string | null;
  @DayColumn({ nullable: true }) noticeUntil: string | null;
  @CountColumn({ nullable: true }) noticeDays: number | null;
  @WordColumn(200, { nullable: true }) noticeContact: string | null;
  @RefColumn({ nullable: true }) bulletinId: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** 经过: what happened, when, by whom. Only added to. */
@Entity('closing_step')
@Index('ix_closing_step', ['courtId', 'period', 'at'])
export class ClosingStep {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  @WordColumn(20) action: string;
  @WordColumn(80) actorName: string;
  @InstantColumn() at: string;
  @TextColumn({ nullable: true }) words: string | null;
}

/** 子项得分: what an office has submitted for a period; locked until taken back with a reason. */
@Entity('sub_score')
@Index('ix_sub_score', ['courtId', 'period', 'office'])
export class SubScore {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  @WordColumn(30) office: SubScoreOffice;
  /** What it held when submitted: name → how many. */
  @JsonColumn() holds: Record<string, number>;
  @WordColumn(300, { nullable: true }) note: string | null;
  @WordColumn(80) submittedBy: string;
  @InstantColumn() submittedAt: string;
  @WordColumn(80, { nullable: true }) withdrawnBy: string | null;
  @InstantColumn({ nullable: true }) withdrawnAt: string | null;
  @WordColumn(300, { nullable: true }) withdrawnReason: string | null;
}

/** 说明: why a figure that does not reconcile is let pass. Speaks of the figures it was written for and of no others. */
@Entity('closing_explanation')
@Index('ix_closing_explanation', ['courtId', 'period'])
export class ClosingExplanation {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  @WordColumn(80) item: string;
  @WordColumn(200) figures: string;
  @TextColumn() words: string;
  @WordColumn(80) writtenBy: string;
  @InstantColumn() writtenAt: string;
}

/** 异议 against a result on notice. */
@Entity('period_objection')
@Index('ix_period_objection', ['courtId', 'period', 'status'])
export class PeriodObjection {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  /** Whose results it concerns: they wait for the answer, nobody else does. */
  @JsonColumn() personIds: string[];
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_period_objection_person' }) objectorId: string;
  @WordColumn(60) signedName: string;
  @TextColumn() grounds: string;
  @DayColumn() filedOn: string;
  @WordColumn(20) status: 'open' | 'upheld' | 'dismissed';
  @TextColumn({ nullable: true }) answer: string | null;
  @WordColumn(80, { nullable: true }) answeredBy: string | null;
  @DayColumn({ nullable: true }) answeredOn: string | null;
  @InstantColumn({ nullable: true }) answeredAt: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** On what a correction rests. */
export type CorrectionBasis = 'reconsideration' | 'objection' | 'finding' | 'other';

export interface CorrectedGroup {
  group: string;
  /** Digests of the superseded and of the new snapshot; the new one once confirmed. */
  before: string;
  after: string | null;
  /** Digest of the figures the first person saw; the second confirms these or none. */
  figures: string;
  size: number;
  changes: (LineChange & { name: string; division: string })[];
}

/** 更正〔year〕第number号: what a frozen result says from now on. The old one is kept. */
@Entity('period_correction')
@Index('ix_period_correction', ['courtId', 'period'])
@Index('uq_period_correction_number', ['courtId', 'year', 'number'], { unique: true })
export class PeriodCorrection {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  /** Given when confirmed, without gaps. */
  @CountColumn({ nullable: true }) year: number | null;
  @CountColumn({ nullable: true }) number: number | null;
  @WordColumn(20) status: 'proposed' | 'issued' | 'withdrawn';
  @TextColumn() reason: string;
  @WordColumn(20) basisKind: CorrectionBasis;
  @RefColumn({ nullable: true }) basisId: string | null;
  /** 复议〔2026〕第11号, 考评委决定…: as printed. */
  @WordColumn(200) basisWords: string;
  /** Whose facts are taken as they stand now; everybody else's stay as frozen. */
  @JsonColumn() people: string[];
  @JsonColumn() groups: CorrectedGroup[];
  @RefColumn() proposedById: string;
  @WordColumn(80) proposedBy: string;
  @InstantColumn() proposedAt: string;
  @WordColumn(80, { nullable: true }) confirmedBy: string | null;
  @InstantColumn({ nullable: true }) confirmedAt: string | null;
  @WordColumn(300, { nullable: true }) withdrawnReason: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** Everybody a correction touches, so that each is told. */
@Entity('correction_person')
@Index('ix_correction_person', ['personId'])
export class CorrectionPerson {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => PeriodCorrection, { name: 'fk_correction_person' }) correctionId: string;
  @RefColumn() personId: string;
}

/** One line of a snapshot by person: the archive and the lists read these, never the snapshot's text. */
@Entity('frozen_standing')
@Index('ix_frozen_standing_person', ['courtId', 'personId'])
@Index('ix_frozen_standing_period', ['courtId', 'period', 'peerGroup'])
export class FrozenStanding {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => RankingSnapshot, { name: 'fk_frozen_standing_snapshot' }) snapshotId: string;
  @WordColumn(10) period: string;
  @WordColumn(60) peerGroup: string;
  @RefColumn() personId: string;
  @WordColumn(60) name: string;
  @RefColumn() divisionId: string;
  @WordColumn(60) division: string;
  /** Exact, as printed: two places. */
  @WordColumn(20) total: string;
  @CountColumn({ nullable: true }) rank: number | null;
  @CountColumn() size: number;
  /** `{ tied, components: [{ key, title, points, fullMark }], grade: { key, title } | null, months }` */
  @JsonColumn() line: FrozenStandingLine;
  /** 更正〔2026〕第2号 that made this line; `null` = as first frozen. */
  @WordColumn(40, { nullable: true }) correction: string | null;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
}

export interface FrozenStandingLine {
  tied: boolean;
  components: { key: string; title: { zh: string; en: string }; points: string | null; fullMark: string | null }[];
  grade: { key: string; title: { zh: string; en: string } } | null;
  months: string;
}

/** 业绩档案 as once printed: what its digest is of, so that a paper can be checked years later. */
@Entity('archive_paper')
@Index('ix_archive_paper_person', ['courtId', 'personId'])
@Index('uq_archive_paper_digest', ['courtId', 'digest'], { unique: true })
export class ArchivePaper {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_archive_paper_person' }) personId: string;
  @WordColumn(64) digest: string;
  @LongTextColumn() content: string;
  @WordColumn(80) printedBy: string;
  @InstantColumn() printedAt: string;
}
