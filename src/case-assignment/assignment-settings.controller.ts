import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor, CaseNature } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { CandidatesService } from './candidates.service.js';
import { FairnessExportQuery, FairnessQuery, type FairnessView } from './dto/fairness.dto.js';
import { AddPanelSeat, AddRoute, AddSpecialism, CandidateQuery, EndSetting, SetSetting, type AssignmentSettingsView, type CandidateRow } from './dto/settings.dto.js';
import { FairnessService } from './fairness.service.js';
import { SettingsBook } from './settings-book.service.js';
import { sendTable } from '../platform/sheets/send-table.js';

@Controller('assignment')
export class AssignmentSettingsController {
  constructor(
    private readonly book: SettingsBook,
    private readonly candidates: CandidatesService,
    private readonly fairness: FairnessService,
  ) {}

  @Get('settings')
  view(@CurrentActor() actor: Actor): Promise<AssignmentSettingsView> {
    return this.book.view(actor);
  }

  @Post('settings')
  async set(@CurrentActor() actor: Actor, @Body() body: SetSetting): Promise<AssignmentSettingsView> {
    await this.book.set(actor, body);
    return this.book.view(actor);
  }

  @Post('specialisms')
  async addSpecialism(@CurrentActor() actor: Actor, @Body() body: AddSpecialism): Promise<AssignmentSettingsView> {
    await this.book.addSpecialism(actor, body);
    return this.book.view(actor);
  }

  @Post('routes')
  async addRoute(@CurrentActor() actor: Actor, @Body() body: AddRoute): Promise<AssignmentSettingsView> {
    await this.book.addRoute(actor, body);
    return this.book.view(actor);
  }

  @Post('panels')
  async addPanelSeat(@CurrentActor() actor: Actor, @Body() body: AddPanelSeat): Promise<AssignmentSettingsView> {
    await this.book.addPanelSeat(actor, body);
    return this.book.view(actor);
  }

  @Post('specialisms/:id/end')
  @HttpCode(200)
  async endSpecialism(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: EndSetting): Promise<AssignmentSettingsView> {
    await this.book.end(actor, 'specialisms', id, body);
    return this.book.view(actor);
  }

  @Post('routes/:id/end')
  @HttpCode(200)
  async endRoute(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: EndSetting): Promise<AssignmentSettingsView> {
    await this.book.end(actor, 'routes', id, body);
    return this.book.view(actor);
  }

  @Post('panels/:id/end')
  @HttpCode(200)
  async endPanelSeat(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: EndSetting): Promise<AssignmentSettingsView> {
    await this.book.end(actor, 'panels', id, body);
    return this.book.view(actor);
  }

  @Get('judges')
  judges(@CurrentActor() actor: Actor, @Query() { nature }: CandidateQuery): Promise<CandidateRow[]> {
    return this.candidates.list(actor, nature as CaseNature);
  }

  @Get('fairness')
  fairnessView(@CurrentActor() actor: Actor, @Query() query: FairnessQuery): Promise<FairnessView> {
    return this.fairness.view(actor, query);
  }

  @Get('fairness/export')
  async fairnessExport(@CurrentActor() actor: Actor, @Query() query: FairnessExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.fairness.exportTable(actor, query), query.format);
  }
}
