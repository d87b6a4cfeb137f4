import { Entity, ForeignKey, Index } from 'typeorm';
import { CaseDocument, CourtCase } from '../../cases/case.entities.js';
import { Person } from '../../court/court.entities.js';
import { CountColumn, DayColumn, IdColumn, InstantColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';
import type { SignOffAct, SignOffStep } from '../../rules/sign-off.js';

/** One act on one version of a judgment: a signature, or sending it back. Only ever added; the sequence lets one of two signers through. */
@Entity('sign_off')
@Index('uq_sign_off_sequence', ['documentId', 'sequence'], { unique: true })
@Index('ix_sign_off_case', ['caseId'])
@Index('ix_sign_off_person', ['courtId', 'personId', 'day'])
export class SignOff {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_sign_off_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => CaseDocument, { name: 'fk_sign_off_document' }) documentId: string;
  /** Of the text that was signed. */
  @WordColumn(64) digest: string;
  @CountColumn() sequence: number;
  @WordColumn(10) act: SignOffAct;
  @WordColumn(20) step: SignOffStep;
  @WordColumn(20, { nullable: true }) returnTo: SignOffStep | null;
  /** Whose turn it is after this act; `reviewer` once the others have signed. */
  @WordColumn(20) nextStep: SignOffStep;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_sign_off_person' }) personId: string;
  @WordColumn(60) actorName: string;
  /** What the signer answers for, in the words shown when signing. */
  @WordColumn(300) answersFor: string;
  @TextColumn({ nullable: true }) words: string | null;
  @DayColumn() day: string;
  @InstantColumn() at: string;
}
