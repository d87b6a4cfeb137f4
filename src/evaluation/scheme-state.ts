import type { Day } from '../kernel/day.js';
import type { SchemeRow, SchemeStatus } from './dto/scheme.dto.js';
import type { SchemeVersion } from './scheme-version.entity.js';

type Dated = Pick<SchemeVersion, 'status' | 'effectiveFrom' | 'effectiveUntil'>;

/**
 * 已通过 → 生效 → 已被取代 is a matter of days, so nothing has to be switched at midnight.
 * @example adopted, from 2027-01-01, on 2026-12-31 → `adopted`; a day later → `inForce`
 */
export function statusOn({ status, effectiveFrom, effectiveUntil }: Dated, day: Day): SchemeStatus {
  if (status !== 'adopted') return status;
  if (effectiveUntil !== null && effectiveUntil <= day) return 'superseded';
  // A version replaced before its first day never holds.
  if (effectiveUntil !== null && effectiveUntil <= effectiveFrom) return 'superseded';
  return effectiveFrom <= day ? 'inForce' : 'adopted';
}

/**
 * 取代规则: a version adopted later replaces what was adopted earlier from its own first day on; where the earlier one
 * had not begun by then, it never begins.
 * @returns the earlier version's new last-day-exclusive; its own when the later one does not reach into it
 */
export function supersededFrom(earlier: Pick<Dated, 'effectiveFrom' | 'effectiveUntil'>, later: Day): Day | null {
  if (earlier.effectiveUntil !== null && earlier.effectiveUntil <= later) return earlier.effectiveUntil;
  return later > earlier.effectiveFrom ? later : earlier.effectiveFrom;
}

export function rowOf(version: SchemeVersion, today: Day): SchemeRow {
  const { id, schemeId, post, nature, effectiveFrom, effectiveUntil, resolution, example, digest, revision, authorName, editedAt, createdAt, proposedAt, proposedBy } = version;
  return {
    id, schemeId, version: version.version, title: { zh: version.title, en: version.titleEn }, post, nature, effectiveFrom, effectiveUntil,
    status: statusOn(version, today), resolution, example, digest, revision, author: authorName, editedAt: editedAt ?? createdAt,
    proposed: proposedAt === null || proposedBy === null ? null : { by: proposedBy, at: proposedAt },
  };
}
