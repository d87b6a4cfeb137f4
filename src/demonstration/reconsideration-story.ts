import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Database } from '../platform/database/database.js';
import { FindingCorrections } from '../quality-review/finding-corrections.js';
import { ContestedLines, type OpenLine } from '../reconsideration/contested-lines.js';
import { Reconsideration, ReconsiderationMember, ReconsiderationStep, type StepContent } from '../reconsideration/reconsideration.entities.js';
import { RequestClock } from '../reconsideration/request-clock.js';
import { numberOf } from '../reconsideration/request-words.js';
import { drawPanel, settleVotes, type PanelDraw } from '../rules/reconsideration.js';
import type { DemonstrationPlan, RequestPlan } from './demonstration-plan.js';
import { recordId } from './record-id.js';
import type { World } from './world.types.js';

const PANEL = 3;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const at = (day: Day, minute: number): string => `${day}T02:${String(minute).padStart(2, '0')}:00.000Z`;

/** Requests of the demonstration court, each in another state. Told after the court is loaded, since what a line costs is read from its score sheet. */
@Injectable()
export class ReconsiderationStory {
  constructor(
    private readonly database: Database,
    private readonly lines: ContestedLines,
    private readonly clock: RequestClock,
    private readonly findings: FindingCorrections,
  ) {}

  async tell(world: World, plan: DemonstrationPlan): Promise<void> {
    const period = parsePeriod(plan.reconsiderations.period)!;
    for (const [index, request] of plan.reconsiderations.requests.entries()) await new RequestTale(world, plan, request, index + 1, period).write(this.database, this.lines, this.clock, this.findings);
  }
}

class RequestTale {
  private readonly steps: Partial<ReconsiderationStep>[] = [];
  private readonly id: string;

  constructor(
    private readonly world: World,
    private readonly plan: DemonstrationPlan,
    private readonly told: RequestPlan,
    private readonly number: number,
    private readonly period: EvaluationPeriod,
  ) {
    this.id = recordId(told.filedOn, 'reconsideration', number);
  }

  async write(database: Database, lines: ContestedLines, clock: RequestClock, findings: FindingCorrections): Promise<void> {
    const { told, id } = this;
    const applicant = this.personOf(told.applicant);
    const finding = this.contested(applicant.id);
    const open = (await lines.open(applicant.courtId, applicant.id, this.period, finding.id))!;
    const request = this.request(open, finding.id, await clock.replyBy(applicant.courtId, told.filedOn));
    this.step(told.filedOn, 0, 'file', applicant.id, { ground: told.ground, ask: told.ask });
    const members = told.acceptedOn ? this.bench(request, told.acceptedOn, finding.reviewerId) : [];
    if (told.reply) {
      const { outcome, points: settled } = settleVotes(open.price!, members.map(({ vote }) => (vote === 'upheld' ? 0 : open.price!)));
      Object.assign(request, { status: outcome === 'refused' ? 'maintained' : 'corrected', outcome, settledPoints: settled, secondUntil: await clock.secondUntil(applicant.courtId, told.reply.day) });
      this.step(told.reply.day, 30, outcome === 'refused' ? 'maintain' : 'correct', members[0]!.personId, { outcome, points: settled, answers: told.reply.answers, clause: told.reply.clause });
    }
    await database.repository(Reconsideration).insert(request);
    await database.repository(ReconsiderationMember).insert(members);
    await database.repository(ReconsiderationStep).insert(this.steps as ReconsiderationStep[]);
    if (request.status !== 'corrected') return;
    await findings.correct(this.actor(members[0]!.personId), finding.id, { points: null, shares: null, reason: `${numberOf(request)}：成立` });
    await database.repository(Reconsideration).update({ id }, { after: await lines.effect(applicant.courtId, applicant.id, this.period) });
  }

  /** The applicant's finding of the period under the clause named. */
  private contested(personId: string): World['findings'][number] {
    const { clauses, shares, findings } = this.world;
    const { clause, applicant } = this.told;
    const own = new Set(shares.filter((share) => share.personId === personId).map(({ findingId }) => findingId));
    const wanted = clauses.filter(({ code }) => code === clause).map(({ id }) => id);
    const { from, until } = this.period;
    const found = findings.find(({ id, clauseId, status, recordedOn }) => own.has(id) && wanted.includes(clauseId) && (status === 'submitted' || status === 'settled') && recordedOn >= from && recordedOn < until);
    if (!found) throw new Error(`config/demonstration/reconsiderations.yaml: ${applicant} has no finding under ${clause} in ${this.period.key}`);
    return found;
  }

