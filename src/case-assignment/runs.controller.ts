import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor, CaseNature } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { WithReason } from './dto/pool.dto.js';
import {
  CommitRun, OpenRun, PreviewRun, RunCasesQuery, RunExportQuery, RunListQuery, type RunCaseRow, type RunRow, type RunView, type UnassignedRow, type VerificationOfDraw,
} from './dto/run.dto.js';
import { RunCommitService } from './run-commit.service.js';
import { RunFilesService } from './run-files.service.js';
import { RunsService } from './runs.service.js';
import { sendTable } from '../platform/sheets/send-table.js';

@Controller('assignment/runs')
export class RunsController {
  constructor(
    private readonly runs: RunsService,
    private readonly commits: RunCommitService,
    private readonly files: RunFilesService,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: RunListQuery): Promise<Page<RunRow>> {
    return this.runs.list(actor, query);
  }

  @Post()
  open(@CurrentActor() actor: Actor, @Body() { nature }: OpenRun): Promise<RunView> {
    return this.runs.open(actor, nature as CaseNature);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RunView> {
    return this.runs.view(actor, id);
  }

  @Post(':id/preview')
  @HttpCode(200)
  preview(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: PreviewRun): Promise<RunView> {
    return this.runs.preview(actor, id, body);
  }

  @Post(':id/commit')
  @HttpCode(200)
  commit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CommitRun): Promise<RunView> {
    return this.commits.commit(actor, id, body);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: WithReason): Promise<RunView> {
    return this.commits.withdraw(actor, id, reason);
  }

  @Get(':id/cases')
  cases(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: RunCasesQuery): Promise<Page<RunCaseRow>> {
    return this.files.cases(actor, id, query);
  }

  @Get(':id/unassigned')
  unassigned(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<UnassignedRow[]> {
    return this.files.unassigned(actor, id);
  }

  @Get(':id/verify')
  verify(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<VerificationOfDraw> {
    return this.files.verify(actor, id);
  }

  @Get(':id/run.json')
  async file(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return this.json(reply, 'run.json', await this.files.file(actor, id));
  }

  @Get(':id/plan.json')
  async plan(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return this.json(reply, 'plan.json', await this.files.plan(actor, id));
  }

  @Get(':id/export')
  async export(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { format }: RunExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.files.exportTable(actor, id), format);
  }

  private json(reply: FastifyReply, name: string, content: object): Buffer {
    attach(reply, name, 'application/json; charset=utf-8');
    return Buffer.from(`${JSON.stringify(content, null, 2)}\n`, 'utf8');
  }
}
