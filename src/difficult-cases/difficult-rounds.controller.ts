import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { AnswerObjection, FileObjection, NoticeExportQuery, NoticeListQuery, type NoticeRow, type NoticeView } from './dto/difficult-notice.dto.js';
import { MoveRound, OpenRound, PublishRound, RoundListQuery, RoundStep, type RoundRow, type RoundView } from './dto/difficult-round.dto.js';
import { NoticePaper } from './notice-paper.js';
import { NoticesService } from './notices.service.js';
import { NoticeViews } from './notice-views.js';
import { RoundsService } from './rounds.service.js';
import { RoundViews } from './round-views.js';

@Controller()
export class DifficultRoundsController {
  constructor(
    private readonly rounds: RoundsService,
    private readonly views: RoundViews,
    private readonly notices: NoticesService,
    private readonly noticeViews: NoticeViews,
    private readonly paper: NoticePaper,
  ) {}

  @Get('difficult-rounds')
  list(@CurrentActor() actor: Actor, @Query() query: RoundListQuery): Promise<Page<RoundRow>> {
    return this.views.list(actor, query);
  }

  @Post('difficult-rounds')
  async open(@CurrentActor() actor: Actor, @Body() body: OpenRound): Promise<RoundView> {
    return this.views.view(actor, await this.rounds.open(actor, body));
  }

  @Get('difficult-rounds/:id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RoundView> {
    return this.views.view(actor, id);
  }

  @Post('difficult-rounds/:id/dates')
  @HttpCode(200)
  move(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: MoveRound): Promise<RoundView> {
    return this.afterwards(actor, id, this.rounds.move(actor, id, body));
  }

  @Post('difficult-rounds/:id/start-vote')
  @HttpCode(200)
  startVote(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RoundStep): Promise<RoundView> {
    return this.afterwards(actor, id, this.rounds.startVote(actor, id, body));
  }

  @Post('difficult-rounds/:id/count')
  @HttpCode(200)
  count(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RoundStep): Promise<RoundView> {
    return this.afterwards(actor, id, this.rounds.count(actor, id, body));
  }

  @Post('difficult-rounds/:id/publish')
  @HttpCode(200)
  publish(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: PublishRound): Promise<RoundView> {
    return this.afterwards(actor, id, this.rounds.publish(actor, id, body));
  }

  @Post('difficult-rounds/:id/close')
  @HttpCode(200)
  close(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RoundStep): Promise<RoundView> {
    return this.afterwards(actor, id, this.rounds.close(actor, id, body));
  }

  @Post('difficult-rounds/:id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RoundStep): Promise<RoundView> {
    return this.afterwards(actor, id, this.rounds.cancel(actor, id, body));
  }

  @Get('difficult-notices')
  noticeList(@CurrentActor() actor: Actor, @Query() query: NoticeListQuery): Promise<Page<NoticeRow>> {
    return this.noticeViews.list(actor, query);
  }

  @Get('difficult-notices/:id')
  notice(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<NoticeView> {
    return this.noticeViews.view(actor, id);
  }

  @Get('difficult-notices/:id/export')
  async exportNotice(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { format }: NoticeExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.noticeViews.table(actor, id), format);
  }

  @Get('difficult-notices/:id/paper')
  async print(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, bytes } = await this.paper.print(actor, id);
    attach(reply, name, 'application/pdf');
    return bytes;
  }

  @Post('difficult-notices/:id/objections')
  @HttpCode(200)
  async object(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: FileObjection): Promise<NoticeView> {
    await this.notices.object(actor, id, body);
    return this.noticeViews.view(actor, id);
  }

  @Post('difficult-notices/:id/objections/:objectionId/answer')
  @HttpCode(200)
  async answer(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('objectionId') objectionId: string, @Body() body: AnswerObjection): Promise<NoticeView> {
    await this.notices.answer(actor, id, objectionId, body);
    return this.noticeViews.view(actor, id);
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<RoundView> {
    await work;
    return this.views.view(actor, id);
  }
}
