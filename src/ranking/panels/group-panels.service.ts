import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parsePeriod, previousPeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { points } from '../../kernel/exact.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { lastDayOf } from '../../court/service-record.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import type { SqlCondition } from '../../platform/permissions/data-scope.js';
import { FOUND_TABLES, foundCondition, REVIEWED_TABLES, reviewedCondition } from '../../quality-review/patterns/counted-patterns.js';
import { percent } from '../../rules/case-flow.js';
import { rankingErrors } from '../ranking.errors.js';
import { RankingsService, type SeenGroup } from '../rankings.service.js';
import { recordedFindings, WITHDRAWN } from '../recorded-findings.js';
import type { GroupCaseRow, GroupCasesQuery, GroupClausesView, GroupFindingRow, GroupFindingsQuery, GroupTrendView } from './dto/panels.dto.js';

const MOST_PERIODS = 8;
const ENOUGH = 3;
const HEAT_CLAUSES = 12;
const MIN_SIZE = 'ranking.minGroupSize';

const ANSWERED = 'EXISTS (SELECT 1 FROM finding_share gs WHERE gs.finding_id = f.id AND gs.share > 0 AND gs.person_id IN (:...groupPeople))';
/** Whoever answers for a finding of a case had a part in it, whatever the register says. */
const TOOK_PART = `(c.responsible_judge_id IN (:...groupPeople) OR c.clerk_id IN (:...groupPeople)
  OR EXISTS (SELECT 1 FROM case_participant gp WHERE gp.case_id = c.id AND gp.person_id IN (:...groupPeople))
  OR EXISTS (SELECT 1 FROM finding gf JOIN finding_share gs ON gs.finding_id = gf.id WHERE gf.case_id = c.id AND gs.share > 0 AND gs.person_id IN (:...groupPeople)))`;

interface Seen {
  group: SeenGroup;
  period: EvaluationPeriod;
  people: string[];
  /** Findings these people answer for; reviewed cases they had a part in. */
  found: SqlCondition;
  reviewed: SqlCondition;
}

/**
 * The charts under a ranking. Each asks for the ranking itself first, so that nobody sees in a chart whom the table hides, and
 * counts only what the members shown answer for. A group below the court's size has none.
 */
@Injectable()
export class GroupPanelsService {
  constructor(
    private readonly database: Database,
    private readonly rankings: RankingsService,
    private readonly parameters: CourtParameters,
  ) {}

  async trend(actor: Actor, group: string, periodKey: string): Promise<GroupTrendView> {
    const points = [trendPoint(await this.seen(actor, group, periodKey))];
    let period = parsePeriod(periodKey)!;
    while (points.length < MOST_PERIODS) {
      period = previousPeriod(period);
      const earlier = await this.earlier(actor, group, period);
      if (!earlier) break;
      points.unshift(trendPoint(earlier));
    }
    return { points, needed: ENOUGH };
  }

