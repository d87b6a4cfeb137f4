import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { parsePeriod, periodOf, previousPeriod } from '../kernel/evaluation-period.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { may, scopeCondition } from '../platform/permissions/data-scope.js';
import { CostReckoning } from './cost-reckoning.js';

export interface LowNews {
  divisionId: string;
  name: string;
  nameEn: string;
  category: string;
  label: { zh: string; en: string };
}

/** Door: what awaits the office and the chiefs, of the last whole month. */
@Injectable()
export class CostsNews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reckoning: CostReckoning,
  ) {}

  month(): string {
    return previousPeriod(periodOf(this.clock.today(), 'month')).key;
  }

  /** Units that had costs the month before and none in the last whole one. */
  async toEnter(actor: Actor): Promise<number> {
    if (!may(actor, 'cost.record')) return 0;
    const month = this.month();
    const before = previousPeriod(parsePeriod(month)!).key;
    const scope = scopeCondition(actor, 'cost.record', { court: 'e.court_id', division: 'e.division_id' });
    const [found] = await this.database.rows<{ many: number | string }>(
      `SELECT COUNT(DISTINCT e.division_id) AS "many" FROM cost_entry e WHERE ${scope.sql} AND e.month = :before AND e.superseded_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM cost_entry n WHERE n.division_id = e.division_id AND n.month = :month AND n.superseded_at IS NULL)`,
      { ...scope.parameters, month, before },
    );
    return Number(found!.many);
  }

  async toDecide(actor: Actor): Promise<number> {
    if (!may(actor, 'cost.record')) return 0;
    const scope = scopeCondition(actor, 'cost.record', { court: 'r.court_id', division: 'r.division_id' });
    const [found] = await this.database.rows<{ many: number | string }>(`SELECT COUNT(*) AS "many" FROM cost_remark r WHERE r.state = 'waiting' AND ${scope.sql}`, scope.parameters);
    return Number(found!.many);
  }

  /** Implausible lows of the own division nobody has explained, or whose explanation was refused. */
  async toExplain(actor: Actor): Promise<LowNews[]> {
    if (!may(actor, 'cost.comment')) return [];
    const scope = scopeCondition(actor, 'cost.comment', { court: 'd.court_id', division: 'd.id' });
    const units = await this.database.rows<{ id: string; name: string; nameEn: string }>(`SELECT d.id AS "id", d.name AS "name", d.name_en AS "nameEn" FROM division d WHERE ${scope.sql}`, scope.parameters);
    if (!units.length) return [];
    const month = this.month();
    const { units: assessed, categories } = await this.reckoning.reckon(actor.courtId, parsePeriod(month)!);
    const waiting = await this.database.rows<{ divisionId: string; category: string }>(
      `SELECT r.division_id AS "divisionId", r.category AS "category" FROM cost_remark r WHERE r.court_id = :court AND r.state = 'waiting' AND r.from_month <= :month AND r.until_month >= :month`,
      { court: actor.courtId, month },
    );
    return units.flatMap(({ id, name, nameEn }) => {
      const open = new Set((assessed.get(id)?.lows ?? []).flatMap(({ category, explained }) => (explained ? [] : [category])));
      return [...open].filter((category) => !waiting.some((one) => one.divisionId === id && one.category === category)).map((category) => ({ divisionId: id, name, nameEn, category, label: { zh: categories.get(category)!.label, en: categories.get(category)!.labelEn } }));
    });
  }
}
