/** GET /api/admin/accounts (a page of these) */
export interface AccountRow {
  id: string;
  username: string;
  displayName: string;
  personId: string | null;
  mustChangePassword: boolean;
  lockedUntil: string | null;
  disabledAt: string | null;
  createdAt: string;
}

/** GET /api/admin/grants (a page of these) */
export interface GrantRow {
  id: string;
  userId: string;
  username?: string;
  displayName?: string;
  role: string;
  scope: string;
  divisionId: string | null;
  division?: string | null;
  natures: string | string[] | null;
  validFrom: string;
  validUntil: string | null;
  reason: string;
  requestedAt: string;
  approvedAt: string | null;
  revokedAt: string | null;
}

/** GET /api/admin/audit (a page of these) */
export interface AuditRow {
  id: string;
  sequence: number;
  at: string;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  ip: string | null;
  requestId: string | null;
  digest?: string;
}

/** GET /api/admin/audit/verify */
export interface ChainView {
  checked: number;
  brokenAt: number | null;
}

export function accountState(row: AccountRow, now: string): 'disabled' | 'locked' | 'first' | 'active' {
  if (row.disabledAt) return 'disabled';
  if (row.lockedUntil && row.lockedUntil > now) return 'locked';
  return row.mustChangePassword ? 'first' : 'active';
}

/** @param today calendar day, `2026-11-09` */
export function grantState(row: GrantRow, today: string): 'revoked' | 'waiting' | 'ended' | 'future' | 'active' {
  if (row.revokedAt) return 'revoked';
  if (!row.approvedAt) return 'waiting';
  if (row.validUntil && row.validUntil <= today) return 'ended';
  return row.validFrom > today ? 'future' : 'active';
}
