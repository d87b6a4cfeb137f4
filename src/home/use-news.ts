import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { BonusRow } from '../bonuses/dto/bonus.dto.js';
import { BonusViews } from '../bonuses/bonus-views.js';
import { may } from '../platform/permissions/data-scope.js';
import { CompetitionViews } from '../promotions/competition-views.js';
import { SelectionViews } from '../promotions/selection-views.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];
const SELECTION: Readonly<Record<'record' | 'approve', Todo['title']>> = {
  record: { zh: '评先评优、选派：登记结果', en: 'Honours or training: record the outcomes' },
  approve: { zh: '确定评先评优、选派结果', en: 'Make honours or training final' },
};
const COMPETITION: Readonly<Record<'reckon' | 'publish' | 'answer' | 'close', Todo['title']>> = {
  reckon: { zh: '竞岗：登记成绩、抽取并计算', en: 'Competition: enter marks, draw and reckon' },
  publish: { zh: '公布竞岗结果', en: 'Publish a competition' },
  answer: { zh: '答复竞岗异议', en: 'Answer an objection to a competition' },
  close: { zh: '竞岗异议期满，结束竞岗', en: 'Close a competition: the time for objections is over' },
};
const FIRST = { page: 1, pageSize: 20 };

/** The use of results on the home page: what waits for approval, payment, publication, marks, outcomes or an answer, and what the reader was paid. */
@Injectable()
export class UseNews {
  constructor(
    private readonly bonuses: BonusViews,
    private readonly selections: SelectionViews,
    private readonly competitions: CompetitionViews,
  ) {}

  async todo(actor: Actor): Promise<Todo[]> {
    const [approves, manages] = [may(actor, 'use.approve'), may(actor, 'use.manage')];
    if (!approves && !manages) return [];
    const rounds = (status: string): Promise<BonusRow[]> => this.bonuses.list(actor, { ...FIRST, status }).then(({ items }) => items);
    return [
      ...(approves ? (await rounds('submitted')).filter(({ awaitsMe }) => awaitsMe).map(({ id, title }) => item(`bonus:approve:${id}`, { zh: '批准奖金', en: 'Approve a bonus round' }, title, `/use/bonus/${id}`)) : []),
      ...(manages ? (await rounds('approved')).map(({ id, title }) => item(`bonus:pay:${id}`, { zh: '发放奖金', en: 'Pay a bonus round' }, title, `/use/bonus/${id}`)) : []),
      ...(await this.selections.awaiting(actor)).map(({ step, id, title }) => item(`selection:${step}:${id}`, SELECTION[step], title, `/use/selections/${id}`)),
      ...(await this.competitions.awaiting(actor)).map(({ step, id, title }) => item(`competition:${step}:${id}`, COMPETITION[step], title, `/use/competitions/${id}`)),
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
