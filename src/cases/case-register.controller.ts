import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../platform/http/list.dto.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { attach } from '../platform/http/attachment.js';
import { sendTable } from '../platform/sheets/send-table.js';
import { CasePapersService } from './case-papers.service.js';
import { CaseObjectionsService } from './case-objections.service.js';
import { CaseRecordingService } from './case-recording.service.js';
import { CaseRegisterService } from './case-register.service.js';
import { ChangeObjection, NewObjection, type ObjectionView } from './dto/objection.dto.js';
import { NewLimitChange, type LimitAfterChange } from './dto/limit-change.dto.js';
import { LimitChangesService } from './limit-changes.service.js';
import { CaseExportQuery, CaseListQuery, ChangeCase, RegisterCase, type CaseDocumentText, type CaseRow, type CaseView } from './dto/case.dto.js';

@Controller('cases')
export class CaseRegisterController {
  constructor(
    private readonly register: CaseRegisterService,
    private readonly recording: CaseRecordingService,
    private readonly papers: CasePapersService,
    private readonly objections: CaseObjectionsService,
    private readonly limitChanges: LimitChangesService,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: CaseListQuery): Promise<Page<CaseRow>> {
    return this.register.list(actor, query);
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: CaseExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.register.exportTable(actor, query), query.format);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CaseView> {
    return this.register.view(actor, id);
  }

  @Get(':id/documents/:documentId')
  document(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('documentId') documentId: string): Promise<CaseDocumentText> {
    return this.register.document(actor, id, documentId);
  }

  /** Multipart: `kind`, `title`, then `file`. */
  @Post(':id/documents')
  async addDocument(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<{ id: string; version: number; digest: string }> {
    const fields: Record<string, string> = {};
    let content: Buffer | null = null;
    if (request.isMultipart())
      for await (const part of request.parts())
        if (part.type === 'file') content = await part.toBuffer();
        else fields[part.fieldname] = String(part.value);
    return this.papers.add(actor, id, { kind: fields.kind ?? '', title: fields.title ?? '', content: content ?? Buffer.alloc(0) });
  }

  @Get(':id/documents/:documentId/original')
  async original(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('documentId') documentId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { title, file } = await this.papers.original(actor, id, documentId);
    attach(reply, title, file.mediaType);
    return file.content;
  }

  @Post(':id/limit-changes')
  addLimitChange(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() given: NewLimitChange): Promise<LimitAfterChange> {
    return this.limitChanges.add(actor, id, given);
  }

  @Post(':id/objections')
  addObjection(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() given: NewObjection): Promise<ObjectionView> {
    return this.objections.add(actor, id, given);
  }

  @Patch(':id/objections/:objectionId')
  changeObjection(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('objectionId') objectionId: string, @Body() given: ChangeObjection): Promise<ObjectionView> {
    return this.objections.change(actor, id, objectionId, given);
  }

  @Post()
  registerCase(@CurrentActor() actor: Actor, @Body() given: RegisterCase): Promise<{ id: string }> {
    return this.recording.register(actor, given);
  }

  @Patch(':id')
  change(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() changes: ChangeCase): Promise<{ id: string; version: number }> {
    return this.recording.change(actor, id, changes);
  }
}
