import { Entity, Index } from 'typeorm';
import { CountColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../database/columns.js';

export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** Work that outlives a request: progress, cancel, and going on after a restart. */
@Entity('job')
@Index('ix_job_status', ['status'])
export class Job {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(40) kind: string;
  @WordColumn(20) status: JobStatus;
  @JsonColumn() input: Record<string, unknown>;
  @JsonColumn({ nullable: true }) result: Record<string, unknown> | null;
  @TextColumn({ nullable: true }) error: string | null;
  @CountColumn({ default: 0 }) done: number;
  @CountColumn({ default: 0 }) total: number;
  @RefColumn() createdBy: string;
  @InstantColumn() createdAt: string;
  @InstantColumn({ nullable: true }) heartbeatAt: string | null;
  @InstantColumn({ nullable: true }) finishedAt: string | null;
  @InstantColumn({ nullable: true }) cancelRequestedAt: string | null;
}
