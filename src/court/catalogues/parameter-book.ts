import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { parse } from 'yaml';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import type { CatalogueColumn, CatalogueContent, CatalogueVersion } from '../../rules/catalogue-changes.js';
import { indicatorSettingTitle, indicatorSettingUnit } from '../../rules/indicator-modes.js';
import { faultsOfParameter, PARAMETER_UNITS } from '../../rules/court-parameter.js';
import { CourtParameter } from '../court.entities.js';
import type { Book, Demands, StoredVersion } from './book.js';
import { Books } from './books.js';

interface Named {
  code: string;
  label: string;
  labelEn: string;
  unit: string;
  placeInSeed: string | null;
}

const COLUMNS: readonly CatalogueColumn[] = [
  { key: 'label', zh: '名称', en: 'name', kind: 'text' },
  { key: 'value', zh: '值', en: 'value', kind: 'text', longest: 4000 },
  { key: 'unit', zh: '单位', en: 'unit', kind: 'choice', allowed: PARAMETER_UNITS },
  { key: 'place', zh: '原文位置', en: 'place in the source', kind: 'text', optional: true },
];

/** 参数: the numbers a court sets, each a name the software knows, dated and with its clause. */
@Injectable()
export class ParameterBook implements Book, OnModuleInit {
  readonly key = 'parameters';
  readonly zh = '参数';
  readonly en = 'Parameters';
  readonly columns = COLUMNS;
  readonly code = /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_-]+)+$/;
  readonly codeExample = 'judgment.publicationDays';
  readonly neverEnds = true;
  readonly filters = ['unit'] as const;
  readonly title = { zh: 'label', en: 'label' };
  private known: Map<string, Named> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly books: Books,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.versions = this.versions.bind(this);
  }

  onModuleInit(): void {
    this.books.offer(this);
  }

  /** A parameter holds until the next value of its name. */
  async versions(courtId: string): Promise<StoredVersion[]> {
    const rows = await this.database.repository(CourtParameter).find({ where: { courtId }, order: { name: 'ASC', effectiveFrom: 'ASC', createdAt: 'ASC', id: 'ASC' } });
    return rows.map((row, index) => {
      const before = rows.slice(0, index).filter(({ name }) => name === row.name).length;
      const next = rows[index + 1]?.name === row.name ? rows[index + 1] : undefined;
      return { ...this.content(row), id: row.id, code: row.name, version: before + 1, effectiveFrom: row.effectiveFrom, effectiveUntil: next?.effectiveFrom ?? null, source: row.source, example: row.example };
    });
  }

  private content({ name, value, unit }: CourtParameter): { content: CatalogueContent } {
    const named = this.names().get(name);
    return { content: { label: named?.label ?? indicatorSettingTitle(name)?.zh ?? name, value, unit, place: named?.placeInSeed ?? '' } };
  }

  async insert(courtId: string, { code, content, effectiveFrom, source, example }: CatalogueVersion): Promise<void> {
    await this.database.repository(CourtParameter).insert({ id: newId(), courtId, name: code, value: content.value ?? '', unit: content.unit ?? '', effectiveFrom, source, example, createdAt: this.clock.instant() });
  }

  /** The next value ends it by being later. */
  end(): Promise<void> {
    return Promise.resolve();
  }

  demands(): Promise<Demands> {
    const names = this.names();
    return Promise.resolve({ row: (content, code) => faultsOfParameter(content.value ?? '', content.unit ?? '', code, names.get(code)?.unit ?? indicatorSettingUnit(code)) });
  }

  private names(): Map<string, Named> {
    if (!this.known) {
      const { parameters } = parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'parameters.yaml'), 'utf8')) as { parameters: Named[] };
      this.known = new Map(parameters.map((one) => [one.code, one]));
    }
    return this.known;
  }
}
