import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../kernel/day.js';
import { Decimal } from '../kernel/exact.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { ConductBook } from '../conduct/conduct-book.js';
import { Complaint, ConductEntry, ConductEvidence, ConductStep, Honour } from '../conduct/conduct.entities.js';
import { RESULT_WORDS } from '../conduct/conduct-words.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { priceItem } from '../rules/conduct-points.js';
import { recordId } from './record-id.js';
import type { ComplaintRow, MeritRow, World } from './world.types.js';

const at = (day: Day, hour = 2): string => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const OBJECTION_DAYS = 5;
const AT_ONCE = 400;

interface EntryPlan {
  user: string;
  code: string;
  level?: string;
  points?: string;
  months?: number;
  happenedOn: Day;
  recordedOn: Day;
  facts: string;
  /** What the person said, and when; then what a second person decided. */
  said?: { act: 'acknowledged' | 'objected'; on: Day; words: string };
  decided?: { act: 'kept' | 'revoked'; on: Day; by: string; words: string };
}

const ENTRIES: EntryPlan[] = [
  { user: 'xulan', code: 'I-04', happenedOn: '2026-10-12', recordedOn: '2026-10-15', facts: '10月12日值班无故缺岗一次，未按规定请假（示例）', said: { act: 'acknowledged', on: '2026-10-16', words: '情况属实，今后注意。' } },
  { user: 'qinlang', code: 'I-01', happenedOn: '2026-09-18', recordedOn: '2026-09-22', facts: '缺席9月18日政治学习（示例）', said: { act: 'objected', on: '2026-09-24', words: '当日外出送达，已向庭长报告，有送达回证。' }, decided: { act: 'revoked', on: '2026-09-28', by: 'chenzhiyuan', words: '核对送达回证和外出登记，缺席有正当理由，予以撤销。' } },
  { user: 'shaojun', code: 'I-02', happenedOn: '2026-11-06', recordedOn: '2026-11-18', facts: '缺席11月6日支部党员大会，未请假（示例）', said: { act: 'objected', on: '2026-11-20', words: '当日开庭，庭前已向支部书记口头请假。' } },
  { user: 'jianglin', code: 'I-11', months: 6, happenedOn: '2026-08-31', recordedOn: '2026-09-03', facts: '驻石桥村工作队六个月期满，考核合格（示例）', said: { act: 'acknowledged', on: '2026-09-04', words: '确认。' } },
  { user: 'wantao', code: 'I-10', points: '2.00', happenedOn: '2026-07-21', recordedOn: '2026-07-24', facts: '执行中拒收当事人礼金并当场退回，有执法记录仪视频（示例）', said: { act: 'acknowledged', on: '2026-07-27', words: '确认。' } },
  { user: 'muran', code: 'I-03', level: 'court', happenedOn: '2026-11-13', recordedOn: '2026-11-19', facts: '文书上网整改逾期，被本院通报（示例）' },
  // 纪律事项：只有本人和纪检监察员看得见 / a matter for discipline
  { user: 'luoping', code: 'I-08', level: 'admonition', happenedOn: '2026-10-20', recordedOn: '2026-10-23', facts: '因未按规定报告个人事项，由纪检组谈话提醒（示例）', said: { act: 'acknowledged', on: '2026-10-26', words: '确认。' } },
];

const HONOURS = [
  { user: 'zhenghua', code: 'H-02', level: 'commendation', title: '嘉奖（示例）', body: '江城市中级人民法院', document: '江中法政〔2026〕31号', on: '2026-06-18', confirmed: '2026-06-24' },
  { user: 'shenmo', code: 'H-01', level: 'prefecture', title: '全市优秀法官（示例）', body: '中共江城市委政法委员会', document: '江政法〔2026〕12号', on: '2026-09-10', confirmed: null },
  { unit: 'civil-2', code: 'H-01', level: 'prefecture', title: '全市法院先进集体（示例）', body: '江城市中级人民法院', document: '江中法政〔2026〕45号', on: '2026-08-20', confirmed: '2026-08-27' },
] as const;

/** Conduct in the demonstration court: the history of the register of complaints, entries in every state, honours from outside, a lead with discipline. */
@Injectable()
export class ConductStory {
  constructor(
    private readonly database: Database,
    private readonly calendar: CourtCalendar,
    private readonly book: ConductBook,
    private readonly files: FilesService,
  ) {}

