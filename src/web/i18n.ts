import { createI18n } from 'vue-i18n';
import { cases } from './messages/cases.js';
import { common } from './messages/common.js';
import { home } from './messages/home.js';
import { ranking } from './messages/ranking.js';
import { score } from './messages/score.js';
import { shell } from './messages/shell.js';

/** Words of the shell and its pages. A page may also bring its own with `useI18n({ messages })`. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  flatJson: true,
  messages: {
    zh: { common: common.zh, shell: shell.zh, home: home.zh, cases: cases.zh, score: score.zh, ranking: ranking.zh },
    en: { common: common.en, shell: shell.en, home: home.en, cases: cases.en, score: score.en, ranking: ranking.en },
  },
});
