import { Injectable } from '@nestjs/common';
import { CourtCase } from '../cases/case.entities.js';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { points } from '../kernel/exact.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import type { StoredFile } from '../platform/files/stored-file.entity.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { gateChecks, PAPER_WORDS } from '../rules/difficult-case-checks.js';
import { CASE_FIGURES, type DifficultKind, type FigureNeed } from '../rules/difficult-case-table.js';
import { isFigure } from '../cases/case-figures.js';
import { ClaimLog } from './claim-log.js';
import { ClaimRows } from './claim-rows.js';
import { DifficultBook } from './difficult-book.js';
import { DifficultBallot, DifficultEvidence, DifficultMember, DifficultObjection, type DifficultApplication, type DifficultRound } from './difficult-case.entities.js';
import { RECUSAL_WORDS } from './difficult-case-words.js';
import type { ClaimView, KindView } from './dto/difficult-case.dto.js';
import { OpinionsService } from './opinions.service.js';

type Sitting = DifficultBallot & { name: string };

/** One claim as each reader may see it. Before the count nobody sees a vote but the own; of a secret ballot never whose it was. */
@Injectable()
export class ClaimViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FilesService,
    private readonly book: DifficultBook,
    private readonly log: ClaimLog,
    private readonly rows: ClaimRows,
    private readonly opinions: OpinionsService,
  ) {}

  async kinds(actor: Actor): Promise<KindView[]> {
    require(actor, 'difficult.read');
    return (await this.book.kinds(actor.courtId, this.clock.today())).map(kindView);
  }

  async view(actor: Actor, id: string): Promise<ClaimView> {
    require(actor, 'difficult.read');
    const claim = await this.log.held(actor, id);
    const round = await this.log.round(actor, claim.roundId);
    const found = await this.database.repository(CourtCase).findOneByOrFail({ id: claim.caseId });
    const ballots = await this.ballots(id);
    const mine = ballots.find(({ personId }) => personId === actor.personId);
    const today = this.clock.today();
    const members = await this.database.repository(DifficultMember).countBy({ roundId: round.id });
    const own = claim.judgeId === actor.personId;
    return {
      ...(await this.rows.one(actor, id)),
      version: claim.version, own, cause: found.cause, closedOn: found.closedOn, effectiveOn: found.effectiveOn, ballot: round.ballot, voteUntil: round.voteUntil,
      gate: gateChecks({ closedOn: found.closedOn, effectiveOn: found.effectiveOn, appliedOn: claim.appliedOn }),
      verdicts: claim.checks.map((verdict) => ({ ...verdict, label: labelOf(claim, verdict.code) })),
      stated: claim.stated.map(({ figure, value, evidence }) => ({ label: isFigure(figure) ? CASE_FIGURES[figure] : { zh: figure, en: figure }, value, evidence })),
      grounds: claim.grounds, withdrawnReason: claim.withdrawnReason,
      evidence: (await this.database.repository(DifficultEvidence).find({ where: { applicationId: id }, order: { addedAt: 'ASC', id: 'ASC' } })).map(({ id: file, name, role, digest, addedAt }) => ({ id: file, name, role: PAPER_WORDS[role], digest, addedAt })),
      opinion: claim.opinion === null ? null : { supported: claim.supported === true, words: claim.opinion, by: claim.opinionBy!, on: claim.opinionOn! },
      opinionDue: claim.status === 'filed' ? await this.opinions.dueFrom(claim, today) : null,
      vote: ballots.length ? { cast: ballots.filter(({ vote }) => vote !== null).length, eligible: ballots.filter(({ recusal }) => recusal === null).length, quorum: round.quorum, members } : null,
      recused: ballots.flatMap(({ name, recusal, recusalReason }) => (recusal ? [{ name, why: RECUSAL_WORDS[recusal], reason: recusalReason }] : [])),
      myBallot: mine ? { vote: mine.vote, points: mine.points && points(mine.points), reason: mine.reason, recusal: mine.recusal && RECUSAL_WORDS[mine.recusal], recusalReason: mine.recusalReason } : null,
      result: resultOf(claim, round, ballots),
      noticeId: claim.noticeId,
      objections: (await this.database.repository(DifficultObjection).find({ where: { applicationId: id }, order: { filedOn: 'ASC', id: 'ASC' } })).map(({ id: objection, status, grounds, filedOn, answer, answeredOn }) => ({ id: objection, status, grounds: own || this.decides(actor, mine) ? grounds : '', filedOn, answer, answeredOn })),
      trail: await this.trail(id),
      may: await this.stepsFor(actor, claim, round, ballots, today),
    };
  }

  async evidence(actor: Actor, id: string, evidenceId: string): Promise<{ name: string; file: StoredFile }> {
    require(actor, 'difficult.read');
    await this.log.held(actor, id);
    const held = await this.database.repository(DifficultEvidence).findOneBy({ id: evidenceId, applicationId: id });
    const file = held && (await this.files.read(held.digest));
    if (!held || !file) throw platformErrors['record.notFound']();
    return { name: held.name, file };
  }

  private async stepsFor(actor: Actor, claim: DifficultApplication, round: DifficultRound, ballots: readonly Sitting[], today: Day): Promise<string[]> {
    const mine = ballots.find(({ personId }) => personId === actor.personId);
    const voting = round.status === 'voting' && today <= round.voteUntil && mine !== undefined && mine.vote === null && mine.recusal === null && may(actor, 'difficult.vote');
    const steps: [string, boolean][] = [
      ['opine', claim.status === 'filed' && may(actor, 'difficult.opine') && (await this.opinions.mayOpine(actor, claim, today))],
      ['withdraw', claim.judgeId === actor.personId && round.status === 'collecting' && (claim.status === 'filed' || claim.status === 'opined')],
      ['vote', voting],
      ['takeBack', round.status === 'voting' && today <= round.voteUntil && mine?.recusal === 'declared'],
      ['setAside', round.status === 'voting' && claim.status === 'opined' && may(actor, 'difficult.manage') && this.hopeless(ballots, round, today)],
    ];
    return steps.filter(([, allowed]) => allowed).map(([step]) => step);
  }

  /** Too many stepped aside, or the time is over: the quorum cannot be reached any more. */
  private hopeless(ballots: readonly Sitting[], { quorum, voteUntil }: DifficultRound, today: Day): boolean {
    return ballots.filter(({ recusal, vote }) => vote !== null || (recusal === null && today <= voteUntil)).length < quorum!;
  }

  private decides(actor: Actor, mine: Sitting | undefined): boolean {
    return mine !== undefined || may(actor, 'difficult.manage');
  }

  private async ballots(applicationId: string): Promise<Sitting[]> {
    const ballots = await this.database.repository(DifficultBallot).findBy({ applicationId });
    const names = await this.database.rows<{ id: string; name: string; place: number }>(
      `SELECT b.id AS "id", p.name AS "name", m.place AS "place" FROM difficult_ballot b JOIN person p ON p.id = b.person_id JOIN difficult_member m ON m.round_id = b.round_id AND m.person_id = b.person_id WHERE b.application_id = :applicationId ORDER BY m.place`,
      { applicationId },
    );
    return names.map(({ id, name }) => Object.assign(ballots.find((one) => one.id === id)!, { name }));
  }

  private async trail(subjectId: string): Promise<ClaimView['trail']> {
    const entries = await this.database.repository(AuditEntry).find({ where: { subjectKind: 'difficultCase', subjectId }, order: { at: 'ASC', sequence: 'ASC' }, take: 200 });
    return entries.map(({ at, actorName, action, reason }) => ({ at, who: actorName, action, reason }));
  }
}

