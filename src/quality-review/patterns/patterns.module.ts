import { Module } from '@nestjs/common';
import { CourtParameters } from '../../court/court-parameters.js';
import { BriefingViews } from './briefing-views.js';
import { BriefingsController } from './briefings.controller.js';
import { BriefingsService } from './briefings.service.js';
import { PatternsController } from './patterns.controller.js';
import { PatternsService } from './patterns.service.js';

/** 倾向性问题与讲评. */
@Module({ controllers: [PatternsController, BriefingsController], providers: [CourtParameters, PatternsService, BriefingsService, BriefingViews], exports: [PatternsService, BriefingViews] })
export class PatternsModule {}
