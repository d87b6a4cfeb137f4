import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Language } from '../../kernel/domain-error.js';
import { BEFORE_PASSWORD_CHANGE, OPEN_ROUTE } from '../permissions/current-actor.js';
import { platformErrors } from '../platform.errors.js';
import { SessionsService, type RequestOrigin } from './sessions.service.js';

export const SESSION_COOKIE = 'session';

@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = (key: string) => this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()]) ?? false;
    if (marked(OPEN_ROUTE)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const secret = request.cookies[SESSION_COOKIE];
    const signedIn = secret ? await this.sessions.resume(secret, originOf(request)) : null;
    if (!signedIn) throw platformErrors['access.signInNeeded']();
    if (signedIn.account.mustChangePassword && !marked(BEFORE_PASSWORD_CHANGE)) throw platformErrors['access.passwordChangeNeeded']();
    request.actor = signedIn.actor;
    return true;
  }
}

export function originOf(request: FastifyRequest): RequestOrigin {
  return {
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    requestId: request.id,
    language: languageOf(request),
  };
}

/** Chinese unless English is asked for first. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}
