import type { Actor } from '../kernel/actor.js';
import type { Sentence } from '../kernel/domain-error.js';
import { fromHundredths } from '../kernel/exact.js';
import type { AuditTrail } from '../platform/audit/audit-trail.js';
import type { Database } from '../platform/database/database.js';
import type { StoredValue } from '../platform/database/stored-value.js';
import { newId } from '../platform/ids.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { frozenFaults } from './counted-periods.js';
import { rowFaults, type CellPlace, type RowFault } from './import-faults.js';
import type { FieldName } from './import-mapping.js';
import { contentOf, type CaseContent, type RegisteredCase } from './import-register.js';
import type { ImportRecord } from './import-rows.js';

/** What a file changes in one case of the register. */
export interface CaseUpdate {
  record: ImportRecord;
  registered: RegisteredCase;
  fields: FieldName[];
}

export const FIELD_WORDS: Readonly<Record<FieldName, Sentence>> = {
  nature: { zh: '案件性质', en: 'nature' },
  cause: { zh: '案由', en: 'cause' },
  procedure: { zh: '适用程序', en: 'procedure' },
  weight: { zh: '权重', en: 'weight' },
  intakeOn: { zh: '收案日期', en: 'intake' },
  hearingOn: { zh: '开庭日期', en: 'hearing' },
  closedOn: { zh: '结案日期', en: 'closing' },
  effectiveOn: { zh: '生效日期', en: 'effect' },
  limitOn: { zh: '审限届满日期', en: 'limit' },
  deductedDays: { zh: '扣除审限天数', en: 'days deducted' },
  division: { zh: '承办部门', en: 'division' },
  responsibleJudge: { zh: '承办人', en: 'responsible judge' },
  presidingJudge: { zh: '审判长', en: 'presiding judge' },
  panel: { zh: '合议庭成员', en: 'panel' },
  judgeAssistant: { zh: '法官助理', en: 'judge’s assistant' },
  clerk: { zh: '书记员', en: 'clerk' },
  closingManner: { zh: '结案方式', en: 'manner of closing' },
  outcome: { zh: '裁判结果', en: 'outcome' },
  appealable: { zh: '可上诉', en: 'open to appeal' },
  parties: { zh: '当事人', en: 'parties' },
  claimed: { zh: '标的额', en: 'amount claimed' },
  realised: { zh: '到位金额', en: 'amount realised' },
};

/** Nothing is counted from these, so that they may be completed whatever period is frozen. */
const NEVER_COUNTED: ReadonlySet<FieldName> = new Set<FieldName>(['hearingOn', 'effectiveOn', 'outcome', 'parties']);

/** Columns of the case's own row; the other fields are seats. */
const COLUMNS: Readonly<Partial<Record<FieldName, string>>> = {
  nature: 'nature', cause: 'cause', procedure: 'procedure', weight: 'weight', intakeOn: 'intake_on', hearingOn: 'hearing_on', closedOn: 'closed_on', effectiveOn: 'effective_on', limitOn: 'limit_on',
  deductedDays: 'deducted_days', division: 'division_id', responsibleJudge: 'responsible_judge_id', clerk: 'clerk_id', closingManner: 'closing_manner', outcome: 'outcome', appealable: 'appealable',
  parties: 'parties', claimed: 'claimed', realised: 'realised',
};
const SEATS: readonly FieldName[] = ['presidingJudge', 'panel', 'judgeAssistant'];
const ROLE_OF: Readonly<Partial<Record<FieldName, string>>> = { presidingJudge: 'presidingJudge', panel: 'panelMember', judgeAssistant: 'judgeAssistant' };

/** Fields the file really fills and fills otherwise than the register: a blank cell never clears what is registered. */
export function changedFields(record: ImportRecord, registered: CaseContent): FieldName[] {
  const file = contentOf(record);
  return [...record.given].filter((field) => file[field] !== '' && file[field] !== registered[field]);
}

/**
 * Why an update may not be made, or nothing. A case that counted in a closed period keeps what was counted; a case that
 * has a judge changes hands by a transfer, which has its own record.
 */
