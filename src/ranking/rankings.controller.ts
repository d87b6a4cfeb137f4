import { Controller, Get, Param, ParseIntPipe, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import type { FairnessView } from './dto/fairness.dto.js';
import type { VerificationView } from './dto/period.dto.js';
import type { PeerGroupView, RankingView, RankIntervalsView, ReferenceView } from './dto/ranking.dto.js';
import { RankingsService } from './rankings.service.js';
import { FairnessService } from './fairness.service.js';
import { IntervalViews } from './interval-views.service.js';
import { ReferenceViews } from './reference-views.service.js';
import { rankingTable, referenceTable } from './result-tables.js';
import { sendTable } from '../platform/sheets/send-table.js';

@Controller()
export class RankingsController {
  constructor(
    private readonly rankings: RankingsService,
    private readonly intervals: IntervalViews,
    private readonly references: ReferenceViews,
    private readonly fairness: FairnessService,
  ) {}

  @Get('peer-groups')
  groups(@CurrentActor() actor: Actor, @Query('period') period = ''): Promise<PeerGroupView[]> {
    return this.rankings.groups(actor, period);
  }

  @Get('rankings/:group/:period')
  ranking(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string): Promise<RankingView> {
    return this.rankings.ranking(actor, group, period);
  }

  @Get('rankings/:group/:period/intervals')
  rankIntervals(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string): Promise<RankIntervalsView> {
    return this.intervals.view(actor, group, period);
  }

  @Get('rankings/:group/:period/fairness')
  trust(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string): Promise<FairnessView> {
    return this.fairness.view(actor, group, period);
  }

  @Get('rankings/:group/:period/reference')
  reference(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string): Promise<ReferenceView> {
    return this.references.view(actor, group, period);
  }

  @Get('rankings/:group/:period/reference/export')
  async exportReference(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string, @Res({ passthrough: true }) reply: FastifyReply, @Query('format') format?: string): Promise<Buffer> {
    const view = await this.references.view(actor, group, period);
    return sendTable(reply, referenceTable(view, actor.language), format, `合理区间-${view.group.title.zh}-${view.period}`);
  }

  @Get('rankings/:group/:period/verify')
  verify(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string): Promise<VerificationView> {
    return this.rankings.verify(actor, group, period);
  }

  @Get('rankings/:group/:period/snapshot')
  async snapshot(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string, @Res() reply: FastifyReply, @Query('revision', new ParseIntPipe({ optional: true })) revision?: number): Promise<void> {
    const file = await this.rankings.snapshotFile(actor, group, period, revision ?? null);
    attach(reply, `冻结结果-${group.replace(':', '-')}-${period}-${file.revision}.json`, 'application/json; charset=utf-8');
    await reply.send(JSON.stringify(file, null, 1));
  }

  @Get('rankings/:group/:period/export')
  async export(
    @CurrentActor() actor: Actor,
    @Param('group') group: string,
    @Param('period') period: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('format') format?: string,
  ): Promise<Buffer> {
    const view = await this.rankings.ranking(actor, group, period);
    const { intervals } = await this.intervals.view(actor, group, period);
    return sendTable(reply, rankingTable(view, intervals, actor.language), format, `同岗同位排名-${view.group.title.zh}-${view.period}`);
  }
}
