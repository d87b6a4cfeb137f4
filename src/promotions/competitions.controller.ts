import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { CompetitionPublicationService } from './competition-publication.service.js';
import { CompetitionViews } from './competition-views.js';
import { CompetitionsService } from './competitions.service.js';
import {
  AnswerObjection, CompetitionExportQuery, CompetitionListQuery, CompetitionOnward, EnterCompetition, EnterMark, ObjectToCompetition, OpenCompetition, PublishCompetition, WithdrawCompetition, WithdrawEntry, type CompetitionChoices, type CompetitionRow, type CompetitionView,
} from './dto/competition.dto.js';
import { UsePapers } from './use-papers.js';

@Controller('competitions')
export class CompetitionsController {
  constructor(
    private readonly competitions: CompetitionsService,
    private readonly publication: CompetitionPublicationService,
    private readonly views: CompetitionViews,
    private readonly papers: UsePapers,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: CompetitionListQuery): Promise<Page<CompetitionRow>> {
    return this.views.list(actor, query);
  }

  @Get('export')
  async exportList(@CurrentActor() actor: Actor, @Query() query: CompetitionListQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.listTable(actor, query), query.format);
  }

  @Get('choices')
  choices(@CurrentActor() actor: Actor): Promise<CompetitionChoices> {
    return this.competitions.choices(actor);
  }

  @Post()
  async open(@CurrentActor() actor: Actor, @Body() body: OpenCompetition): Promise<CompetitionView> {
    return this.views.view(actor, await this.competitions.open(actor, body));
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CompetitionView> {
    return this.views.view(actor, id);
  }

  @Get(':id/export')
  async export(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { format }: CompetitionExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.table(actor, id), format);
  }

  @Get(':id/paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, bytes } = await this.papers.competition(actor, id);
    attach(reply, name, 'application/pdf');
    return bytes;
  }

  @Post(':id/entries')
  @HttpCode(200)
  enter(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: EnterCompetition): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.competitions.enter(actor, id, body));
  }

  @Post(':id/entries/withdraw')
  @HttpCode(200)
  leave(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WithdrawEntry): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.competitions.leave(actor, id, body));
  }

  @Post(':id/marks')
  @HttpCode(200)
  mark(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: EnterMark): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.competitions.mark(actor, id, body));
  }

  @Post(':id/reckon')
  @HttpCode(200)
  reckon(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CompetitionOnward): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.competitions.reckon(actor, id, body));
  }

  @Post(':id/publish')
  @HttpCode(200)
  publish(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: PublishCompetition): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.publication.publish(actor, id, body));
  }

  @Post(':id/objections')
  @HttpCode(200)
  object(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ObjectToCompetition): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.publication.object(actor, id, body));
  }

  @Post(':id/objections/:objectionId/answer')
  @HttpCode(200)
  answer(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('objectionId') objectionId: string, @Body() body: AnswerObjection): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.publication.answer(actor, id, objectionId, body));
  }

  @Post(':id/close')
  @HttpCode(200)
  close(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CompetitionOnward): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.publication.close(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WithdrawCompetition): Promise<CompetitionView> {
    return this.afterwards(actor, id, this.competitions.withdraw(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<CompetitionView> {
    await work;
    return this.views.view(actor, id);
  }
}
