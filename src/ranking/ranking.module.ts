import { Module } from '@nestjs/common';
import { CourtParameters } from '../court/court-parameters.js';
import { CataloguesModule } from '../court/catalogues/catalogues.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { PeerComparisonModule } from '../peer-comparison/peer-comparison.module.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { ReviewWorkload } from '../quality-review/reviewers/review-workload.js';
import { BulletinsModule } from '../quality-review/bulletins/bulletins.module.js';
import { ResearchModule } from '../research/research.module.js';
import { ArchiveContents } from './archive/archive-content.js';
import { ArchiveController } from './archive/archive.controller.js';
import { ArchiveService } from './archive/archive.service.js';
import { Checklist } from './closing/checklist.js';
import { ClosingController } from './closing/closing.controller.js';
import { ClosingLog } from './closing/closing-log.js';
import { ClosingPapers } from './closing/closing-papers.js';
import { ClosingService } from './closing/closing.service.js';
import { ClosingViews } from './closing/closing-views.js';
import { EvaluationCommittee } from './closing/committee.js';
import { CorrectedGroups } from './closing/corrected-groups.js';
import { CorrectionViews } from './closing/correction-views.js';
import { CorrectionsController } from './closing/corrections.controller.js';
import { CorrectionsService } from './closing/corrections.service.js';
import { LockedPeriods } from './closing/locked-periods.js';
import { MovedFigures } from './closing/moved-figures.js';
import { PeriodNoticeService } from './closing/period-notice.service.js';
import { ResearchBulletin } from './research-bulletin.js';
import { ResultsBulletin } from './closing/results-bulletin.js';
import { UnsettledResults } from './closing/unsettled-results.js';
import { SubScoresService } from './closing/sub-scores.service.js';
import { ContestedView } from './contested-view.js';
import { FrozenStandings } from './frozen-standings.js';
import { GradesAndBonusBook } from './grades-and-bonus-book.js';
import { FairnessService } from './fairness.service.js';
import { IntervalViews } from './interval-views.service.js';
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
import { ReferenceViews } from './reference-views.service.js';
import { RankingSettingsController } from './settings/ranking-settings.controller.js';
import { RankingSettings } from './settings/ranking-settings.service.js';
import { SettingLog } from './settings/setting-log.js';
import { SettingRows } from './settings/setting-rows.js';
import { ScoreRecords } from './score-records.js';
import { ScoresController } from './scores.controller.js';
import { ScoresService } from './scores.service.js';
import { SheetBuilder } from './sheet-builder.js';
import { SnapshotsService } from './snapshots.service.js';
import { ReconsiderationModule } from '../reconsideration/reconsideration.module.js';

/** Scores, rankings, periods: live while open, frozen and published afterwards. */
@Module({
  imports: [CasesModule, CataloguesModule, PeerComparisonModule, ReconsiderationModule, BulletinsModule, ResearchModule],
  controllers: [GroupPanelsController, ScoresController, RankingsController, RankingSettingsController, PeriodsController, LaboratoryController, ClosingController, CorrectionsController, ArchiveController],
  providers: [
    FairnessService, IntervalViews, RankingSettings, ReferenceViews, SettingLog, SettingRows, ReviewWorkload,
    CourtParameters, FrozenStandings, GradesAndBonusBook, GroupPanelsService, RankIntervalsService, SnapshotsService, SheetBuilder, ContestedView, ScoreRecords, LaboratoryService, LaboratoryViews, ScoresService, RankingsService, PeriodsService,
    ArchiveContents, ArchiveService, CourtCalendar, Checklist, ClosingLog, ClosingPapers, ClosingService, ClosingViews, EvaluationCommittee, CorrectedGroups, CorrectionViews, CorrectionsService, LockedPeriods, MovedFigures, PeriodNoticeService, ResearchBulletin, ResultsBulletin, SubScoresService, UnsettledResults,
  ],
  exports: [PeerComparisonModule, ClosingService, CorrectionsService, EvaluationCommittee, FrozenStandings, GradesAndBonusBook, PeriodNoticeService, RankIntervalsService, ScoresService, RankingsService, PeriodsService, SubScoresService, UnsettledResults],
})
export class RankingModule {}
