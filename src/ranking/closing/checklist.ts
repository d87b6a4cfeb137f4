import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { DomainError, type Sentence } from '../../kernel/domain-error.js';
import { periodsWithin, previousPeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { lastDayOf } from '../../court/service-record.js';
import { RatingForms } from '../../evaluation/rating-forms.service.js';
import type { GroupResult } from '../../peer-comparison/group-result.js';
import { PeerGroupsService, type Beside, type PeerGroup } from '../../peer-comparison/peer-groups.service.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { QualityFacts } from '../../quality-review/quality-facts.js';
import { ReconsiderationFacts } from '../../reconsideration/reconsideration-facts.js';
import { caseFlow } from '../../rules/case-flow.js';
import { SUB_SCORE_OFFICES, type SubScoreOffice } from '../../rules/period-closing.js';
import { ClosingExplanation, PeriodClosing, SubScore, type DivisionFlow } from './closing.entities.js';
import { officeName } from './closing-words.js';
import type { ChecklistItem } from './dto/closing.dto.js';

interface Item extends Omit<ChecklistItem, 'owner' | 'explanation' | 'figures'> {
  /** Whose it is; the office whose sub-score waits for it. */
  office: SubScoreOffice | null;
  owner?: Sentence;
  figures?: string;
}

/** What a group came to when it was looked at, or why it cannot be worked out. */
export interface LookedAt {
  group: PeerGroup;
  result: GroupResult | null;
  refusal: DomainError | null;
}

const COMMITTEE: Sentence = { zh: '质量评查委员会', en: 'quality review committee' };
const REVIEWERS: Sentence = { zh: '质量评查组', en: 'review groups' };
const POLITICAL: Sentence = { zh: '政工监察办', en: 'political and supervision office' };

/** 核对: what blocks, what needs a written explanation, what is done, whose it is. Nothing is frozen while something is open. */
@Injectable()
export class Checklist {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly groups: PeerGroupsService,
    private readonly quality: QualityFacts,
    private readonly reconsiderations: ReconsiderationFacts,
    private readonly ratings: RatingForms,
  ) {}

  async items(courtId: string, period: EvaluationPeriod, looked: readonly LookedAt[]): Promise<ChecklistItem[]> {
    const items = [...(await this.records(courtId, period)), ...unready(looked), ...(await this.subScores(courtId, period)), ...(await this.flows(courtId, period)), ...information(looked)];
    const written = await this.database.repository(ClosingExplanation).find({ where: { courtId, period: period.key }, order: { writtenAt: 'ASC', id: 'ASC' } });
    return items.map(({ office, owner, figures = '', ...item }) => {
      // An explanation speaks of the figures it was written for; others need another.
      const explained = item.severity === 'explain' ? [...written].reverse().find((one) => one.item === item.key && one.figures === figures) : undefined;
      return { ...item, figures, owner: owner ?? (office ? officeName(office) : POLITICAL), explanation: explained ? { words: explained.words, who: explained.writtenBy, when: explained.writtenAt } : null };
    });
  }

  /** What stands in the way of one office's sub-score. */
  async blockingOf(courtId: string, period: EvaluationPeriod, office: SubScoreOffice): Promise<Pick<ChecklistItem, 'key' | 'text'>[]> {
    return (await this.records(courtId, period)).filter((item) => item.severity === 'blocks' && (item.office === office || item.office === null));
  }

  /** Every group worked out as it stands; one that cannot be says why. */
  async lookAt(courtId: string, period: EvaluationPeriod): Promise<LookedAt[]> {
    const looked: LookedAt[] = [];
    const beside: Beside = new Map();
    for (const group of await this.groups.groups(courtId, period)) {
      try {
        looked.push({ group, result: (await this.groups.evaluate(courtId, group, period, null, beside)).result, refusal: null });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        looked.push({ group, result: null, refusal: error });
      }
    }
    return looked;
  }

  /** 收结存 of each division; the opening is what was pending when the period before was frozen, if it was. */
  async flow(courtId: string, { from, until }: EvaluationPeriod): Promise<DivisionFlow[]> {
    const sum = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
    const rows = await this.database.rows<Record<'opening' | 'received' | 'closed' | 'pending', number | string> & { divisionId: string; division: string }>(
      `SELECT d.id AS "divisionId", d.name AS "division", ${sum('c.intake_on < :from AND (c.closed_on IS NULL OR c.closed_on >= :from)')} AS "opening",
        ${sum('c.intake_on >= :from AND c.intake_on < :until')} AS "received", ${sum('c.closed_on >= :from AND c.closed_on < :until')} AS "closed",
        ${sum('c.intake_on < :until AND (c.closed_on IS NULL OR c.closed_on >= :until)')} AS "pending"
       FROM court_case c JOIN division d ON d.id = c.division_id WHERE c.court_id = :courtId AND c.intake_on < :until AND (c.closed_on IS NULL OR c.closed_on >= :from)
       GROUP BY d.id, d.name, d.position ORDER BY d.position, d.id`,
      { courtId, from, until },
    );
    return rows.map(({ divisionId, division, opening, received, closed, pending }) => ({ divisionId, division, opening: Number(opening), received: Number(received), closed: Number(closed), pending: Number(pending) }));
  }

  private async records(courtId: string, period: EvaluationPeriod): Promise<Item[]> {
    const within = periodsWithin(period);
    const { drafts, provisional, reviews } = await this.quality.openWork(courtId, period);
    const { unanswered, earliest, orders } = await this.reconsiderations.openIn(courtId, within);
    const ratings = await this.ratings.openTasks(courtId, within);
    const last = lastDayOf(period);
    const running = last >= this.clock.today();
    return [
      item('period.running', null, running ? 1 : 0, 'blocks', { zh: `考核期到 ${last} 才届满，请在次日以后办理`, en: `The period runs until ${last}; go on after that day` }, { zh: `考核期已于 ${last} 届满`, en: `The period ended on ${last}` }, null),
      item('reconsiderations.unanswered', 'trialManagement', unanswered, 'blocks', { zh: `复议未答复 ${unanswered} 件${earliest ? `（最早 ${earliest} 到期）` : ''}`, en: `${unanswered} request(s) for reconsideration unanswered${earliest ? ` (first due ${earliest})` : ''}` }, { zh: '复议均已答复', en: 'Every request for reconsideration is answered' }, '/reconsiderations?status=unanswered'),
      item('reconsiderations.orders', 'trialManagement', orders, 'blocks', { zh: `复议决定 ${orders} 件尚未更正记录`, en: `${orders} decision(s) not carried out in the records yet` }, { zh: '复议决定均已执行', en: 'Every decision is carried out' }, '/reconsiderations'),
      { ...item('findings.drafts', 'trialManagement', drafts, 'blocks', { zh: `差错草稿 ${drafts} 条未提交`, en: `${drafts} draft finding(s) not submitted` }, { zh: '没有未提交的差错草稿', en: 'No draft findings' }, '/review/findings?status=draft'), owner: REVIEWERS },
      { ...item('findings.provisional', 'trialManagement', provisional, 'blocks', { zh: `严重差错 ${provisional} 条待委员会确认，确认后才计入`, en: `${provisional} serious finding(s) await the committee and count only once confirmed` }, { zh: '严重差错均已由委员会确认', en: 'The committee has decided every serious finding' }, '/review/findings?status=provisional'), owner: COMMITTEE },
      item('ratings.open', 'politicalSupervision', ratings, 'blocks', { zh: `测评 ${ratings} 项尚未结束，结束后才计入`, en: `${ratings} rating(s) still open; they count once closed` }, { zh: '没有进行中的测评', en: 'No open ratings' }, '/ratings'),
      item('reviews.open', 'trialManagement', reviews, 'info', { zh: `计划在本期的评查 ${reviews} 件未完成，不计入本期`, en: `${reviews} review(s) planned in this period are unfinished and do not count in it` }, { zh: '本期评查均已完成', en: 'All reviews of the period are finished' }, '/review/plans'),
    ];
  }

  private async subScores(courtId: string, period: EvaluationPeriod): Promise<Item[]> {
    const standing = await this.database.repository(SubScore).findBy({ courtId, period: period.key, withdrawnAt: IsNull() });
    return SUB_SCORE_OFFICES.map((office) => {
      const name = officeName(office);
      const done = standing.some((one) => one.office === office);
      return item(`subScores.${office}`, office, done ? 0 : 1, 'blocks', { zh: `子项得分未提交：${name.zh}`, en: `Sub-score not submitted: ${name.en}` }, { zh: `子项得分已提交并锁定：${name.zh}`, en: `Sub-score submitted and locked: ${name.en}` }, null);
    });
  }

  private async flows(courtId: string, period: EvaluationPeriod): Promise<Item[]> {
    const before = await this.database.repository(PeriodClosing).findOneBy({ courtId, period: previousPeriod(period).key });
    const frozen = new Map(before?.flow?.map((one) => [one.divisionId, one.pending]));
    const flows = await this.flow(courtId, period);
    const gaps = flows.flatMap((one): Item[] => {
      const opening = frozen.get(one.divisionId) ?? one.opening;
      const { gap } = caseFlow({ ...one, opening });
      if (gap === 0) return [];
      const sum = `${opening} + ${one.received} − ${one.closed} = ${opening + one.received - one.closed}`;
      return [{
        key: `flow.${one.divisionId}`, office: 'trialManagement', severity: 'explain', count: Math.abs(gap), figures: `${sum}; ${one.pending}`, link: '/cases',
        text: { zh: `收结存有差额：${one.division} ${sum}，登记 ${one.pending}，差 ${Math.abs(gap)}`, en: `Figures do not reconcile: ${one.division} ${sum}, registered ${one.pending}, a gap of ${Math.abs(gap)}` },
      }];
    });
    return gaps.length ? gaps : [item('flow', 'trialManagement', 0, 'explain', { zh: '', en: '' }, { zh: `收结存平衡：${flows.length} 个庭，旧存 + 新收 − 结案 = 未结`, en: `Figures reconcile: ${flows.length} division(s), opening + received − closed = pending` }, null)];
  }
}

