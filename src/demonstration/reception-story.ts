import { Injectable } from '@nestjs/common';
import { CourtCalendar } from '../court/court-calendar.js';
import { addDays, type Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { ReceptionDuty, ReceptionStep } from '../reception/reception.entities.js';
import { receptionStateAfter, type ReceptionAct } from '../rules/reception-day.js';
import { recordId } from './record-id.js';
import type { AccountRow, World } from './world.types.js';

const FIRST_WEDNESDAY = '2026-01-07';
const LAST_DAY = '2026-12-30';
/** Attendance of later days has not been recorded when the story ends. */
const RECORDED_UNTIL = '2026-11-17';
/** The roster of a half-year is drawn up in one go. */
const ENTERED_ON: readonly { until: Day; on: Day }[] = [{ until: '2026-07-01', on: '2025-12-24' }, { until: '2027-01-01', on: '2026-06-24' }];
const PLACE = '诉讼服务中心一楼接待室';
const RECORDER = 'cuizheng';
const DECIDER = 'jiqing';
const CHIEFS: readonly string[] = ['divisionChief', 'deputyDivisionChief'];
const LEADERS: readonly string[] = ['courtPresident', 'vicePresident'];
const WEEK = 7;
const ROWS_AT_ONCE = 400;

interface Told {
  act: Exclude<ReceptionAct, 'entered'>;
  words: string;
  by: string;
  daysAfter: number;
}

const missed = (words: string): Told => ({ act: 'missed', words, by: RECORDER, daysAfter: 1 });
const kept: readonly Told[] = [{ act: 'attended', words: '', by: RECORDER, daysAfter: 1 }];

/** What did not go by the roster, by username and the number of the duty (-1: the last one that has passed). */
const OTHERWISE: Readonly<Record<string, { duty: number; told: readonly Told[]; takenBy?: string }>> = {
  panyi: { duty: 2, told: [missed('当日上午未到岗，事前没有换班'), { act: 'excuseGiven', words: '当日临时开庭审理申请先予执行的案件，已向分管院长报告', by: 'panyi', daysAfter: 2 }, { act: 'excused', words: '排庭记录属实，准许', by: DECIDER, daysAfter: 5 }] },
  leiming: { duty: 3, told: [missed('当日未到岗，接待窗口反映无人接待'), { act: 'excuseGiven', words: '当日手头工作较多，没有赶到', by: 'leiming', daysAfter: 3 }, { act: 'excuseRefused', words: '可以事前换班而没有换班，不予准许', by: DECIDER, daysAfter: 6 }] },
  lujian: { duty: -1, told: [missed('当日未到岗'), { act: 'excuseGiven', words: '当日到柳河村巡回审判，返程道路中断', by: 'lujian', daysAfter: 2 }] },
  wenyu: { duty: 1, told: [{ act: 'takenOver', words: '当日赴中级人民法院参加审判业务会议', by: RECORDER, daysAfter: -2 }], takenBy: 'shijian' },
  duanlei: { duty: 1, told: [missed('登记簿上没有签到'), { act: 'attended', words: '核对来访登记，当日下午到岗接待四批，原登记有误', by: RECORDER, daysAfter: 4 }] },
};

/** Reception days of the demonstration court: a Wednesday each week, one chief or deputy and one leader. */
@Injectable()
export class ReceptionStory {
  constructor(
    private readonly database: Database,
    private readonly calendar: CourtCalendar,
  ) {}

  async tell(world: World, courtId: string): Promise<void> {
    const duties: ReceptionDuty[] = [];
    const steps: ReceptionStep[] = [];
    const turns = [CHIEFS, LEADERS].map((posts) => world.posts.filter((row) => row.courtId === courtId && posts.includes(row.post) && row.validUntil === null));
    let week = 0;
    for (let wednesday = FIRST_WEDNESDAY; wednesday <= LAST_DAY; wednesday = addDays(wednesday, WEEK)) {
      const day = this.calendar.after(addDays(wednesday, -1), 1);
      for (const holders of turns) {
        const { personId, divisionId } = holders[week % holders.length]!;
        duties.push(this.duty(courtId, day, personId, divisionId));
      }
      week++;
    }
    const numbers = new Map<string, number>();
    const past = (personId: string): number => duties.filter((duty) => duty.personId === personId && duty.day <= RECORDED_UNTIL).length;
    for (const duty of [...duties]) {
      const number = (numbers.get(duty.personId) ?? -1) + 1;
      numbers.set(duty.personId, number);
      const other = OTHERWISE[accountOf(world, duty.personId)?.username ?? ''];
      const special = other && number === (other.duty < 0 ? past(duty.personId) - 1 : other.duty) ? other : null;
      this.enter(world, duty, steps);
      if (duty.day > RECORDED_UNTIL) continue;
      this.follow(world, duty, special?.told ?? kept, steps);
      if (special?.takenBy) duties.push(this.takeOver(world, duty, special.takenBy, steps));
    }
    await this.put(ReceptionDuty, duties);
    await this.put(ReceptionStep, steps);
  }

  private duty(courtId: string, day: Day, personId: string, divisionId: string): ReceptionDuty {
    return { id: recordId(day, 'reception-duty', personId), courtId, day, personId, divisionId, place: PLACE, state: 'planned', takenFromId: null, recordedById: null, version: 1 };
  }

  private takeOver(world: World, duty: ReceptionDuty, username: string, steps: ReceptionStep[]): ReceptionDuty {
    const { personId } = named(world, username);
    const { divisionId } = world.posts.find((row) => row.personId === personId)!;
    const taken = { ...this.duty(duty.courtId, duty.day, personId!, divisionId), id: recordId(duty.day, 'reception-taken', personId!), takenFromId: duty.id };
    this.enter(world, taken, steps);
    this.follow(world, taken, kept, steps);
    return taken;
  }

  private enter(world: World, duty: ReceptionDuty, steps: ReceptionStep[]): void {
    steps.push(step(duty, 'entered', null, named(world, RECORDER), ENTERED_ON.find(({ until }) => duty.day < until)!.on, 1));
  }

  private follow(world: World, duty: ReceptionDuty, told: readonly Told[], steps: ReceptionStep[]): void {
    for (const { act, words, by, daysAfter } of told) {
      const actor = named(world, by);
      duty.state = receptionStateAfter(act);
      duty.version++;
      if (act === 'attended' || act === 'missed') duty.recordedById = actor.id;
      steps.push(step(duty, act, words || null, actor, addDays(duty.day, daysAfter), duty.version));
    }
  }

  private async put(entity: typeof ReceptionDuty | typeof ReceptionStep, rows: readonly object[]): Promise<void> {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await this.database.repository(entity).insert(rows.slice(from, from + ROWS_AT_ONCE));
  }
}

function step({ courtId, id, state }: ReceptionDuty, act: ReceptionAct, words: string | null, actor: AccountRow, on: Day, sequence: number): ReceptionStep {
  return { id: recordId(on, 'reception-step', id, sequence), courtId, dutyId: id, sequence, act, state, words, actorId: actor.id, actorName: actor.displayName, at: `${on}T02:00:00.000Z` };
}

function accountOf({ accounts }: World, personId: string): AccountRow | undefined {
  return accounts.find((account) => account.personId === personId);
}

function named({ accounts }: World, username: string): AccountRow {
  const account = accounts.find((one) => one.username === username);
  if (!account) throw new Error(`config/demonstration/court.yaml: nobody signs in as ${username}`);
  return account;
}
