import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { RecordsBehindPage, ScoreSheetView } from '../evaluation/dto/score.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { RecordsQuery } from './dto/records.dto.js';
import { sheetTable } from './result-tables.js';
import { ScoreRecords } from './score-records.js';
import { ScoresService } from './scores.service.js';
import { sendTable } from '../platform/sheets/send-table.js';

@Controller('scores')
export class ScoresController {
  constructor(
    private readonly scores: ScoresService,
    private readonly records: ScoreRecords,
  ) {}

  @Get('me')
  mine(@CurrentActor() actor: Actor, @Query('period') period = '', @Query('group') group = ''): Promise<ScoreSheetView> {
    return this.scores.mine(actor, period, group);
  }

  @Get('me/export')
  async exportMine(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply, @Query('period') period = '', @Query('format') format?: string, @Query('group') group = ''): Promise<Buffer> {
    const sheet = await this.scores.mine(actor, period, group);
    return sendTable(reply, sheetTable(sheet, actor.language), format, `得分单-${sheet.person.name}-${sheet.period}`);
  }

  @Get('me/records')
  myRecords(@CurrentActor() actor: Actor, @Query() query: RecordsQuery): Promise<RecordsBehindPage> {
    return this.records.mine(actor, query);
  }

  @Get('people/:id/records')
  recordsOfPerson(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: RecordsQuery): Promise<RecordsBehindPage> {
    return this.records.ofPerson(actor, id, query);
  }

  @Get('people/:id')
  ofPerson(@CurrentActor() actor: Actor, @Param('id') id: string, @Query('period') period = '', @Query('group') group = ''): Promise<ScoreSheetView> {
    return this.scores.ofPerson(actor, id, period, group);
  }

  @Get('people/:id/export')
  async exportOfPerson(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('period') period = '',
    @Query('format') format?: string,
    @Query('group') group = '',
  ): Promise<Buffer> {
    const sheet = await this.scores.ofPerson(actor, id, period, group);
    return sendTable(reply, sheetTable(sheet, actor.language), format, `得分单-${sheet.person.name}-${sheet.period}`);
  }
}
