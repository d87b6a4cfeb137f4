import { Global, Module } from '@nestjs/common';
import { UnitTree } from '../platform/identity/unit-tree.js';
import { CataloguesModule } from './catalogues/catalogues.module.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { PostingsService } from './postings.service.js';
import { SessionController } from './session.controller.js';
import { SessionViews } from './session-views.js';
import { UnitTreeFromDivisions } from './unit-tree-from-divisions.js';

/** Global, because signing in must resolve what a division scope reaches. */
@Global()
@Module({
  imports: [CataloguesModule],
  controllers: [SessionController, PeopleController],
  providers: [SessionViews, PeopleService, PostingsService, { provide: UnitTree, useClass: UnitTreeFromDivisions }],
  exports: [UnitTree],
})
export class CourtModule {}
