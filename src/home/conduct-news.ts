import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { ConductNews as News, type ConductTask } from '../conduct/conduct-news.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];
type Words = Todo['title'];

/** Conduct on the home page: what awaits the person, the investigator and the office. No words of a record, only its number. */
@Injectable()
export class ConductNews {
  constructor(private readonly news: News) {}

  async todo(actor: Actor): Promise<Todo[]> {
    const [answer, state, investigate, counts] = [await this.news.toAnswer(actor), await this.news.toState(actor), await this.news.toInvestigate(actor), await this.news.counts(actor)];
    const each = (kind: string, tasks: readonly ConductTask[], title: Words, link: (id: string) => string): Todo[] =>
      tasks.map(({ id, number, due }) => ({ key: `conduct:${kind}:${id}`, due, urgency: due ? 'later' : 'week', title, detail: { zh: number, en: number }, link: link(id) }));
    const many = (kind: string, n: number, title: Words, link: string): Todo[] => (n ? [{ key: `conduct:${kind}`, due: null, urgency: 'week', title, detail: { zh: `${n} 件`, en: String(n) }, link }] : []);
    return [
      ...each('answer', answer, { zh: '确认登记或提出异议', en: 'Acknowledge an entry or object' }, (id) => `/me/conduct?entry=${id}`),
      ...each('state', state, { zh: '就投诉作陈述', en: 'Make a statement on a complaint' }, (id) => `/me/conduct?complaint=${id}`),
      ...each('investigate', investigate, { zh: '核查投诉信访', en: 'Investigate a complaint' }, (id) => `/conduct/complaints?open=${id}`),
      ...many('assign', counts.assign, { zh: '投诉信访待交办', en: 'Complaints to assign' }, '/conduct/complaints?state=received'),
      ...many('reply', counts.answer, { zh: '投诉信访待答复', en: 'Complaints to answer' }, '/conduct/complaints?state=verified'),
      ...many('merits', counts.merits, { zh: '加分待审批', en: 'Merit claims to approve' }, '/conduct/merits?state=claimed'),
      ...many('objections', counts.objections, { zh: '登记异议待决定', en: 'Objections to entries to decide' }, '/conduct/entries?box=toDecide'),
      ...many('honours', counts.honours, { zh: '外部荣誉待确认', en: 'Outside honours to confirm' }, '/conduct/honours?state=recorded'),
      ...many('leads', counts.leads, { zh: '廉政线索待办理', en: 'Integrity leads to handle' }, '/conduct/complaints?state=confined'),
    ];
  }
}
