import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { GroupSights } from '../peer-comparison/group-sight.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { EVIDENCE_TYPES, mediaTypeOf } from '../platform/files/media-type.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { ContestedLines, type OpenLine } from './contested-lines.js';
import type { EffectView, FileRequest, PreviewQuery, PreviewView, StepWords } from './dto/reconsideration.dto.js';
import { Reconsideration, ReconsiderationAttachment, type Ask } from './reconsideration.entities.js';
import { readPeriod } from './read-period.js';
import { reconsiderationErrors } from './reconsideration.errors.js';
import { RequestClock } from './request-clock.js';
import { RequestLog } from './request-log.js';
import { numberOf } from './request-words.js';

/** The applicant's side: what it would do, filing, completing, going on to the committee, withdrawing. */
@Injectable()
export class FilingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly lines: ContestedLines,
    private readonly deadlines: RequestClock,
    private readonly log: RequestLog,
    private readonly files: FilesService,
    private readonly sights: GroupSights,
  ) {}

  async preview(actor: Actor, query: PreviewQuery): Promise<PreviewView> {
    require(actor, 'reconsideration.file');
    const period = readPeriod(query.period);
    const open = await this.ownLine(actor, period, query.record);
    const until = await this.deadlines.windowUntil(actor.courtId, period, open.event.day);
    const today = this.clock.today();
    const lost = query.points ?? (open.price && points(new Decimal(open.price).div(2)));
    const placed = open.price && lost ? open.withPoints(lost) : null;
    const { placed: ranked } = await this.sights.onPerson(actor, actor.personId!, period, open.group);
    const shown = (effect: EffectView): EffectView => ({ total: effect.total, rank: ranked ? effect.rank : null });
    const foreseen = (effect: EffectView): EffectView => (open.foreseen ? shown(effect) : { total: null, rank: null });
    // A rank for points of one's own choice, asked again and again, would tell the others' totals to the hundredth.
    const partly = placed && lost ? { ...foreseen(query.points === undefined ? placed : { ...placed, rank: null }), points: points(lost) } : null;
    const earlier = await this.underWay(actor, query.record);
    return {
      line: open.line,
      originalPoints: open.price,
      asks: asksFor(open),
      now: shown(open.now),
      upheld: foreseen(open.without),
      foreseen: open.foreseen,
      partly,
      window: { until, workingDaysLeft: this.deadlines.daysLeft(today, until), open: today <= until },
      earlier: earlier && { id: earlier.id, number: numberOf(earlier), status: earlier.status },
    };
  }

  async file(actor: Actor, wanted: FileRequest): Promise<string> {
    require(actor, 'reconsideration.file');
    const period = readPeriod(wanted.period);
    return this.database.transaction(async () => {
      // One at a time for a court: numbers have no gaps, and a record is contested once.
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const open = await this.ownLine(actor, period, wanted.record);
      const today = this.clock.today();
      const until = await this.deadlines.windowUntil(actor.courtId, period, open.event.day);
      if (today > until) throw reconsiderationErrors['reconsideration.windowClosed']({ period: period.key, until });
      const earlier = await this.underWay(actor, wanted.record);
      if (earlier) throw reconsiderationErrors['reconsideration.underWay']({ number: numberOf(earlier), filedOn: earlier.filedOn });
      const faults = askFaults(wanted, open);
      if (faults.length) throw reconsiderationErrors['reconsideration.faulty']({ count: faults.length }, faults);
      const request = await this.written(actor, wanted, period, open);
      await this.log.note(actor, request, 'file', { ground: wanted.ground, ask: wanted.ask });
      this.audit.record(actor, { action: 'reconsideration.filed', subjectKind: 'reconsideration', subjectId: request.id, after: { number: numberOf(request), period: period.key, line: open.line, ask: wanted.ask } });
      return request.id;
    });
  }

  async resubmit(actor: Actor, id: string, { version, words, grounds }: StepWords): Promise<void> {
    await this.asApplicant(actor, id, async (request) => {
      const stated = grounds?.filter((ground) => ground.trim() !== '');
      if (!stated?.length) throw reconsiderationErrors['reconsideration.faulty']({ count: 1 }, [EMPTY_GROUNDS]);
      await this.log.move(actor, request, 'resubmit', version, { grounds: stated }, { words: words ?? '' });
    });
  }

  async withdraw(actor: Actor, id: string, { version, words }: StepWords): Promise<void> {
    await this.asApplicant(actor, id, (request) => this.log.move(actor, request, 'withdraw', version, {}, { words: words ?? '' }));
  }

  async appeal(actor: Actor, id: string, { version, words }: StepWords): Promise<void> {
    await this.asApplicant(actor, id, async (request) => {
      const today = this.clock.today();
      if (request.secondUntil && today > request.secondUntil) throw reconsiderationErrors['reconsideration.windowClosed']({ period: request.period, until: request.secondUntil });
      if (request.outcome === 'upheld') throw reconsiderationErrors['reconsideration.grantedInFull']({ number: numberOf(request) });
      if (!words?.trim()) throw reconsiderationErrors['reconsideration.faulty']({ count: 1 }, [{ ...EMPTY_GROUNDS, path: 'words' }]);
      const dueOn = await this.deadlines.replyBy(request.courtId, today);
      await this.log.move(actor, request, 'appeal', version, { dueOn, grounds: [...request.grounds, words.trim()] }, { words: words.trim() });
    });
  }

  async attach(actor: Actor, id: string, file: { name: string; content: Buffer }): Promise<void> {
    const mediaType = mediaTypeOf(file.content, EVIDENCE_TYPES);
    if (!mediaType) throw reconsiderationErrors['reconsideration.faulty']({ count: 1 }, [NOT_EVIDENCE]);
    const digest = await this.files.keep(file.content, mediaType);
    await this.asApplicant(actor, id, async (request) => {
      await this.database.repository(ReconsiderationAttachment).insert({ id: newId(), courtId: request.courtId, reconsiderationId: id, name: file.name, digest, addedAt: this.clock.instant() });
      await this.log.note(actor, request, 'attach', { name: file.name, digest });
      this.audit.record(actor, { action: 'reconsideration.attached', subjectKind: 'reconsideration', subjectId: id, after: { name: file.name, digest } });
    });
  }

  private async asApplicant(actor: Actor, id: string, work: (request: Reconsideration) => Promise<void>): Promise<void> {
    require(actor, 'reconsideration.file');
    await this.database.transaction(async () => {
      const request = await this.log.held(actor, id);
      if (request.personId !== actor.personId) throw reconsiderationErrors['reconsideration.notYours']({ who: '申请人', whoEn: 'applicant' });
      await work(request);
    });
  }

  private async ownLine(actor: Actor, period: EvaluationPeriod, record: string): Promise<OpenLine> {
    const open = actor.personId ? await this.lines.open(actor.courtId, actor.personId, period, record) : null;
    if (!open) throw reconsiderationErrors['reconsideration.lineUnknown']({ period: period.key });
    return open;
  }

  /** A withdrawn request leaves the record free to be contested again; a decided one does not. */
  private underWay({ courtId, personId }: Actor, sourceId: string): Promise<Reconsideration | null> {
    return this.database
      .repository(Reconsideration)
      .createQueryBuilder('q')
      .where('q.courtId = :courtId AND q.personId = :personId', { courtId, personId })
      // What a decision has put in the place of a record has been decided with it.
      .andWhere('(q.sourceId = :sourceId OR q.sourceId IN (SELECT f.id FROM finding f WHERE f.superseded_by = :sourceId))', { sourceId })
      .andWhere(`q.status <> 'withdrawn'`)
      .getOne();
  }

  private async written(actor: Actor, wanted: FileRequest, period: EvaluationPeriod, open: OpenLine): Promise<Reconsideration> {
    const [filedOn, repository] = [this.clock.today(), this.database.repository(Reconsideration)];
    const year = Number(filedOn.slice(0, 4));
    const last = await repository.findOne({ where: { courtId: actor.courtId, year }, order: { number: 'DESC' } });
    const member = open.group.members.find(({ personId }) => personId === actor.personId);
    if (!member) throw platformErrors['record.notFound']();
    const request = repository.create({
      id: newId(), courtId: actor.courtId, year, number: (last?.number ?? 0) + 1, personId: member.personId, divisionId: member.divisionId, nature: open.group.nature,
      period: period.key, peerGroup: open.group.key, schemeVersionId: open.group.scheme.id, sourceKind: open.event.source.kind, sourceId: wanted.record, line: open.line,
      ground: wanted.ground, ask: wanted.ask, originalPoints: open.price, askedPoints: wanted.ask === 'reduceTo' ? points(wanted.points!) : null,
      askedShares: wanted.ask === 'reshare' ? wanted.shares! : null, grounds: wanted.grounds.map((ground) => ground.trim()), status: 'filed', filedOn,
      dueOn: await this.deadlines.replyBy(actor.courtId, filedOn), panelSeed: null, outcome: null, settledPoints: null, secondUntil: null, before: open.now, after: null, version: 1,
    });
    await repository.insert(request);
    return request;
  }
}

