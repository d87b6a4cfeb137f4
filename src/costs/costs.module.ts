import { Module } from '@nestjs/common';
import { CourtParameters } from '../court/court-parameters.js';
import { CostEntriesService } from './cost-entries.service.js';
import { CostEntryRows } from './cost-entry-rows.js';
import { CostImportController } from './cost-import.controller.js';
import { CostsNews } from './cost-news.js';
import { CostReckoning } from './cost-reckoning.js';
import { CostRemarksService } from './cost-remarks.service.js';
import { CostSheets } from './cost-sheets.js';
import { CostViews } from './cost-views.service.js';
import { CostsController } from './costs.controller.js';

/** 司法成本: entered by the administrative office, compared with the mean, commented on by the division. */
@Module({
  controllers: [CostsController, CostImportController],
  providers: [CourtParameters, CostReckoning, CostEntryRows, CostEntriesService, CostRemarksService, CostViews, CostSheets, CostsNews],
  exports: [CostsNews],
})
export class CostsModule {}
