import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { databaseErrorCode, isDuplicate } from '../database/database.js';
import { languageOf } from '../identity/session.guard.js';
import { platformErrors } from '../platform.errors.js';
import type { ErrorAnswer } from './error.dto.js';

const CONNECTION_LOST = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'ECONNREFUSED', 'POOL_NONEONLINE', 'ETIMEDOUT']);

/** One shape for every refusal: code, message in the reader's language, every fault, request id. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const language = languageOf(request);
    const known = this.known(error);
    if (known instanceof HttpException) {
      void reply.status(known.getStatus()).send({ code: `http.${known.getStatus()}`, message: known.message, faults: [], requestId: request.id } satisfies ErrorAnswer);
      return;
    }
    if (known.definition.status >= 500) this.logger.error(`${request.id} ${request.method} ${request.url}`, error instanceof Error ? error.stack : String(error));
    void reply.status(known.definition.status).send({
      code: known.code,
      message: known.sentence(language),
      faults: known.faults.map((fault) => ({ path: fault.path, message: fault[language] })),
      requestId: request.id,
    } satisfies ErrorAnswer);
  }

  private known(error: unknown): DomainError | HttpException {
    if (error instanceof DomainError) return error;
    if (error instanceof HttpException) return error.getStatus() === 404 ? platformErrors['record.notFound']() : error;
    if (isDuplicate(error)) return platformErrors['record.duplicate']();
    if (CONNECTION_LOST.has(databaseErrorCode(error) ?? '')) return platformErrors['server.databaseDown']();
    if (isFastifyRefusal(error)) return new HttpException(error.message, error.statusCode);
    return platformErrors['server.failed']();
  }
}

function isFastifyRefusal(error: unknown): error is { statusCode: number; message: string } {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
}
