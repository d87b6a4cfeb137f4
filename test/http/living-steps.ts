import { IsNull } from 'typeorm';
import { DomainError } from '../../src/kernel/domain-error.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { CaseObjectionsService } from '../../src/cases/case-objections.service.js';
import { CaseObjection, CourtCase } from '../../src/cases/case.entities.js';
import { LimitChangesService } from '../../src/cases/limit-changes.service.js';
import { EnteredFactsService } from '../../src/evaluation/entered-facts.service.js';
import { EnteredFact } from '../../src/evaluation/entered-fact.entity.js';
import type { GroupResult } from '../../src/peer-comparison/group-result.js';
import { PeerGroupsService } from '../../src/peer-comparison/peer-groups.service.js';
import { FindingCorrections } from '../../src/quality-review/finding-corrections.js';
import { FindingsService } from '../../src/quality-review/findings.service.js';
import type { SaveScores } from '../../src/quality-review/forms/dto/forms.dto.js';
import { ScoringService } from '../../src/quality-review/forms/scoring.service.js';
import { FindingComments } from '../../src/quality-review/life/finding-comments.js';
import { FindingDecisions } from '../../src/quality-review/life/finding-decisions.js';
import { CaseReview, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import { ReviewsService } from '../../src/quality-review/reviews.service.js';
import { SecondFindings } from '../../src/quality-review/second-findings.service.js';
import { AnsweringService } from '../../src/reconsideration/answering.service.js';
import type { EffectView } from '../../src/reconsideration/dto/reconsideration.dto.js';
import { FilingService } from '../../src/reconsideration/filing.service.js';
import { Reconsideration, ReconsiderationMember } from '../../src/reconsideration/reconsideration.entities.js';
import { SUB_SCORE_OFFICES } from '../../src/rules/period-closing.js';
import { FrozenStanding } from '../../src/ranking/closing/closing.entities.js';
import { CorrectionsService } from '../../src/ranking/closing/corrections.service.js';
import { PeriodState } from '../../src/ranking/ranking.entities.js';
import { SnapshotsService } from '../../src/ranking/snapshots.service.js';
import type { LivingCourt } from './living-court.js';
import { PASSWORD } from './small-court.js';

export const MONTH = '2026-08';
/** What may be locked, frozen, published and corrected. */
const MONTHS = ['2026-07', MONTH] as const;
/** The days of the story: while the month runs, in the windows after it, and past them. */
const DAYS = ['2026-08-25', '2026-08-31', '2026-09-02', '2026-09-11', '2026-09-18'] as const;
const CLOSINGS = ['2026-07-31', '2026-08-03', '2026-08-21', null] as const;
const MINOR = ['M-C-11', 'M-C-16', 'M-C-18', 'M-C-12'] as const;
const VOTES = ['upheld', 'partlyUpheld', 'refused'] as const;

/** One step: what is done, and three numbers that choose of what there is. */
export interface Step {
  does: StepName;
  a: number;
  b: number;
  c: number;
}

/** What a step came to, in words for whoever reads a counterexample. */
type Told = string;

const STEPS = {
  recordMinor: (story: Story, step: Step) => story.record(step, pick(MINOR, step.b)),
  recordSerious: (story: Story, step: Step) => story.record(step, 'S-C-03'),
  replaceFinding: (story: Story, step: Step) => story.replace(step),
  removeFinding: (story: Story, step: Step) => story.remove(step),
  submitReview: (story: Story, step: Step) => story.submit(step),
  planSecondReview: (story: Story, step: Step) => story.planSecond(step),
  adoptSecondFinding: (story: Story, step: Step) => story.adopt(step),
  acceptFinding: (story: Story, step: Step) => story.comment(step),
  takeBackFinding: (story: Story, step: Step) => story.takeBack(step),
  decideSerious: (story: Story, step: Step) => story.decide(step),
  correctFinding: (story: Story, step: Step) => story.correct(step),
  fileRequest: (story: Story, step: Step) => story.file(step),
  withdrawRequest: (story: Story, step: Step) => story.withdraw(step),
  answerRequest: (story: Story, step: Step) => story.answer(step),
  registerCase: (story: Story, step: Step) => story.register(step),
  changeJudge: (story: Story, step: Step) => story.changeCase(step, { responsibleJudgeId: pick(story.living.judges.slice(0, 3), step.b) }),
  changeClosing: (story: Story, step: Step) => story.changeClosing(step),
  deductDays: (story: Story, step: Step) => story.deduct(step),
  recordObjection: (story: Story, step: Step) => story.object(step),
  enterFact: (story: Story, step: Step) => story.enter(step),
  voidFact: (story: Story, step: Step) => story.voidFact(step),
  closeMonth: (story: Story, step: Step) => story.close(step),
  lockOffice: (story: Story, step: Step) => story.lock(step),
  unlockOffice: (story: Story, step: Step) => story.unlock(step),
  publishMonth: (story: Story, step: Step) => story.publish(step),
  correctMonth: (story: Story, step: Step) => story.correctMonth(step),
  nextDay: (story: Story) => story.nextDay(),
} as const;

export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as StepName[];

const pick = <T>(of: readonly T[], number: number): T => of[number % of.length]!;

/** What people do in one court, step after step; what was refused changed nothing. */
export class Story {
  readonly log: string[] = [];
  /** Steps that were really taken. */
  readonly taken: StepName[] = [];
  private day = 0;
  /** Of each frozen period, its digests when last looked at. */
  private readonly frozen = new Map<string, string>();

  constructor(readonly living: LivingCourt) {
    living.at(DAYS[0]);
  }

  async take(step: Step): Promise<void> {
    let told: Told | null;
    try {
      told = await STEPS[step.does](this, step);
      if (told !== null) this.taken.push(step.does);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      told = `refused: ${error.code}${error.faults.map(({ path }) => ` ${path}`).join('')}`;
    }
    this.log.push(`${this.log.length + 1}. ${step.does}(${step.a}, ${step.b}, ${step.c}): ${told ?? 'nothing to do it to'}`);
  }

  /** What is shown, or why nothing is, beside what comes of working it out afresh: in the month and in the year, of the civil judges, the chief, the clerk and the reviewers, or of everybody. */
  async shownAndAfresh(everybody: boolean): Promise<{ name: string; shown: GroupResult | string; afresh: GroupResult | string }[]> {
    const groups = this.living.service(PeerGroupsService);
    const { courtId, database } = this.living;
    const compared: { name: string; shown: GroupResult | string; afresh: GroupResult | string }[] = [];
    for (const period of [parsePeriod(MONTH)!, parsePeriod('2026')!])
      for (const group of await groups.groups(courtId, period)) {
        if (!everybody && !['judge:civil', ...(period.key === MONTH ? ['clerk', 'qualityReviewer'] : [])].includes(group.key) && !group.key.startsWith('divisionChief')) continue;
        const worked = (): Promise<GroupResult | string> => orRefusal(async () => (await groups.evaluate(courtId, group, period)).result);
        const shown = await worked();
        const afresh = await database.transaction(worked);
        compared.push({ name: `${period.key} ${group.key}`, shown, afresh });
      }
    return compared;
  }

  nextDay(): Promise<Told | null> {
    if (this.day === DAYS.length - 1) return Promise.resolve(null);
    this.living.at(DAYS[++this.day]!);
    return Promise.resolve(DAYS[this.day]!);
  }

  async record({ a, c }: Step, code: string): Promise<Told | null> {
    const review = pick(await this.reviews((one) => one.status !== 'submitted'), a) as CaseReview | undefined;
    if (!review) return null;
    const { id } = await this.living.service(FindingsService).record(this.reviewer(review), review.id, await this.wanted(review, code, c));
    return `${code} in review ${review.id.slice(-4)} → finding ${id.slice(-4)}`;
  }

  async replace({ a, b, c }: Step): Promise<Told | null> {
    const finding = pick(await this.findings('draft'), a) as Finding | undefined;
    if (!finding) return null;
    const review = await this.reviewOf(finding);
    await this.living.service(FindingsService).replace(this.reviewer(review), finding.id, { ...(await this.wanted(review, pick(MINOR, b), c)), version: finding.version });
    return `finding ${finding.id.slice(-4)}`;
  }

  async remove({ a }: Step): Promise<Told | null> {
    const finding = pick(await this.findings('draft'), a) as Finding | undefined;
    if (!finding) return null;
    await this.living.service(FindingsService).remove(this.reviewer(await this.reviewOf(finding)), finding.id);
    return `finding ${finding.id.slice(-4)}`;
  }

  /** Every item of every form looked at, nothing taken off but by the findings. */
  async submit({ a }: Step): Promise<Told | null> {
    const review = pick(await this.reviews((one) => one.status !== 'submitted'), a) as CaseReview | undefined;
    if (!review) return null;
    const reviewer = this.reviewer(review);
    const { scores } = await this.living.service(ReviewsService).desk(reviewer, review.id);
    for (const { form, version, parts } of scores!.forms)
      await this.living.service(ScoringService).save(reviewer, review.id, { form: form as SaveScores['form'], version, values: Object.fromEntries(parts.map((part) => [part.code, Object.fromEntries(part.items.map(({ code }) => [code, '0']))])) });
    const found = await this.living.database.repository(Finding).countBy({ reviewId: review.id });
    const { version } = await this.living.database.repository(CaseReview).findOneByOrFail({ id: review.id });
    await this.living.service(ScoringService).submit(reviewer, review.id, { version, noDefect: found === 0 });
    return `review ${review.id.slice(-4)} with ${found} findings${review.secondOfId ? ', blind' : ''}`;
  }

  async planSecond({ a }: Step): Promise<Told | null> {
    const all = await this.reviews(() => true);
    const first = pick(all.filter((one) => one.secondOfId === null && one.status === 'submitted' && !all.some(({ secondOfId }) => secondOfId === one.id)), a) as CaseReview | undefined;
    if (!first) return null;
    const id = await this.living.review(first.caseId, this.living.reviewers.find((one) => one !== first.reviewerId)!, first.id);
    return `review ${id.slice(-4)} of the case of review ${first.id.slice(-4)}`;
  }

  async adopt({ a, b }: Step): Promise<Told | null> {
    const finding = pick(await this.findings('second'), a) as Finding | undefined;
    if (!finding) return null;
    const office = this.living.actor('trialManagement');
    if (b % 3 === 0) await this.living.service(SecondFindings).decline(office, finding.id, '与首次评查一致');
    else await this.living.service(SecondFindings).adopt(office, finding.id, '首次评查漏查');
    return `finding ${finding.id.slice(-4)} ${b % 3 === 0 ? 'declined' : 'adopted'}`;
  }

  async comment({ a }: Step): Promise<Told | null> {
    const finding = pick(await this.findings('submitted'), a) as Finding | undefined;
    if (!finding) return null;
    await this.heard(finding, 'accept');
    return `finding ${finding.id.slice(-4)}`;
  }

  async takeBack({ a }: Step): Promise<Told | null> {
    const finding = pick([...(await this.findings('submitted')), ...(await this.findings('provisional'))], a) as Finding | undefined;
    if (!finding) return null;
    await this.living.service(FindingComments).takeBack(this.reviewer(await this.reviewOf(finding)), finding.id, { version: finding.version, reason: '说明属实' });
    return `finding ${finding.id.slice(-4)}`;
  }

  async decide({ a, b }: Step): Promise<Told | null> {
    const finding = pick(await this.findings('provisional'), a) as Finding | undefined;
    if (!finding) return null;
    await this.heard(finding, 'explain');
    const outcome = pick(['confirmed', 'rejected', 'reduced'] as const, b);
    const reduced = outcome === 'reduced' ? { points: '2.00', clauseId: this.living.clauses['M-C-11']!.id } : {};
    const { version } = await this.living.database.repository(Finding).findOneByOrFail({ id: finding.id });
    await this.living.service(FindingDecisions).decide(this.living.actor('committeeMember', this.living.committee[0]), finding.id, { version, outcome, reasons: '笔录可证，评查属实。', resolution: '质评委〔2026〕第8号', ...reduced });
    return `finding ${finding.id.slice(-4)} ${outcome}`;
  }

  async correct({ a, b }: Step): Promise<Told | null> {
    const finding = pick([...(await this.findings('settled')), ...(await this.findings('submitted'))], a) as Finding | undefined;
    if (!finding) return null;
    const points = b % 2 ? finding.points.div(2) : null;
    await this.living.database.transaction(() => this.living.service(FindingCorrections).correct(this.living.actor('trialManagement'), finding.id, { points, shares: null, reason: '更正' }));
    return `finding ${finding.id.slice(-4)} ${points ? `to ${points.toFixed(2)}` : 'withdrawn'}`;
  }

  async file({ a }: Step): Promise<Told | null> {
    const finding = pick([...(await this.findings('submitted')), ...(await this.findings('settled'))], a) as Finding | undefined;
    const [share] = finding ? await this.living.database.repository(FindingShare).find({ where: { findingId: finding.id }, order: { share: 'DESC' } }) : [];
    if (!finding || !share) return null;
    const id = await this.living.service(FilingService).file(this.judge(share.personId), { period: MONTH, record: finding.id, ground: 'fact', ask: 'withdraw', grounds: ['该条为总则性引用，另已引第六百七十五条'] });
    return `request ${id.slice(-4)} against finding ${finding.id.slice(-4)}`;
  }

  async withdraw({ a }: Step): Promise<Told | null> {
    const request = pick(await this.requests(), a) as Reconsideration | undefined;
    if (!request) return null;
    await this.living.service(FilingService).withdraw(this.judge(request.personId), request.id, { version: request.version });
    return `request ${request.id.slice(-4)}`;
  }

  /** Accepted, voted on and answered at once; whatever it changes, it changes as was said before. */
  async answer({ a, b }: Step): Promise<Told | null> {
    const request = pick(await this.requests(), a) as Reconsideration | undefined;
    if (!request) return null;
    const { database } = this.living;
    const answering = this.living.service(AnsweringService);
    const vote = pick(VOTES, b);
    const half = request.originalPoints && (Number(request.originalPoints) / 2).toFixed(2);
    const said = await this.living.service(FilingService).preview(this.judge(request.personId), { period: MONTH, record: request.sourceId });
    if (half && said.partly && said.partly.points !== half) throw new Error(`request ${request.id.slice(-4)}: ${said.partly.points} was offered for half of ${request.originalPoints}`);
    await answering.accept(this.living.actor('trialManagement'), request.id, { version: request.version });
    const bench = await database.repository(ReconsiderationMember).find({ where: { reconsiderationId: request.id }, order: { place: 'ASC' } });
    const member = (personId: string) => this.living.actor('qualityReviewer', personId);
    for (const { personId } of bench) await answering.vote(member(personId), request.id, { vote, reason: '已核对', ...(vote === 'partlyUpheld' && half ? { points: half } : {}) });
    const { version } = await database.repository(Reconsideration).findOneByOrFail({ id: request.id });
    await answering.reply(member(bench[0]!.personId), request.id, { version, answers: request.grounds.map(() => '总则性引用不免除引用专章条文的义务。'), clause: '《评查实施办法》第8条第2项' });
    const done = await database.repository(Reconsideration).findOneByOrFail({ id: request.id });
    // A chief's own score as a judge and the division's figures come of other sheets: nothing is said of them beforehand.
    if (!said.foreseen) {
      if (said.upheld.total !== null) throw new Error(`request ${request.id.slice(-4)}: said what cannot be known`);
      return `request ${request.id.slice(-4)} of the chief ${vote}`;
    }
    const expected = { upheld: said.upheld, partlyUpheld: said.partly, refused: said.now }[vote];
    sameEffect(`request ${request.id.slice(-4)} ${vote}: said when asked, and kept with the reply`, expected, done.after);
    sameEffect(`request ${request.id.slice(-4)} ${vote}: said when asked, and shown now`, expected, await this.shownTo(request.personId));
    return `request ${request.id.slice(-4)} ${vote}`;
  }

  async register({ a, b, c }: Step): Promise<Told | null> {
    const closedOn = pick(CLOSINGS, b);
    const judge = pick(this.living.judges.slice(0, 3), a);
    const { id } = await this.living.registrar().register(this.living.actor('trialManagement'), {
      caseNumber: `（2026）苏0102民初${1000 + this.log.length}号`, cause: '买卖合同纠纷', procedure: '简易程序', weight: pick(['0.70', '1.00', '1.60'], c), intakeOn: '2026-06-30',
      divisionId: this.living.court.first, responsibleJudgeId: judge, ...(closedOn ? { closedOn, closingManner: pick(['judgment', 'mediated', 'withdrawn'], c) } : {}),
    });
    return `case ${id.slice(-4)} of judge ${a % 3}, closed ${closedOn ?? 'not yet'}`;
  }

  async changeClosing(step: Step): Promise<Told | null> {
    const closedOn = pick(CLOSINGS, step.b);
    return this.changeCase(step, { closedOn, closingManner: closedOn && 'judgment' } as object);
  }

  async changeCase({ a }: Step, changes: object): Promise<Told | null> {
    const found = pick(await this.cases(), a);
    await this.living.registrar().change(this.living.actor('trialManagement'), found.id, { ...changes, version: found.version });
    return `case ${found.id.slice(-4)} ${JSON.stringify(changes)}`;
  }

  async deduct({ a, b }: Step): Promise<Told | null> {
    const found = pick((await this.cases()).filter(({ nature }) => nature === 'civil'), a);
    const validUntil = `2026-07-${10 + (b % 20)}`;
    await this.living.service(LimitChangesService).add(this.living.actor('trialManagement'), found.id, { kind: 'deduction', code: 'X02', reason: '委托书和鉴定意见', validFrom: '2026-07-02', validUntil, version: found.version });
    return `case ${found.id.slice(-4)} until ${validUntil}`;
  }

  async object({ a, b, c }: Step): Promise<Told | null> {
    const found = pick((await this.cases()).filter(({ nature }) => nature === 'enforcement'), a);
    const office = this.living.actor('trialManagement');
    const [held] = await this.living.database.repository(CaseObjection).find({ where: { caseId: found.id }, order: { id: 'ASC' }, take: 1 });
    const outcome = pick(['pending', 'upheld', 'refused'] as const, b);
    const given = { kind: 'conduct' as const, objector: '甲公司', filedOn: '2026-08-05', outcome, ...(outcome === 'pending' ? {} : { decidedOn: '2026-08-18', reason: '理由' }) };
    if (held && c % 2) await this.living.service(CaseObjectionsService).change(office, found.id, held.id, { ...given, version: held.version });
    else await this.living.service(CaseObjectionsService).add(office, found.id, given);
    return `case ${found.id.slice(-4)} ${outcome}`;
  }

  async enter({ a, b, c }: Step): Promise<Told | null> {
    const facts = this.living.service(EnteredFactsService);
    const office = this.living.actor('politicalSupervision');
    const fact = pick((await facts.offered(office)).filter(({ shape, per }) => shape !== 'pieces' && per === 'person'), a);
    const { digest } = await facts.keepFile(office, Buffer.from('证明'), '证明.txt', 'text/plain');
    const said = fact.shape === 'events' ? { day: '2026-08-14', points: '2', clause: '第3条', label: '区级表扬' } : { value: String(c % 5) };
    await facts.record(office, { fact: fact.name, personId: pick(this.living.judges, 4 - (b % 2)), period: MONTH, evidence: '政治部〔2026〕8号', files: [{ digest, name: '证明.txt' }], ...said });
    return `${fact.name} ${JSON.stringify(said)} of judge ${4 - (b % 2)}`;
  }

  /** In a frozen month too, by whoever knows that it counts only through a correction. */
  async voidFact({ a, c }: Step): Promise<Told | null> {
    const found = (await this.living.database.repository(EnteredFact).find({ where: { courtId: this.living.courtId }, order: { id: 'ASC' } })).filter(({ supersededAt }) => supersededAt === null);
    const fact = pick(found, a) as EnteredFact | undefined;
    if (!fact) return null;
    await this.living.service(EnteredFactsService).void(this.living.actor('politicalSupervision'), fact.id, fact.version, '填错了人', c % 2 === 1);
    return fact.id.slice(-4);
  }

  /** What one office holds of the month before or of the month; from then on its facts are changed by nobody until it is taken back. */
  async lock({ a, b }: Step): Promise<Told | null> {
    const [month, office] = [pick(MONTHS, b), pick(SUB_SCORE_OFFICES, a)];
    await this.living.offices.lockOne(month, office);
    return `${office} of ${month}`;
  }

  async unlock({ a, b }: Step): Promise<Told | null> {
    const [month, office] = [pick(MONTHS, b), pick(SUB_SCORE_OFFICES, a)];
    await this.living.offices.unlockOne(month, office);
    return `${office} of ${month}`;
  }

  async publish({ b }: Step): Promise<Told | null> {
    const month = pick(MONTHS, b);
    await this.living.offices.publish(month);
    return month;
  }

  /** Of a frozen month, one of those whose records say something else by now, or all of them: the figures become what was said, and nothing is left to correct of them. */
  async correctMonth({ a, b }: Step): Promise<Told | null> {
    const frozen = await this.living.database.repository(PeriodState).findBy({ courtId: this.living.courtId });
    const month = pick(frozen.map(({ period }) => period).sort(), b) as string | undefined;
    if (!month) return null;
    const corrections = this.living.service(CorrectionsService);
    const [first, second] = [this.living.offices.actor('first'), this.living.offices.actor('second')];
    const { people } = await corrections.differences(first, month);
    const one = pick(people, a) as (typeof people)[number] | undefined;
    if (!one) return null;
    const id = await corrections.propose(first, month, { people: [one.personId], reason: '记录已改正', basisKind: 'other', basisWords: '质评委决定〔2026〕第3号', password: PASSWORD });
    await corrections.confirm(second, id, PASSWORD);
    this.frozen.delete(month);
    const line = await this.living.database.repository(FrozenStanding).findOneByOrFail({ courtId: this.living.courtId, period: month, peerGroup: one.group.key, personId: one.personId, supersededAt: IsNull() });
    if (line.total !== one.now) throw new Error(`${month} of ${one.name}: ${one.now} was said, ${line.total} is frozen`);
    const left = (await corrections.differences(first, month)).people.filter(({ personId, group }) => personId === one.personId && group.key === one.group.key);
    if (left.length) throw new Error(`${month} of ${one.name} was corrected and differs still: ${left[0]!.frozen}, now ${left[0]!.now}`);
    return `${one.name} in ${month}: ${one.frozen} → ${one.now}`;
  }

  /** What is frozen is recomputed from what was frozen with it to the byte, and stays the same bytes until a correction. */
  async frozenHolds(): Promise<string | null> {
    const snapshots = this.living.service(SnapshotsService);
    for (const { period } of await this.living.database.repository(PeriodState).findBy({ courtId: this.living.courtId })) {
      const inForce = await snapshots.snapshotsOf(this.living.courtId, parsePeriod(period)!);
      const digests = inForce.map(({ peerGroup, digest }) => `${peerGroup} ${digest}`).join('\n');
      const before = this.frozen.get(period);
      if (before !== undefined && before !== digests) return `${period} was frozen as\n${before}\nand is\n${digests}`;
      if (before === digests) continue;
      this.frozen.set(period, digests);
      for (const snapshot of inForce) {
        const { sameBytes, sameDigest } = await snapshots.verify(this.living.courtId, snapshot);
        if (!sameBytes || !sameDigest) return `${period} ${snapshot.peerGroup} is not what its facts come to`;
      }
    }
    return null;
  }

  /** The month before, which freezes a part of the year; or, when nothing in it is open any more, the month itself. */
  async close({ b }: Step): Promise<Told | null> {
    const month = pick(MONTHS, b);
    await this.living.offices.close(month);
    return month;
  }

  private async shownTo(personId: string): Promise<EffectView | null> {
    const groups = this.living.service(PeerGroupsService);
    const period = parsePeriod(MONTH)!;
    const group = (await groups.groups(this.living.courtId, period)).find(({ members }) => members.some((one) => one.personId === personId))!;
    const { result } = await groups.evaluate(this.living.courtId, group, period);
    return { total: result.sheets.find((sheet) => sheet.personId === personId)!.total, rank: result.standings.find((one) => one.personId === personId)?.rank ?? null };
  }

  /** Everybody who answers for it says something, so that a decision may follow. */
  private async heard(finding: Finding, kind: 'accept' | 'explain'): Promise<void> {
    for (const { personId } of await this.living.database.repository(FindingShare).find({ where: { findingId: finding.id }, order: { id: 'ASC' } }))
      await this.living.service(FindingComments).comment(this.judge(personId), finding.id, { kind, words: '当日已获任命，文件在副卷。' });
  }

  private async wanted(review: CaseReview, code: string, split: number) {
    const { responsibleJudgeId } = await this.living.database.repository(CourtCase).findOneByOrFail({ id: review.caseId });
    const [judge, clerk] = [{ personId: responsibleJudgeId!, post: 'responsibleJudge' }, { personId: this.living.clerk, post: 'clerk' }];
    const clause = this.living.clauses[code]!;
    const shared = split % 2 === 1;
    return {
      clauseId: clause.id, points: clause.pointsMin.toFixed(2), place: `判决书第${this.log.length + 1}段`, comment: '未回应抗辩',
      shares: shared ? [{ ...judge, share: '66.67' }, { ...clerk, share: '33.33' }] : [{ ...judge, share: '100' }],
      ...(shared ? { responsibility: { situation: 'R08', departure: '校对记录载明由书记员漏校' } } : { responsibility: { situation: 'R01', departure: '承办人一人负责' } }),
    };
  }

  private reviewer({ reviewerId }: CaseReview) {
    return this.living.actor('qualityReviewer', reviewerId, 'court', ['civil']);
  }

  private judge(personId: string) {
    return this.living.actor('judge', personId, 'self');
  }

  private async reviews(which: (review: CaseReview) => boolean): Promise<CaseReview[]> {
    return (await this.living.database.repository(CaseReview).find({ where: { courtId: this.living.courtId }, order: { id: 'ASC' } })).filter(which);
  }

  private reviewOf({ reviewId }: Finding): Promise<CaseReview> {
    return this.living.database.repository(CaseReview).findOneByOrFail({ id: reviewId });
  }

  private findings(status: Finding['status']): Promise<Finding[]> {
    return this.living.database.repository(Finding).find({ where: { courtId: this.living.courtId, status }, order: { id: 'ASC' } });
  }

  private requests(): Promise<Reconsideration[]> {
    return this.living.database.repository(Reconsideration).find({ where: { courtId: this.living.courtId, status: 'filed' }, order: { id: 'ASC' } });
  }

  private cases(): Promise<CourtCase[]> {
    return this.living.database.repository(CourtCase).find({ where: { courtId: this.living.courtId }, order: { id: 'ASC' } });
  }
}

/** A score that lacks a fact is refused, shown and afresh alike, in the same words. */
async function orRefusal<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.sentence('en')} ${JSON.stringify(error.faults)}`;
  }
}

function sameEffect(what: string, expected: EffectView | null, now: EffectView | null): void {
  const [said, came] = [expected, now].map((effect) => `${effect?.total ?? '–'}, rank ${effect?.rank ?? '–'}`);
  if (said !== came) throw new Error(`${what}: ${said} and ${came}`);
}