export function whyNot(update: CaseUpdate, place: CellPlace, closed: readonly EvaluationPeriod[]): RowFault[] {
  const { record, registered: { content }, fields } = update;
  const faults: RowFault[] = [];
  if (fields.includes('responsibleJudge') && content.responsibleJudge !== '') faults.push(rowFaults.judgeChanged(place));
  if (fields.some((field) => !NEVER_COUNTED.has(field))) {
    const days = { before: content.closedOn || null, closedOn: record.closedOn, ...(fields.includes('intakeOn') ? { intakeBefore: content.intakeOn, intakeOn: record.intakeOn } : {}) };
    const [frozen] = frozenFaults(closed, days);
    if (frozen) faults.push(rowFaults.frozen(place, fields.map((field) => FIELD_WORDS[field]), frozen));
  }
  const closedOn = record.closedOn ?? (content.closedOn || null);
  if (closedOn !== null && closedOn < record.intakeOn) faults.push(rowFaults.dateOrder({ ...place, value: closedOn }, 'date.order', record.intakeOn));
  return faults;
}

/** The word of the dry run: what will change from what to what. */
export function updateNote({ record, registered, fields }: CaseUpdate, place: CellPlace, names: ReadonlyMap<string, string>): RowFault {
  const file = contentOf(record);
  const said = fields.map((field) => ({ words: FIELD_WORDS[field], from: shown(field, registered.content[field], names), to: shown(field, file[field], names) }));
  return rowFaults.willUpdate(place, {
    zh: `将更新 ${fields.length} 项：${said.map(({ words, from, to }) => `${words.zh} ${from || '空'} → ${to}`).join('；')}。`,
    en: `${fields.length} field(s) will be updated: ${said.map(({ words, from, to }) => `${words.en} ${from || 'blank'} → ${to}`).join('; ')}.`,
  });
}

/** Writes one update with what stood before in the trail; `false` when the case was changed meanwhile. Joins the open transaction. */
export async function writeUpdate(
  database: Database, audit: AuditTrail, who: Actor, { record, registered, fields }: CaseUpdate, given: { courtId: string; at: string; source: string; personIds: ReadonlyMap<string, string> },
): Promise<boolean> {
  const file = contentOf(record);
  const personId = (value: string): string => (value.startsWith('new ') ? given.personIds.get(value.slice('new '.length))! : value);
  const columns = fields.flatMap((field) => (COLUMNS[field] ? [[COLUMNS[field], stored(field, personId(file[field]))] as const] : []));
  const values: Record<string, StoredValue> = Object.fromEntries(columns);
  const assignments = [...columns.map(([column]) => `\`${column}\` = :${column}`), 'version = version + 1', 'updated_at = :at'].join(', ');
  await database.rows(`UPDATE court_case SET ${assignments} WHERE id = :id AND version = :version`, { ...values, at: given.at, id: registered.id, version: registered.version });
  const [now] = await database.rows<{ version: number | string }>('SELECT version FROM court_case WHERE id = :id', { id: registered.id });
  if (Number(now?.version) !== registered.version + 1) return false;
  for (const field of SEATS.filter((one) => fields.includes(one))) {
    const role = ROLE_OF[field]!;
    await database.rows('DELETE FROM case_participant WHERE case_id = :id AND role = :role', { id: registered.id, role });
    const people = field === 'panel' ? record.panel : [field === 'presidingJudge' ? record.presidingJudge : record.judgeAssistant];
    for (const person of people)
      if (person)
        await database.rows('INSERT INTO case_participant (id, court_id, case_id, person_id, role) VALUES (:seat, :court, :id, :person, :role)', {
          seat: newId(), court: given.courtId, id: registered.id, person: person.id ?? given.personIds.get(person.name)!, role,
        });
  }
  const pick = (content: CaseContent): Record<string, string> => Object.fromEntries(fields.map((field) => [field, shown(field, content[field], new Map())]));
  audit.record(who, { action: 'case.importUpdated', subjectKind: 'case', subjectId: registered.id, before: pick(registered.content), after: pick(file), reason: given.source });
  return true;
}

const HUNDREDTHS: ReadonlySet<FieldName> = new Set<FieldName>(['weight', 'claimed', 'realised']);

function shown(field: FieldName, value: string, names: ReadonlyMap<string, string>): string {
  if (value === '') return '';
  if (HUNDREDTHS.has(field)) return fromHundredths(value).toFixed(2);
  return value.split(' ').map((part) => names.get(part) ?? part).join(' ').replace(/^new /, '');
}

function stored(field: FieldName, value: string): StoredValue {
  if (field === 'appealable') return value === 'yes' ? 1 : 0;
  return value;
}
