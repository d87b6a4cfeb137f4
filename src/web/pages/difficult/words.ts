import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

i18n.global.mergeLocaleMessage('zh', { difficult: zh });
i18n.global.mergeLocaleMessage('en', { difficult: en });

type Word = keyof typeof zh;

export const CLAIM_STATES = ['filed', 'opined', 'awarded', 'rejected', 'undecided', 'struck', 'withdrawn'] as const;

/** The words of difficult cases: `d('submit')`; `of('state', code)` for a code. */
export function useDifficultWords() {
  const { t, te } = useI18n({ useScope: 'global' });
  const wording = useWording();
  const d = (key: Word, named: Record<string, unknown> = {}): string => t(`difficult.${key}`, named);
  const of = (group: 'state' | 'role' | 'action' | 'ballotIs' | 'byIs' | 'capacityIs', code: string | null | undefined): string => (code ? (te(`difficult.${group}.${code}`) ? t(`difficult.${group}.${code}`) : code) : t('common.none'));
  return { d, of, t, ...wording };
}
