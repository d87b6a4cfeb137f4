import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { CaseFlowService } from './case-flow.service.js';
import { CaseFlowExportQuery, CaseFlowQuery, ExplainGap, FlowUnitQuery, RegisterCount, type CaseFlowView, type FlowHistoryView, type FlowTrendView } from './dto/flow.dto.js';
import { FlowRecordsService } from './flow-records.service.js';

@Controller('cases/flow')
export class CaseFlowController {
  constructor(
    private readonly flows: CaseFlowService,
    private readonly records: FlowRecordsService,
  ) {}

  @Get()
  flow(@CurrentActor() actor: Actor, @Query() query: CaseFlowQuery): Promise<CaseFlowView> {
    return this.flows.flow(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: CaseFlowExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const table = await this.flows.table(actor, query);
    return sendTable(reply, table, query.format, `${table.title}-${query.period}`);
  }

  @Get('trend')
  trend(@CurrentActor() actor: Actor, @Query() query: FlowUnitQuery): Promise<FlowTrendView> {
    return this.flows.trend(actor, query);
  }

  @Get('history')
  history(@CurrentActor() actor: Actor, @Query() query: FlowUnitQuery): Promise<FlowHistoryView> {
    return this.records.history(actor, query);
  }

  @Post('counts')
  @HttpCode(200)
  async register(@CurrentActor() actor: Actor, @Body() body: RegisterCount): Promise<{ saved: true }> {
    await this.records.register(actor, body);
    return { saved: true };
  }

  @Post('explanations')
  @HttpCode(200)
  async explain(@CurrentActor() actor: Actor, @Body() body: ExplainGap): Promise<{ saved: true }> {
    await this.records.explain(actor, body);
    return { saved: true };
  }
}
