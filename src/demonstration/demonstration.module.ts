import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { IdentityModule } from '../platform/identity/identity.module.js';
import { QualityReviewModule } from '../quality-review/quality-review.module.js';
import { ReconsiderationModule } from '../reconsideration/reconsideration.module.js';
import { FirstStart } from './first-start.js';
import { ReconsiderationStory } from './reconsideration-story.js';
import { WorldLoader } from './world-loader.js';

@Module({ imports: [EvaluationModule, IdentityModule, QualityReviewModule, ReconsiderationModule], providers: [WorldLoader, ReconsiderationStory, FirstStart], exports: [FirstStart] })
export class DemonstrationModule {}
