import { Module } from '@nestjs/common';
import { CourtParameters } from '../../court/court-parameters.js';
import { BulletinContent } from './bulletin-content.js';
import { BulletinKinds } from './bulletin-kinds.js';
import { BulletinLog } from './bulletin-log.js';
import { BulletinViews } from './bulletin-views.js';
import { BulletinsController } from './bulletins.controller.js';
import { BulletinsService } from './bulletins.service.js';
import { ReviewBulletin } from './review-bulletin.js';
import { ReviewMonthReader } from './review-month.js';

/** 通报. Other modules add their kinds through {@link BulletinKinds}. */
@Module({
  controllers: [BulletinsController],
  providers: [CourtParameters, BulletinKinds, BulletinContent, BulletinLog, BulletinViews, BulletinsService, ReviewBulletin, ReviewMonthReader],
  exports: [BulletinContent, BulletinKinds, BulletinViews, BulletinsService],
})
export class BulletinsModule {}
