import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { PeriodView } from '../evaluation/dto/score.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import type { PeriodStateView, PublishedRow } from './dto/period.dto.js';
import type { ClosingChecklist } from './dto/ranking.dto.js';
import { PeriodsService } from './periods.service.js';

@Controller()
export class PeriodsController {
  constructor(private readonly periods: PeriodsService) {}

  @Get('periods')
  list(@CurrentActor() actor: Actor): Promise<PeriodView[]> {
    return this.periods.list(actor);
  }

  @Get('periods/:period/checklist')
  checklist(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<ClosingChecklist> {
    return this.periods.checklist(actor, period);
  }

  @Post('periods/:period/close')
  @HttpCode(200)
  close(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<PeriodStateView> {
    return this.periods.close(actor, period);
  }

  @Post('periods/:period/publish')
  @HttpCode(200)
  publish(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<PeriodStateView> {
    return this.periods.publish(actor, period);
  }

  @Get('superior/published')
  published(@CurrentActor() actor: Actor): Promise<PublishedRow[]> {
    return this.periods.publishedBelow(actor);
  }
}
