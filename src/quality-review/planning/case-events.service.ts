import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { FilesService } from '../../platform/files/files.service.js';
import { EVIDENCE_TYPES, mediaTypeOf } from '../../platform/files/media-type.js';
import type { StoredFile } from '../../platform/files/stored-file.entity.js';
import { newId } from '../../platform/ids.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { triggerFor } from '../../rules/review-triggers.js';
import type { RecordEvent, WithdrawEvent } from './dto/event.dto.js';
import { Enrolments, type CaseOfEvent, type Enrolment } from './enrolments.js';
import { eventFaults, type KnownForEvent } from './event-faults.js';
import { CaseEvent, type CaseEventOrigin, type ReviewTrigger } from './planning.entities.js';
import { planningErrors } from './planning.errors.js';
import { ReviewTriggers } from './triggers.service.js';
import { wholeCourt } from './whole-court.js';

/** An event a register or another module knows of. */
export interface RaisedEvent {
  kind: string;
  caseId: string;
  day: string;
  /** One event each: `appeal:<id>:changed`. */
  originKey: string;
  source: string;
}

const CASE = `c.id AS caseId, c.case_number AS number, c.nature AS field, c.responsible_judge_id AS judgeId, c.clerk_id AS clerkId, c.division_id AS divisionId, c.intake_on AS intakeOn, c.closed_on AS closedOn`;
const AT_ONCE = 500;

