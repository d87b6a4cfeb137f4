import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { ListQuery } from '../../../platform/http/list.dto.js';

/** GET /api/corrections */
export class CorrectionsQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(10) period?: string;
  @IsOptional() @IsIn(['proposed', 'issued', 'withdrawn']) status?: 'proposed' | 'issued' | 'withdrawn';
  /** Of an export. */
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

/** POST /api/periods/:period/corrections */
export class ProposeCorrection {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(50) @ArrayUnique() @IsString({ each: true }) people: string[];
  @IsString() @MaxLength(2000) reason: string;
  @IsIn(['reconsideration', 'objection', 'finding', 'other']) basisKind: 'reconsideration' | 'objection' | 'finding' | 'other';
  @IsOptional() @IsString() @MaxLength(36) basisId?: string;
  /** The decision as it is cited. */
  @IsString() @MaxLength(200) basisWords: string;
  @IsString() @IsNotEmpty() @MaxLength(200) password: string;
}

/** GET /api/periods/:period/differences : whose facts come to another line than the frozen one, who is missing in it and who no longer belongs to it. */
export interface DifferencesView {
  period: string;
  people: DifferingPerson[];
  /** Decisions since the freeze that no correction has carried out, with whose results they are about. */
  bases: { kind: 'reconsideration' | 'objection'; id: string; words: string; person: string; people: { personId: string; name: string }[]; decidedOn: string }[];
}

export interface DifferingPerson {
  personId: string;
  name: string;
  division: string;
  group: { key: string; title: Bilingual };
  /** `null`: not in the frozen result. */
  frozen: string | null;
  /** With this person as they stand now and everybody else as frozen; `null`: no longer in the group, or `lacks` says why. */
  now: string | null;
  /** Now − frozen, with its sign; `null` where either is missing. */
  difference: string | null;
  /** Why the facts as they stand now come to nothing at all. */
  lacks: Bilingual | null;
}

/** GET /api/corrections/frozen-periods : what can have moved since, the latest first; each is looked at by itself. */
export interface FrozenPeriodRow {
  period: string;
  status: 'closed' | 'published';
  frozenAt: string;
  /** A correction waits for the second person: another cannot be begun. */
  pending: string | null;
}

export interface CorrectionRow {
  id: string;
  period: string;
  number: string | null;
  status: 'proposed' | 'issued' | 'withdrawn';
  reason: string;
  basisWords: string;
  people: number;
  proposedBy: string;
  proposedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
}

export interface CorrectedSide {
  total: string;
  rank: number | null;
  tied: boolean;
  grade: Bilingual | null;
  components: Record<string, string | null>;
}

/** GET /api/corrections/:id : old and new side by side for every line the reader may read. */
export interface CorrectionView extends CorrectionRow {
  version: number;
  withdrawnReason: string | null;
  groups: {
    key: string;
    title: Bilingual;
    size: number;
    before: string;
    after: string | null;
    components: { key: string; title: Bilingual }[];
    /** `before: null`: was not in the frozen result; `after: null`: no longer in the group. */
    rows: { personId: string; name: string; division: string; before: CorrectedSide | null; after: CorrectedSide | null }[];
    /** Lines changed that the reader may not read. */
    hidden: number;
  }[];
  may: ('confirm' | 'withdraw')[];
}
