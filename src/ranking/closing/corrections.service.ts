import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { chinaDay } from '../../kernel/day.js';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { latestFirst, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { Person } from '../../court/court.entities.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { SessionsService } from '../../platform/identity/sessions.service.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { nextNumber } from '../../rules/bulletin.js';
import { correctionNumber } from '../../rules/period-closing.js';
import { rankingErrors } from '../ranking.errors.js';
import { readPeriod } from '../rankings.service.js';
import { SnapshotsService } from '../snapshots.service.js';
import { CorrectionPerson, PeriodCorrection, PeriodObjection, type CorrectedGroup } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { CORRECTION_STATES } from './closing-words.js';
import { CorrectedGroups } from './corrected-groups.js';
import type { DifferencesView, FrozenPeriodRow, ProposeCorrection } from './dto/correction.dto.js';
import { MovedFigures } from './moved-figures.js';
import { UnsettledResults } from './unsettled-results.js';

/** 更正: what is frozen changes only by a number, with old and new side by side, by two people; the old result is kept. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly sessions: SessionsService,
    private readonly log: ClosingLog,
    private readonly snapshots: SnapshotsService,
    private readonly corrected: CorrectedGroups,
    private readonly moved: MovedFigures,
    private readonly open: UnsettledResults,
  ) {}

  /** Whose facts are others than those frozen, and which decisions since then wait to be carried out. */
  async differences(actor: Actor, periodKey: string): Promise<DifferencesView> {
    require(actor, 'ranking.publish');
    const period = readPeriod(periodKey);
    await this.mustBeFrozen(actor.courtId, period);
    return { period: period.key, people: await this.moved.of(actor.courtId, period), bases: await this.bases(actor.courtId, period.key) };
  }

  /** Frozen and published periods, for the list of what has moved since. */
  async frozenPeriods(actor: Actor): Promise<FrozenPeriodRow[]> {
    require(actor, 'ranking.publish');
    const states = await this.snapshots.states(actor.courtId);
    const proposed = await this.database.repository(PeriodCorrection).findBy({ courtId: actor.courtId, status: 'proposed' });
    const latest = [...states.keys()].map(readPeriod).sort(latestFirst);
    return latest.map(({ key }) => {
      const { status, closedAt } = states.get(key)!;
      return { period: key, status: status === 'published' ? 'published' : 'closed', frozenAt: closedAt, pending: proposed.find(({ period }) => period === key)?.id ?? null };
    });
  }

  async propose(actor: Actor, periodKey: string, wanted: ProposeCorrection): Promise<string> {
    require(actor, 'ranking.publish');
    const period = readPeriod(periodKey);
    await this.mustBeFrozen(actor.courtId, period);
    notOwn(actor, wanted.people);
    const faults = await this.faults(actor.courtId, period, wanted);
    if (faults.length) throw rankingErrors['period.faulty']({ count: faults.length }, faults);
    await this.sessions.confirmPassword(actor, wanted.password);
    return this.database.transaction(async () => {
      await this.log.held(actor.courtId, period);
      if (await this.database.repository(PeriodCorrection).existsBy({ courtId: actor.courtId, period: period.key, status: 'proposed' })) throw rankingErrors['correction.pending']({ period: period.key });
      const people = new Set(wanted.people);
      const groups = this.corrected.corrected(await this.corrected.rework(actor.courtId, period, people), people).map(({ group }) => group);
      await this.refuseEmpty(actor.courtId, period.key, wanted, groups);
      const id = newId();
      await this.database.repository(PeriodCorrection).insert({
        id, courtId: actor.courtId, period: period.key, year: null, number: null, status: 'proposed', reason: wanted.reason.trim(), basisKind: wanted.basisKind, basisId: ['reconsideration', 'objection'].includes(wanted.basisKind) ? (wanted.basisId ?? null) : null, basisWords: wanted.basisWords.trim(), people: wanted.people, groups,
        proposedById: actor.userId, proposedBy: nameOf(actor), proposedAt: this.clock.instant(), confirmedBy: null, confirmedAt: null, withdrawnReason: null, version: 1,
      });
      this.audit.record(actor, { action: 'period.correctionProposed', subjectKind: 'correction', subjectId: id, after: { period: period.key, people: wanted.people, basis: wanted.basisWords.trim(), changes: groups.reduce((sum, group) => sum + group.changes.length, 0) }, reason: wanted.reason.trim().slice(0, 300) });
      return id;
    });
  }

  /** By another person, on the same figures: numbered, the snapshots superseded, everybody touched told. */
  async confirm(actor: Actor, id: string, password: string): Promise<void> {
    require(actor, 'ranking.publish');
    const seen = await this.held(actor.courtId, id);
    this.mayChange(seen);
    if (seen.proposedById === actor.userId) throw rankingErrors['period.samePerson']({ who: seen.proposedBy });
    notOwn(actor, seen.people);
    await this.sessions.confirmPassword(actor, password);
    await this.database.transaction(async () => {
      const period = readPeriod(seen.period);
      await this.log.held(actor.courtId, period);
      const correction = await this.held(actor.courtId, id);
      this.mayChange(correction);
      const people = new Set(correction.people);
      const groups = this.corrected.corrected(await this.corrected.rework(actor.courtId, period, people), people);
      const asSeen = groups.length === correction.groups.length && groups.every(({ group }) => correction.groups.some((one) => one.group === group.group && one.figures === group.figures && one.before === group.before));
      if (!asSeen) throw rankingErrors['correction.moved']();
      const year = Number(chinaDay(this.clock.now()).slice(0, 4));
      const taken = await this.database.repository(PeriodCorrection).find({ where: { courtId: actor.courtId, year }, select: { number: true } });
      const number = nextNumber(taken.map((one) => one.number!));
      const name = correctionNumber(year, number);
      const issued = [];
      for (const { group, one, input, result } of groups) issued.push({ ...group, after: (await this.snapshots.supersede(one.snapshot, { input, result }, name, new Set(correction.people))).digest });
      const { affected } = await this.database.repository(PeriodCorrection).update({ id, version: correction.version }, { status: 'issued', year, number, groups: issued, confirmedBy: nameOf(actor), confirmedAt: this.clock.instant(), version: correction.version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: correction.proposedBy, when: correction.proposedAt });
      const touched = [...new Set(issued.flatMap((group) => group.changes.map(({ personId }) => personId)))];
      await this.database.repository(CorrectionPerson).insert(touched.map((personId) => ({ id: newId(), courtId: actor.courtId, correctionId: id, personId })));
      this.audit.record(actor, { action: 'period.corrected', subjectKind: 'correction', subjectId: id, after: { period: period.key, number: name, digests: issued.map(({ group, before, after }) => ({ group, before, after })) }, reason: correction.reason.slice(0, 300) });
    });
  }

  async withdraw(actor: Actor, id: string, reason: string): Promise<void> {
    require(actor, 'ranking.publish');
    await this.database.transaction(async () => {
      const correction = await this.held(actor.courtId, id);
      this.mayChange(correction);
      if (!reason.trim()) throw rankingErrors['period.faulty']({ count: 1 }, [{ path: 'reason', zh: '请写明撤回的理由。', en: 'Say why it is withdrawn.' }]);
      const { affected } = await this.database.repository(PeriodCorrection).update({ id, version: correction.version }, { status: 'withdrawn', withdrawnReason: `${nameOf(actor)}：${reason.trim()}`.slice(0, 300), version: correction.version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: correction.proposedBy, when: correction.proposedAt });
      this.audit.record(actor, { action: 'period.correctionWithdrawn', subjectKind: 'correction', subjectId: id, reason: reason.trim() });
    });
  }

  /** Reconsiderations upheld, and objections upheld, since the freeze, that no correction rests on yet. */
  async bases(courtId: string, period: string): Promise<DifferencesView['bases']> {
    const requests = await this.open.granted(courtId, [period]);
    const objections = await this.open.upheld(courtId, period);
    const about = objections.flatMap(({ personIds }) => personIds);
    const names = new Map((about.length ? await this.database.repository(Person).findBy({ courtId, id: In(about) }) : []).map(({ id, name }) => [id, name]));
    return [
      ...requests.map(({ id, year, number, personId, person, at }) => ({ kind: 'reconsideration' as const, id, words: `复议〔${year}〕第${number}号`, person, people: [{ personId, name: person }], decidedOn: chinaDay(new Date(at)) })),
      ...objections.map(({ id, filedOn, signedName, personIds, answeredOn }) => ({ kind: 'objection' as const, id, words: `${filedOn} 公示异议`, person: signedName, people: personIds.map((personId) => ({ personId, name: names.get(personId) ?? '' })), decidedOn: answeredOn! })),
    ];
  }

  /** Whose result the decision is about; `null` where it is none of those listed. */
  private async concerned(courtId: string, period: string, { basisKind, basisId }: Pick<ProposeCorrection, 'basisKind' | 'basisId'>): Promise<string[] | null> {
    if (basisKind === 'objection') return (await this.database.repository(PeriodObjection).findOneBy({ id: basisId ?? '', courtId, period, status: 'upheld' }))?.personIds ?? null;
    return basisKind === 'reconsideration' ? ((await this.bases(courtId, period)).find(({ kind, id }) => kind === basisKind && id === basisId)?.people.map(({ personId }) => personId) ?? null) : null;
  }

  /** A decision is not carried out by correcting somebody else; and that it leaves the result as it is can be said only of a decision, once its record is put right. */
  private async refuseEmpty(courtId: string, period: string, wanted: ProposeCorrection, groups: readonly CorrectedGroup[]): Promise<void> {
    const concerned = await this.concerned(courtId, period, wanted);
    if (!groups.length && !concerned) throw rankingErrors['correction.nothing']();
    if (!concerned) return;
    const touched = new Set([...wanted.people, ...groups.flatMap(({ changes }) => changes.map(({ personId }) => personId))]);
    if (!concerned.some((personId) => touched.has(personId))) {
      throw rankingErrors['period.faulty']({ count: 1 }, [{ path: 'people', zh: '所依据的决定说的是别人的结果，本次更正没有涉及。请选择决定所涉的人员，或换一项依据。', en: 'The decision is about somebody this correction does not touch. Choose whom it concerns, or another basis.' }]);
    }
    const [order] = groups.length ? [] : await this.database.rows<{ id: string }>('SELECT o.id AS "id" FROM correction_order o WHERE o.court_id = :courtId AND o.reconsideration_id = :id AND o.done = :done', { courtId, id: wanted.basisId ?? '', done: false });
    if (order) throw rankingErrors['correction.nothing']();
  }

  private async faults(courtId: string, period: EvaluationPeriod, { people, reason, basisKind, basisId, basisWords }: ProposeCorrection): Promise<Fault[]> {
    const faults: Fault[] = [];
    const { key } = period;
    if (!reason.trim()) faults.push({ path: 'reason', zh: '请写明为什么更正、改正了什么。', en: 'Say why it is corrected and what was changed.' });
    if (!basisWords.trim()) faults.push({ path: 'basisWords', zh: '请写明依据的决定和文号。', en: 'Cite the decision it rests on.' });
    const within = await this.corrected.withinReach(courtId, period);
    const outside = new Set(people.filter((id) => !within.has(id)));
    const beyond = await this.corrected.outOfReach(courtId, period, outside);
    const strangers = outside.size - beyond.people.size;
    if (strangers) faults.push({ path: 'people', zh: `所选人员中有 ${strangers} 人不在 ${key} 冻结的结果中，现在也不在其中任何一组。`, en: `${strangers} of the people chosen are neither in the frozen result of ${key} nor now in one of its groups.` });
    if (beyond.people.size) {
      const [zh, en] = [beyond.groups.map((group) => group.zh).join('、'), beyond.groups.map((group) => group.en).join(', ')];
      faults.push({ path: 'people', zh: `所选人员中有 ${beyond.people.size} 人现在属于${zh}，该组在 ${key} 没有冻结的结果，更正不能补设一组。请核对任职登记。`, en: `${beyond.people.size} of the people chosen now belong to ${en}, of which ${key} has no frozen result: a correction cannot add a group. Check their posts.` });
    }
    if (basisKind === 'reconsideration' || basisKind === 'objection') {
      if (!(await this.concerned(courtId, key, { basisKind, basisId }))) faults.push({ path: 'basisId', zh: '查不到所依据的复议或异议。请从所列决定中选择。', en: 'The decision it rests on was not found. Choose one of those listed.' });
    }
    return faults;
  }

  private mayChange({ status }: PeriodCorrection): void {
    if (status !== 'proposed') throw rankingErrors['correction.notNow']({ state: CORRECTION_STATES[status].zh, stateEn: CORRECTION_STATES[status].en });
  }

  private async held(courtId: string, id: string): Promise<PeriodCorrection> {
    const correction = await this.database.repository(PeriodCorrection).findOneBy({ id, courtId });
    if (!correction) throw platformErrors['record.notFound']();
    return correction;
  }

  private async mustBeFrozen(courtId: string, period: EvaluationPeriod): Promise<void> {
    if (!(await this.snapshots.state(courtId, period))) throw rankingErrors['correction.notFrozen']({ period: period.key });
  }
}

/** Nobody corrects the own result. */
function notOwn({ personId }: Actor, people: readonly string[]): void {
  if (personId !== null && people.includes(personId)) throw rankingErrors['correction.own']();
}
