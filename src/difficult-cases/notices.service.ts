import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { ClaimLog } from './claim-log.js';
import { DifficultApplication, DifficultNotice, DifficultObjection } from './difficult-case.entities.js';
import { numberOf } from './difficult-case-words.js';
import { difficultErrors } from './difficult-cases.errors.js';
import type { AnswerObjection, FileObjection } from './dto/difficult-notice.dto.js';
import { Roster } from './roster.js';
import { YearlyCap } from './yearly-cap.js';

/** 公示与异议: signed, with grounds, inside the window; the points wait until the committee has answered in writing. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly log: ClaimLog,
    private readonly roster: Roster,
    private readonly cap: YearlyCap,
  ) {}

  async object(actor: Actor, noticeId: string, { applicationId, signedName, grounds }: FileObjection): Promise<void> {
    require(actor, 'difficult.object');
    await this.database.transaction(async () => {
      const notice = await this.held(actor, noticeId);
      const claim = await this.claimOf(notice, applicationId);
      const today = this.clock.today();
      if (today < notice.noticeFrom || today > notice.noticeUntil) throw difficultErrors['difficult.windowClosed']({ until: notice.noticeUntil, from: claim.countsOn ?? addDays(notice.noticeUntil, 1) });
      if (claim.status !== 'awarded') throw platformErrors['record.notFound']();
      const faults: Fault[] = [];
      const self = actor.personId ? await this.database.repository(Person).findOneBy({ id: actor.personId }) : null;
      if (!self || signedName.trim() !== self.name) faults.push({ path: 'signedName', zh: `异议须署名：请填写您本人的姓名“${self?.name ?? ''}”。`, en: `An objection is signed: write your own name, “${self?.name ?? ''}”.` });
      if (grounds.trim() === '') faults.push({ path: 'grounds', zh: '请写明异议的理由和依据。', en: 'Give the grounds of the objection.' });
      if (faults.length) throw difficultErrors['difficult.faulty']({ count: faults.length }, faults);
      const objections = this.database.repository(DifficultObjection);
      if (await objections.existsBy({ applicationId, objectorId: actor.personId!, status: 'open' })) throw difficultErrors['difficult.objectionOnce']({ application: numberOf(claim) });
      const id = newId();
      await objections.insert({ id, courtId: actor.courtId, noticeId, applicationId, objectorId: actor.personId!, signedName: signedName.trim(), grounds: grounds.trim(), filedOn: today, status: 'open', answer: null, answeredBy: null, answeredOn: null, present: null, inFavour: null, corrected: null, version: 1 });
      await this.database.repository(DifficultApplication).update({ id: claim.id }, { countsOn: null, version: claim.version + 1 });
      await this.cap.settle(actor.courtId, [claim.judgeId]);
      this.log.note(actor, claim.id, 'suspended', { objection: id });
      this.audit.record(actor, { action: 'difficultObjection.filed', subjectKind: 'difficultObjection', subjectId: id, after: { application: numberOf(claim), grounds: grounds.trim() } });
    });
  }

  /** The committee's decision, signed by who presides: dismissed, upheld with other points, or struck. */
  async answer(actor: Actor, noticeId: string, objectionId: string, wanted: AnswerObjection): Promise<void> {
    require(actor, 'difficult.vote');
    await this.database.transaction(async () => {
      const notice = await this.held(actor, noticeId);
      const objections = this.database.repository(DifficultObjection);
      const objection = await objections.findOneBy({ id: objectionId, noticeId });
      if (!objection) throw platformErrors['record.notFound']();
      const claim = await this.claimOf(notice, objection.applicationId);
      const round = await this.log.round(actor, claim.roundId);
      const presiding = await this.roster.presiding(claim, [objection.objectorId]);
      if (!presiding || presiding.personId !== actor.personId) throw difficultErrors['difficult.notPresiding']({ application: numberOf(claim), name: presiding?.name ?? '—' });
      if (objection.status !== 'open') throw difficultErrors['difficult.notNow']({ state: '异议已答复', stateEn: 'the objection has been answered', action: '再次答复', actionEn: 'answer again' });
      if (wanted.present < round.quorum!) throw difficultErrors['difficult.objectionNoQuorum']({ present: wanted.present, quorum: round.quorum! });
      const corrected = wanted.upheld && wanted.points !== undefined ? new Decimal(wanted.points) : null;
      const faults = await this.faultsOf(wanted, claim, corrected);
      if (faults.length) throw difficultErrors['difficult.faulty']({ count: faults.length }, faults);
      const today = this.clock.today();
      const { affected } = await objections.update({ id: objectionId, version: wanted.version, status: 'open' }, { status: wanted.upheld ? 'upheld' : 'dismissed', answer: wanted.answer.trim(), answeredBy: actor.personName, answeredOn: today, present: wanted.present, inFavour: wanted.inFavour, corrected, version: wanted.version + 1 });
      if (!affected) throw await this.log.changedMeanwhile(objectionId);
      await this.carryOut(actor, notice, claim, corrected);
      this.audit.record(actor, { action: 'difficultObjection.answered', subjectKind: 'difficultObjection', subjectId: objectionId, after: { application: numberOf(claim), upheld: wanted.upheld, points: corrected && points(corrected), present: wanted.present, inFavour: wanted.inFavour, answer: wanted.answer.trim() } });
    });
  }

  private async carryOut(actor: Actor, { noticeUntil }: DifficultNotice, claim: DifficultApplication, corrected: Decimal | null): Promise<void> {
    const today = this.clock.today();
    const open = await this.database.repository(DifficultObjection).countBy({ applicationId: claim.id, status: 'open' });
    const countsOn = open || claim.status !== 'awarded' ? null : addDays(noticeUntil > today ? noticeUntil : today, 1);
    const version = claim.version + 1;
    if (corrected?.isZero()) await this.log.move(actor, claim, 'strike', claim.version, { entered: corrected, countsOn: null }, { before: points(claim.awarded!) });
    else {
      await this.database.repository(DifficultApplication).update({ id: claim.id }, { ...(corrected ? { awarded: corrected } : {}), countsOn, version });
      this.log.note(actor, claim.id, corrected ? 'corrected' : 'confirmed', { before: points(claim.awarded!), points: points(corrected ?? claim.awarded!), countsOn });
    }
    await this.cap.settle(actor.courtId, [claim.judgeId]);
  }

  private async faultsOf({ upheld, inFavour, present, answer }: AnswerObjection, claim: DifficultApplication, corrected: Decimal | null): Promise<Fault[]> {
    const faults: Fault[] = [];
    const members = await this.database.rows<{ id: string }>('SELECT person_id AS "id" FROM difficult_ballot WHERE application_id = :id AND recusal IS NULL', { id: claim.id });
    if (present > members.length) faults.push({ path: 'present', zh: `不回避的委员只有 ${members.length} 人。`, en: `Only ${members.length} members need not step aside.` });
    if (inFavour > present || inFavour * 2 <= present) faults.push({ path: 'inFavour', zh: `到会 ${present} 人，赞成须过半数；现为 ${inFavour} 人。`, en: `Of ${present} present more than half must be in favour; ${inFavour} were.` });
    if (answer.trim() === '') faults.push({ path: 'answer', zh: '请书面答复，写明理由。', en: 'Answer in writing, with reasons.' });
    if (upheld && claim.status !== 'awarded') faults.push({ path: 'upheld', zh: '本件已因另一异议不予加分，分值不再变动。请选“异议不成立”，在答复中说明。', en: 'Another objection has struck the case already and its points move no more. Dismiss this one and say so in the answer.' });
    else if (upheld && !corrected) faults.push({ path: 'points', zh: '异议成立的，请填写更正后的分值；不予加分的填 0。', en: 'An upheld objection says what the points become; 0 strikes the case.' });
    if (corrected && !corrected.isZero() && (corrected.lt(claim.rangeMin) || corrected.gt(claim.rangeMax)))
      faults.push({ path: 'points', zh: `更正后的分值应为 0（不予加分）或在 ${points(claim.rangeMin)}–${points(claim.rangeMax)} 之间。`, en: `The corrected points are 0 (struck) or between ${points(claim.rangeMin)} and ${points(claim.rangeMax)}.` });
    if (corrected && claim.awarded?.eq(corrected)) faults.push({ path: 'points', zh: '更正后的分值与原来相同；维持原评定的请选“异议不成立”。', en: 'The points stay the same; dismiss the objection instead.' });
    return faults;
  }

  /** Held until the transaction ends: two objections or answers at once each see what the other did. */
  private async held(actor: Actor, id: string): Promise<DifficultNotice> {
    await this.database.rows(`SELECT id FROM difficult_notice WHERE id = :id AND court_id = :courtId${this.database.forUpdate}`, { id, courtId: actor.courtId });
    const notice = await this.database.repository(DifficultNotice).findOneBy({ id, courtId: actor.courtId });
    if (!notice) throw platformErrors['record.notFound']();
    return notice;
  }

  private async claimOf(notice: DifficultNotice, id: string): Promise<DifficultApplication> {
    await this.database.rows(`SELECT id FROM difficult_application WHERE id = :id${this.database.forUpdate}`, { id });
    const claim = await this.database.repository(DifficultApplication).findOneBy({ id, noticeId: notice.id });
    if (!claim) throw platformErrors['record.notFound']();
    return claim;
  }
}
