import type { AccountRow, AuditRow, AuditVerification, GrantRow } from '../../../platform/identity/dto/admin.dto.js';

export type { AccountRow, AuditRow, AuditVerification, GrantRow };

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
