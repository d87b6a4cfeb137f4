import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { Person } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { EVIDENCE_TYPES, mediaTypeOf } from '../platform/files/media-type.js';
import type { Page } from '../platform/http/list.dto.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { halfYearOf } from '../rules/difficult-case-rounds.js';
import { CASE_FIGURES } from '../rules/difficult-case-table.js';
import type { KindVerdict } from '../rules/difficult-case-checks.js';
import { isFigure } from '../cases/case-figures.js';
import { ClaimChecks, type Examined } from './claim-checks.js';
import { ClaimLog, stateOf } from './claim-log.js';
import { DifficultApplication, DifficultEvidence, DifficultRound } from './difficult-case.entities.js';
import { APPLICATION_STATE_WORDS, numberOf, roundName } from './difficult-case-words.js';
import { difficultErrors } from './difficult-cases.errors.js';
import type { ClaimPreview, EligibleCase, EligibleQuery, FileClaim, PreviewClaim, WithdrawClaim } from './dto/difficult-case.dto.js';

const NOT_EVIDENCE: Fault = { path: 'file', zh: '附件应为 PDF、DOCX、文本或图片（PNG、JPEG）。请另存后重新上传。', en: 'An attachment is a PDF, DOCX, text or picture (PNG, JPEG). Save it as one and upload again.' };

