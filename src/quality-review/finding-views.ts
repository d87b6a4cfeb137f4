import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { scopeCondition, type ScopeColumns, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Circumstances } from '../rules/responsibility.js';
import { clauseView } from './clauses.service.js';
import { unseenFindings } from './planning/blind-rule.js';
import type { FindingView } from './dto/review.dto.js';
import { FindingClock } from './life/finding-clock.js';
import { FindingResponsibility } from './life/finding-life.entities.js';
import { RepeatFlags } from './repeat-flags.js';
import { reviewReach } from './review-reach.js';
import { DefectClause, Finding } from './review.entities.js';

export const FINDING_TABLES = 'finding f JOIN court_case c ON c.id = f.case_id JOIN defect_clause k ON k.id = f.clause_id';

export const FINDING_SCOPE: ScopeColumns = {
  court: 'f.court_id',
  division: 'c.division_id',
  nature: 'c.nature',
  own: (person) =>
    `(f.reviewer_id = :${person} OR c.responsible_judge_id = :${person} OR EXISTS (SELECT 1 FROM finding_share own_s WHERE own_s.finding_id = f.id AND own_s.person_id = :${person}))`,
};

/** Which findings somebody sees: what the scope reaches, of drafts only one's own, and nothing the blind rule keeps from them. */
export function visibleFindings(actor: Actor): SqlCondition {
  const scope = scopeCondition(reviewReach(actor), 'review.read', FINDING_SCOPE);
  const blind = unseenFindings(actor);
  return { sql: `${scope.sql} AND (f.status <> 'draft' OR f.reviewer_id = :me) AND ${blind.sql}`, parameters: { ...scope.parameters, ...blind.parameters, me: actor.personId ?? '' } };
}

@Injectable()
export class FindingViews {
  constructor(
    private readonly database: Database,
    private readonly repeats: RepeatFlags,
    private readonly clock: Clock,
    private readonly deadlines: FindingClock,
  ) {}

  /** In the order of the ids given. */
  async of(ids: readonly string[]): Promise<FindingView[]> {
    if (ids.length === 0) return [];
    const findings = await this.database.repository(Finding).findBy({ id: In([...ids]) });
    const clauses = await this.database.repository(DefectClause).findBy({ id: In(findings.map(({ clauseId }) => clauseId)) });
    const shares = await this.database.rows<{ findingId: string; personId: string; name: string; post: string; share: number; points: number; countsFor: number }>(
      `SELECT s.finding_id AS findingId, s.person_id AS personId, p.name AS name, s.post AS post, s.share AS share, s.points AS points, s.counts_for AS countsFor
       FROM finding_share s JOIN person p ON p.id = s.person_id WHERE s.finding_id IN (:...ids) ORDER BY s.finding_id, s.id`,
      { ids },
    );
    const names = await this.database.rows<{ id: string; caseNumber: string; reviewer: string }>(
      `SELECT f.id AS id, c.case_number AS caseNumber, p.name AS reviewer
       FROM finding f JOIN court_case c ON c.id = f.case_id JOIN person p ON p.id = f.reviewer_id WHERE f.id IN (:...ids)`,
      { ids },
    );
    const responsibilities = new Map((await this.database.repository(FindingResponsibility).findBy({ findingId: In([...ids]) })).map((row) => [row.findingId, row]));
    const flags = findings.length ? await this.repeats.on(findings[0]!.courtId, findings, [...new Set(shares.map(({ personId }) => personId))]) : new Map<string, string[]>();
    const heard = await this.database.rows<{ findingId: string; people: number | string }>(
      'SELECT m.finding_id AS findingId, COUNT(DISTINCT m.person_id) AS people FROM finding_comment m WHERE m.finding_id IN (:...ids) GROUP BY m.finding_id',
      { ids },
    );
    const byId = new Map(findings.map((finding) => [finding.id, finding]));
    return ids.flatMap((id) => {
      const finding = byId.get(id);
      const clause = clauses.find((one) => one.id === finding?.clauseId);
      const named = names.find((one) => one.id === id);
      if (!finding || !clause || !named) return [];
      const own = shares.filter(({ findingId }) => findingId === id);
      const known = responsibilities.get(id);
      return [
        {
          id,
          caseId: finding.caseId,
          caseNumber: named.caseNumber,
          reviewId: finding.reviewId,
          documentId: finding.documentId,
          clause: clauseView(clause),
          severity: finding.severity,
          points: points(finding.points),
          quote: finding.quote,
          quotePrefix: finding.quotePrefix,
          quoteSuffix: finding.quoteSuffix,
          quoteStart: finding.quoteStart,
          documentDigest: finding.documentDigest,
          place: finding.place,
          comment: finding.comment,
          reviewer: named.reviewer,
          status: finding.status,
          recordedOn: finding.recordedOn,
          settledOn: finding.settledOn,
          commentUntil: finding.commentUntil,
          daysLeft: finding.commentUntil !== null && ['submitted', 'provisional'].includes(finding.status) ? this.deadlines.daysLeft(this.clock.today(), finding.commentUntil) : null,
          notAttributable: finding.notAttributable,
          counted: points(finding.counted ?? finding.points),
          supersededBy: finding.supersededBy,
          supersededReason: finding.supersededReason,
          responsibility: known ? { situation: known.situation, circumstances: plain(known.circumstances), proposal: known.proposal, body: known.body, departure: known.departure } : null,
          heard: Number(heard.find(({ findingId }) => findingId === id)?.people ?? 0),
          repeat: flags.get(id) ?? [],
          version: finding.version,
          shares: own.map(({ personId, name, post, share, points: lost, countsFor }) => ({ personId, name, post, share: hundredths(share), points: hundredths(lost), countsFor: Number(countsFor) })),
        },
      ];
    });
  }
}

type Said = NonNullable<FindingView['responsibility']>['circumstances'];

/** Without what was not said. */
function plain(circumstances: Circumstances): Said {
  return Object.fromEntries(Object.entries(circumstances).filter(([, value]) => value !== undefined)) as Said;
}

export function hundredths(value: number): string {
  return points(fromHundredths(value));
}
