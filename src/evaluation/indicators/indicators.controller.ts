import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { CSV_TYPE, writeCsv, writeWorkbook, XLSX_TYPE } from '../../platform/sheets/workbook.js';
import { IndicatorQuery, type IndicatorRow, type IndicatorView } from './dto/indicator.dto.js';
import { IndicatorsService } from './indicators.service.js';

@Controller('indicators')
export class IndicatorsController {
  constructor(private readonly indicators: IndicatorsService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() { q }: IndicatorQuery): Promise<IndicatorRow[]> {
    return this.indicators.list(actor, q);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() { q, format }: IndicatorQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const table = await this.indicators.exported(actor, q);
    const csv = format === 'csv';
    attach(reply, `${table.title}.${csv ? 'csv' : 'xlsx'}`, csv ? CSV_TYPE : XLSX_TYPE);
    return csv ? writeCsv(table) : writeWorkbook(table);
  }

  @Get(':id')
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<IndicatorView> {
    return this.indicators.one(actor, id);
  }
}
