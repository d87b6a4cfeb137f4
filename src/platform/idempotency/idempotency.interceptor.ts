import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Clock } from '../clock.js';
import { Database, isDuplicate } from '../database/database.js';
import { sha256 } from '../files/files.service.js';
import { platformErrors } from '../platform.errors.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

const LONGEST_KEY = 80;

/**
 * A browser that lost the answer asks again under the same `Idempotency-Key` and gets the first
 * answer; the change happens once. Reading needs no key, and uploads are recognised by their digest.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    const applies = typeof key === 'string' && key.length > 0 && request.actor && request.method !== 'GET' && !request.isMultipart();
    return applies ? from(this.once(request, reply, key.slice(0, LONGEST_KEY), next)) : next.handle();
  }

  private async once(request: FastifyRequest, reply: FastifyReply, key: string, next: CallHandler): Promise<unknown> {
    const userId = request.actor!.userId;
    const requestDigest = sha256(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`);
    const earlier = await this.database.repository(IdempotencyKey).findOneBy({ userId, key });
    if (earlier) return this.replay(earlier, requestDigest, reply);
    try {
      return await this.database.transaction(async () => {
        const keys = this.database.repository(IdempotencyKey);
        await keys.insert({ userId, key, requestDigest, status: 0, answer: null, createdAt: this.clock.instant() });
        const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        await keys.update({ userId, key }, { status: reply.statusCode, answer: answer === undefined ? null : JSON.stringify(answer) });
        return answer;
      });
    } catch (error) {
      const winner = isDuplicate(error) ? await this.database.repository(IdempotencyKey).findOneBy({ userId, key }) : null;
      if (!winner) throw error;
      return this.replay(winner, requestDigest, reply);
    }
  }

  private replay(earlier: IdempotencyKey, requestDigest: string, reply: FastifyReply): unknown {
    if (earlier.requestDigest !== requestDigest) throw platformErrors['request.keyReused']();
    void reply.status(earlier.status).header('idempotent-replay', 'true');
    return earlier.answer === null ? undefined : JSON.parse(earlier.answer);
  }
}
