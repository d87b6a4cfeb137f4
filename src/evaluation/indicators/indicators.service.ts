import { Inject, Injectable } from '@nestjs/common';
import { CourtParameters } from '../../court/court-parameters.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../platform/clock.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { readInterval, REFERENCE_INDICATORS, referenceSetting, type ReferenceIndicator } from '../../rules/reference-indicators.js';
import { FactCatalogue } from '../fact-catalogue.service.js';
import { readAdopted } from '../scheme-text.js';
import { SchemesService } from '../schemes.service.js';
import type { IndicatorQuery, IndicatorRow, IndicatorView } from './dto/indicator.dto.js';
import { indicatorsOf, type CourtIndicator } from './indicator-book.js';
import { indicatorsIn } from './scheme-indicators.js';

const NATURES = ['criminal', 'civil', 'administrative', 'enforcement'];

/** 指标与局限: every indicator of the schemes in force and of the Supreme Court's table, each with what it cannot show. */
@Injectable()
export class IndicatorsService {
  private table: CourtIndicator[] | null = null;

  constructor(
    private readonly schemes: SchemesService,
    private readonly facts: FactCatalogue,
    private readonly parameters: CourtParameters,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'configFolder'>,
  ) {}

  async list(actor: Actor, { q = '', from }: IndicatorQuery = {}): Promise<IndicatorRow[]> {
    require(actor, 'scheme.read');
    const words = q.trim().toLowerCase();
    const rows = (await this.rows(actor)).filter((row) => !from || (from === 'court' ? row.of === 'court' : row.scheme?.schemeId === from));
    return words ? rows.filter(({ id, title, cannotShow, source }) => [id, title.zh, title.en, cannotShow.zh, cannotShow.en, source].some((text) => text.toLowerCase().includes(words))) : rows;
  }

  async one(actor: Actor, id: string): Promise<IndicatorView> {
    require(actor, 'scheme.read');
    const row = (await this.rows(actor)).find((one) => one.id === id);
    if (!row) throw platformErrors['record.notFound']();
    const facts = await this.facts.list(actor, {});
    return {
      ...row,
      counted: facts.filter(({ name }) => row.facts.includes(name)).map(({ name, module, title, meaning, cannotShow, dated, unit }) => ({ name, module, title, meaning, cannotShow, dated, unit })),
      reference: await this.reference(actor.courtId, row),
    };
  }

  private async reference(courtId: string, row: IndicatorRow): Promise<IndicatorView['reference']> {
    const indicator = REFERENCE_INDICATORS.find((one) => one.code === row.id || countsTheSame(one, row));
    if (!indicator) return null;
    const natures = row.natures.length ? row.natures : NATURES;
    const set = await this.parameters.allInForce(courtId, natures.map((nature) => referenceSetting(indicator.key, nature)), this.clock.today());
    return {
      unit: indicator.unit,
      intervals: natures.map((nature) => {
        const name = referenceSetting(indicator.key, nature);
        const parameter = set.get(name);
        const range = parameter ? readInterval(parameter.value) : null;
        return { nature, parameter: name, from: range?.from ?? null, until: range?.until ?? null, source: parameter?.source ?? null, effectiveFrom: parameter?.effectiveFrom ?? null };
      }),
    };
  }

  async exported(actor: Actor, query: IndicatorQuery = {}): Promise<OutgoingTable> {
    const { language } = actor;
    const zh = language === 'zh';
    const rows = await this.list(actor, query);
    return {
      title: zh ? '指标与局限' : 'Indicators and limits',
      head: zh ? ['编码', '指标', '方案', '公式', '出处', '局限'] : ['Code', 'Indicator', 'Scheme', 'Formula', 'Source', 'What it cannot show'],
      rows: rows.map((row) => [row.id, row.title[language], row.scheme ? `${row.scheme.title[language]} ${row.scheme.version}` : '', row.formula?.[language] ?? '', row.source, row.cannotShow[language]]),
    };
  }

  private async rows(actor: Actor): Promise<IndicatorRow[]> {
    this.table ??= indicatorsOf(this.settings.configFolder);
    const known = new Set((await this.facts.list(actor, {})).map(({ name }) => name));
    const versions = await this.schemes.allInForce(actor.courtId, this.clock.today());
    const court = this.table.map(({ code, ...one }): IndicatorRow => ({ ...one, id: code, of: 'court', within: [], scheme: null, rule: null }));
    const ofSchemes = [...versions].sort((a, b) => (a.schemeId < b.schemeId ? -1 : 1)).flatMap((version) =>
      indicatorsIn(readAdopted(version.document), known).map(({ path, titles, source, cannotShow, rule, direction, facts }): IndicatorRow => ({
        id: [version.schemeId, ...path.split('/')].join('~'), of: 'scheme', title: titles[titles.length - 1]!, within: titles.slice(0, -1),
        scheme: { id: version.id, schemeId: version.schemeId, title: { zh: version.title, en: version.titleEn }, version: version.version },
        direction, status: null, natures: version.nature ? [version.nature] : [], formula: null, rule, facts, cannotShow, source, example: version.example,
      })),
    );
    return [...court, ...ofSchemes];
  }
}

function countsTheSame({ numerator, denominator }: ReferenceIndicator, { of, facts }: IndicatorRow): boolean {
  return of === 'scheme' && facts.length === 2 && facts.includes(numerator) && facts.includes(denominator);
}
