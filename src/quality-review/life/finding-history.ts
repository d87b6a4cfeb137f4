import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { points } from '../../kernel/exact.js';
import { AuditEntry } from '../../platform/audit/audit-entry.entity.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { windowPassed } from '../../rules/finding-life.js';
import type { FindingDetail, RectificationView } from '../dto/finding-life.dto.js';
import type { FindingView } from '../dto/review.dto.js';
import { FindingViews, visibleFindings } from '../finding-views.js';
import { RectificationService } from '../rectification/rectification.service.js';
import { Rectification } from '../rectification/rectification.entities.js';
import { RepeatFlags } from '../repeat-flags.js';
import type { Finding } from '../review.entities.js';
import { FindingClock } from './finding-clock.js';
import { FindingAttachment, FindingDecision } from './finding-life.entities.js';
import { FindingLog } from './finding-log.js';
import { HISTORY_WORDS } from './finding-words.js';
import { Settling } from './settling.js';

/** One finding with all that has happened to it, and what the reader may do next. */
@Injectable()
export class FindingHistory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: FindingLog,
    private readonly views: FindingViews,
    private readonly deadlines: FindingClock,
    private readonly rectification: RectificationService,
    private readonly repeats: RepeatFlags,
    private readonly settling: Settling,
  ) {}

  async detail(actor: Actor, id: string): Promise<FindingDetail> {
    require(actor, 'review.read');
    await this.settling.settleDue(actor.courtId);
    const held = await this.log.held(actor, id);
    const chain = await this.views.of(await this.chain(held));
    const finding = chain.find((one) => one.id === id)!;
    const ids = chain.map((one) => one.id);
    const comments = await this.log.comments(ids);
    const names = await this.names(comments.map(({ personId }) => personId));
    const files = await this.database.repository(FindingAttachment).find({ where: { findingId: In(ids), purpose: 'comment' }, order: { addedAt: 'ASC', id: 'ASC' } });
    const decision = await this.database.repository(FindingDecision).findOneBy({ findingId: In(ids) });
    const today = this.clock.today();
    const { commentUntil } = finding;
    return {
      finding,
      chain,
      effect: effectOf(finding),
      window: { until: commentUntil, daysLeft: commentUntil === null ? null : this.deadlines.daysLeft(today, commentUntil), open: ['submitted', 'provisional'].includes(finding.status) && !windowPassed(commentUntil, today) },
      comments: comments.map(({ id: own, personId, kind, words, at }) => ({ id: own, personId, name: names.get(personId) ?? '', kind, words, at })),
      attachments: files.map(({ id: own, name, addedBy, addedAt }) => ({ id: own, name, by: addedBy, addedAt })),
      decision: decision && { outcome: decision.outcome, reasons: decision.reasons, resolution: decision.resolution, points: decision.points && points(decision.points), decidedOn: decision.decidedOn, decidedBy: decision.decidedByName },
      rectification: await this.rectificationOf(actor, ids),
      repeats: await this.repeatsOf(actor, finding),
      history: await this.history(chain),
      may: this.steps(actor, held, finding, today),
    };
  }

  private steps(actor: Actor, held: Finding, finding: FindingView, today: string): string[] {
    const answers = finding.shares.some(({ personId }) => personId === actor.personId);
    const open = this.log.possible(held, 'comment') && !windowPassed(held.commentUntil, today);
    const steps: [string, boolean][] = [
      ['comment', answers && open && may(actor, 'finding.comment')],
      ['takeBack', held.reviewerId === actor.personId && this.log.possible(held, 'takeBack') && may(actor, 'review.record')],
      ['decide', this.log.possible(held, 'confirm') && may(actor, 'finding.decide')],
      ['order', held.status === 'settled' && finding.shares.length > 0 && may(actor, 'rectification.manage')],
    ];
    return steps.filter(([, allowed]) => allowed).map(([step]) => step);
  }

  /** From the first record to the last, by who stands in whose place. */
  private async chain({ id, firstId, courtId }: Finding): Promise<string[]> {
    const first = firstId ?? id;
    const rows = await this.database.rows<{ id: string; supersededBy: string | null }>(
      `SELECT f.id AS "id", f.superseded_by AS "supersededBy" FROM finding f WHERE f.court_id = :courtId AND (f.id = :first OR f.first_id = :first OR f.id = :id OR f.superseded_by = :id)`,
      { courtId, first, id },
    );
    const after = (row: { supersededBy: string | null }): number => (row.supersededBy === null ? 0 : 1 + after(rows.find((next) => next.id === row.supersededBy) ?? { supersededBy: null }));
    return rows.map((row) => ({ id: row.id, left: after(row) })).sort((a, b) => b.left - a.left || (a.id < b.id ? -1 : 1)).map((row) => row.id);
  }

  private async rectificationOf(actor: Actor, ids: readonly string[]): Promise<RectificationView | null> {
    const known = await this.database.repository(Rectification).findOneBy({ findingId: In([...ids]) });
    return known && this.rectification.view(actor, known.id);
  }

  private async repeatsOf(actor: Actor, { id, recordedOn, repeat, clause, shares }: FindingView): Promise<FindingDetail['repeats']> {
    if (!repeat.length) return [];
    const rows = (await this.repeats.raised(actor.courtId, recordedOn, `${recordedOn}~`, repeat)).filter(({ code, findings }) => code === clause.code && findings[findings.length - 1]!.id === id);
    const visible = visibleFindings(actor);
    const ids = rows.flatMap(({ findings }) => findings.map((one) => one.id)).concat(id);
    const seen = await this.database.rows<{ id: string; caseNumber: string }>(
      `SELECT f.id AS "id", c.case_number AS "caseNumber" FROM finding f JOIN court_case c ON c.id = f.case_id WHERE f.id IN (:...ids) AND ${visible.sql}`, { ...visible.parameters, ids },
    );
    const numbers = new Map(seen.map((row) => [row.id, row.caseNumber]));
    // Of two who answer for one finding, neither is told of the other’s earlier ones.
    return rows.filter(({ findings }) => findings.every((one) => numbers.has(one.id))).map(({ personId, code, findings }) => ({
      name: shares.find((share) => share.personId === personId)?.name ?? '', code, findings: findings.map((one) => ({ id: one.id, day: one.recordedOn, caseNumber: numbers.get(one.id) ?? '' })),
    }));
  }

  /** The trail of every record of the chain; records from before there was one begin with the day they bear. */
  private async history(chain: readonly FindingView[]): Promise<FindingDetail['history']> {
    const entries = await this.database.repository(AuditEntry).find({ where: { subjectKind: 'finding', subjectId: In(chain.map(({ id }) => id)) }, order: { at: 'ASC', sequence: 'ASC' } });
    const told = entries.flatMap(({ action, at, actorName, after, reason }) => (HISTORY_WORDS[action] ? [{ at, label: HISTORY_WORDS[action], who: actorName, words: reason ?? wordsOf(after) }] : []));
    const first = chain[0]!;
    const begun = entries.some(({ action }) => action === 'finding.recorded') ? [] : [{ at: first.recordedOn, label: HISTORY_WORDS['finding.recorded']!, who: first.reviewer, words: '' }];
    const older = chain.flatMap((one) => {
      const known = entries.filter(({ subjectId }) => subjectId === one.id).map(({ action }) => action);
      const settled = one.settledOn && one.id === first.id && !known.includes('finding.settled') && !known.includes('finding.confirmed') ? [{ at: one.settledOn, label: HISTORY_WORDS['finding.settled']!, who: '', words: '' }] : [];
      const gone = one.status === 'superseded' && !known.some((action) => ['finding.superseded', 'finding.takenBack', 'finding.reduced', 'finding.rejected'].includes(action)) ? [{ at: '', label: HISTORY_WORDS['finding.superseded']!, who: '', words: one.supersededReason ?? '' }] : [];
      return [...settled, ...gone];
    });
    return [...begun, ...told, ...older].sort((a, b) => ((a.at || '9') < (b.at || '9') ? -1 : 1));
  }

  private async names(ids: readonly string[]): Promise<Map<string, string>> {
    if (!ids.length) return new Map();
    return new Map((await this.database.rows<{ id: string; name: string }>('SELECT id AS "id", name AS "name" FROM person WHERE id IN (:...ids)', { ids: [...ids] })).map(({ id, name }) => [id, name]));
  }
}

