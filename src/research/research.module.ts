import { Module } from '@nestjs/common';
import { CataloguesModule } from '../court/catalogues/catalogues.module.js';
import { CourtParameters } from '../court/court-parameters.js';
import { ServiceRecord } from '../court/service-record.js';
import { Examination } from './examination.js';
import { KnownPieces } from './known-pieces.js';
import { LikelyPairs } from './likely-pairs.js';
import { OutletBook } from './outlet-book.js';
import { ProgressService } from './progress.service.js';
import { PublicationImportController } from './publication-import.controller.js';
import { PublicationLog } from './publication-log.js';
import { PublicationRows } from './publication-rows.js';
import { PublicationSheets } from './publication-sheets.js';
import { PublicationViews } from './publication-views.js';
import { Recount } from './recount.js';
import { RegisteringService } from './registering.service.js';
import { ResearchBook } from './research-book.js';
import { ResearchController } from './research.controller.js';
import { ResearchNews } from './research-news.js';
import { VerifyingService } from './verifying.service.js';

/** 调研成果: registered by its authors, verified by the office, counted once at its highest, on the way to what the year asks. */
@Module({
  imports: [CataloguesModule],
  controllers: [ResearchController, PublicationImportController],
  providers: [CourtParameters, ServiceRecord, ResearchBook, OutletBook, Examination, LikelyPairs, Recount, PublicationLog, RegisteringService, VerifyingService, PublicationRows, PublicationViews, KnownPieces, PublicationSheets, ProgressService, ResearchNews],
  exports: [OutletBook, ProgressService, ResearchNews],
})
export class ResearchModule {}
