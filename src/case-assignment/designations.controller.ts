import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { DesignationLedger } from './designation-ledger.js';
import { DesignationsService } from './designations.service.js';
import {
  DecideDesignation, DesignationExportQuery, DesignationQuery, DesignationSummaryQuery, ProposeDesignation, type DesignationRow, type DesignationSummary,
} from './dto/designation.dto.js';
import { sendTable } from '../platform/sheets/send-table.js';

@Controller('assignment/designations')
export class DesignationsController {
  constructor(
    private readonly designations: DesignationsService,
    private readonly ledger: DesignationLedger,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: DesignationQuery): Promise<Page<DesignationRow>> {
    return this.ledger.list(actor, query);
  }

  @Get('summary')
  summary(@CurrentActor() actor: Actor, @Query() query: DesignationSummaryQuery): Promise<DesignationSummary> {
    return this.ledger.summary(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: DesignationExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.ledger.exportTable(actor, query), query.format);
  }

  @Post()
  async propose(@CurrentActor() actor: Actor, @Body() body: ProposeDesignation): Promise<DesignationRow> {
    const { id } = await this.designations.propose(actor, body);
    return this.ledger.view(actor, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  async approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason }: DecideDesignation): Promise<DesignationRow> {
    await this.designations.approve(actor, id, version, reason ?? null);
    return this.ledger.view(actor, id);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  async refuse(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason }: DecideDesignation): Promise<DesignationRow> {
    await this.designations.refuse(actor, id, version, reason ?? null);
    return this.ledger.view(actor, id);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason }: DecideDesignation): Promise<DesignationRow> {
    await this.designations.withdraw(actor, id, version, reason ?? null);
    return this.ledger.view(actor, id);
  }
}
