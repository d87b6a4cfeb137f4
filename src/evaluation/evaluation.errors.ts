import { defineErrors } from '../kernel/domain-error.js';

export const evaluationErrors = defineErrors({
  'scheme.noneInForce': {
    status: 422,
    zh: '{day} 没有适用于“{group}”的考核方案，无法计分。请先由审管办起草方案、经考评委员会通过。',
    en: 'No scheme for “{group}” is in force on {day}, so nothing can be scored. Have the trial management office draft one and the evaluation committee adopt it.',
  },
  'scheme.notYaml': {
    status: 422,
    zh: '方案不是有效的 YAML，未保存。请按所列位置核对缩进和冒号后重新提交。',
    en: 'The scheme is not valid YAML and was not saved. Check indentation and colons where listed and submit again.',
  },
  'scheme.noText': {
    status: 400,
    zh: '没有方案正文，也没有指明以哪个版本为基础。请提供其中之一。',
    en: 'There is neither a text nor a version to start from. Give one of them.',
  },
  'scheme.noId': {
    status: 422,
    zh: '新方案的正文没有写明 id，无法建立草稿。请在第一行写明，如 id: judge-civil。',
    en: 'The new scheme’s text states no id, so no draft can be made. State it in the first line, e.g. id: judge-civil.',
  },
  'scheme.notNewer': {
    status: 409,
    zh: '方案“{id}”已有第 {version} 版。方案只增不改，请把版本号改为更大的数。',
    en: 'Scheme “{id}” already stands at version {version}. Schemes are added, never rewritten; give a higher version number.',
  },
  'scheme.notEditable': {
    status: 409,
    zh: '第 {version} 版现为“{status}”，正文不能再改。请以此为基础新建草稿；已提请审议的，先退回编辑。',
    en: 'Version {version} is “{status}” and its text no longer changes. Make a new draft from it; one handed to the committee can be taken back first.',
  },
  'scheme.notReady': {
    status: 422,
    zh: '这一版本还有 {count} 项不具备，未办理。请按所列补齐后再来。',
    en: '{count} thing(s) are still missing for this step; nothing was done. Complete those listed, then come back.',
  },
  'scheme.ownWork': {
    status: 403,
    zh: '您参与了这一版本的起草，不能由您登记通过。请由另一位委员办理。',
    en: 'You took part in drafting this version, so you cannot record its adoption. Have another member do it.',
  },
  'scheme.headerMoved': {
    status: 422,
    zh: '草稿属于方案“{id}”第 {version} 版，正文写的却是别的编号或版本，未保存。请改回，或另建新方案。',
    en: 'The draft is version {version} of “{id}”, but its text names another id or version; it was not saved. Put them back, or start a new scheme.',
  },
  'period.unreadable': {
    status: 400,
    zh: '“{period}”不是考核期。请写作 2026-10、2026Q3、2026H1 或 2026。',
    en: '“{period}” is not an evaluation period. Write 2026-10, 2026Q3, 2026H1 or 2026.',
  },
});
