import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { DomainError, type Sentence } from '../../kernel/domain-error.js';
import { periodsWithin, previousPeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { CaseFlowService, type RegisteredCount } from '../../cases/flow/case-flow.service.js';
import { Division } from '../../court/court.entities.js';
import { lastDayOf } from '../../court/service-record.js';
import { FactCatalogue } from '../../evaluation/fact-catalogue.service.js';
import { RatingForms } from '../../evaluation/rating-forms.service.js';
import type { GroupResult } from '../../peer-comparison/group-result.js';
import { PeerGroupsService, type Beside, type PeerGroup } from '../../peer-comparison/peer-groups.service.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { QualityFacts } from '../../quality-review/quality-facts.js';
import { ReconsiderationFacts } from '../../reconsideration/reconsideration-facts.js';
import type { CaseFlow } from '../../rules/case-flow.js';
import { checkFlow, SUB_SCORE_OFFICES, type SubScoreOffice } from '../../rules/period-closing.js';
import { ClosingExplanation, PeriodClosing, SubScore, type DivisionFlow } from './closing.entities.js';
import { officeName } from './closing-words.js';
import type { ChecklistItem } from './dto/closing.dto.js';
import { missingWords } from './missing-words.js';

interface Item extends Omit<ChecklistItem, 'owner' | 'explanation' | 'figures'> {
  /** Whose it is; the office whose sub-score waits for it. */
  office: SubScoreOffice | null;
  owner?: Sentence;
  figures?: string;
  /** Given elsewhere for the figures as they stand. */
  explanation?: ChecklistItem['explanation'];
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

const sumOf = (condition: string, name: keyof CaseFlow): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS "${name}"`;
const FLOW_SUMS = [
  sumOf('c.intake_on < :from AND (c.closed_on IS NULL OR c.closed_on >= :from)', 'opening'), sumOf('c.intake_on >= :from AND c.intake_on < :until', 'received'),
  sumOf('c.closed_on >= :from AND c.closed_on < :until', 'closed'), sumOf('c.intake_on < :until AND (c.closed_on IS NULL OR c.closed_on >= :until)', 'pending'),
].join(', ');
const IN_FLOW = 'c.court_id = :courtId AND c.intake_on < :until AND (c.closed_on IS NULL OR c.closed_on >= :from)';

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
    private readonly catalogue: FactCatalogue,
    private readonly caseFlows: CaseFlowService,
  ) {}

  async items(courtId: string, period: EvaluationPeriod, looked: readonly LookedAt[]): Promise<ChecklistItem[]> {
    const items = [...(await this.records(courtId, period)), ...unready(looked, await this.titles(courtId, looked)), ...(await this.subScores(courtId, period)), ...(await this.flows(courtId, period)), ...information(looked)];
    const written = await this.database.repository(ClosingExplanation).find({ where: { courtId, period: period.key }, order: { writtenAt: 'ASC', id: 'ASC' } });
    return items.map(({ office, owner, figures = '', explanation, ...item }) => {
      // An explanation speaks of the figures it was written for; others need another.
      const explained = item.severity === 'explain' ? [...written].reverse().find((one) => one.item === item.key && one.figures === figures) : undefined;
      return { ...item, figures, owner: owner ?? (office ? officeName(office) : POLITICAL), explanation: explained ? { words: explained.words, who: explained.writtenBy, when: explained.writtenAt } : (explanation ?? null) };
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
  async flow(courtId: string, period: EvaluationPeriod): Promise<DivisionFlow[]> {
    const rows = await this.database.rows<Record<keyof CaseFlow, number | string> & { divisionId: string; division: string }>(
      `SELECT d.id AS "divisionId", d.name AS "division", ${FLOW_SUMS} FROM court_case c JOIN division d ON d.id = c.division_id WHERE ${IN_FLOW} GROUP BY d.id, d.name, d.position ORDER BY d.position, d.id`,
      { courtId, from: period.from, until: period.until },
    );
    return rows.map(({ divisionId, division, ...sums }) => ({ divisionId, division, ...numbers(sums) }));
  }

  /** Of all cases, those of no division among them. */
  private async courtFlow(courtId: string, { from, until }: EvaluationPeriod): Promise<CaseFlow> {
    const [row] = await this.database.rows<Record<keyof CaseFlow, number | string | null>>(`SELECT ${FLOW_SUMS} FROM court_case c WHERE ${IN_FLOW}`, { courtId, from, until });
    return numbers(row!);
  }

  /** What the facts are called that people enter or give; looked up only where a group cannot be worked out. */
  private async titles(courtId: string, looked: readonly LookedAt[]): Promise<Map<string, Sentence>> {
    if (looked.every(({ refusal }) => !refusal)) return new Map();
    const declared = [...(await this.catalogue.declared(courtId, 'entered')), ...(await this.catalogue.declared(courtId, 'rated'))];
    return new Map(declared.map(({ name, title }) => [name, title]));
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

  /** Of every division and of the court: against what the register has pending, and against the count the court registered, if it did. */
  private async flows(courtId: string, period: EvaluationPeriod): Promise<Item[]> {
    const before = await this.database.repository(PeriodClosing).findOneBy({ courtId, period: previousPeriod(period).key });
    const frozen = new Map(before?.flow?.map((one) => [one.divisionId, one.pending]));
    const registered = await this.caseFlows.registered(courtId, period.key);
    const flows = await this.flow(courtId, period);
    const units = [...flows.map((one) => ({ ...one, frozenOpening: frozen.get(one.divisionId) ?? null, count: countOf(registered, 'division', one.divisionId) })), ...(await this.countedOnly(registered, flows, frozen)), ...(await this.wholeCourt(courtId, period, registered))];
    const gaps = units.flatMap((unit) => flowItem(unit) ?? []);
    const compared = registered.filter(({ unitKind }) => unitKind === 'division' || unitKind === 'court').length;
    const against: Sentence = compared ? { zh: `，并与登记的 ${compared} 个期末清点数相符`, en: `, and agree with the ${compared} count(s) registered` } : { zh: '；本期没有登记期末清点数，只核对了案件登记', en: '; no count was registered for the period, so only the register of cases was checked' };
    return gaps.length ? gaps : [item('flow', 'trialManagement', 0, 'explain', { zh: '', en: '' }, { zh: `收结存平衡：${flows.length} 个庭，旧存 + 新收 − 结案 = 未结${against.zh}`, en: `Figures reconcile: ${flows.length} division(s), opening + received − closed = pending${against.en}` }, compared ? null : `/cases/flow?period=${period.key}`)];
  }

  /** The court as one unit, where somebody counted its cases. */
  private async wholeCourt(courtId: string, period: EvaluationPeriod, registered: readonly RegisteredCount[]): Promise<FlowUnitCheck[]> {
    const count = countOf(registered, 'court', '');
    if (!count) return [];
    const flow = await this.courtFlow(courtId, period);
    // Cases of no division are in no division's frozen figure, so that the court's opening is the register's.
    return [{ divisionId: 'court', division: '全院', ...flow, frozenOpening: null, count }];
  }

  /** Divisions of which cases were counted and none is registered, or which had some when the period before was frozen. */
  private async countedOnly(registered: readonly RegisteredCount[], flows: readonly DivisionFlow[], frozen: ReadonlyMap<string, number>): Promise<FlowUnitCheck[]> {
    const known = new Set(flows.map(({ divisionId }) => divisionId));
    const ids = [...new Set([...registered.filter(({ unitKind }) => unitKind === 'division').map(({ unitId }) => unitId), ...frozen.keys()])].filter((id) => !known.has(id));
    if (!ids.length) return [];
    const divisions = await this.database.repository(Division).findBy({ id: In(ids) });
    return divisions.map(({ id, name }) => ({ divisionId: id, division: name, opening: 0, received: 0, closed: 0, pending: 0, frozenOpening: frozen.get(id) ?? null, count: countOf(registered, 'division', id) }));
  }
}

type FlowUnitCheck = DivisionFlow & { frozenOpening: number | null; count: RegisteredCount | null };

function countOf(registered: readonly RegisteredCount[], kind: RegisteredCount['unitKind'], id: string): RegisteredCount | null {
  return registered.find(({ unitKind, unitId }) => unitKind === kind && unitId === id) ?? null;
}

function numbers({ opening, received, closed, pending }: Record<keyof CaseFlow, number | string | null>): CaseFlow {
  return { opening: Number(opening), received: Number(received), closed: Number(closed), pending: Number(pending) };
}

/** What does not reconcile of one unit, with both gaps; an explanation given on the case flow page for the very gap is taken over. */
function flowItem({ divisionId, division, frozenOpening, count, ...flow }: FlowUnitCheck): Item | null {
  const { sum, gap, countGap } = checkFlow(flow, frozenOpening, count?.pending ?? null);
  if (gap === 0 && (countGap ?? 0) === 0) return null;
  const opening = frozenOpening ?? flow.opening;
  const arithmetic = `${opening} + ${flow.received} − ${flow.closed} = ${sum}`;
  const signed = (number: number): string => (number > 0 ? `+${number}` : String(number).replace('-', '−'));
  const said = gap === 0 && count?.explanation && count.explanation.gap === countGap ? count.explanation : null;
  const moved = frozenOpening !== null && frozenOpening !== flow.opening;
  const words = (zh: boolean): string => [
    ...(moved ? [zh ? `上期冻结时未结 ${frozenOpening}，登记旧存 ${flow.opening}` : `pending when the period before was frozen ${frozenOpening}, opening in the register ${flow.opening}`] : []),
    zh ? `案件登记未结 ${flow.pending}，差 ${signed(gap)}` : `pending in the register ${flow.pending}, a gap of ${signed(gap)}`,
    ...(count ? [zh ? `清点登记 ${count.pending}（${count.source}），差 ${signed(countGap!)}` : `counted ${count.pending} (${count.source}), a gap of ${signed(countGap!)}`] : []),
  ].join(zh ? '；' : '; ');
  return {
    key: `flow.${divisionId}`, office: 'trialManagement', severity: 'explain', count: Math.max(Math.abs(gap), Math.abs(countGap ?? 0)), figures: `${arithmetic}; ${flow.pending}${count ? `; ${count.pending}` : ''}`, link: countGap ? '/cases/flow' : '/cases',
    text: { zh: `收结存有差额：${division} ${arithmetic}；${words(true)}`, en: `Figures do not reconcile: ${division === '全院' ? 'the whole court' : division} ${arithmetic}; ${words(false)}` },
    ...(said ? { explanation: { words: said.words, who: said.who, when: said.when } } : {}),
  };
}

function item(key: string, office: SubScoreOffice | null, count: number, severity: Item['severity'], open: Sentence, done: Sentence, link: string | null): Item {
  return count ? { key, office, severity, text: open, count, link } : { key, office, severity: 'done', text: done, count: 0, link: null };
}

/** A group that cannot be worked out, and what it lacks. */
function unready(looked: readonly LookedAt[], titles: ReadonlyMap<string, Sentence>): Item[] {
  const failing = looked.filter(({ refusal }) => refusal);
  if (!failing.length) return [item('figures.unready', 'politicalSupervision', 0, 'blocks', { zh: '', en: '' }, { zh: `${looked.length} 个同岗组均可计算得分`, en: `All ${looked.length} peer groups can be worked out` }, null)];
  return failing.map(({ group, refusal }) => {
    const why = missingWords(refusal!, titles);
    return { key: `figures.${group.key}`, office: 'politicalSupervision', severity: 'blocks', count: Math.max(1, refusal!.faults.length), link: '/facts/entered', text: { zh: `${group.title.zh}得分不能计算：${why.zh}`, en: `${group.title.en} cannot be worked out: ${why.en}` } };
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
