import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { CourtParameters } from '../court/court-parameters.js';
import { Person } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { FrozenStandings, type FrozenMember } from '../ranking/frozen-standings.js';
import { GradesAndBonusBook } from '../ranking/grades-and-bonus-book.js';
import { commitmentOf } from '../rules/assignment/draw.js';
import { partFaults, placesOf, type CompetitionPart } from '../rules/competition.js';
import { componentsInForce } from '../rules/grades-and-bonus-table.js';
import { Competition, CompetitionEntry, CompetitionMark } from './competition.entities.js';
import { CompetitionInputs } from './competition-inputs.js';
import { CompetitionLog, COMPETITION_STATE_WORDS, competitionNumber } from './competition-log.js';
import { promotionErrors, refuseBlanks } from './promotions.errors.js';
import type { CompetitionChoices, CompetitionOnward, EnterCompetition, EnterMark, OpenCompetition, WithdrawCompetition, WithdrawEntry } from './dto/competition.dto.js';

const [SHARE_FROM, SHARE_TO] = ['competition.abilityShareFrom', 'competition.abilityShareTo'];

/** 竞岗, the office's side: announced with its parts, entered, marks with evidence, lots drawn with the seed announced, reckoned. */
@Injectable()
export class CompetitionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parameters: CourtParameters,
    private readonly standings: FrozenStandings,
    private readonly book: GradesAndBonusBook,
    private readonly inputs: CompetitionInputs,
    private readonly log: CompetitionLog,
  ) {}

  async choices(actor: Actor): Promise<CompetitionChoices> {
    require(actor, 'use.manage');
    const today = this.clock.today();
    const shares = await this.parameters.allInForce(actor.courtId, [SHARE_FROM, SHARE_TO], today);
    return {
      parts: componentsInForce(this.book.table(), today), shareFrom: shares.get(SHARE_FROM)?.value ?? null, shareTo: shares.get(SHARE_TO)?.value ?? null,
      periods: (await this.standings.publishedPeriods(actor.courtId)).map(({ key }) => key),
    };
  }

  async open(actor: Actor, wanted: OpenCompetition): Promise<string> {
    require(actor, 'use.manage');
    const { shareFrom, shareTo } = await this.shares(actor.courtId);
    const parts = wanted.parts.map(({ label, labelEn, ...part }) => ({ ...part, label: { zh: label, en: labelEn } }));
    const faults = partFaults(parts, shareTo);
    if (!wanted.title.trim()) faults.push({ path: 'title', zh: '请写明竞岗的岗位。', en: 'Say which post it is about.' });
    wanted.archive.forEach((key, index) => {
      if (!parsePeriod(key) || wanted.archive.indexOf(key) < index) faults.push({ path: `archive[${index}]`, zh: `“${key}”不是考核期，或写了两次。请写作 2025、2026H1。`, en: `“${key}” is no period, or stands twice. Write 2025 or 2026H1.` });
    });
    const archive = parts.find(({ kind }) => kind === 'archive');
    if (archive && wanted.archive.length < archive.least) faults.push({ path: 'archive', zh: `业绩档案应列 ${archive.least} 期，现列 ${wanted.archive.length} 期。`, en: `The archive needs ${archive.least} periods; ${wanted.archive.length} are listed.` });
    if (faults.length) throw promotionErrors['use.faulty']({ count: faults.length }, faults);
    return this.database.transaction(async () => {
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const year = Number(this.clock.today().slice(0, 4));
      const [last] = await this.database.rows<{ last: number | null }>('SELECT MAX(number) AS "last" FROM competition WHERE court_id = :courtId AND year = :year', { courtId: actor.courtId, year });
      const seed = randomBytes(32).toString('hex');
      const competition = {
        id: newId(), courtId: actor.courtId, year, number: Number(last!.last ?? 0) + 1, title: wanted.title.trim(), places: wanted.places, parts: parts as CompetitionPart[], archive: wanted.archive, until: wanted.until, shareFrom, shareTo,
        status: 'open' as const, seed, seedDigest: commitmentOf(seed), openedById: actor.userId, openedBy: actor.personName, openedAt: this.clock.instant(),
      };
      await this.database.repository(Competition).insert(competition);
      this.log.note(actor, competition, 'opened', { title: competition.title, parts: parts.map(({ code, weight }) => ({ code, weight })), seedDigest: competition.seedDigest });
      return competition.id;
    });
  }

  async enter(actor: Actor, id: string, { version, personIds }: EnterCompetition): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.manage', ['open']);
      const known = new Map((await this.database.repository(Person).findBy({ id: In(personIds), courtId: actor.courtId })).map((person) => [person.id, person.name]));
      const entered = new Set((await this.database.repository(CompetitionEntry).findBy({ competitionId: id })).map(({ personId }) => personId));
      const faults = personIds.flatMap((personId, index): Fault[] => {
        if (!known.has(personId)) return [{ path: `personIds[${index}]`, zh: '本院没有此人。请从列表中选择。', en: 'Nobody of this court. Choose from the list.' }];
        return entered.has(personId) || personIds.indexOf(personId) < index ? [{ path: `personIds[${index}]`, zh: `${known.get(personId)}已经报名。`, en: `${known.get(personId)} has entered already.` }] : [];
      });
      if (faults.length) throw promotionErrors['use.faulty']({ count: faults.length }, faults);
      await this.log.save(competition, version, {});
      await this.database.repository(CompetitionEntry).insert(personIds.map((personId) => ({ id: newId(), courtId: actor.courtId, competitionId: id, personId, enteredBy: actor.personName, enteredAt: this.clock.instant() })));
      this.log.note(actor, competition, 'entered', { personIds });
    });
  }

  /** Somebody entered by mistake, or who no longer competes, would keep everybody from being reckoned. Only before a first result: from then on it counts. */
  async leave(actor: Actor, id: string, { version, personId, reason }: WithdrawEntry): Promise<void> {
    require(actor, 'use.manage');
    refuseBlanks({ reason });
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.manage', ['open']);
      const number = competitionNumber(competition);
      if (await this.log.competes(actor, id)) throw promotionErrors['use.ownCompetition']({ number });
      const entry = await this.database.repository(CompetitionEntry).findOneBy({ competitionId: id, personId });
      if (!entry) throw promotionErrors['use.faulty']({ count: 1 }, [{ path: 'personId', zh: '此人没有报名。请刷新后查看。', en: 'The person has not entered. Reload and see.' }]);
      if (entry.results) throw promotionErrors['competition.entryCounted']({ number });
      await this.log.save(competition, version, {});
      await this.database.repository(CompetitionMark).update({ competitionId: id, personId, supersededAt: IsNull() }, { supersededAt: this.clock.instant() });
      await this.database.repository(CompetitionEntry).delete({ id: entry.id });
      this.log.note(actor, competition, 'entryWithdrawn', { personId, enteredBy: entry.enteredBy, enteredAt: entry.enteredAt }, reason.trim());
    });
  }

  /** Ratings, inspection, and archive periods from before the system; a later mark replaces an earlier and keeps it. */
  async mark(actor: Actor, id: string, wanted: EnterMark): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.manage', ['open']);
      if (await this.log.competes(actor, id)) throw promotionErrors['use.ownCompetition']({ number: competitionNumber(competition) });
      const { personId, part: code, value, evidence, forms = null } = wanted;
      const part = competition.parts.find((one) => one.code === code);
      // Only the archive goes by periods: of any other part a later mark replaces the earlier, whatever period was chosen beside it.
      const period = part?.kind === 'archive' ? (wanted.period ?? '') : '';
      const faults: Fault[] = [];
      if (!(await this.database.repository(CompetitionEntry).existsBy({ competitionId: id, personId }))) faults.push({ path: 'personId', zh: '此人没有报名。请先登记报名。', en: 'The person has not entered. Enter them first.' });
      if (!part || !['archive', 'rated', 'inspection'].includes(part.kind)) faults.push({ path: 'part', zh: '这一项由系统取数，不能手工登记。', en: 'This part is taken from the records and cannot be entered by hand.' });
      if (new Decimal(value).gt(100)) faults.push({ path: 'value', zh: '成绩按百分制，不能大于 100。', en: 'Marks are out of 100.' });
      if (!evidence.trim()) faults.push({ path: 'evidence', zh: '请写明依据。', en: 'Say what it rests on.' });
      if (part?.kind === 'archive' && !competition.archive.includes(period)) faults.push({ path: 'period', zh: '请写明是档案中的哪一期。', en: 'Say which period of the archive it is.' });
      const line = part?.kind === 'archive' ? await this.publishedLine(actor.courtId, period, personId) : null;
      if (line && line.rank !== null) faults.push({ path: 'period', zh: `${period} 的得分已发布，以发布的为准，不能手工登记。`, en: `${period} is published; the published score counts and none is entered by hand.` });
      else if (line) faults.push({ path: 'period', zh: `${period} 的结果已发布，此人没有名次（${line.excluded?.zh ?? '没有参加排名'}），不能手工登记代替。请核对这一期应否列入。`, en: `${period} is published and the person has no place in it (${line.excluded?.en ?? 'not ranked'}); no mark by hand stands in for it. Consider whether that period should be among those announced.` });
      if (part?.kind === 'rated' && (forms ?? 0) < part.least) faults.push({ path: 'forms', zh: `测评表至少 ${part.least} 份。`, en: `At least ${part.least} forms are needed.` });
      if (faults.length) throw promotionErrors['use.faulty']({ count: faults.length }, faults);
      await this.log.save(competition, wanted.version, {});
      const marks = this.database.repository(CompetitionMark);
      const before = (await marks.findBy({ competitionId: id, personId, part: code, period })).find(({ supersededAt }) => supersededAt === null);
      if (before) await marks.update({ id: before.id }, { supersededAt: this.clock.instant() });
      await marks.insert({ id: newId(), courtId: actor.courtId, competitionId: id, personId, part: code, period, value: new Decimal(value), forms: part!.kind === 'rated' ? forms : null, evidence: evidence.trim(), recordedBy: actor.personName, recordedAt: this.clock.instant(), supersededAt: null });
      this.log.note(actor, competition, 'marked', { personId, part: code, period, value: points(value), before: before ? points(before.value) : null, evidence });
    });
  }

  /** Draws the lots and works everybody out; refused with everything missing at once. */
  async reckon(actor: Actor, id: string, { version }: CompetitionOnward): Promise<void> {
    require(actor, 'use.manage');
    const archive = await this.inputs.archive(await this.log.held(actor, id, 'use.manage'));
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.manage', ['open', 'reckoned', 'published']);
      const entries = await this.database.repository(CompetitionEntry).find({ where: { competitionId: id }, order: { id: 'ASC' } });
      // Once reckoned it is reckoned again only where a record it rests on was corrected; published, it goes back to the second person.
      if (competition.status !== 'open' && !(await this.inputs.outOfDate(competition, entries))) throw promotionErrors['use.notNow']({ number: competitionNumber(competition), state: COMPETITION_STATE_WORDS[competition.status].zh, stateEn: COMPETITION_STATE_WORDS[competition.status].en });
      if (entries.some(({ personId }) => personId === actor.personId)) throw promotionErrors['use.ownCompetition']({ number: competitionNumber(competition) });
      if (!entries.length) throw promotionErrors['competition.nobody']({ number: competitionNumber(competition) });
      const names = new Map((await this.database.repository(Person).findBy({ id: In(entries.map(({ personId }) => personId)) })).map((person) => [person.id, person.name]));
      const worked = await this.inputs.worked(competition, entries, archive);
      const faults = worked.flatMap(({ entry, faults: own }) => own.map((fault) => ({ path: `${names.get(entry.personId)} ${fault.path}`, zh: `${names.get(entry.personId)}，${fault.zh}`, en: `${names.get(entry.personId)}, ${fault.en}` })));
      if (faults.length) throw promotionErrors['competition.missing']({ count: faults.length }, faults);
      await this.log.save(competition, version, { status: 'reckoned', reckonedAt: this.clock.instant(), approval: null, publishedBy: null, publishedAt: null, objectionsUntil: null });
      const places = placesOf(worked.map(({ total }) => total));
      for (const [index, { entry, total, results }] of worked.entries()) await this.database.repository(CompetitionEntry).update({ id: entry.id }, { place: places[index]!, total: new Decimal(total), results });
      this.log.note(actor, competition, 'reckoned', { seed: competition.seed, ...(competition.status === 'open' ? {} : { before: entries.map(({ personId, place, total }) => ({ personId, place, total: total && points(total) })) }), results: worked.map(({ entry, total }, index) => ({ personId: entry.personId, total, place: places[index] })) });
    });
  }

  async withdraw(actor: Actor, id: string, { version, reason }: WithdrawCompetition): Promise<void> {
    require(actor, 'use.manage');
    refuseBlanks({ reason });
    await this.database.transaction(async () => {
      const competition = await this.log.standing(actor, id, 'use.manage', ['open', 'reckoned']);
      await this.log.save(competition, version, { status: 'withdrawn', reason });
      this.log.note(actor, competition, 'withdrawn', {}, reason);
    });
  }

  /** What a published period says of somebody; `null` where it is not published or the person stands in none of its groups. */
  private async publishedLine(courtId: string, period: string, personId: string): Promise<FrozenMember | null> {
    if (!(await this.standings.publishedPeriods(courtId)).some(({ key }) => key === period)) return null;
    const lines = (await this.standings.groups(courtId, period)).flatMap(({ members }) => members.filter((member) => member.personId === personId));
    return lines.find(({ isHome }) => isHome) ?? lines[0] ?? null;
  }

  /** 由〔空〕提高到〔空〕: both are the court's own numbers. */
  private async shares(courtId: string): Promise<{ shareFrom: string; shareTo: string }> {
    const day = this.clock.today();
    const set = await this.parameters.allInForce(courtId, [SHARE_FROM, SHARE_TO], day);
    const [from, to] = [set.get(SHARE_FROM), set.get(SHARE_TO)];
    if (!from || !to) throw promotionErrors['use.ruleMissing']({ day, code: from ? SHARE_TO : SHARE_FROM });
    return { shareFrom: points(from.value), shareTo: points(to.value) };
  }
}
