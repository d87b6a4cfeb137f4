import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { AppointedBody, Court, Division, Person } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { insideBody, levelWords, priceItem } from '../rules/conduct-points.js';
import { levelsOf } from '../rules/conduct-table.js';
import { ConductBook } from './conduct-book.js';
import { ConductLog, refuse, wordsFault } from './conduct-log.js';
import { HONOUR_TABLES, honourScope } from './conduct-scope.js';
import { Honour } from './conduct.entities.js';
import { conductErrors } from './conduct.errors.js';
import type { ActWithWords } from './dto/conduct.dto.js';
import type { DecideHonour, RecordHonour } from './dto/honour.dto.js';
import { ExtraPoints } from './extra-points.js';

/** Stands before the name of an example court, and in no document. */
const EXAMPLE_MARK = /^示例：/;

/** 外部荣誉: from bodies outside the court only, with the certificate, confirmed by a second person. There is no internal vote to enter. */
@Injectable()
export class HonoursService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
    private readonly extras: ExtraPoints,
  ) {}

  async record(actor: Actor, wanted: RecordHonour): Promise<string> {
    require(actor, 'honour.record');
    return this.database.transaction(async () => {
      const today = this.clock.today();
      const item = this.book.honour(wanted.code, wanted.issuedOn);
      const priced = item && priceItem(item, wanted.level, null);
      const faults = await this.faults(actor, wanted);
      if (!item) faults.push({ path: 'code', zh: `${wanted.issuedOn} 没有施行中的条目 ${wanted.code}。`, en: `No item ${wanted.code} is in force on ${wanted.issuedOn}.` });
      else if (!priced) faults.push({ path: 'level', zh: `请选择级别：${levelsOf(item).map((one) => levelWords(one).zh).join('、')}。`, en: `Choose the level: ${levelsOf(item).map((one) => levelWords(one).en).join(', ')}.` });
      refuse([...faults, ...(await this.log.evidenceFaults(wanted.evidence, true))]);
      const year = Number(today.slice(0, 4));
      const row = this.database.repository(Honour).create({
        id: newId(), courtId: actor.courtId, year, number: await this.log.nextNumber('honour', actor.courtId, year), personId: wanted.personId ?? null, divisionId: wanted.divisionId ?? null, code: wanted.code, level: wanted.level, title: wanted.title.trim(),
        issuingBody: wanted.issuingBody.trim(), documentNumber: wanted.documentNumber.trim(), issuedOn: wanted.issuedOn, matter: wanted.matter?.trim() || null, points: new Decimal(wanted.personId ? priced!.points : '0'), state: 'recorded', confirmedOn: null, entered: null,
        lines: wanted.personId ? priced!.lines : [], recordedBy: actor.userId, version: 1,
      });
      await this.database.repository(Honour).insert(row);
      await this.log.attach(actor, row, wanted.evidence);
      await this.log.note(actor, 'honour', row, 'recorded', {}, { state: 'recorded' });
      return row.id;
    });
  }

  async decide(actor: Actor, id: string, { version, confirmed, words }: DecideHonour): Promise<void> {
    require(actor, 'honour.confirm');
    await this.database.transaction(async () => {
      const row = await this.others(actor, id);
      if (row.recordedBy === actor.userId) throw conductErrors['conduct.secondPerson']({ first: actor.personName || actor.username });
      if (!confirmed) refuse(wordsFault(words));
      await this.log.move(actor, 'honour', row, confirmed ? 'confirmed' : 'refused', version, confirmed ? { confirmedOn: this.clock.today() } : {}, { words });
      if (confirmed && row.personId) await this.extras.settle(row.courtId, row.personId);
    });
  }

  /** Correction: an honour taken back by its body, or entered in error. */
  async revoke(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'honour.confirm');
    await this.database.transaction(async () => {
      const row = await this.others(actor, id);
      refuse(wordsFault(words));
      await this.log.move(actor, 'honour', row, 'revoked', version, {}, { words, told: { points: row.points.toFixed(2), entered: row.entered?.toFixed(2) ?? null } });
      if (row.personId) await this.extras.settle(row.courtId, row.personId);
    });
  }

  private async faults(actor: Actor, { personId, divisionId, issuingBody, issuedOn }: RecordHonour): Promise<Fault[]> {
    const { courtId } = actor;
    const [faults, today] = [[] as Fault[], this.clock.today()];
    if (Boolean(personId) === Boolean(divisionId)) faults.push({ path: 'personId', zh: '请填写获奖的人或获奖的庭室，二者选一。', en: 'Name the person or the division that was honoured, one of the two.' });
    if (personId && !(await this.database.repository(Person).existsBy({ id: personId, courtId }))) faults.push({ path: 'personId', zh: '本院没有这个人。请重新选择。', en: 'No such person in this court. Choose again.' });
    if (personId && personId === actor.personId) faults.push({ path: 'personId', zh: '不能为本人登记。请由他人登记。', en: 'Nobody enters an honour of one’s own. Ask another.' });
    if (divisionId && !(await this.database.repository(Division).existsBy({ id: divisionId, courtId }))) faults.push({ path: 'divisionId', zh: '本院没有这个庭室。请重新选择。', en: 'No such division in this court. Choose again.' });
    if (issuedOn > today) faults.push({ path: 'issuedOn', zh: `授予日期 ${issuedOn} 在今天（${today}）之后。请核对日期。`, en: `Awarded on ${issuedOn}, after today (${today}). Check the day.` });
    const inside = await this.inside(courtId, issuingBody);
    if (inside) faults.push({ path: 'issuingBody', zh: `“${issuingBody.trim()}”是本院内部机构（${inside}）。先进庭和荣誉只认上级或院外机关授予的，内部投票不能登记。`, en: `“${issuingBody.trim()}” lies within the court (${inside}). Only honours from outside are entered; an internal vote cannot be.` });
    return faults;
  }

  private async inside(courtId: string, body: string): Promise<string | null> {
    const court = await this.database.repository(Court).findOneByOrFail({ id: courtId });
    const units = [...(await this.database.repository(Division).findBy({ courtId })), ...(await this.database.repository(AppointedBody).findBy({ courtId }))];
    return insideBody(body, court.name.replace(EXAMPLE_MARK, ''), units.map(({ name }) => name));
  }

  private async others(actor: Actor, id: string): Promise<Honour> {
    const row = await this.log.held('honour', HONOUR_TABLES, id, 'n', honourScope(actor));
    if (row.personId !== null && row.personId === actor.personId) throw conductErrors['conduct.own']({ act: '确认荣誉', actEn: 'confirm the honour' });
    return row;
  }
}
