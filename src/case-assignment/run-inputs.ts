import { Injectable } from '@nestjs/common';
import type { CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import type { SqlCondition } from '../platform/permissions/data-scope.js';
import { AssignmentSettings, type SettingsInForce } from './assignment-settings.js';
import { JudgesOnDuty } from './judges-on-duty.js';
import type { RunInputs } from './run-plan.js';
import { WAITING, WaitingCases } from './waiting-cases.js';
import type { AssignmentRule } from './dto/run.dto.js';

/** Reads everything a run of one nature is computed from, as it stands now. */
@Injectable()
export class RunInputsReader {
  constructor(
    private readonly database: Database,
    private readonly settings: AssignmentSettings,
    private readonly judges: JudgesOnDuty,
    private readonly waiting: WaitingCases,
  ) {}

  /** @param only one case instead of the whole pool */
  async read(courtId: string, nature: CaseNature, day: Day, rule: AssignmentRule | null, only: string | null = null): Promise<RunInputs & { settings: SettingsInForce }> {
    const settings = await this.settings.inForce(courtId, day);
    const judges = await this.judges.of(courtId, nature, day, settings);
    const of: SqlCondition = {
      sql: `${WAITING} AND c.court_id = :courtId AND c.nature = :nature${only === null ? '' : ' AND c.id = :only'}`,
      parameters: { courtId, nature, only },
    };
    const cases = await this.waiting.load(courtId, of, day);
    const routes = await this.waiting.routes(courtId, day);
    const restrictedUnits = [...new Set(routes.flatMap((route) => (route.nature === nature && route.divisionId ? [route.divisionId] : [])))];
    return { nature, rule: rule ?? settings.rule, loadIn: settings.loadIn, judges, cases, restrictedUnits, settings };
  }

  /** One change of assignments in a court at a time: what was read after this stays true until the commit. */
  async hold(courtId: string): Promise<void> {
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId });
  }
}
