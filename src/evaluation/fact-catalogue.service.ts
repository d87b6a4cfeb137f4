import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Sentence } from '../kernel/domain-error.js';
import { CASE_FACT_DEFINITIONS } from '../cases/case-fact-definitions.js';
import { CONDUCT_FACT_DEFINITIONS } from '../conduct/conduct-fact-definitions.js';
import { COST_FACT_DEFINITIONS } from '../costs/cost-fact-definitions.js';
import { SERVICE_FACT_DEFINITIONS } from '../court/service-fact-definitions.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { QUALITY_FACT_DEFINITIONS } from '../quality-review/quality-fact-definitions.js';
import { RECEPTION_FACT_DEFINITIONS } from '../reception/reception-fact-definitions.js';
import { RESEARCH_FACT_DEFINITIONS } from '../research/research-fact-definitions.js';
import type { FactDeclaration, FactDefinition } from '../rules/scheme/fact-catalogue.js';
import { DECLARED_FACTS } from './declared-facts.js';
import type { EnterableFact } from './dto/entered-fact.dto.js';
import type { FactRow, FactUse } from './dto/fact.dto.js';
import { factsDeclaredIn, factUses } from './facts-in-text.js';
import { SHEET_FACT_DEFINITIONS } from './sheet-fact-definitions.js';
import { statusOn } from './scheme-state.js';
import { readText } from './scheme-text.js';
import { SchemeVersion } from './scheme-version.entity.js';

/** Which module keeps the records; what no list names is the court's own (posts, leave). */
const MODULES: readonly { module: string; title: Sentence; facts: readonly FactDefinition[] }[] = [
  { module: 'court', title: { zh: '机构与人员', en: 'Court and people' }, facts: SERVICE_FACT_DEFINITIONS },
  { module: 'cases', title: { zh: '案件登记簿', en: 'Case register' }, facts: CASE_FACT_DEFINITIONS },
  { module: 'quality-review', title: { zh: '案件质量评查', en: 'Quality review' }, facts: QUALITY_FACT_DEFINITIONS },
  { module: 'research', title: { zh: '调研', en: 'Research' }, facts: RESEARCH_FACT_DEFINITIONS },
  { module: 'conduct', title: { zh: '投诉、信访与事迹', en: 'Complaints, petitions, merits' }, facts: CONDUCT_FACT_DEFINITIONS },
  { module: 'costs', title: { zh: '司法成本', en: 'Judicial cost' }, facts: COST_FACT_DEFINITIONS },
  { module: 'reception', title: { zh: '接待日', en: 'Reception days' }, facts: RECEPTION_FACT_DEFINITIONS },
  { module: 'peer-comparison', title: { zh: '法官得分单', en: 'Sheets of judges' }, facts: SHEET_FACT_DEFINITIONS },
];
const OTHER = { module: 'other', title: { zh: '其他模块', en: 'Other modules' } };
const SCHEME: Sentence = { zh: '方案自报', en: 'Declared by schemes' };

const KEPT = 300;

export interface FactFilter {
  q?: string;
  kind?: string;
  shape?: string;
  module?: string;
}

interface Standing {
  version: SchemeVersion;
  document: unknown;
  declared: FactDeclaration[];
}

