import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import type { GroupResult } from '../../peer-comparison/group-result.js';
import { TouchedPeople } from '../../peer-comparison/touched-people.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Decimal, points } from '../../kernel/exact.js';
import { changedLines, type FrozenLine } from '../../rules/period-closing.js';
import { SnapshotsService } from '../snapshots.service.js';
import { CorrectedGroups } from './corrected-groups.js';
import type { DifferingPerson } from './dto/correction.dto.js';
import { linesOf } from './frozen-lines.js';
import { missingWords } from './missing-words.js';

interface Looked {
  sequence: number;
  /** Digests of the snapshots in force: a correction leaves others. */
  digests: string;
  people: DifferingPerson[];
}

/** Changes looked through before the period is worked out afresh. */
const MOST_CHANGES = 200;
const MOST_PERIODS = 100;

/**
 * 已冻结而有变动: whose records would give another line (total, place, part or grade) than the one that was frozen, who was left out and who no longer belongs. Whatever changes a record after the freeze
 * shows here, from whichever module it comes, since everything is read again; what was looked at stays known until the trail tells
 * of a change that may touch somebody's facts.
 */
@Injectable()
export class MovedFigures {
  private readonly known = new Map<string, Looked>();

  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly touched: TouchedPeople,
    private readonly snapshots: SnapshotsService,
    private readonly corrected: CorrectedGroups,
  ) {}

  async of(courtId: string, period: EvaluationPeriod): Promise<DifferingPerson[]> {
    const key = `${courtId} ${period.key} ${this.clock.today()}`;
    // Read first: what is committed meanwhile is looked at once more, never missed.
    const sequence = await this.trail.lastOf(courtId);
    const digests = (await this.snapshots.digestsOf(courtId, period)).join(' ');
    const before = this.known.get(key);
    const people = before?.digests === digests && (await this.nobodySince(courtId, before.sequence, sequence)) ? before.people : await this.look(courtId, period);
    if (this.known.size >= MOST_PERIODS) this.known.clear();
    this.known.set(key, { sequence, digests, people });
    return people;
  }

  private async nobodySince(courtId: string, before: number, now: number): Promise<boolean> {
    if (before === now) return true;
    const changes = await this.trail.since(courtId, before, MOST_CHANGES);
    return changes !== null && (await this.touched.by(changes))?.size === 0;
  }

  private async look(courtId: string, period: EvaluationPeriod): Promise<DifferingPerson[]> {
    return (await this.corrected.rework(courtId, period)).flatMap((one) => {
      const key = one.snapshot.peerGroup;
      return one.differing.flatMap((personId): DifferingPerson[] => {
        const line = (result: GroupResult): FrozenLine[] => linesOf(result).filter((own) => own.personId === personId);
        const was = line(one.frozen.result);
        const frozen = was[0]?.total ?? null;
        const { name, division } = one.people.get(personId)!;
        const about = { personId, name, division, group: { key, title: groupTitle(readKey(key).post, readKey(key).nature) }, frozen };
        try {
          const is = line(one.with(new Set([personId])).result);
          const now = is[0]?.total ?? null;
          // A veto moves a grade, and what one part gains another may lose: the total alone would not tell.
          if (!changedLines(was, is).length) return [];
          return [{ ...about, now, difference: frozen === null || now === null ? null : signed(new Decimal(now).minus(frozen)), lacks: null }];
        } catch (error) {
          // A number taken back and not entered again keeps one person from being worked out, and nobody else.
          if (!(error instanceof DomainError)) throw error;
          return [{ ...about, now: null, difference: null, lacks: missingWords(error, new Map()) }];
        }
      });
    });
  }
}

function signed(difference: Decimal): string {
  return `${difference.gt(0) ? '+' : ''}${points(difference)}`;
}
