import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import type { PersonFacts } from '../rules/scheme/facts.js';
import { workOutAgain, type GroupFacts, type GroupResult } from './group-result.js';
import type { PeriodFacts } from './group-sheets.js';
import { TouchedPeople } from './touched-people.js';

export interface WorkedOut {
  input: GroupFacts;
  result: GroupResult;
  scheme: CompiledScheme;
}

export interface LiveGroup {
  courtId: string;
  period: EvaluationPeriod;
  /** Group, scheme version, numbers in force and membership: whatever else the result depends on. */
  key: string;
  /** Whether a member's facts may hold those of the whole unit, or what the sheets of others come to; then a record of anybody may move them. */
  readsOthers: (scheme: CompiledScheme) => boolean;
  whole: () => Promise<WorkedOut>;
  factsOf: (people: ReadonlySet<string>, scheme: CompiledScheme) => Promise<PersonFacts[]>;
}

interface Kept {
  /** Last change the result is known to include. */
  sequence: number;
  worked: WorkedOut;
  records: number;
}

/** Changes looked through before it is quicker to start afresh. */
const MOST_CHANGES = 200;
/** Records (events and pieces) kept in memory over all groups; about half a gigabyte. */
const MOST_RECORDS = 1_000_000;

/**
 * Results of open periods, kept until something they rest on changes. Every change is in the court's audit trail, numbered in
 * the order of its commit: what has been written since says whose facts to read again, in this process or any other. A change
 * nobody can place starts afresh, and so does any change of anybody's facts in a period combined from shorter ones, or where facts of units or sheets of others are read. Frozen results never come from here, and neither does anything inside a transaction, whose
 * own changes are not in the trail yet.
 */
@Injectable()
export class LiveGroups {
  /** Least recently asked for first. */
  private readonly kept = new Map<string, Kept>();
  private readonly underWay = new Map<string, Promise<Kept>>();

  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly touched: TouchedPeople,
  ) {}

  async workedOut(group: LiveGroup): Promise<WorkedOut> {
    // Open cases are looked at as of today while the period runs.
    const key = [group.courtId, group.period.key, this.clock.today(), group.key].join('|');
    // Somebody else's run may have begun before a change that is committed by now: whoever made it must see it.
    const asked = this.underWay.has(key) ? await this.trail.lastOf(group.courtId) : 0;
    for (;;) {
      const running = this.underWay.get(key) ?? this.refreshed(key, group).finally(() => this.underWay.delete(key));
      this.underWay.set(key, running);
      const kept = await running;
      this.keep(key, kept);
      if (kept.sequence >= asked) return kept.worked;
    }
  }

  private async refreshed(key: string, group: LiveGroup): Promise<Kept> {
    const known = this.kept.get(key);
    // Read first: what is committed between this and reading the facts is then looked at once more, never missed.
    const sequence = await this.trail.lastOf(group.courtId);
    if (known?.sequence === sequence) return known;
    const people = known && (await this.peopleSince(group.courtId, known.sequence));
    if (known && people) {
      const { worked } = known;
      if (people.size && (worked.input.shorter || group.readsOthers(worked.scheme))) return keptOf(sequence, await group.whole());
      const members = new Set(worked.input.facts.map(({ personId }) => personId).filter((id) => people.has(id)));
      if (!members.size) return { ...known, sequence };
      const changed = await group.factsOf(members, worked.scheme);
      return keptOf(sequence, { ...workOutAgain(worked, new Map(changed.map((facts) => [facts.personId, facts])), worked.scheme), scheme: worked.scheme });
    }
    return keptOf(sequence, await group.whole());
  }

  private async peopleSince(courtId: string, sequence: number): Promise<Set<string> | null> {
    const changes = await this.trail.since(courtId, sequence, MOST_CHANGES);
    return changes && this.touched.by(changes);
  }

  private keep(key: string, kept: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    let records = [...this.kept.values()].reduce((total, one) => total + one.records, 0);
    for (const [oldest, one] of this.kept) {
      if (records <= MOST_RECORDS) return;
      this.kept.delete(oldest);
      records -= one.records;
    }
  }
}

function keptOf(sequence: number, worked: WorkedOut): Kept {
  const sizes = (lists: Record<string, readonly unknown[]>): number => Object.values(lists).reduce((total, list) => total + list.length, 0);
  const recordsOf = ({ facts, shorter = [] }: PeriodFacts): number =>
    facts.reduce((total, { events, pieces }) => total + sizes(events) + sizes(pieces), 0) + shorter.reduce((total, part) => total + recordsOf(part), 0);
  return { sequence, worked, records: recordsOf(worked.input) };
}
