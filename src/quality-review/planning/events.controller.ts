import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { XLSX_TYPE } from '../../platform/sheets/workbook.js';
import { CaseEvents } from './case-events.service.js';
import {
  EventExportQuery, EventListQuery, RecordEvent, WithdrawEvent, type EventRow, type EventSheetResult, type RecordedEvents, type SweepResult, type TriggersView,
} from './dto/event.dto.js';
import { EventList } from './event-list.js';
import { EventSheets } from './event-sheets.js';
import { RegisterEvents } from './register-events.js';
import { ReviewTriggers } from './triggers.service.js';

@Controller()
export class EventsController {
  constructor(
    private readonly events: CaseEvents,
    private readonly list: EventList,
    private readonly sheets: EventSheets,
    private readonly register: RegisterEvents,
    private readonly triggers: ReviewTriggers,
  ) {}

  @Get('review-events')
  page(@CurrentActor() actor: Actor, @Query() query: EventListQuery): Promise<Page<EventRow>> {
    return this.list.page(actor, query);
  }

  @Get('review-events/export')
  async export(@CurrentActor() actor: Actor, @Query() query: EventExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.list.table(actor, query), query.format ?? 'xlsx');
  }

  @Post('review-events')
  async record(@CurrentActor() actor: Actor, @Body() body: RecordEvent): Promise<RecordedEvents> {
    return { events: await this.list.byIds(actor, await this.events.record(actor, body)) };
  }

  /** Looks through the register now. */
  @Post('review-events/sweep')
  @HttpCode(200)
  sweep(@CurrentActor() actor: Actor): Promise<SweepResult> {
    return this.register.sweepNow(actor);
  }

  /** Multipart: `file`. */
  @Post('review-events/files')
  @HttpCode(200)
  async keep(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ digest: string; name: string }> {
    const { content, name } = await received(request);
    return this.events.keepFile(actor, content, name);
  }

  @Get('review-events/sheet')
  async blank(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const workbook = await this.sheets.blank(actor);
    attach(reply, actor.language === 'zh' ? '触发事件登记表.xlsx' : 'trigger-events.xlsx', XLSX_TYPE);
    return workbook;
  }

  /** Multipart: `file`, and `commit=true` to keep; without it only examined. */
  @Post('review-events/import')
  @HttpCode(200)
  async import(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<EventSheetResult> {
    const { content, commit } = await received(request);
    return this.sheets.take(actor, content, commit);
  }

  @Post('review-events/import/marked')
  @HttpCode(200)
  async marked(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { content, name } = await received(request);
    const workbook = await this.sheets.marked(actor, content);
    attach(reply, `${name.replace(/\.\w+$/, '')}-标注.xlsx`, XLSX_TYPE);
    return workbook;
  }

  @Post('review-events/:id/withdraw')
  @HttpCode(204)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WithdrawEvent): Promise<void> {
    return this.events.withdraw(actor, id, body);
  }

  @Get('review-events/:id/evidence')
  async evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.events.evidence(actor, id);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Get('review-triggers')
  triggersInForce(@CurrentActor() actor: Actor): Promise<TriggersView> {
    return this.triggers.view(actor);
  }

  @Post('review-triggers/install')
  @HttpCode(200)
  async install(@CurrentActor() actor: Actor): Promise<TriggersView> {
    await this.triggers.installShipped(actor);
    return this.triggers.view(actor);
  }
}

async function received(request: FastifyRequest): Promise<{ content: Buffer; name: string; commit: boolean }> {
  let content: Buffer = Buffer.alloc(0);
  let name = '';
  let commit = false;
  if (request.isMultipart())
    for await (const part of request.parts()) {
      if (part.type === 'file') [content, name] = [await part.toBuffer(), part.filename];
      else if (part.fieldname === 'commit') commit = part.value === 'true';
    }
  return { content, name, commit };
}