function wordsOf(after: string | null): string {
  const { words, name, kind } = after ? (JSON.parse(after) as { words?: string; name?: string; kind?: string } | null) ?? {} : {};
  return [kind === 'accept' ? '接受' : kind === 'explain' ? '说明' : '', words ?? name ?? ''].filter(Boolean).join('：');
}

function effectOf({ status, counted, points: lost, supersededBy, shares, responsibility }: FindingView): FindingDetail['effect'] {
  const none = (zh: string, en: string): FindingDetail['effect'] => ({ counts: false, why: { zh, en }, points: '0.00' });
  if (status === 'draft') return none('草稿不计分。', 'A draft counts nothing.');
  if (status === 'provisional') return none('暂定：委员会确认前不计入任何得分。', 'Provisional: it counts in no score until the committee has confirmed it.');
  if (status === 'second') return none('复评所记，不计任何人的分。', 'Of a second review: it counts for nobody.');
  if (status === 'superseded') return supersededBy ? none('已由后一条替代，以后一条为准。', 'Superseded: the record after it counts.') : none('已撤销，不计分。', 'Withdrawn: it counts nothing.');
  if (counted === '0.00') return { counts: true, why: { zh: '本案同一条目已达上限，或另一次评查已认定同一处，不重复扣分。', en: 'The clause’s cap for the case is reached, or another review had it already; nothing is deducted twice.' }, points: counted };
  if (counted !== lost) return { counts: true, why: { zh: `按本案同一条目上限，计 ${counted}（原 ${lost}）。`, en: `By the clause’s cap for one case it counts ${counted} of ${lost}.` }, points: counted };
  if (!shares.length) return { counts: true, why: responsibility?.body ? { zh: '扣本案分，不计个人分。', en: 'Taken off the case, not off any person.' } : { zh: '不归责：扣本案分，不计个人分。', en: 'Not attributable: taken off the case, not off any person.' }, points: counted };
  return { counts: true, why: { zh: '计入记录当日所在的考核期。', en: 'It counts in the period of the day it was recorded.' }, points: counted };
}
