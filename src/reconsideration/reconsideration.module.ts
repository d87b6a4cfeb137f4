import { Module } from '@nestjs/common';
import { CourtCalendar } from '../court/court-calendar.js';
import { PeerComparisonModule } from '../peer-comparison/peer-comparison.module.js';
import { QualityReviewModule } from '../quality-review/quality-review.module.js';
import { AnsweringService } from './answering.service.js';
import { Benches } from './benches.js';
import { ContestedLines } from './contested-lines.js';
import { FilingService } from './filing.service.js';
import { ReconsiderationController } from './reconsideration.controller.js';
import { ReconsiderationFacts } from './reconsideration-facts.js';
import { RequestClock } from './request-clock.js';
import { RequestLog } from './request-log.js';
import { RequestViews } from './request-views.js';
import { StatisticsService } from './statistics.service.js';

/** 复议: any line of a score sheet, asked, answered with reasons, corrected in the record it came from. */
@Module({
  imports: [PeerComparisonModule, QualityReviewModule],
  controllers: [ReconsiderationController],
  providers: [CourtCalendar, RequestClock, RequestLog, RequestViews, ContestedLines, Benches, FilingService, AnsweringService, StatisticsService, ReconsiderationFacts],
  exports: [ReconsiderationFacts, ContestedLines, RequestClock],
})
export class ReconsiderationModule {}
