import { createHash } from 'node:crypto';
import type { GroupFacts, GroupResult } from '../../peer-comparison/group-result.js';
import type { FrozenLine } from '../../rules/period-closing.js';
import { canonicalJson } from '../../rules/scheme/score-sheet.js';
import { newId } from '../../platform/ids.js';
import type { RankingSnapshot } from '../ranking.entities.js';
import type { FrozenStanding } from './closing.entities.js';

/** One line for every sheet of a group, those ranked first by rank, the others after them. */
export function linesOf({ standings, sheets, outcome }: GroupResult): FrozenLine[] {
  const placed = new Map(standings.map((standing) => [standing.personId, standing]));
  const grades = new Map(outcome?.members.map((member) => [member.personId, member.grade?.key ?? null]));
  const lines = sheets.map(({ personId, total, components }): FrozenLine => {
    const standing = placed.get(personId);
    return {
      personId, total, rank: standing?.rank ?? null, tied: standing?.tied ?? false, grade: grades.get(personId) ?? null,
      components: Object.fromEntries(components.map((part) => [part.key, part.applicable ? part.points : null])),
    };
  });
  const last = Number.MAX_SAFE_INTEGER;
  return lines.sort((a, b) => (a.rank ?? last) - (b.rank ?? last) || (a.personId < b.personId ? -1 : 1));
}

/** SHA-256 of what a reader of the result sees: every total, rank, component and grade of a group. */
export function figuresDigest(result: GroupResult): string {
  return createHash('sha256').update(canonicalJson({ description: result.description, lines: linesOf(result) })).digest('hex');
}

/** Whether two rows of somebody say the same to a reader. */
function sameRow(a: FrozenStanding, b: FrozenStanding): boolean {
  return a.total === b.total && a.rank === b.rank && canonicalJson(a.line) === canonicalJson(b.line);
}

/**
 * The correction that last changed somebody's own line, and the line before it; `null` while it is as first frozen. A correction
 * writes every line of a group anew under its number, also those it does not touch. Whoever a correction took into the group has no line before it.
 * @param history every row of one person in one group of one period, in whatever order
 */
export function lastChange(history: readonly FrozenStanding[]): { correction: string; before: FrozenStanding | null } | null {
  const when = ({ supersededAt, id }: FrozenStanding): string => `${supersededAt ?? '9999'} ${id}`;
  const latest = [...history].sort((a, b) => (when(a) < when(b) ? 1 : -1));
  const changed = latest.findIndex((row, index) => index + 1 < latest.length && !sameRow(row, latest[index + 1]!));
  if (changed >= 0) return { correction: latest[changed]!.correction ?? '', before: latest[changed + 1]! };
  const joined = latest.at(-1)?.correction ?? null;
  return joined === null ? null : { correction: joined, before: null };
}

/** The rows by person that lists and archives read, of one snapshot. */
export function standingRows(snapshot: Pick<RankingSnapshot, 'id' | 'courtId' | 'period' | 'peerGroup'>, input: GroupFacts, result: GroupResult, correction: string | null): FrozenStanding[] {
  const members = new Map(input.members.map((member) => [member.personId, member]));
  const sheets = new Map(result.sheets.map((sheet) => [sheet.personId, sheet]));
  const grades = new Map(result.outcome?.members.map((member) => [member.personId, member.grade]));
  return linesOf(result).map(({ personId, total, rank, tied }) => {
    const member = members.get(personId)!;
    const grade = grades.get(personId);
    return {
      id: newId(), courtId: snapshot.courtId, snapshotId: snapshot.id, period: snapshot.period, peerGroup: snapshot.peerGroup, personId, name: member.name, divisionId: member.divisionId, division: member.division,
      total, rank, size: result.standings.length, correction, supersededAt: null,
      line: {
        tied, months: member.months, grade: grade ? { key: grade.key, title: grade.title } : null,
        components: sheets.get(personId)!.components.map(({ key, title, applicable, points, fullMark }) => ({ key, title, points: applicable ? points : null, fullMark })),
      },
    };
  });
}