/** The responsible judge's side: which cases can be claimed, what the checks say, filing and withdrawing. */
@Injectable()
export class FilingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FilesService,
    private readonly checks: ClaimChecks,
    private readonly log: ClaimLog,
  ) {}

  /** Own cases that are closed and in effect today and have not been claimed. */
  async eligible(actor: Actor, { q, page, pageSize }: EligibleQuery): Promise<Page<EligibleCase>> {
    require(actor, 'difficult.apply');
    const where = `c.court_id = :courtId AND c.responsible_judge_id = :me AND c.closed_on <= :today AND c.effective_on <= :today AND c.effective_on >= c.closed_on
      AND NOT EXISTS (SELECT 1 FROM difficult_application a WHERE a.case_id = c.id AND a.status <> 'withdrawn' AND NOT (a.status IN ('rejected', 'undecided') AND a.may_refile = 1))
      AND (c.case_number LIKE :q OR c.cause LIKE :q)`;
    const given = { courtId: actor.courtId, me: actor.personId ?? '', today: this.clock.today(), q: `%${q?.trim() ?? ''}%` };
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM court_case c WHERE ${where}`, given);
    const items = await this.database.rows<EligibleCase>(
      `SELECT c.id AS "id", c.case_number AS "caseNumber", c.cause AS "cause", c.nature AS "nature", c.closed_on AS "closedOn", c.effective_on AS "effectiveOn"
       FROM court_case c WHERE ${where} ORDER BY c.effective_on DESC, c.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      given,
    );
    return { items, total: Number(count!.total), page, pageSize };
  }

  async preview(actor: Actor, { caseId, kinds, stated, papers }: PreviewClaim): Promise<ClaimPreview> {
    require(actor, 'difficult.apply');
    const today = this.clock.today();
    const examined = await this.checks.examine(await this.checks.caseOf(actor, caseId), today, kinds, stated.filter(({ evidence }) => evidence.trim() !== ''), papers);
    const earlier = await this.checks.earlier(caseId);
    const round = await this.checks.openRound(actor.courtId, today);
    const { found, gate, verdicts, figures, range } = examined;
    return {
      caseId, caseNumber: found.caseNumber, gate, range,
      verdicts: verdicts.map((verdict) => ({ ...verdict, label: labelOf(examined, verdict) })),
      figures: Object.entries(figures).flatMap(([name, figure]) => (isFigure(name) && figure ? [{ name, label: CASE_FIGURES[name], value: figure.value, source: figure.source }] : [])),
      earlier: earlier && { id: earlier.id, number: numberOf(earlier), state: APPLICATION_STATE_WORDS[stateOf(earlier, today)], mayRefile: earlier.mayRefile },
      round: round && { id: round.id, name: roundName(round), applyUntil: round.applyUntil },
      passed: gate.every(({ passed }) => passed) && verdicts.length > 0 && verdicts.every(({ passed }) => passed) && !earlier && round !== null,
    };
  }

  /** Kept under its digest before the claim is filed; the claim then names it. */
  async keepEvidence(actor: Actor, content: Buffer): Promise<{ digest: string; mediaType: string; size: number }> {
    require(actor, 'difficult.apply');
    const mediaType = mediaTypeOf(content, EVIDENCE_TYPES);
    if (!mediaType) throw difficultErrors['difficult.faulty']({ count: 1 }, [NOT_EVIDENCE]);
    return { digest: await this.files.keep(content, mediaType), mediaType, size: content.length };
  }

  async file(actor: Actor, wanted: FileClaim): Promise<string> {
    require(actor, 'difficult.apply');
    return this.database.transaction(async () => {
      // One at a time for a court: numbers have no gaps, and a case is claimed once.
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const today = this.clock.today();
      const found = await this.checks.caseOf(actor, wanted.caseId);
      if (found.responsibleJudgeId !== actor.personId) throw await this.notResponsible(found.caseNumber, found.responsibleJudgeId);
      const examined = await this.checks.examine(found, today, wanted.kinds, wanted.stated, wanted.evidence.map(({ role }) => role));
      if (examined.gate.some(({ passed }) => !passed)) {
        const none = (day: string | null): string => day ?? '—';
        throw difficultErrors['difficult.beforeEffect']({ number: found.caseNumber, today, closedOn: none(found.closedOn), effectiveOn: none(found.effectiveOn) }, examined.gate.flatMap((check) => (check.passed ? [] : [faultOf('caseId', check)])));
      }
      const earlier = await this.checks.earlier(found.id);
      if (earlier) {
        const state = APPLICATION_STATE_WORDS[stateOf(earlier, today)];
        throw difficultErrors['difficult.onceOnly']({ number: found.caseNumber, day: earlier.appliedOn, application: numberOf(earlier), state: state.zh, stateEn: state.en });
      }
      const faults = [...examined.faults, ...(await this.wordFaults(wanted))];
      if (faults.length) throw difficultErrors['difficult.faulty']({ count: faults.length }, faults);
      const failed = examined.verdicts.filter(({ passed }) => !passed);
      if (failed.length) throw difficultErrors['difficult.checkFailed']({}, failed.flatMap((verdict) => verdict.checks.flatMap((check) => (check.passed ? [] : [faultOf(`kinds[${verdict.code}]`, check, `${verdict.code} ${labelOf(examined, verdict).zh}：`, `${verdict.code} ${labelOf(examined, verdict).en}: `)]))));
      const round = await this.checks.openRound(actor.courtId, today);
      if (!round) throw difficultErrors['difficult.noRound']({ today });
      return this.written(actor, wanted, examined, round);
    });
  }

  async withdraw(actor: Actor, id: string, { version, reason }: WithdrawClaim): Promise<void> {
    require(actor, 'difficult.apply');
    await this.database.transaction(async () => {
      const claim = await this.log.held(actor, id);
      if (claim.judgeId !== actor.personId) throw await this.notResponsible(numberOf(claim), claim.judgeId);
      const round = await this.log.round(actor, claim.roundId);
      if (round.status !== 'collecting') throw difficultErrors['difficult.notNow']({ state: '表决已经开始', stateEn: 'the vote has begun', action: '撤回', actionEn: 'withdraw a claim' });
      await this.log.move(actor, claim, 'withdraw', version, { withdrawnReason: reason.trim() }, {}, reason.trim());
    });
  }

  private async written(actor: Actor, wanted: FileClaim, { found, kinds, verdicts, range }: Examined, round: DifficultRound): Promise<string> {
    const [today, claims] = [this.clock.today(), this.database.repository(DifficultApplication)];
    const { year } = halfYearOf(today);
    const last = await claims.findOne({ where: { courtId: actor.courtId, year }, order: { number: 'DESC' } });
    const claim = claims.create({
      id: newId(), courtId: actor.courtId, roundId: round.id, year, number: (last?.number ?? 0) + 1, caseId: found.id, judgeId: actor.personId!, divisionId: found.divisionId, appliedOn: today,
      kinds: kinds.map(({ code, version, label, labelEn, source }) => ({ code, version, label, labelEn, source })), rangeMin: new Decimal(range!.min), rangeMax: new Decimal(range!.max), checks: verdicts,
      stated: wanted.stated.map(({ figure, value, evidence }) => ({ figure, value, evidence: evidence.trim() })), grounds: wanted.grounds.trim(), status: 'filed', withdrawnReason: null, supported: null, opinion: null,
      opinionBy: null, opinionOn: null, present: null, yes: null, no: null, mayRefile: false, awarded: null, entered: null, noticeId: null, countsOn: null, version: 1,
    });
    await claims.insert(claim);
    const at = this.clock.instant();
    if (wanted.evidence.length)
      await this.database.repository(DifficultEvidence).insert(wanted.evidence.map(({ digest, name, role }) => ({ id: newId(), courtId: actor.courtId, applicationId: claim.id, role, name, digest, addedAt: at })));
    this.log.note(actor, claim.id, 'filed', { number: numberOf(claim), caseNumber: found.caseNumber, kinds: wanted.kinds, range, stated: claim.stated, evidence: wanted.evidence.map(({ name, digest }) => ({ name, digest })) });
    return claim.id;
  }

  private async wordFaults({ grounds, evidence, stated }: FileClaim): Promise<Fault[]> {
    const faults: Fault[] = [];
    if (grounds.trim() === '') faults.push({ path: 'grounds', zh: '请写明申报理由。', en: 'Give the grounds of the claim.' });
    for (const [index, { digest }] of evidence.entries())
      if (!(await this.files.read(digest))) faults.push({ path: `evidence[${index}]`, zh: '这份附件没有传上。请重新上传。', en: 'This attachment did not arrive. Upload it again.' });
    stated.forEach(({ evidence: said }, index) => {
      if (said.trim() === '') faults.push({ path: `stated[${index}].evidence`, zh: '请写明这个数从哪份材料哪一页读出。', en: 'Name the paper and page the figure is read from.' });
    });
    if (stated.length && !evidence.length) faults.push({ path: 'evidence', zh: '自行填报了登记册没有的数，须附证明材料。', en: 'A figure the register lacks was stated; attach the evidence for it.' });
    return faults;
  }

  private async notResponsible(number: string, judgeId: string | null): Promise<Error> {
    const judge = judgeId ? await this.database.repository(Person).findOneBy({ id: judgeId }) : null;
    return difficultErrors['difficult.notResponsible']({ number, judge: judge?.name ?? '—' });
  }
}

function faultOf(path: string, { what, limit, found, source }: Examined['gate'][number], zh = '', en = ''): Fault {
  return { path, zh: `${zh}${what.zh} 要求 ${limit.zh}，现为 ${found.zh}（${source.zh}）。`, en: `${en}${what.en} must be ${limit.en}; it is ${found.en} (${source.en}).` };
}

function labelOf({ kinds }: Examined, { code }: KindVerdict): { zh: string; en: string } {
  const kind = kinds.find((one) => one.code === code)!;
  return { zh: kind.label, en: kind.labelEn };
}
