import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { courtWide } from '../platform/permissions/court-wide.js';
import { NATURE_WORDS } from '../case-assignment/words.js';
import { Database } from '../platform/database/database.js';
import { may } from '../platform/permissions/data-scope.js';
import type { HomeView } from './dto/home.dto.js';

const RECENT_DAYS = 30;
const MOST = 5;

/** What case assignment puts on somebody's first page: cases that came, and decisions and runs that wait. */
@Injectable()
export class AssignmentNews {
  constructor(private readonly database: Database) {}

  /** Cases that reached the reader in the last thirty days, by the day and the way they came. */
  async arrivals(actor: Actor, today: Day): Promise<HomeView['arrivals']> {
    if (!may(actor, 'assignment.read') || !actor.personId) return [];
    const scope = courtWide(actor, 'assignment.read', { court: 'a.court_id' });
    const rows = await this.database.rows<{ day: Day; runId: string | null; cases: number; caseId: string }>(
      `SELECT a.day AS day, a.run_id AS runId, COUNT(*) AS cases, MIN(a.case_id) AS caseId FROM case_assignment a
       WHERE a.judge_id = :me AND a.superseded_at IS NULL AND a.kind <> 'returned' AND a.day > :since AND ${scope.sql}
       GROUP BY a.day, a.run_id ORDER BY a.day DESC, a.run_id DESC LIMIT ${MOST}`,
      { ...scope.parameters, me: actor.personId, since: addDays(today, -RECENT_DAYS) },
    );
    return rows.map(({ day, runId, cases, caseId }) => ({
      text: { zh: `您 ${day.slice(5)} 分到 ${Number(cases)} 件新案`, en: `${Number(cases)} new case(s) came to you on ${day.slice(5)}` },
      link: Number(cases) > 1 && runId ? `/assignment/runs/${runId}?view=cases&judgeId=${actor.personId}` : `/assignment/why/${caseId}`,
    }));
  }

  async todo(actor: Actor): Promise<HomeView['todo']> {
    return [
      ...(await this.waiting(actor, 'assignment.approve', 'case_designation', 'proposed', {
        key: 'designations',
        title: (n) => ({ zh: `批准指定分案 ${n} 件`, en: `Decide on ${n} designated assignment(s)` }),
        detail: { zh: '由第二人批准，批准后全院公开', en: 'Needs a second person; public once approved' },
        link: '/assignment/designated?status=proposed',
      })),
      ...(await this.waiting(actor, 'transfer.decide', 'case_transfer', 'requested', {
        key: 'transfers',
        title: (n) => ({ zh: `决定移送退回 ${n} 件`, en: `Decide on ${n} transfer(s) or return(s)` }),
        detail: { zh: '庭长已申请', en: 'Asked for by the chief' },
        link: '/assignment/transfers?status=requested',
      })),
      ...(await this.runs(actor)),
    ];
  }

  private async waiting(
    actor: Actor,
    permission: 'assignment.approve' | 'transfer.decide',
    table: 'case_designation' | 'case_transfer',
    status: string,
    words: { key: string; title: (n: number) => { zh: string; en: string }; detail: { zh: string; en: string }; link: string },
  ): Promise<HomeView['todo']> {
    if (!may(actor, permission)) return [];
    const scope = courtWide(actor, permission, { court: 'w.court_id' });
    const [row] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${table} w WHERE w.status = :status AND ${scope.sql}`, { ...scope.parameters, status });
    const total = Number(row!.total);
    return total ? [{ key: words.key, due: null, urgency: 'week', title: words.title(total), detail: words.detail, link: words.link }] : [];
  }

  /** Scheduled runs whose seed is sealed and whose day has come. */
  private async runs(actor: Actor): Promise<HomeView['todo']> {
    if (!may(actor, 'assignment.run')) return [];
    const scope = courtWide(actor, 'assignment.run', { court: 'r.court_id' });
    const rows = await this.database.rows<{ id: string; nature: string; day: Day }>(
      `SELECT r.id AS id, r.nature AS nature, r.day AS day FROM assignment_run r
       WHERE r.kind = 'scheduled' AND r.status IN ('sealed', 'previewed') AND ${scope.sql} ORDER BY r.day, r.id LIMIT ${MOST}`,
      scope.parameters,
    );
    return rows.map(({ id, nature, day }) => ({
      key: `run:${id}`,
      due: day,
      urgency: 'today' as const,
      title: { zh: `${NATURE_WORDS[nature]?.zh ?? nature}分案待预演和提交`, en: `Preview and commit the ${NATURE_WORDS[nature]?.en ?? nature} run` },
      detail: { zh: '种子已封存', en: 'Seed sealed' },
      link: `/assignment/runs/${id}`,
    }));
  }
}
