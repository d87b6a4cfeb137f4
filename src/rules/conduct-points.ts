import { daysBetween, type Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points, roundHalfUp, sum } from '../kernel/exact.js';
import type { ComplaintItem, ConductRow } from './conduct-table.js';

/** One step of the arithmetic: what it is, and what it adds (signed). The points are the sum of the lines. */
export interface PointLine {
  what: Sentence;
  points: string;
}

export interface Priced {
  points: string;
  lines: PointLine[];
}

export type Verdict = 'upheld' | 'partlyUpheld' | 'unfounded' | 'malicious';

export interface PricedComplaint {
  verdict: Verdict;
  /** Of a petition: court, prefecture, province, national. */
  level: string | null;
  /** 答复后重复. */
  repeated: boolean;
  receivedOn: Day;
  settledOn: Day | null;
}

const LEVEL_WORDS: Readonly<Record<string, Sentence>> = {
  court: { zh: '本院', en: 'court' }, county: { zh: '县级', en: 'county' }, prefecture: { zh: '市级', en: 'city' }, province: { zh: '省级', en: 'province' }, national: { zh: '国家级', en: 'national' }, ministry: { zh: '部级', en: 'ministry' },
  admonition: { zh: '谈话提醒、诫勉', en: 'reminder or admonition' }, discipline: { zh: '党纪政务处分', en: 'party or administrative discipline' },
  commendation: { zh: '嘉奖', en: 'commendation' }, merit3: { zh: '三等功', en: 'merit third class' }, merit2: { zh: '二等功', en: 'merit second class' }, merit1: { zh: '一等功', en: 'merit first class' },
};

export function levelWords(level: string): Sentence {
  return LEVEL_WORDS[level] ?? { zh: level, en: level };
}

/**
 * 投诉、信访扣分（示例〔2026〕1号 10.2）: the price of the verdict, half as much again when repeated after a reply, half
 * returned when a petition was settled within the days of CR-03 (the last day counts). Unfounded or malicious: 0.
 * @param settled CR-03 in force when the complaint was received; `null` where there is none
 * @returns signed points, two places, rounded once, and the arithmetic
 * @example W-05 province −3.00, repeated −1.50, settled on day 60 → −2.25
 */
export function priceComplaint(item: ComplaintItem, { verdict, level, repeated, receivedOn, settledOn }: PricedComplaint, settled: { days: number; percent: number } | null, petition: boolean): Priced {
  if (verdict === 'unfounded' || verdict === 'malicious')
    return { points: '0.00', lines: [{ what: verdict === 'malicious' ? { zh: '诬告，不扣分，予以澄清', en: 'malicious: nothing is taken off; cleared' } : { zh: '不实，不扣分，予以澄清', en: 'unfounded: nothing is taken off; cleared' }, points: '0.00' }] };
  const lines: { what: Sentence; points: Decimal }[] = [];
  const whole = new Decimal(item.points[level ?? verdict] ?? 0);
  const byLevel = level !== null;
  const base = byLevel && verdict === 'partlyUpheld' ? whole.times(item.partlyPercent ?? 100).div(100) : whole;
  const said = verdict === 'upheld' ? { zh: '属实', en: 'upheld' } : { zh: '部分属实', en: 'partly upheld' };
  const place = byLevel ? levelWords(level) : null;
  lines.push({ what: { zh: `${item.code} ${place ? `${place.zh}，` : ''}${said.zh}`, en: `${item.code} ${place ? `${place.en}, ` : ''}${said.en}` }, points: base });
  if (repeated && item.repeatedPercent) lines.push({ what: { zh: `答复后重复，加重 ${item.repeatedPercent}%`, en: `repeated after the reply, ${item.repeatedPercent} % more` }, points: base.times(item.repeatedPercent).div(100) });
  if (petition && settledOn !== null && settled) {
    const days = daysBetween(receivedOn, settledOn);
    if (days <= settled.days) lines.push({ what: { zh: `${days} 日内化解（${settled.days} 日以内），退回 ${settled.percent}%`, en: `settled on day ${days} (within ${settled.days}), ${settled.percent} % returned` }, points: sum(lines.map((line) => line.points)).times(settled.percent).div(100).negated() });
  }
  return { points: points(sum(lines.map((line) => line.points))), lines: lines.map(({ what, points: worth }) => ({ what, points: points(worth) })) };
}

/**
 * 政工登记、加分、荣誉: one price, the price of the level, or a value chosen within the range.
 * @returns `null` when the level is not one of the row's, or the value lies outside its range; a row without any price (I-09) gives 0
 * @example I-03 province → −4.00; G-03 (1.00–4.00) with 2.50 → 2.50; G-03 with 5.00 → null
 */
