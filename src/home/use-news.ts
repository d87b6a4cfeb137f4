import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { BonusRow } from '../bonuses/dto/bonus.dto.js';
import { BonusViews } from '../bonuses/bonus-views.js';
import { may } from '../platform/permissions/data-scope.js';
import { CompetitionViews } from '../promotions/competition-views.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];
const FIRST = { page: 1, pageSize: 20 };

/** The use of results on the home page: what waits for approval, payment, publication or marks, and what the reader was paid. */
@Injectable()
export class UseNews {
  constructor(
    private readonly bonuses: BonusViews,
    private readonly competitions: CompetitionViews,
  ) {}

  async todo(actor: Actor): Promise<Todo[]> {
    const [approves, manages] = [may(actor, 'use.approve'), may(actor, 'use.manage')];
    if (!approves && !manages) return [];
    const rounds = (status: string): Promise<BonusRow[]> => this.bonuses.list(actor, { ...FIRST, status }).then(({ items }) => items);
    const competitions = async (status: string): Promise<{ id: string; title: string }[]> => (await this.competitions.list(actor, { ...FIRST, status })).items;
    return [
      ...(approves ? (await rounds('submitted')).filter(({ awaitsMe }) => awaitsMe).map(({ id, title }) => item(`bonus:approve:${id}`, { zh: '批准奖金', en: 'Approve a bonus round' }, title, `/use/bonus/${id}`)) : []),
      ...(manages ? (await rounds('approved')).map(({ id, title }) => item(`bonus:pay:${id}`, { zh: '发放奖金', en: 'Pay a bonus round' }, title, `/use/bonus/${id}`)) : []),
      ...(approves ? (await competitions('reckoned')).map(({ id, title }) => item(`competition:publish:${id}`, { zh: '公布竞岗结果', en: 'Publish a competition' }, title, `/use/competitions/${id}`)) : []),
      ...(manages ? (await competitions('open')).map(({ id, title }) => item(`competition:reckon:${id}`, { zh: '竞岗：登记成绩、抽取并计算', en: 'Competition: enter marks, draw and reckon' }, title, `/use/competitions/${id}`)) : []),
    ];
  }

  async arrivals(actor: Actor): Promise<HomeView['arrivals']> {
    if (!actor.personId || !may(actor, 'use.read')) return [];
    const [latest] = await this.bonuses.mine(actor);
    return latest && latest.status !== 'superseded' ? [{ text: { zh: `${latest.title}：您的金额 ${latest.amount} 元，可查看算法`, en: `${latest.title}: your amount is ${latest.amount} yuan; see how it came about` }, link: '/use/bonus' }] : [];
  }
}

function item(key: string, title: Todo['title'], name: string, link: string): Todo {
  return { key, due: null, urgency: 'week', title, detail: { zh: name, en: name }, link };
}
