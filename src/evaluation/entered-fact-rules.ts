import { isDay, type Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { readDecimal } from '../rules/scheme/facts.js';
import type { EnterableFact } from './dto/entered-fact.dto.js';

/** What somebody wants to record, before it is known to be right. */
export interface FactClaim {
  fact: string;
  personId?: string;
  divisionId?: string;
  period: string;
  value?: string;
  weight?: string;
  points?: string;
  clause?: string;
  label?: string;
  day?: string;
  approvedBy?: string;
  evidence?: string;
  files?: readonly unknown[];
  none?: boolean;
}

export type ClaimField = 'fact' | 'person' | 'unit' | 'period' | 'value' | 'weight' | 'points' | 'clause' | 'label' | 'day' | 'approvedBy' | 'evidence';

/** One thing wrong: in which field, what, and what to do about it. */
export interface ClaimFault {
  field: ClaimField;
  what: Sentence;
  fix: Sentence;
}

const MOST = new Decimal('1000000000000');

/**
 * Every fault of one claim at once. The fact's shape says which fields are read: a number or text its value; an event
 * its clause, words, day and points; a piece its mark and weight. A field that would not be read is a fault, too, so
 * that nothing typed is passed over in silence.
 */
export function claimFaults(claim: FactClaim, fact: EnterableFact | undefined): ClaimFault[] {
  const faults: ClaimFault[] = [];
  const add = (field: ClaimField, zh: string, en: string, fixZh: string, fixEn: string): void => {
    faults.push({ field, what: { zh, en }, fix: { zh: fixZh, en: fixEn } });
  };
  const period = parsePeriod(claim.period);
  if (!period) add('period', `“${claim.period}”不是考核期。`, `“${claim.period}” is not an evaluation period.`, '请写作 2026-10、2026Q3、2026H1 或 2026。', 'Write 2026-10, 2026Q3, 2026H1 or 2026.');
  if (!fact) {
    add('fact', `没有可手工登记的事实“${claim.fact}”。`, `There is no hand-entered fact “${claim.fact}”.`, '请从方案自报的事实中选用。', 'Choose one that a scheme declares.');
    return faults;
  }
  whose(claim, fact, add);
  if (claim.none) {
    if (fact.shape === 'number' || fact.shape === 'text') add('value', '“本期没有”只用于逐项事件和逐件分数。', '“None in this period” is for events and pieces only.', '请填写数值。', 'Give the value.');
    for (const field of ['value', 'weight', 'points', 'clause', 'label', 'day'] as const) if (claim[field]) unread(field, add);
  } else {
    shaped(claim, fact, period, add);
  }
  if (fact.evidence === 'required' && !claim.evidence && !claim.files?.length) {
    add('evidence', '这项事实必须有依据。', 'This fact needs evidence.', '请写明依据或附上文件。', 'State the evidence or attach a file.');
  }
  return faults;
}

type Add = (field: ClaimField, zh: string, en: string, fixZh: string, fixEn: string) => void;

function whose(claim: FactClaim, fact: EnterableFact, add: Add): void {
  if (claim.none && !claim.personId && !claim.divisionId) return;
  if (fact.per === 'person') {
    if (!claim.personId) add('person', '没有写明是谁的。', 'It does not say whose it is.', '请写明人员。', 'Name the person.');
    if (claim.divisionId) add('unit', '这项事实记在个人名下。', 'This fact belongs to a person.', '请不要填写单位。', 'Leave the unit empty.');
  } else {
    if (!claim.divisionId) add('unit', '没有写明是哪个单位的。', 'It does not say which unit’s it is.', '请写明单位。', 'Name the unit.');
    if (claim.personId) add('person', '这项事实记在单位名下。', 'This fact belongs to a unit.', '请不要填写人员。', 'Leave the person empty.');
  }
}

function shaped(claim: FactClaim, { shape }: EnterableFact, period: EvaluationPeriod | null, add: Add): void {
  const read: Record<EnterableFact['shape'], readonly ClaimField[]> = {
    number: ['value'],
    text: ['value'],
    events: ['clause', 'label', 'day', 'points', 'approvedBy'],
    pieces: ['value', 'weight', 'label', 'day'],
  };
  for (const field of ['value', 'weight', 'points', 'clause', 'label', 'day', 'approvedBy'] as const) if (claim[field] && !read[shape].includes(field)) unread(field, add);
  if (shape !== 'events' && !claim.value) add('value', '没有填写值。', 'The value is empty.', '请填写。', 'Fill it in.');
  if (shape !== 'text' && claim.value) decimal('value', claim.value, add);
  if (claim.weight && decimal('weight', claim.weight, add)?.lte(0)) add('weight', '权重应大于零。', 'A weight is above zero.', '请更正。', 'Correct it.');
  const points = claim.points ? decimal('points', claim.points, add) : null;
  if (points && (points.lt(0) || points.dp() > 2)) add('points', '分值不带正负号，最多两位小数。', 'Points carry no sign and two places at most.', '加还是扣由方案决定，请更正。', 'Whether they are added or taken off is the scheme’s to say; correct it.');
  if (shape === 'events') {
    if (!claim.label) add('label', '没有写明事由。', 'It does not say what happened.', '请用一句话写明。', 'Say it in one sentence.');
    if (!claim.clause) add('clause', '没有写明条款。', 'It names no clause.', '请写明所依条款的编号。', 'Name the clause it falls under.');
    if (!claim.day) add('day', '没有写明日期。', 'It has no day.', '请写明发生或认定的日期。', 'State the day it happened or was established.');
  }
  if (claim.day) dayWithin(claim.day, period, add);
}

function decimal(field: 'value' | 'weight' | 'points', text: string, add: Add): Decimal | null {
  const value = readDecimal(text);
  if (!value || value.abs().gte(MOST) || value.dp() > 6) {
    add(field, `“${text}”不是可用的数字。`, `“${text}” is not a usable number.`, '请写作 12 或 12.50，最多六位小数。', 'Write 12 or 12.50, six places at most.');
    return null;
  }
  return value;
}

function dayWithin(day: Day, period: EvaluationPeriod | null, add: Add): void {
  if (!isDay(day)) add('day', `“${day}”不是日期。`, `“${day}” is not a day.`, '请写作 2026-10-31。', 'Write 2026-10-31.');
  else if (period && (day < period.from || day >= period.until)) {
    add('day', `${day} 不在考核期 ${period.key} 内。`, `${day} lies outside ${period.key}.`, '请核对日期或考核期。', 'Check the day or the period.');
  }
}

function unread(field: ClaimField, add: Add): void {
  add(field, '这项事实不读取此栏。', 'This fact does not read this field.', '请清空，或核对所选的事实。', 'Empty it, or check which fact was chosen.');
}
