import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, InstantColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';
import type { PublicationState } from '../rules/publication-life.js';
import type { ResearchLevel } from '../rules/research-table.js';

/** 调研成果. What was registered is never changed: a correction supersedes it. */
@Entity('research_publication')
@Index('ix_research_publication_day', ['courtId', 'status', 'publishedOn'])
@Index('ix_research_publication_supersedes', ['supersedesId'])
export class ResearchPublication {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  /** RP-01 … RP-11. */
  @WordColumn(10) kind: string;
  @WordColumn(20) level: ResearchLevel;
  /** 一、二、三等奖, for prizes. */
  @CountColumn({ nullable: true }) award: number | null;
  @WordColumn(200) title: string;
  @WordColumn(120) outlet: string;
  @WordColumn(40, { nullable: true }) serialNumber: string | null;
  @DayColumn() publishedOn: string;
  /** News and information of one event carry its name, and count once. */
  @WordColumn(100, { nullable: true }) event: string | null;
  /** The piece this one was declared to be a reprint of. */
  @RefColumn({ nullable: true }) reprintOfId: string | null;
  /** Why the shares are others than the rule's. */
  @WordColumn(300, { nullable: true }) shareReason: string | null;
  /** What it counts as, and what the whole piece is worth, by the table in force on its day. */
  @WordColumn(10) countedAs: string;
  @HundredthsColumn() worth: Decimal;
  @WordColumn(20) status: PublicationState;
  /** The registration this one corrects. */
  @RefColumn({ nullable: true }) supersedesId: string | null;
  @RefColumn({ nullable: true }) registeredById: string | null;
  @WordColumn(80) registeredBy: string;
  @InstantColumn() registeredAt: string;
  /** The login: whoever decided first does not take the second look. */
  @RefColumn({ nullable: true }) decidedById: string | null;
  @WordColumn(80, { nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: string | null;
  @WordColumn(500, { nullable: true }) reason: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** An author in printed order; people outside the court keep their place and their share. */
@Entity('research_author')
@Index('uq_research_author_place', ['publicationId', 'place'], { unique: true })
@Index('ix_research_author_person', ['courtId', 'personId'])
export class ResearchAuthor {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => ResearchPublication, { name: 'fk_research_author_publication' }) publicationId: string;
  @CountColumn() place: number;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_research_author_person' }) personId: string | null;
  @WordColumn(80) name: string;
  /** Where the author served on the day of publication. */
  @RefColumn({ nullable: true }) divisionId: string | null;
  /** Per cent of the piece. */
  @HundredthsColumn() share: Decimal;
  /** Points of this share, before the same work counted elsewhere. */
  @HundredthsColumn() worth: Decimal;
  /** What it puts into the period of its printing, once verified. */
  @HundredthsColumn() points: Decimal;
}

/** 佐证材料: cover, contents, text. */
@Entity('research_evidence')
@Index('ix_research_evidence_publication', ['publicationId'])
export class ResearchEvidence {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => ResearchPublication, { name: 'fk_research_evidence_publication' }) publicationId: string;
  @WordColumn(160) name: string;
  @WordColumn(64) digest: string;
  @InstantColumn() addedAt: string;
}

/** 异议: an author against a decision; somebody else looks a second time. */
@Entity('research_objection')
@Index('ix_research_objection_publication', ['publicationId'])
export class ResearchObjection {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => ResearchPublication, { name: 'fk_research_objection_publication' }) publicationId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_research_objection_author' }) authorId: string;
  @TextColumn() grounds: string;
  @DayColumn() filedOn: string;
  @WordColumn(20) status: 'open' | 'upheld' | 'dismissed';
  @TextColumn({ nullable: true }) answer: string | null;
  @RefColumn({ nullable: true }) answeredById: string | null;
  @WordColumn(80, { nullable: true }) answeredBy: string | null;
  @DayColumn({ nullable: true }) answeredOn: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** 同一篇与否: what the office decided of two pieces. A later decision supersedes the earlier. */
@Entity('research_pair')
@Index('ix_research_pair_one', ['oneId'])
@Index('ix_research_pair_other', ['otherId'])
export class ResearchPair {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => ResearchPublication, { name: 'fk_research_pair_one' }) oneId: string;
  @RefColumn() @ForeignKey(() => ResearchPublication, { name: 'fk_research_pair_other' }) otherId: string;
  @FlagColumn() same: boolean;
  @WordColumn(300) reason: string;
  @WordColumn(80) decidedBy: string;
  @InstantColumn() decidedAt: string;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
}
