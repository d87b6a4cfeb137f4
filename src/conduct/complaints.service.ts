import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { CourtCase } from '../cases/case.entities.js';
import { Person } from '../court/court.entities.js';
import { mainPostOn } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { ROLES, type Permission, type RoleName } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { priceComplaint, type Verdict } from '../rules/conduct-points.js';
import { isPetition } from '../rules/conduct-table.js';
import { ConductBook } from './conduct-book.js';
import { ConductLog, refuse, wordsFault } from './conduct-log.js';
import { COMPLAINT_TABLES, complaintScope } from './conduct-scope.js';
import { conductNumber, RESULT_WORDS } from './conduct-words.js';
import { Complaint } from './conduct.entities.js';
import { conductErrors } from './conduct.errors.js';
import type { AssignComplaint, ComplaintReceipt, InvestigatorChoice, ReceiveComplaint, ReleaseComplaint, SettlePetition, VerifyComplaint } from './dto/complaint.dto.js';
import type { ActWithWords } from './dto/conduct.dto.js';

const INVESTIGATING_ROLES = (Object.keys(ROLES) as RoleName[]).filter((role) => (ROLES[role].permissions as readonly string[]).includes('complaint.investigate'));

/** 投诉信访, from receipt to the answer: each step with who, when and in what words; nothing counts before it is verified. */
@Injectable()
export class ComplaintsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
  ) {}

  async receive(actor: Actor, wanted: ReceiveComplaint): Promise<ComplaintReceipt> {
    require(actor, 'complaint.manage');
    return this.database.transaction(async () => {
      refuse([...(await this.faults(actor, wanted)), ...(await this.log.evidenceFaults(wanted.evidence, false))]);
      const row = await this.written(actor, wanted);
      await this.log.attach(actor, row, wanted.evidence);
      const { confined } = row;
      return { id: confined ? null : row.id, number: conductNumber('complaint', row), confined };
    });
  }

  /** What is wrong with a complaint before it is taken; also for each row of a sheet. */
  async faults(actor: Actor, { code, caseId, personId, receivedOn, people, level, repeatOfId }: Pick<ReceiveComplaint, 'code' | 'caseId' | 'personId' | 'receivedOn' | 'people' | 'level' | 'repeatOfId'>): Promise<Fault[]> {
    const faults: Fault[] = [];
    const today = this.clock.today();
    if (receivedOn > today) faults.push({ path: 'receivedOn', zh: `收到日期 ${receivedOn} 在今天（${today}）之后。请核对日期。`, en: `Received on ${receivedOn}, after today (${today}). Check the day.` });
    const item = this.book.complaint(code, receivedOn);
    if (!item) faults.push({ path: 'code', zh: `${receivedOn} 没有施行中的条目 ${code}。请从目录中选择。`, en: `No item ${code} is in force on ${receivedOn}. Choose one from the catalogue.` });
    if (!(await this.database.repository(Person).existsBy({ id: personId, courtId: actor.courtId }))) faults.push({ path: 'personId', zh: '本院没有这个人。请重新选择被反映人。', en: 'No such person in this court. Choose again.' });
    if (caseId && !(await this.database.repository(CourtCase).existsBy({ id: caseId, courtId: actor.courtId }))) faults.push({ path: 'caseId', zh: '本院没有这件案件。请核对案号。', en: 'No such case in this court. Check the number.' });
    const levelled = item !== null && Object.hasOwn(item.points, 'court');
    if (levelled && (!level || item.points[level] === undefined)) faults.push({ path: 'level', zh: '信访须注明到访层级（本院、市、省、国家）。', en: 'A petition needs its level (court, city, province, national).' });
    if (!levelled && item && level) faults.push({ path: 'level', zh: `${code} 不分层级。请去掉层级。`, en: `${code} has no levels. Leave it out.` });
    if (item?.peopleAtLeast && people < item.peopleAtLeast) faults.push({ path: 'people', zh: `群体访须 ${item.peopleAtLeast} 人以上，现为 ${people} 人。不足的请按 W-05 登记。`, en: `A group petition is of ${item.peopleAtLeast} people or more; it is ${people}. Register it under W-05.` });
    if (repeatOfId) faults.push(...(await this.repeatFaults(actor, repeatOfId, personId, receivedOn)));
    return faults;
  }

  async written(actor: Actor, wanted: Omit<ReceiveComplaint, 'evidence'>): Promise<Complaint> {
    const confined = this.book.complaint(wanted.code, wanted.receivedOn)!.confined;
    const year = Number(wanted.receivedOn.slice(0, 4));
    const row = this.database.repository(Complaint).create({
      id: newId(), courtId: actor.courtId, caseId: wanted.caseId ?? null, personId: wanted.personId, code: wanted.code, kind: isPetition(wanted.code) ? 'petition' : 'complaint', receivedOn: wanted.receivedOn, result: 'pending', verifiedOn: null,
      summary: wanted.summary.trim(), year, number: await this.log.nextNumber('complaint', actor.courtId, year, confined), state: confined ? 'confined' : 'received', channel: wanted.channel, complainant: wanted.complainant.trim(), words: wanted.words.trim(),
      people: wanted.people, level: wanted.level ?? null, repeatOfId: wanted.repeatOfId ?? null, investigatorId: null, answeredOn: null, settledOn: null, points: null, lines: null, confined, version: 1,
    });
    // A copy: MariaDB answers an insert with its own 1 for true, and TypeORM writes it onto what was inserted.
    await this.database.repository(Complaint).insert({ ...row });
    await this.log.note(actor, 'complaint', row, 'received', {}, { state: row.state });
    return row;
  }

  /** Who may look into it: holds the permission, and serves in another division than the person. */
  async investigators(actor: Actor, id: string): Promise<InvestigatorChoice[]> {
    require(actor, 'complaint.manage');
    const { personId } = await this.held(actor, id, 'complaint.manage');
    return this.choices(actor.courtId, personId);
  }

  async assign(actor: Actor, id: string, { version, investigatorId }: AssignComplaint): Promise<void> {
    require(actor, 'complaint.manage');
    await this.database.transaction(async () => {
      const row = await this.office(actor, id, '交办', 'assign');
      const chosen = (await this.choices(row.courtId, row.personId)).find((one) => one.id === investigatorId);
      if (!chosen)
        refuse([{ path: 'investigatorId', zh: '核查人不能是本人，也不能来自被反映人所在的庭室，并须有核查权限。请另选一人。', en: 'The investigator is neither the person nor of the person’s own division, and holds the permission to investigate. Choose another.' }]);
      await this.log.move(actor, 'complaint', row, 'assigned', version, { investigatorId }, { told: { investigator: chosen!.name } });
    });
  }

  async state(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'conduct.answer');
    await this.database.transaction(async () => {
      const row = await this.held(actor, id, 'complaint.read');
      if (row.personId !== actor.personId) throw notYours('陈述', 'make the statement', '被反映人本人', 'the person it is about');
      refuse(wordsFault(words));
      await this.log.move(actor, 'complaint', row, 'stated', version, {}, { words });
    });
  }

  /** The investigator: no statement came in time, or what was found. */
  async waive(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    await this.investigated(actor, id, async (row) => {
      refuse(wordsFault(words));
      await this.log.move(actor, 'complaint', row, 'statementWaived', version, {}, { words });
    });
  }

  async verify(actor: Actor, id: string, { version, words, result }: VerifyComplaint): Promise<void> {
    await this.investigated(actor, id, async (row) => {
      refuse(wordsFault(words));
      const priced = this.priced(row, result, row.settledOn);
      await this.log.move(actor, 'complaint', row, 'verified', version, { result, verifiedOn: this.clock.today(), points: new Decimal(priced.points), lines: priced.lines }, { words, told: { result: RESULT_WORDS[result]!.zh, points: priced.points } });
    });
  }

  async answer(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'complaint.manage');
    await this.database.transaction(async () => {
      const row = await this.office(actor, id, '答复', 'answer');
      refuse(wordsFault(words));
      await this.log.move(actor, 'complaint', row, 'answered', version, { answeredOn: this.clock.today() }, { words });
    });
  }

  /** 息诉：60 日内化解的退回一半. */
  async settle(actor: Actor, id: string, { version, words, settledOn }: SettlePetition): Promise<void> {
    require(actor, 'complaint.manage');
    await this.database.transaction(async () => {
      const row = await this.office(actor, id, '登记化解', 'enter the settlement');
      const faults = wordsFault(words);
      if (row.kind !== 'petition') faults.push({ path: 'settledOn', zh: '只有信访可以登记化解。', en: 'Only a petition can be settled.' });
      if (row.settledOn) faults.push({ path: 'settledOn', zh: `已登记 ${row.settledOn} 化解。`, en: `Settled on ${row.settledOn} already.` });
      if (settledOn < row.receivedOn || settledOn > this.clock.today()) faults.push({ path: 'settledOn', zh: `化解日期应在收到日期 ${row.receivedOn} 与今天之间。`, en: `The day lies between the receipt (${row.receivedOn}) and today.` });
      refuse(faults);
      const found = row.result === 'pending' ? null : this.priced(row, row.result, settledOn);
      await this.log.move(actor, 'complaint', row, 'settled', version, { settledOn, ...(found ? { points: new Decimal(found.points), lines: found.lines } : {}) }, {
        words, told: { settledOn, ...(found && row.points ? { before: row.points.toFixed(2), points: found.points } : {}) },
      });
    });
  }

  /** Correction by a second person: what was found is taken back and stands in the history. */
  async reopen(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'complaint.manage');
    await this.database.transaction(async () => {
      const row = await this.office(actor, id, '撤销认定', 'take the finding back');
      const found = await this.log.lastBy(id, 'verified');
      if (found?.actorId === actor.userId) throw conductErrors['conduct.secondPerson']({ first: found.actorName });
      refuse(wordsFault(words));
      const told = { result: RESULT_WORDS[row.result]!.zh, points: row.points?.toFixed(2) ?? null, verifiedOn: row.verifiedOn };
      await this.log.move(actor, 'complaint', row, 'reopened', version, { result: 'pending', verifiedOn: null, points: null, lines: null, answeredOn: null, investigatorId: null }, { words, told });
    });
  }

  async withdraw(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'complaint.manage');
    await this.database.transaction(async () => {
      const row = await this.office(actor, id, '登记撤回', 'enter the withdrawal');
      refuse(wordsFault(words));
      await this.log.move(actor, 'complaint', row, 'withdrawn', version, {}, { words });
    });
  }

  /** 廉政线索: to discipline; from now on it is out of every list of those who do not handle such matters. */
  async confine(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'complaint.manage');
    await this.database.transaction(async () => {
      const row = await this.office(actor, id, '移送纪检', 'hand it to discipline');
      refuse(wordsFault(words));
      const number = await this.log.nextNumber('complaint', row.courtId, row.year ?? Number(row.receivedOn.slice(0, 4)), true);
      await this.log.move(actor, 'complaint', row, 'confined', version, { code: 'W-04', kind: 'complaint', level: null, confined: true, number, investigatorId: null }, { words, told: { code: row.code, number: conductNumber('complaint', row) } });
    });
  }

  async conclude(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    await this.disciplined(actor, id, async (row) => {
      refuse(wordsFault(words));
      await this.log.move(actor, 'complaint', row, 'concluded', version, {}, { words });
    });
  }

  async release(actor: Actor, id: string, { version, words, code }: ReleaseComplaint): Promise<void> {
    await this.disciplined(actor, id, async (row) => {
      const item = this.book.complaint(code, row.receivedOn);
      const faults = wordsFault(words);
      if (!item || item.confined || isPetition(code)) faults.push({ path: 'code', zh: '请选作风、拖延或程序类条目（W-01 至 W-03）。', en: 'Choose an item of style, delay or procedure (W-01 to W-03).' });
      refuse(faults);
      const number = await this.log.nextNumber('complaint', row.courtId, row.year!, false);
      await this.log.move(actor, 'complaint', row, 'released', version, { code, confined: false, number }, { words, told: { code: row.code } });
    });
  }

  private async investigated(actor: Actor, id: string, work: (row: Complaint) => Promise<void>): Promise<void> {
    require(actor, 'complaint.investigate');
    await this.database.transaction(async () => {
      const row = await this.held(actor, id, 'complaint.read');
      if (row.investigatorId === null || row.investigatorId !== actor.personId) throw notYours('核查', 'investigate', '被交办的核查人', 'the investigator it was given to');
      await work(row);
    });
  }

  private async disciplined(actor: Actor, id: string, work: (row: Complaint) => Promise<void>): Promise<void> {
    require(actor, 'discipline.handle');
    await this.database.transaction(async () => {
      const row = await this.held(actor, id, 'complaint.read');
      if (!row.confined) throw this.log.notNow('complaint', row.state, 'concluded');
      await work(row);
    });
  }

  /** The office's step, never by the person the complaint is about. */
  private async office(actor: Actor, id: string, act: string, actEn: string): Promise<Complaint> {
    const row = await this.held(actor, id, 'complaint.manage');
    if (row.personId === actor.personId) throw conductErrors['conduct.own']({ act, actEn });
    return row;
  }

  private held(actor: Actor, id: string, permission: Permission): Promise<Complaint> {
    return this.log.held('complaint', COMPLAINT_TABLES, id, 'c', complaintScope(actor, permission));
  }

  private priced(row: Complaint, verdict: Verdict, settledOn: string | null): ReturnType<typeof priceComplaint> {
    const item = this.book.complaint(row.code, row.receivedOn);
    if (!item) throw platformErrors['record.notFound']();
    return priceComplaint(item, { verdict, level: row.level, repeated: row.repeatOfId !== null, receivedOn: row.receivedOn, settledOn }, this.book.settledRule(row.receivedOn), row.kind === 'petition');
  }

  private choices(courtId: string, personId: string): Promise<InvestigatorChoice[]> {
    const today = this.clock.today();
    return this.database.rows<InvestigatorChoice>(
      `SELECT p.id AS "id", p.name AS "name", MAX(d.name) AS "division" FROM person p JOIN post_holding h ON ${mainPostOn('h', 'p.id', ':today')} JOIN division d ON d.id = h.division_id
       JOIN user_account u ON u.person_id = p.id AND u.disabled_at IS NULL
       JOIN role_grant g ON g.user_id = u.id AND g.role IN (:...roles) AND g.revoked_at IS NULL AND g.valid_from <= :today AND (g.valid_until IS NULL OR g.valid_until > :today)
       WHERE p.court_id = :courtId AND p.id <> :personId AND h.division_id NOT IN (SELECT o.division_id FROM post_holding o WHERE ${mainPostOn('o', ':personId', ':today')}) GROUP BY p.id, p.name, p.pinyin ORDER BY p.pinyin, p.id`,
      { courtId, personId, today, roles: INVESTIGATING_ROLES },
    );
  }

  private async repeatFaults(actor: Actor, id: string, personId: string, receivedOn: string): Promise<Fault[]> {
    const scope = complaintScope(actor, 'complaint.manage');
    const [earlier] = await this.database.rows<Pick<Complaint, 'personId' | 'answeredOn'>>(`SELECT c.person_id AS "personId", c.answered_on AS "answeredOn" FROM ${COMPLAINT_TABLES} WHERE c.id = :id AND ${scope.sql}`, { ...scope.parameters, id });
    if (!earlier || earlier.personId !== personId) return [{ path: 'repeatOfId', zh: '没有找到对同一人的这件投诉。请重新选择。', en: 'No such complaint about the same person. Choose again.' }];
    if (!earlier.answeredOn || earlier.answeredOn > receivedOn) return [{ path: 'repeatOfId', zh: '前一件在收到本件时还没有答复，不算答复后重复。请去掉。', en: 'The earlier one had not been answered when this came in, so it is not a repeat after the reply. Leave it out.' }];
    return [];
  }
}

function notYours(act: string, actEn: string, who: string, whoEn: string): Error {
  return conductErrors['conduct.notYours']({ act, actEn, who, whoEn });
}
