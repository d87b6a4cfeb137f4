import { Injectable } from '@nestjs/common';
import { addDays, addMonths, daysBetween, type Day } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';
import { refiledPairs } from '../../rules/watch/refiled-pairs.js';

/** One case looked at, whose it is, and whether it is among those counted. */
export interface Looked {
  id: string;
  holder: string;
  counted: boolean;
}

export interface DatedCase {
  id: string;
  holder: string;
  day: Day;
}

interface Years {
  courtId: string;
  from: Day;
  until: Day;
}

/** What the signs of the watch are counted from, case by case, so that each opens to exactly what it counted. */
@Injectable()
export class WatchedCases {
  constructor(private readonly database: Database) {}

  /** By division, from so many months before the year on, so that a month can be held against those before it. */
  async filed({ courtId, from, until }: Years, monthsBefore: number): Promise<DatedCase[]> {
    return this.database.rows<DatedCase>(
      `SELECT c.id AS id, c.division_id AS holder, c.intake_on AS "day" FROM court_case c WHERE c.court_id = :courtId AND c.intake_on >= :from AND c.intake_on < :until AND c.division_id IS NOT NULL`,
      { courtId, from: addMonths(from, -monthsBefore), until },
    );
  }

  /** By judge. */
  async closed({ courtId, from, until }: Years): Promise<DatedCase[]> {
    return this.database.rows<DatedCase>(
      `SELECT c.id AS id, c.responsible_judge_id AS holder, c.closed_on AS "day" FROM court_case c WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on < :until AND c.responsible_judge_id IS NOT NULL`,
      { courtId, from, until },
    );
  }

  /** First-instance cases that ended in a way nobody can appeal, among those and the ones that could be; nature by nature. */
  async withoutAppeal({ courtId, from, until }: Years): Promise<(Looked & { nature: string })[]> {
    const rows = await this.database.rows<{ id: string; holder: string; nature: string; counted: number | boolean }>(
      `SELECT c.id AS id, c.responsible_judge_id AS holder, c.nature AS nature, CASE WHEN c.closing_manner IN ('withdrawn', 'mediated') THEN 1 ELSE 0 END AS counted FROM court_case c
       WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on < :until AND c.nature IN ('civil', 'administrative') AND c.responsible_judge_id IS NOT NULL AND (c.appealable = 1 OR c.closing_manner IN ('withdrawn', 'mediated'))`,
      { courtId, from, until },
    );
    return rows.map((row) => ({ ...row, counted: Number(row.counted) === 1 }));
  }

  /** Cases closed with a time limit; counted those whose limit was extended within so many days before it ran out. */
  async extendedLate({ courtId, from, until }: Years, days: number): Promise<Looked[]> {
    const cases = await this.database.rows<{ id: string; holder: string; limitOn: Day }>(
      `SELECT c.id AS id, c.responsible_judge_id AS holder, c.limit_on AS limitOn FROM court_case c
       WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on < :until AND c.limit_on IS NOT NULL AND c.responsible_judge_id IS NOT NULL`,
      { courtId, from, until },
    );
    const extensions = await this.database.rows<{ caseId: string; approvedOn: Day; validFrom: Day; validUntil: Day }>(
      `SELECT x.case_id AS caseId, x.approved_on AS approvedOn, x.valid_from AS validFrom, x.valid_until AS validUntil FROM case_limit_change x JOIN court_case c ON c.id = x.case_id
       WHERE c.court_id = :courtId AND x.kind = 'extension' AND x.approved_on IS NOT NULL AND c.closed_on >= :from AND c.closed_on < :until ORDER BY x.approved_on DESC, x.id DESC`,
      { courtId, from, until },
    );
    const byCase = new Map<string, typeof extensions>();
    for (const one of extensions) byCase.set(one.caseId, [...(byCase.get(one.caseId) ?? []), one]);
    return cases.map(({ id, holder, limitOn }) => {
      // The limit each extension found: the limit now, less what this one and later ones added.
      let limit = limitOn;
      let counted = false;
      for (const { approvedOn, validFrom, validUntil } of byCase.get(id) ?? []) {
        limit = addDays(limit, -daysBetween(validFrom, validUntil));
        const left = daysBetween(approvedOn, limit);
        if (left >= 0 && left <= days) counted = true;
      }
      return { id, holder, counted };
    });
  }

  /** Withdrawn cases, counted where the same parties filed the same cause again; beside them all others closed, as what is usual. */
  async refiled({ courtId, from, until }: Years, days: number): Promise<{ withdrawn: Looked[]; others: Looked[]; again: Map<string, string> }> {
    const closed = await this.database.rows<{ id: string; holder: string; parties: string; cause: string; closedOn: Day; manner: string }>(
      `SELECT c.id AS id, c.responsible_judge_id AS holder, c.parties AS parties, c.cause AS cause, c.closed_on AS closedOn, c.closing_manner AS manner FROM court_case c
       WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on < :until AND c.nature IN ('civil', 'administrative') AND c.parties IS NOT NULL AND c.responsible_judge_id IS NOT NULL`,
      { courtId, from, until },
    );
    const filed = await this.database.rows<{ id: string; parties: string; cause: string; intakeOn: Day }>(
      `SELECT c.id AS id, c.parties AS parties, c.cause AS cause, c.intake_on AS intakeOn FROM court_case c WHERE c.court_id = :courtId AND c.intake_on >= :from AND c.nature IN ('civil', 'administrative') AND c.parties IS NOT NULL`,
      { courtId, from },
    );
    const again = new Map(refiledPairs(closed, filed, days).map(({ closedId, filedId }) => [closedId, filedId]));
    const looked = closed.map(({ id, holder, manner }) => ({ id, holder, counted: again.has(id), withdrawn: manner === 'withdrawn' }));
    return { withdrawn: looked.filter(({ withdrawn }) => withdrawn), others: looked.filter(({ withdrawn }) => !withdrawn), again };
  }

  /** Claims that a case is difficult; the case of a claim withdrawn is not looked at. */
  async claims({ courtId, from, until }: Years): Promise<{ id: string; holder: string }[]> {
    return this.database.rows<{ id: string; holder: string }>(
      `SELECT a.case_id AS id, a.judge_id AS holder FROM difficult_application a WHERE a.court_id = :courtId AND a.applied_on >= :from AND a.applied_on < :until AND a.status <> 'withdrawn'`,
      { courtId, from, until },
    );
  }

  async names(courtId: string): Promise<{ people: Map<string, string>; divisions: Map<string, { zh: string; en: string }> }> {
    const people = await this.database.rows<{ id: string; name: string }>('SELECT p.id AS id, p.name AS name FROM person p WHERE p.court_id = :courtId', { courtId });
    const divisions = await this.database.rows<{ id: string; zh: string; en: string }>('SELECT d.id AS id, d.name AS zh, d.name_en AS en FROM division d WHERE d.court_id = :courtId', { courtId });
    return { people: new Map(people.map(({ id, name }) => [id, name])), divisions: new Map(divisions.map(({ id, zh, en }) => [id, { zh, en }])) };
  }
}
