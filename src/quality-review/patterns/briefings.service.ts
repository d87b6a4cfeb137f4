import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { addDays, daysBetween, type Day } from '../../kernel/day.js';
import type { Fault } from '../../kernel/domain-error.js';
import { Division, Person, PostHolding } from '../../court/court.entities.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { courtWide, nameOf } from '../../platform/permissions/court-wide.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { compareRates } from '../../rules/rate-comparison.js';
import { DefectClause } from '../review.entities.js';
import { Briefing, BriefingMeasure } from './briefing.entities.js';
import type { AddMeasures, BriefingWords, EffectView, MeasureInput, RecordBriefing } from './dto/briefings.dto.js';
import { patternErrors } from './patterns.errors.js';
import { PatternsService, rateView } from './patterns.service.js';

const USUAL_DAYS = 90;
const CHAIRS = ['courtPresident', 'vicePresident', 'divisionChief', 'deputyDivisionChief'] as const;

/** 讲评: recorded once, followed by measures until they are done, then closed. */
@Injectable()
export class BriefingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly patterns: PatternsService,
  ) {}

  async record(actor: Actor, wanted: RecordBriefing): Promise<string> {
    require(actor, 'briefing.write');
    return this.database.transaction(async () => {
      const faults = [...(await this.faultsOf(actor.courtId, wanted)), ...(await this.measureFaults(actor.courtId, wanted.measures, wanted.heldOn))];
      if (faults.length) throw patternErrors['briefing.faulty']({ count: faults.length }, faults);
      const id = newId();
      const { heldOn, occasion, chairId, clauses, divisionIds, material } = wanted;
      const briefing = { id, courtId: actor.courtId, heldOn, occasion: occasion.trim(), chairId, clauses: [...new Set(clauses)], divisionIds: [...new Set(divisionIds)], material: material.trim(), status: 'open' as const, closedOn: null, closedBy: null, closingWords: null, createdAt: this.clock.instant(), version: 1 };
      await this.database.repository(Briefing).insert(briefing);
      await this.insertMeasures(actor.courtId, id, wanted.measures);
      this.audit.record(actor, { action: 'briefing.recorded', subjectKind: 'briefing', subjectId: id, after: { ...briefing, measures: wanted.measures } });
      return id;
    });
  }

  async addMeasures(actor: Actor, id: string, { version, measures }: AddMeasures): Promise<void> {
    require(actor, 'briefing.write');
    await this.database.transaction(async () => {
      const briefing = await this.open(actor, id);
      const faults = await this.measureFaults(actor.courtId, measures, briefing.heldOn);
      if (faults.length) throw patternErrors['briefing.faulty']({ count: faults.length }, faults);
      await this.move(briefing, version, {});
      await this.insertMeasures(actor.courtId, id, measures);
      this.audit.record(actor, { action: 'briefing.measured', subjectKind: 'briefing', subjectId: id, after: { measures } });
    });
  }

  /** By the person responsible, or by whoever keeps the record of briefings. */
  async done(actor: Actor, id: string, measureId: string, { version, words }: BriefingWords): Promise<void> {
    await this.database.transaction(async () => {
      const briefing = await this.open(actor, id);
      const measure = await this.database.repository(BriefingMeasure).findOneBy({ id: measureId, briefingId: id });
      if (!measure) throw platformErrors['record.notFound']();
      if (measure.personId !== actor.personId) {
        const { name } = await this.database.repository(Person).findOneByOrFail({ id: measure.personId });
        if (!may(actor, 'briefing.write')) throw patternErrors['briefing.notYours']({ who: name });
      }
      if (measure.doneOn) throw patternErrors['briefing.measureDone']({ day: measure.doneOn });
      if (!words.trim()) throw patternErrors['briefing.faulty']({ count: 1 }, [{ path: 'words', zh: '请写明做了什么、结果如何。', en: 'Say what was done and with what result.' }]);
      const change = { doneOn: this.clock.today(), doneBy: nameOf(actor), doneWords: words.trim() };
      const { affected } = await this.database.repository(BriefingMeasure).update({ id: measureId, version, doneOn: IsNull() }, { ...change, version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: '', when: '' });
      this.audit.record(actor, { action: 'briefing.measure.done', subjectKind: 'briefing', subjectId: briefing.id, after: { measure: measure.words, ...change } });
    });
  }

  async close(actor: Actor, id: string, { version, words }: BriefingWords): Promise<void> {
    require(actor, 'briefing.write');
    await this.database.transaction(async () => {
      const briefing = await this.open(actor, id);
      const left = await this.database.repository(BriefingMeasure).findBy({ briefingId: id, doneOn: IsNull() });
      if (left.length) throw patternErrors['briefing.measuresOpen']({ count: left.length, names: left.map(({ words: measure }) => measure.slice(0, 20)).join('；') });
      if (!words.trim()) throw patternErrors['briefing.faulty']({ count: 1 }, [{ path: 'words', zh: '请写明整改结果。', en: 'Say what came of it.' }]);
      const change = { status: 'closed' as const, closedOn: this.clock.today(), closedBy: nameOf(actor), closingWords: words.trim() };
      await this.move(briefing, version, change);
      this.audit.record(actor, { action: 'briefing.closed', subjectKind: 'briefing', subjectId: id, before: { status: 'open' }, after: change });
    });
  }

  /**
   * 讲评前后: the clauses' rates among cases closed as many days before the briefing as after it, in the divisions that attended.
   * Counted by the day a case was closed, since what was closed before the briefing cannot have learnt from it.
   */
  async effect(actor: Actor, id: string, days?: number): Promise<EffectView> {
    require(actor, 'pattern.read');
    const briefing = await this.visible(actor, id);
    const since = daysBetween(briefing.heldOn, addDays(this.clock.today(), 1));
    const length = Math.max(1, Math.min(days ?? USUAL_DAYS, since));
    const [before, after] = [{ from: addDays(briefing.heldOn, -length), until: briefing.heldOn }, { from: briefing.heldOn, until: addDays(briefing.heldOn, length) }];
    const divisions = briefing.divisionIds;
    const labels = await this.patterns.labels(actor.courtId, 'clause', briefing.clauses);
    const row = async (code: string | null, label: EffectView['rows'][number]['label'], clauses: string[]): Promise<EffectView['rows'][number]> => {
      const [earlier, later] = [await this.patterns.rate(actor, { ...before, divisions, clauses }, 'closed'), await this.patterns.rate(actor, { ...after, divisions, clauses }, 'closed')];
      return { code, label, before: rateView(earlier), after: rateView(later), change: compareRates(earlier, later) };
    };
    const rows: EffectView['rows'] = [];
    for (const code of briefing.clauses) rows.push(await row(code, labels.get(code) ?? { zh: code, en: code }, [code]));
    if (briefing.clauses.length > 1) rows.push(await row(null, { zh: '以上任一条目', en: 'any of these' }, briefing.clauses));
    const names = await this.patterns.labels(actor.courtId, 'division', divisions);
    return { days: length, before, after, divisions: divisions.flatMap((one) => names.get(one) ?? []), rows };
  }

  /** A briefing of the reader's court. */
  async visible(actor: Actor, id: string): Promise<Briefing> {
    const scope = courtWide(actor, 'briefing.read', { court: 'b.court_id' });
    const lock = this.database.inTransaction ? this.database.forUpdate : '';
    const [found] = await this.database.rows<{ id: string }>(`SELECT b.id AS id FROM briefing b WHERE b.id = :id AND ${scope.sql}${lock}`, { ...scope.parameters, id });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(Briefing).findOneByOrFail({ id });
  }

  private async open(actor: Actor, id: string): Promise<Briefing> {
    const briefing = await this.visible(actor, id);
    if (briefing.status === 'closed') throw patternErrors['briefing.closed']({ day: briefing.closedOn! });
    return briefing;
  }

  private async move({ id }: Briefing, version: number, change: Partial<Briefing>): Promise<void> {
    const { affected } = await this.database.repository(Briefing).update({ id, version, status: 'open' }, { ...change, version: version + 1 });
    if (!affected) throw platformErrors['record.changed']({ who: '', when: '' });
  }

  private async insertMeasures(courtId: string, briefingId: string, measures: readonly MeasureInput[]): Promise<void> {
    if (measures.length)
      await this.database.repository(BriefingMeasure).insert(measures.map(({ words, personId, dueOn }) => ({ id: newId(), courtId, briefingId, words: words.trim(), personId, dueOn, doneOn: null, doneBy: null, doneWords: null, version: 1 })));
  }

  private async faultsOf(courtId: string, { heldOn, occasion, chairId, clauses, divisionIds, material }: RecordBriefing): Promise<Fault[]> {
    const faults: Fault[] = [];
    const today = this.clock.today();
    if (heldOn > today) faults.push({ path: 'heldOn', zh: `讲评日期 ${heldOn} 在今天（${today}）之后。请在讲评之后登记。`, en: `The day ${heldOn} is after today (${today}). Record the briefing once it was held.` });
    if (!occasion.trim()) faults.push({ path: 'occasion', zh: '请写明讲评的场合，如“10月审判质量讲评会”。', en: 'Say on what occasion it was held.' });
    if (!material.trim()) faults.push({ path: 'material', zh: '请写明讲评的内容要点。', en: 'Say what was spoken about.' });
    if (!clauses.length) faults.push({ path: 'clauses', zh: '请至少选择一个讲评的条目。', en: 'Choose at least one clause that was spoken about.' });
    if (!divisionIds.length) faults.push({ path: 'divisionIds', zh: '请至少选择一个参加的庭。', en: 'Choose at least one division that attended.' });
    const posts = await this.database.repository(PostHolding).findBy({ courtId, personId: chairId, post: In([...CHAIRS]), supersededAt: IsNull() });
    if (!posts.some(({ validFrom, validUntil }) => validFrom <= heldOn && (validUntil === null || validUntil > heldOn)))
      faults.push({ path: 'chairId', zh: '讲评人当日应任院长、副院长、庭长或副庭长。请选择主持讲评的人。', en: 'Whoever holds a briefing is president, vice-president, chief or deputy chief on the day. Choose that person.' });
    const known = clauses.length ? await this.database.repository(DefectClause).findBy({ courtId, code: In([...clauses]) }) : [];
    for (const code of new Set(clauses)) if (!known.some((one) => one.code === code)) faults.push({ path: 'clauses', zh: `没有条目 ${code}。请从条目目录中选择。`, en: `There is no clause ${code}. Choose from the catalogue.` });
    const units = divisionIds.length ? await this.database.repository(Division).findBy({ courtId, id: In([...divisionIds]) }) : [];
    if (units.length < new Set(divisionIds).size) faults.push({ path: 'divisionIds', zh: '有的庭不在本院机构中。请重新选择。', en: 'Some divisions are not of this court. Choose again.' });
    return faults;
  }

  private async measureFaults(courtId: string, measures: readonly MeasureInput[], heldOn: Day): Promise<Fault[]> {
    const people = measures.length ? await this.database.repository(Person).findBy({ courtId, id: In(measures.map(({ personId }) => personId)) }) : [];
    return measures.flatMap(({ words, personId, dueOn }, index): Fault[] => [
      ...(words.trim() ? [] : [{ path: `measures[${index}].words`, zh: `第 ${index + 1} 项措施没有写明做什么。`, en: `Measure ${index + 1} does not say what is to be done.` }]),
      ...(people.some(({ id }) => id === personId) ? [] : [{ path: `measures[${index}].personId`, zh: `第 ${index + 1} 项措施没有责任人。请选择本院人员。`, en: `Measure ${index + 1} has nobody responsible. Choose somebody of this court.` }]),
      ...(dueOn >= heldOn ? [] : [{ path: `measures[${index}].dueOn`, zh: `第 ${index + 1} 项措施的期限 ${dueOn} 早于讲评日期 ${heldOn}。`, en: `Measure ${index + 1} is due on ${dueOn}, before the briefing of ${heldOn}.` }]),
    ]);
  }
}
