import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { ChangePassword, SignIn, type SessionView } from '../platform/identity/dto/session.dto.js';
import { SESSION_COOKIE, originOf } from '../platform/identity/session.guard.js';
import { SessionsService } from '../platform/identity/sessions.service.js';
import { BeforePasswordChange, CurrentActor, OpenRoute } from '../platform/permissions/current-actor.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { SessionViews } from './session-views.js';

/** Signing in and out. Stands on this floor because the answer names the court and the unit. */
@Controller('session')
export class SessionController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly views: SessionViews,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(200)
  @OpenRoute()
  async signIn(@Body() body: SignIn, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionView> {
    const origin = originOf(request);
    const secret = await this.sessions.signIn(body.username, body.password, origin);
    const signedIn = await this.sessions.resume(secret, origin);
    void reply.setCookie(SESSION_COOKIE, secret, { path: '/', httpOnly: true, sameSite: 'strict', secure: this.settings.secureCookies });
    return this.views.of(signedIn!.actor);
  }

  @Get()
  @BeforePasswordChange()
  current(@CurrentActor() actor: Actor): Promise<SessionView> {
    return this.views.of(actor);
  }

  /** Open, so that signing out twice is no fault. */
  @Delete()
  @HttpCode(204)
  @OpenRoute()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const secret = request.cookies[SESSION_COOKIE];
    if (secret) await this.sessions.signOut(secret);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Post('password')
  @HttpCode(200)
  @BeforePasswordChange()
  async changePassword(@CurrentActor() actor: Actor, @Body() body: ChangePassword, @Req() request: FastifyRequest): Promise<SessionView> {
    await this.sessions.changePassword(actor, body.current, body.next, request.cookies[SESSION_COOKIE]!);
    return this.views.of(actor);
  }
}
