import { defineErrors } from '../../kernel/domain-error.js';

export const proposalErrors = defineErrors({
  'catalogue.proposalFaulty': {
    status: 422,
    zh: '提案有 {count} 处需要修改，没有提交。请逐项改正后再提交。',
    en: 'The proposal has {count} thing(s) to fix and was not put forward. Correct each, then put it forward again.',
  },
  'catalogue.secondPerson': {
    status: 403,
    zh: '提案由您提出，须由第二人批准。请另一名有权批准的人在“待批准”中办理。',
    en: 'You proposed this; a second person must decide. Somebody else with the right to approve finds it under Awaiting approval.',
  },
  'catalogue.proposalDecided': {
    status: 409,
    zh: '这份提案已{state}（{who}），不能再办理。需要修改的请另行提案。',
    en: 'This proposal is already {state} ({who}). Make another one to change it.',
  },
  'catalogue.notProposer': {
    status: 403,
    zh: '草稿只能由提出人{who}修改、提交或撤回。',
    en: 'Only {who}, who made the draft, may change, put forward or withdraw it.',
  },
  'catalogue.refusalReason': {
    status: 422,
    zh: '不批准须写明理由，让提出人知道怎样改。',
    en: 'A refusal needs its reason, so that the proposer knows what to change.',
  },
  'catalogue.sheetFaulty': {
    status: 422,
    zh: '表格有 {count} 处需要修改，没有保存。请按标出的行改正后重新选择文件。',
    en: 'The sheet has {count} thing(s) to fix; nothing was saved. Correct the marked rows and choose the file again.',
  },
});
