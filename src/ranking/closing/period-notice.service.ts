import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { CourtCalendar } from '../../court/court-calendar.js';
import { Person } from '../../court/court.entities.js';
import { byStrokes } from '../../court/stroke-order.js';
import type { GroupResult } from '../../peer-comparison/group-result.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { correctionNumber } from '../../rules/period-closing.js';
import { GroupSights, isPlaced, type GroupSight } from '../../peer-comparison/group-sight.js';
import { rankingErrors } from '../ranking.errors.js';
import { readPeriod } from '../rankings.service.js';
import { SnapshotsService } from '../snapshots.service.js';
import { FrozenStanding, PeriodCorrection, PeriodObjection, type PeriodClosing } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import type { AnswerPeriodObjection, FilePeriodObjection, NoticeRow, ObjectionView, PeriodNoticeView } from './dto/closing.dto.js';
import { UnsettledResults } from './unsettled-results.js';

/** 公示与异议: names by strokes, open to the whole court; totals and ranks where the reader may read them anyway. */
@Injectable()
export class PeriodNoticeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly calendar: CourtCalendar,
    private readonly log: ClosingLog,
    private readonly snapshots: SnapshotsService,
    private readonly sights: GroupSights,
    private readonly unsettled: UnsettledResults,
  ) {}

  async view(actor: Actor, periodKey: string): Promise<PeriodNoticeView> {
    require(actor, 'period.object');
    const period = readPeriod(periodKey);
    const closing = await this.noticed(actor.courtId, period);
    const reach = await this.sights.reachOf(actor, period);
    const today = this.clock.today();
    const objections = await this.database.repository(PeriodObjection).find({ where: { courtId: actor.courtId, period: period.key }, order: { filedOn: 'ASC', id: 'ASC' } });
    const standings = await this.database.repository(FrozenStanding).findBy({ courtId: actor.courtId, period: period.key, supersededAt: IsNull() });
    const paused = await this.unsettled.pausedIn(actor.courtId, period.key);
    const snapshots = await this.snapshots.snapshotsOf(actor.courtId, period);
    const names = new Map(standings.map(({ personId, name }) => [personId, name]));
    const handles = may(actor, 'ranking.publish');
    const issued = await this.database.repository(PeriodCorrection).findBy({ courtId: actor.courtId, period: period.key, status: 'issued', basisKind: 'objection' });
    return {
      period: period.key, from: closing.noticeFrom!, until: closing.noticeUntil!, days: closing.noticeDays!, left: today > closing.noticeUntil! ? 0 : this.calendar.between(today, closing.noticeUntil!), contact: closing.noticeContact!, published: closing.status === 'published',
      groups: await Promise.all(snapshots.map(async (snapshot) => {
        const { peerGroup, digest, result } = snapshot;
        const { description } = JSON.parse(result) as GroupResult;
        const sight = await this.sights.of(actor.courtId, reach, period, await this.snapshots.frozenGroup(snapshot));
        return { key: peerGroup, title: groupTitle(readKey(peerGroup).post, readKey(peerGroup).nature), size: description.size, mean: sight.described ? description.mean : null, median: sight.described ? description.median : null, digest, rows: rowsOf(standings.filter((one) => one.peerGroup === peerGroup), sight, actor.personId, paused) };
      })),
      // Who asks, and what, is read by those it concerns and by the office that answers.
      objections: objections.filter(({ objectorId, personIds }) => handles || objectorId === actor.personId || personIds.includes(actor.personId ?? '')).map((one) => objectionView(one, names, issued.find(({ basisId }) => basisId === one.id), handles && mayAnswer(actor, one))),
      mayObject: closing.status === 'noticed' && today <= closing.noticeUntil! && actor.personId !== null,
      myName: actor.personName,
    };
  }

  async object(actor: Actor, periodKey: string, { personIds, signedName, grounds }: FilePeriodObjection): Promise<string> {
    require(actor, 'period.object');
    const period = readPeriod(periodKey);
    return this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      if (closing.status !== 'noticed' || this.clock.today() > closing.noticeUntil!) {
        if (!closing.noticeUntil) throw platformErrors['record.notFound']();
        throw rankingErrors['period.noticeOver']({ period: period.key, until: closing.noticeUntil });
      }
      const listed = await this.database.repository(FrozenStanding).findBy({ courtId: actor.courtId, period: period.key, supersededAt: IsNull() });
      const self = actor.personId ? await this.database.repository(Person).findOneBy({ id: actor.personId }) : null;
      const faults: Fault[] = [];
      const unknown = personIds.filter((id) => !listed.some(({ personId }) => personId === id)).length;
      if (unknown) faults.push({ path: 'personIds', zh: `所指人员中有 ${unknown} 人不在公示名单上。`, en: `${unknown} of the people named are not on the notice.` });
      if (!self || signedName.trim() !== self.name) faults.push({ path: 'signedName', zh: `异议须署名：请填写您本人的姓名“${self?.name ?? ''}”。`, en: `An objection is signed: write your own name, “${self?.name ?? ''}”.` });
      if (!grounds.trim()) faults.push({ path: 'grounds', zh: '请写明异议的理由和依据。', en: 'Give the grounds of the objection.' });
      if (faults.length) throw rankingErrors['period.faulty']({ count: faults.length }, faults);
      const open = await this.database.repository(PeriodObjection).findBy({ courtId: actor.courtId, period: period.key, objectorId: self!.id, status: 'open' });
      if (open.some((one) => one.personIds.some((id) => personIds.includes(id)))) throw rankingErrors['period.objectionTwice']();
      const id = newId();
      await this.database.repository(PeriodObjection).insert({ id, courtId: actor.courtId, period: period.key, personIds, objectorId: self!.id, signedName: self!.name, grounds: grounds.trim(), filedOn: this.clock.today(), status: 'open', answer: null, answeredBy: null, answeredOn: null, answeredAt: null, version: 1 });
      await this.log.note(actor, closing, 'object', null);
      this.audit.record(actor, { action: 'period.objected', subjectKind: 'period', subjectId: period.key, after: { objection: id, personIds, grounds: grounds.trim() } });
      return id;
    });
  }

  /** In writing, with reasons. Dismissed, the people concerned wait no longer; upheld, they wait for the numbered correction. */
  async answer(actor: Actor, periodKey: string, id: string, { version, upheld, answer }: AnswerPeriodObjection): Promise<void> {
    require(actor, 'ranking.publish');
    const period = readPeriod(periodKey);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      const objections = this.database.repository(PeriodObjection);
      const objection = await objections.findOneBy({ id, courtId: actor.courtId, period: period.key });
      if (!objection) throw platformErrors['record.notFound']();
      if (objection.status !== 'open') throw rankingErrors['period.objectionAnswered']({ who: objection.answeredBy ?? '', when: objection.answeredOn ?? '' });
      if (!mayAnswer(actor, objection)) throw rankingErrors['period.objectionOwn']();
      if (!answer.trim()) throw rankingErrors['period.faulty']({ count: 1 }, [{ path: 'answer', zh: '请书面答复，写明理由。', en: 'Answer in writing, with reasons.' }]);
      const status = upheld ? 'upheld' : 'dismissed';
      const { affected } = await objections.update({ id, version, status: 'open' }, { status, answer: answer.trim(), answeredBy: nameOf(actor), answeredOn: this.clock.today(), answeredAt: this.clock.instant(), version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: objection.answeredBy ?? '', when: objection.answeredOn ?? '' });
      await this.log.note(actor, closing, upheld ? 'uphold' : 'dismiss', answer);
      this.audit.record(actor, { action: 'period.objectionAnswered', subjectKind: 'period', subjectId: period.key, after: { objection: id, status, answer: answer.trim() } });
    });
  }

  private async noticed(courtId: string, period: EvaluationPeriod): Promise<PeriodClosing> {
    const closing = await this.log.read(courtId, period);
    if (!closing.noticeFrom) throw platformErrors['record.notFound']();
    return closing;
  }
}

