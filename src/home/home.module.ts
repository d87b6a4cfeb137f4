import { Module } from '@nestjs/common';
import { RankingModule } from '../ranking/ranking.module.js';
import { AssignmentNews } from './assignment-news.js';
import { HomeController } from './home.controller.js';
import { HomeService } from './home.service.js';

@Module({ imports: [RankingModule], controllers: [HomeController], providers: [HomeService, AssignmentNews] })
export class HomeModule {}
