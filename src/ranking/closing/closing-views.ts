import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { chinaMinute } from '../../kernel/day.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { CourtCalendar } from '../../court/court-calendar.js';
import type { GroupResult } from '../../peer-comparison/group-result.js';
import { GroupSights } from '../../peer-comparison/group-sight.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { grantsFor, may, require } from '../../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { afterClosingStep, CLOSING_STATES, mayUnlock, SUB_SCORE_OFFICES, type ClosingAction } from '../../rules/period-closing.js';
import { PeriodsService } from '../periods.service.js';
import { readPeriod } from '../rankings.service.js';
import { SnapshotsService } from '../snapshots.service.js';
import { Checklist } from './checklist.js';
import { PeriodClosing, PeriodCorrection, PeriodObjection, SubScore, type Approval } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { HELD_WORDS, officeName } from './closing-words.js';
import { EvaluationCommittee } from './committee.js';
import type { ApprovalView, ClosingMay, ClosingRow, ClosingView, PeriodListQuery, SubScoreView } from './dto/closing.dto.js';

const STEPS: readonly ClosingAction[] = ['submit', 'approve', 'askFreeze', 'freeze', 'reopen', 'notice', 'publish'];

/** A closing as the offices, the committee and the leaders read it: where it stands, what blocks, who may do what next. */
@Injectable()
export class ClosingViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: CourtCalendar,
    private readonly periods: PeriodsService,
    private readonly log: ClosingLog,
    private readonly checklist: Checklist,
    private readonly committee: EvaluationCommittee,
    private readonly snapshots: SnapshotsService,
    private readonly sights: GroupSights,
  ) {}

  async list(actor: Actor, query: PeriodListQuery): Promise<Page<ClosingRow>> {
    require(actor, 'period.read');
    const today = this.clock.today();
    const known = (await this.periods.span(actor.courtId)).filter(({ kind, from }) => from <= today && (!query.kind || kind === query.kind));
    const wanted = query.q?.trim();
    const all = known.filter(({ key }) => !wanted || key.includes(wanted));
    const shown = all.slice((query.page - 1) * query.pageSize, query.page * query.pageSize);
    return { items: await this.rows(actor.courtId, shown), total: all.length, page: query.page, pageSize: query.pageSize };
  }

  async listTable(actor: Actor, query: PeriodListQuery): Promise<OutgoingTable> {
    const [zh, { items }] = [actor.language === 'zh', await this.list(actor, { ...query, page: 1, pageSize: EXPORT_LIMIT })];
    return {
      title: zh ? '考核期' : 'Periods', head: zh ? ['考核期', '进度', '已锁定子项', '冻结时间', '更正数'] : ['Period', 'Progress', 'Sub-scores locked', 'Frozen at', 'Corrections'],
      rows: items.map((one) => [one.period, one.state[actor.language], String(one.locked), chinaMinute(one.frozenAt), String(one.corrections)]),
    };
  }

  async view(actor: Actor, periodKey: string): Promise<ClosingView> {
    require(actor, 'period.read');
    const period = readPeriod(periodKey);
    const closing = await this.log.read(actor.courtId, period);
    const state = await this.snapshots.state(actor.courtId, period);
    const looked = state ? [] : await this.checklist.lookAt(actor.courtId, period);
    const reach = await this.sights.reachOf(actor, period);
    // Whoever prepares a closing need not read scores: of few people the mean would be one.
    const described = async (group: Parameters<GroupSights['of']>[3], { description: { size, mean, median } }: GroupResult): Promise<Pick<ClosingView['groups'][number], 'size' | 'mean' | 'median'>> =>
      (await this.sights.of(actor.courtId, reach, period, group)).described ? { size, mean, median } : { size, mean: null, median: null };
    const groups: ClosingView['groups'] = await Promise.all(state
      ? (await this.snapshots.snapshotsOf(actor.courtId, period)).map(async (snapshot) => ({ ...titled(snapshot.peerGroup), ...(await described(await this.snapshots.frozenGroup(snapshot), JSON.parse(snapshot.result) as GroupResult)), digest: snapshot.digest, revision: snapshot.revision }))
      : looked.map(async ({ group, result }) => ({ ...titled(group.key), ...(result ? await described(group, result) : { size: group.members.length, mean: null, median: null }), digest: null, revision: 1 })));
    const objections = await this.database.repository(PeriodObjection).findBy({ courtId: actor.courtId, period: period.key });
    const today = this.clock.today();
    const seats = await this.committee.seats(actor.courtId, today);
    return {
      period: period.key,
      today,
      status: closing.status,
      state: CLOSING_STATES[closing.status],
      items: state ? [] : await this.checklist.items(actor.courtId, period, looked),
      subScores: await this.subScores(actor, period),
      groups,
      committee: closing.status === 'submitted' ? seats : [],
      approval: closing.approval && approvalView(closing.approval),
      freezeAsked: closing.askedAt ? { who: closing.askedBy!, when: closing.askedAt } : null,
      frozenAt: state ? { who: state.closedBy, when: state.closedAt } : null,
      notice: closing.noticeFrom ? {
        from: closing.noticeFrom, until: closing.noticeUntil!, days: closing.noticeDays!, left: today > closing.noticeUntil! ? 0 : this.calendar.between(today, closing.noticeUntil!), contact: closing.noticeContact!,
        objections: objections.length, open: objections.filter(({ status }) => status === 'open').length,
      } : null,
      published: state?.publishedAt ? { who: state.publishedBy ?? '', when: state.publishedAt, bulletinId: closing.bulletinId } : null,
      people: groups.reduce((sum, { size }) => sum + size, 0),
      steps: (await this.log.steps(actor.courtId, period.key)).map(({ action, words, actorName, at }) => ({ action, ...(may(actor, 'ranking.publish') ? { words, who: actorName } : asTold(action, words, actorName)), when: at })),
      may: mayOf(actor, closing, seats.some(({ personId }) => personId === actor.personId)),
    };
  }

  private async rows(courtId: string, periods: readonly EvaluationPeriod[]): Promise<ClosingRow[]> {
    const keys = periods.map(({ key }) => key);
    if (!keys.length) return [];
    const where = { courtId, period: In(keys) };
    const closings = new Map((await this.database.repository(PeriodClosing).findBy(where)).map((one) => [one.period, one]));
    const locks = await this.database.repository(SubScore).findBy({ ...where, withdrawnAt: IsNull() });
    const corrections = await this.database.repository(PeriodCorrection).findBy({ ...where, status: 'issued' });
    const states = await this.snapshots.states(courtId);
    return periods.map(({ key, kind }) => {
      const frozen = states.get(key);
      // Closed before there were steps: its state says as much as there is to say.
      const status = closings.get(key)?.status ?? (frozen ? (frozen.status === 'published' ? 'published' : 'frozen') : 'open');
      return { period: key, kind, status, state: CLOSING_STATES[status], locked: locks.filter((one) => one.period === key).length, frozenAt: frozen?.closedAt ?? null, corrections: corrections.filter((one) => one.period === key).length };
    });
  }

  private async subScores(actor: Actor, period: EvaluationPeriod): Promise<SubScoreView[]> {
    const standing = await this.database.repository(SubScore).findBy({ courtId: actor.courtId, period: period.key, withdrawnAt: IsNull() });
    return SUB_SCORE_OFFICES.map((office) => {
      const one = standing.find((row) => row.office === office);
      return {
        office, name: officeName(office), mine: grantsFor(actor, 'period.submit').some(({ role }) => role === office),
        submitted: one ? { who: one.submittedBy, when: one.submittedAt, note: one.note, holds: Object.entries(one.holds).map(([key, count]) => ({ name: HELD_WORDS[key] ?? { zh: key, en: key }, count })) } : null,
      };
    });
  }
}

