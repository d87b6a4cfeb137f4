import type { Language } from '../../kernel/domain-error.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import type { Growth } from '../../rules/case-flow.js';
import type { CaseFlowRow, CaseFlowView } from './dto/flow.dto.js';

const HEAD = {
  zh: ['单位', '旧存', '新收', '结案', '未结（按日期）', '未结（登记）', '差额', '差额说明', '结案率%', '结收比%', '平均处理天数', '超12个月未结', '占未结%', '新收环比', '新收同比', '结案环比', '结案同比', '未结环比', '未结同比', '结案率较上期（百分点）', '结案率较去年同期（百分点）'],
  en: ['Unit', 'Opening', 'Received', 'Closed', 'Pending (by days)', 'Pending (registered)', 'Gap', 'Explanation', 'Closing rate %', 'Clearance %', 'Disposition days', 'Over 12 months', '% of pending', 'Received on period before', 'Received on year before', 'Closed on period before', 'Closed on year before', 'Pending on period before', 'Pending on year before', 'Closing rate on period before (points)', 'Closing rate on year before (points)'],
};
const BY = { zh: { division: '庭', judge: '法官', nature: '性质' }, en: { division: 'Division', judge: 'Judge', nature: 'Nature' } };

/** The case flow as it stands on the screen, row for row. */
export function flowTable(view: CaseFlowView, language: Language): OutgoingTable {
  const zh = language === 'zh';
  const grown = ({ base, percent }: Growth): string => (percent === null ? (zh ? '基数为 0' : 'base 0') : `${percent}% (${zh ? '基数' : 'base'} ${base})`);
  const row = (one: CaseFlowRow): string[] => [
    one.unit[language], String(one.opening), String(one.received), String(one.closed), String(one.pending), one.registered ? String(one.registered.pending) : '', String(one.gap), one.explanation?.words ?? '',
    one.closingRate ?? '', one.clearanceRate ?? '', one.dispositionDays === null ? '' : String(one.dispositionDays), String(one.overYear), one.overYearRate ?? '',
    ...(['received', 'closed', 'pending'] as const).flatMap((kind) => [grown(one.compared[kind].previous), grown(one.compared[kind].yearBefore)]),
    one.closingRateApart.previous ?? '', one.closingRateApart.yearBefore ?? '', ...one.ages.map(String),
  ];
  const ages = view.ageBands.map((band) => (zh ? `未结${band}个月` : `Pending ${band} months`));
  return { title: zh ? '收结存' : 'Case flow', head: [BY[language][view.by], ...HEAD[language].slice(1), ...ages], rows: [...view.rows, view.total].map(row) };
}
