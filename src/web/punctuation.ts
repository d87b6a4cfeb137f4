import { usePreferences } from './preferences.js';

/**
 * Marks between words that are put together on a page, in the reader's language: full-width ones stand close in Chinese,
 * English ones bring their own blanks. A page that shows them follows a change of language.
 */
const mark = (zh: string, en: string): string => (usePreferences().language === 'en' ? en : zh);

export const colon = (): string => mark('：', ': ');
export const semicolon = (): string => mark('；', '; ');
export const comma = (): string => mark('，', ', ');
export const fullStop = (): string => mark('。', '. ');

/** Between two sentences, the first of which already has its mark. */
export const gap = (): string => mark('', ' ');

/** Things of a kind one after the other: 甲、乙 · A, B. A part left out of a condition (`late && t('late')`) is left out here. */
export const listed = (parts: readonly (string | 0 | false | null | undefined)[]): string => parts.filter(Boolean).join(mark('、', ', '));

/** What stands in brackets behind a word: （甲） · (A) with a blank before it. */
export const bracketed = (text: string | number): string => mark(`（${text}）`, ` (${text})`);
