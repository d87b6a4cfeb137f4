import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { Person } from '../../court/court.entities.js';
import { PdfPrinter, type PdfPaper } from '../../platform/pdf/pdf-printer.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { require } from '../../platform/permissions/data-scope.js';
import { SIGN_OFF_STEPS, STEP_WORDS } from '../../rules/sign-off.js';
import { ReviewsService } from '../reviews.service.js';
import { Signatures } from '../sign-offs/signatures.js';
import { casePaper } from './case-paper.js';

interface Around {
  court: string;
  division: string | null;
  closedOn: string | null;
  submittedOn: string | null;
}

/** 一案一表 as a file: whoever reads the review may print it, and nobody else. */
@Injectable()
export class CasePapers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly printer: PdfPrinter,
    private readonly reviews: ReviewsService,
    private readonly signatures: Signatures,
  ) {}

  async print(actor: Actor, reviewId: string): Promise<{ title: string; bytes: Buffer }> {
    require(actor, 'review.read');
    const paper = await this.paper(actor, reviewId);
    return { title: paper.title, bytes: await this.printer.print(paper) };
  }

  private async paper(actor: Actor, reviewId: string): Promise<PdfPaper> {
    const { review, findings, people, scores, arithmetic } = await this.reviews.desk(actor, reviewId);
    const [around] = await this.database.rows<Around>(
      `SELECT k.name AS "court", d.name AS "division", c.closed_on AS "closedOn", r.submitted_on AS "submittedOn"
       FROM case_review r JOIN court_case c ON c.id = r.case_id JOIN court k ON k.id = r.court_id LEFT JOIN division d ON d.id = c.division_id WHERE r.id = :reviewId`,
      { reviewId },
    );
    const { signatures } = await this.signatures.signaturesOf(actor.courtId, review.caseId);
    const signers = signatures.length ? await this.database.repository(Person).findBy({ id: In(signatures.map(({ personId }) => personId)) }) : [];
    const ofCase = new Set(['responsibleJudge', 'presidingJudge', 'panelMember', 'judgeAssistant', 'clerk', 'enforcementOfficer']);
    return casePaper({
      court: around!.court,
      division: around!.division ?? '–',
      caseNumber: review.caseNumber,
      cause: review.cause,
      people: people.filter(({ post }) => ofCase.has(post)).map(({ name, postZh }) => ({ name, post: postZh })),
      closedOn: around!.closedOn,
      batch: review.batch,
      kind: review.kind,
      triggers: review.triggers,
      reviewer: review.reviewer,
      submittedOn: around!.submittedOn,
      caseScore: arithmetic.score,
      scores,
      findings,
      signatures: SIGN_OFF_STEPS.map((step) => {
        const signed = signatures.find((one) => one.step === step);
        return { title: `${STEP_WORDS[step].whoZh}${STEP_WORDS[step].zh}`, signed: signed ? { name: signers.find(({ id }) => id === signed.personId)!.name, day: signed.day } : null };
      }),
      createdAt: around!.submittedOn ? `${around!.submittedOn}T00:00:00.000Z` : this.clock.instant(),
    });
  }
}
