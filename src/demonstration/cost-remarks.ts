import type { Day } from '../kernel/day.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { recordId } from './record-id.js';
import type { Staff } from './staff.js';
import type { CostRemarkRow } from './world.types.js';

type Told = Pick<CostRemarkRow, 'kind' | 'category' | 'fromMonth' | 'untilMonth' | 'words' | 'state'> & { unit: string; by: string; on: Day; decidedOn?: Day; decision?: string };

const OFFICE = 'luyao';
const TOLD: readonly Told[] = [
  {
    unit: 'administrative', by: 'wenyu', on: '2026-10-09', kind: 'explanation', category: 'CO-03', fromMonth: '2026-04', untilMonth: '2026-09', state: 'accepted', decidedOn: '2026-10-12', decision: '与车队派车单、加油卡记录相符，认可。',
    words: '4月起外出勘查、送达多搭乘院车队车辆，油费在院本部列支，本庭车辆只计零星出车，办案没有减少。',
  },
  { unit: 'administrative', by: 'wenyu', on: '2026-11-09', kind: 'explanation', category: 'CO-03', fromMonth: '2026-10', untilMonth: '2026-10', state: 'waiting', words: '10月仍搭乘院车队车辆，派车单 14 张附后，油费在院本部列支。' },
  {
    unit: 'liuhe', by: 'miaoqing', on: '2026-10-13', kind: 'explanation', category: 'CO-06', fromMonth: '2026-06', untilMonth: '2026-09', state: 'refused', decidedOn: '2026-10-15', decision: '只说改用电子送达，没有电子送达回执数量；请按月列明电子送达、直接送达和邮寄各多少次后再报。',
    words: '6月起改用电子送达，没有发生邮费。',
  },
  { unit: 'civil-1', by: 'zhaoqiang', on: '2026-10-09', kind: 'comment', category: 'CO-02', fromMonth: '2026-09', untilMonth: '2026-09', state: 'noted', words: '本月有两件被告下落不明的案件公告送达，公告费较多，已要求承办人先穷尽其他送达方式。' },
];

/** What divisions said of their costs: one explanation accepted, one waiting, one refused; one comment. */
export function costRemarks({ court }: DemonstrationPlan, staff: Staff, lastDay: Day): CostRemarkRow[] {
  return TOLD.filter(({ on }) => on <= lastDay).map(({ unit, by, on, decidedOn, decision, ...told }) => ({
    ...told,
    id: recordId(on, 'cost-remark', unit, told.category),
    courtId: staff.courtId,
    divisionId: staff.divisionId(unit),
    writtenBy: recordId(court.defaultFrom, 'account', by),
    writtenByName: staff.person(by).name,
    writtenAt: `${on}T02:20:00.000Z`,
    decidedByName: decidedOn ? staff.person(OFFICE).name : null,
    decidedAt: decidedOn ? `${decidedOn}T06:40:00.000Z` : null,
    decisionWords: decision ?? null,
    version: decidedOn ? 2 : 1,
  }));
}
