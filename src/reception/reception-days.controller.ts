import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import {
  ActOnDuty, DecideExcuse, NewDuties, PeopleQuery, ReceptionExportQuery, ReceptionQuery, RecordAttendance, TakeOver,
  type ReceptionDutyRow, type ReceptionPerson, type ReceptionStepView, type ReceptionSummary,
} from './dto/reception.dto.js';
import { ReceptionDays } from './reception-days.service.js';
import { ReceptionRoster } from './reception-roster.js';

@Controller('reception-days')
export class ReceptionDaysController {
  constructor(
    private readonly roster: ReceptionRoster,
    private readonly days: ReceptionDays,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: ReceptionQuery): Promise<Page<ReceptionDutyRow>> {
    return this.roster.list(actor, query);
  }

  @Get('summary')
  summary(@CurrentActor() actor: Actor, @Query() query: ReceptionQuery): Promise<ReceptionSummary> {
    return this.roster.summary(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: ReceptionExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.roster.table(actor, query), query.format ?? 'xlsx');
  }

  @Get('people')
  people(@CurrentActor() actor: Actor, @Query() { day }: PeopleQuery): Promise<ReceptionPerson[]> {
    return this.roster.people(actor, day);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReceptionDutyRow> {
    return this.roster.view(actor, id);
  }

  @Get(':id/steps')
  steps(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReceptionStepView[]> {
    return this.roster.steps(actor, id);
  }

  @Post()
  async enter(@CurrentActor() actor: Actor, @Body() { duties }: NewDuties): Promise<{ entered: number }> {
    return { entered: await this.days.enter(actor, duties) };
  }

  @Post(':id/take-over')
  @HttpCode(200)
  async takeOver(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: TakeOver): Promise<ReceptionDutyRow> {
    return this.roster.view(actor, await this.days.takeOver(actor, id, body));
  }

  @Post(':id/strike')
  @HttpCode(200)
  async strike(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnDuty): Promise<ReceptionDutyRow> {
    await this.days.strike(actor, id, body);
    return this.roster.view(actor, id);
  }

  @Post(':id/attendance')
  @HttpCode(200)
  async record(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RecordAttendance): Promise<ReceptionDutyRow> {
    await this.days.record(actor, id, body);
    return this.roster.view(actor, id);
  }

  @Post(':id/excuse')
  @HttpCode(200)
  async excuse(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnDuty): Promise<ReceptionDutyRow> {
    await this.days.excuse(actor, id, body);
    return this.roster.view(actor, id);
  }

  @Post(':id/decide')
  @HttpCode(200)
  async decide(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideExcuse): Promise<ReceptionDutyRow> {
    await this.days.decide(actor, id, body);
    return this.roster.view(actor, id);
  }
}
