import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { CourtParameters } from '../court/court-parameters.js';
import { BallotsService } from './ballots.service.js';
import { ClaimChecks } from './claim-checks.js';
import { ClaimLog } from './claim-log.js';
import { ClaimRows } from './claim-rows.js';
import { ClaimViews } from './claim-views.js';
import { DifficultBook } from './difficult-book.js';
import { DifficultCasesController } from './difficult-cases.controller.js';
import { DifficultRoundsController } from './difficult-rounds.controller.js';
import { DifficultNews } from './difficult-news.js';
import { FilingService } from './filing.service.js';
import { NoticePaper } from './notice-paper.js';
import { NoticesService } from './notices.service.js';
import { NoticeViews } from './notice-views.js';
import { OpinionsService } from './opinions.service.js';
import { Roster } from './roster.js';
import { RoundsService } from './rounds.service.js';
import { RoundViews } from './round-views.js';
import { YearlyCap } from './yearly-cap.js';

/** 难案: claimed after effect, weighed by the chief, voted on by the committee, published, open to objection, and only then counted. */
@Module({
  imports: [CasesModule],
  controllers: [DifficultCasesController, DifficultRoundsController],
  providers: [
    CourtCalendar, CourtParameters, DifficultBook, ClaimChecks, ClaimLog, ClaimRows, ClaimViews, FilingService, OpinionsService, BallotsService, Roster, YearlyCap, RoundsService, RoundViews,
    NoticesService, NoticeViews, NoticePaper, DifficultNews,
  ],
  exports: [DifficultBook, ClaimChecks, DifficultNews, Roster],
})
export class DifficultCasesModule {}
