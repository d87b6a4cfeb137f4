import { Module } from '@nestjs/common';
import { RankingModule } from '../ranking/ranking.module.js';
import { HomeController } from './home.controller.js';
import { HomeService } from './home.service.js';

@Module({ imports: [RankingModule], controllers: [HomeController], providers: [HomeService] })
export class HomeModule {}
