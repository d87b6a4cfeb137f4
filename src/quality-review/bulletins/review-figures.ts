import { Decimal, fromHundredths, points, roundHalfUp, sum } from '../../kernel/exact.js';
import type { NamedFigure } from '../../rules/bulletin-text.js';
import { compareRates, percentOf, type Rate } from '../../rules/rate-comparison.js';
import type { BulletinTable } from './bulletin-kinds.js';
import type { MonthFinding, ReviewMonth } from './review-month.js';

const MOST_CLAUSES = 5;
const MOST_CASES = 3;
const NONE = '–';
const SEVERITIES = { serious: '严重', minor: '一般' } as const;

export interface ClauseOfMonth {
  code: string;
  label: string;
  severity: MonthFinding['severity'];
  count: number;
  rate: Rate;
  before: Rate;
}

/** Clauses by how often they were found, each with the cases that could have shown it, and the month before. */
export function clausesOf(month: ReviewMonth): ClauseOfMonth[] {
  const codes = new Map<string, MonthFinding[]>();
  for (const finding of month.findings) codes.set(finding.code, [...(codes.get(finding.code) ?? []), finding]);
  const all = countOf(month.reviews.map(({ caseId }) => caseId));
  return [...codes.values()]
    .map((found): ClauseOfMonth => {
      const { code, label, severity, field } = found[0]!;
      const common = field === 'common';
      return {
        code, label, severity, count: found.length,
        rate: { cases: countOf(found.map(({ caseId }) => caseId)), of: common ? all : countOf(month.reviews.filter(({ nature }) => nature === field).map(({ caseId }) => caseId)) },
        before: { cases: month.before.byClause[code] ?? 0, of: common ? month.before.reviewed : (month.before.byNature[field] ?? 0) },
      };
    })
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

/** The cases that lost most, worst first. */
export function worstCases(month: ReviewMonth): { caseNumber: string; judge: string; cause: string; points: Decimal; labels: string[] }[] {
  const cases = new Map<string, MonthFinding[]>();
  for (const finding of month.findings) cases.set(finding.caseId, [...(cases.get(finding.caseId) ?? []), finding]);
  return [...cases.entries()]
    .map(([id, found]) => ({ id, found, points: sum(found.map((one) => fromHundredths(one.points))) }))
    .sort((a, b) => b.points.comparedTo(a.points) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_CASES)
    .map(({ found, points: lost }) => ({ caseNumber: found[0]!.caseNumber, judge: found[0]!.judge, cause: found[0]!.cause, points: lost, labels: [...new Set(found.map(({ label }) => label))] }));
}

/** Every figure the bulletin of a month of reviews may point at. */
export function figuresOfMonth(month: ReviewMonth, anonymous: boolean): NamedFigure[] {
  const reviewed = countOf(month.reviews.map(({ caseId }) => caseId));
  const done = month.planned.filter((one) => one.done).length;
  const serious = month.findings.filter(({ severity }) => severity === 'serious');
  const faulty: Rate = { cases: countOf(month.findings.map(({ caseId }) => caseId)), of: reviewed };
  const seriousRate: Rate = { cases: countOf(serious.map(({ caseId }) => caseId)), of: reviewed };
  const scores = month.reviews.flatMap(({ score }) => (score === null ? [] : [score]));
  const change = compareRates(month.before.faulty, faulty);
  const figure = (key: string, zh: string, en: string, text: string | number): NamedFigure => ({ key, label: { zh, en }, text: String(text) });
  const name = (key: string, zh: string, en: string, text: string, masked: string): NamedFigure => ({ ...figure(key, zh, en, anonymous ? masked : text), anonymous: masked });
  return [
    figure('closed', '结案件数', 'cases closed', month.closed),
    figure('planned', '应评件数', 'cases to be reviewed', month.planned.length),
    figure('plannedDone', '已评件数', 'of these reviewed', done),
    figure('coverage', '评查覆盖率', 'coverage', percent({ cases: done, of: month.planned.length })),
    figure('reviewed', '完成评查件数', 'reviews finished', reviewed),
    figure('averageScore', '平均得分', 'mean score', scores.length ? points(new Decimal(scores.reduce((total, one) => total + one, 0)).div(scores.length).div(100)) : NONE),
    figure('findings', '差错总数', 'findings', month.findings.length),
    figure('serious', '严重差错数', 'serious findings', serious.length),
    figure('minor', '一般差错数', 'minor findings', month.findings.length - serious.length),
    figure('faultyCases', '有差错案件数', 'cases with a finding', faulty.cases),
    figure('faultRate', '差错率', 'rate of cases with a finding', percent(faulty)),
    figure('seriousCases', '有严重差错案件数', 'cases with a serious finding', seriousRate.cases),
    figure('seriousRate', '严重差错率', 'rate of cases with a serious finding', percent(seriousRate)),
    figure('before.findings', '上月差错总数', 'findings of the month before', month.before.findings),
    figure('before.faultRate', '上月差错率', 'rate of the month before', percent(month.before.faulty)),
    figure('change', '差错率变化', 'change of the rate', changeWords(change)),
    figure('rising', '上升条目', 'clauses that rose', risingWords(month)),
    ...(month.repeats
      ? [
          figure('repeatLeast', '重复差错次数标准', 'findings that make a repetition', month.repeats.least),
          figure('repeatMonths', '重复差错统计月数', 'months over which repetitions are counted', month.repeats.months),
          figure('repeatPeople', '重复差错人次', 'people and clauses repeated', month.repeats.people),
        ]
      : []),
    ...clausesOf(month).slice(0, MOST_CLAUSES).flatMap(({ code, label, count, rate }, index) => {
      const [n, place] = [index + 1, `第${'一二三四五'[index]}位条目`];
      return [
        figure(`clause${n}.label`, `${place}`, `clause ${n}`, label),
        figure(`clause${n}.code`, `${place}编码`, `code of clause ${n}`, code),
        figure(`clause${n}.count`, `${place}次数`, `findings of clause ${n}`, count),
        figure(`clause${n}.share`, `${place}占比`, `share of clause ${n}`, percent({ cases: count, of: month.findings.length })),
        figure(`clause${n}.cases`, `${place}案件数`, `cases of clause ${n}`, rate.cases),
        figure(`clause${n}.rate`, `${place}发生率`, `rate of clause ${n}`, percent(rate)),
      ];
    }),
    ...worstCases(month).flatMap(({ caseNumber, judge, cause, points: lost, labels }, index) => {
      const [n, place] = [index + 1, `案例${'一二三'[index]}`];
      return [
        name(`case${n}.number`, `${place}案号`, `number of case ${n}`, caseNumber, place),
        name(`case${n}.judge`, `${place}承办人`, `judge of case ${n}`, judge, '某法官'),
        figure(`case${n}.cause`, `${place}案由`, `cause of case ${n}`, cause),
        figure(`case${n}.defects`, `${place}差错`, `defects of case ${n}`, labels.join('；')),
        figure(`case${n}.points`, `${place}扣分`, `points of case ${n}`, points(lost)),
      ];
    }),
  ];
}

/** 表：各庭、各条目、差错明细. Without names when nobody is to be named. */
export function tablesOfMonth(month: ReviewMonth, anonymous: boolean): Record<string, BulletinTable> {
  const divisions = [...new Map(month.reviews.map(({ divisionId, division, position }) => [divisionId ?? '', { divisionId, division, position }])).values()].sort((a, b) => a.position - b.position);
  const row = (title: string, reviews: ReviewMonth['reviews'], findings: MonthFinding[]): string[] => {
    const rate = { cases: countOf(findings.map(({ caseId }) => caseId)), of: countOf(reviews.map(({ caseId }) => caseId)) };
    return [title, String(rate.of), String(findings.length), String(findings.filter(({ severity }) => severity === 'serious').length), String(rate.cases), percent(rate)];
  };
  const own = (divisionId: string | null) => ({ reviews: month.reviews.filter((one) => one.divisionId === divisionId), findings: month.findings.filter((one) => one.divisionId === divisionId) });
  return {
    divisions: {
      title: '各庭差错率', head: ['庭', '完成评查', '差错', '其中严重', '有差错案件', '差错率'], widths: ['*', 62, 44, 62, 70, 56],
      rows: [...divisions.map(({ divisionId, division }) => row(division, own(divisionId).reviews, own(divisionId).findings)), row('合计', month.reviews, month.findings)],
    },
    clauses: {
      title: '各条目差错', head: ['条目', '差错', '等级', '次数', '占比', '案件', '发生率'], widths: [50, '*', 32, 32, 50, 32, 50],
      rows: clausesOf(month).map(({ code, label, severity, count, rate }) => [code, label, SEVERITIES[severity], String(count), percent({ cases: count, of: month.findings.length }), String(rate.cases), percent(rate)]),
    },
    details: {
      title: '差错明细',
      head: ['序号', '庭', '条目', '差错', '等级', '扣分', ...(anonymous ? [] : ['案号', '承办人'])],
      widths: anonymous ? [30, 90, 50, '*', 32, 36] : [26, 60, 46, '*', 28, 32, 100, 36],
      rows: month.findings.map(({ division, code, label, severity, points: lost, caseNumber, judge }, index) => [String(index + 1), division, code, label, SEVERITIES[severity], points(fromHundredths(lost)), ...(anonymous ? [] : [caseNumber, judge])]),
    },
  };
}

/** What of the change from the month before can be said at all. */
function changeWords({ difference, verdict }: ReturnType<typeof compareRates>): string {
  if (verdict === 'empty' || difference === null) return '上月没有完成评查的案件，无从比较';
  const size = `${new Decimal(difference).abs().toFixed(2)}个百分点`;
  if (verdict === 'unsaid') return `相差${size}，尚在偶然波动范围内，不能断定升降`;
  return verdict === 'rose' ? `上升${size}` : `下降${size}`;
}

function risingWords(month: ReviewMonth): string {
  const rising = clausesOf(month).filter(({ before, rate }) => compareRates(before, rate).verdict === 'rose');
  return rising.length ? rising.map(({ label, before, rate }) => `${label}（由${percent(before)}升至${percent(rate)}）`).join('、') : '无';
}

const countOf = (ids: readonly string[]): number => new Set(ids).size;
const percent = (rate: Rate): string => {
  const text = percentOf(rate);
  return text === null ? NONE : `${roundHalfUp(text).toFixed(2)}%`;
};
