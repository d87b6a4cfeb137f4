import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { FindingView } from './review.dto.js';

/** POST /api/findings/:id/comments, by somebody who answers for it, within the window. 接受 or 说明. */
export class CommentOnFinding {
  @IsIn(['accept', 'explain']) kind: 'accept' | 'explain';
  @IsOptional() @IsString() @MaxLength(4000) words?: string;
}

/** POST /api/findings/:id/take-back, by the reviewer, before it settles. */
export class TakeBackFinding {
  @IsInt() @Min(1) version: number;
  @IsString() @MaxLength(250) reason: string;
}

/** POST /api/findings/:id/decision, by the quality review committee, of a provisional finding. */
export class DecideFinding {
  @IsInt() @Min(1) version: number;
  @IsIn(['confirmed', 'reduced', 'rejected']) outcome: 'confirmed' | 'reduced' | 'rejected';
  @IsString() @MaxLength(4000) reasons: string;
  @IsString() @MaxLength(80) resolution: string;
  /** Only with `reduced`. */
  @IsOptional() @Matches(/^\d{1,6}(\.\d{1,2})?$/) points?: string;
  /** Only with `reduced`; its own clause when absent. */
  @IsOptional() @IsString() @MaxLength(36) clauseId?: string;
}

/** POST /api/findings/:id/rectification, by the trial office. */
export class OrderRectification {
  @IsString() @MaxLength(1000) demand: string;
  /** By the court's parameter when absent. */
  @IsOptional() @IsDay() dueOn?: string;
}

/** POST /api/rectifications/:id/{report,send-back,close} */
export class RectificationWords {
  @IsInt() @Min(1) version: number;
  @IsString() @MaxLength(4000) words: string;
}

/** GET /api/rectifications (Page<RectificationRow>) and /export. Sort keys: dueOn, orderedOn, caseNumber */
export class RectificationListQuery extends ListQuery {
  @IsOptional() @IsIn(['open', 'reported', 'closed', 'lapsed', 'overdue']) status?: string;
  @IsOptional() @IsIn(['mine']) box?: 'mine';
}

export class RectificationExportQuery extends RectificationListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

interface Words {
  zh: string;
  en: string;
}

export interface RectificationRow {
  id: string;
  findingId: string;
  caseId: string;
  caseNumber: string;
  clause: string;
  label: string;
  labelEn: string;
  severity: 'serious' | 'minor';
  personId: string;
  person: string;
  status: 'open' | 'reported' | 'closed' | 'lapsed';
  demand: string;
  measures: string | null;
  orderedOn: string;
  dueOn: string;
  reportedOn: string | null;
  closedOn: string | null;
  /** Working days; negative = late. `null` once closed. */
  daysLeft: number | null;
  version: number;
}

export interface RectificationView extends RectificationRow {
  steps: { action: string; at: string; who: string; words: string }[];
  attachments: { id: string; name: string; addedAt: string }[];
  /** `report`, `sendBack`, `close`. */
  may: string[];
}

/** GET /api/findings/:id : one finding with all that has happened to it. */
export interface FindingDetail {
  finding: FindingView;
  /** Every record of this finding in the order in which they stood in each other's place, this one among them. */
  chain: FindingView[];
  /** Whether and what it counts. */
  effect: { counts: boolean; why: Words; points: string };
  window: { until: string | null; daysLeft: number | null; open: boolean };
  comments: { id: string; personId: string; name: string; kind: 'accept' | 'explain'; words: string; at: string }[];
  attachments: { id: string; name: string; by: string; addedAt: string }[];
  decision: { outcome: 'confirmed' | 'reduced' | 'rejected'; reasons: string; resolution: string; points: string | null; decidedOn: string; decidedBy: string } | null;
  rectification: RectificationView | null;
  /** Rows of one clause that this finding completes. */
  repeats: { name: string; code: string; findings: { id: string; day: string; caseNumber: string }[] }[];
  history: { at: string; label: Words; who: string; words: string }[];
  /** `comment`, `attach`, `takeBack`, `decide`, `order`. */
  may: string[];
}
