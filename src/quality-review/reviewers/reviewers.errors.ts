import { defineErrors } from '../../kernel/domain-error.js';

export const reviewersErrors = defineErrors({
  'agreement.parametersMissing': {
    status: 409,
    zh: '本院还没有设定 {names}，双评与一致性无从评价。请审管办在参数中设定（写明依据和生效日期）后再看。',
    en: 'The court has not set {names}, so double reviews cannot be judged. Have the trial management office set them, with source and date, then look again.',
  },
  'agreement.period': {
    status: 422,
    zh: '起止日期不成立：{from} 至 {until}。结束日须在开始日之后，最长三年。请改正后再查。',
    en: 'From {from} until {until} is no period: the end must lie after the start, three years at most. Correct it and ask again.',
  },
});
