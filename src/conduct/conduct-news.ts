import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { may, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { COMPLAINT_TABLES, complaintScope, ENTRY_TABLES, entryScope, HONOUR_TABLES, honourScope, MERIT_TABLES, meritScope } from './conduct-scope.js';
import { conductNumber } from './conduct-words.js';

export interface ConductTask {
  id: string;
  number: string;
  due: Day | null;
}

const MOST = 10;

/** Door: what of conduct awaits somebody. The same conditions as the lists, so that nothing shows here that does not show there. */
@Injectable()
export class ConductNews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Entries about the reader, to be acknowledged or objected to in time. */
  async toAnswer(actor: Actor): Promise<ConductTask[]> {
    if (!actor.personId || !may(actor, 'conduct.answer') || !may(actor, 'conduct.read')) return [];
    const rows = await this.rows<{ id: string; year: number; number: number; confined: number; due: Day }>(
      actor, 'conduct.read', entryScope, `SELECT e.id AS "id", e.year AS "year", e.number AS "number", e.confined AS "confined", e.answer_until AS "due" FROM ${ENTRY_TABLES}`,
      `e.person_id = :me AND e.state = 'recorded' AND e.answer_until >= :today ORDER BY e.answer_until, e.id`,
    );
    return rows.map((row) => ({ id: row.id, number: conductNumber('entry', row), due: row.due }));
  }

  /** Complaints about the reader, to be answered by a statement. */
  async toState(actor: Actor): Promise<ConductTask[]> {
    if (!actor.personId || !may(actor, 'conduct.answer')) return [];
    return this.complaints(actor, `c.person_id = :me AND c.state = 'assigned'`);
  }

  async toInvestigate(actor: Actor): Promise<ConductTask[]> {
    if (!actor.personId || !may(actor, 'complaint.investigate')) return [];
    return this.complaints(actor, `c.investigator_id = :me AND c.state IN ('assigned', 'heard')`);
  }

  /** How many wait for the office: to be assigned or answered, to be approved, to be decided, to be confirmed. */
  async counts(actor: Actor): Promise<Record<'assign' | 'answer' | 'merits' | 'objections' | 'honours' | 'leads', number>> {
    const count = async (permission: Permission, scope: (actor: Actor, permission: Permission) => SqlCondition, from: string, where: string): Promise<number> => {
      if (!may(actor, permission)) return 0;
      const [row] = await this.rows<{ total: number | string }>(actor, permission, scope, `SELECT COUNT(*) AS "total" FROM ${from}`, where);
      return Number(row!.total);
    };
    return {
      assign: await count('complaint.manage', complaintScope, COMPLAINT_TABLES, `c.state = 'received' AND c.person_id <> :me`),
      answer: await count('complaint.manage', complaintScope, COMPLAINT_TABLES, `c.state = 'verified' AND c.person_id <> :me`),
      merits: await count('merit.approve', meritScope, MERIT_TABLES, `m.state = 'claimed' AND m.person_id <> :me`),
      objections: await count('conduct.decide', entryScope, ENTRY_TABLES, `e.state = 'objected' AND e.person_id <> :me AND e.recorded_by <> :user`),
      honours: await count('honour.confirm', honourScope, HONOUR_TABLES, `n.state = 'recorded' AND n.recorded_by <> :user AND (n.person_id IS NULL OR n.person_id <> :me)`),
      leads: await count('discipline.handle', complaintScope, COMPLAINT_TABLES, `c.state = 'confined'`),
    };
  }

  private async complaints(actor: Actor, where: string): Promise<ConductTask[]> {
    const rows = await this.rows<{ id: string; year: number | null; number: number | null; confined: number }>(
      actor, 'complaint.read', complaintScope, `SELECT c.id AS "id", c.year AS "year", c.number AS "number", c.confined AS "confined" FROM ${COMPLAINT_TABLES}`, `${where} ORDER BY c.received_on, c.id`,
    );
    return rows.map((row) => ({ id: row.id, number: conductNumber('complaint', row), due: null }));
  }

  private rows<T>(actor: Actor, permission: Permission, scopeOf: (actor: Actor, permission: Permission) => SqlCondition, select: string, where: string): Promise<T[]> {
    const scope = scopeOf(actor, permission);
    return this.database.rows<T>(`${select} WHERE ${scope.sql} AND ${where} LIMIT ${MOST * 10}`, { ...scope.parameters, me: actor.personId ?? '', user: actor.userId, today: this.clock.today() });
  }
}
