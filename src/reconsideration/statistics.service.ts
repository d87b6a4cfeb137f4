import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { Decimal, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { GROUNDS, type Ground, type Outcome } from '../rules/reconsideration.js';
import type { StatisticsRow, StatisticsView } from './dto/reconsideration.dto.js';
import type { ContestedLine } from './reconsideration.entities.js';
import { requestScope } from './request-log.js';

interface Decided {
  outcome: Outcome;
  ground: Ground;
  line: string;
  reviewer: string | null;
}

/** What became of requests, by clause, reviewer and ground. Never by applicant: asking must cost nothing. */
@Injectable()
export class StatisticsService {
  constructor(private readonly database: Database) {}

  /** @param from first day, `until` the day after the last, of filing */
  async of(actor: Actor, from: Day, until: Day): Promise<StatisticsView> {
    require(actor, 'reconsideration.handle');
    const scope = requestScope(actor, 'reconsideration.handle');
    const rows = await this.database.rows<Decided>(
      `SELECT q.outcome AS "outcome", q.ground AS "ground", q.line AS "line", p.name AS "reviewer"
       FROM reconsideration q LEFT JOIN finding f ON f.id = q.source_id LEFT JOIN person p ON p.id = f.reviewer_id
       WHERE q.outcome IS NOT NULL AND q.status <> 'withdrawn' AND q.filed_on >= :from AND q.filed_on < :until AND ${scope.sql}`,
      { from, until, ...scope.parameters },
    );
    const clauseOf = (row: Decided): string => (JSON.parse(row.line) as ContestedLine).clause;
    return {
      from,
      until,
      decided: rows.length,
      byClause: tallied(rows, clauseOf, (key) => ({ zh: key, en: key })),
      byReviewer: tallied(rows.filter(({ reviewer }) => reviewer), ({ reviewer }) => reviewer!, (key) => ({ zh: key, en: key })),
      byGround: tallied(rows, ({ ground }) => ground, (key) => GROUNDS[key as Ground]),
    };
  }
}

function tallied(rows: readonly Decided[], keyOf: (row: Decided) => string, label: (key: string) => StatisticsRow['label']): StatisticsRow[] {
  return [...new Set(rows.map(keyOf))].sort().map((key) => {
    const own = rows.filter((row) => keyOf(row) === key);
    const count = (outcome: Outcome): number => own.filter((row) => row.outcome === outcome).length;
    const [upheld, partlyUpheld] = [count('upheld'), count('partlyUpheld')];
    return { key, label: label(key), decided: own.length, upheld, partlyUpheld, refused: count('refused'), changedShare: points(new Decimal(upheld + partlyUpheld).times(100).div(own.length)) };
  });
}
