import { isDay } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { INDICATOR_MODES, isIndicatorMode } from './indicator-modes.js';
import { ALLOWED, AUDIENCES, isBandSetting, isModeSetting } from './ranking-audience.js';
import { readInterval } from './reference-indicators.js';

/** Units in which a court sets its numbers. */
export const PARAMETER_UNITS: Readonly<Record<string, { zh: string; en: string }>> = {
  percent: { zh: '百分比', en: 'per cent' },
  workingDays: { zh: '工作日', en: 'working days' },
  days: { zh: '日', en: 'days' },
  dayOfMonth: { zh: '每月几日', en: 'days of the month' },
  persons: { zh: '人', en: 'persons' },
  ratio: { zh: '比值', en: 'ratios' },
  count: { zh: '条', en: 'count' },
  cases: { zh: '件', en: 'cases' },
  findings: { zh: '条差错', en: 'findings' },
  months: { zh: '月', en: 'months' },
  fraction: { zh: '比例', en: 'fraction' },
  choice: { zh: '选项', en: 'choice' },
  points: { zh: '分', en: 'points' },
  date: { zh: '日期', en: 'date' },
  word: { zh: '词', en: 'word' },
  bands: { zh: '档次下限', en: 'limits of bands' },
  interval: { zh: '区间', en: 'interval' },
  mode: { zh: '比较方式', en: 'mode of comparison' },
  caps: { zh: '岗位上限', en: 'caps by post' },
  ramp: { zh: '递增', en: 'ramp' },
  table: { zh: '表', en: 'table' },
  assignment: { zh: '分案设置', en: 'setting of assignment' },
};

const DECIMAL = /^\d{1,6}(\.\d{1,4})?$/;
const WHOLE = /^\d{1,6}$/;
/** Counted from the catalogue in force, so that nobody sets them. */
const COUNTED = new Set(['catalogue.serious', 'catalogue.minor']);
const WHOLE_UNITS = new Set(['workingDays', 'days', 'persons', 'months', 'cases', 'findings', 'count']);
const LARGE = new Decimal(100);

/**
 * What is wrong with a number a court wants to set: of another unit than the software reads it in, or not readable in it.
 * @param unitKnown unit of the name as shipped; `null` = no part of the software reads such a name
 * @example faultsOfParameter('0', 'workingDays', 'judgment.publicationDays', 'workingDays') // 「至少为 1」
 */
export function faultsOfParameter(value: string, unit: string, code: string, unitKnown: string | null): Fault[] {
  if (unitKnown === null) return [fault('code', '软件中没有读取这个参数的地方，设了也不起作用。请从列表中选择。', 'No part of the software reads such a parameter. Choose one from the list.')];
  if (COUNTED.has(code)) return [fault('code', '条数由施行的条目清点得出，不用设定。', 'This number is counted from the clauses in force; nobody sets it.')];
  const faults = unit === unitKnown ? [] : [fault('unit', `单位应为“${PARAMETER_UNITS[unitKnown]?.zh ?? unitKnown}”。`, `The unit must be ${PARAMETER_UNITS[unitKnown]?.en ?? unitKnown}.`)];
  const ofIndicator = isIndicatorMode(code, value);
  const wrong = ofIndicator === null ? (wrongFor(value, unitKnown) ?? wrongAudience(code, value)) : ofIndicator ? null : NO_MODE;
  return wrong ? [...faults, fault('value', `“${value}”${wrong.zh}`, `"${value}" ${wrong.en}`)] : faults;
}

const NO_MODE = { zh: `应为 ${INDICATOR_MODES.join('、')} 之一（排名、区间、随读者）。`, en: `must be one of ${INDICATOR_MODES.join(', ')}.` };

function wrongFor(value: string, unit: string): { zh: string; en: string } | null {
  const parts = value.split(',').map((part) => part.trim());
  if (unit === 'percent' && !(DECIMAL.test(value) && new Decimal(value).lte(LARGE))) return { zh: '应为 0–100 的百分比，如 85.00。', en: 'must be per cent from 0 to 100, such as 85.00.' };
  if (WHOLE_UNITS.has(unit) && !(WHOLE.test(value) && Number(value) >= 1)) return { zh: '应为整数，至少为 1。', en: 'must be a whole number, at least 1.' };
  if (unit === 'dayOfMonth' && parts.some((part) => !WHOLE.test(part) || Number(part) < 1 || Number(part) > 28)) return { zh: '应为 1–28 的日子，用逗号分开。', en: 'must be days from 1 to 28 with commas between.' };
  if ((unit === 'ratio' || unit === 'points' || unit === 'fraction') && parts.some((part) => !DECIMAL.test(part))) return { zh: '应为数字，几个数用逗号分开。', en: 'must be numbers with commas between.' };
  if (unit === 'date' && !isDay(value)) return { zh: '应为日期，如 2026-01-01。', en: 'must be a day such as 2026-01-01.' };
  if (unit === 'bands' && !isBandSetting(value)) return { zh: '应为从高到低的分数，用逗号分开，如 90.00,75.00,60.00。', en: 'must be scores from high to low with commas between, such as 90.00,75.00,60.00.' };
  if (unit === 'interval' && !readInterval(value)) return { zh: '应为“下端,上端”，如 92.00,99.50。', en: 'must be “lower,upper”, such as 92.00,99.50.' };
  if (unit === 'mode' && !isModeSetting(value)) return { zh: '应为 ranking（排名）或 interval（区间），个别同岗组另写，如 ranking,judge:enforcement=interval。', en: 'must be ranking or interval, single groups apart, such as ranking,judge:enforcement=interval.' };
  if (unit === 'table' && !isJson(value)) return { zh: '应为一张表（JSON），请参照现行值书写。', en: 'must be a table (JSON); write it as the value in force.' };
  return null;
}

/** What an audience may be shown, by the end of the setting's name. */
function wrongAudience(code: string, value: string): { zh: string; en: string } | null {
  const audience = AUDIENCES.find((one) => code === `ranking.shows.${one}`);
  if (!audience || ALLOWED[audience].some((one) => one === value)) return null;
  return { zh: `应为 ${ALLOWED[audience].join('、')} 之一。`, en: `must be one of ${ALLOWED[audience].join(', ')}.` };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function fault(path: string, zh: string, en: string): Fault {
  return { path, zh, en };
}
