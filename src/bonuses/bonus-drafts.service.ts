import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { lastDayOf } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { FrozenStandings, type FrozenGroup } from '../ranking/frozen-standings.js';
import { GradesAndBonusBook } from '../ranking/grades-and-bonus-book.js';
import { readPeriod } from '../ranking/rankings.service.js';
import { paysAlike, type TierTable } from '../rules/bonus-placing.js';
import { tiersInForce } from '../rules/grades-and-bonus-table.js';
import { BonusDecision, BonusRound, type GroupPool } from './bonus.entities.js';
import { bonusErrors } from './bonus.errors.js';
import { BonusCalculation } from './bonus-calculation.js';
import { BonusLog } from './bonus-log.js';
import { bonusNumber } from './bonus-words.js';
import type { BonusChoices, ChangeBonus, CorrectBonus, DecideBoundary, DraftBonus } from './dto/bonus.dto.js';

const MONEY = /^\d{1,12}(\.\d{1,2})?$/;

/** The office's side: drafting a round, recording what was decided at its boundaries, and correcting a round paid. */
@Injectable()
export class BonusDraftsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly standings: FrozenStandings,
    private readonly book: GradesAndBonusBook,
    private readonly calculation: BonusCalculation,
    private readonly log: BonusLog,
  ) {}

  /** Published periods, and of one the groups and tiers a round can be made of. */
  async choices(actor: Actor, periodKey: string | undefined): Promise<BonusChoices> {
    require(actor, 'use.manage');
    const periods = (await this.standings.publishedPeriods(actor.courtId)).map(({ key }) => key);
    if (!periodKey) return { periods, groups: [], tiers: [] };
    const groups = await this.standings.groups(actor.courtId, periodKey);
    return { periods, groups: groups.map(({ key, title, members }) => ({ key, title, people: members.filter(({ excluded }) => excluded === null).length })), tiers: this.tiersOn(periodKey).tiers };
  }

  async draft(actor: Actor, wanted: DraftBonus): Promise<string> {
    require(actor, 'use.manage');
    const terms = await this.terms(actor.courtId, wanted);
    return this.database.transaction(() => this.insert(actor, terms));
  }

  async change(actor: Actor, id: string, wanted: ChangeBonus): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.manage');
      this.log.check(round, 'submit');
      // A correction answers for the same period as the round it corrects.
      const terms = await this.terms(actor.courtId, round.correctsId ? { ...wanted, period: round.period } : wanted);
      if (round.correctsId) await this.keepsGroups(round.correctsId, terms);
      await this.log.save(round, wanted.version, terms);
      // What was decided of one period's boundaries says nothing of another's.
      if (terms.period !== round.period) await this.database.repository(BonusDecision).update({ roundId: id, supersededAt: IsNull() }, { supersededAt: this.clock.instant() });
      this.log.note(actor, round, 'changed', told(terms));
    });
  }

  async decide(actor: Actor, id: string, wanted: DecideBoundary): Promise<void> {
    require(actor, 'use.manage');
    await this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.manage');
      this.log.check(round, 'submit');
      const faults: Fault[] = [];
      if (wanted.decidedOn > this.clock.today()) faults.push({ path: 'decidedOn', zh: '决定日期不能晚于今天。', en: 'The day of the decision cannot lie ahead.' });
      for (const field of ['decision', 'reason'] as const) if (!wanted[field].trim()) faults.push({ path: field, zh: '不能只填空格。请写明文号和理由。', en: 'Blanks alone are not enough. Give the number and the reason.' });
      if (faults.length) throw bonusErrors['bonus.faulty']({ count: faults.length }, faults);
      if (actor.personId && [wanted.upperId, wanted.lowerId].includes(actor.personId)) throw bonusErrors['bonus.ownBoundary']({ number: bonusNumber(round) });
      const group = (await this.calculation.of(round)).find(({ key }) => key === wanted.peerGroup);
      const nameOf = (personId: string): string => group?.shares.find((share) => share.personId === personId)?.name ?? '—';
      const names = { upper: nameOf(wanted.upperId), lower: nameOf(wanted.lowerId) };
      const boundary = group?.boundaries.find(({ upper, lower }) => upper === wanted.upperId && lower === wanted.lowerId);
      if (!boundary) throw bonusErrors['bonus.noBoundary'](names);
      if (boundary.equal && wanted.choice === 'separate') throw bonusErrors['bonus.equalScores'](names);
      await this.log.save(round, wanted.version, {});
      const decisions = this.database.repository(BonusDecision);
      const { peerGroup, upperId, lowerId, choice, decision, reason, decidedOn } = wanted;
      for (const earlier of await this.calculation.decisionsOf(id)) if (earlier.peerGroup === peerGroup && earlier.upperId === upperId && earlier.lowerId === lowerId) await decisions.update({ id: earlier.id }, { supersededAt: this.clock.instant() });
      await decisions.insert({ id: newId(), courtId: actor.courtId, roundId: id, peerGroup, upperId, lowerId, choice, decision, reason, decidedOn, recordedBy: actor.personName, recordedAt: this.clock.instant(), supersededAt: null });
      this.log.note(actor, round, 'boundaryDecided', { peerGroup, upperId, lowerId, choice, decision, decidedOn }, reason);
    });
  }

  /** A round of its own on the corrected results; the old one stays as it was paid and is superseded once the new one is approved. */
  async correct(actor: Actor, id: string, { version, correction }: CorrectBonus): Promise<string> {
    require(actor, 'use.manage');
    return this.database.transaction(async () => {
      const round = await this.log.held(actor, id, 'use.manage');
      this.log.check(round, 'supersede');
      const others = await this.database.repository(BonusRound).findBy({ courtId: actor.courtId, correctsId: id });
      const other = others.find(({ status }) => status !== 'withdrawn');
      if (other) throw bonusErrors['bonus.correctedAlready']({ number: bonusNumber(round), other: bonusNumber(other) });
      const now = new Map((await this.standings.groups(actor.courtId, round.period)).map(({ key, digest }) => [key, digest]));
      if (round.groups.every(({ key, digest }) => now.get(key) === digest)) throw bonusErrors['bonus.nothingChanged']({ period: round.period, number: bonusNumber(round) });
      const known = await this.standings.corrections(actor.courtId, round.period, round.groups.map(({ key }) => key));
      if (!known.includes(correction.trim())) throw bonusErrors['bonus.correctionUnknown']({ number: bonusNumber(round), period: round.period, correction, known: known.join('、') || '—' });
      await this.log.save(round, version, {});
      const { period, title, pool, split, splitDecision, groups, tiers } = round;
      return this.insert(actor, { period, title: corrected(title), pool, split, splitDecision, groups, tiers, correctsId: id, correction: correction.trim() });
    });
  }

  /** Whoever the round before paid must be on the list that says the difference. */
  private async keepsGroups(correctsId: string, terms: Terms): Promise<void> {
    const before = await this.database.repository(BonusRound).findOneByOrFail({ id: correctsId });
    const faults = before.groups.filter(({ key }) => !terms.groups.some((group) => group.key === key)).map(({ title }): Fault => ({ path: 'groups', zh: `原批次含${title.zh}，更正批次不能去掉，否则原发金额没有差额可列。请选上这一组。`, en: `The round corrected pays ${title.en}; a correction cannot drop it, or what was paid would have no difference. Choose the group.` }));
    if (faults.length) throw bonusErrors['bonus.faulty']({ count: faults.length }, faults);
  }

  private async insert(actor: Actor, terms: Partial<BonusRound> & Terms): Promise<string> {
    // One at a time for a court: numbers have no gaps. A correction has read before this lock, so that the last number is read as it is now.
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
    const year = Number(this.clock.today().slice(0, 4));
    const [last] = await this.database.rows<{ last: number | null }>(`SELECT MAX(number) AS "last" FROM bonus_round WHERE court_id = :courtId AND year = :year${this.database.forUpdate}`, { courtId: actor.courtId, year });
    const round = { id: newId(), courtId: actor.courtId, year, number: Number(last!.last ?? 0) + 1, status: 'draft' as const, correctsId: null, correction: null, ...terms, draftedById: actor.userId, draftedBy: actor.personName, draftedAt: this.clock.instant() };
    await this.database.repository(BonusRound).insert(round);
    if (!terms.correctsId) return this.drafted(actor, round);
    // What was decided at a boundary still holds where the same two meet there again.
    const kept = (await this.calculation.decisionsOf(terms.correctsId)).map((decision) => ({ ...decision, id: newId(), roundId: round.id }));
    if (kept.length) await this.database.repository(BonusDecision).insert(kept);
    return this.drafted(actor, round);
  }

  private drafted(actor: Actor, round: { id: string; year: number; number: number } & Terms): string {
    this.log.note(actor, round, 'drafted', told(round));
    return round.id;
  }

  /** @throws bonus.faulty with everything wrong at once; bonus.tiersMissing, bonus.paysAlike, period.notPublished */
  private async terms(courtId: string, wanted: DraftBonus): Promise<Terms> {
    const all = await this.standings.groups(courtId, wanted.period);
    const shipped = this.tiersOn(wanted.period);
    const tiers: TierTable = wanted.from?.length ? { ...shipped, from: Object.fromEntries(wanted.from.map(({ tier, from }) => [tier, points(from)])) } : shipped;
    if (paysAlike(tiers)) throw bonusErrors['bonus.paysAlike']({ coefficient: tiers.tiers[0]!.coefficient });
    const faults = [...moneyFaults(wanted), ...groupFaults(wanted, all), ...boundFaults(wanted, tiers)];
    if (!wanted.title.trim()) faults.push({ path: 'title', zh: '请写明名称。', en: 'Give it a title.' });
    if (faults.length) throw bonusErrors['bonus.faulty']({ count: faults.length }, faults);
    const groups = wanted.groups.map(({ key, amount }): GroupPool => {
      const { title, digest } = all.find((group) => group.key === key)!;
      return { key, title, digest, amount: wanted.split === 'decision' ? points(amount!) : null };
    });
    return { period: wanted.period, title: wanted.title.trim(), pool: new Decimal(wanted.pool), split: wanted.split, splitDecision: wanted.split === 'decision' ? wanted.splitDecision!.trim() : null, groups, tiers };
  }

  private tiersOn(periodKey: string): TierTable {
    const day: Day = lastDayOf(readPeriod(periodKey));
    const tiers = tiersInForce(this.book.table(), day);
    if (!tiers) throw bonusErrors['bonus.tiersMissing']({ day });
    return tiers;
  }
}

