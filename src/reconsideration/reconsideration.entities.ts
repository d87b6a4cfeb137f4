import { Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';
import type { Ground, Outcome, ReconsiderationState } from '../rules/reconsideration.js';

/** What the applicant asks for. `correctRecord`: the line rests on a record that no panel may rewrite; its keeper is ordered to. */
export type Ask = 'withdraw' | 'reduceTo' | 'reshare' | 'correctRecord';

/** The line as it stood when it was contested. */
export interface ContestedLine {
  indicator: string;
  title: { zh: string; en: string };
  clause: string;
  reason: { zh: string; en: string };
  points: string;
  day: string | null;
  eventId: string | null;
  quote: string | null;
  source: { kind: string; id: string | null; label: string };
}

/** Total and rank at one moment; the rank moves with others’ totals. */
export interface Effect {
  total: string;
  rank: number | null;
}

/** 复议申请. Its content is never changed; what happens to it stands in its steps. */
@Entity('reconsideration')
@Index('uq_reconsideration_number', ['courtId', 'year', 'number'], { unique: true })
@Index('ix_reconsideration_person', ['courtId', 'personId'])
@Index('ix_reconsideration_source', ['courtId', 'sourceId'])
export class Reconsideration {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @CountColumn() year: number;
  /** 复议〔year〕第number号, without gaps. */
  @CountColumn() number: number;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_reconsideration_person' }) personId: string;
  @RefColumn() divisionId: string;
  @WordColumn(20, { nullable: true }) nature: string | null;
  @WordColumn(10) period: string;
  @WordColumn(60) peerGroup: string;
  @RefColumn() schemeVersionId: string;
  /** The contested record; a record under way cannot be contested twice. */
  @WordColumn(20) sourceKind: string;
  @WordColumn(80) sourceId: string;
  @JsonColumn() line: ContestedLine;
  @WordColumn(20) ground: Ground;
  @WordColumn(20) ask: Ask;
  /** What the record costs the case as contested, and as asked for; two places; `null` where no points are at stake. */
  @WordColumn(20, { nullable: true }) originalPoints: string | null;
  @WordColumn(20, { nullable: true }) askedPoints: string | null;
  @JsonColumn({ nullable: true }) askedShares: { personId: string; post: string; share: string }[] | null;
  /** One point of the applicant a line. */
  @JsonColumn() grounds: string[];
  @WordColumn(20) status: ReconsiderationState;
  @DayColumn() filedOn: string;
  @DayColumn({ nullable: true }) dueOn: string | null;
  @WordColumn(64, { nullable: true }) panelSeed: string | null;
  @WordColumn(20, { nullable: true }) outcome: Outcome | null;
  @WordColumn(20, { nullable: true }) settledPoints: string | null;
  /** Last day on which the reply may be taken to the committee. */
  @DayColumn({ nullable: true }) secondUntil: string | null;
  @JsonColumn() before: Effect;
  @JsonColumn({ nullable: true }) after: Effect | null;
  @CountColumn({ default: 1 }) version: number;
}

/** Who answers: the panel (round 1) and the committee’s bench (round 2), in the order drawn; the first presides. */
@Entity('reconsideration_member')
@Index('uq_reconsideration_member', ['reconsiderationId', 'round', 'personId'], { unique: true })
@Index('ix_reconsideration_member_person', ['personId'])
export class ReconsiderationMember {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Reconsideration, { name: 'fk_reconsideration_member' }) reconsiderationId: string;
  @CountColumn() round: number;
  @CountColumn() place: number;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_reconsideration_member_person' }) personId: string;
  @WordColumn(20, { nullable: true }) vote: Outcome | null;
  @WordColumn(20, { nullable: true }) points: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @InstantColumn({ nullable: true }) votedAt: string | null;
}

export type StepContent = Record<string, string | number | null | string[] | { name: string; why: string }[]>;

/** 经过: what happened, when, by whom. Only added to. */
@Entity('reconsideration_step')
@Index('ix_reconsideration_step', ['reconsiderationId', 'at'])
export class ReconsiderationStep {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Reconsideration, { name: 'fk_reconsideration_step' }) reconsiderationId: string;
  @WordColumn(20) action: string;
  @InstantColumn() at: string;
  @RefColumn({ nullable: true }) personId: string | null;
  @WordColumn(80) actorName: string;
  @JsonColumn() content: StepContent;
}

@Entity('reconsideration_attachment')
@Index('ix_reconsideration_attachment', ['reconsiderationId'])
export class ReconsiderationAttachment {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Reconsideration, { name: 'fk_reconsideration_attachment' }) reconsiderationId: string;
  @WordColumn(160) name: string;
  @WordColumn(64) digest: string;
  @InstantColumn() addedAt: string;
}

/** 更正通知: a decision that another office has to carry out in its own records; the period stays open until it has. */
@Entity('correction_order')
@Index('ix_correction_order_period', ['courtId', 'period', 'done'])
export class CorrectionOrder {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Reconsideration, { name: 'fk_correction_order' }) reconsiderationId: string;
  @WordColumn(10) period: string;
  @TextColumn() words: string;
  @DayColumn() orderedOn: string;
  @FlagColumn({ default: false }) done: boolean;
  @DayColumn({ nullable: true }) doneOn: string | null;
  @WordColumn(80, { nullable: true }) doneBy: string | null;
  @WordColumn(300, { nullable: true }) doneWords: string | null;
}