  async clauses(actor: Actor, group: string, periodKey: string): Promise<GroupClausesView> {
    const seen = await this.seen(actor, group, periodKey);
    const found = foundCondition(seen.found, { from: seen.period.from, until: seen.period.until });
    const cells = await this.database.rows<{ clause: string; zh: string; en: string; division: string; findings: number; serious: number; cases: number }>(
      `SELECT k.code AS clause, MAX(k.label) AS zh, MAX(k.label_en) AS en, COALESCE(c.division_id, '') AS division, COUNT(*) AS findings, COUNT(DISTINCT f.case_id) AS cases,
        SUM(CASE WHEN f.severity = 'serious' THEN 1 ELSE 0 END) AS serious FROM ${FOUND_TABLES} WHERE ${found.sql} GROUP BY k.code, COALESCE(c.division_id, '')`,
      found.parameters,
    );
    const total = cells.reduce((sum, { findings }) => sum + Number(findings), 0);
    const rows = new Map<string, Omit<GroupClausesView['rows'][number], 'share' | 'running'>>();
    for (const { clause, zh, en, findings, serious, cases } of cells) {
      const row = rows.get(clause) ?? { clause, label: { zh, en }, findings: 0, serious: 0, cases: 0 };
      rows.set(clause, { ...row, findings: row.findings + Number(findings), serious: row.serious + Number(serious), cases: row.cases + Number(cases) });
    }
    const sorted = [...rows.values()].sort((a, b) => b.findings - a.findings || (a.clause < b.clause ? -1 : 1));
    let running = 0;
    const divisions = await this.divisions(seen);
    return {
      people: seen.people.length,
      findings: total,
      rows: sorted.map((row) => {
        running += row.findings;
        return { ...row, share: rate(row.findings, total) ?? '0.00', running: rate(running, total) ?? '0.00' };
      }),
      divisions,
      cells: sorted.slice(0, HEAT_CLAUSES).flatMap(({ clause }) =>
        divisions.map(({ id, reviewed }) => {
          const cell = cells.find((one) => one.clause === clause && one.division === id);
          const cases = Number(cell?.cases ?? 0);
          return { clause, division: id, findings: Number(cell?.findings ?? 0), cases, of: reviewed, rate: rate(cases, reviewed) };
        }),
      ),
    };
  }

