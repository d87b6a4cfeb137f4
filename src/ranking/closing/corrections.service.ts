import { Injectable } from '@nestjs/common';
import { chinaDay } from '../../kernel/day.js';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { latestFirst, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
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
import { CorrectionPerson, FrozenStanding, PeriodCorrection, PeriodObjection } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { CorrectedGroups } from './corrected-groups.js';
import type { DifferencesView, FrozenPeriodRow, ProposeCorrection } from './dto/correction.dto.js';
import { MovedFigures } from './moved-figures.js';

const WAITS = { proposed: { zh: '待第二人确认', en: 'awaiting the second person' }, issued: { zh: '已生效', en: 'in effect' }, withdrawn: { zh: '已撤回', en: 'withdrawn' } };

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
    const faults = await this.faults(actor.courtId, period, wanted);
    if (faults.length) throw rankingErrors['period.faulty']({ count: faults.length }, faults);
    await this.sessions.confirmPassword(actor, wanted.password);
    return this.database.transaction(async () => {
      await this.log.held(actor.courtId, period);
      if (await this.database.repository(PeriodCorrection).existsBy({ courtId: actor.courtId, period: period.key, status: 'proposed' })) throw rankingErrors['correction.pending']({ period: period.key });
      const people = new Set(wanted.people);
      const groups = this.corrected.corrected(await this.corrected.rework(actor.courtId, period, people), people).map(({ group }) => group);
      if (!groups.length) throw rankingErrors['correction.nothing']();
      const id = newId();
      await this.database.repository(PeriodCorrection).insert({
        id, courtId: actor.courtId, period: period.key, year: null, number: null, status: 'proposed', reason: wanted.reason.trim(), basisKind: wanted.basisKind, basisId: wanted.basisId ?? null, basisWords: wanted.basisWords.trim(), people: wanted.people, groups,
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
    const requests = await this.database.rows<{ id: string; year: number; number: number; person: string; at: string }>(
      `SELECT q.id AS "id", q.year AS "year", q.number AS "number", p.name AS "person", MAX(s.at) AS "at" FROM reconsideration q JOIN person p ON p.id = q.person_id
       JOIN reconsideration_step s ON s.reconsideration_id = q.id AND s.action IN ('correct', 'decide') JOIN period_state t ON t.court_id = q.court_id AND t.period = q.period
       WHERE q.court_id = :courtId AND q.period = :period AND q.outcome IN ('upheld', 'partlyUpheld') AND s.at > t.closed_at
         AND NOT EXISTS (SELECT 1 FROM period_correction c WHERE c.basis_id = q.id AND c.status <> 'withdrawn')
       GROUP BY q.id, q.year, q.number, p.name ORDER BY q.year, q.number`,
      { courtId, period },
    );
    const objections = await this.database.rows<{ id: string; filedOn: string; personIds: string; signedName: string; answeredOn: string }>(
      `SELECT o.id AS "id", o.filed_on AS "filedOn", o.signed_name AS "signedName", o.answered_on AS "answeredOn" FROM period_objection o WHERE o.court_id = :courtId AND o.period = :period AND o.status = 'upheld'
         AND NOT EXISTS (SELECT 1 FROM period_correction c WHERE c.basis_id = o.id AND c.status <> 'withdrawn') ORDER BY o.filed_on, o.id`,
      { courtId, period },
    );
    return [
      ...requests.map(({ id, year, number, person, at }) => ({ kind: 'reconsideration' as const, id, words: `复议〔${year}〕第${number}号`, person, decidedOn: chinaDay(new Date(at)) })),
      ...objections.map(({ id, filedOn, signedName, answeredOn }) => ({ kind: 'objection' as const, id, words: `${filedOn} 公示异议`, person: signedName, decidedOn: answeredOn })),
    ];
  }

  private async faults(courtId: string, { key }: EvaluationPeriod, { people, reason, basisKind, basisId, basisWords }: ProposeCorrection): Promise<Fault[]> {
    const faults: Fault[] = [];
    if (!reason.trim()) faults.push({ path: 'reason', zh: '请写明为什么更正、改正了什么。', en: 'Say why it is corrected and what was changed.' });
    if (!basisWords.trim()) faults.push({ path: 'basisWords', zh: '请写明依据的决定和文号。', en: 'Cite the decision it rests on.' });
    const frozen = await this.database.repository(FrozenStanding).findBy({ courtId, period: key });
    const strangers = people.filter((id) => !frozen.some(({ personId }) => personId === id)).length;
    if (strangers) faults.push({ path: 'people', zh: `所选人员中有 ${strangers} 人不在 ${key} 冻结的结果中。`, en: `${strangers} of the people chosen are not in the frozen result of ${key}.` });
    if (basisKind === 'reconsideration' || basisKind === 'objection') {
      const table = basisKind === 'objection' ? PeriodObjection : null;
      const known = table ? await this.database.repository(table).existsBy({ id: basisId ?? '', courtId, period: key, status: 'upheld' }) : (await this.bases(courtId, key)).some(({ id }) => id === basisId);
      if (!known) faults.push({ path: 'basisId', zh: '查不到所依据的复议或异议。请从所列决定中选择。', en: 'The decision it rests on was not found. Choose one of those listed.' });
    }
    return faults;
  }

  private mayChange({ status }: PeriodCorrection): void {
    if (status !== 'proposed') throw rankingErrors['correction.notNow']({ state: WAITS[status].zh, stateEn: WAITS[status].en });
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
