import { IsIn, IsOptional } from 'class-validator';
import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { ListQuery } from '../../../platform/http/list.dto.js';

/** GET /api/archive */
export class ArchiveQuery extends ListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface ArchiveRow {
  personId: string;
  name: string;
  division: string;
  periods: number;
  latest: string;
}

export interface ArchivedResult {
  period: string;
  group: Bilingual;
  division: string;
  total: string;
  /** `null`: not ranked, or the group is too small to be ranked openly. */
  rank: number | null;
  tied: boolean;
  size: number;
  grade: Bilingual | null;
  months: string;
  components: { key: string; title: Bilingual; points: string | null; fullMark: string | null }[];
  /** 90 % interval of the rank as kept at the freeze; `null` where none was. */
  interval: { from: number; until: number } | null;
  digest: string;
  published: boolean;
  /** The correction that made it, with what stood before; `totalBefore: null`: was not in the frozen result. */
  correction: { number: string; totalBefore: string | null; rankBefore: number | null } | null;
}

/** A frozen result that a correction took back: the person no longer belongs to that group. */
export interface TakenOut {
  period: string;
  group: Bilingual;
  /** As last frozen. */
  total: string;
  correction: string;
}

/** What is printed and digested. */
export interface ArchiveContent {
  court: string;
  person: { id: string; name: string };
  posts: { post: string; postName: Bilingual; division: string; nature: string | null; rank: string | null; from: string; until: string | null }[];
  results: ArchivedResult[];
  /** Absent where no correction took anything back. */
  takenOut?: TakenOut[];
  difficultCases: { number: string; caseNumber: string; points: string; countsOn: string }[];
  research: { title: string; outlet: string; publishedOn: string; points: string }[];
  merits: { code: string; evidence: string; points: string; approvedOn: string }[];
  /** The owner's archive only. */
  reconsiderations: { number: string; period: string; outcome: string; line: string; decidedOn: string }[] | null;
}

/** GET /api/me/archive ; GET /api/archive/:personId */
export interface ArchiveView extends ArchiveContent {
  own: boolean;
  /** Who has opened this archive or a score sheet of its owner: for the owner. */
  openings: { who: string; what: 'archive' | 'score'; period: string | null; when: string }[] | null;
  papers: { digest: string; printedBy: string; printedAt: string }[];
}

/** GET /api/archive-papers/:digest : is this paper one of ours, and does it still say what is so? */
export interface PaperCheck {
  digest: string;
  person: string;
  printedBy: string;
  printedAt: string;
  /** The stored text still has the digest. */
  whole: boolean;
  /** Periods whose result has been corrected, added or taken back since. */
  changed: string[];
}
