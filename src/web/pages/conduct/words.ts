import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

i18n.global.mergeLocaleMessage('zh', { conduct: zh });
i18n.global.mergeLocaleMessage('en', { conduct: en });

export type ConductWord = keyof typeof zh;

/** The words of conduct: `d('receive')`; `of('stateIs', code)` for a code. */
export function useConductWords() {
  const { t, te } = useI18n({ useScope: 'global' });
  const wording = useWording();
  const d = (key: ConductWord, named: Record<string, unknown> = {}): string => t(`conduct.${key}`, named);
  const of = (group: string, code: string | null | undefined): string => (code ? (te(`conduct.${group}.${code}`) ? t(`conduct.${group}.${code}`) : code) : t('common.none'));
  return { d, of, t, ...wording };
}
