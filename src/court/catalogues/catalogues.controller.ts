import '@fastify/multipart';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { XLSX_TYPE } from '../../platform/sheets/workbook.js';
import { CatalogueProposals } from './catalogue-proposals.js';
import { CatalogueReading } from './catalogue-reading.js';
import { CatalogueSheets } from './catalogue-sheets.js';
import {
  CatalogueExportQuery, CatalogueQuery, DecideProposal, ImportQuery, ProposalQuery, SaveProposal,
  type BookView, type CatalogueHistory, type CatalogueImportResult, type CatalogueRowView, type ProposalRow, type ProposalView,
} from './dto/catalogue.dto.js';

@Controller()
export class CataloguesController {
  constructor(
    private readonly reading: CatalogueReading,
    private readonly sheets: CatalogueSheets,
    private readonly proposals: CatalogueProposals,
  ) {}

  @Get('catalogues')
  books(@CurrentActor() actor: Actor): Promise<BookView[]> {
    return this.reading.list(actor);
  }

  @Get('catalogues/:book/rows')
  rows(@CurrentActor() actor: Actor, @Param('book') book: string, @Query() query: CatalogueQuery): Promise<Page<CatalogueRowView>> {
    return this.reading.rows(actor, book, query);
  }

  @Get('catalogues/:book/rows/export')
  async export(@CurrentActor() actor: Actor, @Param('book') book: string, @Query() query: CatalogueExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.sheets.table(actor, book, query), query.format ?? 'xlsx');
  }

  @Get('catalogues/:book/rows/:code')
  history(@CurrentActor() actor: Actor, @Param('book') book: string, @Param('code') code: string): Promise<CatalogueHistory> {
    return this.reading.history(actor, book, code);
  }

  @Post('catalogues/:book/import')
  @HttpCode(200)
  async import(@CurrentActor() actor: Actor, @Param('book') book: string, @Query() query: ImportQuery, @Req() request: FastifyRequest): Promise<CatalogueImportResult> {
    return this.sheets.examine(actor, book, await fileOf(request), query);
  }

  @Post('catalogues/:book/import/marked')
  @HttpCode(200)
  async marked(@CurrentActor() actor: Actor, @Param('book') book: string, @Query() query: ImportQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { title, bytes } = await this.sheets.marked(actor, book, await fileOf(request), query);
    attach(reply, `${title}.xlsx`, XLSX_TYPE);
    return bytes;
  }

  @Post('catalogues/:book/proposals')
  async draft(@CurrentActor() actor: Actor, @Param('book') book: string, @Body() body: SaveProposal): Promise<ProposalView> {
    const { id } = await this.proposals.draft(actor, book, body);
    return this.proposals.view(actor, id);
  }

  @Get('catalogue-proposals')
  list(@CurrentActor() actor: Actor, @Query() query: ProposalQuery): Promise<Page<ProposalRow>> {
    return this.proposals.list(actor, query);
  }

  @Get('catalogue-proposals/:id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ProposalView> {
    return this.proposals.view(actor, id);
  }

  @Put('catalogue-proposals/:id')
  async save(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SaveProposal): Promise<ProposalView> {
    await this.proposals.save(actor, id, body);
    return this.proposals.view(actor, id);
  }

  @Post('catalogue-proposals/:id/propose')
  @HttpCode(200)
  async propose(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideProposal): Promise<ProposalView> {
    await this.proposals.propose(actor, id, body);
    return this.proposals.view(actor, id);
  }

  @Post('catalogue-proposals/:id/approve')
  @HttpCode(200)
  async approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideProposal): Promise<ProposalView> {
    await this.proposals.approve(actor, id, body);
    return this.proposals.view(actor, id);
  }

  @Post('catalogue-proposals/:id/refuse')
  @HttpCode(200)
  async refuse(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideProposal): Promise<ProposalView> {
    await this.proposals.refuse(actor, id, body);
    return this.proposals.view(actor, id);
  }

  @Post('catalogue-proposals/:id/withdraw')
  @HttpCode(200)
  async withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideProposal): Promise<ProposalView> {
    await this.proposals.withdraw(actor, id, body);
    return this.proposals.view(actor, id);
  }
}

async function fileOf(request: FastifyRequest): Promise<Buffer> {
  const sent = request.isMultipart() ? await request.file() : undefined;
  return sent ? sent.toBuffer() : Buffer.alloc(0);
}
