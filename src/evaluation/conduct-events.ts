import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import type { RaisedEvent } from '../quality-review/planning/case-events.service.js';
import { RegisterEvents, type EventSource, type LookedFor } from '../quality-review/planning/register-events.js';

/**
 * 投诉、信访查实或反复 (T6), handed to the reviews: conduct and quality review may not see each other, this floor sees both.
 * Upheld in whole or in part, on the day that was found; repeated petitions once a case, on the day the number was reached,
 * whatever came of them. One that names no case has nothing to be reviewed.
 */
@Injectable()
export class ConductEvents implements EventSource, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly register: RegisterEvents,
  ) {}

  onModuleInit(): void {
    this.register.addSource(this);
  }

  async events(wanted: LookedFor): Promise<RaisedEvent[]> {
    return [...(await this.upheld(wanted)), ...(await this.repeated(wanted))];
  }

  private async upheld({ courtId, since, today }: LookedFor): Promise<RaisedEvent[]> {
    const rows = await this.database.rows<{ id: string; caseId: string; kind: string; code: string; result: string; day: Day; summary: string }>(
      `SELECT m.id AS id, m.case_id AS caseId, m.kind AS kind, m.code AS code, m.result AS result, m.verified_on AS day, m.summary AS summary FROM complaint m
       WHERE m.court_id = :courtId AND m.case_id IS NOT NULL AND m.result IN ('upheld', 'partlyUpheld') AND m.verified_on >= :since AND m.verified_on <= :today ORDER BY m.verified_on, m.id`,
      { courtId, since, today },
    );
    return rows.map(({ id, caseId, kind, code, result, day, summary }) => ({
      kind: 'complaint.upheld', caseId, day, originKey: `complaint:${id}`,
      source: `投诉信访登记：${code} ${kind === 'petition' ? '信访' : '投诉'} ${day} 查实${result === 'partlyUpheld' ? '（部分属实）' : ''}，${summary}`,
    }));
  }

  private async repeated({ courtId, since, today, petitions }: LookedFor): Promise<RaisedEvent[]> {
    if (petitions === null) return [];
    const rows = await this.database.rows<{ caseId: string; day: Day }>(
      `SELECT m.case_id AS caseId, m.received_on AS day FROM complaint m WHERE m.court_id = :courtId AND m.kind = 'petition' AND m.received_on <= :today AND m.case_id IN (
         SELECT q.case_id FROM complaint q WHERE q.court_id = :courtId AND q.kind = 'petition' AND q.case_id IS NOT NULL AND q.received_on <= :today
         GROUP BY q.case_id HAVING COUNT(*) >= :petitions AND MAX(q.received_on) >= :since)
       ORDER BY m.received_on, m.id`,
      { courtId, since, today, petitions },
    );
    const received = new Map<string, Day[]>();
    for (const { caseId, day } of rows) received.set(caseId, [...(received.get(caseId) ?? []), day]);
    return [...received].flatMap(([caseId, days]): RaisedEvent[] => {
      const reachedOn = days[petitions - 1];
      return reachedOn === undefined || reachedOn < since ? [] : [{ kind: 'petition.repeated', caseId, day: reachedOn, originKey: `petitions:${caseId}`, source: `投诉信访登记：本案信访至 ${reachedOn} 已 ${petitions} 次` }];
    });
  }
}
