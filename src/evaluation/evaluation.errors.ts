import { defineErrors } from '../kernel/domain-error.js';

export const evaluationErrors = defineErrors({
  'scheme.noneInForce': {
    status: 422,
    zh: '{day} 没有适用于“{group}”的考核方案，无法计分。请先由审管办登记方案并写明决定文号。',
    en: 'No scheme for “{group}” is in force on {day}, so nothing can be scored. Have the trial management office record one with its resolution.',
  },
  'scheme.notYaml': {
    status: 422,
    zh: '方案不是有效的 YAML：{reason}。请核对缩进和冒号后重新提交。',
    en: 'The scheme is not valid YAML: {reason}. Check indentation and colons and submit again.',
  },
  'scheme.notNewer': {
    status: 409,
    zh: '方案“{id}”已有第 {version} 版。方案只增不改，请把版本号改为更大的数。',
    en: 'Scheme “{id}” already stands at version {version}. Schemes are added, never rewritten; give a higher version number.',
  },
  'period.unreadable': {
    status: 400,
    zh: '“{period}”不是考核期。请写作 2026-10、2026Q3、2026H1 或 2026。',
    en: '“{period}” is not an evaluation period. Write 2026-10, 2026Q3, 2026H1 or 2026.',
  },
});
