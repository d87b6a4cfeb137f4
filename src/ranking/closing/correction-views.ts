import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { chinaMinute } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { courtWide } from '../../platform/permissions/court-wide.js';
import { may, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { correctionNumber, type FrozenLine } from '../../rules/period-closing.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { readPeriod } from '../rankings.service.js';
import { GroupSights, isPlaced } from '../../peer-comparison/group-sight.js';
import { SnapshotsService } from '../snapshots.service.js';
import { FrozenStanding, PeriodCorrection } from './closing.entities.js';
import { CORRECTION_STATES } from './closing-words.js';
import type { CorrectedSide, CorrectionRow, CorrectionsQuery, CorrectionView } from './dto/correction.dto.js';

/** Corrections as they are read: that there is one is public in the court, the lines of it are read by whoever may read the ranking's. */
@Injectable()
export class CorrectionViews {
  constructor(
    private readonly database: Database,
    private readonly sights: GroupSights,
    private readonly snapshots: SnapshotsService,
  ) {}

  async list(actor: Actor, { page, pageSize, q, period, status }: CorrectionsQuery): Promise<Page<CorrectionRow>> {
    const scope = this.scope(actor);
    const query = this.database.repository(PeriodCorrection).createQueryBuilder('c').where(scope.sql, scope.parameters);
    if (period) query.andWhere('c.period = :period', { period });
    if (status) query.andWhere('c.status = :status', { status });
    if (q?.trim()) query.andWhere('(c.reason LIKE :q OR c.basis_words LIKE :q OR c.period LIKE :q)', { q: `%${q.trim().replace(/[%_]/g, '')}%` });
    const [items, total] = await query.orderBy('c.proposedAt', 'DESC').addOrderBy('c.id', 'DESC').skip((page - 1) * pageSize).take(pageSize).getManyAndCount();
    return { items: items.map(rowOf), total, page, pageSize };
  }

  async one(actor: Actor, id: string): Promise<CorrectionView> {
    const scope = this.scope(actor);
    const correction = await this.database.repository(PeriodCorrection).createQueryBuilder('c').where(`c.id = :id AND ${scope.sql}`, { id, ...scope.parameters }).getOne();
    if (!correction) throw platformErrors['record.notFound']();
    const period = readPeriod(correction.period);
    const [reach, people] = [await this.sights.reachOf(actor, period), await this.snapshots.groupsOf(actor.courtId, period)];
    const titles = await this.titlesOf(correction);
    const [proposed, handles] = [correction.status === 'proposed', may(actor, 'ranking.publish')];
    return {
      ...rowOf(correction), version: correction.version, withdrawnReason: correction.withdrawnReason,
      groups: await Promise.all(correction.groups.map(async ({ group, size, before, after, changes }) => {
        const sight = await this.sights.of(actor.courtId, reach, period, people.find(({ key }) => key === group)!);
        // The office that takes the steps reads what it corrects; everybody reads the own line.
        const read = changes.filter(({ personId }) => handles || personId === actor.personId || sight.disclosure(personId) === 'full');
        const placed = (personId: string): boolean => handles || isPlaced(sight, personId);
        const keys = [...new Set(read.flatMap((change) => Object.keys((change.after ?? change.before)!.components)))];
        return {
          key: group, title: groupTitle(readKey(group).post, readKey(group).nature), size, before, after,
          components: keys.map((key) => ({ key, title: titles.get(`${group} ${key}`) ?? { zh: key, en: key } })),
          rows: read.map((change) => ({ personId: change.personId, name: change.name, division: change.division, before: sideOf(change.before, placed(change.personId), titles), after: sideOf(change.after, placed(change.personId), titles) })),
          hidden: changes.length - read.length,
        };
      })),
      may: proposed && handles ? [...(correction.proposedById === actor.userId || correction.people.includes(actor.personId ?? '') ? [] : ['confirm' as const]), 'withdraw' as const] : [],
    };
  }

  table(rows: readonly CorrectionRow[], zh: boolean): OutgoingTable {
    return {
      title: zh ? '更正' : 'Corrections',
      head: zh ? ['编号', '考核期', '状态', '涉及人数', '依据', '理由', '提出', '提出时间', '确认', '生效时间'] : ['Number', 'Period', 'Status', 'People', 'Basis', 'Reason', 'Proposed by', 'Proposed at', 'Confirmed by', 'In effect'],
      rows: rows.map((one) => [one.number ?? '', one.period, CORRECTION_STATES[one.status][zh ? 'zh' : 'en'], String(one.people), one.basisWords, one.reason, one.proposedBy, chinaMinute(one.proposedAt), one.confirmedBy ?? '', chinaMinute(one.confirmedAt)]),
    };
  }

  /** What is proposed or withdrawn is read by the office that takes the steps. */
  private scope(actor: Actor): SqlCondition {
    const scope = courtWide(actor, 'ranking.read', { court: 'c.court_id' });
    return may(actor, 'ranking.publish') ? scope : { sql: `${scope.sql} AND c.status = 'issued'`, parameters: scope.parameters };
  }

  /** What components (`group key`) and grades (`key`) are called in what was frozen. */
  private async titlesOf({ courtId, period, groups }: PeriodCorrection): Promise<Map<string, { zh: string; en: string }>> {
    const titles = new Map<string, { zh: string; en: string }>();
    for (const peerGroup of groups.map(({ group }) => group)) {
      for (const { line } of await this.database.repository(FrozenStanding).findBy({ courtId, period, peerGroup })) {
        for (const { key, title } of line.components) titles.set(`${peerGroup} ${key}`, title);
        if (line.grade) titles.set(line.grade.key, line.grade.title);
      }
    }
    return titles;
  }
}

function rowOf({ id, period, year, number, status, reason, basisWords, groups, proposedBy, proposedAt, confirmedBy, confirmedAt }: PeriodCorrection): CorrectionRow {
  const people = new Set(groups.flatMap(({ changes }) => changes.map(({ personId }) => personId))).size;
  return { id, period, number: number === null ? null : correctionNumber(year!, number), status, reason, basisWords, people, proposedBy, proposedAt, confirmedBy, confirmedAt };
}

function sideOf(line: FrozenLine | null, placed: boolean, titles: ReadonlyMap<string, { zh: string; en: string }>): CorrectedSide | null {
  const grade = line?.grade ? (titles.get(line.grade) ?? { zh: line.grade, en: line.grade }) : null;
  return line && { total: line.total, rank: placed ? line.rank : null, tied: placed && line.tied, grade, components: line.components };
}
