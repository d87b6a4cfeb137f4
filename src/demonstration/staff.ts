import { pinyin } from 'pinyin-pro';
import type { CaseNature } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { TRAITS, type CourtPlan, type PersonPlan, type PostPlan, type Traits } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { CourtRow, DivisionRow, LeaveRow, PersonRow, PostRow } from './world.types.js';

export const RANKS: Record<string, string> = {
  seniorJudge3: '三级高级法官',
  seniorJudge4: '四级高级法官',
  judge1: '一级法官',
  judge2: '二级法官',
  judge3: '三级法官',
  judge4: '四级法官',
  judge5: '五级法官',
};
const CASE_POSTS = new Set(['judge', 'divisionChief', 'deputyDivisionChief']);
/** Somebody about to leave for longer than this takes no more cases some weeks ahead. */
const LONG_ABSENCE_DAYS = 30;
const HANDOVER_DAYS = 45;

export interface Colleague {
  id: string;
  user: string;
  name: string;
  plan: PersonPlan;
  traits: Traits;
}

/** `duty` in thousandths of a full one. */
export interface JudgeOnDuty {
  judge: Colleague;
  unit: string;
  duty: number;
}

/** Who works in the demonstration court, and what they are on a given day. */
export class Staff {
  readonly courts: CourtRow[];
  readonly courtId: string;
  readonly divisions: DivisionRow[];
  readonly people: PersonRow[] = [];
  readonly posts: PostRow[] = [];
  readonly leaves: LeaveRow[] = [];
  private readonly colleagues = new Map<string, Colleague>();
  private readonly divisionIds = new Map<string, string>();
  /** Asked for every case of a day, and always answered the same. */
  private readonly judgesByDay = new Map<string, JudgeOnDuty[]>();
  private readonly holdersByDay = new Map<string, Colleague[]>();

  constructor(
    readonly plan: CourtPlan,
    seed: string,
  ) {
    const since = plan.defaultFrom;
    const courtIds = new Map(plan.courts.map(({ code }) => [code, recordId(since, 'court', code)]));
    this.courts = plan.courts.map(({ code, name, nameEn, level, parent }) => ({
      id: courtIds.get(code)!,
      code,
      name,
      nameEn,
      level,
      parentId: parent && courtIds.get(parent)!,
      example: true,
    }));
    this.courtId = courtIds.get(plan.court)!;
    this.divisions = plan.units.map(({ code, kind, name, nameEn }, index) => {
      const id = recordId(since, 'division', plan.court, code);
      this.divisionIds.set(code, id);
      return { id, courtId: this.courtId, kind, name, nameEn, parentId: null, position: index + 1, validFrom: since, validUntil: null };
    });
    plan.people.forEach((person, index) => this.enrol(person, index, seed));
  }

  private enrol(person: PersonPlan, index: number, seed: string): void {
    const since = this.plan.defaultFrom;
    const id = recordId(since, 'person', this.plan.court, person.user);
    const draw = new Draw(`${seed}|traits|${person.user}`);
    const traits = Object.fromEntries(TRAITS.map((trait) => [trait, draw.int(860, 1160)])) as Traits;
    this.colleagues.set(person.user, { id, user: person.user, name: person.name, plan: person, traits: { ...traits, ...person.inherent } });
    const initials = pinyin(person.name, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
    this.people.push({ id, courtId: this.courtId, name: person.name, pinyin: `${person.user} ${initials}`, employeeNumber: `示例${String(index + 1).padStart(3, '0')}` });
    person.posts.forEach((post, place) => {
      const validFrom = post.from ?? since;
      this.posts.push({
        id: recordId(validFrom, 'post', person.user, place),
        courtId: this.courtId,
        personId: id,
        divisionId: this.divisionId(post.u),
        post: post.p,
        rank: person.rank && RANKS[person.rank]!,
        nature: post.n ?? null,
        kind: 'main',
        dutyFactor: post.duty ?? '1.00',
        validFrom,
        validUntil: post.until ?? null,
        supersededAt: null,
        supersededReason: null,
      });
    });
    for (const { kind, from, until } of person.leave ?? [])
      this.leaves.push({ id: recordId(from, 'leave', person.user), courtId: this.courtId, personId: id, kind, validFrom: from, validUntil: until, reason: null });
  }

  divisionId(unit: string): string {
    return this.divisionIds.get(unit)!;
  }

  person(user: string): Colleague {
    return this.colleagues.get(user)!;
  }

  everybody(): Colleague[] {
    return [...this.colleagues.values()];
  }

  postOn({ plan }: Colleague, day: Day): PostPlan | null {
    return plan.posts.find(({ from, until }) => (from ?? this.plan.defaultFrom) <= day && (until === undefined || day < until)) ?? null;
  }

  unitOn(colleague: Colleague, day: Day): string | null {
    return this.postOn(colleague, day)?.u ?? null;
  }

  withPost(unit: string, post: string, day: Day): Colleague[] {
    return remembered(this.holdersByDay, `${unit}|${post}|${day}`, () =>
      this.everybody().filter((one) => {
        const held = this.postOn(one, day);
        return held?.u === unit && held.p === post;
      }),
    );
  }

  /** The vice-president a division reports to. */
  leaderOf(unit: string): Colleague | null {
    const leader = this.plan.units.find(({ code }) => code === unit)?.leader;
    return leader ? this.person(leader) : null;
  }

  /** Judges of a nature who can be given a case on a day, with what they are and how much of a full duty they carry. */
  judgesFor(nature: CaseNature, day: Day): readonly JudgeOnDuty[] {
    return remembered(this.judgesByDay, `${nature}|${day}`, () =>
      this.everybody().flatMap((judge) => {
        const held = this.postOn(judge, day);
        if (!held || held.n !== nature || !CASE_POSTS.has(held.p) || this.leavesSoon(judge, day)) return [];
        return [{ judge, unit: held.u, duty: Math.round(Number(held.duty ?? '1.00') * 1000) }];
      }),
    );
  }

  isAway({ plan }: Colleague, day: Day): boolean {
    return (plan.leave ?? []).some(({ from, until }) => from <= day && day < until);
  }

  private leavesSoon(judge: Colleague, day: Day): boolean {
    const last = this.lastDayBeforeAbsence(judge, day);
    return this.isAway(judge, day) || (last !== null && last < addDays(day, HANDOVER_DAYS));
  }

  /** The last day before a long leave or a change of nature that comes after `day`; cases are finished by then. */
  lastDayBeforeAbsence(judge: Colleague, day: Day): Day | null {
    const nature = this.postOn(judge, day)?.n;
    const ends = judge.plan.posts.filter(({ n, until }) => n === nature && until !== undefined && until > day && this.postOn(judge, until)?.n !== nature);
    const long = (judge.plan.leave ?? []).filter(({ from, until }) => from > day && addDays(from, LONG_ABSENCE_DAYS) < until);
    const days = [...ends.map(({ until }) => until!), ...long.map(({ from }) => from)].sort();
    return days.length ? addDays(days[0]!, -1) : null;
  }
}

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}
