import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { may } from '../platform/permissions/data-scope.js';
import { FindingFacts, type AwaitedFinding, type OwedRectification } from '../quality-review/life/finding-facts.js';
import type { HomeView } from './dto/home.dto.js';

type Todo = HomeView['todo'][number];

/** Findings on the home page: comments and rectifications one owes, decisions that wait for the committee, reports that wait for the office. */
@Injectable()
export class FindingNews {
  constructor(private readonly findings: FindingFacts) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    const { personId, courtId } = actor;
    const comments = personId && may(actor, 'finding.comment') ? await this.findings.awaitingComment(personId, today) : [];
    const owed = personId && may(actor, 'finding.comment') ? await this.findings.owed(personId) : [];
    const decisions = may(actor, 'finding.decide') ? await this.findings.provisional(courtId) : 0;
    const reports = may(actor, 'rectification.manage') ? await this.findings.reported(courtId) : 0;
    const overdue = may(actor, 'rectification.manage') ? await this.findings.overdue(courtId, today) : 0;
    return [
      ...comments.map(commentOf),
      ...owed.map(rectificationOf),
      ...many('decide', decisions, `待决定的暂定严重差错 ${decisions} 项`, `${decisions} provisional serious finding(s) to decide`, '/reconsiderations/findings'),
      ...many('reported', reports, `待验收的整改 ${reports} 项`, `${reports} rectification(s) reported`, '/review/rectification?status=reported'),
      ...many('overdue', overdue, `逾期未报告的整改 ${overdue} 项`, `${overdue} rectification(s) overdue`, '/review/rectification?status=overdue'),
    ];
  }
}

function commentOf({ id, caseNumber, label, labelEn, due, status }: AwaitedFinding): Todo {
  return {
    key: `finding:${id}`, due, urgency: due ? 'later' : 'week', title: { zh: `差错说明 ${caseNumber}`, en: `Comment on the finding in ${caseNumber}` },
    detail: { zh: `${label}${status === 'provisional' ? '（暂定）' : ''}`, en: `${labelEn}${status === 'provisional' ? ' (provisional)' : ''}` }, link: `/review/findings/${id}`,
  };
}

function rectificationOf({ findingId, caseNumber, label, labelEn, due }: OwedRectification): Todo {
  return { key: `rectification:${findingId}`, due, urgency: 'later', title: { zh: `整改 ${caseNumber}`, en: `Put right ${caseNumber}` }, detail: { zh: label, en: labelEn }, link: `/review/findings/${findingId}` };
}

function many(kind: string, count: number, zh: string, en: string, link: string): Todo[] {
  return count ? [{ key: `findings:${kind}`, due: null, urgency: 'week', title: { zh, en }, detail: { zh: '', en: '' }, link }] : [];
}
