import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { ResearchNews as News } from '../research/research-news.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];

/** Research on the home page: what the office verifies and looks at again, and what came back to its author. */
@Injectable()
export class ResearchNews {
  constructor(private readonly news: News) {}

  async todo(actor: Actor): Promise<Todo[]> {
    const [verify, again, returned] = [await this.news.toVerify(actor), await this.news.toLookAgain(actor), await this.news.returned(actor)];
    return [
      ...(verify ? [item('verify', { zh: '核定调研成果', en: 'Verify publications' }, pieces(verify), '/research/ledger?view=toVerify')] : []),
      ...(again ? [item('again', { zh: '复核调研成果异议', en: 'Look again at publications objected to' }, pieces(again), '/research/ledger?view=objections')] : []),
      ...returned.map(({ id, title }) => item(id, { zh: '调研成果被退回', en: 'A publication was returned' }, { zh: title, en: title }, `/research/pieces/${id}`)),
    ];
  }
}

const pieces = (n: number): Todo['detail'] => ({ zh: `${n} 件`, en: `${n} piece(s)` });

function item(key: string, title: Todo['title'], detail: Todo['detail'], link: string): Todo {
  return { key: `research:${key}`, due: null, urgency: 'week', title, detail, link };
}
