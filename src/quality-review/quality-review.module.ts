import { Module } from '@nestjs/common';
import { CasesUnderReview } from './case-under-review.js';
import { ClausesService } from './clauses.service.js';
import { FindingCorrections } from './finding-corrections.js';
import { FindingViews } from './finding-views.js';
import { FindingsLedger } from './findings-ledger.js';
import { FindingsService } from './findings.service.js';
import { CatalogueInstaller } from './install-catalogue.js';
import { PeopleOfCase } from './people-of-case.js';
import { QualityReviewController } from './quality-review.controller.js';
import { ReviewersModule } from './reviewers/reviewers.module.js';
import { ReviewsService } from './reviews.service.js';
import { SignOffsModule } from './sign-offs/sign-offs.module.js';

@Module({
  imports: [ReviewersModule, SignOffsModule],
  controllers: [QualityReviewController],
  providers: [CasesUnderReview, ClausesService, FindingCorrections, FindingViews, FindingsLedger, FindingsService, CatalogueInstaller, PeopleOfCase, ReviewsService],
  exports: [CatalogueInstaller, FindingCorrections, SignOffsModule],
})
export class QualityReviewModule {}
