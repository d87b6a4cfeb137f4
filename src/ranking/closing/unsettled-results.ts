import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { chinaDay } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import { periodsWithin } from '../../kernel/evaluation-period.js';
import { Database } from '../../platform/database/database.js';
import { objectionWaits } from '../../rules/period-closing.js';
import { UNANSWERED } from '../../rules/reconsideration.js';
import { rankingErrors } from '../ranking.errors.js';
import { readPeriod } from '../rankings.service.js';
import { FrozenStanding, PeriodCorrection, PeriodObjection } from './closing.entities.js';

/** Something about a frozen result that somebody still has to answer, decide or correct. Nobody is named: who asks is read by those it concerns. */
export interface Unsettled {
  kind: 'objection' | 'reconsideration' | 'correctionDue' | 'correction';
  count: number;
  text: Sentence;
  link: string;
}

interface Matter {
  kind: Unsettled['kind'];
  people: readonly string[];
}

const WORDS: Readonly<Record<Unsettled['kind'], (period: string, count: number) => { text: Sentence; link: string }>> = {
  objection: (period, n) => ({ text: { zh: `${period} 有 ${n} 件公示异议尚未答复`, en: `${n} objection(s) to ${period} await an answer` }, link: `/periods/${period}/notice` }),
  reconsideration: (period, n) => ({ text: { zh: `${period} 有 ${n} 件复议尚未答复`, en: `${n} request(s) for reconsideration of ${period} await an answer` }, link: '/reconsiderations?status=unanswered' }),
  correctionDue: (period, n) => ({ text: { zh: `${period} 有 ${n} 件异议或复议已经成立，尚未作编号更正`, en: `${n} objection(s) or request(s) about ${period} were upheld and no numbered correction has followed` }, link: `/periods/${period}/close` }),
  correction: (period, n) => ({ text: { zh: `${period} 有 ${n} 件更正待第二人确认`, en: `${n} correction(s) of ${period} await the second person` }, link: '/corrections' }),
};

/** Whether a confirmed correction of the period rests on the objection, or has read everybody it names again since it was answered. */
export function isCorrected({ id, personIds, answeredOn }: Pick<PeriodObjection, 'id' | 'personIds' | 'answeredOn'>, corrections: readonly PeriodCorrection[]): boolean {
  return corrections.some(({ basisId, people, confirmedAt }) => confirmedAt !== null && (basisId === id || (answeredOn !== null && chinaDay(new Date(confirmedAt)) >= answeredOn && personIds.every((one) => people.includes(one)))));
}

/**
 * What is still open about a frozen result, told in one place: whose lines wait on the notice, and whether money, honours, posts or
 * training may be decided on it. Drafting may go on, with a warning; approving and paying may not.
 */
@Injectable()
export class UnsettledResults {
  constructor(private readonly database: Database) {}

  /** Whose results wait: an objection is open, or upheld and not corrected yet. */
  async pausedIn(courtId: string, period: string): Promise<Set<string>> {
    return new Set((await this.objections(courtId, period)).flatMap(({ people }) => people));
  }

  /**
   * What is open about these groups of a period, each kind once with how many.
   * @param only a matter counts only where it concerns one of these people, if given
   */
  async of(courtId: string, period: string, groups: readonly string[], only?: readonly string[]): Promise<Unsettled[]> {
    const matters = [...(await this.objections(courtId, period)), ...(await this.requests(courtId, period)), ...(await this.proposed(courtId, period))];
    if (!matters.length) return [];
    const groupsOf = new Map<string, string[]>();
    for (const { personId, peerGroup } of await this.database.repository(FrozenStanding).findBy({ courtId, period, supersededAt: IsNull() })) groupsOf.set(personId, [...(groupsOf.get(personId) ?? []), peerGroup]);
    // Whom no line of the result is known of may stand in any group: the matter counts for all.
    const concerns = (personId: string): boolean => (only ? only.includes(personId) : (groupsOf.get(personId)?.some((key) => groups.includes(key)) ?? true));
    const counted = new Map<Unsettled['kind'], number>();
    for (const { kind, people } of matters) if (people.some(concerns)) counted.set(kind, (counted.get(kind) ?? 0) + 1);
    return [...counted].map(([kind, count]) => ({ kind, count, ...WORDS[kind](period, count) }));
  }

  /** @throws period.unsettled naming everything that is open */
  refuse(unsettled: readonly Unsettled[]): void {
    if (unsettled.length) throw rankingErrors['period.unsettled']({ count: unsettled.reduce((sum, { count }) => sum + count, 0) }, unsettled.map(({ kind, text }) => ({ path: kind, ...text })));
  }

  private async objections(courtId: string, period: string): Promise<Matter[]> {
    const objections = await this.database.repository(PeriodObjection).findBy({ courtId, period });
    const corrections = await this.corrections(courtId, period);
    return objections.filter((one) => objectionWaits(one.status, isCorrected(one, corrections))).map(({ status, personIds }) => ({ kind: status === 'open' ? 'objection' : 'correctionDue', people: personIds }));
  }

  /** Requests in the period, or in a shorter one inside it, without an answer; and those granted since the freeze that nobody has carried into the result. */
  private async requests(courtId: string, period: string): Promise<Matter[]> {
    const rows = await this.database.rows<{ id: string; personId: string; grantedAt: string | null }>(
      `SELECT q.id AS "id", q.person_id AS "personId", NULL AS "grantedAt" FROM reconsideration q WHERE q.court_id = :courtId AND q.period IN (:...periods) AND q.status IN (:...unanswered)
       UNION ALL SELECT q.id AS "id", q.person_id AS "personId", MAX(s.at) AS "grantedAt" FROM reconsideration q JOIN period_state t ON t.court_id = q.court_id AND t.period = q.period
         JOIN reconsideration_step s ON s.reconsideration_id = q.id AND s.action IN ('correct', 'decide') AND s.at > t.closed_at
       WHERE q.court_id = :courtId AND q.period = :period AND q.outcome IN ('upheld', 'partlyUpheld') GROUP BY q.id, q.person_id`,
      { courtId, period, periods: periodsWithin(readPeriod(period)), unanswered: UNANSWERED },
    );
    const corrections = await this.corrections(courtId, period);
    // Whoever's facts a later correction has read again has this decision in the result, whichever decision the correction names.
    const carried = ({ id, personId, grantedAt }: (typeof rows)[number]): boolean => corrections.some(({ basisId, people, confirmedAt }) => basisId === id || (confirmedAt !== null && people.includes(personId) && confirmedAt > grantedAt!));
    return rows.filter((one) => one.grantedAt === null || !carried(one)).map(({ personId, grantedAt }) => ({ kind: grantedAt === null ? 'reconsideration' : 'correctionDue', people: [personId] }));
  }

  private corrections(courtId: string, period: string): Promise<PeriodCorrection[]> {
    return this.database.repository(PeriodCorrection).findBy({ courtId, period, status: Not('withdrawn') });
  }

  private async proposed(courtId: string, period: string): Promise<Matter[]> {
    const proposed = await this.database.repository(PeriodCorrection).findBy({ courtId, period, status: 'proposed' });
    return proposed.map(({ people, groups }) => ({ kind: 'correction', people: [...new Set([...people, ...groups.flatMap(({ changes }) => changes.map(({ personId }) => personId))])] }));
  }
}
