import { CourtCase } from '../../src/cases/case.entities.js';
import { addDays } from '../../src/kernel/day.js';
import { Decimal } from '../../src/kernel/exact.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import type { AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

/** A small court with civil judges of given backlogs, and cases that wait. */
export class AssignmentCourt {
  readonly judges: Record<string, string> = {};
  private serial = 0;

  private constructor(
    readonly on: AppUnderTest,
    readonly court: SmallCourt,
    readonly office: Agent,
    /** As the trial office's clerk is called on screen. */
    readonly officeName: string,
    readonly today: string,
  ) {}

  /** @param backlogs name → open civil cases, all in the first division */
  static async found(on: AppUnderTest, backlogs: Record<string, number>): Promise<AssignmentCourt> {
    const court = await SmallCourt.found(on);
    const officeName = `office-${court.courtId.slice(-8)}`;
    const office = await court.signedIn(officeName, [{ role: 'trialManagement', scope: 'court' }]);
    const made = new AssignmentCourt(on, court, office, officeName, on.app.get(Clock).today());
    for (const [name, backlog] of Object.entries(backlogs)) {
      made.judges[name] = await court.person(name, court.first);
      await made.cases(backlog, made.judges[name]);
    }
    return made;
  }

  get database(): Database {
    return this.on.app.get(Database);
  }

  /** Civil cases of three days ago; waiting when nobody is named. */
  async cases(count: number, judgeId: string | null = null, changes: Partial<CourtCase> = {}): Promise<string[]> {
    const at = '2026-10-20T00:00:00.000Z';
    const rows = Array.from({ length: count }, () => {
      const serial = ++this.serial;
      return {
        id: newId(), courtId: this.court.courtId, caseNumber: `（2026）苏0102民初${serial}号`, year: 2026, typeCode: '民初', serial, nature: 'civil', cause: '民间借贷纠纷', weight: new Decimal(1),
        intakeOn: addDays(this.today, -3), divisionId: judgeId ? this.court.first : null, responsibleJudgeId: judgeId, createdAt: at, updatedAt: at, ...changes,
      };
    });
    if (rows.length) await this.database.repository(CourtCase).insert(rows);
    return rows.map(({ id }) => id);
  }

  async number(caseId: string): Promise<string> {
    return (await this.database.repository(CourtCase).findOneByOrFail({ id: caseId })).caseNumber;
  }

  /** How many open cases each judge has, by name. */
  async loads(): Promise<Record<string, number>> {
    const rows = await this.database.rows<{ name: string; open: number | string }>(
      'SELECT p.name AS name, COUNT(c.id) AS open FROM person p JOIN court_case c ON c.responsible_judge_id = p.id AND c.closed_on IS NULL WHERE p.court_id = :courtId GROUP BY p.name',
      { courtId: this.court.courtId },
    );
    return Object.fromEntries(rows.map(({ name, open }) => [name, Number(open)]));
  }

  async waiting(): Promise<number> {
    const [row] = await this.database.rows<{ total: number | string }>('SELECT COUNT(*) AS total FROM court_case WHERE court_id = :courtId AND responsible_judge_id IS NULL AND closed_on IS NULL', { courtId: this.court.courtId });
    return Number(row!.total);
  }
}
