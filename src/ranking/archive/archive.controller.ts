import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendPdf } from '../closing/closing.controller.js';
import { EXPORT_LIMIT, sendTable } from '../../platform/sheets/send-table.js';
import { ArchiveService } from './archive.service.js';
import { ArchiveQuery, type ArchiveRow, type ArchiveView, type PaperCheck } from './dto/archive.dto.js';

@Controller()
export class ArchiveController {
  constructor(private readonly archive: ArchiveService) {}

  @Get('me/archive')
  mine(@CurrentActor() actor: Actor): Promise<ArchiveView> {
    return this.archive.mine(actor);
  }

  @Get('me/archive/export')
  async exportMine(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply, @Query('format') format?: string): Promise<Buffer> {
    const { table, name } = await this.archive.table(actor, null);
    return sendTable(reply, table, format, name);
  }

  @Get('me/archive/paper')
  async printMine(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, await this.archive.paper(actor, null));
  }

  @Get('archive')
  people(@CurrentActor() actor: Actor, @Query() query: ArchiveQuery): Promise<Page<ArchiveRow>> {
    return this.archive.people(actor, query);
  }

  @Get('archive/export')
  async exportPeople(@CurrentActor() actor: Actor, @Query() query: ArchiveQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { items } = await this.archive.people(actor, { ...query, page: 1, pageSize: EXPORT_LIMIT });
    return sendTable(reply, this.archive.listTable(items, actor.language === 'zh'), query.format, '档案库');
  }

  @Get('archive/:personId')
  one(@CurrentActor() actor: Actor, @Param('personId') personId: string): Promise<ArchiveView> {
    return this.archive.ofPerson(actor, personId);
  }

  @Get('archive/:personId/export')
  async exportOne(@CurrentActor() actor: Actor, @Param('personId') personId: string, @Res({ passthrough: true }) reply: FastifyReply, @Query('format') format?: string): Promise<Buffer> {
    const { table, name } = await this.archive.table(actor, personId);
    return sendTable(reply, table, format, name);
  }

  @Get('archive/:personId/paper')
  async printOne(@CurrentActor() actor: Actor, @Param('personId') personId: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, await this.archive.paper(actor, personId));
  }

  @Get('archive-papers/:digest')
  check(@CurrentActor() actor: Actor, @Param('digest') digest: string): Promise<PaperCheck> {
    return this.archive.check(actor, digest);
  }
}
