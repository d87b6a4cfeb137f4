import { Global, Module } from '@nestjs/common';
import { AccountsService } from './accounts.service.js';
import { GrantsService } from './grants.service.js';

/** Logins and roles; sessions themselves belong to the platform module, which guards every route. */
@Global()
@Module({ providers: [AccountsService, GrantsService], exports: [AccountsService, GrantsService] })
export class IdentityModule {}
