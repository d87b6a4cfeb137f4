import { Module, type OnModuleInit } from '@nestjs/common';
import { CaseFacts } from '../cases/case-facts.js';
import { ConductFacts } from '../conduct/conduct-facts.js';
import { CostFacts } from '../costs/cost-facts.js';
import { CostReckoning } from '../costs/cost-reckoning.js';
import { CourtParameters } from '../court/court-parameters.js';
import { ServiceRecord } from '../court/service-record.js';
import { DifficultCaseFacts } from '../difficult-cases/difficult-case-facts.js';
import { QualityFacts } from '../quality-review/quality-facts.js';
import { PlanningModule } from '../quality-review/planning/planning.module.js';
import { DoubleReviewFacts } from '../quality-review/reviewers/double-review-facts.js';
import { DoubleReviews } from '../quality-review/reviewers/double-reviews.js';
import { ReviewLeast } from '../quality-review/reviewers/review-least.js';
import { ReceptionFacts } from '../reception/reception-facts.js';
import { ResearchBook } from '../research/research-book.js';
import { ResearchFacts } from '../research/research-facts.js';
import { ConductEvents } from './conduct-events.js';
import { refuseUndeclaredFacts } from './declared-facts.js';
import { FactsGatherer } from './facts-gatherer.js';
import { EnteredFactSheets } from './entered-fact-import.js';
import { EnteredFactList } from './entered-fact-list.js';
import { EnteredFactsController } from './entered-facts.controller.js';
import { EnteredFactsService } from './entered-facts.service.js';
import { EnteredFacts } from './entered-facts.js';
import { FactCatalogue } from './fact-catalogue.service.js';
import { FactRecords } from './fact-records.js';
import { FactSubjects } from './fact-subjects.js';
import { FactsController } from './facts.controller.js';
import { FrozenPeriods } from './frozen-periods.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { IndicatorsService } from './indicators/indicators.service.js';
import { RatingForms } from './rating-forms.service.js';
import { RatingTasks } from './rating-tasks.service.js';
import { RatingsController } from './ratings.controller.js';
import { SchemeChecks } from './scheme-checks.js';
import { SchemeDrafts } from './scheme-drafts.service.js';
import { SchemesController } from './schemes.controller.js';
import { SchemesService } from './schemes.service.js';

/** The doors below keep no state, so the floor that opens them provides them. */
@Module({
  imports: [PlanningModule],
  controllers: [IndicatorsController, SchemesController, FactsController, EnteredFactsController, RatingsController],
  providers: [
    IndicatorsService, SchemesService, SchemeDrafts, SchemeChecks, FrozenPeriods,
    FactCatalogue, FactRecords, FactSubjects, EnteredFacts, EnteredFactsService, EnteredFactList, EnteredFactSheets, RatingTasks, RatingForms, ConductEvents,
    FactsGatherer, ServiceRecord, CourtParameters, CaseFacts, QualityFacts, DoubleReviewFacts, DoubleReviews, ReviewLeast, DifficultCaseFacts, ResearchBook, ResearchFacts, ConductFacts, CostFacts, CostReckoning, ReceptionFacts,
  ],
  exports: [FactCatalogue, FactRecords, RatingForms, SchemesService, SchemeChecks, FrozenPeriods, FactsGatherer, CaseFacts, ServiceRecord, CourtParameters, QualityFacts],
})
export class EvaluationModule implements OnModuleInit {
  onModuleInit(): void {
    refuseUndeclaredFacts();
  }
}
