import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Sentence } from '../../kernel/domain-error.js';
import { periodsWithin } from '../../kernel/evaluation-period.js';
import { Database } from '../../platform/database/database.js';
import { isCorrected, objectionWaits } from '../../rules/period-closing.js';
import { UNANSWERED } from '../../rules/reconsideration.js';
import { PeriodState } from '../ranking.entities.js';
import { rankingErrors } from '../ranking.errors.js';
import { readPeriod } from '../rankings.service.js';
import { FrozenStanding, PeriodCorrection, PeriodObjection } from './closing.entities.js';
import { MovedFigures } from './moved-figures.js';

/** Something about a frozen result that somebody still has to answer, decide or correct. Nobody is named: who asks is read by those it concerns. */
export interface Unsettled {
  kind: 'objection' | 'reconsideration' | 'correctionDue' | 'correction' | 'shorterCorrected';
  count: number;
  text: Sentence;
  link: string;
}

interface Matter {
  kind: Unsettled['kind'];
  /** The period asked about, or a shorter one inside it. */
  period: string;
  people: readonly string[];
}

const WORDS: Readonly<Record<Unsettled['kind'], (period: string, count: number) => { text: Sentence; link: string }>> = {
  objection: (period, n) => ({ text: { zh: `${period} 有 ${n} 件公示异议尚未答复`, en: `${n} objection(s) to ${period} await an answer` }, link: `/periods/${period}/notice` }),
  reconsideration: (period, n) => ({ text: { zh: `${period} 有 ${n} 件复议尚未答复`, en: `${n} request(s) for reconsideration of ${period} await an answer` }, link: '/reconsiderations?status=unanswered' }),
  correctionDue: (period, n) => ({ text: { zh: `${period} 有 ${n} 件异议或复议已经成立，尚未作编号更正`, en: `${n} objection(s) or request(s) about ${period} were upheld and no numbered correction has followed` }, link: `/periods/${period}/close` }),
  correction: (period, n) => ({ text: { zh: `${period} 有 ${n} 件更正待第二人确认`, en: `${n} correction(s) of ${period} await the second person` }, link: '/corrections' }),
  shorterCorrected: (period, n) => ({ text: { zh: `${period} 所含的期间作了更正，${n} 人在 ${period} 的得分随之有变，尚未作编号更正`, en: `Shorter periods within ${period} were corrected; what ${n} person(s) score in ${period} has changed with them, and no numbered correction of it has followed` }, link: `/periods/${period}/close` }),
};

/** A request granted since a period was frozen that its result does not hold yet. */
export interface Granted {
  id: string;
  year: number;
  number: number;
  personId: string;
  person: string;
  /** The frozen period; the request may be about a shorter one inside it. */
  period: string;
  /** Of the latest decision that granted anything: the committee's may follow a correction made on the panel's. */
  at: string;
}

/** A correction proposed since the decision rests on it, or a confirmed one has read the applicant's facts again since. */
function carriedOut({ id, personId, at }: Pick<Granted, 'id' | 'personId' | 'at'>, { basisId, people, proposedAt, confirmedAt }: PeriodCorrection): boolean {
  return (basisId === id && proposedAt >= at) || (confirmedAt !== null && people.includes(personId) && confirmedAt > at);
}

/**
 * What is still open about a frozen result, told in one place: whose lines wait on the notice, and whether money, honours, posts or
 * training may be decided on it. Drafting may go on, with a warning; approving and paying may not.
 */
@Injectable()
export class UnsettledResults {
  constructor(
    private readonly database: Database,
    private readonly moved: MovedFigures,
  ) {}

  /** Whose results wait: an objection is open, or upheld and not corrected yet. */
  async pausedIn(courtId: string, period: string): Promise<Set<string>> {
    return new Set((await this.objections(courtId, [period])).flatMap(({ people }) => people));
  }

  /**
   * What is open about these groups of a period, each kind once with how many, and apart about each shorter period inside it: a year
   * rests on what its months rest on.
   * @param only a matter counts only where it concerns one of these people, if given
   */
  async of(courtId: string, period: string, groups: readonly string[], only?: readonly string[]): Promise<Unsettled[]> {
    const within = periodsWithin(readPeriod(period));
    const matters = [...(await this.objections(courtId, within)), ...(await this.requests(courtId, within)), ...(await this.proposed(courtId, within)), ...(await this.outdated(courtId, period, within))];
    if (!matters.length) return [];
    const groupsOf = new Map<string, string[]>();
    for (const { personId, peerGroup } of await this.database.repository(FrozenStanding).findBy({ courtId, period, supersededAt: IsNull() })) groupsOf.set(personId, [...(groupsOf.get(personId) ?? []), peerGroup]);
    // Whom no line of the result is known of may stand in any group: the matter counts for all.
    const concerns = (personId: string): boolean => (only ? only.includes(personId) : (groupsOf.get(personId)?.some((key) => groups.includes(key)) ?? true));
    const counted = new Map<string, Pick<Matter, 'kind' | 'period'> & { count: number }>();
    for (const { kind, period: about, people } of matters) {
      if (!people.some(concerns)) continue;
      const key = `${kind} ${about}`;
      counted.set(key, { kind, period: about, count: (counted.get(key)?.count ?? 0) + 1 });
    }
    return [...counted.values()].map(({ kind, period: about, count }) => ({ kind, count, ...WORDS[kind](about, count) }));
  }

  /** @throws period.unsettled naming everything that is open */
  refuse(unsettled: readonly Unsettled[]): void {
    if (unsettled.length) throw rankingErrors['period.unsettled']({ count: unsettled.reduce((sum, { count }) => sum + count, 0) }, unsettled.map(({ kind, text }) => ({ path: kind, ...text })));
  }

