import { Entity, Index } from 'typeorm';
import { CountColumn, DayColumn, IdColumn, InstantColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';

export const FLOW_UNITS = ['court', 'division', 'judge', 'nature'] as const;
export type FlowUnit = (typeof FLOW_UNITS)[number];

/** 登记数: open cases of a unit at the end of a period as the court's own books say, against what the register's days say. */
@Entity('case_flow_count')
@Index('uq_case_flow_count', ['courtId', 'slot'], { unique: true })
@Index('ix_case_flow_count_period', ['courtId', 'period'])
export class CaseFlowCount {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  @WordColumn(10) unitKind: FlowUnit;
  /** Id of the division or judge, the nature's word; empty for the court. */
  @WordColumn(36) unitId: string;
  /** `division|<id>|2026-10` while it counts, `null` once superseded: one counts at a time. */
  @WordColumn(60, { nullable: true }) slot: string | null;
  @CountColumn() pending: number;
  @DayColumn() countedOn: string;
  /** Where the number comes from: 司法统计月报, 实地盘点 … */
  @WordColumn(200) source: string;
  @WordColumn(60) recordedBy: string;
  @InstantColumn() recordedAt: string;
  @WordColumn(60, { nullable: true }) supersededBy: string | null;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
}

/** 差额说明: why a unit's figures do not reconcile, for the gap as it stood. */
@Entity('case_flow_explanation')
@Index('uq_case_flow_explanation', ['courtId', 'slot'], { unique: true })
@Index('ix_case_flow_explanation_period', ['courtId', 'period'])
export class CaseFlowExplanation {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  @WordColumn(10) unitKind: FlowUnit;
  @WordColumn(36) unitId: string;
  @WordColumn(60, { nullable: true }) slot: string | null;
  /** The gap this explains; another gap needs another explanation. */
  @CountColumn() gap: number;
  @TextColumn() words: string;
  @WordColumn(60) recordedBy: string;
  @InstantColumn() recordedAt: string;
  @WordColumn(60, { nullable: true }) supersededBy: string | null;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
}

export function slotOf({ unitKind, unitId, period }: { unitKind: FlowUnit; unitId: string; period: string }): string {
  return `${unitKind}|${unitId}|${period}`;
}