export function priceItem(item: ConductRow, level: string | null, chosen: string | null): Priced | null {
  const { each, min, max } = item.points;
  const line = (worth: string, words: Sentence): Priced => ({ points: points(worth), lines: [{ what: { zh: `${item.code} ${words.zh}`, en: `${item.code} ${words.en}` }, points: points(worth) }] });
  if (each !== undefined) return line(each, { zh: '每次', en: 'each time' });
  if (min !== undefined && max !== undefined) {
    if (chosen === null || !roundHalfUp(chosen).equals(chosen) || new Decimal(chosen).lt(min) || new Decimal(chosen).gt(max)) return null;
    return line(chosen, { zh: `在 ${min}–${max} 之间酌定`, en: `chosen within ${min} to ${max}` });
  }
  const prices = Object.keys(item.points);
  if (!prices.length) return line('0', { zh: '不计分，按规定定等', en: 'no points; graded by regulation' });
  return level !== null && item.points[level] !== undefined ? line(item.points[level], levelWords(level)) : null;
}

export interface ExtraClaim {
  id: string;
  /** The same matter counts once, at its highest; `null`: a matter of its own. */
  matter: string | null;
  points: string;
  approvedOn: Day;
}

export interface EnteredExtra {
  id: string;
  entered: string;
  /** Why it is less than was approved. */
  lines: PointLine[];
}

/**
 * 同一事项只取最高（CR-05）, 全部附加分每年封顶（CR-06）. In order of approval: of each matter only what exceeds what has already
 * entered for it, and of each calendar year no more than its cap. What entered earlier never changes because of what came later.
 * @param capOf the cap in force on the last day of a year; `null` where there is none
 * @example one case: G-06 +1.00 in March, G-01 +5.00 in June → 1.00 and 4.00 (5.00 in all)
 */
export function enterExtras(claims: readonly ExtraClaim[], capOf: (year: string) => string | null): EnteredExtra[] {
  const [ofMatter, ofYear] = [new Map<string, Decimal>(), new Map<string, Decimal>()];
  const ordered = [...claims].sort((a, b) => (a.approvedOn < b.approvedOn ? -1 : a.approvedOn > b.approvedOn ? 1 : a.id < b.id ? -1 : 1));
  return ordered.map(({ id, matter, points: approved, approvedOn }) => {
    const lines: PointLine[] = [{ what: { zh: '批准', en: 'approved' }, points: points(approved) }];
    const already = matter === null ? new Decimal(0) : (ofMatter.get(matter) ?? new Decimal(0));
    const further = Decimal.max(0, new Decimal(approved).minus(already));
    if (!further.equals(approved)) lines.push({ what: { zh: `同一事项已计 ${points(already)}，只取最高`, en: `same matter, ${points(already)} entered already: highest only` }, points: points(further.minus(approved)) });
    const year = approvedOn.slice(0, 4);
    const cap = capOf(year);
    const before = ofYear.get(year) ?? new Decimal(0);
    const entered = cap === null ? further : Decimal.max(0, Decimal.min(further, new Decimal(cap).minus(before)));
    if (!entered.equals(further)) lines.push({ what: { zh: `全年附加分封顶 ${cap}，已计 ${points(before)}`, en: `extra points of the year capped at ${cap}, ${points(before)} entered` }, points: points(entered.minus(further)) });
    if (matter !== null) ofMatter.set(matter, Decimal.max(already, approved));
    ofYear.set(year, before.plus(entered));
    return { id, entered: points(entered), lines };
  });
}

/** Words by which an internal body calls itself. */
const INSIDE = ['本院', '我院', '院党组', '本庭', '我庭', '内部'];

/**
 * 先进庭只能由上级认定，没有内部投票 (C4): whether the body that awards lies within the court itself.
 * @param units the court's divisions and committees; another court's division of the same name is named after that court
 * @returns the words that give it away, or `null` when the body is an outside one
 * @example 江南区人民法院考评委员会 → inside; 最高人民法院民事审判第一庭 → null although the court has a division of that name
 */
export function insideBody(body: string, court: string, units: readonly string[]): string | null {
  const plain = body.replace(/\s/g, '');
  const begins = units.find((name) => name !== '' && plain.startsWith(name));
  return (plain.includes(court) ? court : undefined) ?? begins ?? INSIDE.find((words) => plain.includes(words)) ?? null;
}
