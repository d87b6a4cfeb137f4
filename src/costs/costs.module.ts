import { Module } from '@nestjs/common';
import { CourtParameters } from '../court/court-parameters.js';
import { CostEntriesService } from './cost-entries.service.js';
import { CostEntryRows } from './cost-entry-rows.js';
import { CostReckoning } from './cost-reckoning.js';
import { CostRemarksService } from './cost-remarks.service.js';
import { CostViews } from './cost-views.service.js';
import { CostsController } from './costs.controller.js';

/** 司法成本: entered by the administrative office, compared with the mean, commented on by the division. */
@Module({
  controllers: [CostsController],
  providers: [CourtParameters, CostReckoning, CostEntryRows, CostEntriesService, CostRemarksService, CostViews],
})
export class CostsModule {}
