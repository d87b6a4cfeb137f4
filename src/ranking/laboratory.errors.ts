import { defineErrors } from '../kernel/domain-error.js';

export const laboratoryErrors = defineErrors({
  'trial.faulty': {
    status: 422,
    zh: '方案还有 {count} 处错误，不能试算。请先按所列改正。',
    en: 'The scheme has {count} fault(s) and cannot be tried. Correct those listed first.',
  },
  'trial.noGroup': {
    status: 422,
    zh: '{period} 没有本方案可以试算的“{group}”组。请换一个考核期或本方案的同岗组。',
    en: 'In {period} there is no group “{group}” this scheme is for. Choose another period, or a peer group of the scheme.',
  },
  'trial.groupNeeded': {
    status: 422,
    zh: '方案适用于各种案件性质，每种性质各成一组。请写明试算哪一组。',
    en: 'The scheme is for any case nature, each a group of its own. Say which group to try it on.',
  },
  'trial.notPast': {
    status: 422,
    zh: '{period} 还没有过完，事实还会变。请选择已经届满的考核期。',
    en: '{period} is not over and its facts may still change. Choose a period that has ended.',
  },
  'trial.unfinished': {
    status: 409,
    zh: '这次试算还没有结果，不能导出。请等它完成。',
    en: 'This run has no result yet and cannot be exported. Wait until it has finished.',
  },
});
