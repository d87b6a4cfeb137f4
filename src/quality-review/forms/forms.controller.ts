import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../platform/clock.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { require } from '../../platform/permissions/data-scope.js';
import { ClauseQuery } from '../dto/review.dto.js';
import { KeepPlace, SaveScores, SubmitBatch, type ScoresView, type SubmittedBatch } from './dto/forms.dto.js';
import { ReviewForms } from './review-forms.js';
import { ScoringService } from './scoring.service.js';

@Controller()
export class FormsController {
  constructor(
    private readonly forms: ReviewForms,
    private readonly scoring: ScoringService,
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
