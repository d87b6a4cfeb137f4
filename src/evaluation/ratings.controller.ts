import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { EndRatingTask, NewRatingTask, RatingTaskQuery, SubmitRatingForm, type RatingFormView, type RatingTaskPage, type RatingTaskView } from './dto/rating.dto.js';
import { RatingForms } from './rating-forms.service.js';
import { RatingTasks } from './rating-tasks.service.js';

@Controller()
export class RatingsController {
  constructor(
    private readonly tasks: RatingTasks,
    private readonly forms: RatingForms,
  ) {}

  @Post('rating-tasks')
  create(@CurrentActor() actor: Actor, @Body() body: NewRatingTask): Promise<RatingTaskView> {
    return this.tasks.create(actor, body);
  }

  @Get('rating-tasks')
  page(@CurrentActor() actor: Actor, @Query() query: RatingTaskQuery): Promise<RatingTaskPage> {
    return this.tasks.page(actor, query);
  }

  @Get('rating-tasks/:id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RatingTaskView> {
    return this.tasks.view(actor, id);
  }

  @Post('rating-tasks/:id/close')
  @HttpCode(200)
  close(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason }: EndRatingTask): Promise<RatingTaskView> {
    return this.tasks.close(actor, id, version, reason ?? null);
  }

  @Post('rating-tasks/:id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason }: EndRatingTask): Promise<RatingTaskView> {
    return this.tasks.cancel(actor, id, version, reason ?? null);
  }

  @Get('rating-forms/owed')
  owed(@CurrentActor() actor: Actor): Promise<RatingFormView[]> {
    return this.forms.owed(actor);
  }

  @Put('rating-forms/:id')
  submit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SubmitRatingForm): Promise<RatingFormView> {
    return this.forms.submit(actor, id, body);
  }
}
