import type { Language } from './domain-error.js';

/** How far a grant reaches. 本人 / 本庭 / 本庭及下属 / 本院 / 下级法院已发布数据 */
export type DataScope = 'self' | 'division' | 'divisionAndBelow' | 'court' | 'subordinateCourts';

export const CASE_NATURES = ['criminal', 'civil', 'administrative', 'enforcement'] as const;
/** 案件性质. `other` cases (state compensation, assistance) enter no peer group. */
export type CaseNature = (typeof CASE_NATURES)[number];

/** One role held, already resolved to the units it reaches today. */
export interface ActorGrant {
  role: string;
  scope: DataScope;
  courtId: string;
  /** Units reached by `division` and `divisionAndBelow`; empty for the other scopes. */
  divisionIds: string[];
  /** A reviewer works only inside the review group's field; `null` means every nature. */
  natures: CaseNature[] | null;
}

/** Who is acting, from where. Passed to every use case; never looked up from a global. */
export interface Actor {
  userId: string;
  username: string;
  personId: string | null;
  personName: string;
  courtId: string;
  grants: ActorGrant[];
  language: Language;
  ip: string;
  requestId: string;
}
