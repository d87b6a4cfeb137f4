import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { ClausesService } from './clauses.service.js';
import {
  ClauseQuery, FindingExportQuery, FindingListQuery, RecordFinding, ResponsibilityInput, ReviewListQuery, SubmitReview,
  type ClauseView, type DeskView, type FindingView, type ProposalView, type ReviewRow,
} from './dto/review.dto.js';
import { FindingsLedger } from './findings-ledger.js';
import { FindingsService } from './findings.service.js';
import { Responsibilities } from './responsibilities.js';
import { ReviewsService } from './reviews.service.js';

@Controller()
export class QualityReviewController {
  constructor(
    private readonly clauses: ClausesService,
    private readonly reviews: ReviewsService,
    private readonly findings: FindingsService,
    private readonly ledger: FindingsLedger,
    private readonly responsibilities: Responsibilities,
  ) {}

  @Get('clauses')
  clausesInForce(@CurrentActor() actor: Actor, @Query() { nature }: ClauseQuery): Promise<ClauseView[]> {
    return this.clauses.list(actor, nature);
  }

  @Get('reviews')
  list(@CurrentActor() actor: Actor, @Query() query: ReviewListQuery): Promise<Page<ReviewRow>> {
    return this.reviews.list(actor, query);
  }

  @Get('reviews/:id')
  desk(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DeskView> {
    return this.reviews.desk(actor, id);
  }

  @Post('reviews/:id/findings')
  record(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RecordFinding): Promise<FindingView> {
    return this.findings.record(actor, id, body);
  }

  @Post('reviews/:id/proposal')
  @HttpCode(200)
  propose(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ResponsibilityInput): Promise<ProposalView> {
    return this.responsibilities.proposeFor(actor, id, body);
  }

  @Post('reviews/:id/submit')
  @HttpCode(200)
  submit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SubmitReview): Promise<ReviewRow> {
    return this.reviews.submit(actor, id, body);
  }

  @Post('reviews/:id/finish')
  @HttpCode(200)
  finish(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SubmitReview): Promise<ReviewRow> {
    return this.reviews.finish(actor, id, body);
  }

  @Get('findings')
  findingsList(@CurrentActor() actor: Actor, @Query() query: FindingListQuery): Promise<Page<FindingView>> {
    return this.ledger.list(actor, query);
  }

  @Get('findings/export')
  async export(@CurrentActor() actor: Actor, @Query() query: FindingExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.ledger.table(actor, query), query.format);
  }

  @Put('findings/:id')
  replace(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RecordFinding): Promise<FindingView> {
    return this.findings.replace(actor, id, body);
  }

  @Delete('findings/:id')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.findings.remove(actor, id);
  }
}
