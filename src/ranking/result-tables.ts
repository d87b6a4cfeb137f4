import type { Language } from '../kernel/domain-error.js';
import type { ScoreSheetView } from '../evaluation/dto/score.dto.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { RankingView, RankIntervalsView, ReferenceView, StandingView } from './dto/ranking.dto.js';

const STATES = { inside: { zh: '区间内', en: 'inside' }, above: { zh: '高于', en: 'above' }, below: { zh: '低于', en: 'below' } };

/** The ranking as it stands on the screen, row for row: what the reader is not shown is no column of it either. */
export function rankingTable(view: RankingView, intervals: RankIntervalsView['intervals'], language: Language): OutgoingTable {
  const zh = language === 'zh';
  const reach = new Map(intervals?.people.map((one) => [one.personId, one]));
  const ordered = view.standings.some((one) => one.rank !== null);
  const scored = view.standings.some((one) => one.total !== null);
  const bands = view.standings.some((one) => one.band !== null);
  const columns: [boolean, string, string, (one: StandingView) => string][] = [
    [ordered, '名次', 'Rank', (one) => (one.rank === null ? '' : one.tied ? (zh ? `并列${one.rank}` : `=${one.rank}`) : String(one.rank))],
    [true, '姓名', 'Name', (one) => one.name],
    [true, '庭', 'Division', (one) => one.division],
    [bands, '档次', 'Band', (one) => one.band?.title[language] ?? ''],
    [scored, '总分', 'Total', (one) => one.total ?? ''],
    [intervals !== null, '名次区间下端', 'Rank interval from', (one) => String(reach.get(one.personId)?.rank.from ?? '')],
    [intervals !== null, '名次区间上端', 'Rank interval until', (one) => String(reach.get(one.personId)?.rank.until ?? '')],
    ...view.components.filter(({ key }) => view.standings.some((one) => key in one.components)).map((part): [boolean, string, string, (one: StandingView) => string] => [
      true, part.title.zh, part.title.en, (one) => (part.key in one.components ? (one.components[part.key] ?? (zh ? '不适用' : 'not applicable')) : ''),
    ]),
    [ordered, '较上期', 'Places gained', (one) => (one.movement === null ? '' : String(one.movement))],
    [ordered, '与均值差', 'To mean', (one) => one.toMean ?? ''],
    [ordered, '与中位差', 'To median', (one) => one.toMedian ?? ''],
    [ordered, '百分位', 'Percentile', (one) => one.percentile ?? ''],
    [true, '在岗月数', 'Months served', (one) => one.monthsServed],
    [true, '任务系数', 'Duty factor', (one) => one.dutyFactor],
    [scored, '结案', 'Closed', (one) => (one.closed === null ? '' : String(one.closed))],
    [scored, '评查', 'Reviewed', (one) => (one.reviewed === null ? '' : String(one.reviewed))],
  ];
  const kept = columns.filter(([shown]) => shown);
  return { title: zh ? '同岗同位排名' : 'Ranking', head: kept.map(([, name, english]) => (zh ? name : english)), rows: view.standings.map((one) => kept.map(([, , , cell]) => cell(one))) };
}

/** Indicators against their intervals: the group first, then everybody the reader sees, by name. */
export function referenceTable(view: ReferenceView, language: Language): OutgoingTable {
  const zh = language === 'zh';
  const head = [zh ? '姓名' : 'Name', zh ? '庭' : 'Division', ...view.indicators.flatMap(({ title }) => [title[language], zh ? `${title.zh}：区间` : `${title.en}: interval`])];
  const state = (one: { value: string | null; state: keyof typeof STATES | null } | undefined): string[] => [one?.value ?? '', one?.state ? STATES[one.state][language] : ''];
  const limits = ['', zh ? '合理区间' : 'Reference interval', ...view.indicators.flatMap(({ interval }) => [interval ? `${interval.from}–${interval.until}` : zh ? '未设定' : 'not set', interval?.source ?? ''])];
  const rows = view.people.map((one) => [one.name, one.division, ...view.indicators.flatMap(({ key }) => state(one.values[key]))]);
  return { title: zh ? '合理区间' : 'Reference intervals', head, rows: [limits, [zh ? '全组' : 'Group', '', ...view.indicators.flatMap(state)], ...rows] };
}

/** A score sheet line by line; the points of the lines add up to the total in the last row. */
export function sheetTable(view: ScoreSheetView, language: Language): OutgoingTable {
  const head =
    language === 'zh'
      ? ['指标大类', '指标', '日期', '来源', '条款', '事由', '原文', '位置', '责任', '分值', '若无此项总分', '若无此项名次']
      : ['Component', 'Indicator', 'Day', 'Record', 'Clause', 'Reason', 'Quote', 'Place', 'Responsibility', 'Points', 'Total if withdrawn', 'Rank if withdrawn'];
  const lines = view.components.flatMap((part) =>
    part.leaves.flatMap((leaf) =>
      leaf.lines.map((line) => [
        part.title[language], leaf.title[language], line.day ?? '', line.source.label, line.clause, line.reason[language], line.quote ?? '', line.place ?? '',
        line.responsibility ?? '', line.points, line.without?.total ?? '', line.without?.rank === undefined || line.without.rank === null ? '' : String(line.without.rank),
      ]),
    ),
  );
  const total = Array.from(head, (_, index) => (index === 0 ? (language === 'zh' ? '总分' : 'Total') : index === 9 ? view.total : ''));
  return { title: language === 'zh' ? '得分单' : 'Score sheet', head, rows: [...lines, total] };
}
