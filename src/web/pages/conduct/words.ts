import { useI18n } from 'vue-i18n';
import type { Bilingual } from '../../../conduct/dto/conduct.dto.js';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';
import { bracketed } from '../../punctuation.js';
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
  /** An item in a list: its name without the levels it offers, and the level it has. */
  const short = (label: Bilingual, level: Bilingual | null = null): string => {
    const [name] = wording.say(label).split(/：|: /);
    return level ? name + bracketed(wording.say(level)) : name!;
  };
  return { d, of, t, short, ...wording };
}
