import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import type { FactRow, FactView } from './dto/fact.dto.js';
import { FactCatalogue } from './fact-catalogue.service.js';

@Controller('facts')
export class FactsController {
  constructor(private readonly catalogue: FactCatalogue) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Query('q') q?: string,
    @Query('kind') kind?: string,
    @Query('shape') shape?: string,
    @Query('module') module?: string,
  ): Promise<FactRow[]> {
    return this.catalogue.list(actor, { q, kind, shape, module });
  }

  @Get(':name')
  one(@CurrentActor() actor: Actor, @Param('name') name: string): Promise<FactView> {
    return this.catalogue.one(actor, name);
  }
}
