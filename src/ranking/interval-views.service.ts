import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import type { RankIntervals } from '../rules/rank-interval.js';
import type { RankIntervalsView } from './dto/ranking.dto.js';
import { isPlaced } from '../peer-comparison/group-sight.js';
import { RankIntervalsService } from './rank-intervals.service.js';
import { RankingsService, type SeenGroup } from './rankings.service.js';

const COVERS = {
  zh: '区间反映抽样和评查员尺度：换一批案件来评、换一位评查员来评，得分和名次会在多大范围内变动（90%）。只涉及以评查和庭审考评为依据的指标；办案数量、效率、上诉等以全部案件计算的指标视为不变，登记错误、案件难易和方案权重也不在其中。',
  en: 'The interval speaks of sampling and of reviewers: how far score and rank would move (90 %) had other cases been drawn for review and other reviewers been at work. It concerns the indicators that rest on reviews and assessed hearings; those counted over every case (work done, efficiency, appeals) stand as they are, and errors in the register, the difficulty of cases and the weights of the scheme are not in it.',
};
const NO_ORDER = { zh: '本组不排名次，没有名次区间。', en: 'Nobody is put in an order here, so there is no interval of a rank.' };
const NONE = {
  entered: {
    zh: '本组得分不是由抽取评查的案件和庭审逐件算出（来自录入的数据、评分、全部案件的统计或其他得分单），没有可以重新抽取的样本，因此不给名次区间；相邻名次未经检验，不等于分得出先后。',
    en: 'The scores of this group do not come case by case of what was drawn for review (but of figures entered by hand, ratings, counts over every case or other sheets): there is no sample to draw again and no interval is given. Neighbours are untested, which does not say that they can be told apart.',
  },
  notKept: { zh: '本期在抽样明细留存以前结束，没有名次区间；相邻名次未经检验。', en: 'This period was closed before samples were kept: there are no intervals, and neighbours are untested.' },
};

/** 名次区间 for each reader: of the rows shown with their position, and of nobody else. */
@Injectable()
export class IntervalViews {
  constructor(
    private readonly rankings: RankingsService,
    private readonly intervals: RankIntervalsService,
  ) {}

  async view(actor: Actor, group: string, period: string): Promise<RankIntervalsView> {
    return this.of(actor.courtId, await this.rankings.seen(actor, group, period));
  }

  async of(courtId: string, { current, sight }: SeenGroup): Promise<RankIntervalsView> {
    const shown = current.result.standings.filter(({ personId }) => isPlaced(sight, personId)).map(({ personId }) => personId);
    if (!sight.ordered || !shown.length) return { intervals: null, why: NO_ORDER };
    const found = await this.intervals.found(courtId, current);
    if (!found.intervals) return { intervals: null, why: NONE[found.why] };
    return { intervals: seenBy(found.intervals, new Set(shown), (personId) => current.result.standings.find((one) => one.personId === personId)!.rank), why: null };
  }
}

/** Brackets and neighbours among the people shown only: who else stands between them is not told. */
function seenBy({ seed, resamples, people, alike, brackets }: RankIntervals, shown: ReadonlySet<string>, rankOf: (personId: string) => number): RankIntervalsView['intervals'] {
  const places = people.flatMap(({ personId }, place) => (shown.has(personId) ? [place] : []));
  const runs = brackets.flatMap(({ from, until }) => {
    const inside = places.flatMap((place, index) => (place >= from && place <= until ? [index] : []));
    const [first, last] = [inside[0], inside[inside.length - 1]];
    return first === undefined || last === undefined || first === last ? [] : [{ from: first, until: last }];
  });
  const longest = runs.filter((run, index) => !runs.some((other, at) => at !== index && other.from <= run.from && other.until >= run.until && (other.until - other.from > run.until - run.from || at < index)));
  const pairs = places.slice(1).map((place, index) => alike[places[index]!]![place] === '1');
  return {
    seed,
    resamples,
    people: places.map((place) => {
      const { personId, score, rank, items } = people[place]!;
      return { personId, score: { from: points(fromHundredths(score.from)), until: points(fromHundredths(score.until)) }, rank, cases: items[0] ?? 0, hearings: items[1] ?? 0 };
    }),
    brackets: longest.map((run) => ({ ...run, ranks: { from: rankOf(people[places[run.from]!]!.personId), until: rankOf(people[places[run.until]!]!.personId) } })),
    neighbours: { pairs: pairs.length, alike: pairs.filter(Boolean).length },
    covers: COVERS,
  };
}
