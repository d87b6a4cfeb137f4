import type { Language } from '../kernel/domain-error.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { DesignationRow } from './dto/designation.dto.js';
import type { FairnessView } from './dto/fairness.dto.js';
import type { PoolRow } from './dto/pool.dto.js';
import type { RunCaseRow, RunView } from './dto/run.dto.js';
import type { TransferRow } from './dto/transfer.dto.js';
import { GROUND_WORDS, NATURE_WORDS, RECUSAL_WORDS, RULE_WORDS, SCOPE_WORDS, SETTLED_WORDS, say } from './words.js';

interface Column<Row> {
  zh: string;
  en: string;
  of: (row: Row, language: Language) => string;
}

function table<Row>(title: { zh: string; en: string }, columns: readonly Column<Row>[], rows: readonly Row[], language: Language): OutgoingTable {
  return { title: title[language], head: columns.map((column) => column[language]), rows: rows.map((row) => columns.map(({ of }) => of(row, language))) };
}

const yes = (flag: boolean, language: Language): string => (flag ? (language === 'zh' ? '是' : 'yes') : '');

/** The pool as it stands on the screen, row for row. */
export function poolTable(rows: readonly PoolRow[], language: Language): OutgoingTable {
  return table<PoolRow>(
    { zh: '待分案池', en: 'Intake pool' },
    [
      { zh: '案号', en: 'Case number', of: ({ caseNumber }) => caseNumber },
      { zh: '性质', en: 'Nature', of: ({ nature }) => say(NATURE_WORDS, nature, language) },
      { zh: '案由', en: 'Cause', of: ({ cause }) => cause },
      { zh: '程序', en: 'Procedure', of: ({ procedure }) => procedure ?? '' },
      { zh: '权重', en: 'Weight', of: ({ weight }) => weight },
      { zh: '收案日期', en: 'Intake', of: ({ intakeOn }) => intakeOn },
      { zh: '等待天数', en: 'Days waiting', of: ({ waitingDays }) => String(waitingDays) },
      { zh: '急案', en: 'Urgent', of: ({ urgent }) => yes(urgent, language) },
      { zh: '专业', en: 'Specialism', of: ({ requires }) => requires ?? '' },
      { zh: '辖区', en: 'Area', of: ({ area }) => area ?? '' },
      { zh: '限于', en: 'Only', of: ({ units }) => units.map(({ name }) => name).join('、') },
      { zh: '回避', en: 'Recused', of: ({ recusals }) => recusals.map(({ name, kind }) => `${name}（${say(RECUSAL_WORDS, kind, language)}）`).join('、') },
      { zh: '指定', en: 'Designated', of: ({ designation }) => (designation ? `${designation.judge}（${say(SETTLED_WORDS, designation.status, language)}）` : '') },
      { zh: '退回次数', en: 'Given back', of: ({ returned }) => (returned ? String(returned) : '') },
    ],
    rows,
    language,
  );
}

/** A run's sheet: every decision, and before them in the first lines what the run was. */
export function runTable(run: RunView, cases: readonly RunCaseRow[], language: Language): OutgoingTable {
  const zh = language === 'zh';
  const title = zh ? '分案批次' : 'Assignment run';
  const head = zh ? ['抽签位次', '案号', '案由', '权重', '庭室', '法官', '阶段'] : ['Place', 'Case number', 'Cause', 'Weight', 'Unit', 'Judge', 'Phase'];
  const lines = [
    [zh ? `${run.day} ${say(NATURE_WORDS, run.nature, language)} 第 ${run.round ?? '—'} 轮` : `${run.day} ${say(NATURE_WORDS, run.nature, language)} round ${run.round ?? '—'}`],
    [zh ? `规则：${say(RULE_WORDS, run.rule, language)}；基数：${run.base ?? '—'}；已分 ${run.assigned ?? 0} 件，未分 ${run.unassigned ?? 0} 件` : `Rule: ${say(RULE_WORDS, run.rule, language)}; base ${run.base ?? '—'}; ${run.assigned ?? 0} assigned, ${run.unassigned ?? 0} not`],
    [zh ? `种子摘要：${run.commitment}` : `Commitment: ${run.commitment}`],
    [zh ? `种子：${run.seed ?? '提交后公布'}；输入摘要：${run.inputDigest ?? '—'}；结果摘要：${run.resultDigest ?? '—'}` : `Seed: ${run.seed ?? 'published with the commit'}; inputs ${run.inputDigest ?? '—'}; result ${run.resultDigest ?? '—'}`],
  ].map((line) => head.map((_, index) => line[index] ?? ''));
  const rows = cases.map((one) => [String(one.place), one.caseNumber, one.cause, one.weight, one.unit, one.judge, one.phaseLabel[language]]);
  return { title, head, rows: [...rows, ...lines] };
}

