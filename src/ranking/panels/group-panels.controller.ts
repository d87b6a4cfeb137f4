import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { GroupCasesQuery, GroupFindingsQuery, type GroupCaseRow, type GroupClausesView, type GroupFindingRow, type GroupTrendView } from './dto/panels.dto.js';
import { GroupPanelsService } from './group-panels.service.js';

@Controller('rankings/:group/:period/panels')
export class GroupPanelsController {
  constructor(private readonly panels: GroupPanelsService) {}

  @Get('trend')
  trend(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string): Promise<GroupTrendView> {
    return this.panels.trend(actor, group, period);
  }

  @Get('clauses')
  clauses(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string): Promise<GroupClausesView> {
    return this.panels.clauses(actor, group, period);
  }

  @Get('cases')
  cases(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string, @Query() query: GroupCasesQuery): Promise<Page<GroupCaseRow>> {
    return this.panels.cases(actor, group, period, query);
  }

  @Get('findings')
  findings(@CurrentActor() actor: Actor, @Param('group') group: string, @Param('period') period: string, @Query() query: GroupFindingsQuery): Promise<Page<GroupFindingRow>> {
    return this.panels.findings(actor, group, period, query);
  }
}
