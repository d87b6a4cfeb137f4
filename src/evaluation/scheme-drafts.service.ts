import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { AdoptScheme, NewScheme, SaveScheme, SchemeView } from './dto/scheme.dto.js';
import { evaluationErrors } from './evaluation.errors.js';
import { FrozenPeriods } from './frozen-periods.js';
import { SchemeChecks } from './scheme-checks.js';
import { rowOf, statusOn, supersededFrom } from './scheme-state.js';
import { digestOf, headerOf, NO_HEADER, readText, withVersion, type SchemeHeader } from './scheme-text.js';
import { SchemeRevision, SchemeVersion } from './scheme-version.entity.js';
import { SchemesService } from './schemes.service.js';

/** 起草 → 试算 → 提请审议 → 通过. Each save is kept; what was adopted is never touched again but for the day it ends. */
@Injectable()
export class SchemeDrafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly schemes: SchemesService,
    private readonly checks: SchemeChecks,
    private readonly frozen: FrozenPeriods,
  ) {}

  /** A new draft, from a text or as a copy of any version; faults do not stop a draft. */
  async create(actor: Actor, { document, basedOn }: NewScheme): Promise<SchemeView> {
    require(actor, 'scheme.write');
    const base = basedOn ? await this.schemes.own(actor, basedOn) : null;
    if (!document && !base) throw evaluationErrors['scheme.noText']();
    const text = document ?? base!.document;
    const stated = headerOf(readOrRefuse(text), NO_HEADER);
    if (!stated.schemeId) throw evaluationErrors['scheme.noId']();
    const id = await this.database.transaction(async () => {
      const known = await this.database.repository(SchemeVersion).findBy({ courtId: actor.courtId, schemeId: stated.schemeId });
      const latest = Math.max(0, ...known.map((one) => Number(one.version)));
      if (document && stated.version <= latest) throw evaluationErrors['scheme.notNewer']({ id: stated.schemeId, version: latest });
      const version = this.draftOf(actor, document ?? withVersion(text, latest + 1), { ...stated, version: document ? stated.version : latest + 1 }, base);
      await this.database.repository(SchemeVersion).insert(version);
      await this.keepRevision(actor, version, base ? `复制自第 ${base.version} 版` : null);
      this.audit.record(actor, { action: 'scheme.drafted', subjectKind: 'scheme', subjectId: version.id, after: rowOf(version, this.clock.today()) });
      return version.id;
    });
    return this.schemes.view(actor, id);
  }

  async save(actor: Actor, id: string, { document, revision, note }: SaveScheme): Promise<SchemeView> {
    require(actor, 'scheme.write');
    const before = await this.editable(actor, id);
    const header = headerOf(readOrRefuse(document), headerOfVersion(before));
    if (header.schemeId !== before.schemeId || String(header.version) !== before.version) throw evaluationErrors['scheme.headerMoved']({ id: before.schemeId, version: before.version });
    const { version: _, ...rest } = header;
    const change = { ...rest, document, digest: digestOf(document), status: 'draft' as const, revision: revision + 1, editedAt: this.clock.instant() };
    await this.database.transaction(async () => {
      await this.change(actor, before, revision, change);
      await this.keepRevision(actor, { ...before, ...change }, note ?? null);
      this.audit.record(actor, { action: 'scheme.saved', subjectKind: 'scheme', subjectId: id, before: { digest: before.digest }, after: { digest: change.digest, revision: change.revision } });
    });
    return this.schemes.view(actor, id);
  }

  async discard(actor: Actor, id: string, revision: number, reason: string): Promise<SchemeView> {
    require(actor, 'scheme.write');
    const before = await this.editable(actor, id);
    await this.database.transaction(async () => {
      await this.change(actor, before, revision, { status: 'discarded', discardedAt: this.clock.instant(), discardedBy: actor.personName, discardReason: reason });
      this.audit.record(actor, { action: 'scheme.discarded', subjectKind: 'scheme', subjectId: id, reason });
    });
    return this.schemes.view(actor, id);
  }

  /** 提请审议: only a text without faults that the laboratory has tried as it stands. */
  async propose(actor: Actor, id: string, revision: number): Promise<SchemeView> {
    require(actor, 'scheme.write');
    const before = await this.editable(actor, id);
    const missing = await this.missing(actor, before);
    if (missing.length) throw evaluationErrors['scheme.notReady']({ count: missing.length }, missing);
    await this.database.transaction(async () => {
      await this.change(actor, before, revision, { proposedAt: this.clock.instant(), proposedBy: actor.personName });
      this.audit.record(actor, { action: 'scheme.proposed', subjectKind: 'scheme', subjectId: id, after: { digest: before.digest } });
    });
    return this.schemes.view(actor, id);
  }

  async takeBack(actor: Actor, id: string, revision: number): Promise<SchemeView> {
    require(actor, 'scheme.write');
    const before = await this.schemes.own(actor, id);
    if (!before.proposedAt || (before.status !== 'draft' && before.status !== 'tried')) throw this.notEditable(before);
    await this.database.transaction(async () => {
      await this.change(actor, before, revision, { proposedAt: null, proposedBy: null });
      this.audit.record(actor, { action: 'scheme.takenBack', subjectKind: 'scheme', subjectId: id });
    });
    return this.schemes.view(actor, id);
  }

  /**
   * 通过: recorded by a committee member who wrote none of it. From the version's first day on it replaces the earlier
   * versions of its scheme; that day must lie after everything frozen, so that no published result rests on it.
   */
  async adopt(actor: Actor, id: string, { resolution, resolvedOn, revision }: AdoptScheme): Promise<SchemeView> {
    require(actor, 'scheme.adopt');
    const before = await this.schemes.own(actor, id);
    if (before.status !== 'draft' && before.status !== 'tried') throw this.notEditable(before);
    if ((await this.schemes.authorsOf(before)).has(actor.userId)) throw evaluationErrors['scheme.ownWork']();
    const missing = [...(await this.missing(actor, before)), ...(await this.missingForAdoption(actor, before, resolvedOn))];
    if (missing.length) throw evaluationErrors['scheme.notReady']({ count: missing.length }, missing);
    const change = { status: 'adopted' as const, resolution, resolvedOn, adoptedBy: actor.personName, adoptedAt: this.clock.instant() };
    await this.database.transaction(async () => {
      await this.change(actor, before, revision, change);
      const replaced = await this.supersede(before);
      this.audit.record(actor, {
        action: 'scheme.adopted', subjectKind: 'scheme', subjectId: id, after: { ...rowOf({ ...before, ...change }, this.clock.today()), replaced }, reason: resolution,
      });
    });
    return this.schemes.view(actor, id);
  }

  private async supersede(later: SchemeVersion): Promise<{ id: string; effectiveUntil: string | null }[]> {
    const repository = this.database.repository(SchemeVersion);
    const adopted = await repository.findBy({ courtId: later.courtId, schemeId: later.schemeId, status: 'adopted' });
    const replaced: { id: string; effectiveUntil: string | null }[] = [];
    for (const earlier of adopted.filter((one) => one.id !== later.id)) {
      const effectiveUntil = supersededFrom(earlier, later.effectiveFrom);
      if (effectiveUntil === earlier.effectiveUntil) continue;
      await repository.update({ id: earlier.id }, { effectiveUntil });
      replaced.push({ id: earlier.id, effectiveUntil });
    }
    return replaced;
  }

  /** What both the proposal and the adoption need of the text. */
  private async missing(actor: Actor, version: SchemeVersion): Promise<Fault[]> {
    const faults = await this.checks.faults(actor.courtId, version.document, version.effectiveFrom || this.clock.today());
    if (await this.schemes.isTried(version)) return faults;
    return [...faults, { path: 'trials', zh: '这一文本还没有试算记录。请先试算。', en: 'This text has no laboratory run on record. Try it first.' }];
  }

  private async missingForAdoption(actor: Actor, version: SchemeVersion, resolvedOn: string): Promise<Fault[]> {
    const faults: Fault[] = [];
    if (!version.proposedAt) faults.push({ path: 'proposed', zh: '尚未提请审议。请由起草部门先提请审议。', en: 'It has not been handed to the committee. Have the drafting office propose it first.' });
    if (resolvedOn > this.clock.today()) faults.push({ path: 'resolvedOn', zh: `决定日期 ${resolvedOn} 还没有到。请核对。`, en: `The day of the decision, ${resolvedOn}, lies ahead. Check it.` });
    const frozen = await this.frozen.lastFrozenDay(actor.courtId);
    if (frozen !== null && version.effectiveFrom <= frozen) {
      faults.push({
        path: 'effectiveFrom',
        zh: `生效日 ${version.effectiveFrom} 落在已结束的考核期内（到 ${frozen}），结果已固定。请退回编辑，把生效日改到 ${frozen} 之后。`,
        en: `It would take effect on ${version.effectiveFrom}, inside periods already closed (until ${frozen}). Take it back and move the day beyond ${frozen}.`,
      });
    }
    return faults;
  }

  /** One row, one winner: whoever saved first. */
  private async change(actor: Actor, before: SchemeVersion, revision: number, change: Partial<SchemeVersion>): Promise<void> {
    const changed = this.database.repository(SchemeVersion).createQueryBuilder().update().set(change);
    const { affected } = await changed
      .where('id = :id AND court_id = :court AND revision = :revision AND status IN (:...open)', { id: before.id, court: actor.courtId, revision, open: ['draft', 'tried'] })
      .andWhere(before.proposedAt ? 'proposed_at IS NOT NULL' : 'proposed_at IS NULL')
      .execute();
    if (affected) return;
    const now = await this.schemes.own(actor, before.id);
    throw platformErrors['record.changed']({ who: now.authorName ?? '', when: now.editedAt ?? now.createdAt });
  }

  private async keepRevision(actor: Actor, { id, courtId, revision, document, digest }: SchemeVersion, note: string | null): Promise<void> {
    await this.database.repository(SchemeRevision).insert({
      id: newId(), courtId, schemeVersionId: id, revision, document, digest, savedById: actor.userId, savedBy: actor.personName || actor.username, savedAt: this.clock.instant(), note,
    });
  }

  private async editable(actor: Actor, id: string): Promise<SchemeVersion> {
    const version = await this.schemes.own(actor, id);
    if ((version.status !== 'draft' && version.status !== 'tried') || version.proposedAt) throw this.notEditable(version);
    return version;
  }

  private notEditable(version: SchemeVersion): Error {
    const status = version.status === 'adopted' || version.status === 'discarded' ? STATUS_WORDS[statusOn(version, this.clock.today())] : '已提请审议';
    return evaluationErrors['scheme.notEditable']({ version: version.version, status });
  }

  private draftOf(actor: Actor, document: string, header: SchemeHeader, base: SchemeVersion | null): SchemeVersion {
    const at = this.clock.instant();
    return this.database.repository(SchemeVersion).create({
      ...header, version: String(header.version), id: newId(), courtId: actor.courtId, document, digest: digestOf(document), status: 'draft', resolution: null, createdAt: at, editedAt: at,
      revision: 1, basedOnId: base?.id ?? null, authorId: actor.userId, authorName: actor.personName || actor.username,
    });
  }
}

const STATUS_WORDS = { draft: '草稿', tried: '已试算', adopted: '已通过', inForce: '生效中', superseded: '已被取代', discarded: '已弃用' } as const;

function readOrRefuse(document: string): unknown {
  const read = readText(document);
  if (read.fault) throw evaluationErrors['scheme.notYaml']({}, [read.fault]);
  return read.value;
}

function headerOfVersion(version: SchemeVersion): SchemeHeader {
  return { ...version, version: Number(version.version) };
}
