import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../http/list.dto.js';
import { CurrentActor } from '../permissions/current-actor.js';
import { may, require } from '../permissions/data-scope.js';
import { AccountsService } from './accounts.service.js';
import { AdministrationLists } from './administration-lists.js';
import { AccountListQuery, OpenAccount, WithReason, type AccountRow, type FirstPassword, type SessionRow } from './dto/admin.dto.js';

/** The system administrator's work: logins and sessions, never cases or scores. */
@Controller('admin')
export class AccountAdministrationController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly lists: AdministrationLists,
  ) {}

  /** The security administrator reads it too: a grant is asked for somebody on this list. */
  @Get('accounts')
  list(@CurrentActor() actor: Actor, @Query() query: AccountListQuery): Promise<Page<AccountRow>> {
    if (!may(actor, 'grant.manage')) require(actor, 'account.manage');
    return this.lists.accounts(actor, query);
  }

  @Post('accounts')
  async open(@CurrentActor() actor: Actor, @Body() body: OpenAccount): Promise<FirstPassword> {
    require(actor, 'account.manage');
    await this.lists.checkPerson(actor, body.personId);
    const wanted = { ...body, courtId: actor.courtId, personId: body.personId ?? null, mustChangePassword: true };
    const { account, password } = await this.accounts.createAccount(wanted, undefined, actor);
    return { account: await this.lists.account(actor, account.id), password };
  }

  @Post('accounts/:id/disable')
  @HttpCode(200)
  async disable(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: WithReason): Promise<AccountRow> {
    require(actor, 'account.manage');
    await this.accounts.disable(await this.accounts.find(actor.courtId, id), reason, actor);
    return this.lists.account(actor, id);
  }

  @Post('accounts/:id/enable')
  @HttpCode(200)
  async enable(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AccountRow> {
    require(actor, 'account.manage');
    await this.accounts.enable(await this.accounts.find(actor.courtId, id), actor);
    return this.lists.account(actor, id);
  }

  @Post('accounts/:id/unlock')
  @HttpCode(200)
  async unlock(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AccountRow> {
    require(actor, 'account.manage');
    await this.accounts.unlock(await this.accounts.find(actor.courtId, id), actor);
    return this.lists.account(actor, id);
  }

  @Post('accounts/:id/reset-password')
  @HttpCode(200)
  async reset(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<FirstPassword> {
    require(actor, 'account.manage');
    const password = await this.accounts.resetPassword(await this.accounts.find(actor.courtId, id), actor);
    return { account: await this.lists.account(actor, id), password };
  }

  @Get('sessions')
  sessions(@CurrentActor() actor: Actor): Promise<SessionRow[]> {
    require(actor, 'account.manage');
    return this.lists.sessions(actor);
  }

  @Post('sessions/:id/end')
  @HttpCode(204)
  async end(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    require(actor, 'account.manage');
    await this.accounts.endSession(actor.courtId, id, actor);
  }
}
