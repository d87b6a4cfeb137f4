import { defineErrors } from '../../kernel/domain-error.js';

export const publicationErrors = defineErrors({
  'publication.notNow': {
    status: 409,
    zh: '这份文书现为“{state}”，不能{act}。请刷新后再看。',
    en: 'This judgment is {state}, so it cannot be {act}. Reload and look again.',
  },
  'publication.notSigned': {
    status: 409,
    zh: '这份文书还等待{awaited}签署，签署齐全后才能公示。请到“待我签署”或案件页查看签署情况。',
    en: 'The judgment still waits for {awaited}; it is published once everybody has signed. See its sign-offs on the case page.',
  },
  'publication.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，没有办理。请逐项改正后再提交。',
    en: '{count} thing(s) to fix; nothing was done. Correct each and submit again.',
  },
  'publication.secondPerson': {
    status: 403,
    zh: '不公示由您申请，须由第二人批准。请另一名有权批准的人办理。',
    en: 'You asked for the exemption; a second person must decide on it.',
  },
});
