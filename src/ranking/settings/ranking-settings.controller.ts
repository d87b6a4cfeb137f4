import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { SettingLogQuery, type RankingSettingsView, type SettingChange } from './dto/ranking-settings.dto.js';
import { RankingSettings } from './ranking-settings.service.js';
import { SettingLog } from './setting-log.js';

@Controller('ranking-settings')
export class RankingSettingsController {
  constructor(
    private readonly settings: RankingSettings,
    private readonly log: SettingLog,
  ) {}

  @Get()
  view(@CurrentActor() actor: Actor, @Query('group') group = ''): Promise<RankingSettingsView> {
    return this.settings.view(actor, group);
  }

  @Get('log')
  changes(@CurrentActor() actor: Actor, @Query() query: SettingLogQuery): Promise<Page<SettingChange>> {
    return this.log.page(actor, query);
  }

  @Get('log/export')
  async export(@CurrentActor() actor: Actor, @Query() query: SettingLogQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.log.table(actor, query), query.format ?? 'xlsx');
  }
}
