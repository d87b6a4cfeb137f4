import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { StoredVersion } from '../../court/catalogues/book.js';
import { readAdopted } from '../../evaluation/scheme-text.js';
import type { SchemeVersion } from '../../evaluation/scheme-version.entity.js';
import { SchemesService } from '../../evaluation/schemes.service.js';
import { audienceSetting, modeSetting } from '../../peer-comparison/audience-settings.js';
import { groupKey, groupTitle } from '../../peer-comparison/peer-groups.service.js';
import { Clock } from '../../platform/clock.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { INDICATOR_MODES, indicatorMode, indicatorModeSetting, scoreReferenceSetting } from '../../rules/indicator-modes.js';
import { ALLOWED, AUDIENCES, modeFor, type Audience } from '../../rules/ranking-audience.js';
import { REFERENCE_INDICATORS, referenceSetting } from '../../rules/reference-indicators.js';
import { isPlain } from '../../rules/scheme/compile-scope.js';
import { BASIS } from '../reference-views.service.js';
import type { AudienceSettings, IndicatorSettings, RankingSettingsView, SettingCell } from './dto/ranking-settings.dto.js';
import { SettingRows, type KeptSettings } from './setting-rows.js';
import { GENERAL_SETTINGS, MODE_WORDS, settingTitle, settingWords, SHOWS_WORDS, unitOf } from './setting-words.js';

interface Part {
  path: string;
  title: Sentence;
  depth: number;
}

/** 排名与区间: who sees what, which indicator is ranked before whom, and the intervals; each a dated parameter two people change. */
@Injectable()
export class RankingSettings {
  constructor(
    private readonly clock: Clock,
    private readonly rows: SettingRows,
    private readonly schemes: SchemesService,
  ) {}

  async view(actor: Actor, wanted: string): Promise<RankingSettingsView> {
    require(actor, 'catalogue.read');
    const { courtId } = actor;
    const today = this.clock.today();
    const kept = await this.rows.kept(courtId);
    const cells = new Cells(kept, today);
    const schemes = (await this.schemes.allInForce(courtId, today)).map((scheme) => ({ scheme, key: groupKey(scheme.post, scheme.nature), title: groupTitle(scheme.post, scheme.nature) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    const group = schemes.find(({ key }) => key === wanted) ?? schemes.find(({ key }) => key === 'judge:civil') ?? schemes[0];
    const audiences = AUDIENCES.map((audience): AudienceSettings => ({
      audience,
      shows: cells.of(audienceSetting(audience), 'word', ALLOWED[audience].map((value) => ({ value, words: SHOWS_WORDS[value]! }))),
      mode: cells.of(modeSetting(audience), 'mode', (['ranking', 'interval'] as const).map((value) => ({ value, words: MODE_WORDS[value]! }))),
      modeHere: modeFor(cells.value(modeSetting(audience)) ?? 'ranking', group?.key ?? ''),
    }));
    return {
      today,
      basis: BASIS,
      audiences,
      general: GENERAL_SETTINGS.map((code) => cells.of(code)),
      groups: schemes.map(({ key, title, scheme }) => ({ key, title, scheme: { zh: `${scheme.title} ${scheme.version}`, en: `${scheme.titleEn} ${scheme.version}` }, example: scheme.example })),
      group: group ? { key: group.key, indicators: indicatorsOf(group.scheme, group.key, cells), references: await this.references(courtId, group.scheme.nature, cells, today) } : null,
      may: { propose: may(actor, 'catalogue.propose'), approve: may(actor, 'catalogue.approve') },
    };
  }

  /** Quotients of facts are never ranked; their intervals are set here all the same. */
  private async references(courtId: string, nature: string | null, cells: Cells, today: string): Promise<SettingCell[]> {
    if (!nature) return [];
    const codes = REFERENCE_INDICATORS.map(({ key }) => referenceSetting(key, nature));
    return (await this.rows.known(courtId, codes, 'interval', '0.00,1.00', today)).map((code) => cells.of(code, 'interval'));
  }
}

/** Every part of the scheme, component and leaf, with how each audience is shown it today. */
function indicatorsOf(scheme: SchemeVersion, key: string, cells: Cells): IndicatorSettings[] {
  const modes = INDICATOR_MODES.map((value) => ({ value, words: MODE_WORDS[value]! }));
  return partsIn(readAdopted(scheme.document)).map(({ path, title, depth }) => ({
    path,
    title,
    depth,
    modes: Object.fromEntries(
      AUDIENCES.map((audience: Audience) => {
        const whole = modeFor(cells.value(modeSetting(audience)) ?? 'ranking', key);
        const setFor = (part: string): string | undefined => cells.value(indicatorModeSetting(audience, key, part)) ?? cells.value(indicatorModeSetting(audience, scheme.post, part));
        return [audience, { mode: indicatorMode(path, setFor, whole), cell: cells.of(indicatorModeSetting(audience, key, path), 'mode', modes) }];
      }),
    ) as IndicatorSettings['modes'],
    interval: cells.of(scoreReferenceSetting(key, path), 'interval'),
  }));
}

function partsIn(document: unknown): Part[] {
  if (!isPlain(document)) return [];
  const walk = (list: unknown, above: string, depth: number): Part[] =>
    (Array.isArray(list) ? list.filter(isPlain) : []).flatMap((node) => {
      const path = above ? `${above}/${String(node['key'])}` : String(node['key']);
      const title = isPlain(node['title']) ? node['title'] : {};
      return [{ path, depth, title: { zh: String(title['zh'] ?? path), en: String(title['en'] ?? path) } }, ...walk(node['children'], path, depth + 1)];
    });
  return walk(document['nodes'], '', 0);
}

class Cells {
  constructor(
    private readonly kept: KeptSettings,
    private readonly today: string,
  ) {}

  value(code: string): string | undefined {
    return this.inForce(code)?.content['value'];
  }

  of(code: string, unit?: string, allowed: SettingCell['allowed'] = null): SettingCell {
    const [now, all] = [this.inForce(code), this.kept.versions.get(code) ?? []];
    const next = all.find(({ effectiveFrom }) => effectiveFrom > this.today);
    const title = settingTitle(code);
    const held = unitOf(code, (now ?? next)?.content['unit'] ?? unit);
    const words = (value: string): Sentence => settingWords(code, held, value);
    return {
      code, title, act: all.length ? 'change' : 'add', allowed,
      content: (now ?? next)?.content ?? { label: title.zh, value: '', unit: held, place: '' },
      value: now?.content['value'] ?? null, words: now ? words(now.content['value'] ?? '') : null, source: now?.source ?? null, effectiveFrom: now?.effectiveFrom ?? null, example: now?.example ?? false,
      next: next ? { words: words(next.content['value'] ?? ''), effectiveFrom: next.effectiveFrom } : null,
      awaiting: this.kept.proposals.find(({ status, changes }) => status === 'proposed' && changes.some((change) => change.code === code))?.id ?? null,
    };
  }

  private inForce(code: string): StoredVersion | undefined {
    return (this.kept.versions.get(code) ?? []).filter(({ effectiveFrom }) => effectiveFrom <= this.today).pop();
  }
}
