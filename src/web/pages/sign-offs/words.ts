import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

i18n.global.mergeLocaleMessage('zh', { signOffs: zh });
i18n.global.mergeLocaleMessage('en', { signOffs: en });

type Word = keyof typeof zh;

export function useSignOffWords() {
  const { t } = useI18n({ useScope: 'global' });
  const { say } = useWording();
  const s = (key: Word, named: Record<string, unknown> = {}): string => t(`signOffs.${key}`, named);
  const step = (code: string): string => t(`signOffs.stepIs.${code}`);
  const who = (code: string): string => t(`signOffs.whoIs.${code}`);
  return { s, step, who, say, t };
}
