import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { Person } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { may, require } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { levelWords, priceItem, type Priced } from '../rules/conduct-points.js';
import { levelsOf, type EntryItem } from '../rules/conduct-table.js';
import { ConductBook } from './conduct-book.js';
import { ConductLog, refuse, wordsFault } from './conduct-log.js';
import { ENTRY_TABLES, entryScope } from './conduct-scope.js';
import { conductNumber } from './conduct-words.js';
import { ConductEntry } from './conduct.entities.js';
import { conductErrors } from './conduct.errors.js';
import type { ActWithWords } from './dto/conduct.dto.js';
import type { CorrectEntry, DecideEntry, RecordEntry } from './dto/entry.dto.js';

/** 政工登记: entered with evidence, acknowledged or objected to by the person, decided by a second person, corrected by a new entry. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: CourtCalendar,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
  ) {}

  async record(actor: Actor, wanted: RecordEntry): Promise<string> {
    require(actor, 'conduct.record');
    return this.database.transaction(async () => (await this.written(actor, wanted, null)).id);
  }

  async acknowledge(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    await this.answered(actor, id, async (row) => {
      await this.log.move(actor, 'entry', row, 'acknowledged', version, { countsOn: this.clock.today() }, { words });
    });
  }

  /** It does not count until a second person has decided. */
  async object(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    await this.answered(actor, id, async (row) => {
      refuse(wordsFault(words));
      await this.log.move(actor, 'entry', row, 'objected', version, { countsOn: null }, { words });
    });
  }

  async decide(actor: Actor, id: string, { version, kept, words }: DecideEntry): Promise<void> {
    require(actor, 'conduct.decide');
    await this.database.transaction(async () => {
      const row = await this.held(actor, id, 'conduct.decide');
      if (row.personId === actor.personId) throw conductErrors['conduct.own']({ act: '决定异议', actEn: 'decide on the objection' });
      this.secondPerson(actor, row);
      refuse(wordsFault(words));
      await this.log.move(actor, 'entry', row, kept ? 'kept' : 'revoked', version, { countsOn: kept ? this.clock.today() : null }, { words });
    });
  }

  /** 更正: the wrong entry stands, superseded, and no longer counts; the new one begins its own life. */
  async correct(actor: Actor, id: string, { version, words, ...wanted }: CorrectEntry): Promise<string> {
    require(actor, 'conduct.record');
    return this.database.transaction(async () => {
      const row = await this.held(actor, id, 'conduct.record');
      if (row.personId === actor.personId) throw conductErrors['conduct.own']({ act: '更正登记', actEn: 'correct the entry' });
      if (row.state === 'objected') this.secondPerson(actor, row);
      const faults = wordsFault(words);
      if (wanted.personId !== row.personId) faults.push({ path: 'personId', zh: '更正不能换人。登记错了人的，请由第二人撤销后另行登记。', en: 'A correction keeps the person. If the wrong person was entered, have it revoked and enter it anew.' });
      refuse(faults);
      const next = await this.written(actor, wanted, row.id);
      // The former entry is read more widely than a matter for discipline; its history must not tell of one.
      const told: Record<string, string> = next.confined && !row.confined ? {} : { by: conductNumber('entry', next), points: next.points.toFixed(2) };
      await this.log.move(actor, 'entry', row, 'superseded', version, { countsOn: null }, { words, told: { ...told, before: row.points.toFixed(2) } });
      return next.id;
    });
  }

  private async written(actor: Actor, wanted: RecordEntry, supersedesId: string | null): Promise<ConductEntry> {
    const today = this.clock.today();
    const item = this.book.entry(wanted.code, wanted.happenedOn);
    if (item?.confined && !may(actor, 'discipline.handle')) throw conductErrors['conduct.disciplineOnly']({ code: wanted.code });
    const { faults, priced } = this.priced(wanted, item);
    if (wanted.happenedOn > today) faults.push({ path: 'happenedOn', zh: `发生日期 ${wanted.happenedOn} 在今天（${today}）之后。请核对日期。`, en: `It happened on ${wanted.happenedOn}, after today (${today}). Check the day.` });
    if (!(await this.database.repository(Person).existsBy({ id: wanted.personId, courtId: actor.courtId }))) faults.push({ path: 'personId', zh: '本院没有这个人。请重新选择。', en: 'No such person in this court. Choose again.' });
    if (wanted.personId === actor.personId) faults.push({ path: 'personId', zh: '不能为本人登记。请由他人登记。', en: 'Nobody enters anything about oneself. Ask another.' });
    refuse([...faults, ...(await this.log.evidenceFaults(wanted.evidence, true))]);
    const year = Number(today.slice(0, 4));
    const answerUntil = this.calendar.after(today, await this.book.objectionDays(actor.courtId, today));
    const row = this.database.repository(ConductEntry).create({
      id: newId(), courtId: actor.courtId, year, number: await this.log.nextNumber('entry', actor.courtId, year, item!.confined), personId: wanted.personId, code: wanted.code, dimension: wanted.secrecyBreach ? 'grave' : item!.dimension, level: wanted.level ?? null, confined: item!.confined,
      happenedOn: wanted.happenedOn, recordedOn: today, facts: wanted.facts.trim(), months: wanted.months ?? null, points: new Decimal(priced!.points), lines: priced!.lines, state: 'recorded', answerUntil, countsOn: addDays(answerUntil, 1),
      supersedesId, recordedBy: actor.userId, version: 1,
    });
    await this.database.repository(ConductEntry).insert(row);
    await this.log.attach(actor, row, wanted.evidence);
    await this.log.note(actor, 'entry', row, 'recorded', { told: { points: priced!.points } }, { state: 'recorded' });
    return row;
  }

  private priced({ code, level, points, months, happenedOn, secrecyBreach }: RecordEntry, item: EntryItem | null): { faults: Fault[]; priced: Priced | null } {
    if (!item) return { faults: [{ path: 'code', zh: `${happenedOn} 没有施行中的条目 ${code}。请从目录中选择。`, en: `No item ${code} is in force on ${happenedOn}. Choose one from the catalogue.` }], priced: null };
    const faults: Fault[] = [];
    const priced = priceItem(item, level ?? null, points ?? null);
    const levels = levelsOf(item);
    if (!priced && levels.length) faults.push({ path: 'level', zh: `请选择级别：${levels.map((one) => levelWords(one).zh).join('、')}。`, en: `Choose the level: ${levels.map((one) => levelWords(one).en).join(', ')}.` });
    else if (!priced) faults.push({ path: 'points', zh: `${code} 的分值应在 ${item.points['min']}–${item.points['max']} 之间，最多两位小数。`, en: `${code} is worth ${item.points['min']} to ${item.points['max']}, two places at most.` });
    if (item.monthsAtLeast && (months ?? 0) < item.monthsAtLeast) faults.push({ path: 'months', zh: `${code} 须满 ${item.monthsAtLeast} 个月，现为 ${months ?? 0} 个月。期满后再登记。`, en: `${code} needs ${item.monthsAtLeast} months; it is ${months ?? 0}. Enter it once they have passed.` });
    if (secrecyBreach && !item.secrecyVeto) faults.push({ path: 'secrecyBreach', zh: `${code} 与保密无关。请去掉“泄密”。`, en: `${code} is not about secrecy. Take the mark off.` });
    return { faults, priced };
  }

  private async answered(actor: Actor, id: string, work: (row: ConductEntry) => Promise<void>): Promise<void> {
    require(actor, 'conduct.answer');
    await this.database.transaction(async () => {
      const row = await this.held(actor, id, 'conduct.read');
      if (row.personId !== actor.personId) throw conductErrors['conduct.notYours']({ act: '确认或提出异议', actEn: 'acknowledge or object', who: '被登记的本人', whoEn: 'the person it is about' });
      if (row.state === 'recorded' && row.answerUntil < this.clock.today())
        refuse([{ path: 'version', zh: `确认和异议的期限已于 ${row.answerUntil} 届满，登记自次日起计入。仍有不同意见的，请向政工监察办提出更正。`, en: `The time to answer ended on ${row.answerUntil} and the entry counts from the next day. Ask the office for a correction.` }]);
      await work(row);
    });
  }

  /** Who entered it does not settle the objection to it, neither by a decision nor by a correction. */
  private secondPerson(actor: Actor, row: ConductEntry): void {
    require(actor, 'conduct.decide');
    if (row.recordedBy === actor.userId) throw conductErrors['conduct.secondPerson']({ first: actor.personName || actor.username });
  }

  private held(actor: Actor, id: string, permission: Permission): Promise<ConductEntry> {
    return this.log.held('entry', ENTRY_TABLES, id, 'e', entryScope(actor, permission));
  }
}
