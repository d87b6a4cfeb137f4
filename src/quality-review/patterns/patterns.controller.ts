import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { PatternExportQuery, PatternQuery, PatternTableQuery, RepeatQuery, type HeatView, type PatternView, type RepeatView } from './dto/patterns.dto.js';
import { PatternsService } from './patterns.service.js';

@Controller('patterns')
export class PatternsController {
  constructor(private readonly patterns: PatternsService) {}

  @Get()
  view(@CurrentActor() actor: Actor, @Query() query: PatternTableQuery): Promise<PatternView> {
    return this.patterns.view(actor, query);
  }

  @Get('heat')
  heat(@CurrentActor() actor: Actor, @Query() query: PatternQuery): Promise<HeatView> {
    return this.patterns.heat(actor, query);
  }

  @Get('repeats')
  repeats(@CurrentActor() actor: Actor, @Query() { until }: RepeatQuery): Promise<RepeatView> {
    return this.patterns.repeats(actor, until);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: PatternExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.patterns.table(actor, query), query.format);
  }
}
