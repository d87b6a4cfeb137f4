import { addDays, type Day } from '../kernel/day.js';
import type { CaseFile } from './case-file.js';
import type { CourtCalendar } from './court-calendar.js';
import type { CaseloadPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { DocumentRow, PublicationOfJudgmentRow } from './world.types.js';

const APPEAL_DAYS: Record<string, number> = { civil: 15, administrative: 15, criminal: 10 };
const NOT_ATTRIBUTABLE = ['二审出现新证据', '鉴定意见变更', '法律政策调整', '当事人二审期间达成和解'];
const ATTRIBUTABLE = ['基本事实认定不清', '适用法律不当', '违约责任计算有误', '遗漏诉讼请求'];

/** Appeal, its outcome, and the day of effect. Changes the case file: what happens after closing belongs to the same case. */
export function takeEffect(file: CaseFile, plan: CaseloadPlan, calendar: CourtCalendar, lastDay: Day): void {
  const { row, arrival } = file;
  if (!row.closedOn) return;
  const draw = new Draw(`${plan.seed}|effect|${row.caseNumber}`);
  const served = addDays(row.closedOn, draw.int(0, row.closingManner === 'judgment' ? 8 : 3));
  const effective = (day: Day) => (day <= lastDay ? day : null);
  if (!row.appealable) {
    row.effectiveOn = effective(served);
    return;
  }
  const days = APPEAL_DAYS[row.nature]!;
  const rate = Math.round(((plan.appeals.rate[row.nature] ?? 0) * (arrival.assigned?.judge.traits.appeals ?? 1000)) / 1000);
  const appealedOn = addDays(served, draw.int(Math.floor(days / 2), days));
  if (!draw.chance(rate) || appealedOn > lastDay) {
    row.effectiveOn = effective(addDays(served, days + 1));
    return;
  }
  const decidedOn = calendar.onOrAfter(addDays(appealedOn, draw.int(48, 112)));
  const outcome = draw.among(plan.appeals.outcomes);
  const decided = decidedOn <= lastDay;
  const overturned = outcome === 'changed' || outcome === 'partlyChanged' || outcome === 'remanded';
  // Whether a change is anybody's fault is settled by the review, some weeks after the file is back.
  const settled = decided && overturned && addDays(decidedOn, 40) <= lastDay;
  const attributable = settled ? draw.chance(plan.appeals.attributable) : null;
  file.appeal = {
    id: recordId(appealedOn, 'appeal', row.caseNumber),
    courtId: row.courtId,
    caseId: row.id,
    appealedOn,
    outcome: !decided ? 'pending' : outcome === 'appealWithdrawn' ? 'withdrawn' : outcome,
    decidedOn: decided ? decidedOn : null,
    attributable,
    reason: attributable === null ? null : draw.pick(attributable ? ATTRIBUTABLE : NOT_ATTRIBUTABLE),
  };
  row.effectiveOn = decided && outcome !== 'remanded' ? decidedOn : null;
}

/** 裁判文书公示: every judgment and ruling, unless exempt with a reason. */
export function publicationOf({ row, arrival }: CaseFile, document: DocumentRow, plan: CaseloadPlan, calendar: CourtCalendar, lastDay: Day): PublicationOfJudgmentRow | null {
  if (!row.effectiveOn || !row.closedOn) return null;
  const draw = new Draw(`${plan.seed}|publication|${row.caseNumber}`);
  const dueOn = calendar.after(row.effectiveOn, plan.publication.workingDays);
  const exemption = exemptionOf(document, arrival.cause.text) ?? (draw.chance(plan.publication.exempt) ? '涉及个人隐私，经分管副院长批准不予公示' : null);
  const drawn = draw.int(0, 999);
  const published =
    drawn < plan.publication.onTime
      ? calendar.after(row.effectiveOn, draw.int(1, plan.publication.workingDays))
      : drawn < plan.publication.onTime + plan.publication.late
        ? calendar.after(dueOn, draw.int(1, 15))
        : null;
  return {
    id: recordId(row.effectiveOn, 'publication', row.caseNumber),
    courtId: row.courtId,
    caseId: row.id,
    documentId: document.id,
    dueOn,
    publishedOn: exemption === null && published !== null && published <= lastDay ? published : null,
    exemption,
  };
}

function exemptionOf(document: DocumentRow, template: string): string | null {
  if (document.kind === 'mediation') return '以调解方式结案';
  return template === 'divorce' || template === 'support' ? '离婚诉讼或者涉及未成年子女抚养、监护' : null;
}
