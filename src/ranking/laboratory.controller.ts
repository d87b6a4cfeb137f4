import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { NewTrial, PreviewScheme, type SchemePreview, type TrialGroup, type TrialRow, type TrialView } from '../evaluation/dto/trial.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { LaboratoryService } from './laboratory.service.js';
import { LaboratoryViews } from './laboratory-views.js';
import { sendTable } from '../platform/sheets/send-table.js';

@Controller('schemes')
export class LaboratoryController {
  constructor(
    private readonly laboratory: LaboratoryService,
    private readonly views: LaboratoryViews,
  ) {}

  @Post('preview')
  @HttpCode(200)
  preview(@CurrentActor() actor: Actor, @Body() body: PreviewScheme): Promise<SchemePreview> {
    return this.views.preview(actor, body);
  }

  @Get(':id/trial-groups')
  groups(@CurrentActor() actor: Actor, @Param('id') id: string, @Query('period') period = ''): Promise<TrialGroup[]> {
    return this.views.candidates(actor, id, period);
  }

  @Post(':id/trials')
  @HttpCode(202)
  async start(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: NewTrial): Promise<TrialView> {
    return this.views.view(actor, id, await this.laboratory.start(actor, id, body));
  }

  @Get(':id/trials')
  list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TrialRow[]> {
    return this.views.list(actor, id);
  }

  @Get(':id/trials/:trialId')
  view(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('trialId') trialId: string): Promise<TrialView> {
    return this.views.view(actor, id, trialId);
  }

  @Get(':id/trials/:trialId/export')
  async export(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('trialId') trialId: string, @Res({ passthrough: true }) reply: FastifyReply, @Query('format') format?: string): Promise<Buffer> {
    const { table, name } = await this.views.table(actor, id, trialId);
    return sendTable(reply, table, format, name);
  }

  @Post(':id/trials/:trialId/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('trialId') trialId: string): Promise<TrialView> {
    return this.views.cancel(actor, id, trialId);
  }
}
