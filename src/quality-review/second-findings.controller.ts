import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { DecideSecondFinding, SecondFindingQuery, type SecondFindingRow } from './dto/second-finding.dto.js';
import { SecondFindings } from './second-findings.service.js';

@Controller('second-findings')
export class SecondFindingsController {
  constructor(private readonly findings: SecondFindings) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: SecondFindingQuery): Promise<Page<SecondFindingRow>> {
    return this.findings.list(actor, query);
  }

  @Post(':id/adopt')
  @HttpCode(200)
  async adopt(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: DecideSecondFinding): Promise<{ findingId: string }> {
    return { findingId: await this.findings.adopt(actor, id, reason) };
  }

  @Post(':id/decline')
  @HttpCode(204)
  decline(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: DecideSecondFinding): Promise<void> {
    return this.findings.decline(actor, id, reason);
  }
}
