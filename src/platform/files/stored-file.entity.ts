import { Entity, PrimaryColumn } from 'typeorm';
import { BytesColumn, CountColumn, InstantColumn, WordColumn } from '../database/columns.js';

/** Bytes kept once under their SHA-256; what points here can prove what it was. */
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn({ type: 'varchar', length: 64 }) digest: string;
  @WordColumn(120) mediaType: string;
  @CountColumn() size: number;
  @InstantColumn() createdAt: string;
  @BytesColumn() content: Buffer;
}