function item(key: string, office: SubScoreOffice | null, count: number, severity: Item['severity'], open: Sentence, done: Sentence, link: string | null): Item {
  return count ? { key, office, severity, text: open, count, link } : { key, office, severity: 'done', text: done, count: 0, link: null };
}

/** A group that cannot be worked out: what its scheme misses, in the scheme's own words. */
function unready(looked: readonly LookedAt[]): Item[] {
  const failing = looked.filter(({ refusal }) => refusal);
  if (!failing.length) return [item('figures.unready', 'politicalSupervision', 0, 'blocks', { zh: '', en: '' }, { zh: `${looked.length} 个同岗组均可计算得分`, en: `All ${looked.length} peer groups can be worked out` }, null)];
  return failing.map(({ group, refusal }) => {
    const details = (language: 'zh' | 'en'): string => [refusal!.sentence(language), ...refusal!.faults.slice(0, 3).map((fault) => fault[language])].join(language === 'zh' ? '' : ' ');
    return { key: `figures.${group.key}`, office: 'politicalSupervision', severity: 'blocks', count: Math.max(1, refusal!.faults.length), link: '/facts/entered', text: { zh: `${group.title.zh}得分不能计算：${details('zh')}`, en: `${group.title.en} cannot be worked out: ${details('en')}` } };
  });
}

function information(looked: readonly LookedAt[]): Item[] {
  const people = looked.reduce((sum, { result }) => sum + (result?.standings.length ?? 0), 0);
  const tied = looked.reduce((sum, { result }) => sum + (result?.standings.filter((one) => one.tied).length ?? 0), 0);
  return [
    { key: 'ties', office: null, severity: tied ? 'info' : 'done', count: tied, link: null, text: tied ? { zh: `${tied} 人总分相同，名次并列`, en: `${tied} people share a total and a rank` } : { zh: '没有并列名次', en: 'No shared ranks' } },
    { key: 'digest', office: null, severity: 'info', count: people, link: null, text: { zh: `冻结时固定 ${looked.length} 个同岗组 ${people} 人的得分与名次，每组一个 SHA-256 摘要`, en: `The freeze fixes scores and ranks of ${people} people in ${looked.length} peer groups, each under a SHA-256 digest` } },
  ];
}
