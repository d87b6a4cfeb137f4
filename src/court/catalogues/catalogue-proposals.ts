import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { newId } from '../../platform/ids.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { differences, faultsInChanges, inForceOn, normalised, type CatalogueChange } from '../../rules/catalogue-changes.js';
import { rulesOf, type Book } from './book.js';
import { Books } from './books.js';
import { CatalogueProposal, type ProposalStatus } from './catalogue.entities.js';
import { proposalErrors } from './catalogue.errors.js';
import type { ChangeInput, DecideProposal, ProposalQuery, ProposalRow, ProposalView, SaveProposal } from './dto/catalogue.dto.js';

const STATE_WORDS: Record<ProposalStatus, { zh: string; en: string }> = {
  draft: { zh: '起草中', en: 'a draft' },
  proposed: { zh: '提出', en: 'put forward' },
  approved: { zh: '批准', en: 'approved' },
  refused: { zh: '不批准', en: 'refused' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
};

/** Changing a catalogue: a draft, put forward by one person, decided by another, in force from its day. */
@Injectable()
export class CatalogueProposals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly books: Books,
  ) {}

  async list(actor: Actor, { status, book, q, page, pageSize }: ProposalQuery): Promise<Page<ProposalRow>> {
    require(actor, 'catalogue.read');
    const query = this.database.repository(CatalogueProposal).createQueryBuilder('p').where('p.courtId = :courtId', { courtId: actor.courtId });
    // A draft is its author's own business until it is put forward.
    query.andWhere(`(p.status <> 'draft' OR p.proposedById = :me)`, { me: actor.userId });
    if (status) query.andWhere('p.status = :status', { status });
    if (book) query.andWhere('p.book = :book', { book });
    if (q) query.andWhere('(p.title LIKE :q OR p.source LIKE :q OR p.proposedBy LIKE :q)', { q: `%${q}%` });
    const [rows, total] = await query.orderBy('p.proposedAt', 'DESC').addOrderBy('p.id', 'DESC').skip((page - 1) * pageSize).take(pageSize).getManyAndCount();
    return { items: rows.map((row) => this.row(row)), total, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<ProposalView> {
    require(actor, 'catalogue.read');
    const found = await this.found(actor, id);
    const book = this.books.of(found.book);
    const versions = await book.versions(actor.courtId);
    // A decided proposal is shown against what held just before it, not against itself.
    const earlier = found.status === 'approved' ? versions.filter(({ effectiveFrom }) => effectiveFrom < found.effectiveFrom) : versions;
    const inForce = new Map(earlier.sort((a, b) => a.version - b.version).map((row) => [row.code, row]));
    const open = found.status === 'draft' || found.status === 'proposed';
    return {
      ...this.row(found),
      changes: found.changes.map(({ act, code, content }) => {
        const before = act === 'add' ? null : (inForce.get(code)?.content ?? null);
        return { act, code, before, after: content, differences: content ? differences(book.columns, before ?? {}, content) : [] };
      }),
      faults: open ? await this.faults(book, actor.courtId, found) : [],
      may: { edit: open && found.proposedById === actor.userId && may(actor, 'catalogue.propose'), decide: found.status === 'proposed' && found.proposedById !== actor.userId && may(actor, 'catalogue.approve') },
    };
  }

  async draft(actor: Actor, key: string, given: SaveProposal): Promise<{ id: string }> {
    require(actor, 'catalogue.propose');
    const book = this.books.of(key);
    const id = newId();
    await this.database.transaction(async () => {
      const { title, source, effectiveFrom } = given;
      await this.database.repository(CatalogueProposal).insert({
        id, courtId: actor.courtId, book: key, title: title.trim(), source: source.trim(), effectiveFrom, status: 'draft', changes: tidy(book, given.changes), proposedById: actor.userId,
        proposedBy: (actor.personName || actor.username).slice(0, 60), proposedAt: this.clock.instant(), decidedById: null, decidedBy: null, decidedAt: null, decisionReason: null, version: 1,
      });
      this.audit.record(actor, { action: 'catalogue.proposal.drafted', subjectKind: 'catalogueProposal', subjectId: id, after: { book: key, title, source, effectiveFrom, changes: given.changes.length } });
    });
    return { id };
  }

  async save(actor: Actor, id: string, given: SaveProposal): Promise<void> {
    require(actor, 'catalogue.propose');
    await this.database.transaction(async () => {
      const found = await this.own(actor, id);
      const { title, source, effectiveFrom } = given;
      const changes = tidy(this.books.of(found.book), given.changes);
      await this.change(found, given.version ?? 0, { title: title.trim(), source: source.trim(), effectiveFrom, changes, status: 'draft' });
      this.audit.record(actor, { action: 'catalogue.proposal.saved', subjectKind: 'catalogueProposal', subjectId: id, before: { changes: found.changes, effectiveFrom: found.effectiveFrom }, after: { changes, effectiveFrom } });
    });
  }

  async propose(actor: Actor, id: string, { version }: DecideProposal): Promise<void> {
    require(actor, 'catalogue.propose');
    await this.database.transaction(async () => {
      const found = await this.own(actor, id);
      await this.refuseFaults(actor, found);
      await this.change(found, version, { status: 'proposed', proposedAt: this.clock.instant() });
      this.audit.record(actor, { action: 'catalogue.proposal.proposed', subjectKind: 'catalogueProposal', subjectId: id, after: { changes: found.changes } });
    });
  }

  async withdraw(actor: Actor, id: string, { version, reason }: DecideProposal): Promise<void> {
    require(actor, 'catalogue.propose');
    await this.database.transaction(async () => {
      const found = await this.own(actor, id);
      await this.change(found, version, { status: 'withdrawn', decidedBy: found.proposedBy, decidedAt: this.clock.instant(), decisionReason: reason?.trim() || null });
      this.audit.record(actor, { action: 'catalogue.proposal.withdrawn', subjectKind: 'catalogueProposal', subjectId: id, ...(reason ? { reason } : {}) });
    });
  }

  async refuse(actor: Actor, id: string, { version, reason }: DecideProposal): Promise<void> {
    require(actor, 'catalogue.approve');
    if (!reason?.trim()) throw proposalErrors['catalogue.refusalReason']();
    await this.database.transaction(async () => {
      const found = await this.awaiting(actor, id);
      await this.change(found, version, { status: 'refused', ...this.decision(actor), decisionReason: reason.trim() });
      this.audit.record(actor, { action: 'catalogue.proposal.refused', subjectKind: 'catalogueProposal', subjectId: id, reason });
    });
  }

  /** The second person: every change is checked again against what holds now, and all are written or none. */
  async approve(actor: Actor, id: string, { version, reason }: DecideProposal): Promise<void> {
    require(actor, 'catalogue.approve');
    await this.database.transaction(async () => {
      // One after the other, so that two proposals about one code do not both find it free.
      await this.database.rows(`SELECT id FROM court WHERE id = :id${this.database.forUpdate}`, { id: actor.courtId });
      const found = await this.awaiting(actor, id);
      const book = await this.refuseFaults(actor, found);
      await this.change(found, version, { status: 'approved', ...this.decision(actor), decisionReason: reason?.trim() || null });
      await this.write(actor, book, found);
    });
  }

  private async write(actor: Actor, book: Book, { id, changes, effectiveFrom, source }: CatalogueProposal): Promise<void> {
    const versions = await book.versions(actor.courtId);
    const inForce = inForceOn(versions, effectiveFrom);
    for (const { code, content } of changes) {
      const held = inForce.get(code);
      if (held) await book.end(held.id, effectiveFrom);
      if (content) await book.insert(actor.courtId, { code, version: (held?.version ?? 0) + 1, content, effectiveFrom, effectiveUntil: null, source, example: false });
    }
    this.audit.recordAll(
      actor,
      changes.map(({ act, code, content }) => ({
        action: 'catalogue.changed', subjectKind: `catalogue.${book.key}`, subjectId: `${book.key} ${code}`, before: inForce.get(code)?.content ?? null, after: { act, content, effectiveFrom, proposal: id }, reason: source,
      })),
    );
  }

  private async refuseFaults(actor: Actor, found: CatalogueProposal): Promise<Book> {
    const book = this.books.of(found.book);
    const faults = await this.faults(book, actor.courtId, found);
    if (faults.length) throw proposalErrors['catalogue.proposalFaulty']({ count: faults.length }, faults);
    return book;
  }

  private async faults(book: Book, courtId: string, { changes, effectiveFrom }: CatalogueProposal): Promise<Fault[]> {
    return faultsInChanges(await rulesOf(book, courtId, effectiveFrom), await book.versions(courtId), changes, effectiveFrom, this.clock.today());
  }

  private async own(actor: Actor, id: string): Promise<CatalogueProposal> {
    const found = await this.found(actor, id);
    if (found.proposedById !== actor.userId) throw proposalErrors['catalogue.notProposer']({ who: found.proposedBy });
    return this.stillOpen(actor, found, ['draft', 'proposed']);
  }

  private async awaiting(actor: Actor, id: string): Promise<CatalogueProposal> {
    const found = this.stillOpen(actor, await this.found(actor, id), ['proposed']);
    if (found.proposedById === actor.userId) throw proposalErrors['catalogue.secondPerson']();
    return found;
  }

  private stillOpen({ language }: Actor, found: CatalogueProposal, open: readonly ProposalStatus[]): CatalogueProposal {
    if (open.includes(found.status)) return found;
    throw proposalErrors['catalogue.proposalDecided']({ state: STATE_WORDS[found.status][language], who: found.decidedBy ?? found.proposedBy });
  }

  private async found(actor: Actor, id: string): Promise<CatalogueProposal> {
    const found = await this.database.repository(CatalogueProposal).findOneBy({ id, courtId: actor.courtId });
    if (!found || (found.status === 'draft' && found.proposedById !== actor.userId)) throw platformErrors['record.notFound']();
    return found;
  }

  private async change(found: CatalogueProposal, version: number, changes: Partial<CatalogueProposal>): Promise<void> {
    const { affected } = await this.database.repository(CatalogueProposal).update({ id: found.id, version }, { ...changes, version: version + 1 });
    if (affected !== 1) throw platformErrors['record.changed']({ who: found.decidedBy ?? found.proposedBy, when: found.decidedAt ?? found.proposedAt });
  }

  private decision(actor: Actor): Pick<CatalogueProposal, 'decidedById' | 'decidedBy' | 'decidedAt'> {
    return { decidedById: actor.userId, decidedBy: (actor.personName || actor.username).slice(0, 60), decidedAt: this.clock.instant() };
  }

  private row({ changes, book, ...row }: CatalogueProposal): ProposalRow {
    const { zh, en } = this.books.of(book);
    const { id, title, source, effectiveFrom, status, proposedBy, proposedAt, decidedBy, decidedAt, decisionReason, version } = row;
    return { id, book, bookName: { zh, en }, title, source, effectiveFrom, status, changes: changes.length, proposedBy, proposedAt, decidedBy, decidedAt, decisionReason, version };
  }
}

/** Only the columns of the catalogue, each as it is kept. */
function tidy(book: Book, changes: readonly ChangeInput[]): CatalogueChange[] {
  return changes.map(({ act, code, content }) => ({
    act,
    code: code.trim(),
    content: act === 'end' ? null : Object.fromEntries(book.columns.map((column) => [column.key, normalised(column, String(content?.[column.key] ?? ''))])),
  }));
}
