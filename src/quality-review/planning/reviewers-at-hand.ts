import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';
import { ROLES, isRole, roleOf } from '../../platform/permissions/permissions.js';
import type { BarredBecause, DrawnReviewer } from '../../rules/review-planning.js';
import { Signatures } from '../sign-offs/signatures.js';

/** A case with what decides who may not review it. */
export interface CaseToReview {
  caseId: string;
  number: string;
  field: string;
  judgeId: string | null;
  clerkId: string | null;
  divisionId: string | null;
  intakeOn: Day;
}

const REVIEWING = Object.keys(ROLES).filter((role) => isRole(role) && roleOf(role).permissions.includes('review.record'));
const AT_ONCE = 800;

/** Who may review in a court today, and from which cases each must stand back: the same rules the desk applies. */
@Injectable()
export class ReviewersAtHand {
  constructor(
    private readonly database: Database,
    private readonly signatures: Signatures,
  ) {}

  async of(courtId: string, today: Day): Promise<DrawnReviewer[]> {
    const grants = await this.database.rows<{ id: string; name: string; natures: string | null }>(
      `SELECT p.id AS id, p.name AS name, g.natures AS natures FROM role_grant g JOIN user_account u ON u.id = g.user_id JOIN person p ON p.id = u.person_id
       WHERE g.court_id = :courtId AND g.role IN (:...roles) AND g.scope = 'court' AND g.approved_at IS NOT NULL AND g.revoked_at IS NULL AND u.disabled_at IS NULL
         AND g.valid_from <= :today AND (g.valid_until IS NULL OR g.valid_until > :today) ORDER BY p.id, g.id`,
      { courtId, roles: REVIEWING, today },
    );
    const reviewers = new Map<string, DrawnReviewer>();
    for (const { id, name, natures } of grants) {
      const before = reviewers.get(id);
      const fields = natures === null || before?.fields === null ? null : [...new Set([...(before?.fields ?? []), ...natures.split(',')])].sort();
      reviewers.set(id, { id, name, fields, load: 0, away: false });
    }
    if (!reviewers.size) return [];
    const people = [...reviewers.keys()];
    const away = await this.database.rows<{ id: string }>(`SELECT person_id AS id FROM leave_of_absence WHERE person_id IN (:...people) AND valid_from <= :today AND valid_until > :today`, { people, today });
    const loads = await this.database.rows<{ id: string; open: number }>(
      `SELECT reviewer_id AS id, COUNT(*) AS open FROM case_review WHERE court_id = :courtId AND reviewer_id IN (:...people) AND status <> 'submitted' GROUP BY reviewer_id`,
      { courtId, people },
    );
    const isAway = new Set(away.map(({ id }) => id));
    const open = new Map(loads.map(({ id, open: load }) => [id, Number(load)]));
    return [...reviewers.values()].map((one) => ({ ...one, load: open.get(one.id) ?? 0, away: isAway.has(one.id) }));
  }

  /** Case id → reviewers who must stand back from it, with why. */
  async barred(cases: readonly CaseToReview[], reviewers: readonly DrawnReviewer[], today: Day): Promise<Map<string, Record<string, BarredBecause>>> {
    const barred = new Map<string, Record<string, BarredBecause>>(cases.map(({ caseId }) => [caseId, {}]));
    if (!cases.length || !reviewers.length) return barred;
    const people = reviewers.map(({ id }) => id);
    const served = await this.database.rows<{ personId: string; divisionId: string; validFrom: Day; validUntil: Day | null }>(
      `SELECT person_id AS personId, division_id AS divisionId, valid_from AS validFrom, valid_until AS validUntil FROM post_holding WHERE person_id IN (:...people) AND superseded_at IS NULL`, { people },
    );
    const led = await this.database.rows<{ personId: string; divisionId: string; validFrom: Day; validUntil: Day | null }>(
      `SELECT person_id AS personId, division_id AS divisionId, valid_from AS validFrom, valid_until AS validUntil FROM division_leader WHERE person_id IN (:...people)`, { people },
    );
    const isReviewer = new Set(people);
    for (const { caseId, divisionId, intakeOn, judgeId, clerkId } of cases) {
      const own = barred.get(caseId)!;
      const touches = (held: { divisionId: string; validFrom: Day; validUntil: Day | null }): boolean => held.divisionId === divisionId && held.validFrom <= today && (held.validUntil === null || held.validUntil > intakeOn);
      for (const leader of led) if (touches(leader)) own[leader.personId] = 'leader';
      for (const post of served) if (touches(post)) own[post.personId] = 'ownDivision';
      for (const person of [judgeId, clerkId]) if (person !== null && isReviewer.has(person)) own[person] = 'ownCase';
    }
    const ids = cases.map(({ caseId }) => caseId);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      for (const { caseId, personId } of await this.signatures.handledBy(ids.slice(from, from + AT_ONCE), people)) barred.get(caseId)![personId] ??= 'signed';
      const sat = await this.database.rows<{ caseId: string; personId: string }>(
        `SELECT case_id AS caseId, person_id AS personId FROM case_participant WHERE case_id IN (:...ids) AND person_id IN (:...people)`, { ids: ids.slice(from, from + AT_ONCE), people },
      );
      for (const { caseId, personId } of sat) barred.get(caseId)![personId] = 'ownCase';
    }
    return barred;
  }
}
