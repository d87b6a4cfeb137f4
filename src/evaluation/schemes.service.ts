import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { schemeDifferences } from '../rules/scheme-differences.js';
import type { SchemeCheck, SchemeDifferencesView, SchemeReferenceView, SchemeRevisionRow, SchemeRevisionView, SchemeRow, SchemeStatus, SchemeView } from './dto/scheme.dto.js';
import { SchemeChecks } from './scheme-checks.js';
import { rowOf } from './scheme-state.js';
import { digestOf, headerOf, NO_HEADER, outlineOf, readAdopted, readText } from './scheme-text.js';
import { SchemeRevision, SchemeTrial, SchemeVersion } from './scheme-version.entity.js';

/** The example schemes that come with the system, most particular first. */
export const SHIPPED_SCHEMES = ['judge-civil', 'judge-criminal', 'judge-administrative', 'judge-enforcement', 'closed-cases'] as const;
/** Example schemes of other posts. They rest on ratings and on facts an office enters, so that a court takes them up when it has those. */
export const OTHER_POSTS = ['division-chief', 'deputy-division-chief', 'clerk', 'enforcement-officer', 'quality-reviewer'] as const;
export type ShippedScheme = (typeof SHIPPED_SCHEMES)[number] | (typeof OTHER_POSTS)[number];

