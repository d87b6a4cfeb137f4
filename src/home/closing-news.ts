import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual, Not } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { groupTitle, readKey } from '../peer-comparison/peer-groups.service.js';
import { Database } from '../platform/database/database.js';
import { may } from '../platform/permissions/data-scope.js';
import { CorrectionPerson, PeriodCorrection, PeriodObjection } from '../ranking/closing/closing.entities.js';
import { EvaluationCommittee } from '../ranking/closing/committee.js';
import { UnsettledResults } from '../ranking/closing/unsettled-results.js';
import { correctionNumber } from '../rules/period-closing.js';
import type { HomeView } from './dto/home.dto.js';

const RECENT_DAYS = 30;
type Todo = HomeView['todo'][number];

interface ClosingNewsRow {
  period: string;
  status: string;
  askedById: string | null;
  noticeUntil: Day | null;
}

/** Closing on the home page: what awaits the committee, the second person and the office; and whoever a correction touches is told. */
@Injectable()
export class ClosingNews {
  constructor(
    private readonly database: Database,
    private readonly committee: EvaluationCommittee,
    private readonly open: UnsettledResults,
  ) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'period.read')) return [];
    const { courtId } = actor;
    const closings = await this.database.rows<ClosingNewsRow>(
      `SELECT period AS "period", status AS "status", asked_by_id AS "askedById", notice_until AS "noticeUntil" FROM period_closing WHERE court_id = :courtId AND status <> 'published' ORDER BY period`, { courtId },
    );
    const decides = may(actor, 'period.approve') && closings.some(({ status }) => status === 'submitted') && (await this.committee.seats(courtId, today)).some(({ personId }) => personId === actor.personId);
    return [...closings.flatMap((one) => this.ofClosing(actor, one, today, decides)), ...(may(actor, 'ranking.publish') ? await this.ofOffice(actor) : [])];
  }

  async arrivals(actor: Actor, today: Day): Promise<HomeView['arrivals']> {
    if (!may(actor, 'period.object')) return [];
    const since = addDays(today, -RECENT_DAYS);
    const touching = actor.personId ? await this.database.repository(CorrectionPerson).findBy({ courtId: actor.courtId, personId: actor.personId }) : [];
    const corrections = touching.length ? await this.database.repository(PeriodCorrection).find({ where: { courtId: actor.courtId, id: In(touching.map(({ correctionId }) => correctionId)), confirmedAt: MoreThanOrEqual(since) }, order: { year: 'DESC', number: 'DESC' } }) : [];
    const notices = await this.database.rows<{ period: string; noticeUntil: Day }>(`SELECT period AS "period", notice_until AS "noticeUntil" FROM period_closing WHERE court_id = :courtId AND status = 'noticed' ORDER BY notice_until`, { courtId: actor.courtId });
    const answered = actor.personId ? await this.database.repository(PeriodObjection).find({ where: { courtId: actor.courtId, answeredOn: MoreThanOrEqual(since) }, order: { answeredOn: 'DESC', id: 'ASC' } }) : [];
    const said = { upheld: { zh: '成立', en: 'upheld' }, dismissed: { zh: '不成立', en: 'dismissed' } };
    return [
      ...answered.flatMap(({ period, status, objectorId, personIds }) =>
        status === 'open' || ![objectorId, ...personIds].includes(actor.personId!) ? [] : [{ text: objectorId === actor.personId ? { zh: `您对 ${period} 考评结果的异议已答复：${said[status].zh}`, en: `Your objection to the results of ${period} was answered: ${said[status].en}` } : { zh: `对您 ${period} 考评结果的异议已答复：${said[status].zh}`, en: `An objection to your result of ${period} was answered: ${said[status].en}` }, link: `/periods/${period}/notice` }],
      ),
      ...corrections.map((one) => ({ text: corrected(one, actor.personId!), link: `/corrections/${one.id}` })),
      ...notices.map(({ period, noticeUntil }) => ({ text: noticeUntil >= today ? { zh: `${period} 考评结果公示至 ${noticeUntil}`, en: `Results of ${period} on notice until ${noticeUntil}` } : { zh: `${period} 考评结果公示已于 ${noticeUntil} 期满`, en: `The notice of ${period} ended on ${noticeUntil}` }, link: `/periods/${period}/notice` })),
    ];
  }

  /** @param decides holds a seat on the committee today */
  private ofClosing(actor: Actor, { period, status, askedById, noticeUntil }: ClosingNewsRow, today: Day, decides: boolean): Todo[] {
    const link = `/periods/${period}/close`;
    const office = may(actor, 'ranking.close');
    if (status === 'submitted' && decides) return [item(`approve:${period}`, { zh: '审议考核期结果', en: 'Decide on the result of a period' }, period, null, link)];
    if (status === 'approved' && office) return [item(`freeze:${period}`, { zh: '冻结考核期结果', en: 'Freeze the result of a period' }, period, null, link)];
    if (status === 'freezing' && office && askedById !== actor.userId) return [item(`second:${period}`, { zh: '确认冻结（第二人）', en: 'Confirm a freeze as second person' }, period, null, link)];
    if (status === 'frozen' && office) return [item(`notice:${period}`, { zh: '开始公示考评结果', en: 'Begin the notice of results' }, period, null, link)];
    if (status === 'noticed' && office && noticeUntil && noticeUntil < today) return [item(`publish:${period}`, { zh: '公示期满，发布结果', en: 'Publish: the notice is over' }, period, noticeUntil, link)];
    return [];
  }

  private async ofOffice({ courtId, userId, personId }: Actor): Promise<Todo[]> {
    const objections = await this.database.repository(PeriodObjection).find({ where: { courtId, status: 'open' }, order: { filedOn: 'ASC', id: 'ASC' } });
    const proposed = await this.database.repository(PeriodCorrection).find({ where: { courtId, status: 'proposed', proposedById: Not(userId) }, order: { proposedAt: 'ASC', id: 'ASC' } });
    const concerns = (people: readonly string[]): boolean => personId !== null && people.includes(personId);
    const due = await this.open.upheld(courtId);
    const late = await this.open.granted(courtId);
    return [
      ...due.map(({ id, period, signedName }) => item(`due:${id}`, { zh: '异议已成立，请提出编号更正', en: 'An objection was upheld: propose a numbered correction' }, `${period} · ${signedName}`, null, `/periods/${period}/close`)),
      // Whoever objected, or is concerned, does not answer.
      ...objections.filter(({ objectorId, personIds }) => !concerns([objectorId, ...personIds])).map(({ id, period, signedName }) => item(`objection:${id}`, { zh: '答复考评结果异议', en: 'Answer an objection to a result' }, `${period} · ${signedName}`, null, `/periods/${period}/notice`)),
      ...proposed.filter(({ people }) => !concerns(people)).map(({ id, period }) => item(`correction:${id}`, { zh: '确认更正（第二人）', en: 'Confirm a correction as second person' }, period, null, `/corrections/${id}`)),
      ...late.map(({ id, period, year, number }) => item(`late:${id}:${period}`, { zh: '复议改变了已冻结的结果，请提出更正', en: 'A reconsideration changed a frozen result: propose a correction' }, `${period} · 复议〔${year}〕第${number}号`, null, `/periods/${period}/close`)),
    ];
  }
}

