import { Injectable } from '@nestjs/common';
import { DomainError, type Sentence } from '../../kernel/domain-error.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { workOut, type GroupFacts, type GroupResult } from '../../peer-comparison/group-result.js';
import { PeerGroupsService, type Beside, type PeerGroup } from '../../peer-comparison/peer-groups.service.js';
import { changedLines } from '../../rules/period-closing.js';
import { canonicalJson } from '../../rules/scheme/score-sheet.js';
import type { RankingSnapshot } from '../ranking.entities.js';
import { SnapshotsService } from '../snapshots.service.js';
import type { CorrectedGroup } from './closing.entities.js';
import { factsAnew, standingIn } from './facts-anew.js';
import { figuresDigest, linesOf } from './frozen-lines.js';

/** A frozen group beside what its people and their facts are by now. */
export interface Reworked {
  snapshot: RankingSnapshot;
  /** As frozen. */
  frozen: { input: GroupFacts; result: GroupResult };
  /** Members as frozen or by now whose facts are others, or who stand in the group only then or only now. */
  differing: string[];
  /** Who stands in the group as frozen or by now; who stands in it now as they stand now. */
  people: ReadonlyMap<string, { name: string; division: string }>;
  /** The group with these people as they stand now, in it or out of it, and everybody else as frozen. */
  with: (people: ReadonlySet<string>) => { input: GroupFacts; result: GroupResult };
}

/**
 * What a correction comes to: where the people concerned stand and their facts are read again, everybody else stays as frozen, and
 * the group is worked out under the scheme and the court's numbers it was frozen with. A group that was not frozen is out of reach. The same facts give the same bytes, so that a corrected
 * snapshot is verified as any other.
 */
@Injectable()
export class CorrectedGroups {
  constructor(
    private readonly snapshots: SnapshotsService,
    private readonly groups: PeerGroupsService,
  ) {}

  /** @param people who are taken as they stand now; without them, everybody. Only the groups they stood or stand in are read again. */
  async rework(courtId: string, period: EvaluationPeriod, people: ReadonlySet<string> | null = null): Promise<Reworked[]> {
    const reworked: Reworked[] = [];
    const beside: Beside = new Map();
    const standing = await this.groups.people(courtId, period);
    for (const snapshot of await this.snapshots.snapshotsOf(courtId, period)) {
      const frozen = { input: JSON.parse(snapshot.facts) as GroupFacts, result: JSON.parse(snapshot.result) as GroupResult };
      const members = standing.find(({ key }) => key === snapshot.peerGroup)?.members ?? [];
      const either = new Map([...frozen.input.members, ...members].map((member) => [member.personId, member]));
      const asked = [...either.keys()].filter((personId) => !people || people.has(personId));
      if (!asked.length) continue;
      const group = await this.snapshots.frozenGroup(snapshot);
      const { input: now, refused } = await this.factsNow(courtId, { ...group, members }, period, asked, beside);
      const differing = asked.filter((personId) => refused.has(personId) || canonicalJson(standingIn(frozen.input, personId)) !== canonicalJson(standingIn(now, personId)));
      reworked.push({
        snapshot, frozen, differing, people: either,
        with: (people) => {
          for (const personId of people) if (refused.has(personId)) throw refused.get(personId)!;
          const input = { ...factsAnew(frozen.input, now, people), group: frozen.input.group };
          return { input, result: workOut(input, (part) => this.groups.schemeOf(group.scheme, part)) };
        },
      });
    }
    return reworked;
  }

  /** The facts of these people as they stand now. Whoever has none (a post without the rank its requirement hangs on) keeps nobody else from being read. */
  private async factsNow(courtId: string, group: PeerGroup, period: EvaluationPeriod, people: readonly string[], beside: Beside): Promise<{ input: GroupFacts; refused: ReadonlyMap<string, DomainError> }> {
    const read = async (only: ReadonlySet<string>): Promise<GroupFacts> => (await this.groups.factsUnder(courtId, group, period, group.scheme, 'page', beside, only)).input;
    const refused = new Map<string, DomainError>();
    try {
      return { input: await read(new Set(people)), refused };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      for (const personId of people) {
        try {
          await read(new Set([personId]));
        } catch (own) {
          if (!(own instanceof DomainError)) throw own;
          refused.set(personId, own);
        }
      }
      if (!refused.size) throw error;
      return { input: await read(new Set(people.filter((personId) => !refused.has(personId)))), refused };
    }
  }

  /** Of these people, who now stands in a group of the period that was not frozen, with those groups. */
  async outOfReach(courtId: string, period: EvaluationPeriod, people: ReadonlySet<string>): Promise<{ people: Set<string>; groups: Sentence[] }> {
    const frozen = new Set((await this.snapshots.snapshotsOf(courtId, period)).map(({ peerGroup }) => peerGroup));
    const others = (await this.groups.people(courtId, period)).filter(({ key, members }) => !frozen.has(key) && members.some(({ personId }) => people.has(personId)));
    return { people: new Set(others.flatMap(({ members }) => members.map(({ personId }) => personId)).filter((personId) => people.has(personId))), groups: others.map(({ title }) => title) };
  }

  /** Everybody who stands in a frozen group of the period, as frozen or by now. */
  async withinReach(courtId: string, period: EvaluationPeriod): Promise<Set<string>> {
    const snapshots = await this.snapshots.snapshotsOf(courtId, period);
    const keys = new Set(snapshots.map(({ peerGroup }) => peerGroup));
    const frozen = snapshots.flatMap(({ facts }) => (JSON.parse(facts) as GroupFacts).members);
    const now = (await this.groups.people(courtId, period)).filter(({ key }) => keys.has(key)).flatMap(({ members }) => members);
    return new Set([...frozen, ...now].map(({ personId }) => personId));
  }

  /** The groups in which these people, taken as they stand now, change a line, with every line changed by them. */
  corrected(reworked: readonly Reworked[], people: ReadonlySet<string>): { group: CorrectedGroup; one: Reworked; input: GroupFacts; result: GroupResult }[] {
    return reworked.filter(({ differing }) => differing.some((personId) => people.has(personId))).flatMap((one) => {
      const { input, result } = one.with(people);
      const changes = changedLines(linesOf(one.frozen.result), linesOf(result)).map((change) => {
        const { name, division } = one.people.get(change.personId)!;
        return { ...change, name, division };
      });
      if (!changes.length) return [];
      return [{ one, input, result, group: { group: one.snapshot.peerGroup, before: one.snapshot.digest, after: null, figures: figuresDigest(result), size: result.standings.length, changes } }];
    });
  }
}
