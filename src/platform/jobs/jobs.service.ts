import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { newId } from '../ids.js';
import { Job } from './job.entity.js';

export interface JobProgress {
  report(done: number, total: number): Promise<void>;
  /** True once somebody asked to stop, or the process is shutting down. */
  cancelled(): Promise<boolean>;
}

export type JobHandler = (job: Job, progress: JobProgress) => Promise<Record<string, unknown>>;

/** A handler throws this to end as cancelled, with what had been done by then. */
export class JobCancelled extends Error {}

const STALE_AFTER_MS = 60_000;

/**
 * Work that outlives a request. Handlers must be safe to run again from the start: a job left
 * running by a killed process is taken up at the next boot, by whichever process claims it first.
 */
@Injectable()
export class JobsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly handlers = new Map<string, JobHandler>();
  private readonly running = new Map<string, Promise<void>>();
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  register(kind: string, handler: JobHandler): void {
    this.handlers.set(kind, handler);
  }

  /** Stores the job with whatever else the open transaction holds; it runs once that has committed. */
  async start(actor: Actor, kind: string, input: Record<string, unknown>): Promise<Job> {
    const job = this.database.repository(Job).create({
      id: newId(),
      courtId: actor.courtId,
      kind,
      status: 'queued',
      input,
      createdBy: actor.userId,
      createdAt: this.clock.instant(),
      done: 0,
      total: 0,
    });
    await this.database.repository(Job).save(job);
    this.database.afterCommit(() => this.launch(job.id));
    return job;
  }

  find(id: string): Promise<Job | null> {
    return this.database.repository(Job).findOneBy({ id });
  }

  async requestCancel(id: string): Promise<void> {
    await this.database.repository(Job).update({ id, status: In(['queued', 'running']) }, { cancelRequestedAt: this.clock.instant() });
  }

  /** Resolves when the job has ended; for the command line and tests. */
  async finished(id: string): Promise<Job> {
    await this.running.get(id);
    return this.database.repository(Job).findOneByOrFail({ id });
  }

  /** Takes up what a killed process left behind. */
  async resumeLeftovers(): Promise<void> {
    const leftovers = await this.database.repository(Job).find({ where: { status: In(['queued', 'running']) }, order: { createdAt: 'ASC' } });
    const staleBefore = new Date(this.clock.now().getTime() - STALE_AFTER_MS).toISOString();
    for (const job of leftovers) {
      const alone = this.database.engine === 'sqlite';
      if (this.handlers.has(job.kind) && (alone || !job.heartbeatAt || job.heartbeatAt < staleBefore)) this.launch(job.id);
    }
  }

  private launch(id: string): void {
    if (this.running.has(id)) return;
    const work = this.run(id)
      .catch((error: unknown) => this.logger.error(`job ${id}`, error instanceof Error ? error.stack : String(error)))
      .finally(() => this.running.delete(id));
    this.running.set(id, work);
  }

  private async run(id: string): Promise<void> {
    const jobs = this.database.repository(Job);
    const job = await jobs.findOneByOrFail({ id });
    const handler = this.handlers.get(job.kind);
    if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`);
    const claimed = await jobs
      .createQueryBuilder()
      .update()
      .set({ status: 'running', heartbeatAt: this.clock.instant() })
      .where('id = :id AND status IN (:...open)', { id, open: ['queued', 'running'] })
      .andWhere(job.heartbeatAt ? 'heartbeat_at = :seen' : 'heartbeat_at IS NULL', { seen: job.heartbeatAt })
      .execute();
    if (!claimed.affected) return;
    const progress: JobProgress = {
      report: async (done, total) => {
        await jobs.update(id, { done, total, heartbeatAt: this.clock.instant() });
      },
      cancelled: async () => this.stopping || (await jobs.findOneByOrFail({ id })).cancelRequestedAt !== null,
    };
    try {
      const result = await handler(job, progress);
      await this.end(id, 'done', { result });
    } catch (error) {
      if (error instanceof JobCancelled) {
        // A shutdown is no wish of the user's: the job stays running and is taken up at the next boot.
        if (!this.stopping) await this.end(id, 'cancelled', {});
        return;
      }
      await this.end(id, 'failed', { error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  private async end(id: string, status: Job['status'], rest: Partial<Pick<Job, 'result' | 'error'>>): Promise<void> {
    const jobs = this.database.repository(Job);
    const job = await jobs.findOneByOrFail({ id });
    await jobs.save({ ...job, ...rest, status, finishedAt: this.clock.instant() });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled([...this.running.values()]);
  }
}
