import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, addMonths } from '../../kernel/day.js';
import { previousPeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import type { BulletinSection } from '../../rules/bulletin-text.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { Database } from '../../platform/database/database.js';
import { foundCondition, FOUND_TABLES, wholeCourt } from '../patterns/counted-patterns.js';
import { BulletinKinds, type BulletinData, type BulletinKind } from './bulletin-kinds.js';
import { figuresOfMonth, tablesOfMonth } from './review-figures.js';
import { ReviewMonthReader, type ReviewMonth } from './review-month.js';

const REPEAT = ['finding.repeatCount', 'finding.repeatMonths'] as const;

/** 案件质量评查通报: the bulletin of a month of reviews. */
@Injectable()
export class ReviewBulletin implements BulletinKind, OnModuleInit {
  readonly kind = 'review';
  readonly periods = 'month';
  readonly name = { zh: '案件质量评查通报', en: 'Quality review bulletin' };

  constructor(
    private readonly kinds: BulletinKinds,
    private readonly months: ReviewMonthReader,
    private readonly parameters: CourtParameters,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.kinds.add(this);
  }

  title({ key }: EvaluationPeriod): string {
    return `关于${key.slice(0, 4)}年${Number(key.slice(5))}月案件质量评查情况的通报`;
  }

  async data(courtId: string, period: EvaluationPeriod, anonymous: boolean): Promise<BulletinData> {
    const month: ReviewMonth = { ...(await this.months.read(courtId, period, previousPeriod(period), anonymous)), repeats: await this.repeats(courtId, period) };
    return {
      figures: figuresOfMonth(month, anonymous),
      tables: tablesOfMonth(month, anonymous),
      basis: { reviews: month.reviews.map(({ id }) => id), planned: month.planned.map(({ id }) => id), findings: month.findings.map(({ id, version }) => `${id}@${version}`) },
    };
  }

  draft({ figures }: BulletinData, { key }: EvaluationPeriod): BulletinSection[] {
    const known = new Map(figures.map((figure) => [figure.key, figure.text]));
    const month = `${Number(key.slice(5))}月`;
    const numbered = (prefix: string, most: number): number[] => Array.from({ length: most }, (_, index) => index + 1).filter((n) => [...known.keys()].some((name) => name.startsWith(`${prefix}${n}.`)));
    const [clauses, cases] = [numbered('clause', 5), numbered('case', 3)];
    return [
      {
        key: 'basic', heading: '一、基本情况',
        body: [
          `${month}应评案件{{planned}}件，已评{{plannedDone}}件，评查覆盖率{{coverage}}。当月完成评查{{reviewed}}件，平均得分{{averageScore}}分。`,
          '共认定差错{{findings}}条，其中严重差错{{serious}}条，一般差错{{minor}}条；有差错的案件{{faultyCases}}件，差错率{{faultRate}}。上月差错率{{before.faultRate}}，与上月相比{{change}}。',
          '{{table:divisions}}',
        ].join('\n'),
      },
      {
        key: 'main', heading: '二、主要问题',
        body: clauses.length
          ? [...clauses.map((n) => `{{clause${n}.label}}（{{clause${n}.code}}）{{clause${n}.count}}条，占全部差错的{{clause${n}.share}}，涉及案件{{clause${n}.cases}}件，发生率{{clause${n}.rate}}。`), '{{table:clauses}}'].join('\n')
          : '当月完成评查的案件没有认定差错。',
      },
      {
        key: 'patterns', heading: '三、倾向性问题',
        body: [
          known.get('rising') === '无' ? '与上月相比，各条目发生率的变化均在偶然波动范围内，没有可以断定上升的条目。' : '与上月逐条比较，发生率的上升超出偶然波动范围的条目：{{rising}}。同时比较的条目较多，其中个别仍可能出于偶然，应当结合个案核实。',
          ...(known.has('repeatPeople') ? ['近{{repeatMonths}}个月，同一人同一条目的一般差错出现{{repeatLeast}}次以上的有{{repeatPeople}}人次。'] : []),
        ].join('\n'),
      },
      {
        key: 'cases', heading: '四、个案点评',
        body: cases.length ? cases.map((n) => `{{case${n}.number}}（{{case${n}.cause}}，承办人{{case${n}.judge}}）：{{case${n}.defects}}，扣{{case${n}.points}}分。`).join('\n') : '当月没有需要点评的案件。',
      },
      { key: 'demands', heading: '五、整改要求', body: '各庭应当对照本通报逐案自查，由庭长组织讲评，对已认定的差错限期补正。\n审管办对整改情况跟踪督办，并在下一期通报中说明。' },
      { key: 'annex', heading: '附件　差错明细', body: '{{table:details}}' },
    ];
  }

  /** Pairs of person and clause found again and again up to the end of the month. */
  private async repeats(courtId: string, { until }: EvaluationPeriod): Promise<ReviewMonth['repeats']> {
    const set = await this.parameters.allInForce(courtId, REPEAT, addDays(until, -1));
    const [least, months] = REPEAT.map((name) => Number(set.get(name)?.value));
    if (!least || !months) return null;
    const found = foundCondition(wholeCourt(courtId), { from: addMonths(until, -months), until, severity: 'minor' });
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM (SELECT s.person_id, k.code FROM ${FOUND_TABLES} JOIN finding_share s ON s.finding_id = f.id
       WHERE ${found.sql} AND s.share > 0 GROUP BY s.person_id, k.code HAVING COUNT(DISTINCT f.id) >= :least) again`,
      { ...found.parameters, least },
    );
    return { least, months, people: Number(row!.n) };
  }
}
