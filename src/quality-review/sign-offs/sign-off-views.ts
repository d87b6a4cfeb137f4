import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay, type Day } from '../../kernel/day.js';
import { CASE_SCOPE } from '../../cases/case-scope.js';
import { Database } from '../../platform/database/database.js';
import { may, require, scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { SIGN_OFF_STEPS, stateOf, STEP_WORDS, type SignOffStep } from '../../rules/sign-off.js';
import { SIGNING_STEPS, type SignOffChainView, type SignOffEntry, type SignOffView, type SigningStep } from './dto/sign-off.dto.js';
import { SignOff } from './sign-off.entity.js';
import { Signers, type SignersOfCase } from './signers.js';

interface DocumentRow {
  id: string; caseId: string; courtId: string; caseNumber: string; cause: string; judge: string | null; division: string | null;
  title: string; kind: string; version: number; digest: string; createdAt: string; supersededBy: string | null; supersededByVersion: number | null;
}

interface ReviewDone {
  name: string;
  day: Day;
}

const SELECTED = `SELECT d.id AS id, d.case_id AS caseId, d.court_id AS courtId, c.case_number AS caseNumber, c.cause AS cause, j.name AS judge, u.name AS division, d.title AS title, d.kind AS kind,
  d.version AS version, d.digest AS digest, d.created_at AS createdAt, d.superseded_by AS supersededBy, n.version AS supersededByVersion
  FROM case_document d JOIN court_case c ON c.id = d.case_id LEFT JOIN person j ON j.id = c.responsible_judge_id LEFT JOIN division u ON u.id = c.division_id LEFT JOIN case_document n ON n.id = d.superseded_by
  WHERE d.kind IN ('judgment', 'ruling', 'mediation')`;

/** The ordered signatures of judgments, with what each answers for and what the reader may do. */
@Injectable()
export class SignOffViews {
  constructor(
    private readonly database: Database,
    private readonly signers: Signers,
  ) {}

  /** Newest versions of a case's judgments, each with its chain. */
  async ofCase(actor: Actor, caseId: string): Promise<SignOffChainView[]> {
    require(actor, 'case.read');
    const documents = await this.documents(actor, { sql: 'd.case_id = :caseId AND d.superseded_by IS NULL', parameters: { caseId } });
    if (!documents.length) await this.mustReach(actor, caseId);
    return Promise.all(documents.map((document) => this.chain(actor, document)));
  }

  async ofDocument(actor: Actor, documentId: string): Promise<SignOffView> {
    require(actor, 'case.read');
    const [document] = await this.documents(actor, { sql: 'd.id = :documentId', parameters: { documentId } });
    if (!document) throw platformErrors['record.notFound']();
    const [earlier] = await this.documents(actor, { sql: 'd.superseded_by = :documentId', parameters: { documentId } });
    const { caseNumber, cause, judge, division } = document;
    const previous = earlier && { documentId: earlier.id, version: earlier.version, text: await this.text(earlier.id), acts: (await this.chain(actor, earlier)).acts };
    return { ...(await this.chain(actor, document)), caseNumber, cause, judge, division, text: await this.text(documentId), previous: previous ?? null };
  }

  private async documents(actor: Actor, { sql, parameters }: SqlCondition): Promise<DocumentRow[]> {
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const rows = await this.database.rows<DocumentRow>(`${SELECTED} AND ${sql} AND ${scope.sql} ORDER BY d.created_at, d.id`, { ...parameters, ...scope.parameters });
    return rows.map((row) => ({ ...row, version: Number(row.version), supersededByVersion: row.supersededByVersion === null ? null : Number(row.supersededByVersion) }));
  }

  /** A case without a judgment has no chain yet; one out of reach is not found. */
  private async mustReach(actor: Actor, caseId: string): Promise<void> {
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const [found] = await this.database.rows(`SELECT c.id AS id FROM court_case c WHERE c.id = :caseId AND ${scope.sql}`, { caseId, ...scope.parameters });
    if (!found) throw platformErrors['record.notFound']();
  }

  private async text(documentId: string): Promise<string | null> {
    const [row] = await this.database.rows<{ text: string | null }>('SELECT text AS text FROM case_document WHERE id = :documentId', { documentId });
    return row?.text ?? null;
  }

  private async chain(actor: Actor, document: DocumentRow): Promise<SignOffChainView> {
    const { id, courtId, caseId, title, kind, version, digest, createdAt, supersededByVersion } = document;
    const signers = await this.signers.of(courtId, caseId);
    const rows = await this.database.repository(SignOff).find({ where: { documentId: id }, order: { sequence: 'ASC' } });
    const { standing, awaited } = stateOf(rows, signers.steps);
    const kept = createdAt >= (await this.signers.keptFrom(courtId));
    const review = await this.review(caseId, createdAt);
    const open = kept && document.supersededBy === null;
    const acts = rows.map((row): SignOffEntry => ({
      act: row.act, step: row.step, returnTo: row.returnTo, personId: row.personId, name: row.actorName, day: row.day, at: row.at, words: row.words, answersFor: row.answersFor, stands: standing[row.step] === row,
    }));
    const steps = SIGN_OFF_STEPS.filter((step) => signers.steps.includes(step) || standing[step]).map((step) => ({
      step,
      answersFor: { zh: STEP_WORDS[step].answersZh, en: STEP_WORDS[step].answersEn },
      ...stepState(step, awaited, acts, step === 'reviewer' ? review : null, open),
    }));
    return { documentId: id, caseId, title, kind, version, digest, createdAt, supersededByVersion, kept, steps, left: leftOut(signers), acts, may: open ? this.mayDo(actor, signers, rows, awaited) : { sign: null, returnTo: [] } };
  }

  /** The submitted review counts as the fourth signature on the version it read. */
  private async review(caseId: string, since: string): Promise<ReviewDone | null> {
    const [row] = await this.database.rows<ReviewDone>(
      `SELECT p.name AS name, r.submitted_on AS day FROM case_review r JOIN person p ON p.id = r.reviewer_id
       WHERE r.case_id = :caseId AND r.second_of_id IS NULL AND r.status = 'submitted' AND r.submitted_on >= :since ORDER BY r.submitted_on, r.id LIMIT 1`,
      { caseId, since: chinaDay(new Date(since)) },
    );
    return row ?? null;
  }

  private mayDo(actor: Actor, { people }: SignersOfCase, rows: SignOff[], awaited: SignOffStep): SignOffChainView['may'] {
    const none = { sign: null, returnTo: [] };
    if (!may(actor, 'signOff.sign') || awaited === 'reviewer') return none;
    const { standing } = stateOf(rows, SIGN_OFF_STEPS);
    const personId = actor.personId ?? '';
    if (!people[awaited].includes(personId) || Object.values(standing).some((one) => one.personId === personId)) return none;
    return { sign: awaited, returnTo: SIGNING_STEPS.filter((step): step is SigningStep => standing[step] !== undefined) };
  }
}

function stepState(step: SignOffStep, awaited: SignOffStep, acts: SignOffEntry[], review: ReviewDone | null, open: boolean): Pick<SignOffChainView['steps'][number], 'state' | 'name' | 'day'> {
  if (step === 'reviewer') {
    if (review) return { state: awaited === 'reviewer' ? 'signed' : 'outOfOrder', name: review.name, day: review.day };
    return { state: awaited === 'reviewer' && open ? 'awaited' : 'ahead', name: null, day: null };
  }
  const signature = acts.find((act) => act.stands && act.step === step);
  if (signature) return { state: 'signed', name: signature.name, day: signature.day };
  return { state: step === awaited && open ? 'awaited' : 'ahead', name: null, day: null };
}

function leftOut({ steps, soleJudge }: SignersOfCase): SignOffChainView['left'] {
  const left: SignOffChainView['left'] = [];
  if (!steps.includes('chief')) left.push({ zh: '承办人是本庭唯一能把关的庭长，由分管院长直接审阅', en: 'The judge is the only chief there is, so the vice-president reads it directly' });
  if (!steps.includes('vicePresident')) {
    const spared = soleJudge && steps.includes('chief');
    left.push(spared ? { zh: '独任审理的文书，按本院规定由庭长把关，不再审阅', en: 'A sole judge’s document: by the court’s rule the chief’s check suffices' } : { zh: '没有承办人以外的院领导可以审阅', en: 'There is no leader other than the judge to read it' });
  }
  return left;
}
