import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { BallotsService } from './ballots.service.js';
import { ClaimRows } from './claim-rows.js';
import { ClaimViews } from './claim-views.js';
import {
  CastBallot, ClaimExportQuery, ClaimListQuery, DeclareRecusal, EligibleQuery, FileClaim, GiveOpinion, PreviewClaim, WithdrawClaim, type ClaimPreview, type ClaimRow, type ClaimView, type EligibleCase, type KindView,
} from './dto/difficult-case.dto.js';
import { FilingService } from './filing.service.js';
import { OpinionsService } from './opinions.service.js';
import { RoundsService } from './rounds.service.js';

@Controller('difficult-cases')
export class DifficultCasesController {
  constructor(
    private readonly filing: FilingService,
    private readonly opinions: OpinionsService,
    private readonly ballots: BallotsService,
    private readonly rounds: RoundsService,
    private readonly rows: ClaimRows,
    private readonly views: ClaimViews,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: ClaimListQuery): Promise<Page<ClaimRow>> {
    return this.rows.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: ClaimExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.rows.table(actor, query), query.format);
  }

  @Get('kinds')
  kinds(@CurrentActor() actor: Actor): Promise<KindView[]> {
    return this.views.kinds(actor);
  }

  @Get('eligible')
  eligible(@CurrentActor() actor: Actor, @Query() query: EligibleQuery): Promise<Page<EligibleCase>> {
    return this.filing.eligible(actor, query);
  }

  @Post('preview')
  @HttpCode(200)
  preview(@CurrentActor() actor: Actor, @Body() body: PreviewClaim): Promise<ClaimPreview> {
    return this.filing.preview(actor, body);
  }

  /** Multipart: `file`; answers the digest by which the claim names it. */
  @Post('evidence')
  @HttpCode(200)
  async keep(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ digest: string; mediaType: string; size: number }> {
    const file = request.isMultipart() ? await request.file() : undefined;
    return this.filing.keepEvidence(actor, file ? await file.toBuffer() : Buffer.alloc(0));
  }

  @Post()
  async file(@CurrentActor() actor: Actor, @Body() body: FileClaim): Promise<ClaimView> {
    return this.views.view(actor, await this.filing.file(actor, body));
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ClaimView> {
    return this.views.view(actor, id);
  }

  @Get(':id/evidence/:evidenceId')
  async evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.views.evidence(actor, id, evidenceId);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Post(':id/opinion')
  @HttpCode(200)
  opine(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: GiveOpinion): Promise<ClaimView> {
    return this.afterwards(actor, id, this.opinions.give(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WithdrawClaim): Promise<ClaimView> {
    return this.afterwards(actor, id, this.filing.withdraw(actor, id, body));
  }

  @Post(':id/ballot')
  @HttpCode(200)
  cast(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CastBallot): Promise<ClaimView> {
    return this.afterwards(actor, id, this.ballots.cast(actor, id, body));
  }

  @Post(':id/recusal')
  @HttpCode(200)
  recuse(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DeclareRecusal): Promise<ClaimView> {
    return this.afterwards(actor, id, this.ballots.declare(actor, id, body));
  }

  @Post(':id/recusal/withdrawal')
  @HttpCode(200)
  takeBack(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DeclareRecusal): Promise<ClaimView> {
    return this.afterwards(actor, id, this.ballots.takeBack(actor, id, body));
  }

  @Post(':id/set-aside')
  @HttpCode(200)
  setAside(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WithdrawClaim): Promise<ClaimView> {
    return this.afterwards(actor, id, this.rounds.setAside(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<ClaimView> {
    await work;
    return this.views.view(actor, id);
  }
}
