import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

i18n.global.mergeLocaleMessage('zh', { reconsideration: zh });
i18n.global.mergeLocaleMessage('en', { reconsideration: en });

type Word = keyof typeof zh;

export const GROUNDS = ['fact', 'standard', 'responsibility', 'countedTwice', 'other'] as const;
export const VOTES = ['upheld', 'partlyUpheld', 'refused'] as const;
export const STATES = ['filed', 'returned', 'withPanel', 'corrected', 'maintained', 'secondInstance', 'final', 'withdrawn'] as const;

/** The words of reconsideration: `r('submit')`; `of('state', code)` for a code. */
export function useReconsiderationWords() {
  const { t, te } = useI18n({ useScope: 'global' });
  const wording = useWording();
  const r = (key: Word, named: Record<string, unknown> = {}): string => t(`reconsideration.${key}`, named);
  const of = (group: 'state' | 'outcomeIs' | 'groundIs' | 'askIs', code: string | null | undefined): string => (code ? (te(`reconsideration.${group}.${code}`) ? t(`reconsideration.${group}.${code}`) : code) : t('common.none'));
  const days = (left: number | null): string => (left === null ? '' : left < 0 ? r('past', { n: -left }) : left === 0 ? r('lastDay') : r('left', { n: left }));
  return { r, of, days, t, ...wording };
}
