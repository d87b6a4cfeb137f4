import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Court } from '../court/court.entities.js';
import { GroupSights } from '../peer-comparison/group-sight.js';
import { PeerGroupsService } from '../peer-comparison/peer-groups.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import type { StoredFile } from '../platform/files/stored-file.entity.js';
import type { Page } from '../platform/http/list.dto.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { PdfPaper } from '../platform/pdf/pdf-printer.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { afterStep, GROUNDS, UNANSWERED, type Outcome, type ReconsiderationAction } from '../rules/reconsideration.js';
import type { EffectView, RequestListQuery, RequestRow, RequestView } from './dto/reconsideration.dto.js';
import { CorrectionOrder, Reconsideration, ReconsiderationAttachment, ReconsiderationMember, ReconsiderationStep, type ContestedLine, type Effect } from './reconsideration.entities.js';
import { readPeriod } from './read-period.js';
import { reconsiderationErrors } from './reconsideration.errors.js';
import { replyLetter, standingReply } from './reply-letter.js';
import { RequestClock } from './request-clock.js';
import { RequestLog, requestScope } from './request-log.js';
import { numberOf, OUTCOME_WORDS, STATE_WORDS, STEP_WORDS } from './request-words.js';

interface ListedRow {
  id: string;
  year: number;
  number: number;
  applicant: string;
  division: string;
  period: string;
  line: string;
  ground: keyof typeof GROUNDS;
  status: Reconsideration['status'];
  filedOn: string;
  dueOn: string | null;
  outcome: string | null;
}

const UNANSWERED_SQL = `q.status IN (${UNANSWERED.map((status) => `'${status}'`).join(', ')})`;

