import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, daysBetween, type Day } from '../kernel/day.js';
import { DomainError } from '../kernel/domain-error.js';
import { periodOf, previousPeriod } from '../kernel/evaluation-period.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { may, scopeCondition, widestScope, type SqlCondition } from '../platform/permissions/data-scope.js';
import { ScoresService } from '../ranking/scores.service.js';
import { AssignmentNews } from './assignment-news.js';
import { BulletinNews } from './bulletin-news.js';
import { ConductNews } from './conduct-news.js';
import { CostNews } from './cost-news.js';
import type { HomeView, SearchView } from './dto/home.dto.js';
import { ClosingNews } from './closing-news.js';
import { DifficultNews } from './difficult-news.js';
import { FlowNews } from './flow-news.js';
import { FindingNews } from './finding-news.js';
import { HearingNews } from './hearing-news.js';
import { PlanningNews } from './planning-news.js';
import { ReceptionNews } from './reception-news.js';
import { ResearchNews } from './research-news.js';
import { ReconsiderationNews } from './reconsideration-news.js';
import { SignOffNews } from './sign-off-news.js';
import { UseNews } from './use-news.js';
import { WatchNews } from './watch-news.js';

const LONG_PENDING_DAYS = 365;
const MOST = 10;
type Todo = HomeView['todo'][number];

