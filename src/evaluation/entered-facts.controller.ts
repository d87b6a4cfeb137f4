import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { XLSX_TYPE } from '../platform/sheets/workbook.js';
import {
  CorrectEnteredFact, EnteredFactExport, EnteredFactQuery, NewEnteredFact, VoidEnteredFact,
  type EnterableFact, type EnteredFactImport, type EnteredFactPage, type EnteredFactView, type EvidenceFile,
} from './dto/entered-fact.dto.js';
import { EnteredFactSheets } from './entered-fact-import.js';
import { EnteredFactList } from './entered-fact-list.js';
import { enteredFactErrors } from './entered-facts.errors.js';
import { EnteredFactsService } from './entered-facts.service.js';

@Controller('entered-facts')
export class EnteredFactsController {
  constructor(
    private readonly facts: EnteredFactsService,
    private readonly list: EnteredFactList,
    private readonly sheets: EnteredFactSheets,
  ) {}

  @Get('offered')
  offered(@CurrentActor() actor: Actor): Promise<EnterableFact[]> {
    return this.facts.offered(actor);
  }

  @Get()
  page(@CurrentActor() actor: Actor, @Query() query: EnteredFactQuery): Promise<EnteredFactPage> {
    return this.list.page(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: EnteredFactExport, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.list.table(actor, query), query.format);
  }

  @Post()
  async record(@CurrentActor() actor: Actor, @Body() body: NewEnteredFact): Promise<EnteredFactView> {
    return this.list.one(actor, await this.facts.record(actor, body));
  }

  @Post('files')
  async keep(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<EvidenceFile> {
    const { content, name, mediaType } = await receive(request);
    return this.facts.keepFile(actor, content, name, mediaType);
  }

  @Post('import')
  @HttpCode(200)
  async import(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<EnteredFactImport> {
    const { content, fields } = await receive(request);
    return this.sheets.take(actor, content, fields['commit'] === 'true');
  }

  @Post('import/marked')
  @HttpCode(200)
  async marked(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { content, name } = await receive(request);
    const workbook = await this.sheets.marked(actor, content);
    attach(reply, `${name.replace(/\.\w+$/, '')}-标注.xlsx`, XLSX_TYPE);
    return workbook;
  }

  @Get(':id')
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<EnteredFactView> {
    return this.list.one(actor, id);
  }

  @Get(':id/files/:digest')
  async file(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('digest') digest: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { file, name } = await this.list.evidence(actor, id, digest);
    attach(reply, name, file.mediaType);
    return file.content;
  }

  @Post(':id/correct')
  async correct(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CorrectEnteredFact): Promise<EnteredFactView> {
    return this.list.one(actor, await this.facts.correct(actor, id, body));
  }

  @Post(':id/void')
  @HttpCode(200)
  async void(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason, countsByCorrection }: VoidEnteredFact): Promise<EnteredFactView> {
    await this.facts.void(actor, id, version, reason, countsByCorrection);
    return this.list.one(actor, id);
  }
}

async function receive(request: FastifyRequest): Promise<{ content: Buffer; name: string; mediaType: string; fields: Record<string, string> }> {
  if (!request.isMultipart()) throw enteredFactErrors['enteredFact.noFile']();
  const fields: Record<string, string> = {};
  let file: { content: Buffer; name: string; mediaType: string } | null = null;
  try {
    for await (const part of request.parts())
      if (part.type === 'file') file = { content: await part.toBuffer(), name: part.filename.slice(0, 200), mediaType: part.mimetype.slice(0, 120) };
      else fields[part.fieldname] = String(part.value);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE') throw enteredFactErrors['enteredFact.fileTooLarge']();
    throw error;
  }
  if (!file || file.content.length === 0) throw enteredFactErrors['enteredFact.noFile']();
  return { ...file, fields };
}
