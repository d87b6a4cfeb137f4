import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { NewScheme, type SchemeRow, type SchemeView } from './dto/scheme.dto.js';
import { SchemesService } from './schemes.service.js';

@Controller('schemes')
export class SchemesController {
  constructor(private readonly schemes: SchemesService) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<SchemeRow[]> {
    return this.schemes.list(actor);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SchemeView> {
    return this.schemes.view(actor, id);
  }

  @Post()
  add(@CurrentActor() actor: Actor, @Body() body: NewScheme): Promise<SchemeRow> {
    return this.schemes.add(actor, body);
  }
}
