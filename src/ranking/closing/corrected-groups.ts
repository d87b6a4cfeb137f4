import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { workOut, type GroupFacts, type GroupResult } from '../../peer-comparison/group-result.js';
import type { PeriodFacts } from '../../peer-comparison/group-sheets.js';
import { PeerGroupsService, type Beside } from '../../peer-comparison/peer-groups.service.js';
import { changedLines } from '../../rules/period-closing.js';
import { canonicalJson } from '../../rules/scheme/score-sheet.js';
import type { RankingSnapshot } from '../ranking.entities.js';
import { SnapshotsService } from '../snapshots.service.js';
import { figuresDigest, linesOf } from './frozen-lines.js';
import type { CorrectedGroup } from './closing.entities.js';

/** A frozen group with the facts of some of its members as they stand now. */
export interface Reworked {
  snapshot: RankingSnapshot;
  /** As frozen. */
  frozen: { input: GroupFacts; result: GroupResult };
  /** Members whose facts are others by now. */
  differing: string[];
  /** The group with the facts of these people as they stand now and everybody else's as frozen. */
  with: (people: ReadonlySet<string>) => { input: GroupFacts; result: GroupResult };
}

/**
 * What a correction comes to: the facts of the people concerned are read again, everybody else's stay as frozen, and the group is
 * worked out under the scheme and the court's numbers it was frozen with. The same facts give the same bytes, so that a corrected
 * snapshot is verified as any other.
 */
@Injectable()
export class CorrectedGroups {
  constructor(
    private readonly snapshots: SnapshotsService,
    private readonly groups: PeerGroupsService,
  ) {}

  /** @param people whose new facts are asked for; without them, everybody's. Only their own groups are read again. */
  async rework(courtId: string, period: EvaluationPeriod, people: ReadonlySet<string> | null = null): Promise<Reworked[]> {
    const reworked: Reworked[] = [];
    const beside: Beside = new Map();
    for (const snapshot of await this.snapshots.snapshotsOf(courtId, period)) {
      const frozen = { input: JSON.parse(snapshot.facts) as GroupFacts, result: JSON.parse(snapshot.result) as GroupResult };
      if (people && !frozen.input.members.some(({ personId }) => people.has(personId))) continue;
      const group = await this.snapshots.frozenGroup(snapshot);
      const { input: now } = await this.groups.factsUnder(courtId, group, period, group.scheme, 'page', beside);
      const differing = frozen.input.members.map(({ personId }) => personId).filter((personId) => canonicalJson(factsOf(frozen.input, personId)) !== canonicalJson(factsOf(replaced(frozen.input, now, new Set([personId])), personId)));
      reworked.push({
        snapshot, frozen, differing,
        with: (people) => {
          const input = { ...replaced(frozen.input, now, people), group: frozen.input.group };
          return { input, result: workOut(input, (part) => this.groups.schemeOf(group.scheme, part)) };
        },
      });
    }
    return reworked;
  }

  /** The groups in which these people's new facts change a line, with every line changed by them. */
  corrected(reworked: readonly Reworked[], people: ReadonlySet<string>): { group: CorrectedGroup; one: Reworked; input: GroupFacts; result: GroupResult }[] {
    return reworked.filter(({ differing }) => differing.some((personId) => people.has(personId))).flatMap((one) => {
      const { input, result } = one.with(people);
      const members = new Map(input.members.map((member) => [member.personId, member]));
      const changes = changedLines(linesOf(one.frozen.result), linesOf(result)).map((change) => ({ ...change, name: members.get(change.personId)?.name ?? '', division: members.get(change.personId)?.division ?? '' }));
      if (!changes.length) return [];
      return [{ one, input, result, group: { group: one.snapshot.peerGroup, before: one.snapshot.digest, after: null, figures: figuresDigest(result), size: result.standings.length, changes } }];
    });
  }
}

function replaced<P extends PeriodFacts>(frozen: P, now: PeriodFacts, people: ReadonlySet<string>): P {
  const current = new Map(now.facts.map((facts) => [facts.personId, facts]));
  const shorter = frozen.shorter?.map((part) => {
    const same = now.shorter?.find(({ period }) => period === part.period);
    return same ? replaced(part, same, people) : part;
  });
  return { ...frozen, facts: frozen.facts.map((facts) => (people.has(facts.personId) ? (current.get(facts.personId) ?? facts) : facts)), ...(shorter ? { shorter } : {}) };
}

function factsOf(input: PeriodFacts, personId: string): unknown {
  return [input.facts.find((one) => one.personId === personId) ?? null, input.shorter?.map((part) => factsOf(part, personId)) ?? null];
}
