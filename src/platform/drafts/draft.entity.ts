import { Entity, PrimaryColumn } from 'typeorm';
import { CountColumn, InstantColumn, LongTextColumn } from '../database/columns.js';

/** What somebody was typing, so that a lost session or a closed window loses no words. */
@Entity('draft')
export class Draft {
  @PrimaryColumn({ type: 'varchar', length: 36 }) userId: string;
  @PrimaryColumn({ type: 'varchar', length: 120 }) key: string;
  @LongTextColumn() body: string;
  @CountColumn() version: number;
  @InstantColumn() updatedAt: string;
}
