import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { caseFlow } from '../rules/case-flow.js';
import { CASE_SCOPE } from './case-scope.js';
import { caseErrors } from './cases.errors.js';
import type { CaseFlowQuery, CaseFlowRow } from './dto/case.dto.js';

const UNITS = {
  division: { id: 'c.division_id', name: 'd.name', join: 'LEFT JOIN division d ON d.id = c.division_id' },
  judge: { id: 'c.responsible_judge_id', name: 'j.name', join: 'LEFT JOIN person j ON j.id = c.responsible_judge_id' },
  nature: { id: 'c.nature', name: 'c.nature', join: '' },
} as const;

const NOBODY = { zh: '未确定', en: 'not assigned' };

interface FlowCounts {
  unit_id: string | null;
  unit: string | null;
  opening: number | string;
  received: number | string;
  closed: number | string;
  pending: number | string;
}

/** 收结存 of a period by unit, counted on the days of the cases themselves. */
@Injectable()
export class CaseFlowService {
  constructor(private readonly database: Database) {}

  async flow(actor: Actor, query: CaseFlowQuery): Promise<CaseFlowRow[]> {
    require(actor, 'case.read');
    const period = parsePeriod(query.period);
    if (!period) throw caseErrors['case.periodUnknown']({ period: query.period });
    const { id, name, join } = UNITS[query.by];
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const sum = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
    const rows = await this.database.rows<FlowCounts>(
      `SELECT ${id} AS unit_id, ${name} AS unit,
        ${sum('c.intake_on < :from AND (c.closed_on IS NULL OR c.closed_on >= :from)')} AS opening,
        ${sum('c.intake_on >= :from AND c.intake_on < :until')} AS received,
        ${sum('c.closed_on >= :from AND c.closed_on < :until')} AS closed,
        ${sum('c.intake_on < :until AND (c.closed_on IS NULL OR c.closed_on >= :until)')} AS pending
      FROM court_case c ${join} WHERE ${scope.sql} AND c.intake_on < :until AND (c.closed_on IS NULL OR c.closed_on >= :from)
      GROUP BY ${id}, ${name} ORDER BY ${name}, ${id}`,
      { ...scope.parameters, from: period.from, until: period.until },
    );
    return rows.map(({ unit_id, unit, ...counts }) => {
      const flow = { opening: Number(counts.opening), received: Number(counts.received), closed: Number(counts.closed), pending: Number(counts.pending) };
      const { clearanceRate, closingRate, dispositionDays, gap } = caseFlow(flow);
      const rate = (value: number | null) => (value === null ? null : points(value));
      return { unit: unit ?? NOBODY[actor.language], unitId: unit_id ?? '', ...flow, gap, clearanceRate: rate(clearanceRate), closingRate: rate(closingRate), dispositionDays };
    });
  }
}
