import { defineErrors } from '../kernel/domain-error.js';

export const signOffErrors = defineErrors({
  'signOff.notYourTurn': {
    status: 409,
    zh: '这份文书现在等待{awaited}，不能由您以“{step}”签署或退回。请等前一步签署，或刷新后再看。',
    en: 'The document waits for {awaited}; you cannot sign or return it as {step}. Wait for the step before, or reload.',
  },
  'signOff.complete': {
    status: 409,
    zh: '这一版文书的自查、把关、审阅都已签署，只待评查。需要改动的，请提交新版本，新版本从自查重新签署。',
    en: 'Self-check, chief and vice-president have all signed this version; only the review remains. To change it, submit a new version, which is signed from the start.',
  },
  'signOff.superseded': {
    status: 409,
    zh: '这一版文书已被第 {version} 版取代，不能再签。请打开新版本。',
    en: 'This version has been superseded by version {version} and can no longer be signed. Open the new one.',
  },
  'signOff.twice': {
    status: 403,
    zh: '您已以“{step}”签署过这一版文书，同一人不能以两种身份签署。请由{instead}签署。',
    en: 'You have signed this version as {step}; nobody signs in two capacities. Let {instead} sign.',
  },
  'signOff.returnUp': {
    status: 422,
    zh: '只能退回到本步之前已签署的步骤，“{to}”不在其中。请另选退回到哪一步。',
    en: 'A document goes back only to an earlier step that has signed; {to} is not one. Choose another step.',
  },
  'signOff.wordsMissing': {
    status: 422,
    zh: '{why}，请写明（不少于 5 个字）：哪里、为什么、请怎样改。',
    en: '{why} needs words (at least 5 characters): where, why, and what to do.',
  },
  'signOff.otherVersion': {
    status: 409,
    zh: '您打开的文字与系统里的不是同一版（摘要不同），没有签署。请刷新，重新看过再签。',
    en: 'The text you had open is not the one on record (digests differ); nothing was signed. Reload, read it again, then sign.',
  },
  'signOff.sameWords': {
    status: 422,
    zh: '文书被退回后没有改动。确认不改的，请写明理由（不少于 5 个字）后再签；需要改的，请先提交新版本。',
    en: 'The document was returned and has not changed. To sign it unchanged, give the reason (at least 5 characters); otherwise submit a new version first.',
  },
});
