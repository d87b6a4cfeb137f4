import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { AssessorQuery, HearingExportQuery, HearingListQuery, PlanHearing, SaveHearingMarks, SubmitHearingMarks, WithdrawHearing, type HearingCase, type HearingRow, type HearingView } from './dto/hearings.dto.js';
import { HearingPlanning } from './hearing-planning.js';
import { HearingsService } from './hearings.service.js';

@Controller('hearings')
export class HearingsController {
  constructor(
    private readonly hearings: HearingsService,
    private readonly planning: HearingPlanning,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: HearingListQuery): Promise<Page<HearingRow>> {
    return this.hearings.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: HearingExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.hearings.table(actor, query), query.format);
  }

  @Get('assessors')
  assessors(@CurrentActor() actor: Actor, @Query() { caseNumber }: AssessorQuery): Promise<HearingCase> {
    return this.planning.choices(actor, caseNumber);
  }

  @Post()
  async plan(@CurrentActor() actor: Actor, @Body() body: PlanHearing): Promise<{ id: string }> {
    return { id: await this.planning.plan(actor, body) };
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<HearingView> {
    return this.hearings.view(actor, id);
  }

  @Put(':id/marks')
  save(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SaveHearingMarks): Promise<HearingView> {
    return this.hearings.save(actor, id, body);
  }

  @Post(':id/submit')
  @HttpCode(200)
  submit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version }: SubmitHearingMarks): Promise<HearingView> {
    return this.hearings.submit(actor, id, version);
  }

  @Post(':id/withdraw')
  @HttpCode(204)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WithdrawHearing): Promise<void> {
    return this.planning.withdraw(actor, id, body);
  }
}
