import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { compileScheme, validateScheme, type CompiledScheme } from '../rules/scheme/compile.js';
import type { SchemeDocument } from '../rules/scheme/document.js';
import { schemeErrors } from '../rules/scheme/scheme.errors.js';
import type { SchemeRow, SchemeView } from './dto/scheme.dto.js';
import { DECLARED_FACTS } from './declared-facts.js';
import { evaluationErrors } from './evaluation.errors.js';
import { SchemeVersion } from './scheme-version.entity.js';

/** The example schemes that come with the system, most particular first. */
export const SHIPPED_SCHEMES = ['judge-civil', 'judge-criminal', 'judge-administrative', 'judge-enforcement', 'closed-cases'] as const;
export type ShippedScheme = (typeof SHIPPED_SCHEMES)[number];

const IN_FORCE = ['adopted', 'inForce'];

/** 考核方案: append-only; which version holds is decided by its dates. */
@Injectable()
export class SchemesService {
  private readonly compiled = new Map<string, CompiledScheme>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async list(actor: Actor): Promise<SchemeRow[]> {
    require(actor, 'scheme.read');
    const versions = await this.database.repository(SchemeVersion).findBy({ courtId: actor.courtId });
    return versions.sort((a, b) => (a.schemeId === b.schemeId ? Number(b.version) - Number(a.version) : a.schemeId < b.schemeId ? -1 : 1)).map(rowOf);
  }

  async view(actor: Actor, id: string): Promise<SchemeView> {
    require(actor, 'scheme.read');
    const version = await this.database.repository(SchemeVersion).findOneBy({ id, courtId: actor.courtId });
    if (!version) throw platformErrors['record.notFound']();
    return { ...rowOf(version), document: version.document, faults: validateScheme(parse(version.document), { catalogue: DECLARED_FACTS }), basedOn: null, adopted: null, discarded: null, next: { step: 'none', allowed: false, missing: [] }, trials: 0 };
  }

  /** A new version, refused with every fault at once. What stands already is never touched. */
  async add(actor: Actor, { document, resolution }: { document: string; resolution: string }): Promise<SchemeRow> {
    require(actor, 'scheme.write');
    const faults = validateScheme(readYaml(document), { catalogue: DECLARED_FACTS });
    if (faults.length) throw schemeErrors['scheme.invalid']({ id: '?', count: faults.length }, faults);
    const version = this.versionOf(actor.courtId, document, resolution);
    await this.database.transaction(async () => {
      const repository = this.database.repository(SchemeVersion);
      const known = await repository.findBy({ courtId: actor.courtId, schemeId: version.schemeId });
      const latest = Math.max(0, ...known.map((one) => Number(one.version)));
      if (Number(version.version) <= latest) throw evaluationErrors['scheme.notNewer']({ id: version.schemeId, version: latest });
      await repository.insert(version);
      this.audit.record(actor, { action: 'scheme.added', subjectKind: 'scheme', subjectId: version.id, after: rowOf(version), reason: resolution });
    });
    return rowOf(version);
  }

  /** Adds the example schemes a court has not got yet; used by the demonstration and by a court that starts from them. */
  async installShippedSchemes(courtId: string, names: readonly ShippedScheme[] = SHIPPED_SCHEMES): Promise<SchemeVersion[]> {
    const versions = names.map((name) =>
      this.versionOf(courtId, readFileSync(join(this.settings.configFolder, 'schemes', `${name}.v1.yaml`), 'utf8'), '示例，未经采用'),
    );
    return this.database.transaction(async () => {
      const repository = this.database.repository(SchemeVersion);
      const known = new Set((await repository.findBy({ courtId })).map((one) => `${one.schemeId}:${one.version}`));
      const missing = versions.filter((one) => !known.has(`${one.schemeId}:${one.version}`));
      if (missing.length) await repository.insert(missing);
      return missing;
    });
  }

  /** The versions in force on a day for post and nature; one made for that nature goes before one for any. `null` when there is none. */
  async inForce(courtId: string, post: string, nature: string | null, day: Day): Promise<SchemeVersion | null> {
    return choose(await this.allInForce(courtId, day), post, nature);
  }

  async allInForce(courtId: string, day: Day): Promise<SchemeVersion[]> {
    return this.database
      .repository(SchemeVersion)
      .createQueryBuilder('scheme')
      .where('scheme.courtId = :courtId AND scheme.effectiveFrom <= :day AND (scheme.effectiveUntil IS NULL OR scheme.effectiveUntil > :day)', { courtId, day })
      .andWhere('scheme.status IN (:...statuses)', { statuses: IN_FORCE })
      .getMany();
  }

  async byId(courtId: string, id: string): Promise<SchemeVersion> {
    return this.database.repository(SchemeVersion).findOneByOrFail({ courtId, id });
  }

  compile(version: Pick<SchemeVersion, 'digest' | 'document'>): CompiledScheme {
    const known = this.compiled.get(version.digest) ?? compileScheme(parse(version.document));
    this.compiled.set(version.digest, known);
    return known;
  }

  private versionOf(courtId: string, document: string, resolution: string): SchemeVersion {
    const { id, version, title, effectiveFrom, effectiveUntil, example, appliesTo } = readYaml(document) as SchemeDocument;
    return this.database.repository(SchemeVersion).create({
      id: newId(),
      courtId,
      schemeId: id,
      version: String(version),
      post: appliesTo.post,
      nature: appliesTo.nature === 'any' ? null : appliesTo.nature,
      title: title.zh,
      titleEn: title.en,
      document,
      digest: createHash('sha256').update(document).digest('hex'),
      effectiveFrom,
      effectiveUntil: effectiveUntil ?? null,
      status: 'adopted',
      resolution,
      example,
      createdAt: this.clock.instant(),
    });
  }
}

/** Of several, the one for that very nature, then the one that began last, then the higher version. */
export function choose(versions: readonly SchemeVersion[], post: string, nature: string | null): SchemeVersion | null {
  const fitting = versions.filter((one) => one.post === post && (one.nature === null || one.nature === nature));
  const order = (a: SchemeVersion, b: SchemeVersion): number =>
    Number(a.nature === null) - Number(b.nature === null) || (a.effectiveFrom < b.effectiveFrom ? 1 : a.effectiveFrom > b.effectiveFrom ? -1 : 0) || Number(b.version) - Number(a.version);
  return fitting.sort(order)[0] ?? null;
}

function readYaml(document: string): unknown {
  try {
    return parse(document);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    const fault: Fault = { path: 'document', zh: reason, en: reason };
    throw evaluationErrors['scheme.notYaml']({ reason }, [fault]);
  }
}

function rowOf(version: SchemeVersion): SchemeRow {
  const { id, schemeId, post, nature, effectiveFrom, effectiveUntil, status, resolution, example, digest } = version;
  return { id, schemeId, version: version.version, title: { zh: version.title, en: version.titleEn }, post, nature, effectiveFrom, effectiveUntil, status, resolution, example, digest, revision: 1, author: null, editedAt: version.createdAt, proposed: null };
}
