import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { CaseParticularsService } from './case-particulars.service.js';
import { ParticularExportQuery, ParticularListQuery, RecordParticular, type ParticularRow, type ParticularsView } from './dto/case-particular.dto.js';

@Controller()
export class CaseParticularsController {
  constructor(private readonly particulars: CaseParticularsService) {}

  @Get('case-particulars')
  list(@CurrentActor() actor: Actor, @Query() query: ParticularListQuery): Promise<Page<ParticularRow>> {
    return this.particulars.list(actor, query);
  }

  @Get('case-particulars/export')
  async export(@CurrentActor() actor: Actor, @Query() query: ParticularExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.particulars.table(actor, query), query.format);
  }

  /** Multipart: `file`, with the columns 案号, 要素, 值, 来源. */
  @Post('case-particulars/import')
  @HttpCode(200)
  async bringIn(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ recorded: number; unchanged: number }> {
    const file = request.isMultipart() ? await request.file() : undefined;
    return this.particulars.bringIn(actor, file ? await file.toBuffer() : Buffer.alloc(0));
  }

  @Get('cases/:id/particulars')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ParticularsView> {
    return this.particulars.view(actor, id);
  }

  @Post('cases/:id/particulars')
  @HttpCode(200)
  async record(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RecordParticular): Promise<ParticularsView> {
    await this.particulars.record(actor, id, body);
    return this.particulars.view(actor, id);
  }
}
