import { Module } from '@nestjs/common';
import { CaseCatalogues } from './case-catalogues.js';
import { CaseImportController } from './case-import.controller.js';
import { CaseImportService } from './case-import.service.js';
import { ImportExamination } from './import-examination.js';
import { ImportJobs } from './import-jobs.js';

/** 案件登记册: cases coming in, and everything read of them. */
@Module({
  controllers: [CaseImportController],
  providers: [CaseCatalogues, ImportExamination, ImportJobs, CaseImportService],
  exports: [CaseImportService],
})
export class CasesModule {}
