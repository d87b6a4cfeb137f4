import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { DayColumn, HundredthsColumn, IdColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

/** 调研成果: one person's share of one piece. */
@Entity('research_publication')
@Index('ix_research_publication_person', ['courtId', 'personId', 'publishedOn'])
export class ResearchPublication {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_research_publication_person' }) personId: string;
  /** RP-01 … RP-11. */
  @WordColumn(10) kind: string;
  @WordColumn(20) level: 'national' | 'province' | 'prefecture' | 'county';
  @WordColumn(200) title: string;
  @WordColumn(120) outlet: string;
  @WordColumn(40, { nullable: true }) serialNumber: string | null;
  @DayColumn() publishedOn: string;
  /** Per cent of the piece. */
  @HundredthsColumn() share: Decimal;
  /** Points of this person's share. */
  @HundredthsColumn() points: Decimal;
  @WordColumn(20) status: 'pending' | 'verified' | 'refused';
}
