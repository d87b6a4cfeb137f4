import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { attach } from '../platform/http/attachment.js';
import { ListQuery, type Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { XLSX_TYPE } from '../platform/sheets/workbook.js';
import { importErrors } from './case-import.errors.js';
import { CaseImportService, type ImportUpload } from './case-import.service.js';
import type { ImportFaultPage, ImportView, MappingView } from './dto/case-import.dto.js';

export class ImportFaultQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(60) code?: string;
}

export class CommitImport {
  /** 全部改好再导入: nothing is written while any row has a fault. */
  @IsOptional() @IsBoolean() allOrNothing?: boolean;
}

@Controller('case-imports')
export class CaseImportController {
  constructor(private readonly imports: CaseImportService) {}

  @Get('mappings')
  mappings(@CurrentActor() actor: Actor): MappingView[] {
    return this.imports.mappings(actor);
  }

  @Post()
  async upload(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<ImportView> {
    return this.imports.upload(actor, await receive(request));
  }

  @Get()
  list(@CurrentActor() actor: Actor, @Query() { page, pageSize }: ListQuery): Promise<Page<ImportView>> {
    return this.imports.list(actor, page, pageSize);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ImportView> {
    return this.imports.view(actor, id);
  }

  @Get(':id/faults')
  faults(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: ImportFaultQuery): Promise<ImportFaultPage> {
    return this.imports.faults(actor, id, query);
  }

  @Get(':id/workbook')
  async workbook(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { fileName, content } = await this.imports.markedWorkbook(actor, id);
    attach(reply, fileName, XLSX_TYPE);
    return content;
  }

  @Post(':id/commit')
  @HttpCode(200)
  commit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { allOrNothing = false }: CommitImport): Promise<ImportView> {
    return this.imports.commit(actor, id, allOrNothing);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ImportView> {
    return this.imports.cancel(actor, id);
  }
}

async function receive(request: FastifyRequest): Promise<ImportUpload> {
  if (!request.isMultipart()) throw importErrors['caseImport.noFile']();
  const fields: Record<string, string> = {};
  let file: { fileName: string; content: Buffer } | null = null;
  try {
    for await (const part of request.parts())
      if (part.type === 'file') file = { fileName: part.filename, content: await part.toBuffer() };
      else fields[part.fieldname] = String(part.value);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE') throw importErrors['caseImport.tooLarge']();
    throw error;
  }
  if (!file || file.content.length === 0) throw importErrors['caseImport.noFile']();
  return { ...file, mapping: fields.mapping ?? '', pseudonymise: fields.pseudonymise === 'true', createPeople: fields.createPeople === 'true', countsByCorrection: fields.countsByCorrection === 'true' };
}
