import type { Sentence } from '../../kernel/domain-error.js';
import { indicatorSettingTitle, indicatorSettingUnit } from '../../rules/indicator-modes.js';
import type { Audience } from '../../rules/ranking-audience.js';
import { REFERENCE_INDICATORS } from '../../rules/reference-indicators.js';

export const AUDIENCE_WORDS: Readonly<Record<Audience, Sentence>> = {
  self: { zh: '本人（看自己的一行）', en: 'The person, of the own row' },
  division: { zh: '庭长（看本庭）', en: 'Division chiefs, of their division' },
  leaders: { zh: '院领导和各办公室', en: 'Court leaders and offices' },
  court: { zh: '全院其他人员', en: 'Everybody else in the court' },
};

export const SHOWS_WORDS: Readonly<Record<string, Sentence>> = {
  none: { zh: '不显示（本人只看得分）', en: 'nothing (of the own row the points)' },
  band: { zh: '只看档次', en: 'the band alone' },
  position: { zh: '名次和档次', en: 'rank and band' },
  full: { zh: '全部', en: 'everything' },
};

export const MODE_WORDS: Readonly<Record<string, Sentence>> = {
  ranking: { zh: '排名', en: 'ranking' },
  interval: { zh: '区间', en: 'intervals' },
  audience: { zh: '随该类读者', en: 'as the audience' },
};

const NATURES: Readonly<Record<string, Sentence>> = {
  civil: { zh: '民商事', en: 'civil' }, criminal: { zh: '刑事', en: 'criminal' }, administrative: { zh: '行政', en: 'administrative' }, enforcement: { zh: '执行', en: 'enforcement' },
};

const GENERAL: Readonly<Record<string, Sentence>> = {
  'ranking.minGroupSize': { zh: '同岗排名最少人数（不足只示档次）', en: 'Least size of a ranked group (bands only below it)' },
  'ranking.bands': { zh: '档次的分数下限（由高到低）', en: 'Least totals of the bands, best first' },
  'ranking.resamples': { zh: '名次区间重抽次数', en: 'Resamples of the rank intervals' },
  'notice.days': { zh: '公示期限', en: 'Days of public notice' },
};
export const GENERAL_SETTINGS: readonly string[] = Object.keys(GENERAL);

const UNITS: Readonly<Record<string, Sentence>> = { persons: { zh: '人', en: 'people' }, workingDays: { zh: '个工作日', en: 'working days' }, count: { zh: '次', en: '' }, days: { zh: '日', en: 'days' } };

/** Whether this page keeps the log of a parameter. */
export function isRankingSetting(code: string): boolean {
  return code.startsWith('ranking.') || code.startsWith('reference.') || code === 'notice.days';
}

export function settingTitle(code: string): Sentence {
  const [, kind, first = ''] = code.split('.');
  const indicator = REFERENCE_INDICATORS.find(({ key }) => key === kind);
  if (code.startsWith('reference.') && indicator) return { zh: `合理区间：${NATURES[first]?.zh ?? first}${indicator.title.zh}`, en: `Reference interval: ${NATURES[first]?.en ?? first}, ${indicator.title.en}` };
  const audience = AUDIENCE_WORDS[first as Audience];
  if (audience && code === `ranking.shows.${first}`) return { zh: `看什么：${audience.zh}`, en: `What is shown: ${audience.en}` };
  if (audience && code === `ranking.mode.${first}`) return { zh: `比较方式：${audience.zh}`, en: `Mode of comparison: ${audience.en}` };
  return indicatorSettingTitle(code) ?? GENERAL[code] ?? { zh: code, en: code };
}

/** A value as people say it. */
export function settingWords(code: string, unit: string, value: string): Sentence {
  if (code.startsWith('ranking.shows.')) return SHOWS_WORDS[value] ?? { zh: value, en: value };
  if (unit === 'mode') return modeWords(value);
  if (unit === 'interval') return { zh: value.split(',').join('–'), en: value.split(',').join('–') };
  if (unit === 'bands') return { zh: value.split(',').join(' / '), en: value.split(',').join(' / ') };
  const of = UNITS[unit];
  return { zh: `${value}${of ? ` ${of.zh}` : ''}`, en: `${value}${of?.en ? ` ${of.en}` : ''}` };
}

/** `ranking,judge:enforcement=interval`: groups of their own behind the general mode. */
function modeWords(value: string): Sentence {
  const [general = '', ...own] = value.split(',');
  const one = (mode: string): Sentence => MODE_WORDS[mode] ?? { zh: mode, en: mode };
  const groups = own.map((text) => text.split('=') as [string, string]);
  return { zh: [one(general).zh, ...groups.map(([group, mode]) => `${group} ${one(mode).zh}`)].join('；'), en: [one(general).en, ...groups.map(([group, mode]) => `${group} ${one(mode).en}`)].join('; ') };
}

export function unitOf(code: string, known: string | undefined): string {
  return known ?? indicatorSettingUnit(code) ?? 'word';
}
