import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { GroupSights } from './group-sight.js';
import { LiveGroups } from './live-groups.js';
import { PeerGroupsService } from './peer-groups.service.js';
import { TouchedPeople } from './touched-people.js';
import { VisiblePeople } from './visible-people.js';

@Module({ imports: [EvaluationModule], providers: [PeerGroupsService, LiveGroups, TouchedPeople, VisiblePeople, GroupSights], exports: [PeerGroupsService, TouchedPeople, VisiblePeople, GroupSights, EvaluationModule] })
export class PeerComparisonModule {}
