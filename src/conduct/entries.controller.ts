import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { ActWithWords } from './dto/conduct.dto.js';
import { CorrectEntry, DecideEntry, EntryExportQuery, EntryListQuery, RecordEntry, type EntryRow, type EntryView } from './dto/entry.dto.js';
import { EntriesService } from './entries.service.js';
import { EntryRows } from './entry-rows.js';

@Controller('conduct/entries')
export class EntriesController {
  constructor(
    private readonly entries: EntriesService,
    private readonly rows: EntryRows,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: EntryListQuery): Promise<Page<EntryRow>> {
    return this.rows.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: EntryExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.rows.table(actor, query), query.format);
  }

  @Post()
  async record(@CurrentActor() actor: Actor, @Body() body: RecordEntry): Promise<EntryView> {
    return this.rows.view(actor, await this.entries.record(actor, body));
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<EntryView> {
    return this.rows.view(actor, id);
  }

  @Get(':id/evidence/:evidenceId')
  async evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.rows.file(actor, id, evidenceId);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Post(':id/acknowledgement')
  @HttpCode(200)
  acknowledge(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<EntryView> {
    return this.afterwards(actor, id, this.entries.acknowledge(actor, id, body));
  }

  @Post(':id/objection')
  @HttpCode(200)
  object(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<EntryView> {
    return this.afterwards(actor, id, this.entries.object(actor, id, body));
  }

  @Post(':id/decision')
  @HttpCode(200)
  decide(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideEntry): Promise<EntryView> {
    return this.afterwards(actor, id, this.entries.decide(actor, id, body));
  }

  /** Answers the new entry. */
  @Post(':id/correction')
  @HttpCode(200)
  async correct(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CorrectEntry): Promise<EntryView> {
    return this.rows.view(actor, await this.entries.correct(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<EntryView> {
    await work;
    return this.rows.view(actor, id);
  }
}
