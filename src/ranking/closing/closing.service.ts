import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay, type Day } from '../../kernel/day.js';
import type { Fault } from '../../kernel/domain-error.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { CourtCalendar } from '../../court/court-calendar.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { SessionsService } from '../../platform/identity/sessions.service.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { require } from '../../platform/permissions/data-scope.js';
import { BulletinsService } from '../../quality-review/bulletins/bulletins.service.js';
import { Bulletin } from '../../quality-review/bulletins/bulletin.entities.js';
import { committeeVotes, meetingDayFits, type GroupVote } from '../../rules/period-closing.js';
import { PeriodState } from '../ranking.entities.js';
import { rankingErrors } from '../ranking.errors.js';
import { readPeriod } from '../rankings.service.js';
import { SnapshotsService } from '../snapshots.service.js';
import { Checklist } from './checklist.js';
import { ClosingExplanation, type Approval, type PeriodClosing } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { EvaluationCommittee } from './committee.js';
import type { ApprovePeriod, ExplainItem } from './dto/closing.dto.js';
import { figuresDigest } from './frozen-lines.js';

/** 统一扎口: the steps by which a period is closed and published. Only the political and supervision office takes them; the committee approves in between. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly calendar: CourtCalendar,
    private readonly sessions: SessionsService,
    private readonly log: ClosingLog,
    private readonly checklist: Checklist,
    private readonly committee: EvaluationCommittee,
    private readonly snapshots: SnapshotsService,
    private readonly bulletins: BulletinsService,
  ) {}

  /** What does not reconcile is explained in writing, for the figures as they stand; then it passes. */
  async explain(actor: Actor, periodKey: string, { item, figures, words }: ExplainItem): Promise<void> {
    require(actor, 'ranking.close');
    const period = readPeriod(periodKey);
    const items = await this.checklist.items(actor.courtId, period, []);
    const asked = items.find((one) => one.key === item && one.severity === 'explain');
    const faults: Fault[] = [];
    if (!asked) faults.push({ path: 'item', zh: '核对表中没有需要说明的这一项。请刷新后再看。', en: 'The checklist asks for no such explanation. Reload it.' });
    else if (asked.figures !== figures) faults.push({ path: 'figures', zh: `数字已变为 ${asked.figures}。请按现在的数字说明。`, en: `The figures are ${asked.figures} now. Explain those.` });
    if (!words.trim()) faults.push({ path: 'words', zh: '请写明差额从何而来、依据什么。', en: 'Say where the gap comes from, and on what that rests.' });
    if (faults.length) throw rankingErrors['period.faulty']({ count: faults.length }, faults);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      this.log.mayMove(closing, 'submit');
      await this.database.repository(ClosingExplanation).insert({ id: newId(), courtId: actor.courtId, period: period.key, item, figures, words: words.trim(), writtenBy: nameOf(actor), writtenAt: this.clock.instant() });
      await this.log.note(actor, closing, 'explain', `${asked!.text.zh}：${words.trim()}`);
      this.audit.record(actor, { action: 'period.explained', subjectKind: 'period', subjectId: period.key, after: { item, figures, words: words.trim() } });
    });
  }

  /** 提请审议: nothing is open, every gap is explained; what the committee gets before it is fixed by digests. */
  async submit(actor: Actor, periodKey: string): Promise<void> {
    require(actor, 'ranking.close');
    const period = readPeriod(periodKey);
    this.log.mayMove(await this.log.read(actor.courtId, period), 'submit');
    const looked = await this.checklist.lookAt(actor.courtId, period);
    if (!looked.length) throw rankingErrors['period.nobody']({ period: period.key });
    await this.database.transaction(async () => {
      // Held before the checklist is read: an office cannot take its sub-score back between the look and the step.
      const closing = await this.log.held(actor.courtId, period);
      const items = await this.checklist.items(actor.courtId, period, looked);
      const open = items.filter(({ severity, explanation }) => severity === 'blocks' || (severity === 'explain' && !explanation));
      if (open.length) throw rankingErrors['period.blocked']({ period: period.key, count: open.length }, open.map(({ key, text, severity }) => ({ path: key, zh: severity === 'explain' ? `${text.zh}，须书面说明` : text.zh, en: severity === 'explain' ? `${text.en}: to be explained in writing` : text.en })));
      const figures = Object.fromEntries(looked.map(({ group, result }) => [group.key, figuresDigest(result!)]));
      await this.log.move(actor, closing, 'submit', { figures, approval: null, askedById: null, askedBy: null, askedAt: null }, null, { figures });
    });
  }

  /** 考评委员会审议, recorded by a member who was there. Whoever is ranked in a group does not count for it. */
  async approve(actor: Actor, periodKey: string, { meetingOn, decisionNumber, words, present }: ApprovePeriod): Promise<void> {
    require(actor, 'period.approve');
    const period = readPeriod(periodKey);
    const seats = await this.committee.seats(actor.courtId, meetingOn);
    if (!seats.some(({ personId }) => personId === actor.personId)) throw rankingErrors['period.notSeated']({ day: meetingOn });
    const share = await this.committee.quorum(actor.courtId, meetingOn);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      this.log.mayMove(closing, 'approve');
      const ranked = await this.membersOf(actor.courtId, period);
      const names = new Map(seats.map(({ personId, name }) => [personId, name]));
      const votes = committeeVotes(seats.map(({ personId }) => personId), present, ranked, share);
      const faults = [...meetingFaults({ meetingOn, decisionNumber, present }, names, actor, { submittedOn: await this.submittedOn(closing), today: this.clock.today() }), ...votes.flatMap(groupFaults)];
      if (faults.length) throw rankingErrors['period.faulty']({ count: faults.length }, faults);
      const approval: Approval = {
        meetingOn, decisionNumber: decisionNumber.trim(), words: words?.trim() ?? '', recordedBy: nameOf(actor), recordedAt: this.clock.instant(), seated: seats.length,
        present: present.map(({ personId, vote }) => ({ personId, name: names.get(personId)!, vote })),
        groups: votes.map((vote) => ({ ...vote, stoodAsideNames: vote.stoodAside.map((one) => names.get(one)!) })),
      };
      await this.log.move(actor, closing, 'approve', { approval }, `${approval.decisionNumber}${approval.words ? `：${approval.words}` : ''}`, { decisionNumber: approval.decisionNumber, meetingOn, present: present.length });
    });
  }

  /** 退回核对 while nothing is frozen: by the office, or by the committee that does not approve. */
  async reopen(actor: Actor, periodKey: string, reason: string): Promise<void> {
    const period = readPeriod(periodKey);
    const seen = await this.log.read(actor.courtId, period);
    const seats = await this.committee.seats(actor.courtId, this.clock.today());
    const ofCommittee = seen.status === 'submitted' && seats.some(({ personId }) => personId === actor.personId);
    require(actor, ofCommittee ? 'period.approve' : 'ranking.close');
    if (!reason.trim()) throw rankingErrors['period.faulty']({ count: 1 }, [{ path: 'reason', zh: '请写明退回的理由。', en: 'Say why it is returned.' }]);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      // What the committee may return is what is before it; approved meanwhile, it is the office's to return.
      if (ofCommittee && closing.status !== 'submitted') require(actor, 'ranking.close');
      // The votes of an approval given up stay in the trail.
      await this.log.move(actor, closing, 'reopen', { figures: null, approval: null, askedById: null, askedBy: null, askedAt: null }, reason, closing.approval ? { approvalBefore: closing.approval } : {});
    });
  }

  async askFreeze(actor: Actor, periodKey: string, password: string): Promise<void> {
    require(actor, 'ranking.close');
    const period = readPeriod(periodKey);
    this.log.mayMove(await this.log.read(actor.courtId, period), 'askFreeze');
    await this.sessions.confirmPassword(actor, password);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      await this.log.move(actor, closing, 'askFreeze', { askedById: actor.userId, askedBy: nameOf(actor), askedAt: this.clock.instant() }, null);
    });
  }

  /** 冻结 by a second person: what was approved is worked out once more, kept under its digest, and never changes again but by a correction. */
  async freeze(actor: Actor, periodKey: string, password: string): Promise<void> {
    require(actor, 'ranking.close');
    const period = readPeriod(periodKey);
    const seen = await this.log.read(actor.courtId, period);
    this.log.mayMove(seen, 'freeze');
    if (seen.askedById === actor.userId) throw rankingErrors['period.samePerson']({ who: seen.askedBy! });
    await this.sessions.confirmPassword(actor, password);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      this.log.mayMove(closing, 'freeze');
      if (closing.askedById === actor.userId) throw rankingErrors['period.samePerson']({ who: closing.askedBy! });
      const frozen = await this.snapshots.freeze(actor.courtId, period, closing.figures ?? {});
      if (!frozen.length) throw rankingErrors['period.nobody']({ period: period.key });
      await this.database.repository(PeriodState).insert({ id: newId(), courtId: actor.courtId, period: period.key, status: 'closed', closedBy: `${closing.askedBy}、${nameOf(actor)}`, closedAt: this.clock.instant(), publishedBy: null, publishedAt: null });
      const flow = await this.checklist.flow(actor.courtId, period);
      await this.log.move(actor, closing, 'freeze', { flow }, null, { digests: Object.fromEntries(frozen.map(({ peerGroup, digest }) => [peerGroup, digest])) });
    });
  }

  /** 公示 for so many working days, today not counted. */
  async notice(actor: Actor, periodKey: string, contact: string): Promise<void> {
    require(actor, 'ranking.publish');
    const period = readPeriod(periodKey);
    const today = this.clock.today();
    const noticeDays = await this.committee.noticeDays(actor.courtId, today);
    if (!contact.trim()) throw rankingErrors['period.faulty']({ count: 1 }, [{ path: 'contact', zh: '请写明受理异议的部门、联系人和电话。', en: 'Give office, person and telephone for objections.' }]);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      await this.log.move(actor, closing, 'notice', { noticeFrom: today, noticeUntil: this.calendar.after(today, noticeDays), noticeDays, noticeContact: contact.trim() }, null, { noticeDays });
    });
  }

  /** After the notice. Whoever an open objection concerns stays out until it is answered; everybody else does not wait. A draft of the results bulletin is made with it. */
  async publish(actor: Actor, periodKey: string): Promise<void> {
    require(actor, 'ranking.publish');
    const period = readPeriod(periodKey);
    await this.database.transaction(async () => {
      const closing = await this.log.held(actor.courtId, period);
      this.log.mayMove(closing, 'publish');
      if (this.clock.today() <= closing.noticeUntil!) throw rankingErrors['period.noticeRunning']({ period: period.key, until: closing.noticeUntil! });
      await this.database.repository(PeriodState).update({ courtId: actor.courtId, period: period.key }, { status: 'published', publishedBy: nameOf(actor), publishedAt: this.clock.instant() });
      await this.log.move(actor, closing, 'publish', { bulletinId: await this.bulletin(actor, closing) }, null);
    });
  }

  /** Day of the latest submission, which is what the committee has before it. */
  private async submittedOn({ courtId, period }: PeriodClosing): Promise<Day> {
    const submissions = (await this.log.steps(courtId, period)).filter(({ action }) => action === 'submit');
    return chinaDay(new Date(submissions[submissions.length - 1]!.at));
  }

  private async bulletin(actor: Actor, { courtId, period }: PeriodClosing): Promise<string> {
    const known = await this.database.repository(Bulletin).findOneBy({ courtId, kind: 'results', period, status: Not('withdrawn') });
    return known ? known.id : this.bulletins.draft(actor, { kind: 'results', period });
  }

  /** Everybody ranked, by group: who stands aside in the committee. */
  private async membersOf(courtId: string, period: EvaluationPeriod): Promise<Record<string, string[]>> {
    const groups = await this.snapshots.groupsOf(courtId, period);
    return Object.fromEntries(groups.map(({ key, members }) => [key, members.map(({ personId }) => personId)]));
  }
}