function mayAnswer(actor: Actor, { status, objectorId, personIds }: PeriodObjection): boolean {
  return status === 'open' && objectorId !== actor.personId && !personIds.includes(actor.personId ?? '');
}

function rowsOf(standings: readonly FrozenStanding[], sight: GroupSight, self: string | null, paused: ReadonlySet<string>): NoticeRow[] {
  return [...standings]
    .sort((a, b) => byStrokes(a.name, b.name) || (a.personId < b.personId ? -1 : 1))
    .map(({ personId, name, division, total, rank, line }) => ({
      personId, name, division, grade: line.grade?.title ?? null, total: sight.disclosure(personId) === 'full' || personId === self ? total : null, rank: isPlaced(sight, personId) ? rank : null, paused: paused.has(personId),
    }));
}

function objectionView({ personIds, answeredAt: _answeredAt, objectorId: _objector, courtId: _court, period: _period, ...one }: PeriodObjection, names: ReadonlyMap<string, string>, correction: PeriodCorrection | undefined, answerable: boolean): ObjectionView {
  return { ...one, people: personIds.map((personId) => ({ personId, name: names.get(personId) ?? '' })), correction: correction ? { id: correction.id, number: correctionNumber(correction.year!, correction.number!) } : null, mayAnswer: answerable };
}
