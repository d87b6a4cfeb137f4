import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { CASE_SCOPE } from '../cases/case-scope.js';
import { CatalogueProposal } from '../court/catalogues/catalogue.entities.js';
import { Database } from '../platform/database/database.js';
import { may, scopeCondition } from '../platform/permissions/data-scope.js';
import { AwaitingSignOffs } from '../quality-review/sign-offs/awaiting-sign-offs.js';
import { STEP_WORDS } from '../rules/sign-off.js';
import type { HomeView } from './dto/home.dto.js';

const MOST = 5;
const SOON_DAYS = 7;
type Todo = HomeView['todo'][number];

/** What awaits the reader of signatures, of judgments to be published, and of changes to catalogues. */
@Injectable()
export class SignOffNews {
  constructor(
    private readonly database: Database,
    private readonly awaiting: AwaitingSignOffs,
  ) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    return [...(await this.signatures(actor)), ...(await this.publications(actor, today)), ...(await this.exemptions(actor)), ...(await this.proposals(actor))];
  }

  /** The oldest few by name, each opening the very document; the rest as one line. */
  private async signatures(actor: Actor): Promise<Todo[]> {
    if (!may(actor, 'signOff.sign') || !actor.personId) return [];
    const { items, total } = await this.awaiting.list(actor, { page: 1, pageSize: MOST });
    const rows = items.map(({ documentId, caseNumber, title, step, returned }): Todo => ({
      key: `signOff:${documentId}`, due: null, urgency: 'week',
      title: { zh: `${STEP_WORDS[step].zh}签字 ${caseNumber}`, en: `Sign (${STEP_WORDS[step].en}) ${caseNumber}` },
      detail: returned ? { zh: `${returned.name}退回：${returned.words}`, en: `Returned by ${returned.name}: ${returned.words}` } : { zh: title, en: title },
      link: `/me/sign-offs?document=${documentId}`,
    }));
    if (total > items.length) rows.push({ key: 'signOff:more', due: null, urgency: 'week', title: { zh: `还有 ${total - items.length} 份文书待签`, en: `${total - items.length} more documents to sign` }, detail: { zh: '按等待时间排列', en: 'Oldest first' }, link: '/me/sign-offs' });
    return rows;
  }

  /** For clerks and judges: what of theirs is due within a week or overdue. */
  private async publications(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'judgment.publish')) return [];
    const scope = scopeCondition(actor, 'judgment.publish', CASE_SCOPE);
    const [row] = await this.database.rows<{ total: number; overdue: number; due: Day | null }>(
      `SELECT COUNT(*) AS total, SUM(CASE WHEN j.due_on < :today THEN 1 ELSE 0 END) AS overdue, MIN(j.due_on) AS due FROM judgment_publication j JOIN court_case c ON c.id = j.case_id
       WHERE j.published_on IS NULL AND j.exemption IS NULL AND j.asked_ground IS NULL AND j.due_on <= :soon AND ${scope.sql}`,
      { ...scope.parameters, today, soon: addDays(today, SOON_DAYS) },
    );
    const [total, overdue] = [Number(row?.total ?? 0), Number(row?.overdue ?? 0)];
    if (!total) return [];
    return [{
      key: 'publications', due: overdue ? today : (row?.due ?? null), urgency: 'today', title: { zh: `公示裁判文书 ${total} 份`, en: `Publish ${total} judgment(s)` },
      detail: overdue ? { zh: `其中 ${overdue} 份已逾期`, en: `${overdue} of them overdue` } : { zh: '一周内到期', en: 'Due within a week' }, link: overdue ? '/cases/publication?state=overdue' : '/cases/publication?state=due',
    }];
  }

  private async exemptions(actor: Actor): Promise<Todo[]> {
    if (!may(actor, 'judgment.exempt')) return [];
    const scope = scopeCondition(actor, 'judgment.exempt', CASE_SCOPE);
    const [row] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM judgment_publication j JOIN court_case c ON c.id = j.case_id WHERE j.asked_ground IS NOT NULL AND j.exemption IS NULL AND ${scope.sql}`, scope.parameters);
    const total = Number(row?.total ?? 0);
    return total ? [{ key: 'exemptions', due: null, urgency: 'week', title: { zh: `决定不公示申请 ${total} 份`, en: `Decide on ${total} exemption(s) from publication` }, detail: { zh: '由申请人以外的人决定', en: 'Decided by somebody else than who asked' }, link: '/cases/publication?state=asked' }] : [];
  }

  private async proposals(actor: Actor): Promise<Todo[]> {
    if (!may(actor, 'catalogue.approve')) return [];
    const open = await this.database.repository(CatalogueProposal).find({ where: { courtId: actor.courtId, status: 'proposed' }, order: { proposedAt: 'ASC' }, take: MOST });
    return open.filter(({ proposedById }) => proposedById !== actor.userId).map(({ id, book, title, proposedBy, effectiveFrom }): Todo => ({
      key: `proposal:${id}`, due: effectiveFrom, urgency: 'week', title: { zh: `批准修改：${title}`, en: `Decide on a change: ${title}` }, detail: { zh: `${proposedBy}提出，自 ${effectiveFrom} 起施行`, en: `Proposed by ${proposedBy}, from ${effectiveFrom}` },
      link: `${book === 'parameters' ? '/court/parameters' : '/review/catalogues'}?view=proposals&proposal=${id}`,
    }));
  }
}
