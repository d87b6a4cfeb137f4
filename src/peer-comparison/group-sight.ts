import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { OWN_SCORES_ONLY } from '../platform/permissions/data-scope.js';
import { indicatorMode, indicatorModeSetting } from '../rules/indicator-modes.js';
import { ALLOWED, bandOf, DEFAULTS, modeFor, widest, withoutOrder, type Audience, type ComparisonMode, type Disclosure, type ScoreBand } from '../rules/ranking-audience.js';
import { audienceSetting, BANDS, LEAST_HIDDEN, LEAST_SIZE, modeSetting, RANKING_SETTINGS } from './audience-settings.js';
import { VisiblePeople } from './visible-people.js';

/** What one reader may see of one group in one period. */
export interface GroupSight {
  /** The audience the reader belongs to at its widest. */
  audience: Audience;
  mode: ComparisonMode;
  /** How this reader is shown one leaf or component of the group's scheme, by its path; whoever lists, sorts, charts or exports an indicator asks here. */
  modeOf: (path: string) => ComparisonMode;
  /** The court's own setting for an indicator and its clause; `null` where it follows what stands above it. */
  setOf: (path: string) => { value: string; source: string } | null;
  /** The court's least size, where the group is below it. */
  tooSmall: number | null;
  /** `false` where nobody is put in an order before this reader. */
  ordered: boolean;
  /** Whether a figure over the whole group may be told: not where the rows the reader knows would leave another's in it. */
  covered: boolean;
  /** Whether mean and median of the totals may be told: `covered`, and an order is shown. */
  described: boolean;
  /** What the settings grant of a row, in whichever mode; asked for figures that make no order. */
  granted: (personId: string) => Disclosure;
  /** What is shown of a row. */
  disclosure: (personId: string) => Disclosure;
  /** The clause a setting rests on, for the caption; `null` where the court has set nothing. */
  source: string | null;
  /** `null` where the court has set no bands. */
  bandOf: (total: string) => ScoreBand | null;
}

/** People in a reader's reach, once for every group of a period. */
export interface Reach {
  self: string | null;
  division: ReadonlySet<string>;
  leaders: ReadonlySet<string>;
}

/**
 * Whom a reader may see in a ranking, and how much of each: the roles' reach, the court's settings for each audience, and the
 * least size of a group. Lists, counts, charts, exports, sheets and their order all ask here, before anything is left out.
 */
@Injectable()
export class GroupSights {
  constructor(
    private readonly clock: Clock,
    private readonly parameters: CourtParameters,
    private readonly visible: VisiblePeople,
  ) {}

  async reachOf(actor: Actor, period: EvaluationPeriod): Promise<Reach> {
    const within = (scopes: readonly string[]): Actor => ({ ...actor, grants: actor.grants.filter(({ role, scope }) => !OWN_SCORES_ONLY.includes(role) && scopes.includes(scope)) });
    const [division, leaders] = await Promise.all([this.visible.ids(within(['division', 'divisionAndBelow']), 'ranking.read', period), this.visible.ids(within(['court']), 'ranking.read', period)]);
    return { self: actor.personId, division, leaders };
  }

  /** For whoever tells of one person's total and place outside a ranking. `null`: the person stands in no group of that period. */
  async onPerson(actor: Actor, personId: string, period: EvaluationPeriod, group: { key: string; members: readonly { personId: string }[] } | null): Promise<{ scored: boolean; placed: boolean }> {
    const scored = personId === actor.personId || (await this.visible.ids(actor, 'score.read', period)).has(personId);
    return { scored, placed: group !== null && isPlaced(await this.of(actor.courtId, await this.reachOf(actor, period), period, group), personId) };
  }

  async of(courtId: string, reach: Reach, period: EvaluationPeriod, group: { key: string; members: readonly { personId: string }[] }): Promise<GroupSight> {
    // Who sees what is as decided now, whatever period is looked at; how small is too small, and what a band is, as it was then.
    const [now, then] = [await this.parameters.allUnder(courtId, RANKING_SETTINGS, this.clock.today()), await this.parameters.allInForce(courtId, [LEAST_SIZE, BANDS], lastDayOf(period))];
    const shown = (audience: Audience): Disclosure => {
      const value = now.get(audienceSetting(audience))?.value as Disclosure | undefined;
      return value && ALLOWED[audience].includes(value) ? value : DEFAULTS[audience];
    };
    const reaches = (people: ReadonlySet<string>): boolean => group.members.some(({ personId }) => people.has(personId));
    const audience: Audience = reaches(reach.leaders) ? 'leaders' : reaches(reach.division) ? 'division' : group.members.some(({ personId }) => personId === reach.self) ? 'self' : 'court';
    const mode = modeFor(now.get(modeSetting(audience))?.value ?? 'ranking', group.key);
    // A scheme for every nature has its settings under none.
    const setOf = (path: string): { value: string; source: string } | null => now.get(indicatorModeSetting(audience, group.key, path)) ?? now.get(indicatorModeSetting(audience, group.key.split(':')[0]!, path)) ?? null;
    const least = Number(then.get(LEAST_SIZE)?.value ?? 0);
    const tooSmall = group.members.length < least ? least : null;
    const ordered = mode === 'ranking' && tooSmall === null;
    const granted = (personId: string): Disclosure =>
      widest([
        ...(personId === reach.self ? [shown('self')] : []),
        ...(reach.division.has(personId) ? [shown('division')] : []),
        ...(reach.leaders.has(personId) ? [shown('leaders')] : []),
        shown('court'),
      ]);
    const hidden = group.members.filter(({ personId }) => personId !== reach.self && granted(personId) !== 'full').length;
    const covered = tooSmall === null && (hidden === 0 || hidden >= LEAST_HIDDEN);
    const limits = then.get(BANDS)?.value.split(',').map((one) => one.trim());
    return {
      audience,
      mode,
      modeOf: (path) => indicatorMode(path, (one) => setOf(one)?.value, mode),
      setOf,
      tooSmall,
      ordered,
      covered,
      described: ordered && covered,
      source: now.get(modeSetting(audience))?.source ?? null,
      bandOf: (total) => (limits ? bandOf(total, limits) : null),
      granted,
      disclosure: (personId) => (ordered ? granted(personId) : withoutOrder(granted(personId))),
    };
  }
}

/** Whether the reader is shown where the person stands. */
export function isPlaced(sight: GroupSight, personId: string): boolean {
  return ['full', 'position'].includes(sight.disclosure(personId));
}

/** Before nobody: the machine's own command line. */
export const WHOLE_SIGHT: GroupSight = { audience: 'leaders', mode: 'ranking', modeOf: () => 'ranking', setOf: () => null, tooSmall: null, ordered: true, covered: true, described: true, source: null, granted: () => 'full', disclosure: () => 'full', bandOf: () => null };