  async tell(world: World): Promise<void> {
    const steps = [...world.complaints.flatMap((row) => this.complaintSteps(world, row)), ...world.merits.flatMap((row) => this.meritSteps(world, row))];
    const digest = await this.files.keep(Buffer.from('示例材料：演示法院，非真实文件。'), 'text/plain');
    const evidence: Partial<ConductEvidence>[] = [];
    const attach = (id: string, courtId: string, on: Day, name: string): void => {
      evidence.push({ id: recordId(on, 'conduct-evidence', id), courtId, subjectId: id, name, digest, addedAt: at(on), addedBy: '崔正' });
    };
    const [entries, honours] = [this.entries(world, steps, attach), this.honours(world, steps, attach)];
    const lead = this.lead(world, steps);
    await this.database.repository(ConductEntry).insert(entries);
    await this.database.repository(Honour).insert(honours);
    await this.database.repository(Complaint).insert(lead);
    await this.database.repository(ConductEvidence).insert(evidence);
    for (let from = 0; from < steps.length; from += AT_ONCE) await this.database.repository(ConductStep).insert(steps.slice(from, from + AT_ONCE));
  }

  private entries(world: World, steps: ConductStep[], attach: (id: string, courtId: string, on: Day, name: string) => void): ConductEntry[] {
    const recorder = accountOf(world, 'cuizheng');
    const inspector = accountOf(world, 'jiqing');
    const numbers = { open: 0, confined: 0 };
    return ENTRIES.map((plan) => {
      const person = accountOf(world, plan.user);
      const item = this.book.entry(plan.code, plan.happenedOn)!;
      const priced = priceItem(item, plan.level ?? null, plan.points ?? null)!;
      const by = item.confined ? inspector : recorder;
      const id = recordId(plan.recordedOn, 'conduct-entry', plan.user, plan.code);
      const answerUntil = this.calendar.after(plan.recordedOn, OBJECTION_DAYS);
      const last = plan.decided ?? plan.said ?? null;
      const countsOn = last === null ? addDays(answerUntil, 1) : last.act === 'acknowledged' || last.act === 'kept' ? last.on : null;
      steps.push(step(person.courtId, id, 'recorded', by, plan.recordedOn, null, 0, { points: priced.points }));
      if (plan.said) steps.push(step(person.courtId, id, plan.said.act, person, plan.said.on, plan.said.words, 1));
      if (plan.decided) steps.push(step(person.courtId, id, plan.decided.act, accountOf(world, plan.decided.by), plan.decided.on, plan.decided.words, 2));
      attach(id, person.courtId, plan.recordedOn, '登记材料（示例）.txt');
      const number = item.confined ? (numbers.confined += 1) : (numbers.open += 1);
      return {
        id, courtId: person.courtId, year: 2026, number, personId: person.personId!, code: plan.code, dimension: item.dimension, level: plan.level ?? null, confined: item.confined, happenedOn: plan.happenedOn, recordedOn: plan.recordedOn, facts: plan.facts,
        months: plan.months ?? null, points: new Decimal(priced.points), lines: priced.lines, state: last?.act ?? 'recorded', answerUntil, countsOn, supersedesId: null, recordedBy: by.id, version: 1 + (plan.said ? 1 : 0) + (plan.decided ? 1 : 0),
      };
    });
  }

  private honours(world: World, steps: ConductStep[], attach: (id: string, courtId: string, on: Day, name: string) => void): Honour[] {
    const [recorder, leader] = [accountOf(world, 'cuizheng'), accountOf(world, 'liangzheng')];
    return HONOURS.map((plan, index) => {
      const person = 'user' in plan ? accountOf(world, plan.user) : null;
      const division = 'unit' in plan ? world.divisions.find(({ name }) => name === '民事审判第二庭') : null;
      const recordedOn = this.calendar.after(plan.on, 2);
      const priced = priceItem(this.book.honour(plan.code, plan.on)!, plan.level, null)!;
      const id = recordId(recordedOn, 'honour', plan.title);
      steps.push(step(recorder.courtId, id, 'recorded', recorder, recordedOn, null, 0));
      if (plan.confirmed) steps.push(step(recorder.courtId, id, 'confirmed', leader, plan.confirmed, null, 1));
      attach(id, recorder.courtId, recordedOn, '证书（示例）.txt');
      return {
        id, courtId: recorder.courtId, year: 2026, number: index + 1, personId: person?.personId ?? null, divisionId: division?.id ?? null, code: plan.code, level: plan.level, title: plan.title, issuingBody: plan.body, documentNumber: plan.document, issuedOn: plan.on,
        matter: null, points: new Decimal(person ? priced.points : '0'), state: plan.confirmed ? 'confirmed' : 'recorded', confirmedOn: plan.confirmed, entered: person && plan.confirmed ? new Decimal(priced.points) : null, lines: person ? priced.lines : [],
        recordedBy: recorder.id, version: plan.confirmed ? 2 : 1,
      };
    });
  }

