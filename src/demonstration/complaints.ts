import { addDays, type Day } from '../kernel/day.js';
import type { CaseFile } from './case-file.js';
import type { CourtCalendar } from './court-calendar.js';
import type { CaseloadPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { Staff } from './staff.js';
import type { ComplaintRow, MeritRow } from './world.types.js';

const COMPLAINTS: Record<string, string> = {
  'W-01': '反映接待时态度生硬、用语不当',
  'W-02': '反映案件久拖不决，多次询问无进展',
  'W-03': '反映未按规定送达、未告知合议庭组成人员',
};
const PETITIONS: Record<string, string> = { 'W-05': '对裁判（执行）结果不服，到信访窗口反映', 'W-06': '多名当事人共同到访反映同一批案件' };

/** Complaints and petitions on closed cases; unhurried and careful judges draw fewer. */
export function complaintsAbout({ row, arrival, late }: CaseFile, plan: CaseloadPlan, calendar: CourtCalendar, lastDay: Day): ComplaintRow[] {
  const draw = new Draw(`${plan.seed}|complaint|${row.caseNumber}`);
  const { judge } = arrival.assigned!;
  const rows: ComplaintRow[] = [];
  const receive = (kind: ComplaintRow['kind'], code: string, summary: string) => {
    const receivedOn = calendar.onOrAfter(addDays(row.closedOn!, draw.int(3, 70)));
    if (receivedOn > lastDay) return;
    const verifiedOn = calendar.after(receivedOn, draw.int(10, 32));
    const drawn = draw.among({ upheld: plan.complaints.upheld, partlyUpheld: plan.complaints.partlyUpheld, unfounded: plan.complaints.unfounded });
    const verified = verifiedOn <= lastDay;
    rows.push({
      id: recordId(receivedOn, kind, row.caseNumber, code),
      courtId: row.courtId,
      caseId: row.id,
      personId: judge.id,
      code,
      kind,
      receivedOn,
      result: verified ? drawn : 'pending',
      verifiedOn: verified ? verifiedOn : null,
      summary: `${summary}（示例）`,
    });
  };
  if (draw.chance(Math.round((plan.complaints.rate * judge.traits.slips) / 1000) + (late ? 40 : 0))) {
    const code = late ? 'W-02' : draw.among({ 'W-01': 380, 'W-02': 390, 'W-03': 230 });
    receive('complaint', code, COMPLAINTS[code]!);
  }
  if (draw.chance(Math.round((plan.complaints.petitions * judge.traits.appeals) / 1000))) {
    const code = draw.among({ 'W-05': 930, 'W-06': 70 });
    receive('petition', code, PETITIONS[code]!);
  }
  return rows;
}

const MERITS: { share: number; code: string; evidence: string; points: string }[] = [
  { share: 20, code: 'G-01', evidence: '江城市中级人民法院典型案例通报（示例）', points: '2.00' },
  { share: 14, code: 'G-03', evidence: '区委政法委简报及考评委员会表决记录（示例）', points: '2.00' },
  { share: 16, code: 'G-04', evidence: '考评委员会表决记录（示例）', points: '1.50' },
  { share: 6, code: 'G-05', evidence: '江城市中级人民法院推广通知（示例）', points: '2.00' },
  { share: 24, code: 'G-06', evidence: '本院优秀裁判文书证书（示例）', points: '1.00' },
  { share: 20, code: 'G-07', evidence: '息诉罢访协议及六个月无信访记录（示例）', points: '1.50' },
];

/** 加分申报: a few judges with a good pen or a hand for settling file most of them. */
export function meritOf({ row, arrival, manner }: CaseFile, plan: CaseloadPlan, calendar: CourtCalendar, staff: Staff, lastDay: Day): MeritRow | null {
  const draw = new Draw(`${plan.seed}|merit|${row.caseNumber}`);
  const { judge, unit } = arrival.assigned!;
  const skill = manner === 'mediated' ? judge.traits.settles : judge.traits.pen;
  if (!draw.chance(Math.max(1, Math.round((plan.merits.rate * (skill - 700)) / 300)))) return null;
  const { code, evidence, points } = draw.byShare(MERITS);
  const claimedOn = calendar.onOrAfter(addDays(row.closedOn!, draw.int(30, 120)));
  if (claimedOn > lastDay) return null;
  const approvedOn = calendar.after(claimedOn, draw.int(8, 25));
  const approved = approvedOn <= lastDay && draw.chance(860);
  return {
    id: recordId(claimedOn, 'merit', row.caseNumber),
    courtId: row.courtId,
    caseId: row.id,
    personId: judge.id,
    code,
    evidence,
    points,
    claimedOn,
    approvedOn: approved ? approvedOn : null,
    approverId: approved ? (staff.leaderOf(unit)?.id ?? null) : null,
  };
}
