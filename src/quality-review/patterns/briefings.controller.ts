import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { BriefingViews } from './briefing-views.js';
import { BriefingsService } from './briefings.service.js';
import { AddMeasures, BriefingExportQuery, BriefingListQuery, BriefingWords, EffectQuery, RecordBriefing, type BriefingRow, type BriefingView, type EffectView } from './dto/briefings.dto.js';

@Controller('briefings')
export class BriefingsController {
  constructor(
    private readonly briefings: BriefingsService,
    private readonly views: BriefingViews,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: BriefingListQuery): Promise<Page<BriefingRow>> {
    return this.views.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: BriefingExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.table(actor, query), query.format);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<BriefingView> {
    return this.views.view(actor, id);
  }

  @Get(':id/effect')
  effect(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { days }: EffectQuery): Promise<EffectView> {
    return this.briefings.effect(actor, id, days);
  }

  @Post()
  async record(@CurrentActor() actor: Actor, @Body() body: RecordBriefing): Promise<BriefingView> {
    return this.views.view(actor, await this.briefings.record(actor, body));
  }

  @Post(':id/measures')
  @HttpCode(200)
  async addMeasures(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: AddMeasures): Promise<BriefingView> {
    await this.briefings.addMeasures(actor, id, body);
    return this.views.view(actor, id);
  }

  @Post(':id/measures/:measureId/done')
  @HttpCode(200)
  async done(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('measureId') measureId: string, @Body() body: BriefingWords): Promise<BriefingView> {
    await this.briefings.done(actor, id, measureId, body);
    return this.views.view(actor, id);
  }

  @Post(':id/close')
  @HttpCode(200)
  async close(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BriefingWords): Promise<BriefingView> {
    await this.briefings.close(actor, id, body);
    return this.views.view(actor, id);
  }
}
