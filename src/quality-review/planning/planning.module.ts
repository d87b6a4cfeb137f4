import { Module } from '@nestjs/common';
import { CourtCalendar } from '../../court/court-calendar.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { SignOffsModule } from '../sign-offs/sign-offs.module.js';
import { CaseEvents } from './case-events.service.js';
import { Coverage } from './coverage.service.js';
import { Enrolments } from './enrolments.js';
import { EventList } from './event-list.js';
import { EventSheets } from './event-sheets.js';
import { EventsController } from './events.controller.js';
import { PlanViews } from './plan-views.js';
import { PlanningController } from './planning.controller.js';
import { PlansService } from './plans.service.js';
import { Reassignments } from './reassignment.service.js';
import { RegisterEvents } from './register-events.js';
import { ReviewLots } from './review-lot.js';
import { ReviewParameters } from './review-parameters.js';
import { ReviewersAtHand } from './reviewers-at-hand.js';
import { SamplingPlanner } from './sampling.service.js';
import { ReviewTriggers } from './triggers.service.js';

/** 评查计划: which cases are reviewed, by whom, and what of all closed cases that covers. */
@Module({
  imports: [SignOffsModule],
  controllers: [PlanningController, EventsController],
  providers: [CaseEvents, CourtCalendar, CourtParameters, Coverage, Enrolments, EventList, EventSheets, PlanViews, PlansService, Reassignments, RegisterEvents, ReviewLots, ReviewParameters, ReviewersAtHand, ReviewTriggers, SamplingPlanner],
  exports: [CaseEvents, PlansService, RegisterEvents, ReviewTriggers],
})
export class PlanningModule {}
