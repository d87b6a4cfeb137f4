import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { addDays, addMonths, type Day } from '../kernel/day.js';
import { fromHundredths } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { evennessOf } from '../rules/assignment/fairness.js';
import { rankCorrelation } from '../rules/chance.js';
import { AssignmentRun } from './assignment.entities.js';
import { assignmentErrors } from './assignment.errors.js';
import { fairnessTable } from './assignment-tables.js';
import { percent } from './designation-ledger.js';
import { drawTests, type DrawnRun } from './draw-tests.js';
import type { FairnessQuery, FairnessView, JudgeFairness } from './dto/fairness.dto.js';
import { CASE_POSTS } from './judges-on-duty.js';
import { two } from './run-views.js';

/** Every case that reached a judge, once a time it did: by a recorded step, or registered with its judge. */
const REACHED = `(
  SELECT a.judge_id AS judge_id, a.case_id AS case_id, a.day AS day, CASE WHEN a.kind = 'designated' OR a.phase = 'designated' THEN 1 ELSE 0 END AS designated, CASE WHEN a.kind = 'transfer' THEN 1 ELSE 0 END AS moved
  FROM case_assignment a WHERE a.court_id = :courtId AND a.judge_id IS NOT NULL AND a.day >= :from AND a.day < :until
    AND NOT EXISTS (SELECT 1 FROM assignment_run w WHERE w.id = a.run_id AND w.status = 'withdrawn')
  UNION ALL
  SELECT c.responsible_judge_id, c.id, c.intake_on, 0, 0 FROM court_case c
  WHERE c.court_id = :courtId AND c.responsible_judge_id IS NOT NULL AND c.intake_on >= :from AND c.intake_on < :until
    AND NOT EXISTS (SELECT 1 FROM case_assignment a WHERE a.case_id = c.id)
)`;

interface Period {
  courtId: string;
  nature: string;
  from: Day;
  until: Day;
}

interface SittingRow {
  judgeId: string;
  name: string;
  unit: string;
  dutyFactor: number | string;
  validFrom: Day;
  validUntil: Day | null;
}

