import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { PeerGroupsService } from './peer-groups.service.js';

@Module({ imports: [EvaluationModule], providers: [PeerGroupsService], exports: [PeerGroupsService, EvaluationModule] })
export class PeerComparisonModule {}
