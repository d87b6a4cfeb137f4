/** GET /api/rankings/:group/:period/verify : does a frozen ranking still follow from its facts and scheme? */
export interface VerificationView {
  group: string;
  period: string;
  digest: string;
  /** Recomputing from the frozen facts and the stored scheme gives the same bytes. */
  sameBytes: boolean;
  /** The digest kept beside the snapshot is that of its contents. */
  sameDigest: boolean;
}

/** GET /api/superior/published : figures of subordinate courts, without names. */
export interface PublishedRow {
  courtId: string;
  court: string;
  period: string;
  publishedAt: string;
  groups: { key: string; title: { zh: string; en: string }; size: number; mean: string | null; median: string | null; highest: string | null; lowest: string | null; digest: string }[];
}

/** GET /api/frozen-periods : half-open days, as everywhere. */
export interface FrozenPeriodView {
  period: string;
  from: string;
  until: string;
}
