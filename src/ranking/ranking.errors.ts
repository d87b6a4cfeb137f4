import { defineErrors } from '../kernel/domain-error.js';

export const rankingErrors = defineErrors({
  'period.alreadyClosed': {
    status: 409,
    zh: '{period} 已由{who}于 {when} 结束，结果不再变动。以后的改动请以编号更正公布。',
    en: '{period} was closed by {who} at {when} and no longer changes. Publish later changes as a numbered correction.',
  },
  'period.blocked': {
    status: 409,
    zh: '{period} 还有 {count} 项未办完，未结束。请按所列办完后再来。',
    en: '{period} has {count} open item(s) and was not closed. Settle those listed, then come back.',
  },
  'period.notClosed': {
    status: 409,
    zh: '{period} 尚未结束，不能发布。请先结束考核期。',
    en: '{period} is still open and cannot be published. Close the period first.',
  },
  'period.alreadyPublished': {
    status: 409,
    zh: '{period} 已由{who}于 {when} 发布，无需再次发布。',
    en: '{period} was published by {who} at {when}; there is nothing left to do.',
  },
  'period.notPublished': {
    status: 409,
    zh: '{period} 的结果尚未发布。奖金、评先评优、竞岗和学习深造只以已发布的结果为准，请在发布以后办理。',
    en: 'The results of {period} are not published. Bonuses, honours, competitions and training rest on published results only; come back after publication.',
  },
  'period.nobody': {
    status: 422,
    zh: '{period} 没有可排名的岗位：没有在岗人员，或没有生效的考核方案。请核对人员任职和方案生效日期。',
    en: 'Nobody can be ranked in {period}: no posts were held, or no scheme was in force. Check posts and the dates of the schemes.',
  },
  'score.noPerson': {
    status: 404,
    zh: '您的账号没有对应的人员，没有得分。需要时请联系系统管理员。',
    en: 'No person belongs to your account, so there is no score. Ask the system administrator if there should be.',
  },
  'score.notRanked': {
    status: 404,
    zh: '{period} 没有此人的得分：不在任何有考核方案的岗位上。请换一个考核期。',
    en: 'There is no score in {period}: no post with a scheme was held. Choose another period.',
  },
  'ranking.tooFewForCharts': {
    status: 422,
    zh: '同岗只有 {size} 人，不足 {least} 人，不画图，以免从图上认出个人。请看本人得分。',
    en: 'The group has {size} member(s), fewer than {least}; no charts are drawn, lest individuals be told from them. Read the own score instead.',
  },
});
