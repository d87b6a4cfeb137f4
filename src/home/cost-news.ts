import { Injectable } from '@nestjs/common';
import { CostsNews } from '../costs/cost-news.js';
import type { Actor } from '../kernel/actor.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];

/** Judicial costs on the home page: the office enters the month and decides on explanations, a chief explains what is implausibly low. */
@Injectable()
export class CostNews {
  constructor(private readonly news: CostsNews) {}

  async todo(actor: Actor): Promise<Todo[]> {
    const month = this.news.month();
    const [enter, decide, explain] = [await this.news.toEnter(actor), await this.news.toDecide(actor), await this.news.toExplain(actor)];
    return [
      ...(enter ? [item(`enter:${month}`, { zh: `登记 ${month} 司法成本`, en: `Enter the judicial costs of ${month}` }, { zh: `${enter} 个庭室还没有登记`, en: `${enter} unit(s) without entries` }, `/costs?period=${month}&enter=true`)] : []),
      ...(decide ? [item('decide', { zh: '审定成本偏低说明', en: 'Decide on explanations of low costs' }, { zh: `${decide} 份`, en: String(decide) }, `/costs?period=${month.slice(0, 4)}&view=remarks&state=waiting`)] : []),
      ...explain.map(({ divisionId, name, nameEn, category, label }) => item(`explain:${divisionId}:${category}`, { zh: `说明成本偏低：${label.zh}`, en: `Explain an implausibly low cost: ${label.en}` }, { zh: `${name} ${month}，认可前不评等次`, en: `${nameEn} ${month}; no grade before it is accepted` }, `/costs?period=${month}&unit=${divisionId}&category=${category}`)),
    ];
  }
}

function item(key: string, title: Todo['title'], detail: Todo['detail'], link: string): Todo {
  return { key: `cost:${key}`, due: null, urgency: 'week', title, detail, link };
}
