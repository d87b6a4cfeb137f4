import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../kernel/day.js';
import { Decimal } from '../kernel/exact.js';
import { CaseParticular } from '../cases/case-particular.entity.js';
import { CourtCase } from '../cases/case.entities.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { ClaimChecks } from '../difficult-cases/claim-checks.js';
import { DifficultBook } from '../difficult-cases/difficult-book.js';
import { DifficultApplication, DifficultBallot, DifficultNotice, DifficultObjection, DifficultRound } from '../difficult-cases/difficult-case.entities.js';
import { Roster } from '../difficult-cases/roster.js';
import { Database } from '../platform/database/database.js';
import { countVotes, quorumOf, readFraction } from '../rules/difficult-case-votes.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import type { ClaimPlan, DifficultRoundPlan } from './difficult-plan.js';
import { recordId } from './record-id.js';
import type { CaseRow, World } from './world.types.js';

const at = (day: Day): string => `${day}T02:00:00.000Z`;

/** Difficult cases of the demonstration court: one round in effect, one taking applications. The checks are those everybody gets. */
@Injectable()
export class DifficultStory {
  constructor(
    private readonly database: Database,
    private readonly book: DifficultBook,
    private readonly checks: ClaimChecks,
    private readonly roster: Roster,
    private readonly calendar: CourtCalendar,
  ) {}

  async tell(world: World, { difficultCases }: DemonstrationPlan): Promise<void> {
    const taken = new Set<string>();
    let number = 0;
    for (const plan of difficultCases.rounds) {
      const { courtId, name } = this.personOf(world, difficultCases.office);
      const round = await this.round(plan, courtId, name);
      const claims: DifficultApplication[] = [];
      for (const told of plan.claims) claims.push(await this.claim(world, told, round, ++number, taken));
      if (plan.voteStarted) await this.vote(plan, round, claims);
      if (plan.notice) await this.publish(world, plan, round, claims, name);
    }
  }

  private async round({ year, half, applyFrom, applyUntil, voteUntil, notice }: DifficultRoundPlan, courtId: string, openedBy: string): Promise<DifficultRound> {
    const rules = await this.book.roundRules(courtId, applyFrom);
    const round = Object.assign(new DifficultRound(), {
      id: recordId(applyFrom, 'difficult-round', year, half), courtId, year, half, attempt: 1, status: notice ? 'closed' : 'collecting', applyFrom, applyUntil, voteUntil, ...rules, quorum: null, reason: null, openedAt: at(applyFrom), openedBy, version: 1,
    });
    await this.database.repository(DifficultRound).insert(round);
    return round;
  }

  private async claim(world: World, told: ClaimPlan, round: DifficultRound, number: number, taken: Set<string>): Promise<DifficultApplication> {
    const judge = this.personOf(world, told.judge);
    const row = this.caseOf(world, judge.id, told, taken);
    taken.add(row.id);
    const clerk = world.people.find(({ id }) => id === row.clerkId)?.name ?? judge.name;
    await this.database.repository(CaseParticular).insert(
      told.figures.map(({ figure, value, source }) => ({ id: recordId(told.on, 'particular', row.id, figure), courtId: row.courtId, caseId: row.id, figure, value, source, recordedBy: clerk, recordedAt: at(told.on), supersededAt: null, supersededBy: null, supersededReason: null })),
    );
    const found = await this.database.repository(CourtCase).findOneByOrFail({ id: row.id });
    const { kinds, verdicts, range } = await this.checks.examine(found, told.on, told.kinds, [], []);
    const failed = verdicts.find(({ passed }) => !passed);
    if (failed) throw new Error(`config/demonstration/difficult-cases.yaml: ${row.caseNumber} does not meet ${failed.code}`);
    const claim = Object.assign(new DifficultApplication(), {
      id: recordId(told.on, 'difficult-application', number), courtId: row.courtId, roundId: round.id, year: round.year, number, caseId: row.id, judgeId: judge.id, divisionId: row.divisionId, appliedOn: told.on,
      kinds: kinds.map(({ code, version, label, labelEn, source }) => ({ code, version, label, labelEn, source })), rangeMin: new Decimal(range!.min), rangeMax: new Decimal(range!.max), checks: verdicts, stated: [], grounds: told.grounds,
      status: told.opinion ? 'opined' : 'filed', withdrawnReason: null, supported: told.opinion?.supported ?? null, opinion: told.opinion?.words ?? null, opinionBy: told.opinion ? this.personOf(world, told.opinion.by).name : null, opinionOn: told.opinion?.on ?? null,
      present: null, yes: null, no: null, mayRefile: false, awarded: null, entered: null, noticeId: null, countsOn: null, version: told.opinion ? 2 : 1,
    });
    await this.database.repository(DifficultApplication).insert(claim);
    return claim;
  }