/** Whether the own figures became others, or the group in which they stand. */
function corrected({ year, number, period, groups }: PeriodCorrection, personId: string): Todo['title'] {
  const own = groups.flatMap(({ group, changes }) => changes.filter((change) => change.personId === personId).map(({ before, after }) => ({ title: groupTitle(readKey(group).post, readKey(group).nature), before, after })));
  const said = [
    ...own.filter(({ after }) => after === null).map(({ title }) => ({ zh: `不再在${title.zh}组`, en: `no longer in the group ${title.en}` })),
    ...own.filter(({ before }) => before === null).map(({ title }) => ({ zh: `列入${title.zh}组`, en: `now in the group ${title.en}` })),
  ];
  const name = correctionNumber(year!, number!);
  return {
    zh: `您 ${period} 的结果已由 ${name} 更正${said.length ? `：${said.map(({ zh }) => zh).join('，')}` : ''}`,
    en: `Your result of ${period} was corrected by ${name}${said.length ? `: ${said.map(({ en }) => en).join(', ')}` : ''}`,
  };
}

function item(key: string, title: Todo['title'], detail: string, due: Day | null, link: string): Todo {
  return { key: `closing:${key}`, due, urgency: due ? 'later' : 'week', title, detail: { zh: detail, en: detail }, link };
}
