import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { lastDayOf } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { FrozenStandings } from '../ranking/frozen-standings.js';
import { GradesAndBonusBook } from '../ranking/grades-and-bonus-book.js';
import { readPeriod } from '../ranking/rankings.service.js';
import { peoplePerPlaceOn } from '../rules/grades-and-bonus-table.js';
import { selectLeaders } from '../rules/selection.js';
import { promotionErrors, refuseBlanks } from './promotions.errors.js';
import { SelectionCandidate, SelectionRound, type SelectionGroup, type SelectionOutcome } from './selection.entities.js';
import { SelectionLog } from './selection-log.js';
import { dueNow } from './selection-due.js';
import { selectionNumber, STANDING_WORDS } from './selection-words.js';
import type { ApproveSelection, DraftSelection, InsertCandidate, RecordOutcome, SelectionChoices, WithdrawSelection } from './dto/selection.dto.js';

const PERCENT = /^\d{1,2}(\.\d{1,2})?$/;

/** 评先评优 and 学习深造: leaders of each peer group on published results, insertions by decision, outcomes, and the second person who makes it final. */
@Injectable()
export class SelectionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly standings: FrozenStandings,
    private readonly book: GradesAndBonusBook,
    private readonly log: SelectionLog,
  ) {}

  async choices(actor: Actor, period: string | undefined): Promise<SelectionChoices> {
    require(actor, 'use.manage');
    const periods = (await this.standings.publishedPeriods(actor.courtId)).map(({ key }) => key);
    if (!period) return { periods, groups: [], peoplePerPlace: null };
    const groups = await this.standings.groups(actor.courtId, period);
    return { periods, groups: groups.map(({ key, title, members }) => ({ key, title, people: members.filter(({ excluded }) => excluded === null).length })), peoplePerPlace: peoplePerPlaceOn(this.book.table(), lastDayOf(readPeriod(period))) };
  }

  async draft(actor: Actor, wanted: DraftSelection): Promise<string> {
    require(actor, 'use.manage');
    const all = await this.standings.groups(actor.courtId, wanted.period);
    const measure = this.measure(wanted);
    const faults = wanted.groups.flatMap((key, index): Fault[] => {
      if (!all.some((group) => group.key === key)) return [{ path: `groups[${index}]`, zh: `本期没有“${key}”这个同岗组。请从列表中选择。`, en: `The period has no peer group “${key}”. Choose from the list.` }];
      return wanted.groups.indexOf(key) < index ? [{ path: `groups[${index}]`, zh: `“${key}”列了两次。请只保留一次。`, en: `“${key}” is listed twice. Keep it once.` }] : [];
    });
    if (!wanted.title.trim()) faults.push({ path: 'title', zh: '请写明名称。', en: 'Give it a title.' });
    if (!measure) faults.push({ path: 'percent', zh: '请写明各组取前百分之几，如 20.00（大于零）。', en: 'Say which per cent of each group may be candidates, such as 20.00 (above zero).' });
    if (faults.length || !measure) throw promotionErrors['use.faulty']({ count: faults.length }, faults);
    return this.database.transaction(async () => {
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const year = Number(this.clock.today().slice(0, 4));
      const [last] = await this.database.rows<{ last: number | null }>('SELECT MAX(number) AS "last" FROM selection_round WHERE court_id = :courtId AND kind = :kind AND year = :year', { courtId: actor.courtId, kind: wanted.kind, year });
      const chosen = wanted.groups.map((key) => all.find((group) => group.key === key)!).map((group) => ({ group, found: selectLeaders(wanted.kind, measure, group.members) }));
      const groups = chosen.map(({ group: { key, title, digest, members }, found: { places, why } }): SelectionGroup => ({ key, title, digest, size: members.length, places, why }));
      const round = { id: newId(), courtId: actor.courtId, kind: wanted.kind, year, number: Number(last!.last ?? 0) + 1, period: wanted.period, title: wanted.title.trim(), measure, groups, status: 'draft' as const, draftedById: actor.userId, draftedBy: actor.personName, draftedAt: this.clock.instant() };
      await this.database.repository(SelectionRound).insert(round);
      const candidates = chosen.flatMap(({ group, found }) =>
        found.selected.map(({ personId, standing, why }) => {
          const { division, rank, total } = group.members.find((member) => member.personId === personId)!;
          return { id: newId(), courtId: actor.courtId, roundId: round.id, personId, peerGroup: group.key, division, place: rank, total: new Decimal(total), standing, why };
        }),
      );
      await this.database.repository(SelectionCandidate).insert(candidates);
      this.log.note(actor, round, 'drafted', { period: round.period, groups: wanted.groups, measure });
      return round.id;
    });
  }

  /** Nobody comes in by hand without a decision, and nobody past a veto. */
  async insert(actor: Actor, id: string, { version, candidateId, decision, reason }: InsertCandidate): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const round = await this.log.underWay(actor, id, 'use.manage');
      const { candidate, name } = await this.candidate(id, candidateId);
      if (candidate.personId === actor.personId) throw promotionErrors['selection.ownStanding']({ number: selectionNumber(round) });
      if (candidate.standing === 'excluded') throw promotionErrors['selection.vetoed']({ name, why: candidate.why.zh, whyEn: candidate.why.en });
      const standing = STANDING_WORDS[candidate.standing];
      if (candidate.standing !== 'next') throw promotionErrors['selection.candidateAlready']({ name, standing: standing.zh, standingEn: standing.en });
      refuseBlanks({ decision, reason });
      await this.log.save(round, version, {});
      const why = { zh: `${candidate.why.zh}；${actor.personName}按${decision}增补：${reason}`, en: `${candidate.why.en}; inserted by ${actor.personName} under ${decision}: ${reason}` };
      await this.database.repository(SelectionCandidate).update({ id: candidateId }, { standing: 'inserted', decision, why });
      this.log.note(actor, round, 'inserted', { candidateId, personId: candidate.personId, decision }, reason);
    });
  }

  async record(actor: Actor, id: string, { version, candidateId, outcome, reason }: RecordOutcome): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const round = await this.log.underWay(actor, id, 'use.manage');
      const { candidate, name } = await this.candidate(id, candidateId);
      if (candidate.personId === actor.personId) throw promotionErrors['selection.ownStanding']({ number: selectionNumber(round) });
      const fitting: readonly SelectionOutcome[] = round.kind === 'honour' ? ['awarded', 'notAwarded'] : ['accepted', 'declined'];
      if (!fitting.includes(outcome)) throw promotionErrors['use.faulty']({ count: 1 }, [{ path: 'outcome', zh: '这种结果不适用于本批次。请从列表中选择。', en: 'That outcome does not belong to this kind of round. Choose from the list.' }]);
      const needsReason = outcome === 'notAwarded' || outcome === 'declined';
      if (needsReason && !reason?.trim()) throw promotionErrors['use.faulty']({ count: 1 }, [{ path: 'reason', zh: '未授予或放弃须写明理由。', en: 'Say why it was not awarded, or declined.' }]);
      const all = await this.database.repository(SelectionCandidate).findBy({ roundId: id });
      if (!dueNow(round, all).has(candidateId)) throw promotionErrors['selection.notDue']({ name, why: '不是候选人，或本组名额已满', whyEn: 'not a candidate, or the places of the group are taken' });
      const after = all.map((one) => (one.id === candidateId ? { ...one, outcome } : one));
      const [due, out] = [dueNow(round, after), after.filter((one) => one.outcome === 'accepted')];
      const over = out.find((one) => !due.has(one.id));
      if (over) throw promotionErrors['selection.placeTaken']({ name, other: (await this.candidate(id, over.id)).name });
      await this.log.save(round, version, {});
      await this.database.repository(SelectionCandidate).update({ id: candidateId }, { outcome, outcomeReason: reason?.trim() ?? null, outcomeBy: actor.personName, outcomeAt: this.clock.instant() });
      this.log.note(actor, round, 'outcomeRecorded', { candidateId, personId: candidate.personId, before: candidate.outcome, outcome }, reason);
    });
  }

  async approve(actor: Actor, id: string, { version, approval }: ApproveSelection): Promise<void> {
    require(actor, 'use.approve');
    refuseBlanks({ approval });
    await this.database.transaction(async () => {
      const round = await this.log.underWay(actor, id, 'use.approve');
      const number = selectionNumber(round);
      if (actor.userId === round.draftedById) throw promotionErrors['use.secondPerson']({ number, who: round.draftedBy });
      if (await this.log.tookPart(actor, id)) throw promotionErrors['use.tookPart']({ number });
      await this.standings.mustBeSettled(round.courtId, round.period, round.groups.map(({ key }) => key));
      const now = await this.standings.digests(round.courtId, round.period);
      if (round.groups.some(({ key, digest }) => now.get(key) !== digest)) throw promotionErrors['use.resultsCorrected']({ number, period: round.period });
      const all = await this.database.repository(SelectionCandidate).findBy({ roundId: id });
      const due = dueNow(round, all);
      const open = all.filter((one) => due.has(one.id) && one.outcome === null);
      if (open.length) throw promotionErrors['selection.unsettled']({ count: open.length });
      if (all.some(({ personId, outcome }) => outcome && personId === actor.personId)) throw promotionErrors['use.ownResult']({ number });
      await this.log.save(round, version, { status: 'approved', approval, approvedBy: actor.personName, approvedAt: this.clock.instant() });
      this.log.note(actor, round, 'approved', { approval, chosen: all.filter(({ outcome }) => outcome === 'awarded' || outcome === 'accepted').map(({ personId }) => personId) });
    });
  }

  async withdraw(actor: Actor, id: string, { version, reason }: WithdrawSelection): Promise<void> {
    require(actor, 'use.manage');
    refuseBlanks({ reason });
    await this.database.transaction(async () => {
      const round = await this.log.underWay(actor, id, 'use.manage');
      await this.log.save(round, version, { status: 'withdrawn', reason });
      this.log.note(actor, round, 'withdrawn', {}, reason);
    });
  }

  private measure({ kind, percent, period }: DraftSelection): string | null {
    if (kind === 'honour') return percent && PERCENT.test(percent) && new Decimal(percent).gt(0) ? points(percent) : null;
    const day = lastDayOf(readPeriod(period));
    const people = peoplePerPlaceOn(this.book.table(), day);
    if (!people) throw promotionErrors['use.ruleMissing']({ day, code: 'GB-07' });
    return String(people);
  }

  private async candidate(roundId: string, id: string): Promise<{ candidate: SelectionCandidate; name: string }> {
    const candidate = await this.database.repository(SelectionCandidate).findOneBy({ id, roundId });
    if (!candidate) throw platformErrors['record.notFound']();
    const person = await this.database.repository(Person).findOneByOrFail({ id: candidate.personId });
    return { candidate, name: person.name };
  }
}
