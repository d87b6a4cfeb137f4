import { Body, Controller, Get, Header, HttpCode, Param, ParseIntPipe, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import {
  AdoptScheme, CheckScheme, DiscardScheme, NewScheme, SaveScheme, SchemeStep,
  type SchemeCheck, type SchemeDifferencesView, type SchemeReferenceView, type SchemeRevisionRow, type SchemeRevisionView, type SchemeRow, type SchemeView,
} from './dto/scheme.dto.js';
import { SchemeDrafts } from './scheme-drafts.service.js';
import { SchemesService } from './schemes.service.js';

@Controller('schemes')
export class SchemesController {
  constructor(
    private readonly schemes: SchemesService,
    private readonly drafts: SchemeDrafts,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query('status') status?: string, @Query('schemeId') schemeId?: string): Promise<SchemeRow[]> {
    return this.schemes.list(actor, { status, schemeId });
  }

  @Post()
  create(@CurrentActor() actor: Actor, @Body() body: NewScheme): Promise<SchemeView> {
    return this.drafts.create(actor, body);
  }

  @Post('validate')
  @HttpCode(200)
  check(@CurrentActor() actor: Actor, @Body() { document }: CheckScheme): Promise<SchemeCheck> {
    return this.schemes.check(actor, document);
  }

  @Get('reference')
  reference(@CurrentActor() actor: Actor): SchemeReferenceView {
    return this.schemes.reference(actor);
  }

  @Get('json-schema')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  jsonSchema(@CurrentActor() actor: Actor): string {
    return this.schemes.jsonSchema(actor);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SchemeView> {
    return this.schemes.view(actor, id);
  }

  @Put(':id')
  save(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SaveScheme): Promise<SchemeView> {
    return this.drafts.save(actor, id, body);
  }

  @Get(':id/revisions')
  revisions(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SchemeRevisionRow[]> {
    return this.schemes.revisions(actor, id);
  }

  @Get(':id/revisions/:revision')
  revision(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('revision', ParseIntPipe) revision: number): Promise<SchemeRevisionView> {
    return this.schemes.revision(actor, id, revision);
  }

  @Get(':id/differences')
  differences(@CurrentActor() actor: Actor, @Param('id') id: string, @Query('with') other?: string): Promise<SchemeDifferencesView> {
    return this.schemes.differences(actor, id, other);
  }

  @Post(':id/discard')
  @HttpCode(200)
  discard(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { revision, reason }: DiscardScheme): Promise<SchemeView> {
    return this.drafts.discard(actor, id, revision, reason);
  }

  @Post(':id/propose')
  @HttpCode(200)
  propose(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { revision }: SchemeStep): Promise<SchemeView> {
    return this.drafts.propose(actor, id, revision);
  }

  @Post(':id/take-back')
  @HttpCode(200)
  takeBack(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { revision }: SchemeStep): Promise<SchemeView> {
    return this.drafts.takeBack(actor, id, revision);
  }

  @Post(':id/adopt')
  @HttpCode(200)
  adopt(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: AdoptScheme): Promise<SchemeView> {
    return this.drafts.adopt(actor, id, body);
  }
}
