import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import { ListQuery, type Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import {
  AnswerObjection, CorrectPublication, DecidePair, ObjectToDecision, PublicationExportQuery, PublicationQuery, ReasonedStep, RegisterPublication, VerifyBatch, VerifyPublication, type PublicationPreview,
} from './dto/research.dto.js';
import { ColleagueQuery, ProgressExportQuery, ProgressQuery, type Colleague, type LikelyView, type OwnProgress, type PointsView, type ProgressPage, type PublicationRow, type PublicationView } from './dto/research-lists.dto.js';
import { LikelyPairs } from './likely-pairs.js';
import { ProgressService } from './progress.service.js';
import { PublicationRows } from './publication-rows.js';
import { PublicationViews } from './publication-views.js';
import { RegisteringService } from './registering.service.js';
import { VerifyingService } from './verifying.service.js';

@Controller('research')
export class ResearchController {
  constructor(
    private readonly registering: RegisteringService,
    private readonly verifying: VerifyingService,
    private readonly rows: PublicationRows,
    private readonly views: PublicationViews,
    private readonly likely: LikelyPairs,
    private readonly progress: ProgressService,
  ) {}

  @Get('publications')
  list(@CurrentActor() actor: Actor, @Query() query: PublicationQuery): Promise<Page<PublicationRow>> {
    return this.rows.list(actor, query);
  }

  @Get('publications/export')
  async export(@CurrentActor() actor: Actor, @Query() query: PublicationExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.rows.table(actor, query), query.format);
  }

  @Post('publications/preview')
  @HttpCode(200)
  preview(@CurrentActor() actor: Actor, @Body() body: RegisterPublication): Promise<PublicationPreview> {
    return this.registering.preview(actor, body);
  }

  /** Multipart: `file`; answers the digest by which the piece names it. */
  @Post('evidence')
  @HttpCode(200)
  async keep(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ digest: string; mediaType: string; size: number }> {
    const file = request.isMultipart() ? await request.file() : undefined;
    return this.registering.keepEvidence(actor, file ? await file.toBuffer() : Buffer.alloc(0));
  }

  @Post('publications')
  async register(@CurrentActor() actor: Actor, @Body() body: RegisterPublication): Promise<PublicationView> {
    return this.views.view(actor, await this.registering.register(actor, body));
  }

  @Post('publications/verification')
  @HttpCode(200)
  async verifyAll(@CurrentActor() actor: Actor, @Body() body: VerifyBatch): Promise<{ verified: number }> {
    return { verified: await this.verifying.verifyAll(actor, body) };
  }

  @Get('publications/:id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PublicationView> {
    return this.views.view(actor, id);
  }

  @Get('publications/:id/evidence/:evidenceId')
  async evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.views.evidence(actor, id, evidenceId);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Post('publications/:id/verification')
  @HttpCode(200)
  verify(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: VerifyPublication): Promise<PublicationView> {
    return this.afterwards(actor, id, this.verifying.verify(actor, id, body));
  }

  @Post('publications/:id/return')
  @HttpCode(200)
  return(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ReasonedStep): Promise<PublicationView> {
    return this.afterwards(actor, id, this.verifying.return(actor, id, body));
  }

  @Post('publications/:id/revocation')
  @HttpCode(200)
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ReasonedStep): Promise<PublicationView> {
    return this.afterwards(actor, id, this.verifying.revoke(actor, id, body));
  }

  @Post('publications/:id/withdrawal')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ReasonedStep): Promise<PublicationView> {
    return this.afterwards(actor, id, this.registering.withdraw(actor, id, body));
  }

  /** Answers the corrected registration, which takes the place of this one. */
  @Post('publications/:id/corrections')
  async correct(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CorrectPublication): Promise<PublicationView> {
    return this.views.view(actor, await this.registering.correct(actor, id, body));
  }

  @Post('publications/:id/objections')
  async object(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ObjectToDecision): Promise<PublicationView> {
    return this.afterwards(actor, id, this.verifying.object(actor, id, body));
  }

  @Post('objections/:id/answer')
  @HttpCode(200)
  async answer(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: AnswerObjection): Promise<PublicationView> {
    return this.views.view(actor, await this.verifying.answer(actor, id, body));
  }

  @Get('pairs')
  pairs(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<Page<LikelyView>> {
    return this.likely.list(actor, query);
  }

  @Post('pairs')
  decide(@CurrentActor() actor: Actor, @Body() body: DecidePair): Promise<LikelyView> {
    return this.likely.decide(actor, body);
  }

  @Get('progress')
  everybody(@CurrentActor() actor: Actor, @Query() query: ProgressQuery): Promise<ProgressPage> {
    return this.progress.list(actor, query);
  }

  @Get('progress/me')
  mine(@CurrentActor() actor: Actor, @Query() query: ProgressQuery): Promise<OwnProgress> {
    return this.progress.mine(actor, query);
  }

  @Get('progress/export')
  async exportProgress(@CurrentActor() actor: Actor, @Query() query: ProgressExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.progress.table(actor, query), query.format);
  }

  @Get('points')
  points(@CurrentActor() actor: Actor): Promise<PointsView> {
    return this.progress.points(actor);
  }

  @Get('colleagues')
  colleagues(@CurrentActor() actor: Actor, @Query() { q }: ColleagueQuery): Promise<Colleague[]> {
    return this.registering.colleagues(actor, q);
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<PublicationView> {
    await work;
    return this.views.view(actor, id);
  }
}
