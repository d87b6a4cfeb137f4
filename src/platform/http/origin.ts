import type { FastifyInstance } from 'fastify';
import { platformErrors } from '../platform.errors.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Changes are taken from this system's own pages only; programs without a browser send no `Origin`. */
export function refuseForeignOrigins(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const origin = request.headers.origin;
    if (READING.has(request.method) || !origin || sameHost(origin, request.headers.host)) return;
    const refusal = platformErrors['request.foreignOrigin']();
    await reply.status(403).send({ code: refusal.code, message: refusal.sentence('zh'), faults: [], requestId: request.id });
  });
}

function sameHost(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
