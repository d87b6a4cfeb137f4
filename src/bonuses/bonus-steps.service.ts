import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { chinaDay } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { SessionsService } from '../platform/identity/sessions.service.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { FrozenStandings } from '../ranking/frozen-standings.js';
import { BonusConfirmation, BonusShare, type BonusRound } from './bonus.entities.js';
import { bonusErrors } from './bonus.errors.js';
import { BonusCalculation, type CalculatedGroup } from './bonus-calculation.js';
import { BonusLog } from './bonus-log.js';
import { BonusStanding } from './bonus-standing.js';
import { bonusNumber } from './bonus-words.js';
import type { ApproveBonus, BonusReason, BonusStep, ConfirmBonus, PayBonus } from './dto/bonus.dto.js';

const SHARES_AT_ONCE = 200;

/** From preview to payment: submitted by the office, approved by a second person, paid, superseded by a correction. */
@Injectable()
export class BonusStepsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionsService,
    private readonly standings: FrozenStandings,
    private readonly calculation: BonusCalculation,
    private readonly log: BonusLog,
    private readonly standing: BonusStanding,
  ) {}

  /** Writes every amount with its arithmetic; refused while a boundary between people who cannot be told apart is undecided. */
  async submit(actor: Actor, id: string, { version }: BonusStep): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.manage');
      this.log.check(round, 'submit');
      const groups = await this.calculation.of(round);
      refuseUndecided(groups);
      const faults = [...groups.flatMap((group, index) => groupFaults(group, round, `groups[${index}]`)), ...poolFaults(groups, round)];
      if (faults.length || groups.every(({ amount }) => Number(amount) === 0)) throw bonusErrors['bonus.faulty']({ count: faults.length || 1 }, faults.length ? faults : [{ path: 'groups', zh: '所选各组没有人可以领取。请另选同岗组。', en: 'Nobody of the groups chosen can take a share. Choose other groups.' }]);
      await this.database.repository(BonusShare).delete({ roundId: id });
      const rows = groups.flatMap(({ key, shares }) =>
        shares.map(({ personId, division, rank, total, tier, amount, why }) => ({ id: newId(), courtId: actor.courtId, roundId: id, personId, peerGroup: key, division, place: rank, total: new Decimal(total), tier, amount: new Decimal(amount), why })),
      );
      for (let from = 0; from < rows.length; from += SHARES_AT_ONCE) await this.database.repository(BonusShare).insert(rows.slice(from, from + SHARES_AT_ONCE));
      const kept = groups.map(({ shares: _shares, ...group }) => group);
      await this.log.move(actor, round, 'submit', version, { groups: kept, submittedById: actor.userId, submittedBy: actor.personName, submittedAt: this.clock.instant(), reason: null });
    });
  }

  async sendBack(actor: Actor, id: string, { version, reason }: BonusReason): Promise<void> {
    require(actor, 'use.approve');
    refuse(blankFaults({ reason }));
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.approve');
      const groups = round.groups.map((group) => ({ ...group, amount: round.split === 'months' ? null : group.amount }));
      await this.log.move(actor, round, 'sendBack', version, { reason, groups }, reason);
    });
  }

  /** Refused while the results are contested, or were corrected after it was submitted: nobody approves amounts of results that may not hold, or no longer do. */
  async approve(actor: Actor, id: string, { version, approval, password }: ApproveBonus): Promise<void> {
    require(actor, 'use.approve');
    refuse(blankFaults({ approval }));
    this.log.check(await this.log.held(actor, id, 'use.approve'), 'approve');
    await this.sessions.confirmPassword(actor, password);
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.approve');
      this.log.check(round, 'approve');
      const number = bonusNumber(round);
      await this.mustBeAnother(actor, round);
      await this.standing.mustBeSettled(round);
      const now = await this.standings.digests(round.courtId, round.period);
      if (round.groups.some(({ key, digest }) => now.get(key) !== digest)) throw bonusErrors['bonus.resultsCorrected']({ number, period: round.period });
      await this.log.move(actor, round, 'approve', version, { approval, approvedBy: actor.personName, approvedAt: this.clock.instant() });
      if (!round.correctsId) return;
      const old = await this.log.held(actor, round.correctsId, 'use.approve');
      await this.log.move(actor, old, 'supersede', old.version, {}, `${number} ${round.correction ?? ''}`.trim());
    });
  }

  async pay(actor: Actor, id: string, { version, paidOn, password }: PayBonus): Promise<void> {
    require(actor, 'use.manage');
    if (paidOn > this.clock.today()) throw bonusErrors['bonus.faulty']({ count: 1 }, [{ path: 'paidOn', zh: '发放日期不能晚于今天。请在发放以后登记。', en: 'The day of payment cannot lie ahead. Record it once paid.' }]);
    this.log.check(await this.log.held(actor, id, 'use.manage'), 'pay');
    await this.sessions.confirmPassword(actor, password);
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.manage');
      this.log.check(round, 'pay');
      const approvedOn = chinaDay(new Date(round.approvedAt!));
      if (paidOn < approvedOn) refuse([{ path: 'paidOn', zh: `发放日期不能早于批准之日（${approvedOn}）。`, en: `It cannot have been paid before it was approved (${approvedOn}).` }]);
      await this.standing.mustBePayable(round);
      await this.log.move(actor, round, 'pay', version, { paidOn, paidBy: actor.personName });
    });
  }

  /** 维持: by somebody who neither drafted nor is paid. It holds for the corrections known now; a later one needs another decision. */
  async confirm(actor: Actor, id: string, { version, decision, reason, decidedOn, password }: ConfirmBonus): Promise<void> {
    require(actor, 'use.approve');
    const faults = blankFaults({ decision, reason });
    if (decidedOn > this.clock.today()) faults.push({ path: 'decidedOn', zh: '决定日期不能晚于今天。', en: 'The day of the decision cannot lie ahead.' });
    refuse(faults);
    await this.log.held(actor, id, 'use.approve');
    await this.sessions.confirmPassword(actor, password);
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.approve');
      await this.mustBeAnother(actor, round);
      await this.standing.mustBeSettled(round);
      const since = await this.standing.correctedSince(round);
      if (!since || since.confirmed) throw bonusErrors['bonus.nothingToConfirm']({ number: bonusNumber(round) });
      const corrections = since.corrections.join('、').slice(0, 300);
      await this.log.save(round, version, {});
      await this.database.repository(BonusConfirmation).insert({ id: newId(), courtId: actor.courtId, roundId: id, digests: since.digests, corrections, decision: decision.trim(), reason: reason.trim(), decidedOn, recordedBy: actor.personName, recordedAt: this.clock.instant() });
      this.log.note(actor, round, 'confirmed', { decision: decision.trim(), decidedOn, corrections }, reason.trim());
    });
  }

  async withdraw(actor: Actor, id: string, { version, reason }: BonusReason): Promise<void> {
    require(actor, 'use.manage');
    refuse(blankFaults({ reason }));
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.manage');
      await this.log.move(actor, round, 'withdraw', version, { reason }, reason);
    });
  }

  /** Neither who drafted or submitted it, nor anybody it pays. */
  private async mustBeAnother(actor: Actor, round: BonusRound): Promise<void> {
    const number = bonusNumber(round);
    if (actor.userId === round.draftedById) throw bonusErrors['bonus.secondPerson']({ number, who: round.draftedBy });
    if (actor.userId === round.submittedById) throw bonusErrors['bonus.secondPerson']({ number, who: round.submittedBy! });
    if (actor.personId && (await this.database.repository(BonusShare).existsBy({ roundId: round.id, personId: actor.personId }))) throw bonusErrors['bonus.ownMoney']({ number });
  }
}

