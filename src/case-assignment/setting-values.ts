import { addMonths, daysInMonth, toDay, type Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { CASE_NATURES } from '../kernel/actor.js';
import { POSTS } from '../court/court.entities.js';
import type { SettingName } from './dto/settings.dto.js';
import { ASSIGNMENT_RULES, type AssignmentRule } from './dto/run.dto.js';

/** Pending cap by post and nature; `*` for any nature. */
export interface CapRow {
  post: string;
  nature: string;
  cap: number;
}

/** Share of capacity in the n-th month of service; the last row holds until the months run out. */
export interface RampRow {
  month: number;
  share: number;
}

/** @example parseDays('10,25') // [10, 25] */
export function parseDays(text: string): number[] {
  return [...new Set(text.split(/[,，、\s]+/).filter(Boolean).map(Number))].sort((a, b) => a - b);
}

/** @example parseCaps('judge:civil=60,divisionChief:*=30') */
export function parseCaps(text: string): CapRow[] {
  return rows(text).flatMap((row) => {
    const match = /^(\w+):(\w+|\*)=(\d+(?:\.\d{1,2})?)$/.exec(row);
    return match ? [{ post: match[1]!, nature: match[2]!, cap: Number(match[3]) }] : [];
  });
}

/** @example parseRamp('1=0.30,2=0.60') // month 1 → 0.30, month 2 → 0.60, then full */
export function parseRamp(text: string): RampRow[] {
  return rows(text)
    .flatMap((row) => {
      const match = /^(\d{1,2})=(\d(?:\.\d{1,2})?)$/.exec(row);
      return match ? [{ month: Number(match[1]), share: Number(match[2]) }] : [];
    })
    .sort((a, b) => a.month - b.month);
}

export function isRule(text: string): text is AssignmentRule {
  return (ASSIGNMENT_RULES as readonly string[]).includes(text);
}

/** The cap that applies: of the post in this nature, else of the post in any. */
export function capFor(caps: readonly CapRow[], post: string, nature: string): number | null {
  return (caps.find((row) => row.post === post && row.nature === nature) ?? caps.find((row) => row.post === post && row.nature === '*'))?.cap ?? null;
}

/** Months of service run from the first post with cases; after the last row of the ramp the share is full. */
export function rampFor(ramp: readonly RampRow[], since: Day, day: Day): number | null {
  const last = ramp.at(-1);
  if (!last) return null;
  for (let month = 1; month <= last.month; month++)
    if (day < addMonths(since, month)) return [...ramp].reverse().find((row) => row.month <= month)?.share ?? null;
  return null;
}

/** The next days on which runs are due, today included; a day a month does not have is its last. */
export function nextRunDays(days: readonly number[], from: Day, howMany: number): Day[] {
  if (days.length === 0) return [];
  const found: Day[] = [];
  for (let month = `${from.slice(0, 7)}-01`; found.length < howMany; month = addMonths(month, 1)) {
    const [year, number] = month.split('-').map(Number) as [number, number];
    const inMonth = [...new Set(days.map((day) => toDay(year, number, Math.min(day, daysInMonth(year, number)))))].sort();
    found.push(...inMonth.filter((day) => day >= from));
  }
  return found.slice(0, howMany);
}

/** Everything wrong with a value somebody typed, at once. */
export function faultsInSetting(name: SettingName, value: string): Fault[] {
  const wrong = (zh: string, en: string): Fault[] => [{ path: 'value', zh, en }];
  if (name === 'assignment.days') {
    const days = parseDays(value);
    if (days.length !== 2 || days.some((day) => !Number.isInteger(day) || day < 1 || day > 31))
      return wrong('应为每月两日，1 至 31 之间，用逗号隔开，例如 10,25。', 'Two days of the month from 1 to 31 with a comma, such as 10,25.');
  }
  if (name === 'assignment.rule' && !isRule(value)) return wrong('可用：level-then-even（存案补平）、water-level（最低负荷优先）。', 'Use level-then-even or water-level.');
  if (name === 'assignment.loadIn' && value !== 'cases' && value !== 'weights') return wrong('可用：cases（按件）、weights（按权重）。', 'Use cases or weights.');
  if (name === 'assignment.pendingCap') {
    const bad = rows(value).filter((row) => {
      const [cap] = parseCaps(row);
      return !cap || cap.cap <= 0 || !(POSTS as readonly string[]).includes(cap.post) || !(cap.nature === '*' || (CASE_NATURES as readonly string[]).includes(cap.nature));
    });
    if (bad.length) return wrong(`读不出：${bad.join('、')}。应写成 judge:civil=60,divisionChief:*=30（岗位:性质=件数）。`, `Cannot read ${bad.join(', ')}. Write judge:civil=60,divisionChief:*=30 (post:nature=cases).`);
  }
  if (name === 'assignment.newcomerRamp') {
    const bad = rows(value).filter((row) => {
      const [step] = parseRamp(row);
      return !step || step.month < 1 || step.share <= 0 || step.share > 1;
    });
    if (bad.length) return wrong(`读不出：${bad.join('、')}。应写成 1=0.30,2=0.60（任职第几月=份额，0 至 1）。`, `Cannot read ${bad.join(', ')}. Write 1=0.30,2=0.60 (month of service=share up to 1).`);
  }
  return [];
}

function rows(text: string): string[] {
  return text.split(/[,，;；\s]+/).filter(Boolean);
}
