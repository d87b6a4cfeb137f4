import { Entity, PrimaryColumn } from 'typeorm';
import { CountColumn, InstantColumn, LongTextColumn, WordColumn } from '../database/columns.js';

/** A change asked for under a key, and its answer: kept in the change's own transaction, so that trying again is safe. */
@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn({ type: 'varchar', length: 36 }) userId: string;
  @PrimaryColumn({ type: 'varchar', length: 80 }) key: string;
  /** SHA-256 of method, address and body: the same key with other content is refused. */
  @WordColumn(64) requestDigest: string;
  @CountColumn() status: number;
  @LongTextColumn({ nullable: true }) answer: string | null;
  @InstantColumn() createdAt: string;
}
