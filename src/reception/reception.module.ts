import { Module } from '@nestjs/common';
import { ReceptionDays } from './reception-days.service.js';
import { ReceptionDaysController } from './reception-days.controller.js';
import { ReceptionNews } from './reception-news.js';
import { ReceptionRoster } from './reception-roster.js';

/** 接待日: the roster of chiefs and leaders, attendance, and excuses decided by a second person. */
@Module({
  controllers: [ReceptionDaysController],
  providers: [ReceptionDays, ReceptionNews, ReceptionRoster],
  exports: [ReceptionNews],
})
export class ReceptionModule {}
