import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { ActOnPublication, PublicationExportQuery, PublicationQuery, type PublicationRow, type PublicationStepView, type PublicationSummary } from './dto/publication.dto.js';
import { PublicationRegister } from './publication-register.js';
import { PublicationsService } from './publications.service.js';

@Controller('judgment-publications')
export class PublicationController {
  constructor(
    private readonly register: PublicationRegister,
    private readonly publications: PublicationsService,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: PublicationQuery): Promise<Page<PublicationRow>> {
    return this.register.list(actor, query);
  }

  @Get('summary')
  summary(@CurrentActor() actor: Actor, @Query() query: PublicationQuery): Promise<PublicationSummary> {
    return this.register.summary(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: PublicationExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.register.table(actor, query), query.format ?? 'xlsx');
  }

  @Get(':id/steps')
  steps(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PublicationStepView[]> {
    return this.register.steps(actor, id);
  }

  @Post(':id/publish')
  @HttpCode(200)
  async publish(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnPublication): Promise<PublicationRow> {
    await this.publications.act(actor, id, 'published', body);
    return this.register.view(actor, id);
  }

  @Post(':id/ask')
  @HttpCode(200)
  async ask(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnPublication): Promise<PublicationRow> {
    await this.publications.act(actor, id, 'exemptionAsked', body);
    return this.register.view(actor, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  async approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnPublication): Promise<PublicationRow> {
    await this.publications.act(actor, id, 'exempted', body);
    return this.register.view(actor, id);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  async refuse(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnPublication): Promise<PublicationRow> {
    await this.publications.act(actor, id, 'exemptionRefused', body);
    return this.register.view(actor, id);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnPublication): Promise<PublicationRow> {
    await this.publications.act(actor, id, 'withdrawn', body);
    return this.register.view(actor, id);
  }

  @Post(':id/end-exemption')
  @HttpCode(200)
  async endExemption(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActOnPublication): Promise<PublicationRow> {
    await this.publications.act(actor, id, 'exemptionEnded', body);
    return this.register.view(actor, id);
  }
}
