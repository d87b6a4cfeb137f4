import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.js';

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}

/** Routes open without a session: signing in, health, the API document. */
export const OPEN_ROUTE = 'openRoute';
export const OpenRoute = () => SetMetadata(OPEN_ROUTE, true);

/** Routes reachable while the first password still has to be changed. */
export const BEFORE_PASSWORD_CHANGE = 'beforePasswordChange';
export const BeforePasswordChange = () => SetMetadata(BEFORE_PASSWORD_CHANGE, true);

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return context.switchToHttp().getRequest<FastifyRequest>().actor!;
});
