import { Module } from '@nestjs/common';
import { BonusesModule } from '../bonuses/bonuses.module.js';
import { ConductModule } from '../conduct/conduct.module.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { DifficultCasesModule } from '../difficult-cases/difficult-cases.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { IdentityModule } from '../platform/identity/identity.module.js';
import { PromotionsModule } from '../promotions/promotions.module.js';
import { QualityReviewModule } from '../quality-review/quality-review.module.js';
import { ReconsiderationModule } from '../reconsideration/reconsideration.module.js';
import { CourtParameters } from '../court/court-parameters.js';
import { RankingModule } from '../ranking/ranking.module.js';
import { BulletinStory } from './bulletin-story.js';
import { FindingStory } from './finding-story.js';
import { ClosingStory } from './closing-story.js';
import { CompetitionStory } from './competition-story.js';
import { ConductStory } from './conduct-story.js';
import { DifficultStory } from './difficult-story.js';
import { FirstStart } from './first-start.js';
import { FormsStory } from './forms-story.js';
import { LeadershipStory } from './leadership-story.js';
import { OfficeStory } from './office-story.js';
import { PlanningStory } from './planning-story.js';
import { PostsStory } from './posts-story.js';
import { ReceptionStory } from './reception-story.js';
import { ResearchModule } from '../research/research.module.js';
import { ResearchStory } from './research-story.js';
import { ReconsiderationStory } from './reconsideration-story.js';
import { SchemeStory } from './scheme-story.js';
import { SignOffStory } from './sign-off-story.js';
import { WorldLoader } from './world-loader.js';

/** What is told of the example court, one file for each part. */
const STORIES = [
  BulletinStory,
  ClosingStory,
  CompetitionStory,
  ConductStory,
  DifficultStory,
  FindingStory,
  FormsStory,
  LeadershipStory,
  OfficeStory,
  PlanningStory,
  PostsStory,
  ReceptionStory,
  ReconsiderationStory,
  ResearchStory,
  SchemeStory,
  SignOffStory,
];

@Module({
  imports: [BonusesModule, ConductModule, DifficultCasesModule, ResearchModule, EvaluationModule, IdentityModule, PromotionsModule, QualityReviewModule, RankingModule, ReconsiderationModule],
  providers: [CourtCalendar, CourtParameters, ...STORIES, WorldLoader, FirstStart],
  exports: [FirstStart],
})
export class DemonstrationModule {}
