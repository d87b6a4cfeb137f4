import { Injectable } from '@nestjs/common';
import { BonusDraftsService } from '../bonuses/bonus-drafts.service.js';
import { BonusStepsService } from '../bonuses/bonus-steps.service.js';
import { BonusViews } from '../bonuses/bonus-views.js';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { UserAccount } from '../platform/identity/identity.entities.js';
import { SessionsService } from '../platform/identity/sessions.service.js';
import { SelectionsService } from '../promotions/selections.service.js';
import { BulletinContent } from '../quality-review/bulletins/bulletin-content.js';
import { Bulletin } from '../quality-review/bulletins/bulletin.entities.js';
import { BulletinsService } from '../quality-review/bulletins/bulletins.service.js';
import { FindingCorrections } from '../quality-review/finding-corrections.js';
import { ClosingService } from '../ranking/closing/closing.service.js';
import { CorrectionsService } from '../ranking/closing/corrections.service.js';
import { PeriodNoticeService } from '../ranking/closing/period-notice.service.js';
import { SubScoresService } from '../ranking/closing/sub-scores.service.js';
import type { SubScoreOffice } from '../rules/period-closing.js';
import type { World } from './world.types.js';
import type { FirstSignIn } from './world-loader.js';

const PERIOD = '2026-01';
const OFFICES: readonly [SubScoreOffice, string][] = [['trialManagement', 'yanming'], ['administrativeOffice', 'daiwei'], ['politicalSupervision', 'cuizheng']];
const COMMITTEE = ['guguoping', 'chenzhiyuan', 'liangzheng', 'songwei', 'cuizheng', 'yanming', 'minjie'];
/** A small group: how firmly its order stands is worked out while the court is made. */
const PAID = 'judge:administrative';
const HONOURED = ['judge:civil', 'judge:criminal', 'judge:administrative'];
/** Why a boundary is decided as it is: each speaks of what made it need a decision. */
const REASONS = {
  equal: '两人得分相同，同入较高一档。',
  untested: '两人的先后未经抽样检验；考评委逐项核对两人得分后，按公示的名次分档。',
  alike: '两人评查件数相当，名次已按规定公示，按公布的名次分档。',
};
/** Beijing, so many minutes after nine. */
const at = (day: Day, minute = 0): string => new Date(Date.parse(`${day}T01:00:00.000Z`) + minute * 60_000).toISOString();

