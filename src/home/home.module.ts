import { Module } from '@nestjs/common';
import { BonusesModule } from '../bonuses/bonuses.module.js';
import { PromotionsModule } from '../promotions/promotions.module.js';
import { QualityReviewModule } from '../quality-review/quality-review.module.js';
import { RankingModule } from '../ranking/ranking.module.js';
import { AssignmentNews } from './assignment-news.js';
import { BulletinNews } from './bulletin-news.js';
import { ConductModule } from '../conduct/conduct.module.js';
import { ConductNews } from './conduct-news.js';
import { CostsModule } from '../costs/costs.module.js';
import { CostNews } from './cost-news.js';
import { DifficultCasesModule } from '../difficult-cases/difficult-cases.module.js';
import { ClosingNews } from './closing-news.js';
import { DifficultNews } from './difficult-news.js';
import { CasesModule } from '../cases/cases.module.js';
import { FlowNews } from './flow-news.js';
import { FindingNews } from './finding-news.js';
import { HearingNews } from './hearing-news.js';
import { HomeController } from './home.controller.js';
import { HomeService } from './home.service.js';
import { PlanningNews } from './planning-news.js';
import { ReceptionModule } from '../reception/reception.module.js';
import { ReceptionNews } from './reception-news.js';
import { ReconsiderationModule } from '../reconsideration/reconsideration.module.js';
import { ReconsiderationNews } from './reconsideration-news.js';
import { ResearchModule } from '../research/research.module.js';
import { ResearchNews } from './research-news.js';
import { SignOffNews } from './sign-off-news.js';
import { UseNews } from './use-news.js';
import { WatchModule } from '../ranking/watch/watch.module.js';
import { WatchNews } from './watch-news.js';

@Module({
  imports: [BonusesModule, PromotionsModule, CasesModule, ConductModule, CostsModule, DifficultCasesModule, QualityReviewModule, RankingModule, ReceptionModule, ReconsiderationModule, ResearchModule, WatchModule],
  controllers: [HomeController],
  providers: [
    AssignmentNews, BulletinNews, ClosingNews, ConductNews, CostNews, DifficultNews, FindingNews, FlowNews, HearingNews, HomeService, PlanningNews, ReceptionNews, ReconsiderationNews, ResearchNews, SignOffNews, UseNews, WatchNews,
  ],
})
export class HomeModule {}
