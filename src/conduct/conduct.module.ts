import { Module } from '@nestjs/common';
import { CourtCalendar } from '../court/court-calendar.js';
import { CourtParameters } from '../court/court-parameters.js';
import { ComplaintSheets } from './complaint-import.js';
import { ComplaintRows } from './complaint-rows.js';
import { ComplaintsController } from './complaints.controller.js';
import { ComplaintsService } from './complaints.service.js';
import { ConductBook } from './conduct-book.js';
import { ConductController } from './conduct.controller.js';
import { ConductLog } from './conduct-log.js';
import { ConductNews } from './conduct-news.js';
import { EntriesController } from './entries.controller.js';
import { EntriesService } from './entries.service.js';
import { EntryRows } from './entry-rows.js';
import { ExtraPoints } from './extra-points.js';
import { HonourRows } from './honour-rows.js';
import { HonoursController } from './honours.controller.js';
import { HonoursService } from './honours.service.js';
import { MeritRows } from './merit-rows.js';
import { MeritsController } from './merits.controller.js';
import { MeritsService } from './merits.service.js';

/** 日常考核: complaints and petitions, the political office's entries, merits and outside honours, each from its beginning to what enters a score. */
@Module({
  controllers: [ComplaintsController, EntriesController, MeritsController, HonoursController, ConductController],
  providers: [CourtCalendar, CourtParameters, ConductBook, ConductLog, ComplaintsService, ComplaintRows, ComplaintSheets, EntriesService, EntryRows, ExtraPoints, MeritsService, MeritRows, HonoursService, HonourRows, ConductNews],
  exports: [ConductBook, ConductNews],
})
export class ConductModule {}
