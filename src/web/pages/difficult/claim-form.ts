import type { EligibleCase } from '../../../difficult-cases/dto/difficult-case.dto.js';

export type Role = 'evidence' | 'minutes' | 'higherCourtNote';
export const ROLES: readonly Role[] = ['evidence', 'minutes', 'higherCourtNote'];

export interface KeptFile {
  digest: string;
  name: string;
  role: Role;
}

/** What the applicant has typed so far; kept as a draft. Attachments are kept by the server already and named by digest. */
export interface ClaimForm {
  case: EligibleCase | null;
  kinds: string[];
  stated: Record<string, { value: string; evidence: string }>;
  grounds: string;
  evidence: KeptFile[];
}

export const emptyClaim = (): ClaimForm => ({ case: null, kinds: [], stated: {}, grounds: '', evidence: [] });

export function readClaim(body: string): ClaimForm | null {
  try {
    const kept = JSON.parse(body) as Partial<ClaimForm>;
    return Array.isArray(kept.kinds) && typeof kept.grounds === 'string' ? { ...emptyClaim(), ...kept } : null;
  } catch {
    return null;
  }
}

/** Figures of the kinds chosen that the register lacks and the applicant has filled in. */
export function statedOf({ stated }: ClaimForm, lacking: readonly string[]): { figure: string; value: number; evidence: string }[] {
  return lacking.flatMap((figure) => {
    const typed = stated[figure];
    return typed && /^\d{1,6}$/.test(typed.value.trim()) ? [{ figure, value: Number(typed.value), evidence: typed.evidence.trim() }] : [];
  });
}