function meetingFaults({ meetingOn, decisionNumber, present }: Pick<ApprovePeriod, 'meetingOn' | 'decisionNumber' | 'present'>, names: ReadonlyMap<string, string>, actor: Actor, days: { submittedOn: string; today: string }): Fault[] {
  const faults: Fault[] = [];
  if (!meetingDayFits(meetingOn, days)) faults.push({ path: 'meetingOn', zh: `会议审议的是 ${days.submittedOn} 提请的结果，日期应在提请之日以后、今天（${days.today}）以前。`, en: `The meeting was about what was submitted on ${days.submittedOn}: not before that day, and not after today (${days.today}).` });
  if (!decisionNumber.trim()) faults.push({ path: 'decisionNumber', zh: '请填写决定文号，如 考评委决定〔2026〕第9号。', en: 'Give the number of the decision.' });
  const unknown = present.filter(({ personId }) => !names.has(personId)).length;
  if (unknown) faults.push({ path: 'present', zh: `到会名单中有 ${unknown} 人当日不是委员。`, en: `${unknown} of those present held no seat that day.` });
  if (new Set(present.map(({ personId }) => personId)).size !== present.length) faults.push({ path: 'present', zh: '到会名单中有人重复。', en: 'Somebody is listed twice.' });
  if (!present.some(({ personId }) => personId === actor.personId)) faults.push({ path: 'present', zh: '审议结果由到会的委员登记，到会名单中没有您。', en: 'A member who was present records the decision; you are not among those present.' });
  return faults;
}

function groupFaults({ group, eligible, quorum, present, inFavour, reached, passed }: GroupVote): Fault[] {
  const { zh, en } = groupTitle(readKey(group).post, readKey(group).nature);
  if (!reached) return [{ path: `groups.${group}`, zh: `${zh}：不回避的委员 ${eligible} 人，到会 ${present} 人，不足法定 ${quorum} 人。`, en: `${en}: ${present} of the ${eligible} members who need not step aside were present; the quorum is ${quorum}.` }];
  return passed ? [] : [{ path: `groups.${group}`, zh: `${zh}：到会 ${present} 人，赞成 ${inFavour} 人，未过半数。不通过的，请退回核对并写明理由。`, en: `${en}: ${inFavour} of ${present} in favour, not more than half. If it is not approved, return it to open with the reason.` }];
}
