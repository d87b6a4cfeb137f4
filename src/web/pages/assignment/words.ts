import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

// Joined to the shell's words when the first page of assignment is opened, not before.
i18n.global.mergeLocaleMessage('zh', { assignment: zh });
i18n.global.mergeLocaleMessage('en', { assignment: en });

type Word = keyof typeof zh;

/** The words of case assignment: `a('poolEmpty')`; `g` for everything else; `of('phase', code)` for a code that may be unknown. */
export function useAssignmentWords() {
  const { t, te, locale } = useI18n({ useScope: 'global' });
  const { say } = useWording();
  const a = (key: Word, named: Record<string, unknown> = {}): string => t(`assignment.${key}`, named);
  const of = (group: string, code: string | null | undefined): string => (code ? (te(`assignment.${group}.${code}`) ? t(`assignment.${group}.${code}`) : code) : t('common.none'));
  const nature = (code: string): string => t(`cases.nature.${code}`);
  return { a, of, nature, say, t, locale };
}

/** A digest short enough to read aloud. */
export const shortDigest = (digest: string): string => `${digest.slice(0, 4)}…${digest.slice(-2)}`;
