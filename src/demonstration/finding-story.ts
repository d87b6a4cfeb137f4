import { Injectable } from '@nestjs/common';
import { CourtCalendar } from '../court/court-calendar.js';
import { Decimal } from '../kernel/exact.js';
import { addDays, type Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { FindingComment, FindingDecision } from '../quality-review/life/finding-life.entities.js';
import { Rectification, RectificationStep } from '../quality-review/rectification/rectification.entities.js';
import { recordId } from './record-id.js';
import type { FindingRow, World } from './world.types.js';

const RECTIFICATION_DAYS = 15;
/** Serious findings whose decision and rectification are told one by one. */
const TOLD = 12;
const REASONS = ['二审判决与卷宗相互印证，差错成立。', '评查意见有判决书原文为据，承办人的说明不足以改变认定。', '经调阅庭审录像和评议笔录，差错成立，份额适当。'];
const EXPLAINED = ['该部分事实已在庭审中逐项核对，见庭审笔录第 6 页，文书表述从简，请予考虑。', '送达当日当事人拒收，已留置送达并附照片，请核对副卷。', '本案经专业法官会议讨论，纪要已入副卷，请一并审查。'];
const MEASURES = ['已裁定补正并重新送达，当事人无异议；个人列出同类案件自查清单。', '已在庭务会上说明原因，今后文书签发前逐项核对证据采信理由。', '已补齐笔录签名和送达回证，报审管办核对。'];
const at = (day: Day, minute: number): string => `${day}T03:${String(minute).padStart(2, '0')}:00.000Z`;

/** What became of findings: what judges said of them, what the committee decided, what was put right. Told after the court is loaded. */
@Injectable()
export class FindingStory {
  constructor(
    private readonly database: Database,
    private readonly calendar: CourtCalendar,
  ) {}

  async tell(world: World): Promise<void> {
    const serious = world.findings.filter(({ severity, status }) => severity === 'serious' && status === 'settled').slice(-TOLD);
    const chair = this.personOf(world, 'qualityReviewCommittee');
    for (const [index, finding] of serious.entries()) await this.decided(world, finding, index, chair);
    const open = world.findings.filter(({ status }) => status === 'provisional' || status === 'submitted');
    // Every other one has been heard, so that both sides of the window can be seen.
    for (const [index, finding] of open.entries()) if (index % 2 === 0) await this.heard(world, finding, index);
  }

  private async decided(world: World, finding: FindingRow, index: number, chair: { id: string; name: string }): Promise<void> {
    const { id, courtId } = finding;
    const decidedOn = finding.settledOn!;
    await this.database.repository(FindingDecision).insert({
      id: recordId(decidedOn, 'finding-decision', id), courtId, findingId: id, outcome: 'confirmed', reasons: REASONS[index % REASONS.length]!, resolution: `质评委〔${decidedOn.slice(0, 4)}〕第${index + 21}号`,
      points: new Decimal(finding.points), successorId: null, decidedOn, decidedBy: chair.id, decidedByName: chair.name,
    });
    const owing = world.shares.filter(({ findingId }) => findingId === id).sort((a, b) => Number(b.share) - Number(a.share))[0];
    if (!owing) return;
    const dueOn = this.calendar.after(decidedOn, RECTIFICATION_DAYS);
    const reportedOn = earlier(addDays(decidedOn, 6 + index), world.lastDay);
    const closed = dueOn < world.lastDay;
    const status = closed ? 'closed' : index % 2 ? 'reported' : 'open';
    const rectification = recordId(decidedOn, 'rectification', id);
    const measures = status === 'open' ? null : MEASURES[index % MEASURES.length]!;
    await this.database.repository(Rectification).insert({
      id: rectification, courtId, findingId: id, personId: owing.personId, status, demand: '纠正本案可以纠正的部分，查明原因，写明防止再犯的措施。', orderedOn: decidedOn, dueOn, measures, reportedOn: measures && reportedOn,
      closedOn: closed ? earlier(addDays(reportedOn, 3), world.lastDay) : null, version: 1 + Number(measures !== null) + Number(closed),
    });
    const nameOf = (person: string): string => world.people.find((one) => one.id === person)?.name ?? '';
    const step = (action: RectificationStep['action'], day: Day, minute: number, actorName: string, words: string): Promise<unknown> =>
      this.database.repository(RectificationStep).insert({ id: recordId(day, 'rectification-step', id, action), courtId, rectificationId: rectification, action, at: at(day, minute), actorName, words });
    await step('order', decidedOn, 0, chair.name, '随委员会决定下达');
    if (measures) await step('report', reportedOn, 10, nameOf(owing.personId), measures);
    if (closed) await step('close', earlier(addDays(reportedOn, 3), world.lastDay), 20, '审判管理办公室', '已核对卷宗和措施，同意销号。');
  }

  private async heard(world: World, finding: FindingRow, index: number): Promise<void> {
    const { id, courtId, recordedOn, severity } = finding;
    const day = earlier(addDays(recordedOn, 1), world.lastDay);
    const explains = severity === 'serious' || index % 3 === 0;
    const people = world.shares.filter(({ findingId }) => findingId === id);
    for (const { personId } of severity === 'serious' ? people : people.slice(0, 1))
      await this.database.repository(FindingComment).insert({
        id: recordId(day, 'finding-comment', id, personId), courtId, findingId: id, personId, kind: explains ? 'explain' : 'accept', words: explains ? EXPLAINED[index % EXPLAINED.length]! : '', at: at(day, 30 + (index % 20)),
      });
  }

  private personOf(world: World, kind: string): { id: string; name: string } {
    const body = world.bodies.find((one) => one.kind === kind)!;
    const seat = world.appointments.find(({ bodyId, capacity }) => bodyId === body.id && capacity === 'chair') ?? world.appointments.find(({ bodyId }) => bodyId === body.id)!;
    return world.people.find(({ id }) => id === seat.personId)!;
  }
}

function earlier(day: Day, limit: Day): Day {
  return day < limit ? day : limit;
}
