import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import type { SchemeRow, SchemeView } from './dto/scheme.dto.js';
import { SchemesService } from './schemes.service.js';

export class AdoptedScheme {
  @IsString() @IsNotEmpty() @MaxLength(400_000) document: string;
  @IsString() @IsNotEmpty() @MaxLength(60) resolution: string;
}

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
  add(@CurrentActor() actor: Actor, @Body() body: AdoptedScheme): Promise<SchemeRow> {
    return this.schemes.add(actor, body);
  }
}
