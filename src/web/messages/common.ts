const zh = {
  loading: '正在读取…', retry: '重试', reason: '理由', reasonMissing: '请写明理由，它将记入审计日志。', submitting: '正在提交…', save: '保存', request: '请求编号 {id}', cancel: '取消', close: '关闭', print: '打印', export: '导出', exportXlsx: '导出 XLSX', exportCsv: '导出 CSV', example: '示例', exampleWhy: '示例数据，不对应任何真实法院和个人',
  serious: '严重', minor: '一般', clear: '清除筛选', hiddenByFilter: '{count} 条被筛选隐藏', filterHides: '没有符合筛选条件的记录。', columns: '列', pageOf: '第 {page} / {pages} 页，共 {total} 条', previous: '上一页', next: '下一页', perPage: '每页 {n} 条',
  chart: '图', table: '表格', exportSvg: '导出 SVG', printedBy: '打印人 {name} · {at}', asOf: '数据截至 {at}', filter: '筛选：{text}', daysLeft: '剩 {n} 个自然日', dueToday: '今天到期', overdueBy: '已过 {n} 天', none: '–', notApplicable: '不适用',
  previousPeriod: '上一期', nextPeriod: '下一期', choosePeriod: '选择考核期', chooseGroup: '选择同岗组', groupSize: '{title}（{n}人）', digest: '摘要 {digest}', year: '{y}年', month: '{y}年{m}月', quarter: '{y}年第{q}季度', half: '{y}年{h}', firstHalf: '上半年', secondHalf: '下半年', dayInProse: '{m}月{d}日',
  'period.open': '进行中', 'period.closed': '已冻结', 'period.published': '已公布',
  'status.draft': '草稿', 'status.open': '进行中', 'status.mine': '待我办', 'status.overdue': '已逾期', 'status.contestable': '可复议', 'status.contested': '复议中', 'status.corrected': '已更正', 'status.settled': '已定', 'status.provisional': '暂定', 'status.frozen': '已冻结', 'status.published': '公示中',
};
const en: Record<keyof typeof zh, string> = {
  loading: 'Loading…', retry: 'Try again', reason: 'Reason', reasonMissing: 'Give a reason; it goes into the audit trail.', submitting: 'Submitting…', save: 'Save', request: 'Request {id}', cancel: 'Cancel', close: 'Close', print: 'Print', export: 'Export', exportXlsx: 'Export XLSX', exportCsv: 'Export CSV', example: 'Example', exampleWhy: 'Example data; no real court or person',
  serious: 'Serious', minor: 'Minor', clear: 'Clear filters', hiddenByFilter: '{count} hidden by the filter', filterHides: 'Nothing matches the filter.', columns: 'Columns', pageOf: 'Page {page} of {pages}, {total} in all', previous: 'Previous', next: 'Next', perPage: '{n} a page',
  chart: 'Chart', table: 'Table', exportSvg: 'Export SVG', printedBy: 'Printed by {name} · {at}', asOf: 'As of {at}', filter: 'Filter: {text}', daysLeft: '{n} days left', dueToday: 'due today', overdueBy: '{n} days overdue', none: '–', notApplicable: 'not applicable',
  previousPeriod: 'Previous period', nextPeriod: 'Next period', choosePeriod: 'Choose a period', chooseGroup: 'Choose a same-post group', groupSize: '{title} ({n})', digest: 'Digest {digest}', year: '{y}', month: '{y}-{m}', quarter: '{y} Q{q}', half: '{y} {h}', firstHalf: 'first half', secondHalf: 'second half', dayInProse: '{m}-{d}',
  'period.open': 'Open', 'period.closed': 'Frozen', 'period.published': 'Published',
  'status.draft': 'Draft', 'status.open': 'In progress', 'status.mine': 'Waiting for me', 'status.overdue': 'Overdue', 'status.contestable': 'Open to reconsideration', 'status.contested': 'Under reconsideration', 'status.corrected': 'Corrected', 'status.settled': 'Settled', 'status.provisional': 'Provisional', 'status.frozen': 'Frozen', 'status.published': 'Published',
};
export const common = { zh, en };
