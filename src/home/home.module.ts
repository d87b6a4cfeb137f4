import { Module } from '@nestjs/common';
import { RankingModule } from '../ranking/ranking.module.js';
import { AssignmentNews } from './assignment-news.js';
import { HomeController } from './home.controller.js';
import { HomeService } from './home.service.js';
import { ReconsiderationModule } from '../reconsideration/reconsideration.module.js';
import { ReconsiderationNews } from './reconsideration-news.js';

@Module({ imports: [RankingModule, ReconsiderationModule], controllers: [HomeController], providers: [HomeService, AssignmentNews, ReconsiderationNews] })
export class HomeModule {}
