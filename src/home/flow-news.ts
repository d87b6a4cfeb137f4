import { Injectable } from '@nestjs/common';
import { CaseFlowService } from '../cases/flow/case-flow.service.js';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { may } from '../platform/permissions/data-scope.js';
import type { HomeView } from './dto/home.dto.js';

const RECENT_DAYS = 120;

/** 收结存 on the home page of whoever explains it: counts that do not reconcile and nobody has said why. */
@Injectable()
export class FlowNews {
  constructor(private readonly flows: CaseFlowService) {}

  async todo(actor: Actor, today: Day): Promise<HomeView['todo']> {
    if (!may(actor, 'flow.explain')) return [];
    const open = await this.flows.unexplained(actor.courtId, addDays(today, -RECENT_DAYS));
    return open.map(({ period, gaps }) => ({
      key: `caseFlow:${period}`, due: null, urgency: 'week', title: { zh: '说明收结存差额', en: 'Explain gaps of the case flow' },
      detail: { zh: `${period} 有 ${gaps} 处登记未结数与案件日期不符`, en: `${gaps} registered count(s) of ${period} do not reconcile` }, link: `/cases/flow?period=${period}`,
    }));
  }
}
