import { Body, Controller, Get, HttpCode, Param, ParseEnumPipe, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { SUB_SCORE_OFFICES, type SubScoreOffice } from '../../rules/period-closing.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { checklistTable } from './checklist-paper.js';
import { ClosingPapers } from './closing-papers.js';
import { ClosingService } from './closing.service.js';
import { ClosingViews } from './closing-views.js';
import { AnswerPeriodObjection, ApprovePeriod, BeginNotice, ExplainItem, FilePeriodObjection, PasswordAgain, PeriodListQuery, ReasonedStep, SubmitSubScore, type ClosingRow, type ClosingView, type PeriodNoticeView } from './dto/closing.dto.js';
import { PeriodNoticeService } from './period-notice.service.js';
import { SubScoresService } from './sub-scores.service.js';

const Office = (): ParameterDecorator => Param('office', new ParseEnumPipe(Object.fromEntries(SUB_SCORE_OFFICES.map((office) => [office, office]))));

@Controller()
export class ClosingController {
  constructor(
    private readonly closing: ClosingService,
    private readonly views: ClosingViews,
    private readonly subScores: SubScoresService,
    private readonly notices: PeriodNoticeService,
    private readonly papers: ClosingPapers,
  ) {}

  @Get('closings')
  list(@CurrentActor() actor: Actor, @Query() query: PeriodListQuery): Promise<Page<ClosingRow>> {
    return this.views.list(actor, query);
  }

  @Get('closings/export')
  async exportList(@CurrentActor() actor: Actor, @Query() query: PeriodListQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.listTable(actor, query), query.format);
  }

  @Get('periods/:period/closing')
  view(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<ClosingView> {
    return this.views.view(actor, period);
  }

  @Get('periods/:period/closing/export')
  async export(@CurrentActor() actor: Actor, @Param('period') period: string, @Res({ passthrough: true }) reply: FastifyReply, @Query('format') format?: string): Promise<Buffer> {
    return sendTable(reply, checklistTable(await this.views.view(actor, period), actor.language), format, `考核期核对表-${period}`);
  }

  @Get('periods/:period/closing/paper')
  async paper(@CurrentActor() actor: Actor, @Param('period') period: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, await this.papers.checklist(actor, period));
  }

  @Get('periods/:period/results/paper')
  async results(@CurrentActor() actor: Actor, @Param('period') period: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, await this.papers.filed(actor, period));
  }

  @Post('periods/:period/sub-scores/:office')
  @HttpCode(200)
  async lock(@CurrentActor() actor: Actor, @Param('period') period: string, @Office() office: SubScoreOffice, @Body() { note }: SubmitSubScore): Promise<ClosingView> {
    await this.subScores.submit(actor, period, office, note);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/sub-scores/:office/withdraw')
  @HttpCode(200)
  async unlock(@CurrentActor() actor: Actor, @Param('period') period: string, @Office() office: SubScoreOffice, @Body() { reason }: ReasonedStep): Promise<ClosingView> {
    await this.subScores.withdraw(actor, period, office, reason);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/explanations')
  @HttpCode(200)
  async explain(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() wanted: ExplainItem): Promise<ClosingView> {
    await this.closing.explain(actor, period, wanted);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/submit')
  @HttpCode(200)
  async submit(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<ClosingView> {
    await this.closing.submit(actor, period);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/approve')
  @HttpCode(200)
  async approve(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() wanted: ApprovePeriod): Promise<ClosingView> {
    await this.closing.approve(actor, period, wanted);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/reopen')
  @HttpCode(200)
  async reopen(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() { reason }: ReasonedStep): Promise<ClosingView> {
    await this.closing.reopen(actor, period, reason);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/freeze')
  @HttpCode(200)
  async askFreeze(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() { password }: PasswordAgain): Promise<ClosingView> {
    await this.closing.askFreeze(actor, period, password);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/freeze/confirm')
  @HttpCode(200)
  async freeze(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() { password }: PasswordAgain): Promise<ClosingView> {
    await this.closing.freeze(actor, period, password);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/notice')
  @HttpCode(200)
  async notice(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() { contact }: BeginNotice): Promise<ClosingView> {
    await this.closing.notice(actor, period, contact);
    return this.views.view(actor, period);
  }

  @Post('periods/:period/publish')
  @HttpCode(200)
  async publish(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<ClosingView> {
    await this.closing.publish(actor, period);
    return this.views.view(actor, period);
  }

  @Get('period-notices/:period')
  noticed(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<PeriodNoticeView> {
    return this.notices.view(actor, period);
  }

  @Get('period-notices/:period/paper')
  async posted(@CurrentActor() actor: Actor, @Param('period') period: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, await this.papers.posted(actor, period));
  }

  @Get('period-notices/:period/objections/:id/paper')
  async answerPaper(@CurrentActor() actor: Actor, @Param('period') period: string, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, await this.papers.answer(actor, period, id));
  }

  @Post('period-notices/:period/objections')
  async object(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() wanted: FilePeriodObjection): Promise<PeriodNoticeView> {
    await this.notices.object(actor, period, wanted);
    return this.notices.view(actor, period);
  }

  @Post('period-notices/:period/objections/:id/answer')
  @HttpCode(200)
  async answer(@CurrentActor() actor: Actor, @Param('period') period: string, @Param('id') id: string, @Body() wanted: AnswerPeriodObjection): Promise<PeriodNoticeView> {
    await this.notices.answer(actor, period, id, wanted);
    return this.notices.view(actor, period);
  }
}

export async function sendPdf(reply: FastifyReply, { name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  attach(reply, name, 'application/pdf');
  await reply.send(bytes);
}
