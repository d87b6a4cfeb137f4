import { Module } from '@nestjs/common';
import { RankingModule } from '../ranking/ranking.module.js';
import { BonusCalculation } from './bonus-calculation.js';
import { BonusDraftsService } from './bonus-drafts.service.js';
import { BonusLog } from './bonus-log.js';
import { BonusPaper } from './bonus-paper.js';
import { BonusStanding } from './bonus-standing.js';
import { BonusStepsService } from './bonus-steps.service.js';
import { BonusViews } from './bonus-views.js';
import { BonusesController } from './bonuses.controller.js';

/** 奖金: a pool over a published period, tiers inside each peer group, approved by a second person, paid to the cent. */
@Module({
  imports: [RankingModule],
  controllers: [BonusesController],
  providers: [BonusCalculation, BonusDraftsService, BonusLog, BonusPaper, BonusStanding, BonusStepsService, BonusViews],
  exports: [BonusDraftsService, BonusStepsService, BonusViews],
})
export class BonusesModule {}