  private request({ group, line, event, price, now }: OpenLine, sourceId: string, dueOn: Day): Reconsideration {
    const { told, number, id, period } = this;
    const member = group.members.find(({ personId }) => personId === this.personOf(told.applicant).id)!;
    return Object.assign(new Reconsideration(), {
      id, courtId: this.personOf(told.applicant).courtId, year: Number(told.filedOn.slice(0, 4)), number, personId: member.personId, divisionId: member.divisionId, nature: group.nature, period: period.key, peerGroup: group.key,
      schemeVersionId: group.scheme.id, sourceKind: event.source.kind, sourceId, line, ground: told.ground, ask: told.ask, originalPoints: price, askedPoints: told.points ?? null,
      askedShares: told.shares ? Object.entries(told.shares).map(([user, share]) => this.asked(sourceId, user, share)) : null, grounds: told.grounds, status: told.acceptedOn ? 'withPanel' : 'filed', filedOn: told.filedOn, dueOn,
      panelSeed: null, outcome: null, settledPoints: null, secondUntil: null, before: now, after: null, version: 1 + this.stepsTaken(),
    });
  }

  private asked(sourceId: string, user: string, share: string): { personId: string; post: string; share: string } {
    const { id } = this.personOf(user);
    const { post } = this.world.shares.find(({ findingId, personId }) => findingId === sourceId && personId === id)!;
    return { personId: id, post, share };
  }

  /** Accepting and drawing are two steps, replying a third. */
  private stepsTaken(): number {
    return (this.told.acceptedOn ? 2 : 0) + (this.told.reply ? 1 : 0);
  }

  private bench(request: Reconsideration, acceptedOn: Day, reviewerId: string): ReconsiderationMember[] {
    const { drawn, barred, seed } = this.draw(request, acceptedOn, reviewerId);
    request.panelSeed = seed;
    const office = this.personOf(this.plan.reconsiderations.office).id;
    this.step(acceptedOn, 0, 'accept', office);
    this.step(acceptedOn, 1, 'drawPanel', office, { seed, members: drawn.map(({ name }) => name), barred: barred.map(({ candidate, why }) => ({ name: candidate.name, why })) });
    return drawn.map(({ personId }, index) => {
      const cast = this.told.votes?.[index];
      if (cast) this.step(cast.day, 10 + index, 'vote', personId);
      return Object.assign(new ReconsiderationMember(), {
        id: recordId(acceptedOn, 'reconsideration-member', this.number, personId), courtId: request.courtId, reconsiderationId: request.id, round: 1, place: index + 1, personId,
        vote: cast?.vote ?? null, points: null, reason: cast?.reason ?? null, votedAt: cast ? at(cast.day, 10 + index) : null,
      });
    });
  }

  private draw(request: Reconsideration, day: Day, reviewerId: string): PanelDraw & { seed: string } {
    const { bodies, appointments, posts, people, divisions, shares } = this.world;
    const group = bodies.find(({ kind, nature }) => kind === 'reviewGroup' && nature === request.nature)!;
    const unitsOf = (person: string): string[] => posts.filter(({ personId, validFrom, validUntil }) => personId === person && validFrom <= day && (validUntil === null || validUntil > day)).map(({ divisionId }) => divisionId);
    const hearing = new Set(divisions.filter(({ kind }) => kind === 'division' || kind === 'tribunal').map(({ id }) => id));
    const candidates = appointments.filter(({ bodyId }) => bodyId === group.id).map(({ personId }) => ({ personId, name: people.find(({ id }) => id === personId)!.name, divisionIds: unitsOf(personId) }));
    const seed = sha256(`${this.plan.caseload.seed}|reconsideration|${this.number}`);
    const barredPeople = [request.personId, reviewerId, ...shares.filter(({ findingId }) => findingId === request.sourceId).map(({ personId }) => personId)];
    const barredDivisions = [request.divisionId, ...unitsOf(reviewerId).filter((unit) => hearing.has(unit))];
    return { ...drawPanel({ seed, size: PANEL, candidates, barredPeople, barredDivisions }, sha256), seed };
  }

  private step(day: Day, minute: number, action: string, personId: string, content: StepContent = {}): void {
    const person = this.world.people.find(({ id }) => id === personId)!;
    this.steps.push({ id: recordId(day, 'reconsideration-step', this.number, action, personId), courtId: person.courtId, reconsiderationId: this.id, action, at: at(day, minute), personId, actorName: person.name, content });
  }

  private personOf(user: string): World['people'][number] {
    const account = this.world.accounts.find(({ username }) => username === user);
    return this.world.people.find(({ id }) => id === account?.personId)!;
  }

  private actor(personId: string): Actor {
    const account = this.world.accounts.find((one) => one.personId === personId)!;
    return { userId: account.id, username: account.username, personId, personName: account.displayName, courtId: account.courtId, grants: [], language: 'zh', ip: '', requestId: '' };
  }
}
