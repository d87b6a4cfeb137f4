import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

i18n.global.mergeLocaleMessage('zh', { use: zh });
i18n.global.mergeLocaleMessage('en', { use: en });

/** The words of the use of results: `u('submit')`. */
export function useUseWords() {
  const { t } = useI18n({ useScope: 'global' });
  const u = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`use.${key}`, named);
  return { u, t, ...useWording() };
}