/** What awaits the reader, and for those who see a court or a division, what its numbers say. */
@Injectable()
export class HomeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scores: ScoresService,
    private readonly assignment: AssignmentNews,
    private readonly reconsiderations: ReconsiderationNews,
    private readonly signOffs: SignOffNews,
    private readonly findings: FindingNews,
    private readonly hearings: HearingNews,
    private readonly bulletins: BulletinNews,
    private readonly planning: PlanningNews,
    private readonly difficult: DifficultNews,
    private readonly conduct: ConductNews,
    private readonly research: ResearchNews,
    private readonly costs: CostNews,
    private readonly closing: ClosingNews,
    private readonly flow: FlowNews,
    private readonly reception: ReceptionNews,
    private readonly use: UseNews,
    private readonly watch: WatchNews,
  ) {}

  async home(actor: Actor): Promise<HomeView> {
    const today = this.clock.today();
    const todo = [...(await this.reviews(actor, today)), ...(await this.reception.todo(actor, today)), ...(await this.limits(actor, today)), ...(await this.costs.todo(actor)), ...(await this.research.todo(actor)), ...[...(await this.findings.todo(actor, today)), ...(await this.hearings.todo(actor)), ...(await this.assignment.todo(actor)), ...(await this.reconsiderations.todo(actor, today)), ...(await this.signOffs.todo(actor, today)), ...(await this.bulletins.todo(actor, today)), ...(await this.planning.todo(actor, today)), ...(await this.difficult.todo(actor, today)), ...(await this.conduct.todo(actor)), ...(await this.closing.todo(actor, today)), ...(await this.use.todo(actor))].map((one) => (one.due ? { ...one, urgency: urgency(one.due, today) } : one))];
    return {
      today,
      todo: [...todo, ...(await this.flow.todo(actor, today)), ...(await this.watch.todo(actor, today))].sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.key.localeCompare(b.key)),
      month: await this.month(actor, today),
      arrivals: [...(await this.use.arrivals(actor)), ...(await this.reconsiderations.arrivals(actor, today)), ...(await this.bulletins.arrivals(actor, today)), ...(await this.closing.arrivals(actor, today)), ...(await this.difficult.arrivals(actor, today)), ...(await this.assignment.arrivals(actor, today)), ...(await this.planning.arrivals(actor, today))],
      signals: [...(await this.signals(actor, today)), ...(await this.watch.signals(actor, today))],
    };
  }

  /** The last whole month of somebody who is scored; `null` for everybody else. */
  private async month(actor: Actor, today: Day): Promise<HomeView['month']> {
    if (!may(actor, 'score.read') || !actor.personId) return null;
    const period = previousPeriod(periodOf(today, 'month')).key;
    try {
      const { total, peerMedian, rank, peerGroup } = await this.scores.mine(actor, period);
      return { period, total, peerMedian, rank, size: peerGroup.size };
    } catch (error) {
      // Nobody's peer that month, or no scheme for the post: no card, and the score page says why.
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async reviews(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'review.record') || !actor.personId) return [];
    const rows = await this.database.rows<{ id: string; caseNumber: string; cause: string; due: Day }>(
      `SELECT r.id AS id, c.case_number AS caseNumber, c.cause AS cause, COALESCE(r.due_on, r.planned_on) AS due FROM case_review r JOIN court_case c ON c.id = r.case_id
       WHERE r.reviewer_id = :me AND r.status <> 'submitted' ORDER BY COALESCE(r.due_on, r.planned_on), r.id LIMIT ${MOST}`,
      { me: actor.personId },
    );
    return rows.map(({ id, caseNumber, cause, due }) => ({
      key: `review:${id}`,
      due,
      urgency: urgency(due, today),
      title: { zh: `评查 ${caseNumber}`, en: `Review ${caseNumber}` },
      detail: { zh: cause, en: cause },
      link: `/review/desk/${id}`,
    }));
  }

  private async limits(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'case.read') || !actor.personId) return [];
    const rows = await this.database.rows<{ id: string; caseNumber: string; cause: string; due: Day }>(
      `SELECT id AS id, case_number AS caseNumber, cause AS cause, limit_on AS due FROM court_case
       WHERE court_id = :courtId AND responsible_judge_id = :me AND closed_on IS NULL AND limit_on <= :until ORDER BY limit_on, id LIMIT ${MOST}`,
      { courtId: actor.courtId, me: actor.personId, until: addDays(today, 15) },
    );
    return rows.map(({ id, caseNumber, cause, due }) => ({
      key: `limit:${id}`,
      due,
      urgency: urgency(due, today),
      title: { zh: `审限届满 ${caseNumber}`, en: `Time limit of ${caseNumber}` },
      detail: { zh: cause, en: cause },
      link: `/cases/${id}`,
    }));
  }

  private async signals(actor: Actor, today: Day): Promise<HomeView['signals']> {
    const widest = widestScope(actor, 'case.read');
    if (!widest || widest === 'self') return [];
    const scope = cases(actor);
    const month = today.slice(0, 7);
    const signals: HomeView['signals'] = [];
    const pending = await this.count(`c.closed_on IS NULL AND c.intake_on < :since`, scope, { since: addDays(today, -LONG_PENDING_DAYS) });
    signals.push({ text: { zh: `${pending} 件案件未结已超过 ${LONG_PENDING_DAYS} 天`, en: `${pending} case(s) pending for over ${LONG_PENDING_DAYS} days` }, link: `/cases?status=pending&sort=intakeOn&intakeUntil=${addDays(today, -LONG_PENDING_DAYS)}` });
    const given = { from: `${month}-01`, until: today };
    const closed = await this.count('c.closed_on >= :from AND c.closed_on <= :until', scope, given);
    const reviewed = await this.count(
      `c.closed_on >= :from AND c.closed_on <= :until AND EXISTS (SELECT 1 FROM case_review r WHERE r.case_id = c.id AND r.status = 'submitted')`,
      scope,
      given,
    );
    signals.push({ text: { zh: `本月已结 ${closed} 件，其中已评查 ${reviewed} 件`, en: `${closed} case(s) closed this month, ${reviewed} of them reviewed` }, link: `/cases?closedFrom=${given.from}&closedUntil=${addDays(today, 1)}` });
    const overdue = await this.count('c.closed_on IS NULL AND c.limit_on < :today', scope, { today });
    signals.push({ text: { zh: `${overdue} 件未结案件已超审限`, en: `${overdue} open case(s) past the time limit` }, link: '/cases?limit=past' });
    return signals;
  }

  private async count(where: string, scope: SqlCondition, parameters: object): Promise<number> {
    const [row] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM court_case c WHERE ${where} AND ${scope.sql}`, { ...parameters, ...scope.parameters });
    return Number(row!.total);
  }

  async search(actor: Actor, q: string): Promise<SearchView> {
    const wanted = q.trim();
    if (wanted === '') return { cases: [], people: [] };
    const like = `%${wanted}%`;
    const fullWidth = `%${wanted.replace('(', '（').replace(')', '）')}%`;
    const scope = cases(actor);
    const people = scopeCondition(actor, 'people.read', { court: 'p.court_id', division: 'h.division_id', own: (person) => `p.id = :${person}` });
    return {
      cases: await this.database.rows(
        `SELECT c.id AS id, c.case_number AS caseNumber, c.cause AS cause FROM court_case c
         WHERE (c.case_number LIKE :like OR c.case_number LIKE :fullWidth) AND ${scope.sql} ORDER BY c.case_number LIMIT ${MOST}`,
        { ...scope.parameters, like, fullWidth },
      ),
      people: await this.database.rows(
        `SELECT p.id AS id, p.name AS name, MAX(d.name) AS division FROM person p
         JOIN post_holding h ON h.person_id = p.id AND h.kind = 'main' AND h.superseded_at IS NULL AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today)
         JOIN division d ON d.id = h.division_id
         WHERE (p.name LIKE :like OR p.pinyin LIKE :pinyin) AND ${people.sql} GROUP BY p.id, p.name ORDER BY p.name, p.id LIMIT ${MOST}`,
        { ...people.parameters, like, pinyin: like.toLowerCase(), today: this.clock.today() },
      ),
    };
  }
}

function cases(actor: Actor): SqlCondition {
  return scopeCondition(actor, 'case.read', {
    court: 'c.court_id',
    division: 'c.division_id',
    nature: 'c.nature',
    own: (person) => `(c.responsible_judge_id = :${person} OR c.clerk_id = :${person} OR EXISTS (SELECT 1 FROM case_participant x WHERE x.case_id = c.id AND x.person_id = :${person}))`,
  });
}

function urgency(due: Day, today: Day): Todo['urgency'] {
  const days = daysBetween(today, due);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days <= 7 ? 'week' : 'later';
}