/** Money nobody can take, and tiers that leave everybody in one: by bounds set too low, or decision upon decision. Equal distribution is not offered. */
function groupFaults({ title, amount, shares }: CalculatedGroup, { tiers: { tiers, smallUnder } }: BonusRound, path: string): Fault[] {
  const taking = shares.filter(({ tier }) => tier !== null);
  if (!taking.length) return new Decimal(amount).gt(0) ? [{ path, zh: `${title.zh}分得 ${amount} 元，但没有人可以领取。请改拆分。`, en: `${title.en} has ${amount} yuan and nobody to take them. Change the split.` }] : [];
  const factors = new Set(taking.map(({ tier }) => new Decimal(tiers.find(({ code }) => code === tier)!.coefficient).toFixed()));
  if (taking.length < smallUnder || factors.size > 1 || new Set(taking.map(({ total }) => total)).size === 1) return [];
  return [{ path, zh: `${title.zh}的 ${taking.length} 人得分不同，系数却都是 ${[...factors].join()}，等于平均分配。请改各档起分或跨档决定。`, en: `The ${taking.length} people of ${title.en} have different scores and all the factor ${[...factors].join()}, which is an equal split. Change where the tiers begin, or the decisions at their boundaries.` }];
}

/** A group that a correction has emptied or dropped takes its share of a decided split with it. */
function poolFaults(groups: readonly CalculatedGroup[], { pool, split }: BonusRound): Fault[] {
  const shared = sum(groups.map(({ amount }) => amount));
  return split === 'months' || shared.eq(pool) ? [] : [{ path: 'groups', zh: `各组合计 ${points(shared)}，与总额 ${points(pool)} 不等。请改拆分。`, en: `The groups come to ${points(shared)}, which is not the pool of ${points(pool)}. Change the split.` }];
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length) throw bonusErrors['bonus.faulty']({ count: faults.length }, [...faults]);
}

function blankFaults(words: Record<string, string>): Fault[] {
  return Object.entries(words).filter(([, text]) => !text.trim()).map(([path]) => ({ path, zh: '不能只填空格。请写明文号或理由。', en: 'Blanks alone are not enough. Give the number or the reason.' }));
}

function refuseUndecided(groups: readonly CalculatedGroup[]): void {
  const faults = groups.flatMap((group) => {
    const nameOf = (personId: string): string => group.shares.find((share) => share.personId === personId)!.name;
    return group.boundaries
      .filter(({ choice }) => choice === null)
      .map(({ upper, lower, equal, untested }) => ({
        path: `${group.key}: ${nameOf(upper)} – ${nameOf(lower)}`,
        zh: `${group.title.zh}：${nameOf(upper)}与${nameOf(lower)}${equal ? '得分相同' : untested ? '能否分出先后未经检验' : '难分先后'}，却跨两档。请登记决定。`,
        en: `${group.title.en}: ${nameOf(upper)} and ${nameOf(lower)} ${equal ? 'have the same score' : untested ? 'were never tested for a difference' : 'cannot be told apart'}, yet stand in two tiers. Record a decision.`,
      }));
  });
  if (faults.length) throw bonusErrors['bonus.undecided']({ count: faults.length }, faults);
}

