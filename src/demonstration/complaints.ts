import { addDays, type Day } from '../kernel/day.js';
import { enterExtras, priceComplaint, type PointLine, type Verdict } from '../rules/conduct-points.js';
import { inForce, itemOf, type ConductTable } from '../rules/conduct-table.js';
import type { CaseFile } from './case-file.js';
import type { CourtCalendar } from './court-calendar.js';
import type { CaseloadPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { Staff } from './staff.js';
import type { ComplaintDraft, ComplaintRow, MeritDraft, MeritRow } from './world.types.js';

const COMPLAINTS: Record<string, string> = {
  'W-01': '反映接待时态度生硬、用语不当',
  'W-02': '反映案件久拖不决，多次询问无进展',
  'W-03': '反映未按规定送达、未告知合议庭组成人员',
};
const PETITIONS: Record<string, string> = { 'W-05': '对裁判（执行）结果不服，到信访窗口反映', 'W-06': '多名当事人共同到访反映同一批案件' };

/** Complaints and petitions on closed cases; unhurried and careful judges draw fewer. */
export function complaintsAbout({ row, arrival, late }: CaseFile, plan: CaseloadPlan, calendar: CourtCalendar, lastDay: Day): ComplaintDraft[] {
  const draw = new Draw(`${plan.seed}|complaint|${row.caseNumber}`);
  const { judge } = arrival.assigned!;
  const rows: ComplaintDraft[] = [];
  const receive = (kind: ComplaintDraft['kind'], code: string, summary: string) => {
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
      ...(kind === 'petition' ? { people: code === 'W-06' ? 8 : 1, level: code === 'W-05' ? 'court' : null } : { people: 1, level: null }),
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

const INVESTIGATORS = ['yanming', 'cuizheng'];
const COMPLAINANTS = ['周某', '吴某', '郑某', '王某某', '冯某', '陈某', '褚某某', '卫某'];
const CHANNELS_DRAWN = { visit: 420, letter: 230, telephone: 180, online: 120, superior: 50 } as const;

/** 台账: numbered by the day they came in, priced by the catalogue, each looked into by somebody of another unit. */
export function registered(drafts: readonly ComplaintDraft[], seed: string, table: ConductTable, calendar: CourtCalendar, staff: Staff, lastDay: Day): ComplaintRow[] {
  const numbers = new Map<string, number>();
  const settled = inForce(table.settled, lastDay)[0]!;
  return [...drafts]
    .sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : a.id < b.id ? -1 : 1))
    .map((row, index) => {
      const draw = new Draw(`${seed}|register|${row.id}`);
      const year = row.receivedOn.slice(0, 4);
      numbers.set(year, (numbers.get(year) ?? 0) + 1);
      const found = row.verifiedOn !== null;
      const answeredOn = found ? calendar.after(row.verifiedOn!, draw.int(1, 5)) : null;
      const soon = calendar.onOrAfter(addDays(row.receivedOn, draw.int(20, 90)));
      const settledOn = row.kind === 'petition' && draw.chance(400) && soon <= lastDay ? soon : null;
      const priced = found ? priceComplaint(itemOf(table.complaints, row.code, row.receivedOn)!, { verdict: row.result as Verdict, level: row.level, repeated: false, receivedOn: row.receivedOn, settledOn }, settled, row.kind === 'petition') : null;
      return {
        ...row, year: Number(year), number: numbers.get(year)!, state: !found ? 'assigned' : answeredOn! <= lastDay ? 'answered' : 'verified', channel: draw.among(CHANNELS_DRAWN), complainant: `${draw.pick(COMPLAINANTS)}（示例）`, words: `${row.summary}，请求核查并答复。`,
        investigatorId: staff.person(INVESTIGATORS[index % INVESTIGATORS.length]!).id, answeredOn: answeredOn !== null && answeredOn <= lastDay ? answeredOn : null, settledOn, points: priced?.points ?? null, lines: priced?.lines ?? null,
      };
    });
}

const MERIT_LEVELS: Readonly<Record<string, string>> = { 'G-01': 'prefecture', 'G-05': 'prefecture', 'G-06': 'court' };
const VOTED = ['G-03', 'G-04'];
const DECIDED_WITHIN = 45;

/** Numbered by the day of the claim; what was not approved in time was refused; what enters stands under “highest only” and the cap of the year. */
export function numberedMerits(drafts: readonly MeritDraft[], table: ConductTable, lastDay: Day): MeritRow[] {
  const numbers = new Map<string, number>();
  const entered = new Map<string, { entered: string; lines: PointLine[] }>();
  const capOf = (year: string): string | null => inForce(table.capPerYear, `${year}-12-31`)[0]?.value ?? null;
  for (const personId of new Set(drafts.map((row) => row.personId))) {
    const approved = drafts.flatMap(({ id, personId: holder, caseId, points, approvedOn }) => (holder === personId && approvedOn !== null ? [{ id, matter: caseId, points, approvedOn }] : []));
    for (const one of enterExtras(approved, capOf)) entered.set(one.id, one);
  }
  return [...drafts]
    .sort((a, b) => (a.claimedOn < b.claimedOn ? -1 : a.claimedOn > b.claimedOn ? 1 : a.id < b.id ? -1 : 1))
    .map((row) => {
      const year = row.claimedOn.slice(0, 4);
      numbers.set(year, (numbers.get(year) ?? 0) + 1);
      const state = row.approvedOn !== null ? 'approved' : addDays(row.claimedOn, DECIDED_WITHIN) < lastDay ? 'refused' : 'claimed';
      return {
        ...row, year: Number(year), number: numbers.get(year)!, state, level: MERIT_LEVELS[row.code] ?? null, grounds: `${row.evidence}，详见所附材料。`,
        resolution: state === 'approved' && VOTED.includes(row.code) ? `考评委决议〔${year}〕第${numbers.get(year)}号（示例）` : null, entered: entered.get(row.id)?.entered ?? null, lines: entered.get(row.id)?.lines ?? null,
      };
    });
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
export function meritOf({ row, arrival, manner }: CaseFile, plan: CaseloadPlan, calendar: CourtCalendar, staff: Staff, lastDay: Day): MeritDraft | null {
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
