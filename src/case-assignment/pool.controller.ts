import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { AddRecusal, ChangeIntake, PoolExportQuery, PoolQuery, WithReason, type PoolCaseView, type PoolRow, type PoolSummary } from './dto/pool.dto.js';
import { UrgentAssignment, type WhyView } from './dto/run.dto.js';
import { IntakeService } from './intake.service.js';
import { PoolService } from './pool.service.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { UrgentService } from './urgent.service.js';
import { WhyService } from './why.service.js';

@Controller('assignment')
export class PoolController {
  constructor(
    private readonly pool: PoolService,
    private readonly intake: IntakeService,
    private readonly urgent: UrgentService,
    private readonly whys: WhyService,
  ) {}

  @Get('pool')
  list(@CurrentActor() actor: Actor, @Query() query: PoolQuery): Promise<Page<PoolRow>> {
    return this.pool.list(actor, query);
  }

  @Get('pool/summary')
  summary(@CurrentActor() actor: Actor): Promise<PoolSummary> {
    return this.pool.summary(actor);
  }

  @Get('pool/export')
  async export(@CurrentActor() actor: Actor, @Query() query: PoolExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.pool.exportTable(actor, query), query.format);
  }

  @Get('pool/:caseId')
  view(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<PoolCaseView> {
    return this.pool.view(actor, caseId);
  }

  @Put('pool/:caseId')
  async change(@CurrentActor() actor: Actor, @Param('caseId') caseId: string, @Body() body: ChangeIntake): Promise<PoolCaseView> {
    await this.intake.change(actor, caseId, body);
    return this.pool.view(actor, caseId);
  }

  @Post('pool/:caseId/recusals')
  async addRecusal(@CurrentActor() actor: Actor, @Param('caseId') caseId: string, @Body() body: AddRecusal): Promise<PoolCaseView> {
    await this.intake.addRecusal(actor, caseId, body);
    return this.pool.view(actor, caseId);
  }

  @Post('recusals/:id/withdraw')
  @HttpCode(200)
  async withdrawRecusal(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: WithReason): Promise<PoolCaseView> {
    return this.pool.view(actor, await this.intake.withdrawRecusal(actor, id, reason));
  }

  @Post('pool/:caseId/assign-urgent')
  @HttpCode(200)
  async assignUrgent(@CurrentActor() actor: Actor, @Param('caseId') caseId: string, @Body() { reason }: UrgentAssignment): Promise<WhyView> {
    await this.urgent.assign(actor, caseId, reason);
    return this.whys.why(actor, caseId);
  }

  @Get('cases/:caseId/why')
  why(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<WhyView> {
    return this.whys.why(actor, caseId);
  }
}
