import type { Page } from '../../platform/http/list.dto.js';

/** GET /api/units */
export interface UnitView {
  id: string;
  kind: string;
  name: string;
  nameEn: string;
  parentId: string | null;
  people: number;
}

export interface PostView {
  id: string;
  divisionId: string;
  division: string;
  post: string;
  rank: string | null;
  nature: string | null;
  kind: string;
  dutyFactor: string;
  validFrom: string;
  validUntil: string | null;
  supersededAt: string | null;
  supersededReason: string | null;
}

/** GET /api/people?q=&divisionId=&post=&page= (Page<PersonRow>) */
export interface PersonRow {
  id: string;
  name: string;
  employeeNumber: string | null;
  division: string | null;
  post: string | null;
  rank: string | null;
  nature: string | null;
  onLeave: boolean;
}
export type PeoplePage = Page<PersonRow>;

/** GET /api/people/:id ; POST /api/people/:id/posts (AddPost) ; POST /api/people/:id/leaves (AddLeave) */
export interface PersonView extends PersonRow {
  posts: PostView[];
  leaves: { id: string; kind: string; validFrom: string; validUntil: string; reason: string | null }[];
  appointments: { body: string; bodyEn: string; capacity: string; validFrom: string; validUntil: string | null }[];
}
