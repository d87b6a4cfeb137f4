import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, fromHundredths, points, sum } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { LEAST_DESCRIBED } from '../peer-comparison/audience-settings.js';
import { groupTitle, readKey } from '../peer-comparison/peer-groups.service.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { FrozenStandings } from '../ranking/frozen-standings.js';
import { withoutGroup } from '../rules/bonus-amounts.js';
import type { TierTable } from '../rules/bonus-placing.js';
import { afterBonusStep } from '../rules/bonus-steps.js';
import { BonusDecision, BonusRound, BonusShare, type GroupPool } from './bonus.entities.js';
import { BonusCalculation, type CalculatedGroup } from './bonus-calculation.js';
import { BonusLog, roundScope } from './bonus-log.js';
import { BonusStanding } from './bonus-standing.js';
import { BONUS_STATE_WORDS, bonusNumber, CHOICE_WORDS } from './bonus-words.js';
import type { BonusGroupView, BonusListQuery, BonusRow, BonusView, OwnBonus } from './dto/bonus.dto.js';

const SORTS = { number: 'r.year * 100000 + r.number', period: 'r.period', pool: 'r.pool', status: 'r.status' };
const MADE_KNOWN = `r.status IN ('approved', 'paid', 'superseded')`;

/** Rounds as the office, the leaders and the committee read them, and everybody's own amounts. */
@Injectable()
export class BonusViews {
  constructor(
    private readonly database: Database,
    private readonly calculation: BonusCalculation,
    private readonly log: BonusLog,
    private readonly standings: FrozenStandings,
    private readonly standing: BonusStanding,
  ) {}