/** 事实目录: what modules provide and what the court's schemes declare, and which versions read each. */
@Injectable()
export class FactCatalogue {
  private readonly texts = new Map<string, Omit<Standing, 'version'>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, { q = '', kind, shape, module }: FactFilter): Promise<FactRow[]> {
    require(actor, 'scheme.read');
    const words = q.trim().toLowerCase();
    return (await this.rows(actor.courtId)).filter(
      (row) =>
        (!kind || row.kind === kind) && (!shape || row.shape === shape) && (!module || row.module === module) &&
        (!words || [row.name, row.title.zh, row.title.en, row.meaning.zh, row.meaning.en].some((text) => text.toLowerCase().includes(words))),
    );
  }

  async one(actor: Actor, name: string): Promise<FactRow> {
    require(actor, 'scheme.read');
    const found = (await this.rows(actor.courtId)).find((row) => row.name === name);
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  /** Facts of a kind that schemes declare, with the titles of those schemes; the newest version's words go first. */
  async declared(courtId: string, kind: 'entered' | 'rated'): Promise<EnterableFact[]> {
    const facts = new Map<string, EnterableFact>();
    for (const { version, declared } of await this.standing(courtId)) {
      const scheme = { zh: version.title, en: version.titleEn };
      for (const fact of declared.filter((one) => one.kind === kind)) {
        const { name, shape, per, title, unit, meaning, cannotShow, dated, evidence } = fact;
        const known = facts.get(name);
        if (!known) facts.set(name, { name, shape, per, title, unit, meaning, cannotShow, dated, evidence, schemes: [scheme] });
        else if (known.schemes.every((one) => one.zh !== scheme.zh)) known.schemes.push(scheme);
      }
    }
    return [...facts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private async rows(courtId: string): Promise<FactRow[]> {
    const standing = await this.standing(courtId);
    const own = new Map<string, FactDeclaration>();
    for (const { declared } of standing) for (const fact of declared) if (!own.has(fact.name)) own.set(fact.name, fact);
    const names = new Set([...DECLARED_FACTS.map((fact) => fact.name), ...own.keys()]);
    const uses = new Map<string, FactUse[]>();
    for (const { version, document } of standing) {
      for (const [name, paths] of factUses(document, names)) {
        const use = { id: version.id, schemeId: version.schemeId, version: version.version, title: { zh: version.title, en: version.titleEn }, status: statusOn(version, this.clock.today()), paths };
        uses.set(name, [...(uses.get(name) ?? []), use]);
      }
    }
    const usedBy = (name: string): FactUse[] => uses.get(name) ?? [];
    return [
      ...DECLARED_FACTS.map((fact) => ({ ...wordsOf(fact), kind: 'computed' as const, ...moduleOf(fact.name), evidence: null, formula: null, usedBy: usedBy(fact.name) })),
      ...[...own.values()]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((fact) => ({ ...wordsOf(fact), kind: fact.kind, module: 'scheme', moduleTitle: SCHEME, evidence: fact.evidence, formula: fact.formula ?? null, usedBy: usedBy(fact.name) })),
    ];
  }

  /** Every version but discarded ones: what holds goes first, then what was written last. */
  private async standing(courtId: string): Promise<Standing[]> {
    const versions = (await this.database.repository(SchemeVersion).findBy({ courtId })).filter((one) => one.status !== 'discarded');
    const weight = (one: SchemeVersion): number => (statusOn(one, this.clock.today()) === 'inForce' ? 0 : 1);
    return versions
      .sort((a, b) => weight(a) - weight(b) || (a.createdAt < b.createdAt ? 1 : -1) || (a.id < b.id ? -1 : 1))
      .map((version) => ({ version, ...this.read(version) }));
  }

  /** A text is read once: the same digest is the same text. */
  private read({ digest, document: text }: SchemeVersion): Omit<Standing, 'version'> {
    const known = this.texts.get(digest);
    if (known) return known;
    const document = readText(text).value;
    const made = { document, declared: factsDeclaredIn(document) };
    if (this.texts.size >= KEPT) this.texts.clear();
    this.texts.set(digest, made);
    return made;
  }
}

function wordsOf({ name, shape, unit, title, meaning, cannotShow, per, dated }: FactDefinition): Pick<FactRow, 'name' | 'shape' | 'unit' | 'title' | 'meaning' | 'cannotShow' | 'per' | 'dated'> {
  return { name, shape, unit, title, meaning, cannotShow, per, dated };
}

function moduleOf(name: string): { module: string; moduleTitle: Sentence } {
  const { module, title } = MODULES.find(({ facts }) => facts.some((fact) => fact.name === name)) ?? OTHER;
  return { module, moduleTitle: title };
}