  /** By the same condition as the figure that was opened. */
  async findings(actor: Actor, group: string, periodKey: string, { clause, division, which, page, pageSize }: GroupFindingsQuery): Promise<Page<GroupFindingRow>> {
    const seen = await this.seen(actor, group, periodKey);
    const recorded = which && recordedFindings(actor.courtId, seen.period, seen.people);
    const found = recorded
      ? { ...recorded, sql: which === 'withdrawn' ? `${recorded.sql} AND ${WITHDRAWN}` : recorded.sql }
      : foundCondition(seen.found, { from: seen.period.from, until: seen.period.until, clause, division });
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${FOUND_TABLES} WHERE ${found.sql}`, found.parameters);
    const rows = await this.database.rows<{ id: string; caseId: string; caseNumber: string; clause: string; zh: string; en: string; severity: 'serious' | 'minor'; day: string; withdrawn: string | null }>(
      `SELECT f.id AS id, c.id AS caseId, c.case_number AS caseNumber, k.code AS clause, k.label AS zh, k.label_en AS en, f.severity AS severity, ${which ? 'f.recorded_on' : 'r.submitted_on'} AS "day", CASE WHEN ${WITHDRAWN} THEN COALESCE(f.superseded_reason, '') END AS withdrawn
       FROM ${FOUND_TABLES} WHERE ${found.sql} ORDER BY ${which ? 'f.recorded_on' : 'r.submitted_on'} DESC, f.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      found.parameters,
    );
    const names = rows.length
      ? await this.database.rows<{ finding: string; name: string }>(
          `SELECT s.finding_id AS finding, p.name AS name FROM finding_share s JOIN person p ON p.id = s.person_id
           WHERE s.finding_id IN (:...ids) AND s.person_id IN (:...people) AND s.share > 0 ORDER BY s.share DESC, p.name`,
          { ids: rows.map(({ id }) => id), people: seen.people },
        )
      : [];
    return {
      items: rows.map(({ zh, en, ...row }) => ({ ...row, label: { zh, en }, people: names.filter(({ finding }) => finding === row.id).map(({ name }) => name) })),
      total: Number(count!.total), page, pageSize,
    };
  }

  /** The reviewed cases a share of the heat map is of, each once, with what was found in it of the people shown. */
  async cases(actor: Actor, group: string, periodKey: string, { division, page, pageSize }: GroupCasesQuery): Promise<Page<GroupCaseRow>> {
    const seen = await this.seen(actor, group, periodKey);
    const reviewed = reviewedCondition(seen.reviewed, { from: seen.period.from, until: seen.period.until, division });
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(DISTINCT c.id) AS total FROM ${REVIEWED_TABLES} WHERE ${reviewed.sql}`, reviewed.parameters);
    const rows = await this.database.rows<{ caseId: string; caseNumber: string; cause: string; judge: string | null; day: string }>(
      `SELECT c.id AS caseId, c.case_number AS caseNumber, c.cause AS cause, MAX(j.name) AS judge, MAX(r.submitted_on) AS "day" FROM ${REVIEWED_TABLES} LEFT JOIN person j ON j.id = c.responsible_judge_id
       WHERE ${reviewed.sql} GROUP BY c.id, c.case_number, c.cause ORDER BY MAX(r.submitted_on) DESC, c.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      reviewed.parameters,
    );
    const found = foundCondition(seen.found, { from: seen.period.from, until: seen.period.until });
    const findings = rows.length
      ? await this.database.rows<{ caseId: string; findings: number }>(`SELECT f.case_id AS caseId, COUNT(*) AS findings FROM ${FOUND_TABLES} WHERE ${found.sql} AND f.case_id IN (:...shown) GROUP BY f.case_id`, { ...found.parameters, shown: rows.map(({ caseId }) => caseId) })
      : [];
    return { items: rows.map((row) => ({ ...row, findings: Number(findings.find(({ caseId }) => caseId === row.caseId)?.findings ?? 0) })), total: Number(count!.total), page, pageSize };
  }

  private async divisions({ reviewed: scope, period: { from, until } }: Seen): Promise<GroupClausesView['divisions']> {
    const reviewed = reviewedCondition(scope, { from, until });
    const rows = await this.database.rows<{ id: string; zh: string; en: string; cases: number }>(
      `SELECT d.id AS id, d.name AS zh, d.name_en AS en, COUNT(DISTINCT r.case_id) AS cases FROM ${REVIEWED_TABLES} JOIN division d ON d.id = c.division_id
       WHERE ${reviewed.sql} GROUP BY d.id, d.name, d.name_en, d.position ORDER BY d.position, d.id`,
      reviewed.parameters,
    );
    return rows.map(({ id, zh, en, cases }) => ({ id, label: { zh, en }, reviewed: Number(cases) }));
  }

  private async seen(actor: Actor, group: string, periodKey: string): Promise<Seen> {
    const seen = await this.rankings.seen(actor, group, periodKey);
    const { period } = seen;
    const { nature, members } = seen.current.group;
    const least = await this.parameters.inForce(actor.courtId, MIN_SIZE, lastDayOf(period));
    if (least && members.length < Number(least.value)) throw rankingErrors['ranking.tooFewForCharts']({ size: members.length, least: least.value });
    // A band says nothing of what somebody did: only who is shown in full is counted, and oneself.
    const people = seen.current.input.members.map(({ personId }) => personId).filter((personId) => personId === actor.personId || seen.sight.granted(personId) === 'full');
    const parameters = { groupCourt: actor.courtId, groupNature: nature ?? '', groupPeople: people.length ? people : [''] };
    const cases = `c.court_id = :groupCourt AND (:groupNature = '' OR c.nature = :groupNature)`;
    return { group: seen, period, people, found: { sql: `${cases} AND ${ANSWERED}`, parameters }, reviewed: { sql: `${cases} AND ${TOOK_PART}`, parameters } };
  }

  /** `null` where the group did not exist, nobody may be seen, or it was too small. */
  private async earlier(actor: Actor, group: string, period: EvaluationPeriod): Promise<Seen | null> {
    try {
      return await this.seen(actor, group, period.key);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}

/** As the ranking itself tells them: nothing where mean and median would leave somebody's total to be worked out. */
function trendPoint({ group: { current, sight }, period }: Seen): GroupTrendView['points'][number] {
  const { mean, median } = sight.described ? current.result.description : { mean: null, median: null };
  return { period: period.key, status: current.status, size: current.group.members.length, mean, median };
}

function rate(part: number, whole: number): string | null {
  const value = percent(part, whole);
  return value === null ? null : points(value);
}
