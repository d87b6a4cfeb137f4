import { Module } from '@nestjs/common';
import { CourtParameters } from '../court/court-parameters.js';
import { ServiceRecord } from '../court/service-record.js';
import { RankingModule } from '../ranking/ranking.module.js';
import { ResearchBook } from '../research/research-book.js';
import { ResearchFacts } from '../research/research-facts.js';
import { CompetitionInputs } from './competition-inputs.js';
import { CompetitionLog } from './competition-log.js';
import { CompetitionPublicationService } from './competition-publication.service.js';
import { CompetitionsController } from './competitions.controller.js';
import { CompetitionsService } from './competitions.service.js';
import { CompetitionViews } from './competition-views.js';
import { SelectionLog } from './selection-log.js';
import { SelectionsController } from './selections.controller.js';
import { SelectionsService } from './selections.service.js';
import { SelectionViews } from './selection-views.js';
import { UsePapers } from './use-papers.js';

/** 评先评优、学习深造、竞岗: chosen from published results, never by quota per unit, inserted only by a recorded decision. */
@Module({
  imports: [RankingModule],
  controllers: [SelectionsController, CompetitionsController],
  providers: [CourtParameters, ServiceRecord, ResearchBook, ResearchFacts, SelectionLog, SelectionsService, SelectionViews, CompetitionInputs, CompetitionLog, CompetitionsService, CompetitionPublicationService, CompetitionViews, UsePapers],
  exports: [SelectionsService, SelectionViews, CompetitionsService, CompetitionPublicationService, CompetitionViews],
})
export class PromotionsModule {}
