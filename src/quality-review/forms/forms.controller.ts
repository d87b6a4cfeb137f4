import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../platform/clock.js';
import { attach } from '../../platform/http/attachment.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { require } from '../../platform/permissions/data-scope.js';
import { ClauseQuery } from '../dto/review.dto.js';
import { CasePapers } from './case-paper.service.js';
import { KeepPlace, SaveScores, SubmitBatch, type ScoresView, type SubmittedBatch } from './dto/forms.dto.js';
import { ReviewForms } from './review-forms.js';
import { ScoringService } from './scoring.service.js';

@Controller()
export class FormsController {
  constructor(
    private readonly forms: ReviewForms,
    private readonly scoring: ScoringService,
    private readonly papers: CasePapers,
    private readonly clock: Clock,
  ) {}

  /** Forms in force today; with a nature, those of its field and the common ones. */
  @Get('review-forms')
  async inForce(@CurrentActor() actor: Actor, @Query() { nature }: ClauseQuery) {
    require(actor, 'review.read');
    const forms = await this.forms.inForce(actor.courtId, this.clock.today(), nature);
    return forms.map(({ id, code, version, form, field, effectiveFrom, effectiveUntil, source, example, content }) => ({ id, code, version, form, field, effectiveFrom, effectiveUntil, source, example, content }));
  }

  @Put('reviews/:id/scores')
  save(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SaveScores): Promise<ScoresView> {
    return this.scoring.save(actor, id, body);
  }

  /** 一案一表, read in the browser's own viewer. */
  @Get('reviews/:id/paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { title, bytes } = await this.papers.print(actor, id);
    attach(reply, `${title}.pdf`, 'application/pdf');
    return bytes;
  }

  /** The scan of a case's document, for the reviewer of the case. */
  @Get('reviews/:id/scans/:documentId')
  async scan(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('documentId') documentId: string): Promise<StreamableFile> {
    const { content, mediaType } = await this.scoring.scan(actor, id, documentId);
    return new StreamableFile(content, { type: mediaType, disposition: 'inline' });
  }

  @Put('reviews/:id/place')
  @HttpCode(204)
  keepPlace(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: KeepPlace): Promise<void> {
    return this.scoring.keepPlace(actor, id, body);
  }

  @Post('review-batches/:batch/submit')
  @HttpCode(200)
  submitBatch(@CurrentActor() actor: Actor, @Param('batch') batch: string, @Body() { count }: SubmitBatch): Promise<SubmittedBatch> {
    return this.scoring.submitBatch(actor, batch, count);
  }
}
