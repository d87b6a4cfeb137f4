import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { monthsIn, periodOf, type EvaluationPeriod, type PeriodKind } from '../kernel/evaluation-period.js';
import { lastDayOf } from '../court/service-record.js';
import type { PeriodView } from '../evaluation/dto/score.dto.js';
import type { GroupFacts, GroupResult } from '../peer-comparison/group-result.js';
import { RatingForms } from '../evaluation/rating-forms.service.js';
import { groupTitle, readKey } from '../peer-comparison/peer-groups.service.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { grantsFor, require } from '../platform/permissions/data-scope.js';
import { QualityFacts } from '../quality-review/quality-facts.js';
import { ReconsiderationFacts } from '../reconsideration/reconsideration-facts.js';
import type { PeriodStateView, PublishedRow } from './dto/period.dto.js';
import type { ClosingChecklist } from './dto/ranking.dto.js';
import { PeriodState, RankingSnapshot } from './ranking.entities.js';
import { rankingErrors } from './ranking.errors.js';
import { readPeriod } from './rankings.service.js';
import { SnapshotsService } from './snapshots.service.js';

const KINDS: readonly PeriodKind[] = ['year', 'half-year', 'quarter', 'month'];

/** 考核期: which there are, what still blocks one, closing, publishing (U2). */
@Injectable()
export class PeriodsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly snapshots: SnapshotsService,
    private readonly quality: QualityFacts,
    private readonly reconsiderations: ReconsiderationFacts,
    private readonly ratings: RatingForms,
  ) {}

  /** Months, quarters, halves and years from the first closing to the last, newest first, the longer before the shorter. */
  async list(actor: Actor): Promise<PeriodView[]> {
    require(actor, 'score.read');
    const [span] = await this.database.rows<{ first: string | null; last: string | null }>(
      `SELECT MIN(closed_on) AS "first", MAX(closed_on) AS "last" FROM court_case WHERE court_id = :court AND closed_on <= :today`,
      { court: actor.courtId, today: this.clock.today() },
    );
    if (!span?.first || !span.last) return [];
    const states = new Map((await this.database.repository(PeriodState).findBy({ courtId: actor.courtId })).map((state) => [state.period, state.status]));
    const periods = new Map<string, EvaluationPeriod>();
    for (const kind of KINDS) {
      for (let day = periodOf(span.first, kind).from; day <= span.last; day = addMonths(day, 1)) {
        const period = periodOf(day, kind);
        periods.set(period.key, period);
      }
    }
    return [...periods.values()]
      .sort((a, b) => (a.until === b.until ? monthsIn(b) - monthsIn(a) : a.until < b.until ? 1 : -1))
      .map((period) => ({ ...period, status: states.get(period.key) ?? 'open' }));
  }

  async checklist(actor: Actor, periodKey: string): Promise<ClosingChecklist> {
    require(actor, 'ranking.close');
    const period = readPeriod(periodKey);
    return { period: period.key, items: await this.items(actor.courtId, period) };
  }

  /** Freezes every peer group of the period in one transaction; refuses with the list of what is still open. */
  async close(actor: Actor, periodKey: string): Promise<PeriodStateView> {
    require(actor, 'ranking.close');
    const period = readPeriod(periodKey);
    return this.database.transaction(async () => {
      const before = await this.snapshots.state(actor.courtId, period);
      if (before) throw rankingErrors['period.alreadyClosed']({ period: period.key, who: before.closedBy, when: before.closedAt });
      const blocking = (await this.items(actor.courtId, period)).filter((item) => item.severity === 'blocks');
      if (blocking.length) throw rankingErrors['period.blocked']({ period: period.key, count: blocking.length }, blocking.map(asFault));
      await this.database.repository(PeriodState).insert({
        id: newId(), courtId: actor.courtId, period: period.key, status: 'closed', closedBy: actor.personName, closedAt: this.clock.instant(), publishedBy: null, publishedAt: null,
      });
      const frozen = await this.snapshots.freeze(actor.courtId, period);
      if (!frozen.length) throw rankingErrors['period.nobody']({ period: period.key });
      const view = stateView(period, 'closed', frozen);
      this.audit.record(actor, { action: 'period.closed', subjectKind: 'period', subjectId: period.key, after: view });
      return view;
    });
  }

  async publish(actor: Actor, periodKey: string): Promise<PeriodStateView> {
    require(actor, 'ranking.publish');
    const period = readPeriod(periodKey);
    return this.database.transaction(async () => {
      const { affected } = await this.database
        .repository(PeriodState)
        .update({ courtId: actor.courtId, period: period.key, status: 'closed' }, { status: 'published', publishedBy: actor.personName, publishedAt: this.clock.instant() });
      if (!affected) throw await this.whyNotPublished(actor.courtId, period);
      const view = stateView(period, 'published', await this.snapshots.snapshotsOf(actor.courtId, period));
      this.audit.record(actor, { action: 'period.published', subjectKind: 'period', subjectId: period.key, after: view });
      return view;
    });
  }

  /** A superior court reads published figures of its subordinate courts, and nothing else of them. */
  async publishedBelow(actor: Actor): Promise<PublishedRow[]> {
    require(actor, 'published.read');
    const superiors = grantsFor(actor, 'published.read').filter((grant) => grant.scope === 'subordinateCourts').map((grant) => grant.courtId);
    if (!superiors.length) return [];
    const rows = await this.database.rows<{ courtId: string; court: string; period: string; publishedAt: string }>(
      `SELECT c.id AS "courtId", c.name AS "court", s.period AS "period", s.published_at AS "publishedAt"
       FROM period_state s JOIN court c ON c.id = s.court_id WHERE s.status = 'published' AND c.parent_id IN (:...superiors)
       ORDER BY s.published_at DESC, c.code`,
      { superiors },
    );
    return Promise.all(
      rows.map(async (row) => ({ ...row, groups: (await this.database.repository(RankingSnapshot).findBy({ courtId: row.courtId, period: row.period })).map(figuresOf) })),
    );
  }

  private async whyNotPublished(courtId: string, period: EvaluationPeriod): Promise<Error> {
    const state = await this.snapshots.state(courtId, period);
    if (!state) return rankingErrors['period.notClosed']({ period: period.key });
    return rankingErrors['period.alreadyPublished']({ period: period.key, who: state.publishedBy ?? '', when: state.publishedAt ?? '' });
  }

  private async items(courtId: string, period: EvaluationPeriod): Promise<ClosingChecklist['items']> {
    const { drafts, provisional, reviews } = await this.quality.openWork(courtId, period);
    const { unanswered, orders } = await this.reconsiderations.openIn(courtId, period.key);
    const ratings = await this.ratings.openTasks(courtId, period.key);
    const last = lastDayOf(period);
    const running = last >= this.clock.today();
    return [
      {
        key: 'period.running',
        severity: running ? 'blocks' : 'done',
        text: running ? { zh: `考核期到 ${last} 才结束，请在次日以后结束。`, en: `The period runs until ${last}; close it after that day.` } : { zh: `考核期已于 ${last} 届满`, en: `The period ended on ${last}` },
        count: running ? 1 : 0,
        link: null,
      },
      {
        key: 'findings.drafts',
        severity: drafts ? 'blocks' : 'done',
        text: drafts ? { zh: `差错草稿 ${drafts} 条未提交，请评查员提交或撤回。`, en: `${drafts} draft finding(s): have the reviewers submit or withdraw them.` } : { zh: '没有未提交的差错草稿', en: 'No draft findings' },
        count: drafts,
        link: drafts ? '/review/findings?status=draft' : null,
      },
      {
        key: 'findings.provisional',
        severity: provisional ? 'blocks' : 'done',
        text: provisional
          ? { zh: `严重差错 ${provisional} 条待质量评查委员会确认，确认后才计入本期；请先确认、减轻或否定。`, en: `${provisional} serious finding(s) await the quality review committee and count in the period only once confirmed: have them decided first.` }
          : { zh: '严重差错均已由委员会确认', en: 'The committee has decided every serious finding' },
        count: provisional,
        link: provisional ? '/review/findings?status=provisional' : null,
      },
      {
        key: 'reconsiderations.unanswered',
        severity: unanswered ? 'blocks' : 'done',
        text: unanswered ? { zh: `复议 ${unanswered} 件未答复，逐件答复后才能结束考核期。`, en: `${unanswered} request(s) for reconsideration unanswered: answer each before closing.` } : { zh: '复议均已答复', en: 'Every request for reconsideration is answered' },
        count: unanswered,
        link: unanswered ? `/reconsiderations?status=unanswered&period=${period.key}` : null,
      },
      {
        key: 'reconsiderations.orders',
        severity: orders ? 'blocks' : 'done',
        text: orders ? { zh: `复议决定 ${orders} 件尚未更正记录，更正后才能结束考核期。`, en: `${orders} decision(s) not carried out in the records yet: correct them before closing.` } : { zh: '复议决定均已执行', en: 'Every decision is carried out' },
        count: orders,
        link: orders ? `/reconsiderations?period=${period.key}` : null,
      },
      {
        key: 'ratings.open',
        severity: ratings ? 'blocks' : 'done',
        text: ratings ? { zh: `测评 ${ratings} 项尚未结束，结束后才计入本期。`, en: `${ratings} rating(s) are still open; they count in the period once closed.` } : { zh: '没有进行中的测评', en: 'No open ratings' },
        count: ratings,
        link: ratings ? `/ratings?period=${period.key}` : null,
      },
      {
        key: 'reviews.open',
        severity: reviews ? 'info' : 'done',
        text: reviews ? { zh: `计划在本期的评查 ${reviews} 件未完成，不计入本期`, en: `${reviews} review(s) planned in this period are unfinished and do not count in it` } : { zh: '本期评查均已完成', en: 'All reviews of the period are finished' },
        count: reviews,
        link: reviews ? '/review/plans' : null,
      },
    ];
  }
}

function asFault({ key, text }: ClosingChecklist['items'][number]): Fault {
  return { path: key, ...text };
}

function stateView(period: EvaluationPeriod, status: PeriodStateView['status'], snapshots: readonly RankingSnapshot[]): PeriodStateView {
  const groups = snapshots.map(({ peerGroup, facts, digest }) => ({ key: peerGroup, size: (JSON.parse(facts) as GroupFacts).members.length, digest }));
  return { period: period.key, status, groups };
}

function figuresOf({ peerGroup, result, digest }: RankingSnapshot): PublishedRow['groups'][number] {
  const { post, nature } = readKey(peerGroup);
  const { size, mean, median, highest, lowest } = (JSON.parse(result) as GroupResult).description;
  return { key: peerGroup, title: groupTitle(post, nature), size, mean, median, highest, lowest, digest };
}
