import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { points } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { In } from 'typeorm';
import { GroupSights, isPlaced } from '../peer-comparison/group-sight.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { FrozenStandings } from '../ranking/frozen-standings.js';
import { readPeriod } from '../ranking/rankings.service.js';
import { NO_PLACE } from '../ranking/without-ranks.js';
import { SelectionCandidate, SelectionRound } from './selection.entities.js';
import { SelectionLog, selectionScope } from './selection-log.js';
import { dueNow } from './selection-due.js';
import { OUTCOME_WORDS, SELECTION_STATE_WORDS, selectionNumber, STANDING_WORDS } from './selection-words.js';
import type { CandidateView, OwnSelection, SelectionListQuery, SelectionRow, SelectionView } from './dto/selection.dto.js';

const SORTS = { number: 'r.year * 100000 + r.number', period: 'r.period', status: 'r.status' };
const ORDER = ['leader', 'inserted', 'next', 'excluded'];

/** Rounds of honours and training as those who run them read them, and everybody's own result. */
@Injectable()
export class SelectionViews {
  constructor(
    private readonly database: Database,
    private readonly log: SelectionLog,
    private readonly sights: GroupSights,
    private readonly standings: FrozenStandings,
  ) {}

  async list(actor: Actor, query: SelectionListQuery): Promise<Page<SelectionRow>> {
    require(actor, 'use.read');
    const scope = selectionScope(actor, 'use.read');
    const { expression, direction } = orderBy(query.sort, SORTS, '-number');
    const parts = [scope.sql, 'r.kind = :kind'];
    if (query.status) parts.push('r.status = :status');
    if (query.q?.trim()) parts.push('r.title LIKE :q');
    const where = parts.join(' AND ');
    const given = { ...scope.parameters, kind: query.kind, status: query.status, q: `%${query.q?.trim() ?? ''}%` };
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM selection_round r WHERE ${where}`, given);
    const ids = await this.database.rows<{ id: string }>(`SELECT r.id AS "id" FROM selection_round r WHERE ${where} ORDER BY ${expression} ${direction}, r.year DESC, r.number DESC LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`, given);
    const [rounds, candidates] = ids.length
      ? await Promise.all([this.database.repository(SelectionRound).findBy({ id: In(ids.map(({ id }) => id)) }), this.database.repository(SelectionCandidate).findBy({ roundId: In(ids.map(({ id }) => id)) })])
      : [[], []];
    return { items: ids.map(({ id }) => rowOf(rounds.find((round) => round.id === id)!, candidates.filter(({ roundId }) => roundId === id))), total: Number(count!.total), page: query.page, pageSize: query.pageSize };
  }

  /** What waits for the reader: outcomes to record, and rounds to make final whose outcomes are all recorded by others. */
  async awaiting(actor: Actor): Promise<{ step: 'record' | 'approve'; id: string; title: string }[]> {
    require(actor, 'use.read');
    const scope = selectionScope(actor, 'use.read');
    const ids = await this.database.rows<{ id: string }>(`SELECT r.id AS "id" FROM selection_round r WHERE ${scope.sql} AND r.status = 'draft' ORDER BY r.year DESC, r.number DESC LIMIT 20`, scope.parameters);
    if (!ids.length) return [];
    const rounds = await this.database.repository(SelectionRound).findBy({ id: In(ids.map(({ id }) => id)) });
    const candidates = await this.database.repository(SelectionCandidate).findBy({ roundId: In(ids.map(({ id }) => id)) });
    const found: Awaited<ReturnType<SelectionViews['awaiting']>> = [];
    for (const round of rounds) {
      const own = candidates.filter(({ roundId }) => roundId === round.id);
      const due = dueNow(round, own);
      const [{ id, title }, open, mine] = [round, own.some((one) => due.has(one.id) && one.outcome === null), own.some(({ personId, outcome }) => outcome && personId === actor.personId)];
      if (open && may(actor, 'use.manage')) found.push({ step: 'record', id, title });
      if (!open && may(actor, 'use.approve') && !mine && round.draftedById !== actor.userId && !(await this.log.tookPart(actor, id))) found.push({ step: 'approve', id, title });
    }
    return found;
  }

  async listTable(actor: Actor, query: SelectionListQuery): Promise<OutgoingTable> {
    const [zh, { items }] = [actor.language === 'zh', await this.list(actor, { ...query, page: 1, pageSize: EXPORT_LIMIT })];
    return {
      title: query.kind === 'honour' ? (zh ? '评先评优' : 'Honours') : zh ? '学习深造' : 'Training',
      head: zh ? ['编号', '名称', '考核期', '同岗组', '候选人', '确定', '进度', '批准文号'] : ['Number', 'Title', 'Period', 'Peer groups', 'Candidates', 'Chosen', 'State', 'Approval'],
      rows: items.map((one) => [one.number, one.title, one.period, String(one.groups), String(one.candidates), String(one.chosen), one.state[actor.language], one.approval ?? '']),
    };
  }

  async view(actor: Actor, id: string): Promise<SelectionView> {
    require(actor, 'use.read');
    const round = await this.log.held(actor, id, 'use.read');
    const candidates = await this.database.repository(SelectionCandidate).findBy({ roundId: id });
    const people = new Map((await this.database.repository(Person).findBy({ id: In(candidates.map(({ personId }) => personId)) })).map(({ id: personId, name }) => [personId, name]));
    const due = round.status === 'draft' ? dueNow(round, candidates) : new Set<string>();
    const keys = round.groups.map(({ key }) => key);
    const now = await this.standings.digests(round.courtId, round.period);
    const corrected = round.status !== 'withdrawn' && round.groups.some(({ key, digest }) => now.get(key) !== digest);
    const { version, measure, draftedBy, draftedAt, approvedBy, approvedAt, reason } = round;
    return {
      ...rowOf(round, candidates),
      version, measure, draftedBy, draftedAt, approvedBy, approvedAt, reason,
      unsettled: round.status === 'draft' ? await this.standings.unsettled(round.courtId, round.period, keys) : [], correctedSince: corrected ? await this.standings.corrections(round.courtId, round.period, keys) : [],
      groupsOf: round.groups.map(({ key, title, size, places, why }) => ({
        key, title, size, places, why,
        candidates: candidates
          .filter(({ peerGroup }) => peerGroup === key)
          .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || (a.place ?? Infinity) - (b.place ?? Infinity) || (a.personId < b.personId ? -1 : 1))
          .map((one) => candidateView(one, people.get(one.personId) ?? '—', due)),
      })),
      may: { manage: may(actor, 'use.manage') && round.status === 'draft', approve: may(actor, 'use.approve') && round.status === 'draft' && actor.userId !== round.draftedById },
    };
  }

  /** Row for row what the page shows. */
  async table(actor: Actor, id: string): Promise<OutgoingTable> {
    const view = await this.view(actor, id);
    const [zh, language] = [actor.language === 'zh', actor.language];
    return {
      title: view.number,
      head: zh ? ['同岗组', '姓名', '庭', '名次', '得分', '候选情况', '理由', '决定文号', '结果', '结果理由'] : ['Peer group', 'Name', 'Division', 'Rank', 'Total', 'Standing', 'Why', 'Decision', 'Outcome', 'Reason'],
      rows: view.groupsOf.flatMap((group) =>
        group.candidates.map((one) => [group.title[language], one.name, one.division, String(one.place ?? ''), one.total, one.standingWords[language], one.why[language], one.decision ?? '', one.outcomeWords?.[language] ?? '', one.outcomeReason ?? '']),
      ),
    };
  }

  /** What came of the reader's own standing in rounds that are final. */
  async mine(actor: Actor): Promise<OwnSelection[]> {
    require(actor, 'use.read');
    const own = actor.personId ? await this.database.repository(SelectionCandidate).findBy({ courtId: actor.courtId, personId: actor.personId }) : [];
    if (!own.length) return [];
    const rounds = await this.database.repository(SelectionRound).findBy({ id: In(own.map(({ roundId }) => roundId)), status: 'approved' });
    const selected: OwnSelection[] = [];
    for (const round of rounds.sort((a, b) => b.year - a.year || b.number - a.number))
      for (const { peerGroup, standing, why, outcome } of own.filter(({ roundId }) => roundId === round.id)) {
        const told = standing === 'excluded' || (await this.isPlaced(actor, round, peerGroup));
        selected.push({
          number: selectionNumber(round), kind: round.kind, title: round.title, period: round.period, group: round.groups.find(({ key }) => key === peerGroup)!.title, standing: STANDING_WORDS[standing], why: told ? why : NO_PLACE, outcome: outcome && OUTCOME_WORDS[outcome], approval: round.approval,
        });
      }
    return selected;
  }

  /** The grounds name the place: they are told to whom the ranking tells it. */
  private async isPlaced(actor: Actor, { id, period: key }: SelectionRound, peerGroup: string): Promise<boolean> {
    const members = await this.database.repository(SelectionCandidate).find({ where: { roundId: id, peerGroup }, select: { id: true, personId: true } });
    const period = readPeriod(key);
    return isPlaced(await this.sights.of(actor.courtId, await this.sights.reachOf(actor, period), period, { key: peerGroup, members }), actor.personId!);
  }
}

function rowOf(round: SelectionRound, candidates: readonly SelectionCandidate[]): SelectionRow {
  const { id, kind, title, period, status, groups, approval } = round;
  return {
    id, number: selectionNumber(round), kind, title, period, status, state: SELECTION_STATE_WORDS[status], groups: groups.length, approval,
    candidates: candidates.filter(({ standing, outcome }) => standing === 'leader' || standing === 'inserted' || outcome !== null).length,
    chosen: candidates.filter(({ outcome }) => outcome === 'awarded' || outcome === 'accepted').length,
  };
}

function candidateView(one: SelectionCandidate, name: string, due: ReadonlySet<string>): CandidateView {
  const { id, personId, division, place, total, standing, why, decision, outcome, outcomeReason, outcomeBy } = one;
  return { id, personId, name, division, place, total: points(total), standing, standingWords: STANDING_WORDS[standing], why, decision, outcome, outcomeWords: outcome && OUTCOME_WORDS[outcome], outcomeReason, outcomeBy, due: due.has(id) };
}
