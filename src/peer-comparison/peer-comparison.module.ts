import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { LiveGroups } from './live-groups.js';
import { PeerGroupsService } from './peer-groups.service.js';
import { TouchedPeople } from './touched-people.js';

@Module({ imports: [EvaluationModule], providers: [PeerGroupsService, LiveGroups, TouchedPeople], exports: [PeerGroupsService, EvaluationModule] })
export class PeerComparisonModule {}
