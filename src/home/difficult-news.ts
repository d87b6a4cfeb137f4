import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { roundName } from '../difficult-cases/difficult-case-words.js';
import { DifficultNews as News, type NoticeNews, type RoundNews } from '../difficult-cases/difficult-news.js';
import { may } from '../platform/permissions/data-scope.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];
const RECENT_DAYS = 30;

/** Difficult cases on the home page: what awaits judge, chief, member and office, each with its day. */
@Injectable()
export class DifficultNews {
  constructor(private readonly news: News) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'difficult.read')) return [];
    const [rounds, opinions, votes, answers] = await Promise.all([this.news.rounds(actor), this.news.awaitingOpinion(actor), this.news.awaitingVote(actor), this.news.awaitingAnswer(actor)]);
    const collecting = rounds.find(({ status }) => status === 'collecting');
    const open = rounds.find(({ status, applyFrom, applyUntil }) => status === 'collecting' && applyFrom <= today && today <= applyUntil);
    return [
      ...(open && actor.personId && may(actor, 'difficult.apply') ? [item('apply', open, { zh: '难案申报截止', en: 'Last day to claim difficult cases' }, name(open), open.applyUntil, '/me/difficult-cases/new')] : []),
      ...(opinions && collecting ? [item('opine', collecting, { zh: '签署难案意见', en: 'Give opinions on difficult cases' }, count(opinions), collecting.applyUntil, '/me/difficult-cases?box=toOpine')] : []),
      ...votes.map((round) => item('vote', round, { zh: '难案表决', en: 'Vote on difficult cases' }, count(round.left), round.voteUntil, `/difficult/rounds/${round.id}`)),
      ...answers.map((objection) => item('answer', objection, { zh: '答复难案公示异议', en: 'Answer an objection to a notice' }, { zh: objection.caseNumber, en: objection.caseNumber }, null, `/difficult/notices/${objection.noticeId}`)),
      ...(may(actor, 'difficult.manage') ? rounds.flatMap((round) => this.office(round, today)) : []),
    ];
  }

  async arrivals(actor: Actor, today: Day): Promise<HomeView['arrivals']> {
    if (!may(actor, 'difficult.read')) return [];
    const notices = await this.news.notices(actor, addDays(today, -RECENT_DAYS));
    return notices.map((notice) => ({
      text: notice.noticeUntil >= today ? { zh: `难案评定结果公示至 ${notice.noticeUntil}，${notice.cases} 件`, en: `Difficult cases on notice until ${notice.noticeUntil}: ${notice.cases}` } : { zh: `难案公示已于 ${notice.noticeUntil} 期满，${notice.cases} 件`, en: `The notice of ${notice.cases} difficult case(s) ended on ${notice.noticeUntil}` },
      link: `/difficult/notices/${notice.id}`,
    }));
  }

  /** What the office owes a round: the next step once its day has come. */
  private office(round: RoundNews, today: Day): Todo[] {
    const link = `/difficult/rounds/${round.id}`;
    if (round.status === 'collecting' && today > round.applyUntil) return [item('start', round, { zh: '难案：开始表决', en: 'Difficult cases: begin the vote' }, name(round), round.applyUntil, link)];
    if (round.status === 'voting' && today > round.voteUntil) return [item('count', round, { zh: '难案：计票', en: 'Difficult cases: count the votes' }, name(round), round.voteUntil, link)];
    if (round.status === 'counted') return [item('publish', round, { zh: '难案：提请公示', en: 'Difficult cases: publish' }, name(round), null, link)];
    if (round.status === 'noticed' && round.noticeUntil && today > round.noticeUntil) return [item('close', round, { zh: '难案：结束本轮', en: 'Difficult cases: close the round' }, name(round), round.noticeUntil, link)];
    return [];
  }
}

const name = (round: RoundNews): Todo['detail'] => roundName(round);
const count = (n: number): Todo['detail'] => ({ zh: `${n} 件`, en: `${n} case(s)` });

function item(kind: string, { id }: Pick<RoundNews | NoticeNews, 'id'>, title: Todo['title'], detail: Todo['detail'], due: Day | null, link: string): Todo {
  return { key: `difficult:${kind}:${id}`, due, urgency: due ? 'later' : 'week', title, detail, link };
}
