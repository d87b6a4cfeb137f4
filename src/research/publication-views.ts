import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Sentence } from '../kernel/domain-error.js';
import { points } from '../kernel/exact.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import type { StoredFile } from '../platform/files/stored-file.entity.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { afterPublicationStep } from '../rules/publication-life.js';
import { worthOf } from '../rules/research-points.js';
import type { PublicationView } from './dto/research-lists.dto.js';
import { LikelyPairs } from './likely-pairs.js';
import { PublicationLog } from './publication-log.js';
import { PublicationRows } from './publication-rows.js';
import { ResearchBook } from './research-book.js';
import { ResearchEvidence, ResearchObjection, ResearchPublication, type ResearchAuthor } from './research.entities.js';

/** One piece as its reader may see it: why it counts what it counts, what was decided, and what can be done now. */
@Injectable()
export class PublicationViews {
  constructor(
    private readonly database: Database,
    private readonly files: FilesService,
    private readonly book: ResearchBook,
    private readonly log: PublicationLog,
    private readonly rows: PublicationRows,
    private readonly likely: LikelyPairs,
  ) {}

  async view(actor: Actor, id: string): Promise<PublicationView> {
    require(actor, 'research.read');
    const piece = await this.log.found(actor, id);
    const pieces = this.database.repository(ResearchPublication);
    const authors = await this.log.authorsOf(id);
    const objections = await this.database.repository(ResearchObjection).find({ where: { publicationId: id }, order: { filedOn: 'ASC', id: 'ASC' } });
    const reprintOf = piece.reprintOfId ? await pieces.findOneBy({ id: piece.reprintOfId }) : null;
    const later = await pieces.findOneBy({ supersedesId: id });
    const divisions = new Map((await this.database.rows<{ id: string; name: string }>('SELECT id AS "id", name AS "name" FROM division WHERE court_id = :courtId', actor)).map(({ id: division, name }) => [division, name]));
    return {
      ...(await this.rows.one(actor, id)),
      event: piece.event, shareReason: piece.shareReason, reprintOf: reprintOf && { id: reprintOf.id, title: reprintOf.title, outlet: reprintOf.outlet },
      authorList: authors.map((author) => ({
        personId: author.personId, name: author.name, division: author.divisionId && (divisions.get(author.divisionId) ?? null), share: points(author.share), worth: points(author.worth), points: points(author.points), why: whyLess(piece, author),
      })),
      evidence: (await this.database.repository(ResearchEvidence).find({ where: { publicationId: id }, order: { addedAt: 'ASC', id: 'ASC' } })).map(({ id: file, name, addedAt }) => ({ id: file, name, addedAt })),
      reasons: await this.reasons(actor, piece),
      decidedBy: piece.decidedBy, decidedAt: piece.decidedAt, supersedes: piece.supersedesId, supersededBy: later?.id ?? null,
      objections: objections.map((one) => ({
        id: one.id, author: authors.find(({ personId }) => personId === one.authorId)?.name ?? '', grounds: one.grounds, filedOn: one.filedOn, status: one.status, answer: one.answer, answeredBy: one.answeredBy, answeredOn: one.answeredOn, version: one.version,
      })),
      likelyPairs: await this.likely.of(actor.courtId, id),
      trail: await this.trail(id),
      may: await this.stepsFor(actor, piece, authors, objections),
    };
  }

  async evidence(actor: Actor, id: string, evidenceId: string): Promise<{ name: string; file: StoredFile }> {
    require(actor, 'research.read');
    await this.log.found(actor, id);
    const held = await this.database.repository(ResearchEvidence).findOneBy({ id: evidenceId, publicationId: id });
    const file = held && (await this.files.read(held.digest));
    if (!held || !file) throw platformErrors['record.notFound']();
    return { name: held.name, file };
  }

  private async reasons(actor: Actor, piece: ResearchPublication): Promise<Sentence[]> {
    const { byKind } = await this.book.points(actor.courtId, piece.publishedOn);
    const counted = worthOf(piece, byKind, this.book.rules(piece.publishedOn));
    return 'worth' in counted ? counted.worth.reasons : counted.faults;
  }

  private async stepsFor(actor: Actor, piece: ResearchPublication, authors: readonly ResearchAuthor[], objections: readonly ResearchObjection[]): Promise<string[]> {
    const own = await this.log.isOwn(actor, piece);
    const written = actor.personId !== null && authors.some(({ personId }) => personId === actor.personId);
    const open = objections.some(({ status }) => status === 'open');
    const [registers, decides] = [may(actor, 'research.register'), may(actor, 'research.verify') && !own];
    const can = (action: Parameters<typeof afterPublicationStep>[1]): boolean => afterPublicationStep(piece.status, action) !== null;
    const steps: [string, boolean][] = [
      ['verify', decides && can('verify')],
      ['return', decides && can('return') && !open],
      ['revoke', decides && can('revoke') && !open],
      ['correct', registers && can('correct') && !open && (piece.status === 'verified' ? may(actor, 'research.verify') : own || may(actor, 'research.verify'))],
      ['withdraw', registers && own && can('withdraw') && !open],
      ['object', registers && written && !open && (piece.status === 'returned' || piece.status === 'verified')],
      ['answer', decides && open && piece.decidedById !== actor.userId],
    ];
    return steps.filter(([, allowed]) => allowed).map(([step]) => step);
  }

  private async trail(subjectId: string): Promise<PublicationView['trail']> {
    const entries = await this.database.repository(AuditEntry).find({ where: { subjectKind: 'publication', subjectId }, order: { at: 'ASC', sequence: 'ASC' }, take: 200 });
    return entries.map(({ at, actorName, action, reason }) => ({ at, who: actorName, action, reason }));
  }
}

/** Why an author of this court gets less than the share is worth. */
function whyLess({ status }: ResearchPublication, { personId, worth, points: given }: ResearchAuthor): Sentence | null {
  if (personId === null) return { zh: '院外作者，份额保留，不计分', en: 'outside the court: keeps the share, earns nothing' };
  if (status !== 'verified' || given.gte(worth)) return null;
  return given.isZero()
    ? { zh: '同一作品（或同一事件）已按更高或较早的一件计分，不重复计（RPR-02）', en: 'the same work, or the same event, counts by another piece already (RPR-02)' }
    : { zh: `同一作品已计 ${points(worth.minus(given))} 分，本件补差额 ${points(given)} 分（RPR-02）`, en: `the same work counted ${points(worth.minus(given))} already; this printing adds the difference of ${points(given)} (RPR-02)` };
}
