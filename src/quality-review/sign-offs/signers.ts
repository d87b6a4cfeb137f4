import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { stepsOf, type SignOffStep } from '../../rules/sign-off.js';
import type { SigningStep } from './dto/sign-off.dto.js';

/** Documents made before this day are not signed in the system; unset = every document is. */
const KEPT_FROM = 'signOff.from';
const SOLE_JUDGE = 'signOff.soleJudge';
const FIRST_DAY = '0000-01-01';

const inForce = (row: string) => `${row}.valid_from <= :today AND (${row}.valid_until IS NULL OR ${row}.valid_until > :today)`;
const held = (row: string) => `${row}.court_id = c.court_id AND ${row}.superseded_at IS NULL AND ${inForce(row)}`;
const notTheJudge = (column: string) => `(c.responsible_judge_id IS NULL OR ${column} <> c.responsible_judge_id)`;
const CHIEFS = `FROM post_holding h WHERE ${held('h')} AND h.division_id = c.division_id AND h.post IN ('divisionChief', 'deputyDivisionChief') AND ${notTheJudge('h.person_id')}`;
const LEADERS = `FROM post_holding h WHERE ${held('h')} AND h.post IN ('vicePresident', 'courtPresident') AND ${notTheJudge('h.person_id')}
  AND (EXISTS (SELECT 1 FROM division_leader l WHERE l.division_id = c.division_id AND l.person_id = h.person_id AND ${inForce('l')})
    OR NOT EXISTS (SELECT 1 FROM division_leader l WHERE l.division_id = c.division_id AND ${notTheJudge('l.person_id')} AND ${inForce('l')}))`;

/** Condition, for a case `c` and the step awaited, that `:me` may give it today. */
export const AWAITS_ME = (step: string): string => `(
  (${step} = 'judge' AND c.responsible_judge_id = :me)
  OR (${step} = 'chief' AND EXISTS (SELECT 1 ${CHIEFS} AND h.person_id = :me))
  OR ((${step} = 'vicePresident' OR (${step} = 'chief' AND NOT EXISTS (SELECT 1 ${CHIEFS}))) AND EXISTS (SELECT 1 ${LEADERS} AND h.person_id = :me)))`;

export interface SignersOfCase {
  steps: SignOffStep[];
  soleJudge: boolean;
  people: Record<SigningStep, string[]>;
}

/** Who signs the judgments of a case: by post and by what the court has set, today. */
@Injectable()
export class Signers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parameters: CourtParameters,
  ) {}

  async keptFrom(courtId: string): Promise<Day> {
    return (await this.parameters.inForce(courtId, KEPT_FROM, this.clock.today()))?.value ?? FIRST_DAY;
  }

  async of(courtId: string, caseId: string): Promise<SignersOfCase> {
    const given = { caseId, today: this.clock.today() };
    const ids = async (sql: string): Promise<string[]> => (await this.database.rows<{ id: string }>(sql, given)).map(({ id }) => id);
    const judge = await ids('SELECT c.responsible_judge_id AS id FROM court_case c WHERE c.id = :caseId AND c.responsible_judge_id IS NOT NULL');
    const chief = await ids(`SELECT DISTINCT q.person_id AS id FROM court_case c JOIN post_holding q ON q.court_id = c.court_id WHERE c.id = :caseId AND EXISTS (SELECT 1 ${CHIEFS} AND h.id = q.id)`);
    const vicePresident = await ids(`SELECT DISTINCT q.person_id AS id FROM court_case c JOIN post_holding q ON q.court_id = c.court_id WHERE c.id = :caseId AND EXISTS (SELECT 1 ${LEADERS} AND h.id = q.id)`);
    const bench = await ids(`SELECT p.person_id AS id FROM case_participant p WHERE p.case_id = :caseId AND p.role IN ('presidingJudge', 'panelMember')`);
    const rule = await this.parameters.inForce(courtId, SOLE_JUDGE, this.clock.today());
    const soleJudge = bench.length === 0;
    const steps = stepsOf({ chiefAvailable: chief.length > 0, leaderAvailable: vicePresident.length > 0, soleJudge, soleJudgeSkipsReading: rule?.value === 'chief' });
    return { steps, soleJudge, people: { judge, chief, vicePresident } };
  }
}
