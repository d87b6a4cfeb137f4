import { Module } from '@nestjs/common';
import { CaseCatalogues } from './case-catalogues.js';
import { CaseLimits } from './case-limits.js';
import { CaseObjectionsService } from './case-objections.service.js';
import { CountedPeriods } from './counted-periods.js';
import { CaseFigureReader } from './case-figures.js';
import { CaseParticularsController } from './case-particulars.controller.js';
import { CaseParticularsService } from './case-particulars.service.js';
import { CaseFacts } from './case-facts.js';
import { CaseFlowController } from './flow/case-flow.controller.js';
import { CaseFlowService } from './flow/case-flow.service.js';
import { FlowRecordsService } from './flow/flow-records.service.js';
import { CaseImportController } from './case-import.controller.js';
import { CaseImportService } from './case-import.service.js';
import { CasePapersService } from './case-papers.service.js';
import { CaseRecordingService } from './case-recording.service.js';
import { CaseRegisterController } from './case-register.controller.js';
import { CaseRegisterService } from './case-register.service.js';
import { LimitChangesService } from './limit-changes.service.js';
import { ImportExamination } from './import-examination.js';
import { ImportJobs } from './import-jobs.js';

/** 案件登记册: cases coming in, and everything read of them. */
@Module({
  controllers: [CaseFlowController, CaseRegisterController, CaseImportController, CaseParticularsController],
  providers: [CaseCatalogues, CaseRegisterService, CaseRecordingService, CasePapersService, CaseFlowService, FlowRecordsService, ImportExamination, ImportJobs, CaseImportService, CaseFacts, CaseLimits, LimitChangesService, CaseObjectionsService, CountedPeriods, CaseFigureReader, CaseParticularsService],
  exports: [CaseFlowService, CaseFigureReader, CaseImportService, CaseFacts, CountedPeriods],
})
export class CasesModule {}
