import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { UnitTree } from '../platform/identity/unit-tree.js';

@Injectable()
export class UnitTreeFromDivisions extends UnitTree {
  constructor(private readonly database: Database) {
    super();
  }

  async unitsFrom(divisionId: string, day: Day): Promise<string[]> {
    const units = await this.database.rows<{ id: string; parentId: string | null }>(
      `SELECT id, parent_id AS "parentId" FROM division
       WHERE court_id = (SELECT d.court_id FROM division d WHERE d.id = :divisionId)
         AND valid_from <= :day AND (valid_until IS NULL OR valid_until > :day)`,
      { divisionId, day },
    );
    const found = [divisionId];
    for (const above of found) found.push(...units.filter((unit) => unit.parentId === above && !found.includes(unit.id)).map(({ id }) => id));
    return found;
  }
}