/** 考核方案 as they stand, and which of them holds on a day. Drafting and adoption: SchemeDrafts. */
@Injectable()
export class SchemesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly checks: SchemeChecks,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async list(actor: Actor, filter: { status?: string; schemeId?: string } = {}): Promise<SchemeRow[]> {
    require(actor, 'scheme.read');
    const versions = await this.database.repository(SchemeVersion).findBy({ courtId: actor.courtId, ...(filter.schemeId ? { schemeId: filter.schemeId } : {}) });
    const today = this.clock.today();
    return versions
      .sort((a, b) => (a.schemeId === b.schemeId ? Number(b.version) - Number(a.version) : a.schemeId < b.schemeId ? -1 : 1))
      .map((version) => rowOf(version, today))
      .filter((row) => !filter.status || row.status === filter.status);
  }

  async view(actor: Actor, id: string): Promise<SchemeView> {
    require(actor, 'scheme.read');
    const version = await this.own(actor, id);
    const today = this.clock.today();
    const row = rowOf(version, today);
    const faults = await this.checks.faults(actor.courtId, version.document, version.effectiveFrom || today);
    const base = version.basedOnId ? await this.database.repository(SchemeVersion).findOneBy({ id: version.basedOnId, courtId: actor.courtId }) : null;
    const { adoptedAt, adoptedBy, resolution, resolvedOn, discardedAt, discardedBy, discardReason } = version;
    return {
      ...row,
      document: version.document,
      faults,
      basedOn: base && { id: base.id, version: base.version },
      adopted: version.status === 'adopted' ? { by: adoptedBy ?? '', at: adoptedAt ?? version.createdAt, resolution: resolution ?? '', resolvedOn } : null,
      discarded: discardedAt === null ? null : { by: discardedBy ?? '', at: discardedAt, reason: discardReason ?? '' },
      next: await this.nextStep(actor, version, row.status, faults.length),
      trials: await this.database.repository(SchemeTrial).countBy({ schemeVersionId: id }),
    };
  }

  /** Live validation and the outline beside the editor; nothing is saved. */
  async check(actor: Actor, document: string): Promise<SchemeCheck> {
    require(actor, 'scheme.read');
    const read = readText(document);
    if (read.fault) return { faults: [read.fault], outline: null, parameters: [] };
    const day = headerOf(read.value, NO_HEADER).effectiveFrom || this.clock.today();
    return {
      faults: await this.checks.faults(actor.courtId, document, day),
      outline: outlineOf(read.value),
      parameters: await this.checks.parameterViews(actor.courtId, read.value, day),
    };
  }

  async revisions(actor: Actor, id: string): Promise<SchemeRevisionRow[]> {
    require(actor, 'scheme.read');
    await this.own(actor, id);
    const revisions = await this.database.repository(SchemeRevision).find({ where: { schemeVersionId: id }, order: { revision: 'DESC' } });
    return revisions.map(({ revision, savedBy, savedAt, digest, note }) => ({ revision, savedBy, savedAt, digest, note }));
  }

  async revision(actor: Actor, id: string, number: number): Promise<SchemeRevisionView> {
    require(actor, 'scheme.read');
    await this.own(actor, id);
    const found = await this.database.repository(SchemeRevision).findOneBy({ schemeVersionId: id, revision: number });
    if (!found) throw platformErrors['record.notFound']();
    const { revision, savedBy, savedAt, digest, note, document } = found;
    return { revision, savedBy, savedAt, digest, note, document };
  }

  /** Clause by clause, from the other version to this one. A text that cannot be read has no clauses to compare. */
  async differences(actor: Actor, id: string, otherId: string | undefined): Promise<SchemeDifferencesView> {
    require(actor, 'scheme.read');
    const after = await this.own(actor, id);
    const before = otherId ? await this.own(actor, otherId) : await this.earlier(after);
    const [old, now] = [readText(before.document).value, readText(after.document).value];
    return { before: named(before), after: named(after), changes: schemeDifferences(old, now) };
  }

  reference(actor: Actor): SchemeReferenceView {
    require(actor, 'scheme.read');
    return { markdown: this.shippedText('README.md') };
  }

  jsonSchema(actor: Actor): string {
    require(actor, 'scheme.read');
    const schema = this.shippedText('scheme.schema.json');
    if (schema === null) throw platformErrors['record.notFound']();
    return schema;
  }

  /** What lies beside the shipped schemes; `null` where it does not. */
  private shippedText(name: 'README.md' | 'scheme.schema.json'): string | null {
    try {
      return readFileSync(join(this.settings.configFolder, 'schemes', name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Adds the example schemes a court has not got yet; used by the demonstration and by a court that starts from them. */
  async installShippedSchemes(courtId: string, names: readonly ShippedScheme[] = SHIPPED_SCHEMES): Promise<SchemeVersion[]> {
    const versions = names.map((name) => this.shipped(courtId, readFileSync(join(this.settings.configFolder, 'schemes', `${name}.v1.yaml`), 'utf8')));
    return this.database.transaction(async () => {
      const repository = this.database.repository(SchemeVersion);
      const known = new Set((await repository.findBy({ courtId })).map((one) => `${one.schemeId}:${one.version}`));
      const missing = versions.filter((one) => !known.has(`${one.schemeId}:${one.version}`));
      if (missing.length) await repository.insert(missing);
      return missing;
    });
  }

  /**
   * Every other scheme that lies beside the shipped ones comes in as a draft: to be read, tried and copied. None of them
   * counts before a committee has adopted it, and 〔空〕 values it leaves to the court are named as its faults.
   */
  async installExampleDrafts(courtId: string): Promise<SchemeVersion[]> {
    const folder = join(this.settings.configFolder, 'schemes');
    const texts = readdirSync(folder)
      .filter((file) => /\.v\d+\.yaml$/.test(file) && !SHIPPED_SCHEMES.some((name) => file.startsWith(`${name}.v`)))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    const known = new Set((await this.database.repository(SchemeVersion).findBy({ courtId })).map((one) => `${one.schemeId}:${one.version}`));
    const missing = texts.map((text) => this.shipped(courtId, text)).filter((one) => !known.has(`${one.schemeId}:${one.version}`));
    const drafts = missing.map((one): SchemeVersion => ({ ...one, status: 'draft', resolution: null }));
    if (drafts.length) await this.database.repository(SchemeVersion).insert(drafts);
    return drafts;
  }

  /** The version in force on a day for post and nature; one made for that nature goes before one for any. `null` when there is none. */
  async inForce(courtId: string, post: string, nature: string | null, day: Day): Promise<SchemeVersion | null> {
    return choose(await this.allInForce(courtId, day), post, nature);
  }

  async allInForce(courtId: string, day: Day): Promise<SchemeVersion[]> {
    return this.database
      .repository(SchemeVersion)
      .createQueryBuilder('scheme')
      .where('scheme.courtId = :courtId AND scheme.effectiveFrom <= :day AND (scheme.effectiveUntil IS NULL OR scheme.effectiveUntil > :day)', { courtId, day })
      .andWhere("scheme.status = 'adopted'")
      .getMany();
  }

  async byId(courtId: string, id: string): Promise<SchemeVersion> {
    return this.database.repository(SchemeVersion).findOneByOrFail({ courtId, id });
  }

  /** @throws record.notFound for what another court keeps */
  async own(actor: Actor, id: string): Promise<SchemeVersion> {
    const version = await this.database.repository(SchemeVersion).findOneBy({ id, courtId: actor.courtId });
    if (!version) throw platformErrors['record.notFound']();
    return version;
  }

  /** Everybody who saved a revision: whoever wrote any of it does not adopt it. */
  async authorsOf(version: SchemeVersion): Promise<Set<string>> {
    const revisions = await this.database.repository(SchemeRevision).find({ where: { schemeVersionId: version.id }, select: { savedById: true } });
    return new Set([...revisions.map((one) => one.savedById), ...(version.authorId ? [version.authorId] : [])]);
  }

  async isTried(version: SchemeVersion): Promise<boolean> {
    const tried = this.database.repository(SchemeTrial).createQueryBuilder('trial');
    return (await tried.where('trial.schemeVersionId = :id AND trial.documentDigest = :digest AND trial.digest IS NOT NULL', { id: version.id, digest: version.digest }).getCount()) > 0;
  }

  private async nextStep(actor: Actor, version: SchemeVersion, status: SchemeStatus, faults: number): Promise<SchemeView['next']> {
    if (status !== 'draft' && status !== 'tried') return { step: 'none', allowed: false, missing: [] };
    const missing: Sentence[] = faults ? [{ zh: `先改正 ${faults} 处错误`, en: `Correct ${faults} fault(s) first` }] : [];
    if (version.proposedAt) {
      const own = (await this.authorsOf(version)).has(actor.userId);
      return { step: 'adopt', allowed: may(actor, 'scheme.adopt') && !own, missing: own ? [{ zh: '由未参与起草的委员登记通过', en: 'A member who did not draft it records the adoption' }] : missing };
    }
    if (status === 'tried') return { step: 'propose', allowed: may(actor, 'scheme.write') && !faults, missing };
    return { step: faults ? 'edit' : 'try', allowed: may(actor, faults ? 'scheme.write' : 'scheme.try'), missing };
  }

  private async earlier(version: SchemeVersion): Promise<SchemeVersion> {
    const repository = this.database.repository(SchemeVersion);
    const base = version.basedOnId ? await repository.findOneBy({ id: version.basedOnId, courtId: version.courtId }) : null;
    const others = (await repository.findBy({ courtId: version.courtId, schemeId: version.schemeId })).filter((one) => Number(one.version) < Number(version.version));
    const before = base ?? others.sort((a, b) => Number(b.version) - Number(a.version))[0];
    if (!before) throw platformErrors['record.notFound']();
    return before;
  }

  private shipped(courtId: string, document: string): SchemeVersion {
    const { version, ...header } = headerOf(readAdopted(document), NO_HEADER);
    const createdAt = this.clock.instant();
    return this.database.repository(SchemeVersion).create({
      ...header, id: newId(), courtId, version: String(version), document, digest: digestOf(document), status: 'adopted', resolution: '示例，未经采用', createdAt, revision: 1,
    });
  }
}

/** Among versions in force the one made for that nature, then the one that began last, then the higher number. */
export function choose(versions: readonly SchemeVersion[], post: string, nature: string | null): SchemeVersion | null {
  const fitting = versions.filter((one) => one.post === post && (one.nature === null || one.nature === nature));
  const order = (a: SchemeVersion, b: SchemeVersion): number =>
    Number(a.nature === null) - Number(b.nature === null) || (a.effectiveFrom < b.effectiveFrom ? 1 : a.effectiveFrom > b.effectiveFrom ? -1 : 0) || Number(b.version) - Number(a.version);
  return fitting.sort(order)[0] ?? null;
}

function named({ id, version, title, titleEn }: SchemeVersion): SchemeDifferencesView['before'] {
  return { id, version, title: { zh: title, en: titleEn } };
}
