import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Page } from '../http/list.dto.js';
import { CurrentActor } from '../permissions/current-actor.js';
import { require } from '../permissions/data-scope.js';
import { AdministrationLists } from './administration-lists.js';
import {
  AuditListQuery, GrantListQuery, RequestGrant, WithReason, type AuditRow, type AuditVerification, type GrantRow,
} from './dto/admin.dto.js';
import { GrantsService } from './grants.service.js';
import { identityErrors } from './identity.errors.js';

/** The security administrator's grants and the audit administrator's trail. */
@Controller('admin')
export class GrantAdministrationController {
  constructor(
    private readonly grants: GrantsService,
    private readonly lists: AdministrationLists,
    private readonly audit: AuditTrail,
  ) {}

  @Get('grants')
  list(@CurrentActor() actor: Actor, @Query() query: GrantListQuery): Promise<Page<GrantRow>> {
    require(actor, 'grant.manage');
    return this.lists.grants(actor, query);
  }

  @Post('grants')
  async request(@CurrentActor() actor: Actor, @Body() body: RequestGrant): Promise<GrantRow> {
    require(actor, 'grant.manage');
    const faults = await this.lists.grantFaults(actor, body);
    if (faults.length) throw identityErrors['grant.faulty']({ count: faults.length }, faults);
    const { divisionId = null, natures = null, validUntil = null } = body;
    const grant = await this.grants.request(actor, { ...body, courtId: actor.courtId, divisionId, natures, validUntil });
    return this.lists.grant(actor, grant.id);
  }

  @Post('grants/:id/approve')
  @HttpCode(200)
  async approve(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<GrantRow> {
    require(actor, 'grant.manage');
    await this.grants.approve(actor, id);
    return this.lists.grant(actor, id);
  }

  @Post('grants/:id/revoke')
  @HttpCode(200)
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: WithReason): Promise<GrantRow> {
    require(actor, 'grant.manage');
    await this.grants.revoke(actor, id, reason);
    return this.lists.grant(actor, id);
  }

  @Get('audit')
  trail(@CurrentActor() actor: Actor, @Query() query: AuditListQuery): Promise<Page<AuditRow>> {
    require(actor, 'audit.read');
    return this.lists.trail(actor, query);
  }

  @Get('audit/verify')
  verify(@CurrentActor() actor: Actor): Promise<AuditVerification> {
    require(actor, 'audit.read');
    return this.audit.firstBrokenLink(actor.courtId);
  }
}