/** Lists and single requests as people read them. */
@Injectable()
export class RequestViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly deadlines: RequestClock,
    private readonly log: RequestLog,
    private readonly files: FilesService,
    private readonly groups: PeerGroupsService,
    private readonly sights: GroupSights,
  ) {}

  async list(actor: Actor, query: RequestListQuery): Promise<Page<RequestRow>> {
    require(actor, 'reconsideration.read');
    const { where, parameters } = this.filter(actor, query);
    const [{ total }] = (await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM reconsideration q JOIN person p ON p.id = q.person_id WHERE ${where}`, parameters)) as [{ total: number | string }];
    const rows = await this.rows(where, parameters, query.pageSize, (query.page - 1) * query.pageSize);
    return { items: rows.map((row) => this.rowView(row)), total: Number(total), page: query.page, pageSize: query.pageSize };
  }

  async table(actor: Actor, query: RequestListQuery): Promise<OutgoingTable> {
    require(actor, 'reconsideration.read');
    const { where, parameters } = this.filter(actor, query);
    const rows = (await this.rows(where, parameters, EXPORT_LIMIT, 0)).map((row) => this.rowView(row));
    const zh = actor.language === 'zh';
    return {
      title: zh ? '复议台账' : 'Reconsiderations',
      head: zh ? ['编号', '申请人', '庭', '考核期', '案件', '条款', '理由', '分值', '状态', '申请日', '答复期限', '结果'] : ['Number', 'Applicant', 'Division', 'Period', 'Case', 'Clause', 'Ground', 'Points', 'Status', 'Filed', 'Due', 'Outcome'],
      rows: rows.map((row) => [row.number, row.applicant, row.division, row.period, row.caseNumber, row.clause, row.ground[actor.language], row.points, STATE_WORDS[row.status as Reconsideration['status']][actor.language], row.filedOn, row.dueOn ?? '', row.outcome ? OUTCOME_WORDS[row.outcome as Outcome][actor.language] : '']),
    };
  }

  async view(actor: Actor, id: string): Promise<RequestView> {
    require(actor, 'reconsideration.read');
    const request = await this.log.held(actor, id);
    const [row] = await this.rows('q.id = :id', { id }, 1, 0);
    const bench = await this.members(id);
    const steps = await this.database.repository(ReconsiderationStep).find({ where: { reconsiderationId: id }, order: { at: 'ASC', id: 'ASC' } });
    const draw = [...steps].reverse().find(({ action }) => action === 'drawPanel')?.content as { seed: string; barred: { name: string; why: string }[] } | undefined;
    const answered = !UNANSWERED.includes(request.status);
    const shown = await this.effectFor(actor, request);
    return {
      ...this.rowView(row!),
      version: request.version,
      mine: request.personId === actor.personId,
      line: request.line,
      ask: request.ask,
      originalPoints: request.originalPoints,
      askedPoints: request.askedPoints,
      askedShares: request.askedShares && (await this.named(request.askedShares)),
      grounds: request.grounds,
      attachments: (await this.database.repository(ReconsiderationAttachment).find({ where: { reconsiderationId: id }, order: { addedAt: 'ASC' } })).map(({ id: own, name, digest, addedAt }) => ({ id: own, name, digest, addedAt })),
      before: shown(request.before),
      after: request.after && shown(request.after),
      settledPoints: request.settledPoints,
      secondUntil: request.secondUntil,
      // A vote is secret until the reply is signed, except to the one who cast it and to who presides.
      members: bench.map(({ round, place, personId, name, vote, points, reason }) => {
        const open = answered || (request.status === 'secondInstance' && round === 1) || personId === actor.personId || presides(bench, request, actor);
        return { round, place, personId, name, voted: vote !== null, vote: open ? vote : null, points: open ? points : null, reason: open ? reason : null };
      }),
      draw: draw ? { seed: draw.seed, barred: draw.barred.map(({ name, why }) => ({ name, why: BARRED_WORDS[why as keyof typeof BARRED_WORDS] })) } : null,
      steps: steps.map(({ action, at, actorName, content }) => ({ action, label: STEP_WORDS[action] ?? { zh: action, en: action }, at, who: actorName, content })),
      orders: (await this.database.repository(CorrectionOrder).findBy({ reconsiderationId: id })).map(({ id: own, words, done, doneOn, doneWords }) => ({ id: own, words, done, doneOn, doneWords })),
      may: this.stepsFor(actor, request, bench),
    };
  }

  /** The standing reply on paper. */
  async letter(actor: Actor, id: string): Promise<{ name: string; paper: PdfPaper }> {
    const request = await this.view(actor, id);
    const reply = standingReply(request);
    if (!reply) throw reconsiderationErrors['reconsideration.noReply']({ number: request.number });
    const court = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    const paper = replyLetter(request, reply, court.name);
    return { name: `${paper.title}.pdf`, paper };
  }

  async attachment(actor: Actor, id: string, attachmentId: string): Promise<{ name: string; file: StoredFile }> {
    require(actor, 'reconsideration.read');
    await this.log.held(actor, id);
    const held = await this.database.repository(ReconsiderationAttachment).findOneBy({ id: attachmentId, reconsiderationId: id });
    const file = held && (await this.files.read(held.digest));
    if (!held || !file) throw platformErrors['record.notFound']();
    return { name: held.name, file };
  }

  /** The bench and the division read the request; the applicant's total and place only who may read them anyway. */
  private async effectFor(actor: Actor, { courtId, personId, peerGroup, period: key }: Reconsideration): Promise<(effect: Effect) => EffectView> {
    const period = readPeriod(key);
    const group = (await this.groups.people(courtId, period)).find((one) => one.key === peerGroup && one.members.some((member) => member.personId === personId));
    const { scored, placed } = await this.sights.onPerson(actor, personId, period, group ?? null);
    return ({ total, rank }) => ({ total: scored ? total : null, rank: placed ? rank : null });
  }

  private stepsFor(actor: Actor, request: Reconsideration, bench: readonly MemberRow[]): string[] {
    const can = (action: ReconsiderationAction): boolean => afterStep(request.status, action) !== null;
    const sitting = currentBench(bench, request);
    const seat = sitting.find(({ personId }) => personId === actor.personId);
    const own = request.personId === actor.personId && may(actor, 'reconsideration.file');
    const office = may(actor, 'reconsideration.handle');
    const inTime = request.secondUntil === null || this.clock.today() <= request.secondUntil;
    const steps: [string, boolean][] = [
      ['accept', office && can('accept')],
      ['return', office && can('return')],
      ['drawCommittee', office && request.status === 'secondInstance' && !sitting.length],
      ['resubmit', own && can('resubmit')],
      ['attach', own && UNANSWERED.includes(request.status)],
      ['withdraw', own && can('withdraw')],
      ['appeal', own && can('appeal') && inTime && request.outcome !== 'upheld'],
      ['vote', Boolean(seat && !seat.vote)],
      ['reply', presides(bench, request, actor) && sitting.every(({ vote }) => vote !== null)],
    ];
    return steps.filter(([, allowed]) => allowed).map(([step]) => step);
  }

  private filter(actor: Actor, { status, period, box, q }: RequestListQuery): { where: string; parameters: Record<string, unknown> } {
    const scope = requestScope(actor, 'reconsideration.read');
    const parts = [scope.sql];
    const parameters: Record<string, unknown> = { ...scope.parameters, me: actor.personId ?? '', today: this.clock.today() };
    if (status === 'unanswered') parts.push(UNANSWERED_SQL);
    else if (status === 'overdue') parts.push(`${UNANSWERED_SQL} AND q.due_on < :today`);
    else if (status) parts.push('q.status = :status');
    if (period) parts.push('q.period = :period');
    if (box === 'mine') parts.push('q.person_id = :me');
    if (box === 'toAnswer')
      parts.push(`EXISTS (SELECT 1 FROM reconsideration_member m WHERE m.reconsideration_id = q.id AND m.person_id = :me
        AND ((q.status = 'withPanel' AND m.round = 1) OR (q.status = 'secondInstance' AND m.round = 2)) AND (m.vote IS NULL OR m.place = 1))`);
    if (q?.trim()) parts.push('(p.name LIKE :q OR p.pinyin LIKE :q OR q.line LIKE :q)');
    return { where: parts.join(' AND '), parameters: { ...parameters, status, period, q: `%${q?.trim() ?? ''}%` } };
  }

  private rows(where: string, parameters: object, limit: number, offset: number): Promise<ListedRow[]> {
    return this.database.rows<ListedRow>(
      `SELECT q.id AS "id", q.year AS "year", q.number AS "number", p.name AS "applicant", d.name AS "division", q.period AS "period", q.line AS "line", q.ground AS "ground",
              q.status AS "status", q.filed_on AS "filedOn", q.due_on AS "dueOn", q.outcome AS "outcome"
       FROM reconsideration q JOIN person p ON p.id = q.person_id JOIN division d ON d.id = q.division_id
       WHERE ${where} ORDER BY q.year DESC, q.number DESC LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
  }

  private rowView(row: ListedRow): RequestRow {
    const line = JSON.parse(row.line) as ContestedLine;
    const waiting = UNANSWERED.includes(row.status);
    return {
      id: row.id, number: numberOf(row), applicant: row.applicant, division: row.division, period: row.period, caseNumber: line.source.label, clause: line.clause, ground: GROUNDS[row.ground],
      points: line.points, status: row.status, filedOn: row.filedOn, dueOn: row.dueOn, daysLeft: waiting && row.dueOn ? this.deadlines.daysLeft(this.clock.today(), row.dueOn) : null, outcome: row.outcome,
    };
  }

  private members(id: string): Promise<MemberRow[]> {
    return this.database.rows<MemberRow>(
      `SELECT m.round AS "round", m.place AS "place", m.person_id AS "personId", p.name AS "name", m.vote AS "vote", m.points AS "points", m.reason AS "reason"
       FROM reconsideration_member m JOIN person p ON p.id = m.person_id WHERE m.reconsideration_id = :id ORDER BY m.round, m.place`,
      { id },
    );
  }

  private async named(shares: NonNullable<Reconsideration['askedShares']>): Promise<NonNullable<RequestView['askedShares']>> {
    const names = await this.database.rows<{ id: string; name: string }>('SELECT id AS "id", name AS "name" FROM person WHERE id IN (:...ids)', { ids: shares.map(({ personId }) => personId) });
    return shares.map((share) => ({ ...share, name: names.find(({ id }) => id === share.personId)?.name ?? '' }));
  }
}

type MemberRow = Pick<ReconsiderationMember, 'round' | 'place' | 'personId' | 'vote' | 'points' | 'reason'> & { name: string };

const BARRED_WORDS = {
  person: { zh: '原评查、责任人、申请人或已经办', en: 'reviewed, answers for it, asked, or dealt with it before' },
  division: { zh: '与申请人或原评查员同庭', en: 'of the applicant’s or the reviewer’s division' },
};

function currentBench(bench: readonly MemberRow[], { status }: Reconsideration): MemberRow[] {
  const round = status === 'secondInstance' ? 2 : status === 'withPanel' ? 1 : 0;
  return bench.filter((member) => member.round === round);
}

function presides(bench: readonly MemberRow[], request: Reconsideration, actor: Actor): boolean {
  return currentBench(bench, request)[0]?.personId === actor.personId && actor.personId !== null;
}
