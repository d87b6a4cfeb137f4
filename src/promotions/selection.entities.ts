import { Entity, ForeignKey, Index } from 'typeorm';
import type { Sentence } from '../kernel/domain-error.js';
import type { Decimal } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { CountColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, WordColumn } from '../platform/database/columns.js';
import type { SelectionKind, SelectionStanding, SelectionState } from '../rules/selection.js';

export interface SelectionGroup {
  key: string;
  title: Sentence;
  /** Of the frozen ranking the round rests on. */
  digest: string;
  size: number;
  places: number;
  /** How the places were counted. */
  why: Sentence;
}

/** 评先评优 or 学习深造 over one published period. */
@Entity('selection_round')
@Index('uq_selection_round_number', ['courtId', 'kind', 'year', 'number'], { unique: true })
export class SelectionRound {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) kind: SelectionKind;
  @CountColumn() year: number;
  @CountColumn() number: number;
  @WordColumn(10) period: string;
  @WordColumn(100) title: string;
  /** Honours: per cent of each group; training: people for each place. */
  @WordColumn(10) measure: string;
  @JsonColumn() groups: SelectionGroup[];
  @WordColumn(20) status: SelectionState;
  @RefColumn() draftedById: string;
  @WordColumn(80) draftedBy: string;
  @InstantColumn() draftedAt: string;
  /** 文号 of the decision that makes the result final. */
  @WordColumn(60, { nullable: true }) approval: string | null;
  @WordColumn(80, { nullable: true }) approvedBy: string | null;
  @InstantColumn({ nullable: true }) approvedAt: string | null;
  @WordColumn(300, { nullable: true }) reason: string | null;
  @CountColumn({ default: 1 }) version: number;
}

export type SelectionOutcome = 'awarded' | 'notAwarded' | 'accepted' | 'declined';

/** Everybody of the groups a round is about: leaders, those after them, who is kept out and why, and who was inserted by a decision. */
@Entity('selection_candidate')
@Index('uq_selection_candidate', ['roundId', 'personId', 'peerGroup'], { unique: true })
@Index('ix_selection_candidate_person', ['personId'])
export class SelectionCandidate {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => SelectionRound, { name: 'fk_selection_candidate_round' }) roundId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_selection_candidate_person' }) personId: string;
  @WordColumn(60) peerGroup: string;
  @WordColumn(100) division: string;
  @CountColumn({ nullable: true }) place: number | null;
  @HundredthsColumn() total: Decimal;
  @WordColumn(20) standing: SelectionStanding;
  @JsonColumn() why: Sentence;
  /** 文号 of the decision that inserted the person. */
  @WordColumn(60, { nullable: true }) decision: string | null;
  @WordColumn(20, { nullable: true }) outcome: SelectionOutcome | null;
  @WordColumn(300, { nullable: true }) outcomeReason: string | null;
  @WordColumn(80, { nullable: true }) outcomeBy: string | null;
  @InstantColumn({ nullable: true }) outcomeAt: string | null;
}
