import { IsNull } from 'typeorm';
import type { Actor } from '../../src/kernel/actor.js';
import { chinaDay } from '../../src/kernel/day.js';
import { AppointedBody, Appointment, CourtParameter } from '../../src/court/court.entities.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { UserAccount } from '../../src/platform/identity/identity.entities.js';
import { SessionsService } from '../../src/platform/identity/sessions.service.js';
import { newId } from '../../src/platform/ids.js';
import type { RoleName } from '../../src/platform/permissions/permissions.js';
import { PeriodClosing, SubScore } from '../../src/ranking/closing/closing.entities.js';
import { ClosingService } from '../../src/ranking/closing/closing.service.js';
import { SubScoresService } from '../../src/ranking/closing/sub-scores.service.js';
import { SUB_SCORE_OFFICES, type SubScoreOffice } from '../../src/rules/period-closing.js';
import type { AppUnderTest } from '../support/app.js';
import { PASSWORD, type SmallCourt } from './small-court.js';

const PARAMETERS: Record<string, { value: string; unit: string }> = { 'closing.quorum': { value: '2/3', unit: 'fraction' }, 'notice.days': { value: '5', unit: 'workingDays' } };

/** Everybody it takes to close a period: the three offices, two of the political one, and a committee of three whom no group ranks. */
export class ClosingOffices {
  private readonly actors = new Map<string, Actor>();
  committee: string[] = [];

  private constructor(
    private readonly on: AppUnderTest,
    readonly court: SmallCourt,
  ) {}

  static async of(on: AppUnderTest, court: SmallCourt): Promise<ClosingOffices> {
    const offices = new ClosingOffices(on, court);
    const database = on.app.get(Database);
    const { courtId } = court;
    for (const [name, { value, unit }] of Object.entries(PARAMETERS))
      await database.repository(CourtParameter).insert({ id: newId(), courtId, name, value, unit, effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    for (const name of ['考评委员甲', '考评委员乙', '考评委员丙']) offices.committee.push(await court.person(name, court.office, 'officeStaff', null));
    const bodyId = newId();
    await database.repository(AppointedBody).insert({ id: bodyId, courtId, kind: 'evaluationCommittee', name: '法官考评委员会', nameEn: 'Judge evaluation committee', nature: null });
    await database.repository(Appointment).insert(offices.committee.map((personId, index) => ({ id: newId(), courtId, bodyId, personId, capacity: index ? ('member' as const) : ('chair' as const), validFrom: '2024-01-01', validUntil: null })));
    await offices.account('first', 'politicalSupervision');
    await offices.account('second', 'politicalSupervision');
    await offices.account('trialManagement', 'trialManagement');
    await offices.account('administrativeOffice', 'administrativeOffice');
    await offices.account('chair', 'committeeMember', offices.committee[0]);
    return offices;
  }

  /** Locked, submitted, approved and frozen: every step as its people take it. */
  async close(period: string): Promise<void> {
    await this.lock(period);
    const closing = this.service(ClosingService);
    await closing.submit(this.actor('first'), period);
    await this.approve(period);
    await closing.askFreeze(this.actor('first'), period, PASSWORD);
    await closing.freeze(this.actor('second'), period, PASSWORD);
  }

  async lock(period: string): Promise<void> {
    const locked = await this.on.app.get(Database).repository(SubScore).findBy({ courtId: this.court.courtId, period, withdrawnAt: IsNull() });
    for (const office of SUB_SCORE_OFFICES) if (!locked.some((one) => one.office === office)) await this.lockOne(period, office);
  }

  async lockOne(period: string, office: SubScoreOffice): Promise<void> {
    await this.service(SubScoresService).submit(this.ofOffice(office), period, office, undefined);
  }

  async unlockOne(period: string, office: SubScoreOffice): Promise<void> {
    await this.service(SubScoresService).withdraw(this.ofOffice(office), period, office, '改一条记录');
  }

  private ofOffice(office: SubScoreOffice): Actor {
    return this.actor(office === 'politicalSupervision' ? 'first' : office);
  }

  async approve(period: string): Promise<void> {
    const meetingOn = chinaDay(this.service(Clock).now());
    await this.service(ClosingService).approve(this.actor('chair'), period, { meetingOn, decisionNumber: '考评委决定〔2026〕第9号', present: this.committee.map((personId) => ({ personId, vote: 'for' as const })) });
  }

  /** On notice, its days gone by, and published. */
  async publish(period: string): Promise<void> {
    await this.service(ClosingService).notice(this.actor('first'), period, '政工监察办 8888');
    await this.endNotice(period);
    await this.service(ClosingService).publish(this.actor('first'), period);
  }

  async endNotice(period: string): Promise<void> {
    await this.court.change(() => this.on.app.get(Database).repository(PeriodClosing).update({ courtId: this.court.courtId, period }, { noticeUntil: '2026-01-01' }));
  }

  actor(name: string): Actor {
    return this.actors.get(name)!;
  }

  /** The user name somebody of these signs in with: {@link SmallCourt.signIn}. */
  username(name: string): string {
    return `closing-${name}`;
  }

  service<T>(type: abstract new (...given: never[]) => T): T {
    return this.on.app.get<T>(type as never, { strict: false });
  }

  private async account(name: string, role: RoleName, personId: string | null = null): Promise<void> {
    const id = await this.court.account(this.username(name), [{ role, scope: 'court' }], personId);
    const account = await this.on.app.get(Database).repository(UserAccount).findOneByOrFail({ id });
    this.actors.set(name, await this.service(SessionsService).actorFor(account, { ip: 'test', userAgent: 'test', requestId: 'test', language: 'zh' }));
  }
}
