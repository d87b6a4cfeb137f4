import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { CourtParameter } from '../court/court.entities.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { scoreRate, scoreReferenceSetting } from '../rules/indicator-modes.js';
import { indicatorValue, readInterval, REFERENCE_INDICATORS, referenceSetting, stateIn, type IntervalState } from '../rules/reference-indicators.js';
import type { SheetPartNode } from '../rules/scheme/score-sheet.js';
import { byName } from './by-name.js';
import type { ReferenceView } from './dto/ranking.dto.js';
import { groupView, RankingsService, sightView, type SeenGroup } from './rankings.service.js';

/** 使用要求: printed beside the mode wherever it is shown or set. */
export const BASIS = {
  zh: '依据：最高人民法院 2024 年 9 月审判质量管理指标体系的使用要求——多数指标设合理区间，区间内即为达标，只用于分析会商，不排名、不通报。区间由本院设定并注明条款；未设定的不作判断。',
  en: 'Basis: the rule of use of the Supreme People’s Court’s trial quality management indicators (September 2024): most have a reference interval, inside it is enough; for analysis only, no ranking and no league table. The intervals are the court’s own, each with its clause; without one nothing is judged.',
};

/** 区间模式: each indicator against the court's reference interval, for the group and for everybody the reader may see; no order of people. */
@Injectable()
export class ReferenceViews {
  constructor(
    private readonly clock: Clock,
    private readonly rankings: RankingsService,
    private readonly parameters: CourtParameters,
  ) {}

  async view(actor: Actor, group: string, period: string): Promise<ReferenceView> {
    const seen = await this.rankings.seen(actor, group, period);
    return this.of(actor.courtId, seen);
  }

  private async of(courtId: string, { current, period, sight, self }: SeenGroup): Promise<ReferenceView> {
    const { group, input, status, frozen } = current;
    const settings = REFERENCE_INDICATORS.map(({ key }) => referenceSetting(key, group.nature ?? 'any'));
    const set = await this.parameters.allInForce(courtId, settings, lastDayOf(period));
    const facts = new Map(input.facts.map((one) => [one.personId, one.numbers]));
    // A group that is no cover for its members shows no figure of its own: it would tell one of two the other's.
    const whole = sight.covered ? [...facts.keys()] : [];
    const scored = await this.scored(courtId, { current, period, sight });
    const judged = REFERENCE_INDICATORS.map((indicator, index): Judged => {
      const value = (people: readonly string[]): string | null => indicatorValue(indicator, people.map((one) => facts.get(one)!));
      return { key: indicator.key, title: indicator.title, unit: indicator.unit, of: 'fact', modeSource: null, parameter: settings[index]!, set: set.get(settings[index]!), value };
    });
    // What the group's scheme does not count is not shown as empty columns.
    const known = [...judged.filter((_, index) => [...facts.values()].some((numbers) => REFERENCE_INDICATORS[index]!.numerator in numbers && REFERENCE_INDICATORS[index]!.denominator in numbers)), ...scored]
      .map((one) => ({ ...one, range: one.set ? readInterval(one.set.value) : null }));
    const read = ({ value, range }: (typeof known)[number], people: readonly string[]): Read => {
      const own = people.length ? value(people) : null;
      return { value: own, state: own !== null && range ? stateIn(own, range) : null };
    };
    const shown = input.members.filter(({ personId }) => personId === self || (sight.tooSmall === null && sight.granted(personId) === 'full'));
    return {
      group: groupView(group),
      period: period.key,
      status,
      sight: sightView(sight),
      basis: BASIS,
      indicators: known.map((one) => {
        const { key, title, unit, of, modeSource, parameter, set: found, range } = one;
        return { key, title, unit, of, modeSource, parameter, ...read(one, whole), interval: range && { ...range, source: found!.source, example: found!.example } };
      }),
      people: shown
        .map(({ personId, name, division }) => ({ personId, name, division, values: Object.fromEntries(known.map((one) => [one.key, read(one, [personId])])) }))
        .sort(byName),
      hidden: input.members.length - shown.length,
      asOf: frozen?.at ?? this.clock.instant(),
    };
  }

  /** Indicators of the scheme this reader is shown in interval mode: every component of it, and whatever the court has set or given an interval. */
  private async scored(courtId: string, { current: { group, result }, period, sight }: Pick<SeenGroup, 'current' | 'period' | 'sight'>): Promise<Judged[]> {
    const sheets = new Map(result.sheets.map((sheet) => [sheet.personId, partsOf(sheet.components)]));
    const parts = [...(sheets.values().next().value ?? new Map<string, SheetPartNode>()).values()].filter(({ path }) => sight.modeOf(path) === 'interval');
    const ranges = parts.length ? await this.parameters.allInForce(courtId, parts.flatMap(({ path }) => settingsOf(group.key, path)), lastDayOf(period)) : new Map<string, CourtParameter>();
    return parts.flatMap(({ path, title, share }) => {
      const names = settingsOf(group.key, path);
      const set = names.flatMap((name) => ranges.get(name) ?? [])[0];
      const own = sight.setOf(path);
      if (!set && own?.value !== 'interval' && path.includes('/')) return [];
      const value = (people: readonly string[]): string | null => scoreRate(people.flatMap((one) => sheets.get(one)?.get(path) ?? []));
      return [{ key: `score:${path}`, title: { zh: `${title.zh}得分率`, en: `${title.en}, score rate` }, unit: share === null ? 'points' : 'percent', of: 'score', modeSource: own?.source ?? null, parameter: names[0]!, set, value }];
    });
  }
}

interface Read {
  value: string | null;
  state: IntervalState | null;
}

interface Judged extends Pick<ReferenceView['indicators'][number], 'key' | 'title' | 'unit' | 'of' | 'modeSource' | 'parameter'> {
  set: CourtParameter | undefined;
  /** Over these people. */
  value: (people: readonly string[]) => string | null;
}

/** Of the group, else of the post's scheme for every nature. */
function settingsOf(group: string, path: string): string[] {
  return [...new Set([scoreReferenceSetting(group, path), scoreReferenceSetting(group.split(':')[0]!, path)])];
}

function partsOf(parts: readonly SheetPartNode[]): Map<string, SheetPartNode> {
  return new Map(parts.flatMap((part) => [[part.path, part] as const, ...(part.type === 'group' ? partsOf(part.children) : [])]));
}
