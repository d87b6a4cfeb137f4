import { Module } from '@nestjs/common';
import { CourtParameters } from '../court/court-parameters.js';
import { CasesModule } from '../cases/cases.module.js';
import { PeerComparisonModule } from '../peer-comparison/peer-comparison.module.js';
import { ContestedView } from './contested-view.js';
import { FrozenStandings } from './frozen-standings.js';
import { GradesAndBonusBook } from './grades-and-bonus-book.js';
import { LaboratoryController } from './laboratory.controller.js';
import { LaboratoryService } from './laboratory.service.js';
import { LaboratoryViews } from './laboratory-views.js';
import { GroupPanelsController } from './panels/group-panels.controller.js';
import { GroupPanelsService } from './panels/group-panels.service.js';
import { PeriodsController } from './periods.controller.js';
import { PeriodsService } from './periods.service.js';
import { RankIntervalsService } from './rank-intervals.service.js';
import { RankingsController } from './rankings.controller.js';
import { RankingsService } from './rankings.service.js';
import { ScoreRecords } from './score-records.js';
import { ScoresController } from './scores.controller.js';
import { ScoresService } from './scores.service.js';
import { SheetBuilder } from './sheet-builder.js';
import { SnapshotsService } from './snapshots.service.js';
import { ReconsiderationModule } from '../reconsideration/reconsideration.module.js';
import { VisiblePeople } from './visible-people.js';

/** Scores, rankings, periods: live while open, frozen and published afterwards. */
@Module({
  imports: [CasesModule, PeerComparisonModule, ReconsiderationModule],
  controllers: [GroupPanelsController, ScoresController, RankingsController, PeriodsController, LaboratoryController],
  providers: [CourtParameters, FrozenStandings, GradesAndBonusBook, GroupPanelsService, RankIntervalsService, SnapshotsService, VisiblePeople, SheetBuilder, ContestedView, ScoreRecords, LaboratoryService, LaboratoryViews, ScoresService, RankingsService, PeriodsService],
  exports: [FrozenStandings, GradesAndBonusBook, RankIntervalsService, ScoresService, RankingsService, PeriodsService],
})
export class RankingModule {}
