import { createHash } from 'node:crypto';
import type { CaseFile } from './case-file.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { blanksOf } from './judgment-blanks.js';
import { FaultGround, type PlantedFault } from './judgment-faults.js';
import { joinSentences, sentenceNumberAt } from './judgment-sentences.js';
import { draftDocument, type DocumentDraft } from './judgment-text.js';
import { recordId } from './record-id.js';
import type { Anchor } from './review-results.js';
import type { DocumentRow } from './world.types.js';

const CONTEXT = 32;

/** The document a case was closed with, first as a draft in which faults can be planted, then as a row. */
export class CasePaper {
  readonly draft: DocumentDraft;
  readonly ground: FaultGround;

  constructor(
    private readonly file: CaseFile,
    plan: DemonstrationPlan,
  ) {
    const draw = new Draw(`${plan.caseload.seed}|paper|${file.row.caseNumber}`);
    const { shared } = plan.judgments;
    this.draft = draftDocument(file, plan.judgments, blanksOf(file, shared, draw));
    this.ground = new FaultGround(this.draft, draw, shared.words.mistaken, file.parties.defendant);
  }

  finish(): { row: DocumentRow; anchorOf: (planted: PlantedFault) => Anchor } {
    const { row: courtCase } = this.file;
    const text = joinSentences(this.draft.sentences);
    const row: DocumentRow = {
      id: recordId(courtCase.closedOn!, 'document', courtCase.caseNumber),
      courtId: courtCase.courtId,
      caseId: courtCase.id,
      kind: this.draft.kind,
      title: this.draft.title,
      version: 1,
      mediaType: 'text/plain',
      digest: createHash('sha256').update(text).digest('hex'),
      size: Buffer.byteLength(text),
      text,
      madeOn: courtCase.closedOn!,
    };
    return { row, anchorOf: (planted) => this.anchor(planted, row) };
  }

  private anchor({ sentence, quote }: PlantedFault, { id, digest, text, title }: DocumentRow): Anchor {
    const before = this.draft.sentences.slice(0, this.draft.sentences.indexOf(sentence));
    const start = text.indexOf(quote, text.indexOf(sentence.text, Math.max(0, joinSentences(before).length - 1)));
    return {
      documentId: id,
      digest,
      start,
      prefix: text.slice(Math.max(0, start - CONTEXT), start),
      suffix: text.slice(start + quote.length, start + quote.length + CONTEXT),
      place: `${title.slice(2)}第${sentenceNumberAt(text, start)}段`,
    };
  }
}
