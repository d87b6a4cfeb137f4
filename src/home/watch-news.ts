import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { DomainError } from '../kernel/domain-error.js';
import { may } from '../platform/permissions/data-scope.js';
import { WatchViews } from '../ranking/watch/watch-views.service.js';
import type { HomeView } from './dto/home.dto.js';

/** What a year shows only once it is over is still news in the first months after it. */
const NEWS_OF_LAST_YEAR_UNTIL = '04';

/** 异常提示 on the home page: for whoever explains them, whom they concern, and the leaders who read them. */
@Injectable()
export class WatchNews {
  constructor(private readonly watch: WatchViews) {}

  async todo(actor: Actor, today: Day): Promise<HomeView['todo']> {
    const todo: HomeView['todo'] = [];
    for (const { year, withoutOffice, ownUnanswered } of await this.years(actor, today)) {
      const link = `/ranking/watch?year=${year}`;
      if (withoutOffice && may(actor, 'watch.explain'))
        todo.push({ key: `watch:explain:${year}`, due: null, urgency: 'week', title: { zh: '说明异常提示', en: 'Explain signs of the watch' }, detail: { zh: `${year}年 ${withoutOffice} 条还没有审管办的说明`, en: `${withoutOffice} of ${year} without a word of the trial office` }, link });
      if (ownUnanswered)
        todo.push({ key: `watch:answer:${year}`, due: null, urgency: 'week', title: { zh: '说明与本人有关的异常提示', en: 'Answer a sign of the watch that concerns you' }, detail: { zh: `${year}年 ${ownUnanswered} 条；不进入得分，可以说明情况`, en: `${ownUnanswered} of ${year}; it enters no score, you may say what the matter is` }, link });
    }
    return todo;
  }

  async signals(actor: Actor, today: Day): Promise<HomeView['signals']> {
    return (await this.years(actor, today)).flatMap(({ year, signs, withoutOffice }) =>
      signs && !may(actor, 'watch.explain')
        ? [{ text: { zh: `${year}年异常提示 ${signs} 条，其中 ${withoutOffice} 条审管办还没有说明`, en: `${signs} signs of the watch in ${year}, ${withoutOffice} not explained by the trial office yet` }, link: `/ranking/watch?year=${year}` }]
        : [],
    );
  }

  private async years(actor: Actor, today: Day): Promise<{ year: number; signs: number; withoutOffice: number; ownUnanswered: number }[]> {
    if (!may(actor, 'watch.read')) return [];
    const year = Number(today.slice(0, 4));
    const found = [];
    for (const one of today.slice(5, 7) < NEWS_OF_LAST_YEAR_UNTIL ? [year - 1, year] : [year])
      try {
        found.push({ year: one, ...(await this.watch.unspoken(actor, one)) });
      } catch (error) {
        // A court that has not set its lines has no watch; its page says so.
        if (!(error instanceof DomainError)) throw error;
      }
    return found;
  }
}
