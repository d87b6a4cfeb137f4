import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { may, require } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { ConductBook } from './conduct-book.js';
import { ConductLog } from './conduct-log.js';
import type { ItemView } from './dto/conduct.dto.js';

const WRITING: readonly Permission[] = ['complaint.manage', 'conduct.record', 'merit.claim', 'honour.record'];

@Controller('conduct')
export class ConductController {
  constructor(
    private readonly book: ConductBook,
    private readonly log: ConductLog,
  ) {}

  /** Items of the catalogue in force today. */
  @Get('items')
  items(@CurrentActor() actor: Actor): Record<'entries' | 'complaints' | 'merits' | 'honours', ItemView[]> {
    require(actor, 'honour.read');
    return this.book.items(actor);
  }

  /** Multipart: `file`; answers the digest by which a record names it. */
  @Post('evidence')
  @HttpCode(200)
  async keep(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ digest: string; mediaType: string; size: number }> {
    require(actor, WRITING.find((permission) => may(actor, permission)) ?? 'merit.claim');
    const file = request.isMultipart() ? await request.file() : undefined;
    return this.log.keepEvidence(file ? await file.toBuffer() : Buffer.alloc(0));
  }
}
