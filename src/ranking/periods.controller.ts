import { Controller, Get } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { PeriodView } from '../evaluation/dto/score.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import type { FrozenPeriodView, PublishedRow } from './dto/period.dto.js';
import { PeriodsService } from './periods.service.js';

@Controller()
export class PeriodsController {
  constructor(private readonly periods: PeriodsService) {}

  @Get('periods')
  list(@CurrentActor() actor: Actor): Promise<PeriodView[]> {
    return this.periods.list(actor);
  }

  @Get('frozen-periods')
  frozen(@CurrentActor() actor: Actor): Promise<FrozenPeriodView[]> {
    return this.periods.frozen(actor);
  }

  @Get('superior/published')
  published(@CurrentActor() actor: Actor): Promise<PublishedRow[]> {
    return this.periods.publishedBelow(actor);
  }
}
