import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { CSV_TYPE, writeCsv, writeWorkbook, XLSX_TYPE } from '../../platform/sheets/workbook.js';
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
    const table = await this.patterns.table(actor, query);
    const csv = query.format === 'csv';
    attach(reply, `${table.title}.${csv ? 'csv' : 'xlsx'}`, csv ? CSV_TYPE : XLSX_TYPE);
    return csv ? writeCsv(table) : writeWorkbook(table);
  }
}