  private async vote(plan: DifficultRoundPlan, round: DifficultRound, claims: readonly DifficultApplication[]): Promise<void> {
    const committee = await this.roster.committee(round.courtId, plan.voteStarted!);
    const quorum = quorumOf({ share: readFraction(round.quorumShare)!, members: committee.length });
    await this.database.repository(DifficultRound).update({ id: round.id }, { quorum });
    await this.roster.seat(round, committee, claims, plan.voteStarted!);
    const [ballots, applications] = [this.database.repository(DifficultBallot), this.database.repository(DifficultApplication)];
    for (const [index, claim] of claims.entries()) {
      const seated = await ballots.findBy({ applicationId: claim.id });
      const free = committee.flatMap(({ personId }) => seated.find((ballot) => ballot.personId === personId && ballot.recusal === null) ?? []);
      const votes = free.map((_, place) => plan.claims[index]!.votes![place]!);
      for (const [place, ballot] of free.entries()) {
        const given = votes[place]!;
        await ballots.update({ id: ballot.id }, given === 'no' ? { vote: 'no', reason: '难度尚属一般，不宜评定。', castAt: at(plan.voteUntil) } : { vote: 'yes', points: new Decimal(given), reason: '已核对卷宗，符合条件。', castAt: at(plan.voteUntil) });
      }
      const cast = votes.map((given) => (given === 'no' ? { vote: 'no' as const, points: null, mayRefile: false } : { vote: 'yes' as const, points: given, mayRefile: false }));
      const { present, yes, no, awarded, points } = countVotes(cast, quorum, round.pointsBy)!;
      Object.assign(claim, { status: awarded ? 'awarded' : 'rejected', present, yes, no, awarded: new Decimal(points) });
      await applications.update({ id: claim.id }, { status: claim.status, present, yes, no, awarded: claim.awarded, version: 3 });
    }
  }

  private async publish(world: World, { notice, claims: told }: DifficultRoundPlan, round: DifficultRound, claims: readonly DifficultApplication[], publishedBy: string): Promise<void> {
    const { from, contact } = notice!;
    const noticeUntil = this.calendar.after(from, round.noticeDays);
    const id = recordId(from, 'difficult-notice', round.year, round.half);
    await this.database.repository(DifficultNotice).insert({ id, courtId: round.courtId, roundId: round.id, year: round.year, number: round.half, noticeFrom: from, noticeUntil, contact, publishedAt: at(from), publishedBy });
    const chair = (await this.roster.committee(round.courtId, from))[0]!.name;
    for (const [index, claim] of claims.entries()) {
      if (claim.status !== 'awarded') continue;
      const { objection } = told[index]!;
      const worth = objection?.upheld ? new Decimal(objection.points!) : claim.awarded;
      const last = objection && objection.answeredOn > noticeUntil ? objection.answeredOn : noticeUntil;
      await this.database.repository(DifficultApplication).update({ id: claim.id }, { noticeId: id, awarded: worth, entered: worth, countsOn: addDays(last, 1), version: 4 });
      if (!objection) continue;
      const objector = this.personOf(world, objection.by);
      await this.database.repository(DifficultObjection).insert({
        id: recordId(objection.on, 'difficult-objection', claim.id), courtId: round.courtId, noticeId: id, applicationId: claim.id, objectorId: objector.id, signedName: objector.name, grounds: objection.grounds, filedOn: objection.on,
        status: objection.upheld ? 'upheld' : 'dismissed', answer: objection.answer, answeredBy: chair, answeredOn: objection.answeredOn, present: objection.present, inFavour: objection.inFavour, corrected: objection.upheld ? worth : null, version: 2,
      });
    }
  }

  /** The judge's latest case of that cause in effect on the day, which nobody in the story has claimed. */
  private caseOf(world: World, judgeId: string, { cause, on, judge }: ClaimPlan, taken: ReadonlySet<string>): CaseRow {
    const own = world.cases.filter((row) => row.responsibleJudgeId === judgeId && row.cause === cause && row.closedOn !== null && row.effectiveOn !== null && row.effectiveOn <= on && !taken.has(row.id));
    const [latest] = own.sort((a, b) => (a.effectiveOn! > b.effectiveOn! ? -1 : a.effectiveOn! < b.effectiveOn! ? 1 : a.id < b.id ? -1 : 1));
    if (!latest) throw new Error(`config/demonstration/difficult-cases.yaml: ${judge} has no case of ${cause} in effect on ${on}`);
    return latest;
  }

  private personOf(world: World, user: string): World['people'][number] {
    const account = world.accounts.find(({ username }) => username === user);
    return world.people.find(({ id }) => id === account?.personId)!;
  }
}
