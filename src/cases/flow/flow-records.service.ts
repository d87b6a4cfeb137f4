import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database, isDuplicate } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { caseErrors } from '../cases.errors.js';
import { CaseFlowCount, CaseFlowExplanation, slotOf } from './case-flow.entities.js';
import { CaseFlowService, readsWholeCourt } from './case-flow.service.js';
import { flowPeriod } from './counted-flow.js';
import type { ExplainGap, FlowHistoryView, FlowUnitQuery, RegisterCount } from './dto/flow.dto.js';

/** What the trial office writes beside the case flow: counts of open cases, and why figures do not reconcile. Superseded, never overwritten. */
@Injectable()
export class FlowRecordsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly flows: CaseFlowService,
  ) {}

  async register(actor: Actor, given: RegisterCount): Promise<void> {
    require(actor, 'flow.explain');
    const period = flowPeriod(given.period, this.clock.today());
    await this.database.transaction(async () => {
      const faults = await this.faultsOf(actor.courtId, given);
      if (given.countedOn > this.clock.today()) faults.push({ path: 'countedOn', zh: `清点日期 ${given.countedOn} 在今天之后。`, en: `The day of the count, ${given.countedOn}, is after today.` });
      // A count of today would be held against every closing after it until the period ends, as a gap there is not.
      if (period.running) faults.push({ path: 'period', zh: `${given.period} 要到 ${period.until} 才结束，现在没有期末未结数。请在期末以后登记。`, en: `${given.period} runs until ${period.until}; there is no count of its end yet. Register it from that day on.` });
      else if (given.countedOn < period.asOf) faults.push({ path: 'countedOn', zh: `${given.period} 期末是 ${period.asOf}，清点日期不能早于期末。`, en: `${given.period} ends on ${period.asOf}; the count cannot be earlier.` });
      if (!given.source.trim()) faults.push({ path: 'source', zh: '请写明数字出自哪里，如“司法统计月报”。', en: 'Say where the number comes from.' });
      const before = await this.database.repository(CaseFlowCount).findOneBy({ courtId: actor.courtId, slot: slotOf(given) });
      if (before && !given.reason?.trim()) faults.push(REASON);
      if (faults.length) throw caseErrors['flow.faulty']({ count: faults.length }, faults);
      if (before) await this.supersede(CaseFlowCount, actor, before.id, given.reason!.trim());
      const count = { id: newId(), courtId: actor.courtId, period: given.period, unitKind: given.unitKind, unitId: given.unitId, slot: slotOf(given), pending: given.pending, countedOn: given.countedOn, source: given.source.trim(), ...this.by(actor) };
      await this.first(CaseFlowCount, count);
      this.audit.record(actor, { action: 'caseFlow.counted', subjectKind: 'caseFlow', subjectId: count.id, before: before && { pending: before.pending, source: before.source }, after: count, reason: given.reason });
    });
  }

  async explain(actor: Actor, given: ExplainGap): Promise<void> {
    require(actor, 'flow.explain');
    await this.database.transaction(async () => {
      const faults = await this.faultsOf(actor.courtId, given);
      const { gap } = await this.flows.gapOf(actor.courtId, given);
      if (gap === 0) faults.push({ path: 'gap', zh: '现在没有差额，不需要说明。', en: 'There is no gap now; nothing needs explaining.' });
      else if (gap !== given.gap) faults.push({ path: 'gap', zh: `您读到的差额是 ${given.gap}，现在是 ${gap}。请看过新的数字后再说明。`, en: `You read a gap of ${given.gap}; it is ${gap} now. Look at the new figures first.` });
      if (!given.words.trim()) faults.push({ path: 'words', zh: '请写明差额的原因和处理办法。', en: 'Say why the figures differ and what is done about it.' });
      const before = await this.database.repository(CaseFlowExplanation).findOneBy({ courtId: actor.courtId, slot: slotOf(given) });
      if (before && !given.reason?.trim()) faults.push(REASON);
      if (faults.length) throw caseErrors['flow.faulty']({ count: faults.length }, faults);
      if (before) await this.supersede(CaseFlowExplanation, actor, before.id, given.reason!.trim());
      const explanation = { id: newId(), courtId: actor.courtId, period: given.period, unitKind: given.unitKind, unitId: given.unitId, slot: slotOf(given), gap, words: given.words.trim(), ...this.by(actor) };
      await this.first(CaseFlowExplanation, explanation);
      this.audit.record(actor, { action: 'caseFlow.explained', subjectKind: 'caseFlow', subjectId: explanation.id, before: before && { gap: before.gap, words: before.words }, after: explanation, reason: given.reason });
    });
  }

  /** Everything written about a unit's period, with what no longer counts. */
  async history(actor: Actor, { period, unitKind, unitId }: FlowUnitQuery): Promise<FlowHistoryView> {
    require(actor, 'flow.read');
    if (!readsWholeCourt(actor)) require(actor, 'flow.explain');
    const find = { where: { courtId: actor.courtId, period, unitKind, unitId }, order: { recordedAt: 'ASC', id: 'ASC' } } as const;
    const told = <T extends CaseFlowCount | CaseFlowExplanation>({ recordedBy, recordedAt, supersededBy, supersededAt, supersededReason }: T): Pick<T, 'recordedBy' | 'recordedAt' | 'supersededBy' | 'supersededAt' | 'supersededReason'> => ({ recordedBy, recordedAt, supersededBy, supersededAt, supersededReason });
    return {
      counts: (await this.database.repository(CaseFlowCount).find(find)).map((one) => ({ pending: one.pending, countedOn: one.countedOn, source: one.source, ...told(one) })),
      explanations: (await this.database.repository(CaseFlowExplanation).find(find)).map((one) => ({ gap: one.gap, words: one.words, ...told(one) })),
    };
  }

  private by(actor: Actor): Pick<CaseFlowCount, 'recordedBy' | 'recordedAt' | 'supersededBy' | 'supersededAt' | 'supersededReason'> {
    return { recordedBy: nameOf(actor), recordedAt: this.clock.instant(), supersededBy: null, supersededAt: null, supersededReason: null };
  }

  private async supersede(table: typeof CaseFlowCount | typeof CaseFlowExplanation, actor: Actor, id: string, reason: string): Promise<void> {
    const change = { slot: null, supersededBy: nameOf(actor), supersededAt: this.clock.instant(), supersededReason: reason };
    const { affected } = await this.database.repository<CaseFlowCount | CaseFlowExplanation>(table).createQueryBuilder().update().set(change).where('id = :id AND slot IS NOT NULL', { id }).execute();
    if (!affected) throw platformErrors['record.changed']({ who: '', when: '' });
  }

  /** Two people may write the first record of a unit at the same moment: the second is told of the first, as if it had stood there. */
  private async first<T extends CaseFlowCount | CaseFlowExplanation>(table: new () => T, record: T): Promise<void> {
    try {
      await this.database.repository(table).insert(record as never);
    } catch (error) {
      throw isDuplicate(error) ? caseErrors['flow.faulty']({ count: 1 }, [REASON]) : error;
    }
  }

  private async faultsOf(courtId: string, unit: RegisterCount | ExplainGap): Promise<Fault[]> {
    const { known } = unit.unitKind === 'court' ? { known: unit.unitId === '' } : await this.flows.gapOf(courtId, unit);
    return known ? [] : [{ path: 'unitId', zh: '本院没有这个单位，或本期没有它的案件。请从表中选择一行。', en: 'There is no such unit with cases in this period. Choose a row of the table.' }];
  }
}

const REASON: Fault = { path: 'reason', zh: '这一单位本期已有记录。请写明为什么更改，原记录会保留。', en: 'A record stands already. Say why it is replaced; the old one is kept.' };
