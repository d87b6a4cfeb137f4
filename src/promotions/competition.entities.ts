import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';
import type { CompetitionPart, PartResult } from '../rules/competition.js';

export type CompetitionState = 'open' | 'reckoned' | 'published' | 'closed' | 'withdrawn';

/** 竞岗: one post, its parts and weights as announced, and the seed its lots are drawn with. */
@Entity('competition')
@Index('uq_competition_number', ['courtId', 'year', 'number'], { unique: true })
export class Competition {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @CountColumn() year: number;
  @CountColumn() number: number;
  @WordColumn(100) title: string;
  @CountColumn() places: number;
  @JsonColumn() parts: CompetitionPart[];
  /** Periods of the performance archive, three years of them. */
  @JsonColumn() archive: string[];
  /** Pieces are drawn among those of the three years before this day. */
  @DayColumn() until: string;
  @WordColumn(6) shareFrom: string;
  @WordColumn(6) shareTo: string;
  @WordColumn(20) status: CompetitionState;
  /** Its digest is published when the competition opens, the seed itself with the draw. */
  @WordColumn(64) seed: string;
  @WordColumn(64) seedDigest: string;
  @RefColumn() openedById: string;
  @WordColumn(80) openedBy: string;
  @InstantColumn() openedAt: string;
  @InstantColumn({ nullable: true }) reckonedAt: string | null;
  @WordColumn(60, { nullable: true }) approval: string | null;
  @WordColumn(80, { nullable: true }) publishedBy: string | null;
  @InstantColumn({ nullable: true }) publishedAt: string | null;
  @DayColumn({ nullable: true }) objectionsUntil: string | null;
  @WordColumn(300, { nullable: true }) reason: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** Somebody who competes, and what came of it. */
@Entity('competition_entry')
@Index('uq_competition_entry', ['competitionId', 'personId'], { unique: true })
@Index('ix_competition_entry_person', ['personId'])
export class CompetitionEntry {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Competition, { name: 'fk_competition_entry_competition' }) competitionId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_competition_entry_person' }) personId: string;
  @WordColumn(80) enteredBy: string;
  @InstantColumn() enteredAt: string;
  @CountColumn({ nullable: true }) place: number | null;
  @HundredthsColumn({ nullable: true }) total: Decimal | null;
  @JsonColumn({ nullable: true }) results: PartResult[] | null;
}

/** A mark somebody entered with its evidence: ratings, inspection, and archive years from before the system. A later one replaces it and keeps it. */
@Entity('competition_mark')
@Index('ix_competition_mark', ['competitionId', 'personId'])
export class CompetitionMark {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Competition, { name: 'fk_competition_mark_competition' }) competitionId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_competition_mark_person' }) personId: string;
  @WordColumn(20) part: string;
  /** Which year of the archive; empty for the other parts. */
  @WordColumn(10) period: string;
  /** Out of 100. */
  @HundredthsColumn() value: Decimal;
  @CountColumn({ nullable: true }) forms: number | null;
  @WordColumn(200) evidence: string;
  @WordColumn(80) recordedBy: string;
  @InstantColumn() recordedAt: string;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
}

/** 对竞岗结果的异议, answered in writing before the competition closes. */
@Entity('competition_objection')
@Index('ix_competition_objection', ['competitionId'])
export class CompetitionObjection {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Competition, { name: 'fk_competition_objection_competition' }) competitionId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_competition_objection_person' }) personId: string;
  @TextColumn() grounds: string;
  @DayColumn() filedOn: string;
  @WordColumn(20) status: 'filed' | 'upheld' | 'dismissed';
  @TextColumn({ nullable: true }) answer: string | null;
  @WordColumn(80, { nullable: true }) answeredBy: string | null;
  @DayColumn({ nullable: true }) answeredOn: string | null;
  @CountColumn({ default: 1 }) version: number;
}