  /** 廉政线索: seen by the inspector alone. */
  private lead(world: World, steps: ConductStep[]): Partial<Complaint> {
    const [person, office] = [accountOf(world, 'dengbo'), accountOf(world, 'cuizheng')];
    const receivedOn = '2026-11-09';
    const id = recordId(receivedOn, 'lead', 'dengbo');
    steps.push(step(person.courtId, id, 'received', office, receivedOn, null, 0));
    return {
      id, courtId: person.courtId, caseId: null, personId: person.personId!, code: 'W-04', kind: 'complaint', receivedOn, result: 'pending', verifiedOn: null, summary: '匿名来信反映执行款发放中接受宴请（示例）', year: 2026, number: 1, state: 'confined', channel: 'letter',
      complainant: '匿名（示例）', words: '来信反映执行款发放中接受申请人宴请，请求查清（示例）。', people: 1, confined: true, version: 1,
    };
  }

  private complaintSteps(world: World, row: ComplaintRow): ConductStep[] {
    const office = accountOf(world, 'cuizheng');
    const [investigator, about] = [holderOf(world, row.investigatorId), holderOf(world, row.personId)];
    const steps = [step(row.courtId, row.id, 'received', office, row.receivedOn, null, 0), step(row.courtId, row.id, 'assigned', office, row.receivedOn, null, 1, { investigator: investigator.displayName })];
    if (row.verifiedOn === null) return steps;
    const heardOn = row.verifiedOn > addDays(row.receivedOn, 4) ? addDays(row.receivedOn, 4) : row.verifiedOn;
    steps.push(step(row.courtId, row.id, 'stated', about, heardOn, '已就反映的问题作出说明，并提供办案记录（示例）。', 2));
    const words = row.result === 'unfounded' ? '调阅卷宗和来访登记，未发现反映的情形，予以澄清（示例）。' : '调阅卷宗和来访登记，反映的情形属实，已提醒改正（示例）。';
    steps.push(step(row.courtId, row.id, 'verified', investigator, row.verifiedOn, words, 3, { result: RESULT_WORDS[row.result]!.zh, points: row.points }));
    if (row.answeredOn !== null) steps.push(step(row.courtId, row.id, 'answered', office, row.answeredOn, '已将核查结果书面答复反映人（示例）。', 4));
    if (row.settledOn !== null) steps.push(step(row.courtId, row.id, 'settled', office, row.settledOn, '反映人签署息诉承诺（示例）。', 5, { settledOn: row.settledOn }));
    return steps;
  }

  private meritSteps(world: World, row: MeritRow): ConductStep[] {
    const office = accountOf(world, 'cuizheng');
    const steps = [step(row.courtId, row.id, 'claimed', holderOf(world, row.personId), row.claimedOn, null, 0)];
    if (row.approvedOn !== null) steps.push(step(row.courtId, row.id, 'approved', office, row.approvedOn, null, 1, { points: row.points, resolution: row.resolution }));
    if (row.state === 'refused') steps.push(step(row.courtId, row.id, 'refused', office, this.calendar.after(row.claimedOn, 20), '所附材料不能证明达到目录规定的条件，不予加分（示例）。', 1));
    return steps;
  }
}

type Account = World['accounts'][number];

function step(courtId: string, subjectId: string, act: string, by: Pick<Account, 'id' | 'displayName'>, on: Day, words: string | null, order: number, told: Record<string, string | null> | null = null): ConductStep {
  return { id: recordId(on, 'conduct-step', subjectId, act), courtId, subjectId, act, words, told, actorId: by.id, actorName: by.displayName, at: at(on, 1 + order) };
}

function accountOf(world: World, user: string): Account {
  return world.accounts.find(({ username }) => username === user)!;
}

function holderOf(world: World, personId: string): Pick<Account, 'id' | 'displayName'> {
  return world.accounts.find((one) => one.personId === personId) ?? { id: '', displayName: world.people.find(({ id }) => id === personId)!.name };
}
