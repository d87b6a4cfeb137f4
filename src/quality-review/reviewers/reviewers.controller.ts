import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { agreementTable } from './agreement-tables.js';
import { AgreementExportQuery, AgreementQuery, PairExportQuery, PairListQuery, type AgreementView, type PairRow, type PairView } from './dto/review-agreement.dto.js';
import { PairViews } from './pair-views.js';
import { ReviewAgreement } from './review-agreement.service.js';

@Controller('review-agreement')
export class ReviewersController {
  constructor(
    private readonly agreement: ReviewAgreement,
    private readonly pairs: PairViews,
  ) {}

  @Get()
  view(@CurrentActor() actor: Actor, @Query() query: AgreementQuery): Promise<AgreementView> {
    return this.agreement.view(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: AgreementExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, agreementTable(await this.agreement.view(actor, query), query.part, actor.language), query.format);
  }

  @Get('pairs')
  list(@CurrentActor() actor: Actor, @Query() query: PairListQuery): Promise<Page<PairRow>> {
    return this.pairs.list(actor, query);
  }

  @Get('pairs/export')
  async exportPairs(@CurrentActor() actor: Actor, @Query() query: PairExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.pairs.table(actor, query), query.format);
  }

  @Get('pairs/:id')
  pair(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PairView> {
    return this.pairs.view(actor, id);
  }
}
