import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ReviewRecord } from './case-under-review.js';

export interface PersonOfCase {
  personId: string;
  name: string;
  post: string;
}

/** In the order of the responsibility matrix. */
export const CASE_POSTS: Readonly<Record<string, { zh: string; en: string }>> = {
  responsibleJudge: { zh: '承办人', en: 'responsible judge' },
  presidingJudge: { zh: '审判长', en: 'presiding judge' },
  panelMember: { zh: '合议庭成员', en: 'panel member' },
  judgeAssistant: { zh: '法官助理', en: 'judge assistant' },
  clerk: { zh: '书记员', en: 'clerk' },
  enforcementOfficer: { zh: '执行员', en: 'enforcement officer' },
  divisionChief: { zh: '庭长', en: 'division chief' },
  deputyDivisionChief: { zh: '副庭长', en: 'deputy division chief' },
  vicePresident: { zh: '副院长', en: 'vice-president' },
};

const LED_ON_THE_DAY = `l.court_id = :court AND l.division_id = :division AND l.valid_from <= :day AND (l.valid_until IS NULL OR l.valid_until > :day)`;

/**
 * Who could answer for a defect of a case: its bench and clerk, and who led the division on the day it closed: its chiefs by
 * post, and the leader of the court in charge of it. Where none is on record, every vice-president is named; the matrix then
 * charges one only if the court has no other, or by the signature.
 */
@Injectable()
export class PeopleOfCase {
  constructor(private readonly database: Database) {}

  async of(review: ReviewRecord): Promise<PersonOfCase[]> {
    const rows = await this.database.rows<PersonOfCase>(
      `SELECT id AS personId, name AS name, 'responsibleJudge' AS post FROM person WHERE id = :judge
       UNION SELECT p.id, p.name, x.role FROM case_participant x JOIN person p ON p.id = x.person_id WHERE x.case_id = :caseId
       UNION SELECT id, name, 'clerk' FROM person WHERE id = :clerk
       UNION SELECT p.id, p.name, h.post FROM post_holding h JOIN person p ON p.id = h.person_id
         WHERE h.court_id = :court AND h.superseded_at IS NULL AND h.valid_from <= :day AND (h.valid_until IS NULL OR h.valid_until > :day)
           AND ((h.division_id = :division AND h.post IN ('divisionChief', 'deputyDivisionChief'))
             OR (h.post = 'vicePresident' AND NOT EXISTS (SELECT 1 FROM division_leader l WHERE ${LED_ON_THE_DAY})))
       UNION SELECT p.id, p.name, 'vicePresident' FROM division_leader l JOIN person p ON p.id = l.person_id WHERE ${LED_ON_THE_DAY}`,
      {
        judge: review.judgeId ?? '',
        caseId: review.caseId,
        clerk: review.clerkId ?? '',
        court: review.courtId,
        division: review.divisionId ?? '',
        day: review.closedOn ?? review.intakeOn,
      },
    );
    const order = Object.keys(CASE_POSTS);
    return rows
      .map(({ personId, name, post }) => ({ personId, name, post }))
      .sort((a, b) => order.indexOf(a.post) - order.indexOf(b.post) || (a.personId < b.personId ? -1 : 1));
  }
}

/** Post → people, for the matrix. */
export function holdersOf(people: readonly PersonOfCase[]): Record<string, string[]> {
  const holders: Record<string, string[]> = {};
  for (const { personId, post } of people) (holders[post] ??= []).push(personId);
  return holders;
}