/** The first month of the year from its locks to the payroll: contested, published, corrected by number, paid. Every step is a service's own, taken on its day. */
@Injectable()
export class ClosingStory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionsService,
    private readonly subScores: SubScoresService,
    private readonly closing: ClosingService,
    private readonly notices: PeriodNoticeService,
    private readonly findings: FindingCorrections,
    private readonly corrections: CorrectionsService,
    private readonly bulletins: BulletinsService,
    private readonly bulletinContent: BulletinContent,
    private readonly bonusDrafts: BonusDraftsService,
    private readonly bonusSteps: BonusStepsService,
    private readonly bonusViews: BonusViews,
    private readonly selections: SelectionsService,
  ) {}

  async tell(world: World, courtId: string, signIns: readonly FirstSignIn[]): Promise<void> {
    const passwordOf = (user: string): string => signIns.find(({ username }) => username === user)!.password;
    const idOf = (user: string): string => world.accounts.find((one) => one.username === user && one.courtId === courtId)!.personId!;
    await this.frozen(idOf, passwordOf);
    await this.contested(world, idOf);
    await this.published();
    await this.corrected(idOf, passwordOf);
    await this.paid(passwordOf);
    await this.honoured();
  }

  private async frozen(idOf: (user: string) => string, passwordOf: (user: string) => string): Promise<void> {
    for (const [index, [office, user]] of OFFICES.entries()) await this.by(user, '2026-02-09', 10 * index, (actor) => this.subScores.submit(actor, PERIOD, office, undefined));
    await this.by('cuizheng', '2026-02-09', 60, (actor) => this.closing.submit(actor, PERIOD));
    const present = COMMITTEE.map((user) => ({ personId: idOf(user), vote: 'for' as const }));
    await this.by('guguoping', '2026-02-10', 0, (actor) => this.closing.approve(actor, PERIOD, { meetingOn: '2026-02-10', decisionNumber: '考评委决定〔2026〕第1号', words: '同意一月考评结果，按规定公示。', present }));
    await this.by('cuizheng', '2026-02-10', 90, (actor) => this.closing.askFreeze(actor, PERIOD, passwordOf('cuizheng')));
    await this.by('jiqing', '2026-02-10', 100, (actor) => this.closing.freeze(actor, PERIOD, passwordOf('jiqing')));
    await this.by('cuizheng', '2026-02-10', 120, (actor) => this.closing.notice(actor, PERIOD, '政工监察办 崔正，内线 8512'));
  }

  /** One objection answered no, one upheld: the finding behind it is withdrawn, the frozen result stays as it is. */
  private async contested(world: World, idOf: (user: string) => string): Promise<void> {
    const zhenghua = idOf('zhenghua');
    const refused = await this.by('zhenghua', '2026-02-11', 0, (actor) => this.notices.object(actor, PERIOD, { personIds: [zhenghua], signedName: actor.personName, grounds: '1月30日宣判的一件案件没有计入本月结案数。' }));
    await this.by('cuizheng', '2026-02-12', 0, (actor) => this.notices.answer(actor, PERIOD, refused, { version: 1, upheld: false, answer: '经核对，该案1月30日宣判，2月2日送达后登记结案，按登记的结案日计入2月，不重复计算。' }));
    const lifang = idOf('lifang');
    const upheld = await this.by('lifang', '2026-02-11', 30, (actor) => this.notices.object(actor, PERIOD, { personIds: [lifang], signedName: actor.personName, grounds: '被认定“主要诉辩意见未予回应”的判决书，已在第7页逐项回应，请核对全文。' }));
    await this.by('cuizheng', '2026-02-13', 0, async (actor) => {
      await this.notices.answer(actor, PERIOD, upheld, { version: 1, upheld: true, answer: '经评查组核对判决书全文，主要诉辩意见已逐项回应，原认定不成立，撤销该条差错，以编号更正公布。' });
      const own = new Set(world.shares.filter(({ personId, share }) => personId === lifang && Number(share) === 100).map(({ findingId }) => findingId));
      const wrong = world.findings.filter(({ id, recordedOn, status, severity }) => own.has(id) && recordedOn.startsWith(PERIOD) && status === 'settled' && severity === 'minor').sort((a, b) => Number(b.points) - Number(a.points))[0];
      if (!wrong) throw new Error(`the story of ${PERIOD} needs a finding lifang answers for alone`);
      await this.findings.correct(actor, wrong.id, { points: null, shares: null, reason: '2026年1月结果公示异议成立：判决书已逐项回应诉辩意见' });
    });
  }

  private async published(): Promise<void> {
    await this.by('cuizheng', '2026-03-02', 0, (actor) => this.closing.publish(actor, PERIOD));
    const { id, courtId } = await this.database.repository(Bulletin).findOneByOrFail({ kind: 'results', period: PERIOD });
    const now = (): Promise<Bulletin> => this.database.repository(Bulletin).findOneByOrFail({ id, courtId });
    const step = async (): Promise<{ version: number; seen: string }> => {
      const bulletin = await now();
      return { version: bulletin.version, seen: (await this.bulletinContent.compose(bulletin)).seen };
    };
    await this.by('cuizheng', '2026-03-02', 30, async (actor) => this.bulletins.send(actor, id, await step()));
    await this.by('yanming', '2026-03-03', 0, async (actor) => this.bulletins.check(actor, id, await step()));
    await this.by('chenzhiyuan', '2026-03-04', 0, async (actor) => this.bulletins.sign(actor, id, await step()));
    await this.by('cuizheng', '2026-03-04', 60, async (actor) => this.bulletins.publish(actor, id, { version: (await now()).version }));
  }

  private async corrected(idOf: (user: string) => string, passwordOf: (user: string) => string): Promise<void> {
    const [basis] = await this.by('cuizheng', '2026-03-05', 0, async (actor) => this.corrections.bases(actor.courtId, PERIOD));
    const id = await this.by('cuizheng', '2026-03-05', 0, (actor) =>
      this.corrections.propose(actor, PERIOD, { people: [idOf('lifang')], reason: '公示异议成立，撤销一条差错，按撤销后的记录重新计算。', basisKind: 'objection', basisId: basis!.id, basisWords: basis!.words, password: passwordOf('cuizheng') }),
    );
    await this.by('jiqing', '2026-03-06', 0, (actor) => this.corrections.confirm(actor, id, passwordOf('jiqing')));
  }

  private async paid(passwordOf: (user: string) => string): Promise<void> {
    const id = await this.by('cuizheng', '2026-03-09', 0, (actor) => this.bonusDrafts.draft(actor, { period: PERIOD, title: '一月行政审判绩效奖金（示例）', pool: '9000.00', split: 'months', groups: [{ key: PAID }] }));
    const view = (): ReturnType<BonusViews['view']> => this.by('cuizheng', '2026-03-09', 5, (actor) => this.bonusViews.view(actor, id));
    const { groupsOf } = await view();
    const open = groupsOf.flatMap(({ key, boundaries }) => boundaries.filter(({ choice }) => choice === null).map((boundary) => ({ key, ...boundary })));
    for (const { key, upper, lower, equal, untested } of open) {
      const { version } = await view();
      const decided = { choice: equal ? ('shareBetter' as const) : ('separate' as const), decision: '考评委决定〔2026〕第2号', reason: REASONS[equal ? 'equal' : untested ? 'untested' : 'alike'], decidedOn: '2026-03-09' };
      await this.by('cuizheng', '2026-03-09', 10, (actor) => this.bonusDrafts.decide(actor, id, { version, peerGroup: key, upperId: upper.id, lowerId: lower.id, ...decided }));
    }
    const { version } = await view();
    await this.by('cuizheng', '2026-03-09', 20, (actor) => this.bonusSteps.submit(actor, id, { version }));
    await this.by('guguoping', '2026-03-10', 0, (actor) => this.bonusSteps.approve(actor, id, { version: version + 1, approval: '院长办公会纪要〔2026〕第5号', password: passwordOf('guguoping') }));
    await this.by('cuizheng', '2026-03-16', 0, (actor) => this.bonusSteps.pay(actor, id, { version: version + 2, paidOn: '2026-03-13', password: passwordOf('cuizheng') }));
  }

  private async honoured(): Promise<void> {
    await this.by('cuizheng', '2026-03-11', 0, (actor) => this.selections.draft(actor, { kind: 'honour', period: PERIOD, title: '一月办案标兵（示例）', percent: '20.00', groups: HONOURED }));
  }

  private async by<T>(username: string, day: Day, minute: number, work: (actor: Actor) => Promise<T>): Promise<T> {
    return this.clock.during(at(day, minute), async () => {
      const account = await this.database.repository(UserAccount).findOneByOrFail({ username });
      return work(await this.sessions.actorFor(account, { ip: '', userAgent: '', requestId: '', language: 'zh' }));
    });
  }
}
