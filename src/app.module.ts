import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { BonusesModule } from './bonuses/bonuses.module.js';
import { CaseAssignmentModule } from './case-assignment/case-assignment.module.js';
import { CasesModule } from './cases/cases.module.js';
import { CostsModule } from './costs/costs.module.js';
import { ConductModule } from './conduct/conduct.module.js';
import { CourtModule } from './court/court.module.js';
import { DifficultCasesModule } from './difficult-cases/difficult-cases.module.js';
import { DemonstrationModule } from './demonstration/demonstration.module.js';
import { HomeModule } from './home/home.module.js';
import { IdentityModule } from './platform/identity/identity.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { PromotionsModule } from './promotions/promotions.module.js';
import { QualityReviewModule } from './quality-review/quality-review.module.js';
import { WatchModule } from './ranking/watch/watch.module.js';
import { RankingModule } from './ranking/ranking.module.js';
import { ReceptionModule } from './reception/reception.module.js';
import { ResearchModule } from './research/research.module.js';
import { ReconsiderationModule } from './reconsideration/reconsideration.module.js';
import type { Settings } from './platform/settings.js';

/** The whole house: platform first, then each feature, lower floors before upper ones. */
@Module({})
export class AppModule {
  static on(dataSource: DataSource, settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.on(dataSource, settings),
        IdentityModule,
        CourtModule,
        CasesModule,
        CaseAssignmentModule,
        CostsModule,
        QualityReviewModule,
        DifficultCasesModule,
        ResearchModule,
        ReceptionModule,
        ConductModule,
        ReconsiderationModule,
        RankingModule,
        WatchModule,
        BonusesModule,
        PromotionsModule,
        HomeModule,
        DemonstrationModule,
      ],
    };
  }
}
