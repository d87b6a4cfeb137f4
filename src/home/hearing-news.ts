import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { may } from '../platform/permissions/data-scope.js';
import { HearingsService } from '../quality-review/forms/hearings.service.js';
import type { HomeView } from './dto/home.dto.js';

/** 庭审考评 on the home page: hearings whose marks one owes. */
@Injectable()
export class HearingNews {
  constructor(private readonly hearings: HearingsService) {}

  async todo(actor: Actor): Promise<HomeView['todo']> {
    if (!actor.personId || !may(actor, 'review.record')) return [];
    return (await this.hearings.waitingFor(actor.personId)).map(({ id, caseNumber, judge, dueOn }) => ({
      key: `hearing:${id}`,
      due: dueOn,
      urgency: 'later' as const,
      title: { zh: `庭审评分 ${caseNumber}`, en: `Mark the hearing of ${caseNumber}` },
      detail: { zh: `承办人 ${judge}`, en: `judge ${judge}` },
      link: `/review/hearings?hearing=${id}`,
    }));
  }
}
