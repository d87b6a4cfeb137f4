import { Module } from '@nestjs/common';
import { CourtParameters } from '../court/court-parameters.js';
import { AssignmentFacts } from './assignment-facts.js';
import { AssignmentRecord } from './assignment-record.js';
import { AssignmentSettingsController } from './assignment-settings.controller.js';
import { AssignmentSettings } from './assignment-settings.js';
import { CandidatesService } from './candidates.service.js';
import { CaseHistory } from './case-history.js';
import { DesignationLedger } from './designation-ledger.js';
import { DesignationsController } from './designations.controller.js';
import { DesignationsService } from './designations.service.js';
import { FairnessService } from './fairness.service.js';
import { IntakeService } from './intake.service.js';
import { JudgesOnDuty } from './judges-on-duty.js';
import { PoolController } from './pool.controller.js';
import { PoolService } from './pool.service.js';
import { RunCommitService } from './run-commit.service.js';
import { RunFilesService } from './run-files.service.js';
import { RunInputsReader } from './run-inputs.js';
import { RunSchedule } from './run-schedule.js';
import { RunsController } from './runs.controller.js';
import { RunsService } from './runs.service.js';
import { SettingsBook } from './settings-book.service.js';
import { TransfersController } from './transfers.controller.js';
import { TransfersService } from './transfers.service.js';
import { UrgentService } from './urgent.service.js';
import { WaitingCases } from './waiting-cases.js';
import { WhyService } from './why.service.js';

/** 动态分案: the intake pool, runs, urgent and designated assignment, transfers, fairness. */
@Module({
  controllers: [PoolController, RunsController, DesignationsController, TransfersController, AssignmentSettingsController],
  providers: [
    CourtParameters, AssignmentSettings, SettingsBook, JudgesOnDuty, WaitingCases, RunInputsReader, CandidatesService,
    PoolService, IntakeService, CaseHistory, RunsService, RunCommitService, RunFilesService, RunSchedule, AssignmentRecord, UrgentService, WhyService,
    DesignationsService, DesignationLedger, TransfersService, FairnessService, AssignmentFacts,
  ],
  exports: [AssignmentFacts, RunSchedule],
})
export class CaseAssignmentModule {}
