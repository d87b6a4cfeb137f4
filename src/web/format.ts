import { useI18n } from 'vue-i18n';
import type { Bilingual } from '../evaluation/dto/score.dto.js';

const MINUS = '−';

/** A deduction with a true minus sign; zero and pluses as they are. */
export const trueMinus = (figure: string): string => figure.replace(/^-/, MINUS);

/** A change always carries its sign: +0.84, −0.40, 0.00. */
export function signed(figure: string): string {
  if (figure.startsWith('-')) return trueMinus(figure);
  return /^0*(\.0*)?$/.test(figure) ? figure : `+${figure}`;
}

/** Counts: a thin space by thousands from five digits. */
export const count = (n: number): string => (Math.abs(n) < 10000 ? String(n) : String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009'));

/** Courts keep China Standard Time, whatever the zone of the computer they are looked at on. */
const CHINA_MS = 8 * 3_600_000;

/** An instant as the court's own clock shows it, `2026-11-03 18:00`. */
export function localTime(instant: string): string {
  const at = new Date(instant).getTime();
  return Number.isNaN(at) ? instant : new Date(at + CHINA_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** The court's hour of the day, 0–23. */
export const hourNow = (): number => new Date(Date.now() + CHINA_MS).getUTCHours();

/** Position on a bar, never on paper: only here may points become binary. */
export function portion(part: string, whole: string): number {
  const size = Number(whole);
  return size > 0 ? Math.max(0, Math.min(100, (Number(part) / size) * 100)) : 0;
}

/** Words that depend on the reader's language. */
export function useWording() {
  const { t, locale } = useI18n({ useScope: 'global' });
  const say = (text: Bilingual | null | undefined): string => (text ? (locale.value === 'en' ? text.en : text.zh) : '');
  /** `2026-10` → 2026年10月; `2026Q3`, `2026H1` and `2026` likewise. */
  const period = (key: string): string => {
    const [, y = key, rest = ''] = /^(\d{4})-?(.+)?$/.exec(key) ?? [];
    if (!rest) return t('common.year', { y });
    if (/^Q\d$/.test(rest)) return t('common.quarter', { y, q: rest.slice(1) });
    if (/^H\d$/.test(rest)) return t('common.half', { y, h: t(rest === 'H1' ? 'common.firstHalf' : 'common.secondHalf') });
    return t('common.month', { y, m: locale.value === 'en' ? rest : String(Number(rest)) });
  };
  const dayInProse = (day: string): string => t('common.dayInProse', { m: locale.value === 'en' ? day.slice(5, 7) : String(Number(day.slice(5, 7))), d: locale.value === 'en' ? day.slice(8, 10) : String(Number(day.slice(8, 10))) });
  return { say, period, dayInProse };
}
