import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { AwaitingSignOffs } from './awaiting-sign-offs.js';
import {
  AwaitingExportQuery, AwaitingQuery, LetThroughExportQuery, LetThroughQuery, ReturnDocument, SignDocument, SignerQuery, type AwaitingRow, type LetThroughRow, type SignerRow, type SignOffChainView, type SignOffView,
} from './dto/sign-off.dto.js';
import { LetThrough } from './let-through.js';
import { SignOffViews } from './sign-off-views.js';
import { SignOffsService } from './sign-offs.service.js';

@Controller()
export class SignOffsController {
  constructor(
    private readonly signOffs: SignOffsService,
    private readonly views: SignOffViews,
    private readonly awaiting: AwaitingSignOffs,
    private readonly letThrough: LetThrough,
  ) {}

  @Get('sign-offs/mine')
  mine(@CurrentActor() actor: Actor, @Query() query: AwaitingQuery): Promise<Page<AwaitingRow>> {
    return this.awaiting.list(actor, query);
  }

  @Get('sign-offs/mine/export')
  async mineExport(@CurrentActor() actor: Actor, @Query() query: AwaitingExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.awaiting.table(actor, query), query.format ?? 'xlsx');
  }

  @Get('sign-offs/let-through')
  found(@CurrentActor() actor: Actor, @Query() query: LetThroughQuery): Promise<Page<LetThroughRow>> {
    return this.letThrough.list(actor, query);
  }

  @Get('sign-offs/let-through/export')
  async foundExport(@CurrentActor() actor: Actor, @Query() query: LetThroughExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.letThrough.table(actor, query), query.format ?? 'xlsx');
  }

  @Get('sign-offs/signers')
  signers(@CurrentActor() actor: Actor, @Query() query: SignerQuery): Promise<SignerRow[]> {
    return this.letThrough.signers(actor, query);
  }

  @Get('cases/:caseId/sign-offs')
  ofCase(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<SignOffChainView[]> {
    return this.views.ofCase(actor, caseId);
  }

  @Get('sign-offs/documents/:documentId')
  ofDocument(@CurrentActor() actor: Actor, @Param('documentId') documentId: string): Promise<SignOffView> {
    return this.views.ofDocument(actor, documentId);
  }

  @Post('sign-offs/documents/:documentId/sign')
  @HttpCode(200)
  async sign(@CurrentActor() actor: Actor, @Param('documentId') documentId: string, @Body() body: SignDocument): Promise<SignOffView> {
    await this.signOffs.sign(actor, documentId, body);
    return this.views.ofDocument(actor, documentId);
  }

  @Post('sign-offs/documents/:documentId/return')
  @HttpCode(200)
  async sendBack(@CurrentActor() actor: Actor, @Param('documentId') documentId: string, @Body() body: ReturnDocument): Promise<SignOffView> {
    await this.signOffs.sendBack(actor, documentId, body);
    return this.views.ofDocument(actor, documentId);
  }
}
