import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { BonusDraftsService } from './bonus-drafts.service.js';
import { BonusPaper } from './bonus-paper.js';
import { BonusStepsService } from './bonus-steps.service.js';
import { BonusViews } from './bonus-views.js';
import {
  ApproveBonus, BonusExportQuery, BonusListQuery, BonusReason, BonusStep, ChangeBonus, ConfirmBonus, CorrectBonus, DecideBoundary, DraftBonus, PayBonus, type BonusChoices, type BonusRow, type BonusView, type OwnBonus,
} from './dto/bonus.dto.js';

@Controller('bonuses')
export class BonusesController {
  constructor(
    private readonly drafts: BonusDraftsService,
    private readonly steps: BonusStepsService,
    private readonly views: BonusViews,
    private readonly paper: BonusPaper,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: BonusListQuery): Promise<Page<BonusRow>> {
    return this.views.list(actor, query);
  }

  @Get('choices')
  choices(@CurrentActor() actor: Actor, @Query('period') period?: string): Promise<BonusChoices> {
    return this.drafts.choices(actor, period);
  }

  @Get('mine')
  mine(@CurrentActor() actor: Actor): Promise<OwnBonus[]> {
    return this.views.mine(actor);
  }

  @Post()
  async draft(@CurrentActor() actor: Actor, @Body() body: DraftBonus): Promise<BonusView> {
    return this.views.view(actor, await this.drafts.draft(actor, body));
  }

  @Get('export')
  async exportList(@CurrentActor() actor: Actor, @Query() query: BonusListQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.listTable(actor, query), query.format);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<BonusView> {
    return this.views.view(actor, id);
  }

  @Put(':id')
  change(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ChangeBonus): Promise<BonusView> {
    return this.afterwards(actor, id, this.drafts.change(actor, id, body));
  }

  @Post(':id/boundaries')
  @HttpCode(200)
  decide(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideBoundary): Promise<BonusView> {
    return this.afterwards(actor, id, this.drafts.decide(actor, id, body));
  }

  @Post(':id/submit')
  @HttpCode(200)
  submit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BonusStep): Promise<BonusView> {
    return this.afterwards(actor, id, this.steps.submit(actor, id, body));
  }

  @Post(':id/send-back')
  @HttpCode(200)
  sendBack(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BonusReason): Promise<BonusView> {
    return this.afterwards(actor, id, this.steps.sendBack(actor, id, body));
  }

  @Post(':id/approve')
  @HttpCode(200)
  approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ApproveBonus): Promise<BonusView> {
    return this.afterwards(actor, id, this.steps.approve(actor, id, body));
  }

  @Post(':id/pay')
  @HttpCode(200)
  pay(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: PayBonus): Promise<BonusView> {
    return this.afterwards(actor, id, this.steps.pay(actor, id, body));
  }

  @Post(':id/confirm')
  @HttpCode(200)
  confirm(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ConfirmBonus): Promise<BonusView> {
    return this.afterwards(actor, id, this.steps.confirm(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BonusReason): Promise<BonusView> {
    return this.afterwards(actor, id, this.steps.withdraw(actor, id, body));
  }

  @Post(':id/correct')
  async correct(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CorrectBonus): Promise<BonusView> {
    return this.views.view(actor, await this.drafts.correct(actor, id, body));
  }

  @Get(':id/payroll/export')
  async payroll(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { format }: BonusExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.paper.payroll(actor, id), format);
  }

  @Get(':id/list.pdf')
  async print(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, bytes } = await this.paper.print(actor, id);
    attach(reply, name, 'application/pdf');
    return bytes;
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<BonusView> {
    await work;
    return this.views.view(actor, id);
  }
}
