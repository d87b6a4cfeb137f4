import { Module } from '@nestjs/common';
import { CostFacts } from '../../costs/cost-facts.js';
import { CostReckoning } from '../../costs/cost-reckoning.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { WatchViews } from './watch-views.service.js';
import { WatchController } from './watch.controller.js';
import { WatchService } from './watch.service.js';
import { WatchedCases } from './watched-cases.js';

/** 异常提示: signs that a number was made, with what innocently gives the same. */
@Module({
  controllers: [WatchController],
  providers: [CourtParameters, CostReckoning, CostFacts, WatchedCases, WatchService, WatchViews],
  exports: [WatchViews],
})
export class WatchModule {}
