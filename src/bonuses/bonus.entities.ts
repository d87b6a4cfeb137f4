import { Entity, ForeignKey, Index } from 'typeorm';
import type { Sentence } from '../kernel/domain-error.js';
import type { Decimal } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, MoneyColumn, RefColumn, WordColumn } from '../platform/database/columns.js';
import type { Boundary, BoundaryChoice, Placing, TierTable } from '../rules/bonus-placing.js';
import type { BonusState } from '../rules/bonus-steps.js';

/** How the pool reaches the peer groups: by heads × months, or as a decision says. */
export type PoolSplit = 'months' | 'decision';

export interface GroupPool {
  key: string;
  title: Sentence;
  /** Of the frozen ranking the round rests on. */
  digest: string;
  /** Yuan; `null` while a pool split by months is still a draft. */
  amount: string | null;
  /** As they stood when the round was submitted. */
  heads?: Placing['heads'];
  boundaries?: Boundary[];
}

/** 奖金发放批次: one pool over one published period. Tiers are those in force on the period's last day, and stay. */
@Entity('bonus_round')
@Index('uq_bonus_round_number', ['courtId', 'year', 'number'], { unique: true })
export class BonusRound {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @CountColumn() year: number;
  /** 奖金〔year〕第number号. */
  @CountColumn() number: number;
  @WordColumn(10) period: string;
  @WordColumn(100) title: string;
  @WordColumn(20) status: BonusState;
  @MoneyColumn() pool: Decimal;
  @WordColumn(10) split: PoolSplit;
  /** 文号 of the decision that splits the pool. */
  @WordColumn(60, { nullable: true }) splitDecision: string | null;
  @JsonColumn() groups: GroupPool[];
  @JsonColumn() tiers: TierTable;
  /** The round this one replaces, and the numbered correction of the results it follows. */
  @RefColumn({ nullable: true }) correctsId: string | null;
  @WordColumn(60, { nullable: true }) correction: string | null;
  @RefColumn() draftedById: string;
  @WordColumn(80) draftedBy: string;
  @InstantColumn() draftedAt: string;
  @RefColumn({ nullable: true }) submittedById: string | null;
  @WordColumn(80, { nullable: true }) submittedBy: string | null;
  @InstantColumn({ nullable: true }) submittedAt: string | null;
  /** 文号 of the committee's or the leader's approval. */
  @WordColumn(60, { nullable: true }) approval: string | null;
  @WordColumn(80, { nullable: true }) approvedBy: string | null;
  @InstantColumn({ nullable: true }) approvedAt: string | null;
  /** Why it was last sent back, or withdrawn. */
  @WordColumn(300, { nullable: true }) reason: string | null;
  @DayColumn({ nullable: true }) paidOn: string | null;
  @WordColumn(80, { nullable: true }) paidBy: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** 跨档决定: what was decided where two tiers meet between people who cannot be told apart. A later one replaces it and keeps it. */
@Entity('bonus_decision')
@Index('ix_bonus_decision_round', ['roundId'])
export class BonusDecision {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => BonusRound, { name: 'fk_bonus_decision_round' }) roundId: string;
  @WordColumn(60) peerGroup: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_bonus_decision_upper' }) upperId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_bonus_decision_lower' }) lowerId: string;
  @WordColumn(20) choice: BoundaryChoice;
  @WordColumn(60) decision: string;
  @WordColumn(300) reason: string;
  @DayColumn() decidedOn: string;
  @WordColumn(80) recordedBy: string;
  @InstantColumn() recordedAt: string;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
}

/** 维持决定: the results were corrected after a round was approved, and it is paid, or was, as approved all the same. Holds for the results it names and no others. */
@Entity('bonus_confirmation')
@Index('ix_bonus_confirmation_round', ['roundId'])
export class BonusConfirmation {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => BonusRound, { name: 'fk_bonus_confirmation_round' }) roundId: string;
  /** Group → digest of the results in force when it was decided. */
  @JsonColumn() digests: Record<string, string>;
  /** 更正〔2026〕第2号, …: those it knew of. */
  @WordColumn(300) corrections: string;
  @WordColumn(60) decision: string;
  @WordColumn(300) reason: string;
  @DayColumn() decidedOn: string;
  @WordColumn(80) recordedBy: string;
  @InstantColumn() recordedAt: string;
}

/** 应发奖金 of one person, written when the round is submitted and never changed after. */
@Entity('bonus_share')
@Index('uq_bonus_share', ['roundId', 'personId', 'peerGroup'], { unique: true })
@Index('ix_bonus_share_person', ['personId'])
export class BonusShare {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => BonusRound, { name: 'fk_bonus_share_round' }) roundId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_bonus_share_person' }) personId: string;
  @WordColumn(60) peerGroup: string;
  @WordColumn(100) division: string;
  /** Rank in the frozen ranking. */
  @CountColumn({ nullable: true }) place: number | null;
  @HundredthsColumn() total: Decimal;
  /** `null` where the person takes no part. */
  @WordColumn(20, { nullable: true }) tier: string | null;
  @MoneyColumn() amount: Decimal;
  /** The arithmetic, or why nothing is paid. */
  @JsonColumn() why: Sentence;
}
