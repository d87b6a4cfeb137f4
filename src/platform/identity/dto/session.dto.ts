import { IsString, MaxLength, MinLength } from 'class-validator';
import type { DataScope } from '../../../kernel/actor.js';

/** POST /api/session */
export class SignIn {
  @IsString() @MinLength(1) @MaxLength(60) username: string;
  @IsString() @MinLength(1) @MaxLength(200) password: string;
}

/** POST /api/session/password */
export class ChangePassword {
  @IsString() @MaxLength(200) current: string;
  @IsString() @MaxLength(200) next: string;
}

/** GET /api/session and the answer to signing in. */
export class SessionView {
  userId: string;
  username: string;
  displayName: string;
  mustChangePassword: boolean;
  personId: string | null;
  roles: { role: string; zh: string; en: string; scope: DataScope }[];
  /** Permission → widest scope held; decides the menu, never the rows. */
  permissions: Record<string, DataScope>;
  court: { id: string; code: string; name: string; nameEn: string; example: boolean };
  /** Unit of the main post today, `民事审判第一庭`. */
  division: { id: string; name: string } | null;
}
