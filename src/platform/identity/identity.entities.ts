import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CountColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, RefColumn, WordColumn } from '../database/columns.js';

/** A login. The person behind it, if any, belongs to the court floor above. */
@Entity('user_account')
@Index('uq_user_account_username', ['username'], { unique: true })
export class UserAccount {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn({ nullable: true }) personId: string | null;
  @WordColumn(60) username: string;
  @WordColumn(80) displayName: string;
  /** `scrypt$N$r$p$salt$hash`, base64. */
  @WordColumn(200) passwordHash: string;
  @FlagColumn() mustChangePassword: boolean;
  @CountColumn({ default: 0 }) failedAttempts: number;
  @InstantColumn({ nullable: true }) lockedUntil: string | null;
  @InstantColumn({ nullable: true }) disabledAt: string | null;
  @InstantColumn() createdAt: string;
}

/** Server-side session. Only the SHA-256 of the opaque id is kept. */
@Entity('user_session')
@Index('ix_user_session_user', ['userId'])
export class UserSession {
  @PrimaryColumn({ type: 'varchar', length: 64 }) idHash: string;
  @RefColumn() userId: string;
  @InstantColumn() createdAt: string;
  @InstantColumn() lastSeenAt: string;
  @InstantColumn() expiresAt: string;
  @InstantColumn({ nullable: true }) endedAt: string | null;
  @WordColumn(64) ip: string;
  @WordColumn(300) userAgent: string;
}

/** A dated role with its data scope. Counts only once a second person has approved it. */
@Entity('role_grant')
@Index('ix_role_grant_user', ['userId'])
export class RoleGrant {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() userId: string;
  @WordColumn(40) role: string;
  @WordColumn(20) scope: string;
  @RefColumn({ nullable: true }) divisionId: string | null;
  /** Comma-separated natures a reviewer works in; `null` means all. */
  @WordColumn(80, { nullable: true }) natures: string | null;
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
  @WordColumn(300) reason: string;
  @RefColumn({ nullable: true }) requestedBy: string | null;
  @InstantColumn() requestedAt: string;
  @RefColumn({ nullable: true }) approvedBy: string | null;
  @InstantColumn({ nullable: true }) approvedAt: string | null;
  @RefColumn({ nullable: true }) revokedBy: string | null;
  @InstantColumn({ nullable: true }) revokedAt: string | null;
}
