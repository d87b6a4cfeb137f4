import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { isDay } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { receptionFaults, receptionStateAfter, wordsNeeded, type ReceptionAct } from '../rules/reception-day.js';
import type { ActOnDuty, DecideExcuse, NewDuty, RecordAttendance, TakeOver } from './dto/reception.dto.js';
import { ReceptionDuty, ReceptionStep } from './reception.entities.js';
import { receptionErrors } from './reception.errors.js';
import { RECEPTION_SCOPE, ReceptionRoster } from './reception-roster.js';
import { ACT_WORDS, STATE_WORDS } from './reception-words.js';

/** Taking the steps of a reception day: each by whoever may, with its reason, and kept beside the one before. */
@Injectable()
export class ReceptionDays {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly roster: ReceptionRoster,
  ) {}

  /** 排班: all of the days handed in, or none. */
  async enter(actor: Actor, duties: readonly NewDuty[]): Promise<number> {
    require(actor, 'reception.manage');
    return this.database.transaction(async () => {
      await this.holdCourt(actor.courtId);
      const units = new Map<string, Map<string, string>>();
      for (const day of new Set(duties.map((duty) => duty.day).filter(isDay))) {
        units.set(day, await this.roster.onDutyPosts(actor.courtId, duties.filter((duty) => duty.day === day).map(({ personId }) => personId), day));
      }
      const faults: Fault[] = [];
      const seen = new Set<string>();
      for (const [row, { day, personId, place }] of duties.entries()) {
        const at = `duties[${row}]`;
        if (!isDay(day)) faults.push({ path: `${at}.day`, zh: `第 ${row + 1} 行：“${day}”不是日期。请写作 2026-11-25。`, en: `Row ${row + 1}: “${day}” is not a day. Write 2026-11-25.` });
        else if (day < this.clock.today()) faults.push({ path: `${at}.day`, zh: `第 ${row + 1} 行：${day} 已经过去，不能再排班。请选今天或以后的日期。`, en: `Row ${row + 1}: ${day} has passed. Choose today or later.` });
        else if (!units.get(day)?.has(personId)) faults.push({ path: `${at}.personId`, zh: `第 ${row + 1} 行：该人当日不是庭长、副庭长或院领导。请从名单中选用。`, en: `Row ${row + 1}: this person is no chief, deputy or leader on that day. Choose from the list.` });
        else if (seen.has(`${day} ${personId}`) || (await this.isOnDuty(actor.courtId, day, personId))) faults.push({ path: `${at}.personId`, zh: `第 ${row + 1} 行：该人 ${day} 已有排班。请删去重复的一行。`, en: `Row ${row + 1}: this person is on the roster of ${day} already. Remove the row.` });
        seen.add(`${day} ${personId}`);
        if (!place.trim()) faults.push({ path: `${at}.place`, zh: `第 ${row + 1} 行：没有写明接待地点。请填写。`, en: `Row ${row + 1}: the place is missing. Fill it in.` });
      }
      if (faults.length) throw receptionErrors['reception.faulty']({ count: faults.length }, faults);
      for (const { day, personId, place } of duties) await this.insert(actor, { day, personId, divisionId: units.get(day)!.get(personId)!, place: place.trim(), takenFromId: null }, null);
      return duties.length;
    });
  }

  /** 换班: the other takes the day over, and the first row stays as it was handed over. @returns the new row */
  async takeOver(actor: Actor, id: string, { version, personId, words }: TakeOver): Promise<string> {
    require(actor, 'reception.manage');
    return this.database.transaction(async () => {
      await this.holdCourt(actor.courtId);
      const duty = await this.held(actor, id, 'reception.manage');
      const faults = this.faults(actor, 'takenOver', duty, words);
      const unit = (await this.roster.onDutyPosts(actor.courtId, [personId], duty.day)).get(personId);
      if (!unit) faults.push({ path: 'personId', zh: '代班人当日不是庭长、副庭长或院领导。请从名单中选用。', en: 'Whoever takes over is no chief, deputy or leader on that day. Choose from the list.' });
      else if (await this.isOnDuty(actor.courtId, duty.day, personId)) faults.push({ path: 'personId', zh: `代班人 ${duty.day} 已有排班。请另选一人。`, en: `Whoever takes over is on the roster of ${duty.day} already. Choose another.` });
      if (faults.length) throw receptionErrors['reception.faulty']({ count: faults.length }, faults);
      await this.move(actor, duty, version, 'takenOver', words);
      return this.insert(actor, { day: duty.day, personId, divisionId: unit!, place: duty.place, takenFromId: id }, words);
    });
  }

  async strike(actor: Actor, id: string, { version, words }: ActOnDuty): Promise<void> {
    require(actor, 'reception.manage');
    await this.step(actor, id, 'reception.manage', version, 'struck', words);
  }

  /** 登记到岗或缺席; from the opposite record it is put right, with the reason. */
  async record(actor: Actor, id: string, { version, attended, words = '' }: RecordAttendance): Promise<void> {
    require(actor, 'reception.manage');
    await this.step(actor, id, 'reception.manage', version, attended ? 'attended' : 'missed', words, (duty) => {
      if (duty.personId === actor.personId) throw receptionErrors['reception.ownRecord']();
    });
  }

  async excuse(actor: Actor, id: string, { version, words }: ActOnDuty): Promise<void> {
    require(actor, 'reception.excuse');
    await this.step(actor, id, 'reception.excuse', version, 'excuseGiven', words, (duty) => {
      if (duty.personId !== actor.personId) throw receptionErrors['reception.notYours']();
    });
  }

  async decide(actor: Actor, id: string, { version, words, approve }: DecideExcuse): Promise<void> {
    require(actor, 'reception.decide');
    await this.step(actor, id, 'reception.decide', version, approve ? 'excused' : 'excuseRefused', words, (duty) => {
      if (duty.personId === actor.personId || duty.recordedById === actor.userId) throw receptionErrors['reception.secondPerson']();
    });
  }

  private async step(actor: Actor, id: string, permission: Permission, version: number, act: Exclude<ReceptionAct, 'entered'>, words: string, whose: (duty: ReceptionDuty) => void = () => undefined): Promise<void> {
    await this.database.transaction(async () => {
      const duty = await this.held(actor, id, permission);
      whose(duty);
      const faults = this.faults(actor, act, duty, words);
      if (faults.length) throw receptionErrors['reception.faulty']({ count: faults.length }, faults);
      await this.move(actor, duty, version, act, words);
    });
  }

  /** @throws reception.notNow where the step does not follow at all */
  private faults(actor: Actor, act: Exclude<ReceptionAct, 'entered'>, { state, day }: ReceptionDuty, words: string): Fault[] {
    const found = receptionFaults(act, { state, day, today: this.clock.today(), words });
    if (found.includes('notNow')) throw receptionErrors['reception.notNow']({ state: STATE_WORDS[state][actor.language], act: ACT_WORDS[act][actor.language] });
    const least = wordsNeeded(act, state);
    return found.flatMap((fault): Fault[] => {
      if (fault === 'dayAhead') return [{ path: 'day', zh: `接待日 ${day} 还没有到。请在当日或以后办理。`, en: `The reception day, ${day}, lies ahead. Do this on the day or later.` }];
      if (fault === 'dayPast') return [{ path: 'day', zh: `接待日 ${day} 已经过去，不能再换班。请登记到岗或缺席。`, en: `The reception day, ${day}, has passed and cannot be handed over. Record the attendance.` }];
      return fault === 'words' ? [{ path: 'words', zh: `请写明理由（不少于 ${least} 个字）。`, en: `Give the reason (at least ${least} characters).` }] : [];
    });
  }

  private async move(actor: Actor, duty: ReceptionDuty, version: number, act: Exclude<ReceptionAct, 'entered'>, words: string): Promise<void> {
    const state = receptionStateAfter(act);
    const recordedById = act === 'attended' || act === 'missed' ? actor.userId : duty.recordedById;
    const { affected } = await this.database.repository(ReceptionDuty).update({ id: duty.id, version }, { state, recordedById, version: version + 1 });
    const [last] = await this.database.repository(ReceptionStep).find({ where: { dutyId: duty.id }, order: { sequence: 'DESC' }, take: 1 });
    if (affected !== 1) throw platformErrors['record.changed']({ who: last!.actorName, when: last!.at });
    await this.log(actor, duty, act, state, words, last!.sequence + 1);
  }

  private async insert(actor: Actor, wanted: Pick<ReceptionDuty, 'day' | 'personId' | 'divisionId' | 'place' | 'takenFromId'>, words: string | null): Promise<string> {
    const duty = { ...wanted, id: newId(), courtId: actor.courtId, state: 'planned' as const, recordedById: null, version: 1 };
    await this.database.repository(ReceptionDuty).insert(duty);
    await this.log(actor, duty, 'entered', 'planned', words ?? '', 1);
    return duty.id;
  }

  private async log(actor: Actor, { id, courtId, day, personId, state: before }: ReceptionDuty, act: ReceptionAct, state: ReceptionDuty['state'], words: string, sequence: number): Promise<void> {
    const said = words.trim() || null;
    await this.database.repository(ReceptionStep).insert({
      id: newId(), courtId, dutyId: id, sequence, act, state, words: said, actorId: actor.userId, actorName: (actor.personName || actor.username).slice(0, 60), at: this.clock.instant(),
    });
    this.audit.record(actor, { action: `reception.${act}`, subjectKind: 'receptionDuty', subjectId: id, before: { state: before }, after: { state, day, personId }, ...(said ? { reason: said } : {}) });
  }

  private async isOnDuty(courtId: string, day: string, personId: string): Promise<boolean> {
    const repository = this.database.repository(ReceptionDuty);
    return (await repository.findBy({ courtId, day, personId })).some(({ state }) => state !== 'struck' && state !== 'takenOver');
  }

  /** Two rosters of one court are entered one after the other, so that nobody stands twice on a day. */
  private async holdCourt(courtId: string): Promise<void> {
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId });
  }

  private async held(actor: Actor, id: string, permission: Permission): Promise<ReceptionDuty> {
    const scope = scopeCondition(actor, permission, RECEPTION_SCOPE);
    await this.database.rows(`SELECT id FROM reception_duty WHERE id = :id${this.database.forUpdate}`, { id });
    const [found] = await this.database.rows<{ id: string }>(`SELECT r.id AS "id" FROM reception_duty r WHERE r.id = :id AND ${scope.sql}`, { ...scope.parameters, id });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(ReceptionDuty).findOneByOrFail({ id });
  }
}