/** 分案公平性: what the rule did, over months, and whether the draw looks like chance. */
@Injectable()
export class FairnessService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async view(actor: Actor, query: FairnessQuery): Promise<FairnessView> {
    require(actor, 'assignment.fairness');
    const until = query.until ?? addDays(this.clock.today(), 1);
    const period: Period = { courtId: actor.courtId, nature: query.nature ?? 'civil', until, from: query.from ?? addMonths(`${until.slice(0, 7)}-01`, -11) };
    if (period.from >= period.until) throw assignmentErrors['assignment.faulty']({ count: 1 }, [{ path: 'until', zh: '截止日须晚于起始日。', en: 'The end must come after the start.' }]);
    const sitting = await this.sitting(period);
    const difficultFrom = await this.upperQuartile(period);
    const judges = await this.judges(period, sitting, difficultFrom);
    const drawn = await this.drawnRuns(period);
    const correlation = rankCorrelation(judges.map((one) => one.closed / Number(one.capacity)), judges.map((one) => one.received / Number(one.capacity)));
    return {
      nature: period.nature,
      from: period.from,
      until,
      judges,
      months: await this.months(period, sitting),
      runs: drawn.flatMap(({ run }) =>
        run.figures
          ? [{
              runId: run.id, round: run.round ?? 0, day: run.day, cases: run.figures.assigned, levelled: run.figures.levelled, even: run.figures.even,
              spreadBefore: run.figures.spreadBefore, spreadAfter: run.figures.spreadAfter, giniBefore: run.figures.giniBefore, giniAfter: run.figures.giniAfter,
            }]
          : [],
      ),
      ...drawTests(drawn, difficultFrom),
      difficultFrom: fromHundredths(difficultFrom).toFixed(2),
      closedReceivedCorrelation: correlation === null ? null : two(correlation),
      says: { zh: '结案快的法官存案低，会继续得到补充；本系统不设办案指标。', en: 'Judges who close quickly have a low backlog and keep receiving; this system sets no case quota.' },
    };
  }

  async exportTable(actor: Actor, query: FairnessQuery): Promise<OutgoingTable> {
    return fairnessTable(await this.view(actor, query), actor.language);
  }

  private sitting(period: Period): Promise<SittingRow[]> {
    return this.database.rows<SittingRow>(
      `SELECT h.person_id AS judgeId, p.name AS name, d.name AS unit, h.duty_factor AS dutyFactor, h.valid_from AS validFrom, h.valid_until AS validUntil
       FROM post_holding h JOIN person p ON p.id = h.person_id JOIN division d ON d.id = h.division_id
       WHERE h.court_id = :courtId AND h.nature = :nature AND h.post IN (:...posts) AND h.kind <> 'secondment' AND h.superseded_at IS NULL
         AND h.valid_from < :until AND (h.valid_until IS NULL OR h.valid_until > :from) AND h.duty_factor > 0
       ORDER BY d.position, p.name, p.id, h.valid_from`,
      { ...period, posts: [...CASE_POSTS] },
    );
  }

  private async judges(period: Period, sitting: readonly SittingRow[], difficultFrom: number): Promise<JudgeFairness[]> {
    const last = [...new Map(sitting.map((row) => [row.judgeId, row])).values()];
    if (last.length === 0) return [];
    const given = { ...period, difficultFrom, ids: last.map(({ judgeId }) => judgeId) };
    type Sums = Record<'received' | 'weight' | 'difficult' | 'designated' | 'moved', number | string>;
    const reached = await this.database.rows<Sums & { judgeId: string }>(
      `SELECT x.judge_id AS judgeId, COUNT(*) AS received, SUM(c.weight) AS weight, SUM(CASE WHEN c.weight >= :difficultFrom THEN 1 ELSE 0 END) AS difficult, SUM(x.designated) AS designated, SUM(x.moved) AS moved
       FROM ${REACHED} x JOIN court_case c ON c.id = x.case_id WHERE c.nature = :nature AND x.judge_id IN (:...ids) GROUP BY x.judge_id`,
      given,
    );
    const open = (at: string) => `SUM(CASE WHEN c.intake_on < ${at} AND (c.closed_on IS NULL OR c.closed_on >= ${at}) THEN 1 ELSE 0 END)`;
    const flow = await this.database.rows<Record<'closed' | 'weight' | 'opening' | 'pending', number | string> & { judgeId: string }>(
      `SELECT c.responsible_judge_id AS judgeId, SUM(CASE WHEN c.closed_on >= :from AND c.closed_on < :until THEN 1 ELSE 0 END) AS closed,
        SUM(CASE WHEN c.closed_on >= :from AND c.closed_on < :until THEN c.weight ELSE 0 END) AS weight, ${open(':from')} AS opening, ${open(':until')} AS pending
       FROM court_case c WHERE c.court_id = :courtId AND c.nature = :nature AND c.responsible_judge_id IN (:...ids) AND c.intake_on < :until AND (c.closed_on IS NULL OR c.closed_on >= :from)
       GROUP BY c.responsible_judge_id`,
      given,
    );
    const left = await this.database.rows<{ judgeId: string; moved: number | string }>(
      `SELECT a.from_judge_id AS judgeId, COUNT(*) AS moved FROM case_assignment a JOIN court_case c ON c.id = a.case_id
       WHERE a.court_id = :courtId AND c.nature = :nature AND a.kind = 'transfer' AND a.day >= :from AND a.day < :until AND a.from_judge_id IN (:...ids) GROUP BY a.from_judge_id`,
      given,
    );
    const by = <T extends { judgeId: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.judgeId, row]));
    const [reachedBy, flowBy, leftBy] = [by(reached), by(flow), by(left)];
    return last.map(({ judgeId, name, unit, dutyFactor }) => {
      const [in_, out] = [reachedBy.get(judgeId), flowBy.get(judgeId)];
      const count = (value: number | string | undefined) => Number(value ?? 0);
      const capacity = fromHundredths(dutyFactor);
      return {
        judgeId,
        name,
        unit,
        capacity: capacity.toFixed(2),
        received: count(in_?.received),
        closed: count(out?.closed),
        receivedWeight: fromHundredths(in_?.weight ?? 0).toFixed(2),
        closedWeight: fromHundredths(out?.weight ?? 0).toFixed(2),
        backlogBefore: count(out?.opening),
        backlogAfter: count(out?.pending),
        relativeAfter: two(count(out?.pending) / capacity.toNumber()),
        difficult: count(in_?.difficult),
        difficultShare: percent(count(in_?.difficult), count(in_?.received)),
        designated: count(in_?.designated),
        designatedShare: percent(count(in_?.designated), count(in_?.received)),
        transferredIn: count(in_?.moved),
        transferredOut: count(leftBy.get(judgeId)?.moved),
      };
    });
  }

  /** Load of a full duty at the end of each month, over the judges then sitting and not away; one pass over the cases. */
  private async months(period: Period, sitting: readonly SittingRow[]): Promise<FairnessView['months']> {
    const ends: Day[] = [];
    for (let day = addMonths(`${period.from.slice(0, 7)}-01`, 1); day <= period.until; day = addMonths(day, 1)) ends.push(day);
    if (ends.length === 0 || sitting.length === 0) return [];
    const sums = ends.map((_, index) => `SUM(CASE WHEN c.intake_on < :end${index} AND (c.closed_on IS NULL OR c.closed_on >= :end${index}) THEN 1 ELSE 0 END) AS open${index}`);
    const rows = await this.database.rows<Record<string, number | string>>(
      `SELECT c.responsible_judge_id AS judgeId, ${sums.join(', ')} FROM court_case c
       WHERE c.court_id = :courtId AND c.nature = :nature AND c.responsible_judge_id IN (:...ids) AND (c.closed_on IS NULL OR c.closed_on >= :from) GROUP BY c.responsible_judge_id`,
      { ...period, ids: [...new Set(sitting.map(({ judgeId }) => judgeId))], ...Object.fromEntries(ends.map((end, index) => [`end${index}`, end])) },
    );
    const open = new Map(rows.map((row) => [String(row.judgeId), row]));
    const leaves = await this.database.rows<{ judgeId: string; from: Day; until: Day }>(
      'SELECT person_id AS judgeId, valid_from AS `from`, valid_until AS until FROM leave_of_absence WHERE court_id = :courtId AND valid_from < :until AND valid_until > :from',
      { ...period },
    );
    const away = (judgeId: string, day: Day) => leaves.some((leave) => leave.judgeId === judgeId && leave.from <= day && day < leave.until);
    return ends.flatMap((end, index) => {
      const day = addDays(end, -1);
      const there = sitting.filter(({ judgeId, validFrom, validUntil }) => validFrom <= day && (validUntil === null || day < validUntil) && !away(judgeId, day));
      const loads = [...new Map(there.map((row) => [row.judgeId, Number(open.get(row.judgeId)?.[`open${index}`] ?? 0) / fromHundredths(row.dutyFactor).toNumber()])).values()];
      if (loads.length === 0) return [];
      const { spread, gini } = evennessOf(loads);
      const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length;
      return [{ month: day.slice(0, 7), mean: two(mean), highest: two(Math.max(...loads)), lowest: two(Math.min(...loads)), spread: two(spread), gini: two(gini) }];
    });
  }

  /** 疑难: the weight from which on at most a quarter of the period's intake lies; no number of anybody's choosing. In hundredths. */
  private async upperQuartile(period: Period): Promise<number> {
    const within = `FROM court_case WHERE court_id = :courtId AND nature = :nature AND intake_on >= :from AND intake_on < :until`;
    const [counted] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS total ${within}`, period);
    const place = Math.floor(Number(counted!.total) / 4);
    const [row] = await this.database.rows<{ weight: number | string }>(`SELECT weight AS weight ${within} ORDER BY weight DESC LIMIT 1 OFFSET ${place}`, period);
    if (!row) return 100;
    const [reached] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS total ${within} AND weight >= :weight`, { ...period, weight: row.weight });
    if (Number(reached!.total) <= place + 1) return Number(row.weight);
    const [next] = await this.database.rows<{ weight: number | string | null }>(`SELECT MIN(weight) AS weight ${within} AND weight > :weight`, { ...period, weight: row.weight });
    return Number(next?.weight ?? row.weight);
  }

  private async drawnRuns({ courtId, nature, from, until }: Period): Promise<DrawnRun[]> {
    const runs = await this.database.repository(AssignmentRun).find({ where: { courtId, nature, status: 'committed', kind: In(['scheduled', 'byHand']) }, order: { day: 'ASC', committedAt: 'ASC' } });
    return runs.filter(({ day }) => day >= from && day < until).map((run) => ({ run }));
  }
}
