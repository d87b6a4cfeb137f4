import { Global, Module } from '@nestjs/common';
import { AccountAdministrationController } from './account-administration.controller.js';
import { AccountsService } from './accounts.service.js';
import { AdministrationLists } from './administration-lists.js';
import { GrantAdministrationController } from './grant-administration.controller.js';
import { GrantsService } from './grants.service.js';

/** Logins and roles; sessions themselves belong to the platform module, which guards every route. */
@Global()
@Module({
  controllers: [AccountAdministrationController, GrantAdministrationController],
  providers: [AccountsService, GrantsService, AdministrationLists],
  exports: [AccountsService, GrantsService],
})
export class IdentityModule {}