/** 触发事件: recorded by the trial office, or raised by what the register holds; each enrols its case by itself. */
@Injectable()
export class CaseEvents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly files: FilesService,
    private readonly triggers: ReviewTriggers,
    private readonly enrolments: Enrolments,
  ) {}

  /** @returns ids of the events recorded, one a case */
  async record(actor: Actor, given: RecordEvent, origin: CaseEventOrigin = 'entered'): Promise<string[]> {
    require(actor, 'review.plan');
    return this.database.transaction(async () => {
      await this.hold(actor.courtId);
      const known = await this.known(actor, [given]);
      const faults = await this.faultsOf(given, known);
      if (faults.length) throw planningErrors['caseEvent.faulty']({ count: faults.length }, faults);
      return this.insert(actor, given, known, origin);
    });
  }

  async faultsOf(given: RecordEvent, known: KnownForEvent): Promise<ReturnType<typeof eventFaults>> {
    const faults = eventFaults(given, known);
    if (given.evidenceDigest && !(await this.files.read(given.evidenceDigest))) faults.push({ path: 'evidenceDigest', zh: '附件没有收到。请重新上传。', en: 'The file was not received. Upload it again.' });
    return faults;
  }

  /** Of a claim already checked. Joins the transaction that is open. */
  async insert(actor: Actor, given: RecordEvent, known: KnownForEvent, origin: CaseEventOrigin): Promise<string[]> {
    const trigger = triggerFor(given.kind, given.day, known.triggers)!;
    const groupId = given.caseNumbers.length > 1 ? newId() : null;
    const ids: string[] = [];
    for (const written of given.caseNumbers) {
      const event = this.blank(actor, { ...given, replyOn: given.replyOn ?? null, evidenceName: given.evidenceName ?? null, evidenceDigest: given.evidenceDigest ?? null, groupId, origin, originKey: null });
      ids.push(await this.settle(actor, event, trigger, known.cases.get(written)!));
    }
    return ids;
  }

  /**
   * Door for what raises events by itself. Known events are passed over; one about an open case that cannot wait is passed
   * over too, since the register will say it again once the case is closed.
   * @returns what became of each new event
   */
  async raise(actor: Actor, raised: readonly RaisedEvent[]): Promise<Enrolment['status'][]> {
    if (!raised.length) return [];
    return this.database.transaction(async () => {
      await this.hold(actor.courtId);
      const triggers = await this.triggers.all(actor.courtId);
      const cases = new Map((await this.casesWhere(actor.courtId, 'c.id IN (:...ids)', [...new Set(raised.map(({ caseId }) => caseId))])).map((one) => [one.caseId, one]));
      const known = await this.knownOrigins(raised.map(({ originKey }) => originKey));
      const outcomes: Enrolment['status'][] = [];
      for (const one of raised) {
        const [of, trigger] = [cases.get(one.caseId), triggerFor(one.kind, one.day, triggers)];
        if (!of || !trigger || known.has(one.originKey) || (of.closedOn === null && trigger.openCase === 'refuse')) continue;
        known.add(one.originKey);
        const event = this.blank(actor, { ...one, replyOn: null, evidenceName: null, evidenceDigest: null, groupId: null, origin: 'register' });
        await this.settle(actor, event, trigger, of);
        outcomes.push(event.status as Enrolment['status']);
      }
      return outcomes;
    });
  }

  /** Events that waited and can be enrolled now. */
  async retryWaiting(actor: Actor): Promise<number> {
    return this.database.transaction(async () => {
      await this.hold(actor.courtId);
      const waiting = await this.database.repository(CaseEvent).find({ where: { courtId: actor.courtId, status: 'waiting' }, order: { recordedAt: 'ASC', id: 'ASC' } });
      if (!waiting.length) return 0;
      const triggers = await this.triggers.all(actor.courtId);
      const cases = new Map((await this.casesWhere(actor.courtId, 'c.id IN (:...ids)', waiting.map(({ caseId }) => caseId))).map((one) => [one.caseId, one]));
      let enrolled = 0;
      for (const event of waiting) {
        const trigger = triggerFor(event.kind, event.day, triggers);
        const of = cases.get(event.caseId);
        if (!trigger || !of || (event.waitsFor === 'closing' && of.closedOn === null)) continue;
        const outcome = await this.enrolments.enrol(actor, event, trigger, of);
        if (outcome.status === 'waiting' && outcome.waitsFor === event.waitsFor) continue;
        await this.database.repository(CaseEvent).update(event.id, { ...placed(outcome), version: event.version + 1 });
        if (outcome.status === 'enrolled') enrolled += 1;
        this.audit.record(actor, { action: 'caseEvent.placed', subjectKind: 'caseEvent', subjectId: event.id, after: { ...outcome } });
      }
      return enrolled;
    });
  }

  async withdraw(actor: Actor, id: string, { version, reason }: WithdrawEvent): Promise<void> {
    require(actor, 'review.plan');
    await this.database.transaction(async () => {
      await this.hold(actor.courtId);
      const event = await this.found(actor, id);
      if (event.status === 'withdrawn') throw planningErrors['caseEvent.withdrawn']({ who: event.withdrawnBy ?? '—' });
      if (event.origin === 'register') throw planningErrors['caseEvent.fromRegister']();
      const { affected } = await this.database.repository(CaseEvent).update({ id, version }, { status: 'withdrawn', withdrawnBy: actor.personName.slice(0, 60), withdrawnAt: this.clock.instant(), withdrawnReason: reason, version: version + 1 });
      if (affected !== 1) throw platformErrors['record.changed']({ who: event.recordedBy, when: event.recordedAt });
      if (event.reviewId) {
        const others = await this.database.repository(CaseEvent).findBy({ reviewId: event.reviewId, status: 'enrolled' });
        await this.enrolments.release(actor, event.reviewId, event.triggerCode, others.map(({ triggerCode }) => triggerCode), reason);
      }
      this.audit.record(actor, { action: 'caseEvent.withdrawn', subjectKind: 'caseEvent', subjectId: id, before: { status: event.status }, after: { status: 'withdrawn' }, reason });
    });
  }

  async keepFile(actor: Actor, content: Buffer, name: string): Promise<{ digest: string; name: string }> {
    require(actor, 'review.plan');
    const mediaType = mediaTypeOf(content, EVIDENCE_TYPES);
    if (!mediaType) throw planningErrors['caseEvent.faulty']({ count: 1 }, [{ path: 'file', zh: '附件应为 PDF、DOCX、文本或图片（PNG、JPEG）。请另存后重新上传。', en: 'The file must be a PDF, DOCX, text or picture (PNG, JPEG). Save it as one and upload again.' }]);
    return { digest: await this.files.keep(content, mediaType), name: name.slice(0, 200) };
  }

  async evidence(actor: Actor, id: string): Promise<{ name: string; file: StoredFile }> {
    require(actor, 'review.plan');
    const event = await this.found(actor, id);
    const file = event.evidenceDigest ? await this.files.read(event.evidenceDigest) : null;
    if (!file) throw platformErrors['record.notFound']();
    return { name: event.evidenceName ?? 'evidence', file };
  }

  /** What claims are held against; case numbers may be written with half-width brackets. */
  async known(actor: Actor, claims: readonly RecordEvent[]): Promise<KnownForEvent> {
    const triggers = await this.triggers.all(actor.courtId);
    if (!triggers.length) throw planningErrors['caseEvent.noTriggers']();
    const written = [...new Set(claims.flatMap(({ caseNumbers }) => caseNumbers))];
    const found = new Map((await this.casesWhere(actor.courtId, 'c.case_number IN (:...ids)', [...new Set(written.map(canonical))])).map((one) => [one.number, one]));
    const cases = new Map(written.map((one) => [one, found.get(canonical(one)) ?? null]));
    const ids = [...new Set([...found.values()].map(({ caseId }) => caseId))];
    const recorded = new Set<string>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const rows = await this.database.rows<{ kind: string; caseId: string; day: string }>(`SELECT kind AS kind, case_id AS caseId, day AS day FROM case_event WHERE case_id IN (:...ids) AND status <> 'withdrawn'`, { ids: ids.slice(from, from + AT_ONCE) });
      for (const { kind, caseId, day } of rows) recorded.add(`${kind}|${caseId}|${day}`);
    }
    return { today: this.clock.today(), triggers, cases, recorded };
  }

  async hold(courtId: string): Promise<void> {
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId });
  }

  private blank(actor: Actor, given: Pick<CaseEvent, 'kind' | 'day' | 'replyOn' | 'source' | 'origin' | 'originKey' | 'groupId' | 'evidenceName' | 'evidenceDigest'>): CaseEvent {
    return this.database.repository(CaseEvent).create({
      kind: given.kind, day: given.day, replyOn: given.replyOn, source: given.source.trim(), origin: given.origin, originKey: given.originKey, groupId: given.groupId, evidenceName: given.evidenceName, evidenceDigest: given.evidenceDigest,
      id: newId(), courtId: actor.courtId, recordedBy: actor.personName.slice(0, 60), recordedAt: this.clock.instant(), withdrawnBy: null, withdrawnAt: null, withdrawnReason: null, version: 1,
    });
  }

  private async settle(actor: Actor, event: CaseEvent, trigger: ReviewTrigger, of: CaseOfEvent): Promise<string> {
    const outcome = await this.enrolments.enrol(actor, event, trigger, of);
    Object.assign(event, { caseId: of.caseId, triggerCode: trigger.code }, placed(outcome));
    await this.database.repository(CaseEvent).insert(event);
    const { kind, day, source, origin, triggerCode, status, waitsFor, reviewId } = event;
    this.audit.record(actor, { action: 'caseEvent.recorded', subjectKind: 'caseEvent', subjectId: event.id, after: { caseId: of.caseId, kind, day, source, origin, triggerCode, status, waitsFor, reviewId } });
    return event.id;
  }

  private async knownOrigins(keys: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (let from = 0; from < keys.length; from += AT_ONCE)
      for (const { key } of await this.database.rows<{ key: string }>('SELECT origin_key AS `key` FROM case_event WHERE origin_key IN (:...keys)', { keys: keys.slice(from, from + AT_ONCE) })) known.add(key);
    return known;
  }

  private async casesWhere(courtId: string, condition: string, ids: readonly string[]): Promise<CaseOfEvent[]> {
    const cases: CaseOfEvent[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) cases.push(...(await this.database.rows<CaseOfEvent>(`SELECT ${CASE} FROM court_case c WHERE c.court_id = :courtId AND ${condition}`, { courtId, ids: ids.slice(from, from + AT_ONCE) })));
    return cases;
  }

  private async found(actor: Actor, id: string): Promise<CaseEvent> {
    const scope = wholeCourt(actor, 'review.plan', { court: 'e.court_id' });
    const event = await this.database.repository(CaseEvent).createQueryBuilder('e').where('e.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!event) throw platformErrors['record.notFound']();
    return event;
  }
}

function placed(outcome: Enrolment): Pick<CaseEvent, 'status' | 'waitsFor' | 'reviewId'> {
  return { status: outcome.status, waitsFor: outcome.status === 'waiting' ? outcome.waitsFor : null, reviewId: outcome.status === 'enrolled' ? outcome.reviewId : null };
}

/** Full-width brackets, as the register writes numbers. */
function canonical(written: string): string {
  return written.trim().replace(/\s+/g, '').replace(/[([〔]/, '（').replace(/[)\]〕]/, '）');
}
