import { Module } from '@nestjs/common';
import { CourtParameters } from '../../court/court-parameters.js';
import { DoubleReviews } from './double-reviews.js';
import { PairViews } from './pair-views.js';
import { ReviewAgreement } from './review-agreement.service.js';
import { ReviewLeast } from './review-least.js';
import { ReviewWorkload } from './review-workload.js';
import { ReviewersController } from './reviewers.controller.js';

@Module({
  controllers: [ReviewersController],
  providers: [CourtParameters, DoubleReviews, PairViews, ReviewAgreement, ReviewLeast, ReviewWorkload],
})
export class ReviewersModule {}
