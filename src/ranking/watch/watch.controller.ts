import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { WatchEvidenceExportQuery, WatchEvidenceQuery, WatchExportQuery, WatchQuery, WriteWatchNote, type WatchCaseRow, type WatchView } from './dto/watch.dto.js';
import { WatchViews } from './watch-views.service.js';

@Controller('watch')
export class WatchController {
  constructor(private readonly watch: WatchViews) {}

  @Get()
  view(@CurrentActor() actor: Actor, @Query() { year }: WatchQuery): Promise<WatchView> {
    return this.watch.view(actor, year);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() { year, format }: WatchExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const table = await this.watch.table(actor, year);
    return sendTable(reply, table, format, `${table.title}-${year}`);
  }

  @Get('evidence')
  evidence(@CurrentActor() actor: Actor, @Query() query: WatchEvidenceQuery): Promise<Page<WatchCaseRow>> {
    return this.watch.evidence(actor, query);
  }

  @Get('evidence/export')
  async exportEvidence(@CurrentActor() actor: Actor, @Query() { sign, format }: WatchEvidenceExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.watch.evidenceTable(actor, sign), format);
  }

  @Post('notes')
  @HttpCode(200)
  async write(@CurrentActor() actor: Actor, @Body() body: WriteWatchNote): Promise<{ saved: true }> {
    await this.watch.write(actor, body);
    return { saved: true };
  }
}
