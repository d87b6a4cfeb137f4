import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { ActWithWords } from './dto/conduct.dto.js';
import { ClaimMerit, DecideMerit, MeritExportQuery, MeritListQuery, type ExtraYear, type MeritRow, type MeritView } from './dto/merit.dto.js';
import { ExtraPoints } from './extra-points.js';
import { MeritRows } from './merit-rows.js';
import { MeritsService } from './merits.service.js';

@Controller('conduct/merits')
export class MeritsController {
  constructor(
    private readonly merits: MeritsService,
    private readonly rows: MeritRows,
    private readonly extras: ExtraPoints,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: MeritListQuery): Promise<Page<MeritRow>> {
    return this.rows.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: MeritExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.rows.table(actor, query), query.format);
  }

  @Get('year')
  year(@CurrentActor() actor: Actor): Promise<ExtraYear> {
    return this.extras.mine(actor);
  }

  @Post()
  async claim(@CurrentActor() actor: Actor, @Body() body: ClaimMerit): Promise<MeritView> {
    return this.rows.view(actor, await this.merits.claim(actor, body));
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MeritView> {
    return this.rows.view(actor, id);
  }

  @Get(':id/evidence/:evidenceId')
  async evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.rows.file(actor, id, evidenceId);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<MeritView> {
    return this.afterwards(actor, id, this.merits.withdraw(actor, id, body));
  }

  @Post(':id/decision')
  @HttpCode(200)
  decide(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideMerit): Promise<MeritView> {
    return this.afterwards(actor, id, this.merits.decide(actor, id, body));
  }

  @Post(':id/revoke')
  @HttpCode(200)
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<MeritView> {
    return this.afterwards(actor, id, this.merits.revoke(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<MeritView> {
    await work;
    return this.rows.view(actor, id);
  }
}
