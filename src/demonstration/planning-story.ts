import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { insertRows } from '../platform/database/insert-rows.js';
import { ReviewTriggers } from '../quality-review/planning/triggers.service.js';
import { recordId } from './record-id.js';
import type { World } from './world.types.js';

interface Told {
  kind: string;
  day: string;
  source: string;
  originKey: string | null;
}

const OFFICE = '审管办';

/** Why each key and special review of the demonstration court was enrolled: the events behind their triggers, raised by the register or entered by the office. */
@Injectable()
export class PlanningStory {
  constructor(
    private readonly database: Database,
    private readonly triggers: ReviewTriggers,
  ) {}

  async tell(world: World, courtId: string): Promise<void> {
    await this.triggers.install(courtId);
    const appeals = new Map(world.appeals.map((row) => [row.caseId, row]));
    const complaints = new Map(world.complaints.filter(({ result }) => result === 'upheld' || result === 'partlyUpheld').map((row) => [row.caseId, row]));
    const cases = new Map(world.cases.map((row) => [row.id, row]));
    const told = (code: string, caseId: string, plannedOn: string): Told => {
      const { closedOn, limitOn } = cases.get(caseId)!;
      const [appeal, complaint] = [appeals.get(caseId), complaints.get(caseId)];
      const entered = (kind: string, source: string): Told => ({ kind, day: plannedOn, source, originKey: null });
      if (code === 'T3' && appeal?.decidedOn) return { kind: `appeal.${appeal.outcome}`, day: appeal.decidedOn, source: `登记册：二审结果 ${appeal.decidedOn}`, originKey: `appeal:${appeal.id}:${appeal.outcome}` };
      if (code === 'T5' && limitOn && closedOn && closedOn > limitOn) return { kind: 'limit.exceeded', day: closedOn, source: `登记册：审限至 ${limitOn}，${closedOn} 结案`, originKey: `limit:${caseId}` };
      if (code === 'T5') return { kind: 'age.exceeded', day: closedOn ?? plannedOn, source: `登记册：长期未结，${closedOn} 结案`, originKey: `age:${caseId}` };
      if (code === 'T6' && complaint?.verifiedOn) return { kind: 'complaint.upheld', day: complaint.verifiedOn, source: `登记册：投诉 ${complaint.verifiedOn} 查实`, originKey: `complaint:${complaint.id}` };
      return { T1: entered('inconsistency.recorded', '专业法官会议纪要：同类案件裁判尺度不一'), T2: entered('enforcement.supervised', '上级法院执行监督函'), T6: entered('petition.repeated', '信访部门转办记录'), T7: entered('supervisionLetter.received', '人大代表督办函'), T8: entered('objection.upheld', '执行异议裁定'), T9: entered('judgment.withdrawn', '院长批准撤回文书的决定') }[code] ?? entered('publicOpinion.recorded', '舆情专报');
    };
    const rows = world.reviews.flatMap(({ id, caseId, triggers, plannedOn }) =>
      (triggers ? triggers.split(',') : []).map((code) => {
        const { kind, day, source, originKey } = told(code, caseId, plannedOn);
        return {
          id: recordId(day, 'case-event', code, caseId), court_id: courtId, case_id: caseId, kind, day, reply_on: kind === 'supervisionLetter.received' ? plannedOn : null, source, origin: originKey ? 'register' : 'entered', origin_key: originKey, group_id: null,
          evidence_name: null, evidence_digest: null, trigger_code: code, status: 'enrolled', waits_for: null, review_id: id, recorded_by: originKey ? '登记册自动' : OFFICE, recorded_at: `${day > plannedOn ? day : plannedOn}T01:30:00.000Z`,
          withdrawn_by: null, withdrawn_at: null, withdrawn_reason: null, version: 1,
        };
      }),
    );
    if (rows.length) await insertRows(this.database, 'case_event', Object.keys(rows[0]!) as (keyof (typeof rows)[number])[], rows);
  }
}
