import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { EVIDENCE_TYPES, mediaTypeOf } from '../platform/files/media-type.js';
import { newId } from '../platform/ids.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { PUBLICATION_STATE_WORDS, type PublicationState } from '../rules/publication-life.js';
import { SERIAL_WORDS } from '../rules/research-table.js';
import { normalisedTitle } from '../rules/title-likeness.js';
import { Examination, type Circumstances, type Examined } from './examination.js';
import { LikelyPairs } from './likely-pairs.js';
import { PublicationLog } from './publication-log.js';
import { researchErrors } from './research.errors.js';
import { ResearchAuthor, ResearchEvidence, ResearchPublication } from './research.entities.js';
import type { CorrectPublication, PublicationPreview, ReasonedStep, RegisterPublication } from './dto/research.dto.js';
import type { Colleague } from './dto/research-lists.dto.js';

const NOT_EVIDENCE: Fault = { path: 'file', zh: '附件应为 PDF、DOCX、文本或图片（PNG、JPEG）。请另存后重新上传。', en: 'An attachment is a PDF, DOCX, text or picture (PNG, JPEG). Save it as one and upload again.' };
const MOST_COLLEAGUES = 10;

/** The author’s side, and the office’s for those who hand it their copies: registering, correcting, withdrawing. */
@Injectable()
export class RegisteringService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FilesService,
    private readonly examination: Examination,
    private readonly likely: LikelyPairs,
    private readonly log: PublicationLog,
  ) {}

  /** What would be said and counted; saves nothing. */
  async preview(actor: Actor, wanted: RegisterPublication): Promise<PublicationPreview> {
    require(actor, 'research.register');
    const { faults, kind, serialNumber, countedAs, worth, reasons, authors, outlet, lastDay } = await this.examination.examine(actor, wanted);
    return {
      faults, countedAs, worth, reasons, lastDay, outlet,
      shares: authors.map(({ name, share, worth: points, personId }) => ({ name, share, points, outside: personId === null })),
      serial: { written: serialNumber, needed: SERIAL_WORDS[kind?.serialNumber ?? 'none'] },
      likely: await this.likely.likeTitle(actor, wanted.title, authors.flatMap(({ personId }) => personId ?? []), wanted.publishedOn),
    };
  }

  /** Kept under its digest before the piece is registered; the piece then names it. */
  async keepEvidence(actor: Actor, content: Buffer): Promise<{ digest: string; mediaType: string; size: number }> {
    require(actor, 'research.register');
    const mediaType = mediaTypeOf(content, EVIDENCE_TYPES);
    if (!mediaType) throw researchErrors['research.faulty']({ count: 1 }, [NOT_EVIDENCE]);
    return { digest: await this.files.keep(content, mediaType), mediaType, size: content.length };
  }

  /** People of the court who may be named as authors. */
  async colleagues(actor: Actor, q: string): Promise<Colleague[]> {
    require(actor, 'research.register');
    const words = q.trim().toLowerCase();
    if (words === '') return [];
    return this.database.rows<Colleague>(
      `SELECT p.id AS "id", p.name AS "name", MAX(d.name) AS "division" FROM person p
       JOIN post_holding h ON h.person_id = p.id AND h.kind = 'main' AND h.superseded_at IS NULL AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today)
       JOIN division d ON d.id = h.division_id
       WHERE p.court_id = :courtId AND (p.name LIKE :like OR p.pinyin LIKE :like) GROUP BY p.id, p.name ORDER BY p.name, p.id LIMIT ${MOST_COLLEAGUES}`,
      { courtId: actor.courtId, today: this.clock.today(), like: `%${words}%` },
    );
  }

  async register(actor: Actor, wanted: RegisterPublication): Promise<string> {
    require(actor, 'research.register');
    return this.database.transaction(async () => {
      await this.log.hold(actor);
      this.refuseStranger(actor, wanted);
      return this.enter(actor, wanted);
    });
  }

  /** Inside a transaction: examined, compared with what is there, and written. */
  async enter(actor: Actor, wanted: RegisterPublication, circumstances: Circumstances = {}, supersedes: ResearchPublication | null = null, status: PublicationState = 'pending'): Promise<string> {
    const examined = await this.examination.examine(actor, wanted, circumstances);
    if (examined.faults.length) throw researchErrors['research.faulty']({ count: examined.faults.length }, examined.faults);
    await this.refuseTwice(actor, wanted, examined, supersedes?.id ?? null);
    return this.written(actor, wanted, examined, supersedes, status);
  }

  /** 更正: the registration as it was stays; the corrected one takes its place and waits to be verified. */
  async correct(actor: Actor, id: string, { version, reason, ...wanted }: CorrectPublication): Promise<string> {
    require(actor, 'research.register');
    return this.database.transaction(async () => {
      await this.log.hold(actor);
      const piece = await this.log.found(actor, id, 'research.register');
      await this.log.refuseWhileObjected(piece);
      this.refuseStranger(actor, wanted);
      this.log.stateAfter(piece, 'correct');
      // What counts already is corrected by the office; its author objects.
      if (piece.status === 'verified') require(actor, 'research.verify');
      else if (!may(actor, 'research.verify') && !(await this.log.isOwn(actor, piece))) throw researchErrors['research.notAuthor']();
      const correction = await this.enter(actor, wanted, { late: true, onPaper: piece.status === 'verified' }, piece);
      await this.log.move(actor, piece, 'correct', version, {}, reason.trim());
      return correction;
    });
  }

  async withdraw(actor: Actor, id: string, { version, reason }: ReasonedStep): Promise<void> {
    require(actor, 'research.register');
    await this.database.transaction(async () => {
      await this.log.hold(actor);
      const piece = await this.log.found(actor, id, 'research.register');
      if (!(await this.log.isOwn(actor, piece))) throw researchErrors['research.notAuthor']();
      await this.log.refuseWhileObjected(piece);
      await this.log.move(actor, piece, 'withdraw', version, { reason: reason.trim() }, reason.trim());
    });
  }

  private refuseStranger(actor: Actor, { authors }: RegisterPublication): void {
    if (may(actor, 'research.verify') || (actor.personId !== null && authors.some(({ personId }) => personId === actor.personId))) return;
    throw researchErrors['research.notAuthor']();
  }

  /** One copy is registered once, whoever of its authors comes first. */
  private async refuseTwice(actor: Actor, { title, outlet, publishedOn }: RegisterPublication, { authors }: Examined, except: string | null): Promise<void> {
    const rows = await this.database.rows<{ id: string; title: string; registeredBy: string; status: PublicationState }>(
      `SELECT DISTINCT p.id AS "id", p.title AS "title", p.registered_by AS "registeredBy", p.status AS "status" FROM research_publication p JOIN research_author a ON a.publication_id = p.id
       WHERE p.court_id = :courtId AND p.status IN ('pending', 'verified') AND p.published_on = :publishedOn AND p.outlet = :outlet AND a.person_id IN (:...people)`,
      { courtId: actor.courtId, publishedOn, outlet: outlet.trim(), people: authors.flatMap(({ personId }) => personId ?? []) },
    );
    const twin = rows.find((row) => row.id !== except && normalisedTitle(row.title) === normalisedTitle(title));
    if (!twin) return;
    const state = PUBLICATION_STATE_WORDS[twin.status];
    throw researchErrors['research.registeredAlready']({ title: twin.title, outlet: outlet.trim(), day: publishedOn, who: twin.registeredBy, state: state.zh, stateEn: state.en });
  }

  private async written(actor: Actor, wanted: RegisterPublication, { serialNumber, countedAs, worth, authors }: Examined, supersedes: ResearchPublication | null, status: PublicationState): Promise<string> {
    const [id, now] = [newId(), this.clock.instant()];
    const words = (text: string | undefined): string | null => text?.trim() || null;
    const decided = status === 'pending' ? { decidedById: null, decidedBy: null, decidedAt: null } : { decidedById: actor.userId, decidedBy: actor.personName || actor.username, decidedAt: now };
    await this.database.repository(ResearchPublication).insert({
      id, courtId: actor.courtId, kind: wanted.kind, level: wanted.level, award: wanted.award ?? null, title: wanted.title.trim(), outlet: wanted.outlet.trim(), serialNumber, publishedOn: wanted.publishedOn, event: words(wanted.event),
      reprintOfId: wanted.reprintOfId ?? null, shareReason: words(wanted.shareReason), countedAs: countedAs!, worth: new Decimal(worth!), status, supersedesId: supersedes?.id ?? null,
      registeredById: status === 'pending' ? actor.personId : (supersedes?.registeredById ?? null), registeredBy: status === 'pending' ? actor.personName || actor.username : (supersedes?.registeredBy ?? actor.username), registeredAt: now, ...decided, reason: null, version: 1,
    });
    await this.database.repository(ResearchAuthor).insert(
      authors.map(({ personId, name, divisionId, share, worth: points }, index) => ({ id: newId(), courtId: actor.courtId, publicationId: id, place: index + 1, personId, name, divisionId, share: new Decimal(share), worth: new Decimal(points!), points: new Decimal(0) })),
    );
    const evidence = wanted.evidence.map(({ name, digest }) => ({ name, digest }));
    if (evidence.length) await this.database.repository(ResearchEvidence).insert(evidence.map((file) => ({ id: newId(), courtId: actor.courtId, publicationId: id, ...file, addedAt: now })));
    this.log.note(actor, id, 'registered', { title: wanted.title.trim(), kind: wanted.kind, level: wanted.level, serialNumber, publishedOn: wanted.publishedOn, countedAs, worth, authors: authors.map(({ name, share }) => ({ name, share })), evidence, supersedes: supersedes?.id ?? null });
    return id;
  }
}
