import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { XLSX_TYPE } from '../platform/sheets/workbook.js';
import type { PublicationImportAnswer } from './dto/research.dto.js';
import { PublicationSheets } from './publication-sheets.js';
import { researchErrors } from './research.errors.js';

@Controller('research/import')
export class PublicationImportController {
  constructor(private readonly sheets: PublicationSheets) {}

  @Get('template')
  async template(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const content = await this.sheets.template(actor);
    attach(reply, '调研成果导入.xlsx', XLSX_TYPE);
    return content;
  }

  @Post()
  @HttpCode(200)
  async take(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<PublicationImportAnswer> {
    const { fileName, content, commit } = await received(request);
    return this.sheets.take(actor, fileName, content, commit);
  }

  @Post('marked')
  @HttpCode(200)
  async marked(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { fileName, content } = await received(request);
    const workbook = await this.sheets.marked(actor, content);
    attach(reply, `${fileName.replace(/\.[^.]+$/, '')}-标注.xlsx`, XLSX_TYPE);
    return workbook;
  }
}

async function received(request: FastifyRequest): Promise<{ fileName: string; content: Buffer; commit: boolean }> {
  if (!request.isMultipart()) throw researchErrors['research.noFile']();
  const got = { fileName: '', content: Buffer.alloc(0), commit: false };
  for await (const part of request.parts())
    if (part.type === 'file') Object.assign(got, { fileName: part.filename, content: await part.toBuffer() });
    else if (part.fieldname === 'commit') got.commit = part.value === 'true';
  return got;
}
