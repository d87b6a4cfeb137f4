import { Entity, Index } from 'typeorm';
import type { CatalogueChange } from '../../rules/catalogue-changes.js';
import { CountColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, WordColumn } from '../../platform/database/columns.js';

/** One dated version of one row of a catalogue that has no table of its own. Never overwritten; a code is never reused. */
@Entity('catalogue_row')
@Index('uq_catalogue_row_version', ['courtId', 'book', 'code', 'version'], { unique: true })
export class CatalogueRow {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(30) book: string;
  @WordColumn(60) code: string;
  @CountColumn() version: number;
  /** Column of the book → text. */
  @JsonColumn() content: Record<string, string>;
  @DayColumn() effectiveFrom: string;
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
}

export const PROPOSAL_STATUSES = ['draft', 'proposed', 'approved', 'refused', 'withdrawn'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** New versions, new rows and ends of rows of one catalogue, proposed by one person and decided by another. */
@Entity('catalogue_proposal')
@Index('ix_catalogue_proposal_status', ['courtId', 'status'])
export class CatalogueProposal {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(30) book: string;
  @WordColumn(200) title: string;
  /** 文号 and clause the new values come from. */
  @WordColumn(200) source: string;
  @DayColumn() effectiveFrom: string;
  @WordColumn(20) status: ProposalStatus;
  @JsonColumn() changes: CatalogueChange[];
  @RefColumn() proposedById: string;
  @WordColumn(60) proposedBy: string;
  @InstantColumn() proposedAt: string;
  @RefColumn({ nullable: true }) decidedById: string | null;
  @WordColumn(60, { nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: string | null;
  @WordColumn(300, { nullable: true }) decisionReason: string | null;
  @CountColumn({ default: 1 }) version: number;
}
