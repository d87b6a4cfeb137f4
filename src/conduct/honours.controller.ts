import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { ActWithWords } from './dto/conduct.dto.js';
import { DecideHonour, HonourExportQuery, HonourListQuery, RecordHonour, type HonourRow, type HonourView } from './dto/honour.dto.js';
import { HonourRows } from './honour-rows.js';
import { HonoursService } from './honours.service.js';

@Controller('conduct/honours')
export class HonoursController {
  constructor(
    private readonly honours: HonoursService,
    private readonly rows: HonourRows,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: HonourListQuery): Promise<Page<HonourRow>> {
    return this.rows.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: HonourExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.rows.table(actor, query), query.format);
  }

  @Post()
  async record(@CurrentActor() actor: Actor, @Body() body: RecordHonour): Promise<HonourView> {
    return this.rows.view(actor, await this.honours.record(actor, body));
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<HonourView> {
    return this.rows.view(actor, id);
  }

  @Get(':id/evidence/:evidenceId')
  async evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.rows.file(actor, id, evidenceId);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Post(':id/decision')
  @HttpCode(200)
  decide(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideHonour): Promise<HonourView> {
    return this.afterwards(actor, id, this.honours.decide(actor, id, body));
  }

  @Post(':id/revoke')
  @HttpCode(200)
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<HonourView> {
    return this.afterwards(actor, id, this.honours.revoke(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<HonourView> {
    await work;
    return this.rows.view(actor, id);
  }
}