function resultOf(claim: DifficultApplication, round: DifficultRound, ballots: readonly Sitting[]): ClaimView['result'] {
  if (claim.present === null) return null;
  const cast = ballots.filter(({ vote }) => vote !== null);
  const [awarded, entered] = [claim.awarded!, claim.entered];
  return {
    present: claim.present, yes: claim.yes!, no: claim.no!, awarded: claim.status === 'awarded' || claim.status === 'struck', points: points(awarded), entered: entered && points(entered),
    cut: entered && claim.status === 'awarded' ? points(awarded.minus(entered)) : null, mayRefile: claim.mayRefile,
    // In an order of their own, so that a reason does not tell its author.
    reasons: cast.map(({ reason }) => reason!).sort(),
    ballots: round.ballot === 'open' ? cast.map(({ name, vote, points: given, reason }) => ({ name, vote: vote!, points: given && points(given), reason: reason! })) : null,
  };
}

function labelOf({ kinds }: DifficultApplication, code: string): { zh: string; en: string } {
  const kind = kinds.find((one) => one.code === code);
  return { zh: kind?.label ?? code, en: kind?.labelEn ?? code };
}

function kindView(kind: DifficultKind): KindView {
  const needs = [...kind.anyOf, ...kind.all];
  const words = ({ figure, atLeast }: FigureNeed): { zh: string; en: string } => ({ zh: `${CASE_FIGURES[figure].zh} ≥ ${atLeast}`, en: `${CASE_FIGURES[figure].en} ≥ ${atLeast}` });
  const joined = (list: FigureNeed[], zh: string, en: string): { zh: string; en: string }[] => (list.length ? [{ zh: list.map((one) => words(one).zh).join(zh), en: list.map((one) => words(one).en).join(en) }] : []);
  return {
    code: kind.code, version: kind.version, label: { zh: kind.label, en: kind.labelEn }, pointsMin: kind.pointsMin, pointsMax: kind.pointsMax, perFurther: kind.perFurther,
    conditions: [
      ...(kind.natures ? [{ zh: `案件性质：${kind.natures.join('、')}`, en: `nature: ${kind.natures.join(', ')}` }] : []),
      ...(kind.types ? [{ zh: `类型代字：${kind.types.join('、')}`, en: `type: ${kind.types.join(', ')}` }] : []),
      ...(kind.causes ? [{ zh: `案由：${kind.causes.join('、')}`, en: `cause: ${kind.causes.join(', ')}` }] : []),
      ...joined(kind.anyOf, ' 或 ', ' or '), ...joined(kind.all, ' 且 ', ' and '),
    ],
    figures: [...new Set(needs.map(({ figure }) => figure))].map((name) => ({ name, label: CASE_FIGURES[name] })),
    papers: [...(kind.document ? [{ role: kind.document, label: PAPER_WORDS[kind.document], instead: false }] : []), ...(kind.otherwise ? [{ role: kind.otherwise, label: PAPER_WORDS[kind.otherwise], instead: true }] : [])],
    effectiveFrom: kind.effectiveFrom, source: kind.source, example: kind.example,
  };
}