type Terms = Pick<BonusRound, 'period' | 'title' | 'pool' | 'split' | 'splitDecision' | 'groups' | 'tiers'>;

function told({ period, pool, split, groups }: Terms): Record<string, unknown> {
  return { period, pool: points(pool), split, groups: groups.map(({ key, amount }) => ({ key, amount })) };
}

function moneyFaults({ pool, split, splitDecision, groups }: DraftBonus): Fault[] {
  const faults: Fault[] = [];
  if (!MONEY.test(pool) || new Decimal(pool).isZero()) faults.push({ path: 'pool', zh: `“${pool}”不是一笔钱。请写大于零、最多两位小数的元数，如 120000.00。`, en: `“${pool}” is not a sum of money. Write yuan above zero with at most two decimals, such as 120000.00.` });
  if (split !== 'decision') return faults;
  if (!splitDecision?.trim()) faults.push({ path: 'splitDecision', zh: '按决定拆分须写明决定文号。', en: 'A split by decision needs the number of the decision.' });
  groups.forEach(({ amount }, index) => {
    if (amount === undefined || !MONEY.test(amount)) faults.push({ path: `groups[${index}].amount`, zh: '请写明这一组的金额，如 60000.00。', en: 'Give the amount of this group, such as 60000.00.' });
  });
  if (faults.length) return faults;
  const shared = sum(groups.map(({ amount }) => amount!));
  if (!shared.eq(pool)) faults.push({ path: 'groups', zh: `各组合计 ${points(shared)}，与总额 ${points(pool)} 相差 ${points(shared.minus(pool).abs())}。请改到相等。`, en: `The groups come to ${points(shared)}, ${points(shared.minus(pool).abs())} off the pool of ${points(pool)}. Make them equal.` });
  return faults;
}

