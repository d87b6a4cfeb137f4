import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import {
  ApproveSelection, DraftSelection, InsertCandidate, RecordOutcome, SelectionChoicesQuery, SelectionExportQuery, SelectionListQuery, WithdrawSelection, type OwnSelection, type SelectionChoices, type SelectionRow, type SelectionView,
} from './dto/selection.dto.js';
import { SelectionViews } from './selection-views.js';
import { SelectionsService } from './selections.service.js';
import { UsePapers } from './use-papers.js';

@Controller('selections')
export class SelectionsController {
  constructor(
    private readonly selections: SelectionsService,
    private readonly views: SelectionViews,
    private readonly papers: UsePapers,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: SelectionListQuery): Promise<Page<SelectionRow>> {
    return this.views.list(actor, query);
  }

  @Get('export')
  async exportList(@CurrentActor() actor: Actor, @Query() query: SelectionListQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.listTable(actor, query), query.format);
  }

  @Get('choices')
  choices(@CurrentActor() actor: Actor, @Query() { period }: SelectionChoicesQuery): Promise<SelectionChoices> {
    return this.selections.choices(actor, period);
  }

  @Get('mine')
  mine(@CurrentActor() actor: Actor): Promise<OwnSelection[]> {
    return this.views.mine(actor);
  }

  @Post()
  async draft(@CurrentActor() actor: Actor, @Body() body: DraftSelection): Promise<SelectionView> {
    return this.views.view(actor, await this.selections.draft(actor, body));
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SelectionView> {
    return this.views.view(actor, id);
  }

  @Get(':id/export')
  async export(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { format }: SelectionExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.table(actor, id), format);
  }

  @Get(':id/paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, bytes } = await this.papers.selection(actor, id);
    attach(reply, name, 'application/pdf');
    return bytes;
  }

  @Post(':id/insert')
  @HttpCode(200)
  insert(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: InsertCandidate): Promise<SelectionView> {
    return this.afterwards(actor, id, this.selections.insert(actor, id, body));
  }

  @Post(':id/outcome')
  @HttpCode(200)
  record(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RecordOutcome): Promise<SelectionView> {
    return this.afterwards(actor, id, this.selections.record(actor, id, body));
  }

  @Post(':id/approve')
  @HttpCode(200)
  approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ApproveSelection): Promise<SelectionView> {
    return this.afterwards(actor, id, this.selections.approve(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WithdrawSelection): Promise<SelectionView> {
    return this.afterwards(actor, id, this.selections.withdraw(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<SelectionView> {
    await work;
    return this.views.view(actor, id);
  }
}
