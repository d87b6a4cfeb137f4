import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength } from 'class-validator';
import { CASE_NATURES, type CaseNature, type DataScope } from '../../../kernel/actor.js';
import { IsDay } from '../../http/is-day.js';
import { ListQuery } from '../../http/list.dto.js';
import { ROLES, type RoleName } from '../../permissions/permissions.js';

/** GET /api/admin/accounts?state=&q= (Page<AccountRow>), sort keys: username, displayName, createdAt */
export class AccountListQuery extends ListQuery {
  @IsOptional() @IsIn(['active', 'locked', 'disabled']) state?: string;
}

export interface AccountRow {
  id: string;
  username: string;
  displayName: string;
  personId: string | null;
  mustChangePassword: boolean;
  state: 'active' | 'locked' | 'disabled';
  lockedUntil: string | null;
  disabledAt: string | null;
  createdAt: string;
}

/** POST /api/admin/accounts → FirstPassword */
export class OpenAccount {
  @Matches(/^[A-Za-z0-9._-]{2,60}$/) username: string;
  @IsString() @MinLength(1) @MaxLength(80) displayName: string;
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
}

/** Shown once, stored nowhere. Also the answer to POST /api/admin/accounts/:id/reset-password. */
export interface FirstPassword {
  account: AccountRow;
  password: string;
}

/** POST /api/admin/accounts/:id/disable, POST /api/admin/grants/:id/revoke */
export class WithReason {
  @IsString() @MinLength(1) @MaxLength(300) reason: string;
}

/** GET /api/admin/sessions ; POST /api/admin/sessions/:id/end */
export interface SessionRow {
  id: string;
  username: string;
  displayName: string;
  createdAt: string;
  lastSeenAt: string;
  ip: string;
  userAgent: string;
}

/** GET /api/admin/grants?state= (Page<GrantRow>), sort keys: requestedAt, username, role */
export class GrantListQuery extends ListQuery {
  @IsOptional() @IsIn(['requested', 'approved', 'revoked']) state?: string;
}

export interface GrantRow {
  id: string;
  userId: string;
  username: string;
  displayName: string;
  role: string;
  roleZh: string;
  roleEn: string;
  scope: DataScope;
  divisionId: string | null;
  division: string | null;
  natures: string[] | null;
  validFrom: string;
  validUntil: string | null;
  reason: string;
  requestedBy: string | null;
  requestedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  revokedAt: string | null;
  state: 'requested' | 'approved' | 'revoked';
}

/** POST /api/admin/grants: asked for; another security administrator approves it with POST /api/admin/grants/:id/approve. */
export class RequestGrant {
  @IsString() @MaxLength(36) userId: string;
  @IsIn(Object.keys(ROLES)) role: RoleName;
  @IsIn(['self', 'division', 'divisionAndBelow', 'court', 'subordinateCourts']) scope: DataScope;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(4) @IsIn(CASE_NATURES, { each: true }) natures?: CaseNature[];
  @IsDay() validFrom: string;
  @IsOptional() @IsDay() validUntil?: string;
  @IsString() @MinLength(1) @MaxLength(300) reason: string;
}

/** GET /api/admin/audit (Page<AuditRow>), newest first; `q` looks in the name and the address. */
export class AuditListQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) page: number = 1;
  @IsOptional() @Type(() => Number) @IsIn([20, 50, 100]) pageSize: number = 20;
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  @IsOptional() @IsString() @MaxLength(60) action?: string;
  @IsOptional() @IsString() @MaxLength(60) subjectKind?: string;
  @IsOptional() @IsString() @MaxLength(120) subjectId?: string;
  @IsOptional() @IsDay() from?: string;
  /** Half-open. */
  @IsOptional() @IsDay() until?: string;
}

export interface AuditRow {
  id: string;
  sequence: number;
  at: string;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  before: string | null;
  after: string | null;
  reason: string | null;
  ip: string;
  requestId: string;
}

/** GET /api/admin/audit/verify */
export interface AuditVerification {
  checked: number;
  /** First sequence number that does not follow; `null` = the whole trail is unbroken. */
  brokenAt: number | null;
}
