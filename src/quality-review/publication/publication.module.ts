import { Module } from '@nestjs/common';
import { CourtCalendar } from '../../court/court-calendar.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { ReviewCataloguesModule } from '../catalogues/review-catalogues.module.js';
import { SignOffsModule } from '../sign-offs/sign-offs.module.js';
import { DuePublications } from './due-publications.js';
import { PublicationController } from './publication.controller.js';
import { PublicationRegister } from './publication-register.js';
import { PublicationsService } from './publications.service.js';

/** 裁判文书公示 on the court's own network. */
@Module({
  imports: [ReviewCataloguesModule, SignOffsModule],
  controllers: [PublicationController],
  providers: [CourtCalendar, CourtParameters, DuePublications, PublicationRegister, PublicationsService],
})
export class PublicationModule {}