  private async objections(courtId: string, periods: readonly string[]): Promise<Matter[]> {
    const objections = await this.database.repository(PeriodObjection).findBy({ courtId, period: In([...periods]) });
    const corrections = await this.corrections(courtId, periods);
    return objections.filter((one) => objectionWaits(one.status, isCorrected(one, corrections.filter(({ period }) => period === one.period)))).map(({ status, period, personIds }) => ({ kind: status === 'open' ? 'objection' : 'correctionDue', period, people: personIds }));
  }

  /** Objections upheld that no correction has carried out, and none is under way for. */
  async upheld(courtId: string, period?: string): Promise<PeriodObjection[]> {
    const upheld = await this.database.repository(PeriodObjection).find({ where: { courtId, status: 'upheld', ...(period ? { period } : {}) }, order: { filedOn: 'ASC', id: 'ASC' } });
    if (!upheld.length) return [];
    const corrections = await this.corrections(courtId, upheld.map((one) => one.period));
    return upheld.filter((one) => !corrections.some(({ basisId }) => basisId === one.id) && !isCorrected(one, corrections.filter((correction) => correction.period === one.period)));
  }

  /**
   * Requests granted since these periods (every frozen one, if none is named) were frozen that nobody has carried into their results.
   * What was decided about a month is owed by the month where that is frozen itself, else by every longer period that holds it.
   */
  async granted(courtId: string, periods?: readonly string[]): Promise<Granted[]> {
    const states = await this.database.repository(PeriodState).findBy({ courtId });
    const frozen = states.filter(({ period }) => !periods || periods.includes(period));
    if (!frozen.length) return [];
    const steps = await this.database.rows<Omit<Granted, 'period'> & { asked: string; content: string }>(
      `SELECT q.id AS "id", q.year AS "year", q.number AS "number", q.period AS "asked", q.person_id AS "personId", p.name AS "person", s.at AS "at", s.content AS "content" FROM reconsideration q JOIN person p ON p.id = q.person_id
       JOIN reconsideration_step s ON s.reconsideration_id = q.id AND s.action IN ('correct', 'decide') AND s.at > :since
       WHERE q.court_id = :courtId AND q.outcome IN ('upheld', 'partlyUpheld') ORDER BY q.year, q.number, s.at`,
      { courtId, since: frozen.map(({ closedAt }) => closedAt).sort()[0]! },
    );
    const latest = new Map(steps.filter(({ content }) => (JSON.parse(content) as { outcome?: string }).outcome !== 'refused').map(({ content: _content, ...step }) => [step.id, step]));
    if (!latest.size) return [];
    const corrections = await this.corrections(courtId, frozen.map(({ period }) => period));
    return frozen.flatMap(({ period, closedAt }) => {
      const within = periodsWithin(readPeriod(period)).filter((one) => one === period || !states.some((state) => state.period === one));
      const owed = [...latest.values()].filter((one) => within.includes(one.asked) && one.at > closedAt && !corrections.some((correction) => correction.period === period && carriedOut(one, correction)));
      return owed.map(({ asked: _asked, ...one }) => ({ ...one, period }));
    });
  }

  /** Requests without an answer; and those granted since their period was frozen that nobody has carried into its result. */
  private async requests(courtId: string, periods: readonly string[]): Promise<Matter[]> {
    const unanswered = await this.database.rows<{ period: string; personId: string }>(
      `SELECT q.period AS "period", q.person_id AS "personId" FROM reconsideration q WHERE q.court_id = :courtId AND q.period IN (:...periods) AND q.status IN (:...unanswered)`,
      { courtId, periods, unanswered: UNANSWERED },
    );
    const granted = await this.granted(courtId, periods);
    return [...unanswered.map(({ period, personId }) => ({ kind: 'reconsideration' as const, period, people: [personId] })), ...granted.map(({ period, personId }) => ({ kind: 'correctionDue' as const, period, people: [personId] }))];
  }

  private corrections(courtId: string, periods: readonly string[]): Promise<PeriodCorrection[]> {
    return this.database.repository(PeriodCorrection).findBy({ courtId, period: In([...periods]), status: Not('withdrawn') });
  }

  private async proposed(courtId: string, periods: readonly string[]): Promise<Matter[]> {
    const proposed = await this.database.repository(PeriodCorrection).findBy({ courtId, period: In([...periods]), status: 'proposed' });
    return proposed.map(({ period, people, groups }) => ({ kind: 'correction', period, people: [...new Set([...people, ...groups.flatMap(({ changes }) => changes.map(({ personId }) => personId))])] }));
  }

  /** Whose shorter period was corrected after the longer one had been frozen, and who would score otherwise in that one by now. */
  private async outdated(courtId: string, period: string, within: readonly string[]): Promise<Matter[]> {
    const issued = (await this.corrections(courtId, within)).flatMap(({ period: about, people, confirmedAt }) => (confirmedAt ? [{ about, people, confirmedAt }] : []));
    const shorter = issued.filter(({ about }) => about !== period);
    const state = shorter.length ? await this.database.repository(PeriodState).findOneBy({ courtId, period }) : null;
    const followed = (personId: string, at: string): boolean => issued.some(({ about, people, confirmedAt }) => about === period && confirmedAt > at && people.includes(personId));
    const concerned = new Set(shorter.flatMap(({ people, confirmedAt }) => (state && confirmedAt > state.closedAt ? people.filter((personId) => !followed(personId, confirmedAt)) : [])));
    if (!concerned.size) return [];
    const moved = new Set((await this.moved.of(courtId, readPeriod(period))).map(({ personId }) => personId));
    return [...concerned].flatMap((personId): Matter[] => (moved.has(personId) ? [{ kind: 'shorterCorrected', period, people: [personId] }] : []));
  }
}