  async list(actor: Actor, query: BonusListQuery): Promise<Page<BonusRow>> {
    require(actor, 'use.read');
    const scope = roundScope(actor, 'use.read');
    const { expression, direction } = orderBy(query.sort, SORTS, '-number');
    const parts = [scope.sql];
    if (query.status) parts.push('r.status = :status');
    if (query.period) parts.push('r.period = :period');
    if (query.q?.trim()) parts.push('r.title LIKE :q');
    const given = { ...scope.parameters, status: query.status, period: query.period, q: `%${query.q?.trim() ?? ''}%` };
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM bonus_round r WHERE ${parts.join(' AND ')}`, given);
    const ids = await this.database.rows<{ id: string }>(
      `SELECT r.id AS "id" FROM bonus_round r WHERE ${parts.join(' AND ')} ORDER BY ${expression} ${direction}, r.year DESC, r.number DESC LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`,
      given,
    );
    const rounds = new Map((ids.length ? await this.database.repository(BonusRound).findBy(ids.map(({ id }) => ({ id }))) : []).map((round) => [round.id, round]));
    return { items: ids.map(({ id }) => rowOf(actor, rounds.get(id)!)), total: Number(count!.total), page: query.page, pageSize: query.pageSize };
  }

  async listTable(actor: Actor, query: BonusListQuery): Promise<OutgoingTable> {
    const [zh, { items }] = [actor.language === 'zh', await this.list(actor, { ...query, page: 1, pageSize: EXPORT_LIMIT })];
    return {
      title: zh ? '奖金批次' : 'Bonus rounds', head: zh ? ['编号', '名称', '考核期', '总额（元）', '同岗组', '进度', '批准文号', '发放日'] : ['Number', 'Title', 'Period', 'Pool (yuan)', 'Peer groups', 'State', 'Approval', 'Paid on'],
      rows: items.map((one) => [one.number, one.title, one.period, one.pool, String(one.groups), one.state[actor.language], one.approval ?? '', one.paidOn ?? '']),
    };
  }

  async view(actor: Actor, id: string): Promise<BonusView> {
    require(actor, 'use.read');
    const round = await this.log.held(actor, id, 'use.read');
    const groups = await this.groups(round);
    const undecided = groups.flatMap(({ boundaries }) => boundaries).filter(({ choice }) => choice === null).length;
    const { corrects, correctedBy } = await this.related(round);
    const can = { manage: may(actor, 'use.manage') };
    const next = (action: Parameters<typeof afterBonusStep>[1]): boolean => afterBonusStep(round.status, action) !== null;
    const live = ['draft', 'submitted', 'approved'].includes(round.status);
    const [unsettled, since] = [live ? await this.standing.unsettled(round) : [], await this.standing.correctedSince(round)];
    const mayCorrect = can.manage && next('supersede') && correctedBy === null;
    return {
      ...rowOf(actor, round),
      version: round.version, split: round.split, splitDecision: round.splitDecision,
      byScore: round.tiers.from ? Object.entries(round.tiers.from).map(([tier, from]) => ({ tier, from })) : null,
      tiers: round.tiers.tiers, smallUnder: round.tiers.smallUnder,
      corrects: corrects && { id: corrects.id, number: bonusNumber(corrects) },
      correctedBy: correctedBy && { id: correctedBy.id, number: bonusNumber(correctedBy) },
      also: live ? await this.alsoOf(round) : [],
      correction: round.correction, corrections: mayCorrect ? await this.standings.corrections(round.courtId, round.period, round.groups.map(({ key }) => key)) : [], steps: stepsOf(round), reason: round.reason, groupsOf: groups,
      paidOut: points(sum(groups.flatMap(({ people }) => people.map(({ amount }) => amount)))),
      undecided,
      unsettled, correctedSince: since && { corrections: since.corrections, confirmed: since.confirmed },
      confirmations: (await this.standing.confirmations(id)).map(({ decision, reason, decidedOn, corrections, recordedBy, recordedAt }) => ({ decision, reason, decidedOn, corrections, recordedBy, recordedAt })),
      may: {
        change: can.manage && next('submit'), submit: can.manage && next('submit') && undecided === 0, approve: awaits(actor, round),
        pay: can.manage && next('pay') && !unsettled.length && (!since || since.confirmed), correct: mayCorrect && since !== null, withdraw: can.manage && next('withdraw'),
        confirm: since !== null && !since.confirmed && !unsettled.length && may(actor, 'use.approve') && ![round.draftedById, round.submittedById].includes(actor.userId),
      },
    };
  }

  /** What a reader was paid and why; nobody else's. */
  async mine(actor: Actor): Promise<OwnBonus[]> {
    require(actor, 'use.read');
    const rows = await this.database.rows<{ shareId: string; roundId: string; people: number | string }>(
      `SELECT s.id AS "shareId", r.id AS "roundId", (SELECT COUNT(*) FROM bonus_share o WHERE o.round_id = s.round_id AND o.peer_group = s.peer_group AND o.tier IS NOT NULL) AS "people" FROM bonus_share s JOIN bonus_round r ON r.id = s.round_id
       WHERE s.court_id = :courtId AND s.person_id = :me AND ${MADE_KNOWN} ORDER BY r.year DESC, r.number DESC LIMIT 200`,
      { courtId: actor.courtId, me: actor.personId ?? '' },
    );
    if (!rows.length) return [];
    const shares = new Map((await this.database.repository(BonusShare).findBy(rows.map(({ shareId }) => ({ id: shareId })))).map((one) => [one.id, one]));
    const rounds = new Map((await this.database.repository(BonusRound).findBy(rows.map(({ roundId }) => ({ id: roundId })))).map((one) => [one.id, one]));
    return rows.map(({ shareId, roundId, people }) => {
      const [share, round] = [shares.get(shareId)!, rounds.get(roundId)!];
      const { post, nature } = readKey(share.peerGroup);
      return {
        roundId, number: bonusNumber(round), title: round.title, period: round.period, group: round.groups.find(({ key }) => key === share.peerGroup)?.title ?? groupTitle(post, nature), status: round.status, state: BONUS_STATE_WORDS[round.status],
        tier: labelOf(round.tiers, share.tier), amount: points(share.amount), why: Number(people) < LEAST_DESCRIBED ? withoutGroup(share.why) : share.why, approval: round.approval, paidOn: round.paidOn,
      };
    });
  }

  /** A draft as it would come out now; from submission on as it was written down. */
  async groups(round: BonusRound): Promise<BonusGroupView[]> {
    const [decisions, before] = [await this.calculation.decisionsOf(round.id), await this.calculation.paidBefore(round.correctsId)];
    const paid = before && new Map(before.map(({ personId, peerGroup, amount }) => [`${peerGroup} ${personId}`, amount]));
    const groups = round.status === 'draft' ? await this.calculation.of(round) : await this.stored(round);
    return groups.map((group) => groupView(group, round.tiers, decisions, paid));
  }

  private async stored(round: BonusRound): Promise<CalculatedGroup[]> {
    const shares = await this.database.rows<{ personId: string; name: string; peerGroup: string; division: string; rank: number | null; total: number | string; tier: string | null; amount: number | string; why: string }>(
      `SELECT s.person_id AS "personId", p.name AS "name", s.peer_group AS "peerGroup", s.division AS "division", s.place AS "rank", s.total AS "total", s.tier AS "tier", s.amount AS "amount", s.why AS "why"
       FROM bonus_share s JOIN person p ON p.id = s.person_id WHERE s.round_id = :id ORDER BY CASE WHEN s.place IS NULL THEN 1 ELSE 0 END, s.place, s.id`,
      { id: round.id },
    );
    return round.groups.map((group: GroupPool) => ({
      key: group.key, title: group.title, digest: group.digest, amount: group.amount ?? '0.00', heads: group.heads ?? [], boundaries: group.boundaries ?? [],
      shares: shares
        .filter(({ peerGroup }) => peerGroup === group.key)
        .map(({ personId, name, division, rank, total, tier, amount, why }) => ({ personId, name, division, rank: rank === null ? null : Number(rank), total: points(fromHundredths(total)), tier, amount: points(fromHundredths(amount)), why: JSON.parse(why) as Sentence })),
    }));
  }

  private async related({ id, courtId, correctsId }: BonusRound): Promise<{ corrects: BonusRound | null; correctedBy: BonusRound | null }> {
    const rounds = this.database.repository(BonusRound);
    const later = await rounds.findBy({ courtId, correctsId: id });
    return { corrects: correctsId ? await rounds.findOneByOrFail({ id: correctsId }) : null, correctedBy: later.find(({ status }) => status !== 'withdrawn') ?? null };
  }

  /** Other rounds under way or paid over the same period and one of the same groups, but what corrects or is corrected: two funds, or the same money twice. */
  private async alsoOf({ id, courtId, period, correctsId, groups }: BonusRound): Promise<BonusView['also']> {
    const rounds = await this.database.repository(BonusRound).find({ where: { courtId, period, status: In(['draft', 'submitted', 'approved', 'paid']) }, order: { year: 'ASC', number: 'ASC' } });
    const others = rounds.filter((other) => ![id, correctsId].includes(other.id) && other.correctsId !== id && other.groups.some(({ key }) => groups.some((group) => group.key === key)));
    return others.map((other) => ({ id: other.id, number: bonusNumber(other), title: other.title, pool: points(other.pool), state: BONUS_STATE_WORDS[other.status] }));
  }

  /** Names for a paper: whoever stands on it, with the number payroll knows them by. */
  async employeeNumbers(courtId: string): Promise<Map<string, string>> {
    const people = await this.database.repository(Person).find({ where: { courtId }, select: { id: true, employeeNumber: true } });
    return new Map(people.map(({ id, employeeNumber }) => [id, employeeNumber ?? '']));
  }
}

function groupView(group: CalculatedGroup, table: TierTable, decisions: readonly BonusDecision[], before: ReadonlyMap<string, Decimal> | null): BonusGroupView {
  const nameOf = (personId: string): string => group.shares.find((share) => share.personId === personId)?.name ?? '—';
  return {
    key: group.key, title: group.title, amount: group.amount, digest: group.digest,
    heads: group.heads.map(({ tier, heads }) => ({ tier: labelOf(table, tier)!, coefficient: table.tiers.find(({ code }) => code === tier)!.coefficient, heads })),
    boundaries: group.boundaries.map(({ upper, lower, upperTier, lowerTier, equal, untested = false, choice }) => {
      const decided = choice && decisions.find((one) => one.peerGroup === group.key && one.upperId === upper && one.lowerId === lower);
      return {
        upper: { id: upper, name: nameOf(upper) }, lower: { id: lower, name: nameOf(lower) }, upperTier: labelOf(table, upperTier)!, lowerTier: labelOf(table, lowerTier)!, equal, untested, choice: choice && CHOICE_WORDS[choice],
        decision: decided ? { number: decided.decision, reason: decided.reason, decidedOn: decided.decidedOn, recordedBy: decided.recordedBy } : null,
      };
    }),
    people: group.shares.map(({ personId, name, division, rank, total, tier, amount, why }) => {
      const paid = before?.get(`${group.key} ${personId}`) ?? (before ? new Decimal(0) : null);
      return { personId, name, division, rank, total, tier: labelOf(table, tier), amount, why, before: paid && points(paid), difference: paid && points(new Decimal(amount).minus(paid)) };
    }),
  };
}

function labelOf({ tiers }: TierTable, tier: string | null): Sentence | null {
  return tiers.find(({ code }) => code === tier)?.label ?? null;
}

function awaits(actor: Actor, { status, draftedById, submittedById }: BonusRound): boolean {
  return may(actor, 'use.approve') && afterBonusStep(status, 'approve') !== null && ![draftedById, submittedById].includes(actor.userId);
}

function rowOf(actor: Actor, round: BonusRound): BonusRow {
  const { id, title, period, pool, groups, status, draftedBy, approval, paidOn } = round;
  return { id, number: bonusNumber(round), title, period, pool: points(pool), groups: groups.length, status, state: BONUS_STATE_WORDS[status], draftedBy, approval, paidOn, awaitsMe: awaits(actor, round) };
}

function stepsOf(round: BonusRound): BonusView['steps'] {
  const step = (zh: string, en: string, who: string | null, when: string | null, note: string | null = null): BonusView['steps'] => (who && when ? [{ what: { zh, en }, who, when, note }] : []);
  return [
    ...step('起草', 'drafted', round.draftedBy, round.draftedAt, round.correction && `更正依据 ${round.correction}`),
    ...step('提交', 'submitted', round.submittedBy, round.submittedAt),
    ...step('批准', 'approved', round.approvedBy, round.approvedAt, round.approval),
    ...step('发放', 'paid', round.paidBy, round.paidOn),
  ];
}