function groupFaults({ groups }: DraftBonus, all: readonly FrozenGroup[]): Fault[] {
  return groups.flatMap(({ key }, index): Fault[] => {
    const group = all.find((one) => one.key === key);
    if (!group) return [{ path: `groups[${index}].key`, zh: `本期没有“${key}”这个同岗组。请从列表中选择。`, en: `The period has no peer group “${key}”. Choose from the list.` }];
    if (groups.findIndex((one) => one.key === key) < index) return [{ path: `groups[${index}].key`, zh: `${group.title.zh}列了两次。请只保留一次。`, en: `${group.title.en} is listed twice. Keep it once.` }];
    if (group.members.every(({ excluded }) => excluded !== null)) return [{ path: `groups[${index}].key`, zh: `${group.title.zh}没有人可以参加分配。请不选这一组。`, en: `Nobody of ${group.title.en} can take part. Leave the group out.` }];
    return [];
  });
}

function boundFaults({ from }: DraftBonus, { tiers }: TierTable): Fault[] {
  if (!from?.length) return [];
  const expected = tiers.slice(0, -1).map(({ code }) => code);
  const faults = expected.filter((code) => from.filter(({ tier }) => tier === code).length !== 1).map((code): Fault => ({ path: 'from', zh: `按得分分档，${tiers.find((tier) => tier.code === code)!.label.zh}的起分须写一次。`, en: `Tiers by score need the lowest score of ${tiers.find((tier) => tier.code === code)!.label.en}, once.` }));
  if (faults.length) return faults;
  const bounds = expected.map((code) => new Decimal(from.find(({ tier }) => tier === code)!.from));
  return bounds.some((bound, index) => index > 0 && bound.gte(bounds[index - 1]!)) ? [{ path: 'from', zh: '各档起分应由高到低。', en: 'The lowest scores must fall from tier to tier.' }] : [];
}

/** The correction of a correction is one still. */
function corrected(title: string): string {
  return title.endsWith('（更正）') ? title : `${title.slice(0, 90)}（更正）`;
}
