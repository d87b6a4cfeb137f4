import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { FrozenStandings } from '../ranking/frozen-standings.js';
import { CompetitionEntry, CompetitionObjection, type Competition } from './competition.entities.js';
import { CompetitionInputs } from './competition-inputs.js';
import { CompetitionLog, competitionNumber } from './competition-log.js';
import { promotionErrors, refuseBlanks } from './promotions.errors.js';
import type { AnswerObjection, CompetitionOnward, ObjectToCompetition, PublishCompetition } from './dto/competition.dto.js';

/** From the reckoned result to the end: published by a second person, contested by who competed, answered in writing, closed. */
@Injectable()
export class CompetitionPublicationService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: CompetitionLog,
    private readonly inputs: CompetitionInputs,
    private readonly standings: FrozenStandings,
  ) {}

  async publish(actor: Actor, id: string, { version, approval, objectionsUntil }: PublishCompetition): Promise<void> {
    require(actor, 'use.approve');
    refuseBlanks({ approval });
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.approve', ['reckoned']);
      const number = competitionNumber(competition);
      if (actor.userId === competition.openedById) throw promotionErrors['use.secondPerson']({ number, who: competition.openedBy });
      if (await this.log.tookPart(actor, id)) throw promotionErrors['use.tookPart']({ number });
      if (await this.log.competes(actor, id)) throw promotionErrors['use.ownResult']({ number });
      if (objectionsUntil <= this.clock.today()) throw promotionErrors['use.faulty']({ count: 1 }, [{ path: 'objectionsUntil', zh: '异议期至少到明天。', en: 'Objections are taken until tomorrow at the earliest.' }]);
      await this.mustStand(competition);
      await this.log.save(competition, version, { status: 'published', approval, publishedBy: actor.personName, publishedAt: this.clock.instant(), objectionsUntil });
      this.log.note(actor, competition, 'published', { approval, objectionsUntil });
    });
  }

  async object(actor: Actor, id: string, { grounds }: ObjectToCompetition): Promise<void> {
    require(actor, 'use.read');
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.read', ['published']);
      if (!(await this.log.competes(actor, id))) throw platformErrors['record.notFound']();
      const [today, number, day] = [this.clock.today(), competitionNumber(competition), competition.objectionsUntil!];
      if (today > day) throw promotionErrors['competition.window']({ number, day, when: '已经届满', whenEn: 'that day has passed' });
      refuseBlanks({ grounds });
      await this.database.repository(CompetitionObjection).insert({ id: newId(), courtId: actor.courtId, competitionId: id, personId: actor.personId!, grounds: grounds.trim(), filedOn: today, status: 'filed', answer: null, answeredBy: null, answeredOn: null });
      this.log.note(actor, competition, 'contested', { personId: actor.personId }, grounds);
    });
  }

  /** An objection upheld opens the competition again: what was wrong is put right and everything reckoned anew, with the same seed. */
  async answer(actor: Actor, id: string, objectionId: string, { version, status, answer }: AnswerObjection): Promise<void> {
    require(actor, 'use.approve');
    refuseBlanks({ answer });
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.approve', ['published']);
      const objection = await this.database.repository(CompetitionObjection).findOneBy({ id: objectionId, competitionId: id });
      if (!objection) throw platformErrors['record.notFound']();
      // A rival answers no objection to a result of the own competition.
      if (await this.log.competes(actor, id)) throw promotionErrors['use.ownResult']({ number: competitionNumber(competition) });
      const { affected } = await this.database.repository(CompetitionObjection).update({ id: objectionId, version, status: 'filed' }, { status, answer, answeredBy: actor.personName, answeredOn: this.clock.today(), version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: objection.answeredBy ?? '—', when: objection.answeredOn ?? '—' });
      this.log.note(actor, competition, 'objectionAnswered', { objectionId, status, ...(status === 'upheld' ? { resultsBefore: await this.results(id) } : {}) }, answer);
      if (status === 'upheld') await this.log.save(competition, competition.version, { status: 'open', approval: null, publishedBy: null, publishedAt: null, objectionsUntil: null });
    });
  }

  async close(actor: Actor, id: string, { version }: CompetitionOnward): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const competition: Competition = await this.log.standing(actor, id, 'use.manage', ['published']);
      const [number, day] = [competitionNumber(competition), competition.objectionsUntil!];
      const open = await this.database.repository(CompetitionObjection).countBy({ competitionId: id, status: 'filed' });
      if (open) throw promotionErrors['competition.unanswered']({ number, count: open });
      if (this.clock.today() <= day) throw promotionErrors['competition.window']({ number, day, when: '期满以后才能结束', whenEn: 'it can be closed after that day' });
      await this.mustStand(competition);
      await this.log.save(competition, version, { status: 'closed' });
      this.log.note(actor, competition, 'closed', { results: await this.results(id) });
    });
  }

  /** Nobody wins or loses a post on a result that is contested, or was corrected since it was reckoned. */
  private async mustStand(competition: Competition): Promise<void> {
    const entries = await this.database.repository(CompetitionEntry).findBy({ competitionId: competition.id });
    this.standings.mustBeEmpty(await this.inputs.unsettled(competition, entries.map(({ personId }) => personId)));
    if (await this.inputs.outOfDate(competition, entries)) throw promotionErrors['competition.outOfDate']({ number: competitionNumber(competition) });
  }

  private async results(competitionId: string): Promise<{ personId: string; place: number | null; total: string | null }[]> {
    const entries = await this.database.repository(CompetitionEntry).find({ where: { competitionId }, order: { place: 'ASC', id: 'ASC' } });
    return entries.map(({ personId, place, total }) => ({ personId, place, total: total && points(total) }));
  }
}
