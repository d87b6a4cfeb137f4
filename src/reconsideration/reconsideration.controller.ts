import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { PdfPrinter } from '../platform/pdf/pdf-printer.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { AnsweringService } from './answering.service.js';
import { CastVote, FileRequest, PreviewQuery, RequestExportQuery, RequestListQuery, SignReply, StatisticsQuery, StepWords, type PreviewView, type RequestRow, type RequestView, type StatisticsView } from './dto/reconsideration.dto.js';
import { FilingService } from './filing.service.js';
import { RequestViews } from './request-views.js';
import { StatisticsService } from './statistics.service.js';

@Controller('reconsiderations')
export class ReconsiderationController {
  constructor(
    private readonly filing: FilingService,
    private readonly answering: AnsweringService,
    private readonly views: RequestViews,
    private readonly statistics: StatisticsService,
    private readonly printer: PdfPrinter,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: RequestListQuery): Promise<Page<RequestRow>> {
    return this.views.list(actor, query);
  }

  @Get('preview')
  preview(@CurrentActor() actor: Actor, @Query() query: PreviewQuery): Promise<PreviewView> {
    return this.filing.preview(actor, query);
  }

  @Get('statistics')
  figures(@CurrentActor() actor: Actor, @Query() { from, until }: StatisticsQuery): Promise<StatisticsView> {
    return this.statistics.of(actor, from, until);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: RequestExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.table(actor, query), query.format);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RequestView> {
    return this.views.view(actor, id);
  }

  @Post()
  async file(@CurrentActor() actor: Actor, @Body() body: FileRequest): Promise<RequestView> {
    return this.views.view(actor, await this.filing.file(actor, body));
  }

  @Post(':id/accept')
  @HttpCode(200)
  accept(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: StepWords): Promise<RequestView> {
    return this.afterwards(actor, id, this.answering.accept(actor, id, body));
  }

  @Post(':id/return')
  @HttpCode(200)
  returnIt(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: StepWords): Promise<RequestView> {
    return this.afterwards(actor, id, this.answering.returnIt(actor, id, body));
  }

  @Post(':id/resubmit')
  @HttpCode(200)
  resubmit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: StepWords): Promise<RequestView> {
    return this.afterwards(actor, id, this.filing.resubmit(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: StepWords): Promise<RequestView> {
    return this.afterwards(actor, id, this.filing.withdraw(actor, id, body));
  }

  @Post(':id/votes')
  @HttpCode(200)
  vote(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CastVote): Promise<RequestView> {
    return this.afterwards(actor, id, this.answering.vote(actor, id, body));
  }

  @Post(':id/reply')
  @HttpCode(200)
  reply(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SignReply): Promise<RequestView> {
    return this.afterwards(actor, id, this.answering.reply(actor, id, body));
  }

  @Post(':id/appeal')
  @HttpCode(200)
  appeal(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: StepWords): Promise<RequestView> {
    return this.afterwards(actor, id, this.filing.appeal(actor, id, body));
  }

  @Post(':id/committee')
  @HttpCode(200)
  committee(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: StepWords): Promise<RequestView> {
    return this.afterwards(actor, id, this.answering.drawCommittee(actor, id, body));
  }

  @Post(':id/orders/:orderId')
  @HttpCode(200)
  orderDone(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('orderId') orderId: string, @Body() { words }: StepWords): Promise<RequestView> {
    return this.afterwards(actor, id, this.answering.orderDone(actor, id, orderId, words ?? ''));
  }

  /** Multipart: `file`. */
  @Post(':id/attachments')
  @HttpCode(200)
  async attachFile(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<RequestView> {
    const file = request.isMultipart() ? await request.file() : undefined;
    const content = file ? await file.toBuffer() : Buffer.alloc(0);
    return this.afterwards(actor, id, this.filing.attach(actor, id, { name: file?.filename.slice(0, 160) ?? '', content }));
  }

  @Get(':id/reply.pdf')
  async letter(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, paper } = await this.views.letter(actor, id);
    const bytes = await this.printer.print(paper);
    attach(reply, name, 'application/pdf');
    return bytes;
  }

  @Get(':id/attachments/:attachmentId')
  async attachment(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('attachmentId') attachmentId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.views.attachment(actor, id, attachmentId);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<RequestView> {
    await work;
    return this.views.view(actor, id);
  }
}
