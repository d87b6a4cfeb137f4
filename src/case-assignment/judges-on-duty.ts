import { Injectable } from '@nestjs/common';
import type { CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { Decimal, fromHundredths } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { Words } from './dto/pool.dto.js';
import { capFor, rampFor } from './setting-values.js';
import type { SettingsInForce } from './assignment-settings.js';
import { LEAVE_WORDS } from './words.js';

/** Every post that is given cases. */
export const CASE_POSTS = ['judge', 'divisionChief', 'deputyDivisionChief'] as const;
/** What a case that needs a panel asks of its judge in the plan. */
export const ANY_PANEL = '合议庭';

/** A judge of one nature on one day, with everything a run asks about. */
export interface JudgeOnDuty {
  judgeId: string;
  name: string;
  unitId: string;
  unit: string;
  post: string;
  /** In the unit of the load. */
  backlog: number;
  /** Duty factor × newcomer's share; zero when the post carries no duty. */
  capacity: number;
  pendingCap: number | null;
  specialisms: string[];
  panels: string[];
  available: boolean;
  awayReason: string | null;
  notes: Words[];
  onLeave: boolean;
  reducedDuty: boolean;
  newcomer: boolean;
}

interface PostRow {
  judgeId: string;
  name: string;
  unitId: string;
  unit: string;
  post: string;
  dutyFactor: number | string;
  firstPost: Day;
}

const POSTS = `
  SELECT h.person_id AS judgeId, p.name AS name, d.id AS unitId, d.name AS unit, h.post AS post, h.duty_factor AS dutyFactor,
    (SELECT MIN(f.valid_from) FROM post_holding f WHERE f.person_id = h.person_id AND f.superseded_at IS NULL AND f.post IN (:...posts)) AS firstPost
  FROM post_holding h JOIN person p ON p.id = h.person_id JOIN division d ON d.id = h.division_id
  WHERE h.court_id = :courtId AND h.nature = :nature AND h.post IN (:...posts) AND h.kind <> 'secondment' AND h.superseded_at IS NULL
    AND h.valid_from <= :day AND (h.valid_until IS NULL OR h.valid_until > :day)
  ORDER BY d.position, d.id, CASE h.kind WHEN 'main' THEN 0 ELSE 1 END, p.name, p.id`;

/** Who could be given a case of a nature on a day, their backlog at this moment and what limits them. */
@Injectable()
export class JudgesOnDuty {
  constructor(private readonly database: Database) {}

  async of(courtId: string, nature: CaseNature, day: Day, settings: SettingsInForce): Promise<JudgeOnDuty[]> {
    const posts = await this.database.rows<PostRow>(POSTS, { courtId, nature, day, posts: [...CASE_POSTS] });
    const once = [...new Map([...posts].reverse().map((row) => [row.judgeId, row])).values()].reverse();
    if (once.length === 0) return [];
    const at = { courtId, nature, day, ids: once.map(({ judgeId }) => judgeId) };
    const loads = await this.loads(at, settings.loadIn);
    const leaves = await this.leaves(at);
    const specialisms = await this.words(at, `SELECT person_id AS judgeId, specialism AS word FROM judge_specialism`);
    const panels = await this.words(at, `SELECT person_id AS judgeId, panel AS word FROM panel_seat`);
    return once.map((row) => {
      const { judgeId, name, unitId, unit, post } = row;
      const duty = fromHundredths(row.dutyFactor);
      const share = rampFor(settings.ramp, row.firstPost, day);
      const leave = leaves.get(judgeId);
      const seats = panels.get(judgeId) ?? [];
      const away = leave ? (LEAVE_WORDS[leave.kind]?.zh ?? leave.kind) : duty.isZero() ? '任务系数为 0' : null;
      return {
        judgeId,
        name,
        unitId,
        unit,
        post,
        backlog: loads.get(judgeId) ?? 0,
        capacity: duty.times(share ?? 1).toNumber(),
        pendingCap: capFor(settings.caps, post, nature),
        specialisms: specialisms.get(judgeId) ?? [],
        panels: seats.length ? [...new Set([ANY_PANEL, ...seats])] : [],
        available: away === null,
        awayReason: away,
        notes: notesOf(leave, duty, share),
        onLeave: leave !== undefined,
        reducedDuty: duty.lt(1),
        newcomer: share !== null && share < 1,
      };
    });
  }

  /** Open cases of the nature, or the sum of their weights. */
  private async loads({ courtId, nature, ids }: { courtId: string; nature: string; ids: string[] }, loadIn: 'cases' | 'weights'): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ judgeId: string; cases: number | string; weight: number | string }>(
      `SELECT responsible_judge_id AS judgeId, COUNT(*) AS cases, SUM(weight) AS weight FROM court_case
       WHERE court_id = :courtId AND nature = :nature AND closed_on IS NULL AND responsible_judge_id IN (:...ids) GROUP BY responsible_judge_id`,
      { courtId, nature, ids },
    );
    return new Map(rows.map(({ judgeId, cases, weight }) => [judgeId, loadIn === 'cases' ? Number(cases) : fromHundredths(weight).toNumber()]));
  }

  private async leaves({ day, ids }: { day: Day; ids: string[] }): Promise<Map<string, { kind: string; until: Day }>> {
    const rows = await this.database.rows<{ judgeId: string; kind: string; until: Day }>(
      `SELECT person_id AS judgeId, kind AS kind, valid_until AS until FROM leave_of_absence
       WHERE person_id IN (:...ids) AND valid_from <= :day AND valid_until > :day ORDER BY valid_until, id`,
      { ids, day },
    );
    return new Map(rows.map((row) => [row.judgeId, row]));
  }

  private async words({ courtId, day, ids }: { courtId: string; day: Day; ids: string[] }, select: string): Promise<Map<string, string[]>> {
    const rows = await this.database.rows<{ judgeId: string; word: string }>(
      `${select} WHERE court_id = :courtId AND person_id IN (:...ids) AND valid_from <= :day AND (valid_until IS NULL OR valid_until > :day) ORDER BY 2`,
      { courtId, ids, day },
    );
    const found = new Map<string, string[]>();
    for (const { judgeId, word } of rows) found.set(judgeId, [...new Set([...(found.get(judgeId) ?? []), word])]);
    return found;
  }
}

function notesOf(leave: { kind: string; until: Day } | undefined, duty: Decimal, share: number | null): Words[] {
  const notes: Words[] = [];
  if (leave) notes.push({ zh: `${LEAVE_WORDS[leave.kind]?.zh ?? leave.kind}至 ${leave.until}`, en: `${LEAVE_WORDS[leave.kind]?.en ?? leave.kind} until ${leave.until}` });
  if (duty.lt(1)) notes.push({ zh: `任务系数 ${duty.toFixed(2)}`, en: `duty factor ${duty.toFixed(2)}` });
  if (share !== null && share < 1) notes.push({ zh: `新任法官，按 ${share.toFixed(2)} 递增`, en: `newly appointed, share ${share.toFixed(2)}` });
  return notes;
}