function mayOf(actor: Actor, { status, askedById }: PeriodClosing, seated: boolean): ClosingMay[] {
  const approves = seated && may(actor, 'period.approve');
  const allowed: Readonly<Record<ClosingAction, boolean>> = {
    submit: may(actor, 'ranking.close'), approve: approves, askFreeze: may(actor, 'ranking.close'), freeze: may(actor, 'ranking.close') && askedById !== actor.userId,
    reopen: may(actor, 'ranking.close') || (approves && status === 'submitted'), notice: may(actor, 'ranking.publish'), publish: may(actor, 'ranking.publish'),
  };
  return [...STEPS.filter((step) => allowed[step] && afterClosingStep(status, step)), ...(mayUnlock(status) && may(actor, 'ranking.close') ? ['explain' as const] : [])];
}

function titled(key: string): Pick<ClosingView['groups'][number], 'key' | 'title'> {
  const { post, nature } = readKey(key);
  return { key, title: groupTitle(post, nature) };
}

function approvalView({ groups, present, ...one }: Approval): ApprovalView {
  return {
    ...one, present: present.map(({ name, vote }) => ({ name, vote })),
    groups: groups.map(({ group, eligible, quorum, present: there, inFavour, against, stoodAsideNames }) => ({ title: titled(group).title, eligible, quorum, present: there, inFavour, against, stoodAside: stoodAsideNames })),
  };
}

/** Who objects and what the answer says is read on the notice by those it concerns; here only that it happened. */
function asTold(action: string, words: string | null, who: string): { words: string | null; who: string } {
  if (action === 'object') return { words: null, who: '' };
  return { words: action === 'uphold' || action === 'dismiss' ? null : words, who };
}
