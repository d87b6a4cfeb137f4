import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, WordColumn } from '../../platform/database/columns.js';
import { JudgmentPublication } from '../review.entities.js';
import type { PublicationAct } from '../../rules/judgment-publication.js';

/** What was done about the publication of one judgment, by whom and why. Only ever added. */
@Entity('publication_step')
@Index('ix_publication_step_publication', ['publicationId'])
export class PublicationStep {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => JudgmentPublication, { name: 'fk_publication_step_publication' }) publicationId: string;
  @WordColumn(20) act: PublicationAct;
  /** Code of the ground, for exemptions. */
  @WordColumn(20, { nullable: true }) ground: string | null;
  @WordColumn(300, { nullable: true }) words: string | null;
  @RefColumn() actorId: string;
  @WordColumn(60) actorName: string;
  @InstantColumn() at: string;
}
