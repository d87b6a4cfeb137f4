import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { StoredFile } from './stored-file.entity.js';

/** Keeps bytes once, under their SHA-256. */
@Injectable()
export class FilesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async keep(content: Buffer, mediaType: string): Promise<string> {
    const digest = sha256(content);
    await this.database
      .repository(StoredFile)
      .createQueryBuilder()
      .insert()
      .values({ digest, mediaType, size: content.length, createdAt: this.clock.instant(), content })
      .orIgnore()
      .execute();
    return digest;
  }

  async read(digest: string): Promise<StoredFile | null> {
    return this.database.repository(StoredFile).findOneBy({ digest });
  }
}

export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
