import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min, MinLength } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';

/** `recusal` 回避 · `moved` 调离 · `longLeave` 长期休假 · `workload` 工作量 · `related` 并案 · `incapacity` 不能继续办理 · `other`. */
export const TRANSFER_GROUNDS = ['recusal', 'moved', 'longLeave', 'workload', 'related', 'incapacity', 'other'] as const;
export type TransferGround = (typeof TRANSFER_GROUNDS)[number];
export type TransferStatus = 'requested' | 'approved' | 'refused' | 'withdrawn';

/**
 * GET /api/assignment/transfers (Page<TransferRow>), GET /api/assignment/transfers/export?format=xlsx|csv.
 * Permission `transfer.read`: chiefs of either division, the trial office, judges their own.
 */
export class TransferQuery extends ListQuery {
  @IsOptional() @IsIn(['requested', 'approved', 'refused', 'withdrawn']) status?: TransferStatus;
  @IsOptional() @IsIn(['transfer', 'return']) kind?: 'transfer' | 'return';
  @IsOptional() @IsString() @MaxLength(36) judgeId?: string;
}

export class TransferExportQuery extends TransferQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}

export interface TransferRow {
  id: string;
  version: number;
  kind: 'transfer' | 'return';
  caseId: string;
  caseNumber: string;
  cause: string;
  fromId: string;
  from: string;
  fromDivision: string;
  toId: string | null;
  to: string | null;
  toDivision: string | null;
  ground: TransferGround;
  reason: string;
  status: TransferStatus;
  requestedBy: string;
  requestedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  may: { decide: boolean; withdraw: boolean };
}

/** POST /api/assignment/transfers (permission `transfer.request`). `transfer` to another judge, `return` to the pool. */
export class RequestTransfer {
  @IsString() @MaxLength(36) caseId: string;
  @IsIn(['transfer', 'return']) kind: 'transfer' | 'return';
  /** Whom the chief proposes; the trial office may decide on another. Absent for `return`. */
  @IsOptional() @IsString() @MaxLength(36) toId?: string;
  @IsIn(TRANSFER_GROUNDS) ground: TransferGround;
  @IsString() @MinLength(5) @MaxLength(500) reason: string;
}

/** POST /api/assignment/transfers/:id/approve (permission `transfer.decide`), …/refuse (reason compulsory), …/withdraw (who asked). */
export class DecideTransfer {
  @IsInt() @Min(1) version: number;
  /** Another receiver than the one asked for. */
  @IsOptional() @IsString() @MaxLength(36) toId?: string;
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}
