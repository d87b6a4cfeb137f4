import { Injectable } from '@nestjs/common';
import { chinaDay } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import type { HistoryLine } from './dto/pool.dto.js';

interface StepRow {
  at: string;
  day: string;
  kind: Exclude<HistoryLine['kind'], 'withdrawn'>;
  who: string;
  judge: string | null;
  fromName: string | null;
  reason: string | null;
  runId: string | null;
  withdrawnAt: string | null;
  withdrawnBy: string | null;
  withdrawnReason: string | null;
}

/** A case's way between judges, oldest first: every step that ever counted, also those taken back. */
@Injectable()
export class CaseHistory {
  constructor(private readonly database: Database) {}

  async of(caseId: string): Promise<HistoryLine[]> {
    const rows = await this.database.rows<StepRow>(
      `SELECT a.at AS at, a.day AS day, a.kind AS kind, a.\`by\` AS who, j.name AS judge, f.name AS fromName, a.reason AS reason, a.run_id AS runId,
        r.withdrawn_at AS withdrawnAt, r.withdrawn_by AS withdrawnBy, r.withdrawn_reason AS withdrawnReason
       FROM case_assignment a LEFT JOIN person j ON j.id = a.judge_id LEFT JOIN person f ON f.id = a.from_judge_id LEFT JOIN assignment_run r ON r.id = a.run_id
       WHERE a.case_id = :caseId ORDER BY a.at, a.id`,
      { caseId },
    );
    const lines = rows.flatMap(({ withdrawnAt, withdrawnBy, withdrawnReason, fromName, ...step }): HistoryLine[] => [
      { ...step, from: fromName },
      ...(withdrawnAt ? [{ at: withdrawnAt, day: chinaDay(new Date(withdrawnAt)), kind: 'withdrawn' as const, who: withdrawnBy ?? '', judge: null, from: step.judge, reason: withdrawnReason, runId: step.runId }] : []),
    ]);
    return lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }
}