export function designationTable(rows: readonly DesignationRow[], language: Language): OutgoingTable {
  return table<DesignationRow>(
    { zh: '指定分案台账', en: 'Designations' },
    [
      { zh: '案号', en: 'Case number', of: ({ caseNumber }) => caseNumber },
      { zh: '案由', en: 'Cause', of: ({ cause }) => cause },
      { zh: '范围', en: 'Scope', of: ({ scope }) => say(SCOPE_WORDS, scope, language) },
      { zh: '理由', en: 'Reason', of: ({ reason }) => reason },
      { zh: '法官', en: 'Judge', of: ({ judge }) => judge },
      { zh: '庭室', en: 'Unit', of: ({ division }) => division },
      { zh: '提请人', en: 'Proposed by', of: ({ proposedBy }) => proposedBy },
      { zh: '提请时间', en: 'Proposed at', of: ({ proposedAt }) => proposedAt },
      { zh: '状态', en: 'State', of: ({ status }) => say(SETTLED_WORDS, status, language) },
      { zh: '批准人', en: 'Decided by', of: ({ decidedBy }) => decidedBy ?? '' },
      { zh: '批准时间', en: 'Decided at', of: ({ decidedAt }) => decidedAt ?? '' },
      { zh: '批示', en: 'Remark', of: ({ decisionReason }) => decisionReason ?? '' },
      { zh: '分出日期', en: 'Assigned on', of: ({ assignedOn }) => assignedOn ?? '' },
    ],
    rows,
    language,
  );
}

export function transferTable(rows: readonly TransferRow[], language: Language): OutgoingTable {
  return table<TransferRow>(
    { zh: '移送和退回', en: 'Transfers and returns' },
    [
      { zh: '种类', en: 'Kind', of: ({ kind }) => (kind === 'transfer' ? (language === 'zh' ? '移送' : 'transfer') : language === 'zh' ? '退回' : 'return') },
      { zh: '案号', en: 'Case number', of: ({ caseNumber }) => caseNumber },
      { zh: '案由', en: 'Cause', of: ({ cause }) => cause },
      { zh: '原承办人', en: 'From', of: ({ from }) => from },
      { zh: '原庭室', en: 'Unit', of: ({ fromDivision }) => fromDivision },
      { zh: '接收人', en: 'To', of: ({ to }) => to ?? '' },
      { zh: '缘由', en: 'Ground', of: ({ ground }) => say(GROUND_WORDS, ground, language) },
      { zh: '理由', en: 'Reason', of: ({ reason }) => reason },
      { zh: '申请人', en: 'Asked by', of: ({ requestedBy }) => requestedBy },
      { zh: '申请时间', en: 'Asked at', of: ({ requestedAt }) => requestedAt },
      { zh: '状态', en: 'State', of: ({ status }) => say(SETTLED_WORDS, status, language) },
      { zh: '决定人', en: 'Decided by', of: ({ decidedBy }) => decidedBy ?? '' },
      { zh: '决定时间', en: 'Decided at', of: ({ decidedAt }) => decidedAt ?? '' },
      { zh: '决定意见', en: 'Remark', of: ({ decisionReason }) => decisionReason ?? '' },
    ],
    rows,
    language,
  );
}

export function fairnessTable({ judges }: FairnessView, language: Language): OutgoingTable {
  return table<FairnessView['judges'][number]>(
    { zh: '分案公平性', en: 'Fairness of assignment' },
    [
      { zh: '法官', en: 'Judge', of: ({ name }) => name },
      { zh: '庭室', en: 'Unit', of: ({ unit }) => unit },
      { zh: '任务系数', en: 'Capacity', of: ({ capacity }) => capacity },
      { zh: '收案', en: 'Received', of: ({ received }) => String(received) },
      { zh: '结案', en: 'Closed', of: ({ closed }) => String(closed) },
      { zh: '收案权重', en: 'Received weight', of: ({ receivedWeight }) => receivedWeight },
      { zh: '结案权重', en: 'Closed weight', of: ({ closedWeight }) => closedWeight },
      { zh: '期初存案', en: 'Backlog before', of: ({ backlogBefore }) => String(backlogBefore) },
      { zh: '期末存案', en: 'Backlog after', of: ({ backlogAfter }) => String(backlogAfter) },
      { zh: '疑难', en: 'Difficult', of: ({ difficult }) => String(difficult) },
      { zh: '疑难占比%', en: 'Difficult %', of: ({ difficultShare }) => difficultShare },
      { zh: '指定', en: 'Designated', of: ({ designated }) => String(designated) },
      { zh: '指定占比%', en: 'Designated %', of: ({ designatedShare }) => designatedShare },
      { zh: '移入', en: 'Transferred in', of: ({ transferredIn }) => String(transferredIn) },
      { zh: '移出', en: 'Transferred out', of: ({ transferredOut }) => String(transferredOut) },
    ],
    judges,
    language,
  );
}
