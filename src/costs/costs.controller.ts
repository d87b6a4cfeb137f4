import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { CostEntriesService } from './cost-entries.service.js';
import { CostEntryRows } from './cost-entry-rows.js';
import { CostRemarksService } from './cost-remarks.service.js';
import { CostViews } from './cost-views.service.js';
import {
  CorrectCost, CostEntryExport, CostEntryQuery, CostFormQuery, CostRemarkExport, CostRemarkQuery, CostSummaryExport, CostSummaryQuery, DecideRemark, EnterCosts, WithdrawCost, WriteRemark,
  type CostEntryRow, type CostForm, type CostRemarkRow, type CostSummary,
} from './dto/cost.dto.js';

@Controller('costs')
export class CostsController {
  constructor(
    private readonly views: CostViews,
    private readonly rows: CostEntryRows,
    private readonly entries: CostEntriesService,
    private readonly remarks: CostRemarksService,
  ) {}

  @Get('summary')
  summary(@CurrentActor() actor: Actor, @Query() { period }: CostSummaryQuery): Promise<CostSummary> {
    return this.views.summary(actor, period);
  }

  @Get('summary/export')
  async exportSummary(@CurrentActor() actor: Actor, @Query() { period, format }: CostSummaryExport, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.table(actor, period), format ?? 'xlsx');
  }

  @Get('entries')
  list(@CurrentActor() actor: Actor, @Query() query: CostEntryQuery): Promise<Page<CostEntryRow>> {
    return this.rows.list(actor, query);
  }

  @Get('entries/export')
  async exportEntries(@CurrentActor() actor: Actor, @Query() query: CostEntryExport, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.rows.table(actor, query), query.format ?? 'xlsx');
  }

  @Get('form')
  form(@CurrentActor() actor: Actor, @Query() { divisionId, month }: CostFormQuery): Promise<CostForm> {
    return this.entries.form(actor, divisionId, month);
  }

  @Post('entries')
  enter(@CurrentActor() actor: Actor, @Body() body: EnterCosts): Promise<CostEntryRow[]> {
    return this.entries.enter(actor, body);
  }

  @Get('entries/:id/history')
  history(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CostEntryRow[]> {
    return this.rows.history(actor, id);
  }

  @Post('entries/:id/correct')
  @HttpCode(200)
  correct(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CorrectCost): Promise<CostEntryRow[]> {
    return this.entries.correct(actor, id, body);
  }

  @Post('entries/:id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: WithdrawCost): Promise<CostEntryRow[]> {
    return this.entries.withdraw(actor, id, reason);
  }

  @Get('remarks')
  listRemarks(@CurrentActor() actor: Actor, @Query() query: CostRemarkQuery): Promise<Page<CostRemarkRow>> {
    return this.remarks.list(actor, query);
  }

  @Get('remarks/export')
  async exportRemarks(@CurrentActor() actor: Actor, @Query() query: CostRemarkExport, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.remarks.table(actor, query), query.format ?? 'xlsx');
  }

  @Post('remarks')
  write(@CurrentActor() actor: Actor, @Body() body: WriteRemark): Promise<CostRemarkRow> {
    return this.remarks.write(actor, body);
  }

  @Post('remarks/:id/accept')
  @HttpCode(200)
  accept(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideRemark): Promise<CostRemarkRow> {
    return this.remarks.decide(actor, id, true, body);
  }

  @Post('remarks/:id/refuse')
  @HttpCode(200)
  refuse(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideRemark): Promise<CostRemarkRow> {
    return this.remarks.decide(actor, id, false, body);
  }
}
