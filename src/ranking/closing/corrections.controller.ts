import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { EXPORT_LIMIT, sendTable } from '../../platform/sheets/send-table.js';
import { sendPdf } from './closing.controller.js';
import { ClosingPapers } from './closing-papers.js';
import { CorrectionViews } from './correction-views.js';
import { CorrectionsService } from './corrections.service.js';
import { PasswordAgain, ReasonedStep } from './dto/closing.dto.js';
import { CorrectionsQuery, ProposeCorrection, type CorrectionRow, type CorrectionView, type DifferencesView, type FrozenPeriodRow } from './dto/correction.dto.js';

@Controller()
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly views: CorrectionViews,
    private readonly papers: ClosingPapers,
  ) {}

  @Get('corrections')
  list(@CurrentActor() actor: Actor, @Query() query: CorrectionsQuery): Promise<Page<CorrectionRow>> {
    return this.views.list(actor, query);
  }

  @Get('corrections/export')
  async export(@CurrentActor() actor: Actor, @Query() query: CorrectionsQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { items } = await this.views.list(actor, { ...query, page: 1, pageSize: EXPORT_LIMIT });
    return sendTable(reply, this.views.table(items, actor.language === 'zh'), query.format, '更正');
  }

  @Get('corrections/frozen-periods')
  frozenPeriods(@CurrentActor() actor: Actor): Promise<FrozenPeriodRow[]> {
    return this.corrections.frozenPeriods(actor);
  }

  @Get('corrections/:id')
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CorrectionView> {
    return this.views.one(actor, id);
  }

  @Get('corrections/:id/paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, await this.papers.correction(actor, id));
  }

  @Get('periods/:period/differences')
  differences(@CurrentActor() actor: Actor, @Param('period') period: string): Promise<DifferencesView> {
    return this.corrections.differences(actor, period);
  }

  @Post('periods/:period/corrections')
  async propose(@CurrentActor() actor: Actor, @Param('period') period: string, @Body() wanted: ProposeCorrection): Promise<CorrectionView> {
    return this.views.one(actor, await this.corrections.propose(actor, period, wanted));
  }

  @Post('corrections/:id/confirm')
  @HttpCode(200)
  async confirm(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { password }: PasswordAgain): Promise<CorrectionView> {
    await this.corrections.confirm(actor, id, password);
    return this.views.one(actor, id);
  }

  @Post('corrections/:id/withdraw')
  @HttpCode(200)
  async withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: ReasonedStep): Promise<CorrectionView> {
    await this.corrections.withdraw(actor, id, reason);
    return this.views.one(actor, id);
  }
}
