import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { XLSX_TYPE } from '../platform/sheets/workbook.js';
import { ComplaintSheets } from './complaint-import.js';
import { ComplaintRows } from './complaint-rows.js';
import { ComplaintsService } from './complaints.service.js';
import { conductErrors } from './conduct.errors.js';
import {
  AssignComplaint, ComplaintExportQuery, ComplaintListQuery, ReceiveComplaint, ReleaseComplaint, SettlePetition, VerifyComplaint, type ComplaintImport, type ComplaintReceipt, type ComplaintRow, type ComplaintSummary, type ComplaintView, type InvestigatorChoice,
} from './dto/complaint.dto.js';
import { ActWithWords } from './dto/conduct.dto.js';

@Controller('conduct/complaints')
export class ComplaintsController {
  constructor(
    private readonly complaints: ComplaintsService,
    private readonly rows: ComplaintRows,
    private readonly sheets: ComplaintSheets,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: ComplaintListQuery): Promise<Page<ComplaintRow>> {
    return this.rows.list(actor, query);
  }

  @Get('summary')
  summary(@CurrentActor() actor: Actor, @Query() query: ComplaintListQuery): Promise<ComplaintSummary> {
    return this.rows.summary(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: ComplaintExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.rows.table(actor, query), query.format);
  }

  @Post()
  receive(@CurrentActor() actor: Actor, @Body() body: ReceiveComplaint): Promise<ComplaintReceipt> {
    return this.complaints.receive(actor, body);
  }

  /** Multipart: `file`, and `commit` once the sheet has been tried. */
  @Post('import')
  @HttpCode(200)
  async import(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<ComplaintImport> {
    const { content, commit } = await received(request);
    return this.sheets.take(actor, content, commit);
  }

  @Post('import/marked')
  @HttpCode(200)
  async marked(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { content, name } = await received(request);
    const workbook = await this.sheets.marked(actor, content);
    attach(reply, `${name.replace(/\.\w+$/, '')}-标注.xlsx`, XLSX_TYPE);
    return workbook;
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ComplaintView> {
    return this.rows.view(actor, id);
  }

  @Get(':id/evidence/:evidenceId')
  async evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { name, file } = await this.rows.file(actor, id, evidenceId);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Get(':id/investigators')
  investigators(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<InvestigatorChoice[]> {
    return this.complaints.investigators(actor, id);
  }

  @Post(':id/assign')
  @HttpCode(200)
  assign(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: AssignComplaint): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.assign(actor, id, body));
  }

  @Post(':id/statement')
  @HttpCode(200)
  state(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.state(actor, id, body));
  }

  @Post(':id/no-statement')
  @HttpCode(200)
  waive(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.waive(actor, id, body));
  }

  @Post(':id/finding')
  @HttpCode(200)
  verify(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: VerifyComplaint): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.verify(actor, id, body));
  }

  @Post(':id/answer')
  @HttpCode(200)
  answer(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.answer(actor, id, body));
  }

  @Post(':id/settlement')
  @HttpCode(200)
  settle(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: SettlePetition): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.settle(actor, id, body));
  }

  @Post(':id/reopen')
  @HttpCode(200)
  reopen(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.reopen(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.withdraw(actor, id, body));
  }

  /** Afterwards it is out of the sight of whoever does not handle discipline, the sender included. */
  @Post(':id/discipline')
  @HttpCode(200)
  async confine(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<{ confined: true }> {
    await this.complaints.confine(actor, id, body);
    return { confined: true };
  }

  @Post(':id/conclusion')
  @HttpCode(200)
  conclude(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ActWithWords): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.conclude(actor, id, body));
  }

  @Post(':id/release')
  @HttpCode(200)
  release(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ReleaseComplaint): Promise<ComplaintView> {
    return this.afterwards(actor, id, this.complaints.release(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<ComplaintView> {
    await work;
    return this.rows.view(actor, id);
  }
}

async function received(request: FastifyRequest): Promise<{ content: Buffer; name: string; commit: boolean }> {
  let file: { content: Buffer; name: string } | null = null;
  let commit = false;
  if (request.isMultipart())
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { content: await part.toBuffer(), name: part.filename.slice(0, 200) };
      else if (part.fieldname === 'commit') commit = String(part.value) === 'true';
    }
  if (!file?.content.length) throw conductErrors['conduct.noFile']();
  return { ...file, commit };
}
