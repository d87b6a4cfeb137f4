import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { may } from '../platform/permissions/data-scope.js';
import { ReconsiderationFacts, type WaitingRequest } from '../reconsideration/reconsideration-facts.js';
import { numberOf } from '../reconsideration/request-words.js';
import type { HomeView } from './dto/home.dto.js';

const RECENT_DAYS = 30;
const OUTCOMES = { upheld: { zh: '成立', en: 'upheld' }, partlyUpheld: { zh: '部分成立', en: 'partly upheld' }, refused: { zh: '不成立', en: 'refused' } };
type Todo = HomeView['todo'][number];
type Words = Pick<Todo, 'title' | 'detail'>;

/** Reconsideration on the home page: what one has to do for a request, and what became of one’s own. */
@Injectable()
export class ReconsiderationNews {
  constructor(private readonly requests: ReconsiderationFacts) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    const person = actor.personId;
    const office = may(actor, 'reconsideration.handle') ? await this.requests.forOffice(actor.courtId, today) : [];
    const bench = person && may(actor, 'reconsideration.reply') ? await this.requests.toAnswer(person) : [];
    const own = person && may(actor, 'reconsideration.file') ? await this.requests.ofApplicant(person, today) : [];
    return [
      ...office.map((request) => todoOf('handle', request, officeWords(request, today), request.dueOn)),
      ...bench.map((request) => todoOf('answer', request, { title: { zh: `表决或答复 ${numberOf(request)}`, en: `Vote on or answer ${numberOf(request)}` }, detail: from(request) }, request.dueOn)),
      ...own.map((request) => todoOf('own', request, ownWords(request), null)),
    ];
  }

  async arrivals(actor: Actor, today: Day): Promise<HomeView['arrivals']> {
    if (!actor.personId || !may(actor, 'reconsideration.read')) return [];
    const since = addDays(today, -RECENT_DAYS);
    const answered = await this.requests.answeredFor(actor.personId, since);
    const changed = await this.requests.changedFor(actor.personId, since);
    return [
      ...answered.map((request) => ({
        text: { zh: `${numberOf(request)} 已答复：${OUTCOMES[request.outcome].zh}`, en: `${numberOf(request)} answered: ${OUTCOMES[request.outcome].en}` },
        link: `/reconsiderations/${request.id}`,
      })),
      ...changed.map((finding) => ({
        text: { zh: `${finding.caseNumber} 的一项差错经 ${numberOf(finding)} 更正：${OUTCOMES[finding.outcome].zh}`, en: `A finding in ${finding.caseNumber} was changed by ${numberOf(finding)}: ${OUTCOMES[finding.outcome].en}` },
        link: `/cases/${finding.caseId}`,
      })),
    ];
  }
}

function todoOf(kind: string, { id }: WaitingRequest, words: Words, due: Day | null): Todo {
  return { key: `reconsideration:${kind}:${id}`, due, urgency: due ? 'later' : 'week', ...words, link: `/reconsiderations/${id}` };
}

const from = ({ applicant }: WaitingRequest): Todo['detail'] => ({ zh: `申请人 ${applicant}`, en: `asked for by ${applicant}` });

function officeWords(request: WaitingRequest, today: Day): Words {
  const number = numberOf(request);
  if (request.dueOn !== null && request.dueOn < today) return { title: { zh: `督办 ${number}`, en: `Chase ${number}` }, detail: { zh: `答复期限已过，申请人 ${request.applicant}`, en: `past the day of the answer; asked for by ${request.applicant}` } };
  if (request.status === 'filed') return { title: { zh: `受理 ${number}`, en: `Accept ${number}` }, detail: from(request) };
  return { title: { zh: `抽定复核委员 ${number}`, en: `Draw the committee’s bench for ${number}` }, detail: from(request) };
}

function ownWords(request: WaitingRequest): Words {
  const number = numberOf(request);
  return request.status === 'returned'
    ? { title: { zh: `补正 ${number}`, en: `Complete ${number}` }, detail: { zh: '已退回，补正后重新提交', en: 'returned; complete and file it again' } }
    : { title: { zh: `${number} 已答复`, en: `${number} has been answered` }, detail: { zh: '不服的，可提请委员会复核', en: 'you may take it to the committee' } };
}
