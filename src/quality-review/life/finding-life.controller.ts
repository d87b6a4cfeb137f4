import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import type { Page } from '../../platform/http/list.dto.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { require } from '../../platform/permissions/data-scope.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import {
  CommentOnFinding, DecideFinding, OrderRectification, RectificationExportQuery, RectificationListQuery, RectificationWords, TakeBackFinding,
  type FindingDetail, type RectificationRow, type RectificationView,
} from '../dto/finding-life.dto.js';
import { RectificationLists } from '../rectification/rectification-lists.js';
import { RectificationService } from '../rectification/rectification.service.js';
import { FindingComments } from './finding-comments.js';
import { FindingDecisions } from './finding-decisions.js';
import { FindingHistory } from './finding-history.js';
import { FindingLog, type UploadedFile } from './finding-log.js';

@Controller()
export class FindingLifeController {
  constructor(
    private readonly comments: FindingComments,
    private readonly decisions: FindingDecisions,
    private readonly history: FindingHistory,
    private readonly log: FindingLog,
    private readonly rectification: RectificationService,
    private readonly lists: RectificationLists,
  ) {}

  @Get('findings/:id')
  detail(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<FindingDetail> {
    return this.history.detail(actor, id);
  }

  @Post('findings/:id/comments')
  @HttpCode(200)
  comment(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CommentOnFinding): Promise<FindingDetail> {
    return this.afterwards(actor, id, this.comments.comment(actor, id, body));
  }

  /** Multipart: `file`. */
  @Post('findings/:id/attachments')
  @HttpCode(200)
  async attachFile(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<FindingDetail> {
    return this.afterwards(actor, id, this.comments.attach(actor, id, await received(request)));
  }

  @Get('findings/:id/attachments/:attachmentId')
  async attachment(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('attachmentId') attachmentId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    require(actor, 'review.read');
    const { name, mediaType, content } = await this.log.attachment(actor, id, attachmentId);
    attach(reply, name, mediaType);
    return content;
  }

  @Post('findings/:id/take-back')
  @HttpCode(200)
  takeBack(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: TakeBackFinding): Promise<FindingDetail> {
    return this.afterwards(actor, id, this.comments.takeBack(actor, id, body));
  }

  @Post('findings/:id/decision')
  @HttpCode(200)
  decide(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: DecideFinding): Promise<FindingDetail> {
    return this.afterwards(actor, id, this.decisions.decide(actor, id, body));
  }

  @Post('findings/:id/rectification')
  @HttpCode(200)
  order(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: OrderRectification): Promise<FindingDetail> {
    return this.afterwards(actor, id, this.rectification.order(actor, id, body));
  }

  @Get('rectifications')
  list(@CurrentActor() actor: Actor, @Query() query: RectificationListQuery): Promise<Page<RectificationRow>> {
    return this.lists.list(actor, query);
  }

  @Get('rectifications/export')
  async export(@CurrentActor() actor: Actor, @Query() query: RectificationExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.lists.table(actor, query), query.format);
  }

  @Get('rectifications/:id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RectificationView> {
    return this.rectification.view(actor, id);
  }

  @Post('rectifications/:id/report')
  @HttpCode(200)
  async report(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RectificationWords): Promise<RectificationView> {
    await this.rectification.report(actor, id, body);
    return this.rectification.view(actor, id);
  }

  @Post('rectifications/:id/send-back')
  @HttpCode(200)
  async sendBack(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RectificationWords): Promise<RectificationView> {
    await this.rectification.sendBack(actor, id, body);
    return this.rectification.view(actor, id);
  }

  @Post('rectifications/:id/close')
  @HttpCode(200)
  async close(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: RectificationWords): Promise<RectificationView> {
    await this.rectification.close(actor, id, body);
    return this.rectification.view(actor, id);
  }

  /** Multipart: `file`. */
  @Post('rectifications/:id/attachments')
  @HttpCode(200)
  async prove(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<RectificationView> {
    await this.rectification.attach(actor, id, await received(request));
    return this.rectification.view(actor, id);
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<FindingDetail> {
    await work;
    return this.history.detail(actor, id);
  }
}

async function received(request: FastifyRequest): Promise<UploadedFile> {
  const file = request.isMultipart() ? await request.file() : undefined;
  return { name: file?.filename.slice(0, 160) ?? '', content: file ? await file.toBuffer() : Buffer.alloc(0) };
}
