import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { points } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { byStrokes } from '../court/stroke-order.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { stateOf } from './claim-log.js';
import { DifficultApplication, DifficultNotice, DifficultObjection, DifficultRound } from './difficult-case.entities.js';
import { APPLICATION_STATE_WORDS, roundName } from './difficult-case-words.js';
import type { NoticeCase, NoticeListQuery, NoticeRow, NoticeView, ObjectionView } from './dto/difficult-notice.dto.js';
import { Roster } from './roster.js';

const STATES: Readonly<Record<string, Sentence>> = {
  running: { zh: '公示中', en: 'open' },
  suspended: { zh: '异议处理中（暂停生效）', en: 'objections under way (suspended)' },
  over: { zh: '期满', en: 'over' },
  inEffect: { zh: '已生效', en: 'in effect' },
};

/** The notice as everybody in the court reads it: no party, no vote, names by strokes. */
@Injectable()
export class NoticeViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: CourtCalendar,
    private readonly roster: Roster,
  ) {}

  async list(actor: Actor, { page, pageSize }: NoticeListQuery): Promise<Page<NoticeRow>> {
    require(actor, 'difficult.read');
    const notices = this.database.repository(DifficultNotice);
    const [found, total] = await notices.findAndCount({ where: { courtId: actor.courtId }, order: { publishedAt: 'DESC' }, take: pageSize, skip: (page - 1) * pageSize });
    return { items: await Promise.all(found.map(async (notice) => this.rowOf(notice, await this.objections(notice.id)))), total, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<NoticeView> {
    require(actor, 'difficult.read');
    const notice = await this.held(actor, id);
    const round = await this.database.repository(DifficultRound).findOneByOrFail({ id: notice.roundId });
    const objections = await this.objections(id);
    const today = this.clock.today();
    const running = today >= notice.noticeFrom && today <= notice.noticeUntil;
    return {
      ...(await this.rowOf(notice, objections)),
      today,
      daysLeft: running ? this.calendar.between(today, notice.noticeUntil) : 0,
      shutsAt: `${addDays(notice.noticeUntil, 1)}T00:00:00+08:00`,
      noticeDays: round.noticeDays, contact: notice.contact, publishedBy: notice.publishedBy, publishedAt: notice.publishedAt, effectiveFrom: addDays(notice.noticeUntil, 1),
      rows: await this.cases(notice),
      objectionList: await Promise.all(objections.map((objection) => this.objectionView(actor, objection, round))),
      mayObject: running && may(actor, 'difficult.object') && actor.personId !== null,
      myName: actor.personId ? ((await this.database.repository(Person).findOneBy({ id: actor.personId }))?.name ?? '') : '',
    };
  }

  async table(actor: Actor, id: string): Promise<OutgoingTable> {
    require(actor, 'difficult.read');
    const rows = await this.cases(await this.held(actor, id));
    const zh = actor.language === 'zh';
    return {
      title: zh ? '难案公示' : 'Difficult-case notice',
      head: zh ? ['案号', '承办人', '种类', '拟加分', '封顶后计入', '封顶减去', '状态', '生效日'] : ['Case', 'Judge', 'Kind', 'Points', 'Entered', 'Cut by the cap', 'State', 'Counts from'],
      rows: rows.map((row) => [row.caseNumber, row.judge, row.kinds.map((kind) => kind[actor.language]).join('；'), row.points, row.entered, row.cut, row.state[actor.language], row.countsOn ?? '']),
    };
  }

  async cases(notice: DifficultNotice): Promise<NoticeCase[]> {
    const claims = await this.database.repository(DifficultApplication).findBy({ noticeId: notice.id });
    const named = await this.database.rows<{ id: string; judge: string; caseNumber: string }>(
      'SELECT a.id AS "id", p.name AS "judge", c.case_number AS "caseNumber" FROM difficult_application a JOIN person p ON p.id = a.judge_id JOIN court_case c ON c.id = a.case_id WHERE a.notice_id = :id', { id: notice.id },
    );
    const today = this.clock.today();
    return claims
      .map((claim): NoticeCase => {
        const { judge, caseNumber } = named.find(({ id }) => id === claim.id)!;
        const state = stateOf(claim, today);
        const [awarded, entered] = [claim.awarded!, claim.entered ?? claim.awarded!];
        return { applicationId: claim.id, caseNumber, judge, kinds: claim.kinds.map(({ label, labelEn }) => ({ zh: label, en: labelEn })), points: points(awarded), entered: points(entered), cut: points(claim.status === 'awarded' ? awarded.minus(entered) : 0), status: state, state: state === 'awarded' ? STATES['running']! : APPLICATION_STATE_WORDS[state], countsOn: claim.countsOn };
      })
      .sort((a, b) => byStrokes(a.judge, b.judge) || (a.caseNumber < b.caseNumber ? -1 : 1));
  }

  async held(actor: Actor, id: string): Promise<DifficultNotice> {
    const notice = await this.database.repository(DifficultNotice).findOneBy({ id, courtId: actor.courtId });
    if (!notice) throw platformErrors['record.notFound']();
    return notice;
  }

  private async rowOf(notice: DifficultNotice, objections: readonly DifficultObjection[]): Promise<NoticeRow> {
    const round = await this.database.repository(DifficultRound).findOneByOrFail({ id: notice.roundId });
    const claims = await this.database.repository(DifficultApplication).findBy({ noticeId: notice.id });
    const state = noticeState(notice, claims, objections, this.clock.today());
    return {
      id: notice.id, number: noticeNumber(notice), roundId: notice.roundId, round: roundName(round), noticeFrom: notice.noticeFrom, noticeUntil: notice.noticeUntil, cases: claims.length,
      objections: objections.length, answered: objections.filter(({ status }) => status !== 'open').length, state, stateWords: STATES[state]!,
    };
  }

  private objections(noticeId: string): Promise<DifficultObjection[]> {
    return this.database.repository(DifficultObjection).find({ where: { noticeId }, order: { filedOn: 'ASC', id: 'ASC' } });
  }

  /** Who objected and why is for the objector, the judge concerned, the office and the committee; the answer is for everybody. */
  private async objectionView(actor: Actor, objection: DifficultObjection, round: DifficultRound): Promise<ObjectionView> {
    const claim = await this.database.repository(DifficultApplication).findOneByOrFail({ id: objection.applicationId });
    const [row] = await this.database.rows<{ caseNumber: string; seat: string | null }>(
      'SELECT c.case_number AS "caseNumber", b.id AS "seat" FROM court_case c LEFT JOIN difficult_ballot b ON b.application_id = :claim AND b.person_id = :me WHERE c.id = :caseId',
      { claim: claim.id, me: actor.personId ?? '', caseId: claim.caseId },
    );
    const presiding = await this.roster.presiding(claim, [objection.objectorId]);
    const concerned = objection.objectorId === actor.personId || claim.judgeId === actor.personId || row!.seat !== null || may(actor, 'difficult.manage');
    return {
      id: objection.id, version: objection.version, applicationId: claim.id, caseNumber: row!.caseNumber, status: objection.status, grounds: concerned ? objection.grounds : null, signedName: concerned ? objection.signedName : null,
      filedOn: objection.filedOn, answer: objection.answer, answeredBy: objection.answeredBy, answeredOn: objection.answeredOn, present: objection.present, inFavour: objection.inFavour,
      corrected: objection.corrected && points(objection.corrected), range: { min: points(claim.rangeMin), max: points(claim.rangeMax) }, quorum: round.quorum ?? 0, presiding: presiding?.name ?? '',
      mayAnswer: objection.status === 'open' && may(actor, 'difficult.vote') && presiding !== null && presiding.personId === actor.personId,
    };
  }
}

/** 难案公示〔2026〕第1号 */
export function noticeNumber({ year, number }: Pick<DifficultNotice, 'year' | 'number'>): string {
  return `难案公示〔${year}〕第${number}号`;
}

function noticeState(notice: DifficultNotice, claims: readonly DifficultApplication[], objections: readonly DifficultObjection[], today: Day): string {
  if (objections.some(({ status }) => status === 'open')) return 'suspended';
  if (today <= notice.noticeUntil) return 'running';
  return claims.every(({ status, countsOn }) => status === 'struck' || (countsOn !== null && countsOn <= today)) ? 'inEffect' : 'over';
}
