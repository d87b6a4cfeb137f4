import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { indicatorValue, readInterval, REFERENCE_INDICATORS, referenceSetting, stateIn } from '../rules/reference-indicators.js';
import { byName } from './by-name.js';
import type { ReferenceView } from './dto/ranking.dto.js';
import { groupView, RankingsService, sightView, type SeenGroup } from './rankings.service.js';

const BASIS = {
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
    const whole = sight.covered ? [...facts.values()] : [];
    const judged = REFERENCE_INDICATORS.map((indicator, index) => {
      const parameter = set.get(settings[index]!);
      const range = parameter ? readInterval(parameter.value) : null;
      const read = (numbers: Parameters<typeof indicatorValue>[1]): { value: string | null; state: 'inside' | 'above' | 'below' | null } => {
        const value = indicatorValue(indicator, numbers);
        return { value, state: value !== null && range ? stateIn(value, range) : null };
      };
      return { indicator, read, head: { ...read(whole), interval: range && { ...range, source: parameter!.source, example: parameter!.example }, parameter: settings[index]! } };
    });
    // What the group's scheme does not count is not shown as empty columns.
    const known = judged.filter(({ indicator: { numerator, denominator } }) => [...facts.values()].some((numbers) => numerator in numbers && denominator in numbers));
    const shown = input.members.filter(({ personId }) => personId === self || (sight.tooSmall === null && sight.granted(personId) === 'full'));
    return {
      group: groupView(group),
      period: period.key,
      status,
      sight: sightView(sight),
      basis: BASIS,
      indicators: known.map(({ indicator: { key, title, unit }, head }) => ({ key, title, unit, ...head })),
      people: shown
        .map(({ personId, name, division }) => ({ personId, name, division, values: Object.fromEntries(known.map(({ indicator, read }) => [indicator.key, read([facts.get(personId)!])])) }))
        .sort(byName),
      hidden: input.members.length - shown.length,
      asOf: frozen?.at ?? this.clock.instant(),
    };
  }
}
