import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { DecideTransfer, RequestTransfer, TransferExportQuery, TransferQuery, type TransferRow } from './dto/transfer.dto.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { TransfersService } from './transfers.service.js';

@Controller('assignment/transfers')
export class TransfersController {
  constructor(private readonly transfers: TransfersService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: TransferQuery): Promise<Page<TransferRow>> {
    return this.transfers.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: TransferExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.transfers.exportTable(actor, query), query.format);
  }

  @Post()
  async request(@CurrentActor() actor: Actor, @Body() body: RequestTransfer): Promise<TransferRow> {
    const { id } = await this.transfers.request(actor, body);
    return this.transfers.view(actor, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  async approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideTransfer): Promise<TransferRow> {
    await this.transfers.approve(actor, id, body);
    return this.transfers.view(actor, id);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  async refuse(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideTransfer): Promise<TransferRow> {
    await this.transfers.refuse(actor, id, body);
    return this.transfers.view(actor, id);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideTransfer): Promise<TransferRow> {
    await this.transfers.withdraw(actor, id, body);
    return this.transfers.view(actor, id);
  }
}
