import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { daysBetween, type Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import type { CaseFigure } from '../rules/difficult-case-checks.js';
import { CASE_FIGURES, type CaseFigureName } from '../rules/difficult-case-table.js';
import { CaseParticular } from './case-particular.entity.js';
import type { CourtCase } from './case.entities.js';

export type CaseFigures = Partial<Record<CaseFigureName, CaseFigure>>;

/** Limit changes that stand for an expert appraisal. */
const APPRAISALS = ['X02', 'X03'];

/** Door: the countable figures of a case, worked out from the register where it can tell, else as recorded under 案件要素. */
@Injectable()
export class CaseFigureReader {
  constructor(private readonly database: Database) {}

  /** A figure recorded by hand with its paper goes before one worked out. What nobody knows is absent. */
  async of(found: CourtCase): Promise<CaseFigures> {
    const recorded = await this.database.repository(CaseParticular).findBy({ caseId: found.id, supersededAt: IsNull() });
    const figures: CaseFigures = { ...(await this.workedOut(found)) };
    for (const { figure, value, source, recordedBy } of recorded)
      if (isFigure(figure)) figures[figure] = { value, source: { zh: `案件要素：${source}（${recordedBy}登记）`, en: `particulars: ${source} (recorded by ${recordedBy})` }, stated: false };
    return figures;
  }

  private async workedOut(found: CourtCase): Promise<CaseFigures> {
    const { intakeOn, closedOn, closingManner, claimed, realised } = found;
    const figures: CaseFigures = {};
    const registered = (value: number, zh: string, en: string): CaseFigure => ({ value, source: { zh: `案件登记：${zh}`, en: `case register: ${en}` }, stated: false });
    if (closedOn) {
      figures.ageDays = registered(daysBetween(intakeOn, closedOn), `${intakeOn} 收案，${closedOn} 结案`, `received ${intakeOn}, closed ${closedOn}`);
      figures.monthsSinceSameCauseClosed = await this.sinceSameCause(found, closedOn, registered);
    }
    const [appraised] = await this.database.rows<{ count: number | string }>(
      `SELECT COUNT(*) AS "count" FROM case_limit_change WHERE case_id = :id AND code IN (:...codes)`, { id: found.id, codes: APPRAISALS },
    );
    // None deducted does not mean none made; one deducted was made.
    if (Number(appraised!.count) > 0) figures.appraisals = registered(Number(appraised!.count), '鉴定扣除审限的次数', 'appraisals deducted from the limit');
    const paidInFull = closingManner === 'enforced' && claimed !== null && realised !== null && realised.gte(claimed);
    if (closingManner === 'mediated' || paidInFull) figures.claimsSettled = registered(1, paidInFull ? '全部执行到位' : '调解结案', paidInFull ? 'realised in full' : 'closed by mediation');
    return figures;
  }

  private async sinceSameCause({ courtId, id, cause }: CourtCase, closedOn: Day, registered: (value: number, zh: string, en: string) => CaseFigure): Promise<CaseFigure> {
    const [row] = await this.database.rows<{ last: Day | null; first: Day }>(
      `SELECT (SELECT MAX(c.closed_on) FROM court_case c WHERE c.court_id = :courtId AND c.cause = :cause AND c.id <> :id AND c.closed_on < :closedOn) AS "last",
              (SELECT MIN(c.intake_on) FROM court_case c WHERE c.court_id = :courtId) AS "first"`,
      { courtId, id, cause, closedOn },
    );
    const { last, first } = row!;
    return last
      ? registered(wholeMonths(last, closedOn), `上一件同案由于 ${last} 结案`, `the last case of this cause was closed on ${last}`)
      : registered(wholeMonths(first, closedOn), `登记册自 ${first} 起没有同案由结案，更早的看不到`, `no case of this cause closed since the register begins on ${first}; earlier ones are not on record`);
  }
}

export function isFigure(name: string): name is CaseFigureName {
  return name in CASE_FIGURES;
}

function wholeMonths(from: Day, to: Day): number {
  const [a, b] = [from, to].map((day) => day.split('-').map(Number) as [number, number, number]) as [[number, number, number], [number, number, number]];
  return (b[0] - a[0]) * 12 + (b[1] - a[1]) - (b[2] < a[2] ? 1 : 0);
}
