import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { daysBetween, type Day } from '../kernel/day.js';
import { may } from '../platform/permissions/data-scope.js';
import { ReceptionNews as News } from '../reception/reception-news.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];
const PAGE = '/conduct/reception';
const WEEK = 7;

/** Reception days on the home page: the own next one, an absence to explain, excuses to decide, attendance to record. */
@Injectable()
export class ReceptionNews {
  constructor(private readonly news: News) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'reception.read')) return [];
    const todo: Todo[] = [];
    if (actor.personId && may(actor, 'reception.excuse')) {
      const next = await this.news.next(actor, today);
      if (next) todo.push({ key: `reception:next:${next.id}`, due: next.day, urgency: urgency(next.day, today), title: { zh: '我的接待日', en: 'My reception day' }, detail: { zh: `${next.day} ${next.place}`, en: `${next.day}, ${next.place}` }, link: `${PAGE}?month=${next.day.slice(0, 7)}` });
      for (const { id, day, place } of await this.news.unexplained(actor)) {
        todo.push({ key: `reception:excuse:${id}`, due: null, urgency: 'week', title: { zh: '说明接待日缺席理由', en: 'Explain an absence on a reception day' }, detail: { zh: `${day} ${place}`, en: `${day}, ${place}` }, link: `${PAGE}?month=${day.slice(0, 7)}` });
      }
    }
    const excuses = may(actor, 'reception.decide') ? await this.news.toDecide(actor) : 0;
    if (excuses) todo.push({ key: 'reception:decide', due: null, urgency: 'week', title: { zh: '决定接待日缺席理由', en: 'Decide on excuses for reception days' }, detail: { zh: `${excuses} 件`, en: `${excuses}` }, link: `${PAGE}?state=excuseAsked` });
    const { count, first } = may(actor, 'reception.manage') ? await this.news.unrecorded(actor, today) : { count: 0, first: null };
    if (count && first) todo.push({ key: 'reception:record', due: first, urgency: 'overdue', title: { zh: '登记接待日到岗情况', en: 'Record attendance on reception days' }, detail: { zh: `${count} 人次`, en: `${count}` }, link: `${PAGE}?month=${first.slice(0, 7)}` });
    return todo;
  }
}

function urgency(due: Day, today: Day): Todo['urgency'] {
  const days = daysBetween(today, due);
  return days === 0 ? 'today' : days <= WEEK ? 'week' : 'later';
}
