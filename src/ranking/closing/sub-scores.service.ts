import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { chinaMinute } from '../../kernel/day.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { grantsFor, require } from '../../platform/permissions/data-scope.js';
import { CLOSING_STATES, mayUnlock, type SubScoreOffice } from '../../rules/period-closing.js';
import { rankingErrors } from '../ranking.errors.js';
import { readPeriod } from '../rankings.service.js';
import { Checklist } from './checklist.js';
import { SubScore } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { officeName } from './closing-words.js';

/** What each office holds of a period, counted where the records are. One row each, so that the paper says what was submitted. */
const HELD: Readonly<Record<SubScoreOffice, Readonly<Record<string, string>>>> = {
  trialManagement: {
    casesClosed: 'SELECT COUNT(*) AS "n" FROM court_case WHERE court_id = :court AND closed_on >= :from AND closed_on < :until',
    reviews: `SELECT COUNT(*) AS "n" FROM case_review WHERE court_id = :court AND status = 'submitted' AND second_of_id IS NULL AND submitted_on >= :from AND submitted_on < :until`,
    findings: `SELECT COUNT(*) AS "n" FROM finding WHERE court_id = :court AND status IN ('submitted', 'settled') AND recorded_on >= :from AND recorded_on < :until`,
    publications: 'SELECT COUNT(*) AS "n" FROM judgment_publication WHERE court_id = :court AND due_on >= :from AND due_on < :until',
    difficultCases: 'SELECT COUNT(*) AS "n" FROM difficult_application WHERE court_id = :court AND counts_on >= :from AND counts_on < :until',
    entered: `SELECT COUNT(*) AS "n" FROM entered_fact WHERE court_id = :court AND office = 'trialManagement' AND superseded_at IS NULL AND period_from >= :from AND period_until <= :until`,
  },
  administrativeOffice: {
    costs: 'SELECT COUNT(*) AS "n" FROM cost_entry WHERE court_id = :court AND superseded_at IS NULL AND month >= :fromMonth AND month <= :lastMonth',
    entered: `SELECT COUNT(*) AS "n" FROM entered_fact WHERE court_id = :court AND office = 'administrativeOffice' AND superseded_at IS NULL AND period_from >= :from AND period_until <= :until`,
  },
  politicalSupervision: {
    entered: `SELECT COUNT(*) AS "n" FROM entered_fact WHERE court_id = :court AND office = 'politicalSupervision' AND superseded_at IS NULL AND period_from >= :from AND period_until <= :until`,
    ratings: `SELECT COUNT(*) AS "n" FROM rating_task WHERE court_id = :court AND status = 'closed' AND period_from >= :from AND period_until <= :until`,
    complaints: 'SELECT COUNT(*) AS "n" FROM complaint WHERE court_id = :court AND verified_on >= :from AND verified_on < :until',
    merits: `SELECT COUNT(*) AS "n" FROM merit_claim WHERE court_id = :court AND state <> 'revoked' AND approved_on >= :from AND approved_on < :until`,
  },
};

/** 子项得分: submitted by the office that holds the records, locked from then on, taken back with a reason while nothing is before the committee. */
@Injectable()
export class SubScoresService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly log: ClosingLog,
    private readonly checklist: Checklist,
  ) {}

  async submit(actor: Actor, periodKey: string, office: SubScoreOffice, note: string | undefined): Promise<void> {
    require(actor, 'period.submit');
    this.own(actor, office);
    const period = readPeriod(periodKey);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      this.stillOpen(closing.status, period);
      const standing = await this.standing(actor.courtId, period.key, office);
      if (standing) throw rankingErrors['period.subScoreTwice']({ period: period.key, ...named(office), who: standing.submittedBy, when: chinaMinute(standing.submittedAt) });
      const blocking = await this.checklist.blockingOf(actor.courtId, period, office);
      if (blocking.length) throw rankingErrors['period.blocked']({ period: period.key, count: blocking.length }, blocking.map(({ key, text }) => ({ path: key, ...text })));
      const holds = await this.held(actor.courtId, period, office);
      const id = newId();
      await this.database.repository(SubScore).insert({ id, courtId: actor.courtId, period: period.key, office, holds, note: note?.trim() || null, submittedBy: nameOf(actor), submittedAt: this.clock.instant(), withdrawnBy: null, withdrawnAt: null, withdrawnReason: null });
      await this.log.note(actor, closing, 'lock', `${officeName(office).zh}${note?.trim() ? `：${note.trim()}` : ''}`);
      this.audit.record(actor, { action: 'period.subScoreSubmitted', subjectKind: 'period', subjectId: period.key, after: { office, holds, note: note?.trim() || null } });
    });
  }

  async withdraw(actor: Actor, periodKey: string, office: SubScoreOffice, reason: string): Promise<void> {
    require(actor, 'period.submit');
    this.own(actor, office);
    const period = readPeriod(periodKey);
    if (!reason.trim()) throw rankingErrors['period.faulty']({ count: 1 }, [{ path: 'reason', zh: '请写明撤回的理由：要改什么，为什么。', en: 'Say why it is taken back: what is to change, and why.' }]);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      this.stillOpen(closing.status, period);
      const standing = await this.standing(actor.courtId, period.key, office);
      if (!standing) throw rankingErrors['period.subScoreNone'](named(office));
      await this.database.repository(SubScore).update({ id: standing.id }, { withdrawnBy: nameOf(actor), withdrawnAt: this.clock.instant(), withdrawnReason: reason.trim() });
      await this.log.note(actor, closing, 'unlock', `${officeName(office).zh}：${reason.trim()}`);
      this.audit.record(actor, { action: 'period.subScoreWithdrawn', subjectKind: 'period', subjectId: period.key, before: { office, submittedBy: standing.submittedBy, submittedAt: standing.submittedAt }, reason: reason.trim() });
    });
  }

  private standing(courtId: string, period: string, office: SubScoreOffice): Promise<SubScore | null> {
    return this.database.repository(SubScore).findOneBy({ courtId, period, office, withdrawnAt: IsNull() });
  }

  private async held(courtId: string, { from, until }: EvaluationPeriod, office: SubScoreOffice): Promise<Record<string, number>> {
    const parameters = { court: courtId, from, until, fromMonth: from.slice(0, 7), lastMonth: lastMonthOf(until) };
    const counts: Record<string, number> = {};
    for (const [name, sql] of Object.entries(HELD[office])) {
      const [row] = await this.database.rows<{ n: number | string }>(sql, parameters);
      counts[name] = Number(row!.n);
    }
    return counts;
  }

  private own(actor: Actor, office: SubScoreOffice): void {
    if (!grantsFor(actor, 'period.submit').some(({ role }) => role === office)) throw rankingErrors['period.otherOffice'](named(office));
  }

  private stillOpen(status: keyof typeof CLOSING_STATES, { key }: EvaluationPeriod): void {
    if (mayUnlock(status)) return;
    throw rankingErrors['period.notNow']({ period: key, state: CLOSING_STATES[status].zh, stateEn: CLOSING_STATES[status].en, action: '提交或撤回子项', actionEn: 'submit or take back a sub-score' });
  }
}

function named(office: SubScoreOffice): { office: string; officeEn: string } {
  const { zh, en } = officeName(office);
  return { office: zh, officeEn: en };
}

/** `2027-01-01` → `2026-12`. */
function lastMonthOf(until: string): string {
  const [year, month] = until.split('-').map(Number) as [number, number];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
