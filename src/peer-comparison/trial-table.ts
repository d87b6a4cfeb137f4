import type { Language } from '../kernel/domain-error.js';
import type { TrialResult } from '../evaluation/dto/trial.dto.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';

/** A trial as it stands on the screen: a row a person, then the sensitivity of each weight below. */
export function trialTable(result: TrialResult, language: Language): OutgoingTable {
  const zh = language === 'zh';
  const keys = result.weights.map(({ key }) => key);
  const titles = result.weights.flatMap(({ title }) => (zh ? [`${title.zh} 原`, `${title.zh} 新`] : [`${title.en} before`, `${title.en} after`]));
  const head = zh
    ? ['姓名', '庭', '原总分', '原名次', '新总分', '新名次', '分差', '升降名次', '原等次', '新等次', '原奖金', '新奖金', ...titles]
    : ['Name', 'Division', 'Total before', 'Rank before', 'Total after', 'Rank after', 'Points', 'Places gained', 'Grade before', 'Grade after', 'Bonus before', 'Bonus after', ...titles];
  const rows = result.people.map((one) => [
    one.name, one.division, one.before?.total ?? '', text(one.before?.rank), one.after.total, text(one.after.rank), one.points ?? '', text(one.places), one.grade.before?.[language] ?? '', one.grade.after?.[language] ?? '',
    one.bonus.before ?? '', one.bonus.after ?? '', ...keys.flatMap((key) => [one.components[key]?.before ?? '', one.components[key]?.after ?? '']),
  ]);
  const wide = (cells: string[]): string[] => [...cells, ...Array.from({ length: Math.max(0, head.length - cells.length) }, () => '')];
  const steady = result.sensitivity.map((one) =>
    wide([one.title[language], `${one.change > 0 ? '+' : ''}${one.change}%`, one.weight, one.tau ?? '', String(one.firstThreeChanged), String(one.moved)]),
  );
  const steadyHead = wide(zh ? ['权重变动', '幅度', '变为 %', 'Kendall τ', '前三名变动', '名次变动人数'] : ['Weight changed', 'By', 'Becomes %', 'Kendall τ', 'First three changed', 'People moved']);
  return { title: zh ? '方案试算' : 'Scheme trial', head, rows: steady.length ? [...rows, wide([]), steadyHead, ...steady] : rows };
}

function text(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
