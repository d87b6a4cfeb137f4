import type { Language } from '../kernel/domain-error.js';
import type { ScoreSheetView } from '../evaluation/dto/score.dto.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { RankingView } from './dto/ranking.dto.js';

/** The ranking as it stands on the screen, row for row. */
export function rankingTable(view: RankingView, language: Language): OutgoingTable {
  const zh = language === 'zh';
  const head = zh
    ? ['名次', '姓名', '庭', '总分', ...view.components.map((part) => part.title.zh), '较上期', '与均值差', '与中位差', '在岗月数', '任务系数', '结案', '评查']
    : ['Rank', 'Name', 'Division', 'Total', ...view.components.map((part) => part.title.en), 'Places gained', 'To mean', 'To median', 'Months served', 'Duty factor', 'Closed', 'Reviewed'];
  const rows = view.standings.map((one) => [
    one.tied ? (zh ? `并列${one.rank}` : `=${one.rank}`) : String(one.rank),
    one.name,
    one.division,
    one.total,
    ...view.components.map((part) => one.components[part.key] ?? (zh ? '不适用' : 'not applicable')),
    one.movement === null ? '' : String(one.movement),
    one.toMean,
    one.toMedian,
    one.monthsServed,
    one.dutyFactor,
    String(one.closed),
    String(one.reviewed),
  ]);
  return { title: zh ? '同岗同位排名' : 'Ranking', head, rows };
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
