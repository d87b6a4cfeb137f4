import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { CourtCase } from '../cases/case.entities.js';
import { Division, Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';
import type { PointLine } from '../rules/conduct-points.js';
import type { ComplaintState, EntryState, HonourState, MeritState } from '../rules/conduct-steps.js';
import type { Dimension } from '../rules/conduct-table.js';

export const CHANNELS = ['visit', 'letter', 'telephone', 'online', 'superior', 'inspection'] as const;
export type Channel = (typeof CHANNELS)[number];

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
  @WordColumn(20) result: 'pending' | 'upheld' | 'partlyUpheld' | 'unfounded' | 'malicious';
  @DayColumn({ nullable: true }) verifiedOn: string | null;
  @WordColumn(300) summary: string;
  /** 投诉〔year〕第number号; leads have a series of their own, so that no gap tells of one. */
  @CountColumn({ nullable: true }) year: number | null;
  @CountColumn({ nullable: true }) number: number | null;
  @WordColumn(20, { default: 'received' }) state: ComplaintState;
  @WordColumn(20, { default: 'visit' }) channel: Channel;
  /** Who complained; never shown to the person complained about. */
  @WordColumn(80, { default: '' }) complainant: string;
  @TextColumn({ nullable: true }) words: string | null;
  @CountColumn({ default: 1 }) people: number;
  /** Of a petition: court, prefecture, province, national. */
  @WordColumn(20, { nullable: true }) level: string | null;
  /** The complaint already answered that this one repeats. */
  @RefColumn({ nullable: true }) repeatOfId: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_complaint_investigator' }) investigatorId: string | null;
  @DayColumn({ nullable: true }) answeredOn: string | null;
  @DayColumn({ nullable: true }) settledOn: string | null;
  /** Signed, as the catalogue of the day of receipt prices it. */
  @HundredthsColumn({ nullable: true }) points: Decimal | null;
  @JsonColumn({ nullable: true }) lines: PointLine[] | null;
  /** 廉政线索: with discipline, out of every list, count and score. */
  @FlagColumn({ default: false }) confined: boolean;
  @CountColumn({ default: 1 }) version: number;
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
  @CountColumn({ nullable: true }) year: number | null;
  @CountColumn({ nullable: true }) number: number | null;
  @WordColumn(20, { default: 'claimed' }) state: MeritState;
  @WordColumn(20, { nullable: true }) level: string | null;
  @TextColumn({ nullable: true }) grounds: string | null;
  /** The same matter counts once; `null`: the case, or a matter of its own. */
  @WordColumn(120, { nullable: true }) matter: string | null;
  /** Of G-07: the day from which it has been quiet. */
  @DayColumn({ nullable: true }) settledOn: string | null;
  /** Number of the committee's resolution, where the catalogue asks for a vote. */
  @WordColumn(80, { nullable: true }) resolution: string | null;
  /** What enters the score after “highest only” and the cap of the year; `null` before anything was worked out. */
  @HundredthsColumn({ nullable: true }) entered: Decimal | null;
  @JsonColumn({ nullable: true }) lines: PointLine[] | null;
  @CountColumn({ default: 1 }) version: number;
}

/** 政工登记: ideology, integrity, party work, discipline. Superseded, never overwritten. */
@Entity('conduct_entry')
@Index('ix_conduct_entry_person', ['courtId', 'personId', 'countsOn'])
export class ConductEntry {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @CountColumn() year: number;
  @CountColumn() number: number;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_conduct_entry_person' }) personId: string;
  /** I-01 … I-11. */
  @WordColumn(10) code: string;
  @WordColumn(20) dimension: Dimension;
  @WordColumn(20, { nullable: true }) level: string | null;
  /** 纪律事项: seen by the person and by those who handle discipline, by nobody else. */
  @FlagColumn() confined: boolean;
  @DayColumn() happenedOn: string;
  @DayColumn() recordedOn: string;
  @TextColumn() facts: string;
  @CountColumn({ nullable: true }) months: number | null;
  @HundredthsColumn() points: Decimal;
  @JsonColumn() lines: PointLine[];
  @WordColumn(20) state: EntryState;
  /** Last day on which the person may object. */
  @DayColumn() answerUntil: string;
  /** First day on which it counts; `null` while an objection is undecided and once it no longer counts. */
  @DayColumn({ nullable: true }) countsOn: string | null;
  @RefColumn({ nullable: true }) supersedesId: string | null;
  @RefColumn() recordedBy: string;
  @CountColumn({ default: 1 }) version: number;
}

/** 外部荣誉: from bodies outside the court only. */
@Entity('honour')
@Index('ix_honour_person', ['courtId', 'personId', 'confirmedOn'])
@Index('ix_honour_division', ['divisionId', 'confirmedOn'])
export class Honour {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @CountColumn() year: number;
  @CountColumn() number: number;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_honour_person' }) personId: string | null;
  /** 先进庭. */
  @RefColumn({ nullable: true }) @ForeignKey(() => Division, { name: 'fk_honour_division' }) divisionId: string | null;
  @WordColumn(10) code: string;
  @WordColumn(20) level: string;
  @WordColumn(120) title: string;
  @WordColumn(120) issuingBody: string;
  @WordColumn(80) documentNumber: string;
  @DayColumn() issuedOn: string;
  @WordColumn(120, { nullable: true }) matter: string | null;
  @HundredthsColumn() points: Decimal;
  @WordColumn(20) state: HonourState;
  @DayColumn({ nullable: true }) confirmedOn: string | null;
  @HundredthsColumn({ nullable: true }) entered: Decimal | null;
  @JsonColumn() lines: PointLine[];
  @RefColumn() recordedBy: string;
  @CountColumn({ default: 1 }) version: number;
}

/** What was done with a complaint, entry, claim or honour: who, when, in what words. The trail of the audit holds no names and no words of these. */
@Entity('conduct_step')
@Index('ix_conduct_step_subject', ['subjectId'])
export class ConductStep {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() subjectId: string;
  @WordColumn(20) act: string;
  @TextColumn({ nullable: true }) words: string | null;
  /** What was settled by the step, and what it replaced. */
  @JsonColumn({ nullable: true }) told: Record<string, string | null> | null;
  @RefColumn() actorId: string;
  @WordColumn(80) actorName: string;
  @InstantColumn() at: string;
}

@Entity('conduct_evidence')
@Index('ix_conduct_evidence_subject', ['subjectId'])
export class ConductEvidence {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() subjectId: string;
  @WordColumn(160) name: string;
  @WordColumn(64) digest: string;
  @InstantColumn() addedAt: string;
  @WordColumn(80) addedBy: string;
}
