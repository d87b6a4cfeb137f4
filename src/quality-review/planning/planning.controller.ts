import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import { ListQuery, type Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { Coverage } from './coverage.service.js';
import {
  CoverageCasesExportQuery, CoverageCasesQuery, CoverageExportQuery, CoverageQuery, SamplingQuery, type CoverageCase, type CoverageView, type SamplingView,
} from './dto/coverage.dto.js';
import {
  CommitPlan, MonthsQuery, OpenPlan, PlanListQuery, PreviewPlan, ReassignReview, type PlanCaseRow, type PlanMonth, type PlanPreview, type PlanRow, type PlanView, type ReviewerChoice,
} from './dto/plan.dto.js';
import { PlanViews } from './plan-views.js';
import { PlansService } from './plans.service.js';
import { Reassignments } from './reassignment.service.js';
import { SamplingPlanner } from './sampling.service.js';

@Controller()
export class PlanningController {
  constructor(
    private readonly plans: PlansService,
    private readonly views: PlanViews,
    private readonly reassignments: Reassignments,
    private readonly coverage: Coverage,
    private readonly sampling: SamplingPlanner,
  ) {}

  @Get('review-plans')
  list(@CurrentActor() actor: Actor, @Query() query: PlanListQuery): Promise<Page<PlanRow>> {
    return this.views.list(actor, query);
  }

  @Get('review-plans/months')
  months(@CurrentActor() actor: Actor, @Query() { year }: MonthsQuery): Promise<PlanMonth[]> {
    return this.views.months(actor, year);
  }

  @Post('review-plans')
  async open(@CurrentActor() actor: Actor, @Body() body: OpenPlan): Promise<PlanView> {
    return this.views.view(actor, await this.plans.open(actor, body));
  }

  @Get('review-plans/:id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PlanView> {
    return this.views.view(actor, id);
  }

  @Post('review-plans/:id/preview')
  @HttpCode(200)
  preview(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { size }: PreviewPlan): Promise<PlanPreview> {
    return this.plans.preview(actor, id, size ?? null);
  }

  @Post('review-plans/:id/commit')
  @HttpCode(200)
  async commit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CommitPlan): Promise<PlanView> {
    await this.plans.commit(actor, id, body);
    return this.views.view(actor, id);
  }

  @Get('review-plans/:id/cases')
  cases(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: ListQuery): Promise<Page<PlanCaseRow>> {
    return this.views.cases(actor, id, query);
  }

  @Get('review-plans/:id/cases/export')
  async exportCases(@CurrentActor() actor: Actor, @Param('id') id: string, @Query('format') format: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.table(actor, id), format === 'csv' ? 'csv' : 'xlsx');
  }

  @Get('review-plans/:id/plan.json')
  async file(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { name, text } = await this.views.file(actor, id);
    attach(reply, name, 'application/json');
    return text;
  }

  @Get('reviews/:id/reviewers')
  reviewers(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReviewerChoice[]> {
    return this.reassignments.choices(actor, id);
  }

  @Post('reviews/:id/reassign')
  @HttpCode(204)
  reassign(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ReassignReview): Promise<void> {
    return this.reassignments.reassign(actor, id, body);
  }

  @Get('review-coverage')
  covered(@CurrentActor() actor: Actor, @Query() query: CoverageQuery): Promise<CoverageView> {
    return this.coverage.view(actor, query);
  }

  @Get('review-coverage/export')
  async exportCoverage(@CurrentActor() actor: Actor, @Query() query: CoverageExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.coverage.table(actor, query), query.format ?? 'xlsx');
  }

  @Get('review-coverage/cases')
  coveredCases(@CurrentActor() actor: Actor, @Query() query: CoverageCasesQuery): Promise<Page<CoverageCase>> {
    return this.coverage.cases(actor, query);
  }

  @Get('review-coverage/cases/export')
  async exportCoveredCases(@CurrentActor() actor: Actor, @Query() query: CoverageCasesExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.coverage.casesTable(actor, query), query.format ?? 'xlsx');
  }

  @Get('review-sampling')
  sample(@CurrentActor() actor: Actor, @Query() query: SamplingQuery): SamplingView {
    return this.sampling.plan(actor, query);
  }
}
