import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { IsInt, IsString, MaxLength, Min } from 'class-validator';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { CurrentActor } from '../permissions/current-actor.js';
import { Draft } from './draft.entity.js';

export class SaveDraft {
  @IsString() @MaxLength(200_000) body: string;
  /** Counts up in the browser; an older one never overwrites a newer. */
  @IsInt() @Min(0) version: number;
}

/** Half-typed words of the person asking; nobody else's are reachable. */
@Controller('drafts')
export class DraftsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get(':key')
  async read(@CurrentActor() actor: Actor, @Param('key') key: string) {
    const draft = await this.database.repository(Draft).findOneBy({ userId: actor.userId, key: key.slice(0, 120) });
    return { draft: draft && { body: draft.body, version: draft.version, updatedAt: draft.updatedAt } };
  }

  @Put(':key')
  async save(@CurrentActor() actor: Actor, @Param('key') key: string, @Body() { body, version }: SaveDraft) {
    const updatedAt = this.clock.instant();
    const own = { userId: actor.userId, key: key.slice(0, 120) };
    await this.database.transaction(async () => {
      const drafts = this.database.repository(Draft);
      const kept = await drafts.findOneBy(own);
      if (!kept) await drafts.insert({ ...own, body, version, updatedAt });
      else if (kept.version <= version) await drafts.update(own, { body, version, updatedAt });
    });
    return { updatedAt };
  }

  @Delete(':key')
  @HttpCode(204)
  async remove(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<void> {
    await this.database.repository(Draft).delete({ userId: actor.userId, key: key.slice(0, 120) });
  }
}
