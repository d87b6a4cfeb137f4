import { Module } from '@nestjs/common';
import { CourtCalendar } from '../court/court-calendar.js';
import { CourtParameters } from '../court/court-parameters.js';
import { BulletinsModule } from './bulletins/bulletins.module.js';
import { CaseCount } from './case-count.js';
import { CasesUnderReview } from './case-under-review.js';
import { ClausesService } from './clauses.service.js';
import { DocumentsRead } from './documents-read.js';
import { FindingCorrections } from './finding-corrections.js';
import { FindingImportController } from './finding-import/finding-import.controller.js';
import { FindingRows } from './finding-import/finding-rows.js';
import { FindingSheets } from './finding-import/finding-sheets.js';
import { FindingViews } from './finding-views.js';
import { FindingsLedger } from './findings-ledger.js';
import { FindingsService } from './findings.service.js';
import { CasePapers } from './forms/case-paper.service.js';
import { HearingPlanning } from './forms/hearing-planning.js';
import { HearingsController } from './forms/hearings.controller.js';
import { HearingsService } from './forms/hearings.service.js';
import { FormsController } from './forms/forms.controller.js';
import { ReviewForms } from './forms/review-forms.js';
import { ReviewScores } from './forms/review-scores.service.js';
import { ScoringService } from './forms/scoring.service.js';
import { ReviewCataloguesModule } from './catalogues/review-catalogues.module.js';
import { CatalogueInstaller } from './install-catalogue.js';
import { FindingClock } from './life/finding-clock.js';
import { FindingComments } from './life/finding-comments.js';
import { FindingDecisions } from './life/finding-decisions.js';
import { FindingFacts } from './life/finding-facts.js';
import { FindingHistory } from './life/finding-history.js';
import { FindingLifeController } from './life/finding-life.controller.js';
import { FindingLog } from './life/finding-log.js';
import { Settling } from './life/settling.js';
import { PatternsModule } from './patterns/patterns.module.js';
import { PeopleOfCase } from './people-of-case.js';
import { PublicationModule } from './publication/publication.module.js';
import { PlanningModule } from './planning/planning.module.js';
import { QualityReviewController } from './quality-review.controller.js';
import { ReviewersModule } from './reviewers/reviewers.module.js';
import { RectificationLists } from './rectification/rectification-lists.js';
import { RectificationService } from './rectification/rectification.service.js';
import { Rectifications } from './rectification/rectifications.js';
import { RepeatFlags } from './repeat-flags.js';
import { Responsibilities } from './responsibilities.js';
import { ReviewsService } from './reviews.service.js';
import { SecondFindingsController } from './second-findings.controller.js';
import { SecondFindings } from './second-findings.service.js';
import { SignOffsModule } from './sign-offs/sign-offs.module.js';

@Module({
  // One a line, so that two people adding one each do not meet.
  imports: [
    BulletinsModule,
    PatternsModule,
    PlanningModule,
    PublicationModule,
    ReviewCataloguesModule,
    ReviewersModule,
    SignOffsModule,
  ],
  controllers: [FindingImportController, FindingLifeController, FormsController, HearingsController, QualityReviewController, SecondFindingsController],
  providers: [
    FindingComments, FindingDecisions, FindingRows, FindingSheets, FindingFacts, FindingHistory, FindingLog, RectificationLists, RectificationService,
    CaseCount, CasesUnderReview, ClausesService, CourtCalendar, CourtParameters, FindingClock, FindingCorrections, FindingViews, FindingsLedger, FindingsService, CatalogueInstaller, PeopleOfCase, Rectifications, RepeatFlags,
    Responsibilities, ReviewsService, DocumentsRead, ReviewForms, ReviewScores, HearingPlanning, HearingsService, CasePapers, ScoringService, SecondFindings, Settling,
  ],
  exports: [CaseCount, BulletinsModule, CasesUnderReview, CatalogueInstaller, ClausesService, FindingCorrections, FindingFacts, FindingViews, PatternsModule, PeopleOfCase, PlanningModule, RepeatFlags, HearingsService, ReviewForms, SignOffsModule],
})
export class QualityReviewModule {}