const EMPTY_GROUNDS: Fault = { path: 'grounds', zh: '请写明理由：哪里不对，依据什么，请求什么。', en: 'Give your grounds: what is wrong, on what you rely, what you ask.' };

const NOT_EVIDENCE: Fault = { path: 'file', zh: '附件应为 PDF、DOCX、文本或图片（PNG、JPEG）。请另存后重新上传。', en: 'An attachment is a PDF, DOCX, text or picture (PNG, JPEG). Save it as one and upload again.' };

/** A finding can be withdrawn, made smaller or shared otherwise; any other record is corrected by whoever keeps it. */
function asksFor({ event, price }: OpenLine): Ask[] {
  return event.source.kind === 'finding' && price ? ['withdraw', 'reduceTo', 'reshare'] : ['correctRecord'];
}

function askFaults({ ask, points: wanted, shares, grounds }: FileRequest, open: OpenLine): Fault[] {
  const faults: Fault[] = [];
  if (!asksFor(open).includes(ask)) faults.push({ path: 'ask', zh: '该项不能这样请求。请从所列请求中选择。', en: 'This cannot be asked for this line. Choose one of those listed.' });
  if (grounds.some((ground) => ground.trim() === '')) faults.push(EMPTY_GROUNDS);
  if (ask === 'reduceTo' && !(wanted && open.price && new Decimal(wanted).gt(0) && new Decimal(wanted).lt(open.price)))
    faults.push({ path: 'points', zh: `减至的分值应大于 0、小于 ${open.price ?? '–'}。全部撤销请选“撤销该项”。`, en: `The reduced amount lies between 0 and ${open.price ?? '–'}. To have all of it withdrawn, ask for that.` });
  if (ask === 'reshare' && !sum((shares ?? []).map(({ share }) => share)).eq(100))
    faults.push({ path: 'shares', zh: '请求的责任份额合计应为 100%。', en: 'The shares asked for must total 100%.' });
  return faults;
}
