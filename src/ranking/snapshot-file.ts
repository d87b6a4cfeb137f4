import { createHash } from 'node:crypto';
import { DomainError } from '../kernel/domain-error.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { lastDayOf } from '../court/service-record.js';
import { digestOf as schemeDigest, readAdopted } from '../evaluation/scheme-text.js';
import { workOut, type GroupFacts, type GroupResult } from '../peer-comparison/group-result.js';
import type { SchemeOf } from '../peer-comparison/group-sheets.js';
import { changedLines, type FrozenLine } from '../rules/period-closing.js';
import { compileScheme } from '../rules/scheme/compile.js';
import { canonicalJson } from '../rules/scheme/score-sheet.js';
import { linesOf } from './closing/frozen-lines.js';

/** A frozen ranking as it leaves the house: everything its figures follow from. Anybody with the program recomputes it, without server or database. */
export interface SnapshotFile {
  kind: 'frozen-ranking';
  court: string;
  period: string;
  group: string;
  revision: number;
  /** The corrections up to this revision, by number. */
  corrections: string[];
  scheme: { digest: string; document: string };
  facts: GroupFacts;
  result: GroupResult;
  /** SHA-256 of facts, the scheme's digest and result, as kept at the freeze or correction. */
  digest: string;
}

export interface SnapshotDifference {
  person: string;
  what: 'total' | 'rank' | 'grade' | 'component' | 'missing';
  /** Component key. */
  of?: string;
  stated: string | null;
  recomputed: string | null;
}

/** A line as recomputed, for comparing with a paper. */
export interface SnapshotFigures extends FrozenLine {
  name: string;
}

export interface SnapshotVerdict {
  period: string;
  group: string;
  revision: number;
  corrections: string[];
  people: number;
  digest: { stated: string; computed: string; same: boolean };
  /** The period and group the file is headed with are those of the facts. */
  sameHead: boolean;
  /** The text of the scheme has the digest the file gives. */
  sameScheme: boolean;
  /** Recomputing from facts and scheme gives the same bytes. */
  sameBytes: boolean;
  agrees: boolean;
  differences: SnapshotDifference[];
  /** Every line as recomputed; empty where it could not be. */
  figures: SnapshotFigures[];
  /** Why it could not be recomputed at all. */
  refused: { zh: string; en: string } | null;
}

/** SHA-256 over facts, the scheme's own digest, and result, one to a line. */
export function snapshotDigest(facts: string, scheme: string, result: string): string {
  return createHash('sha256').update(`${facts}\n${scheme}\n${result}`).digest('hex');
}

/**
 * Recomputes every figure of a frozen ranking from its exported file and names what differs, by person and figure. A file is
 * whatever somebody brings: what cannot be read in it is refused, never passed over.
 * @example one total in the file altered → agrees: false, differences: [{ person: '王敏', what: 'total', stated: '99.00', recomputed: '89.53' }]
 */
export function verifySnapshot(file: SnapshotFile): SnapshotVerdict {
  const { facts, result, scheme } = file;
  const computed = snapshotDigest(canonicalJson(facts), scheme.digest, canonicalJson(result));
  const told = {
    period: file.period, group: file.group, revision: file.revision, corrections: file.corrections, people: facts.members.length, digest: { stated: file.digest, computed, same: computed === file.digest },
    sameHead: file.period === facts.period && file.group === facts.group, sameScheme: schemeDigest(scheme.document) === scheme.digest,
  };
  try {
    const schemeOf: SchemeOf = (part) => compileScheme(readAdopted(scheme.document), { parameters: part.parameters ?? {}, on: lastDayOf(parsePeriod(part.period)!) });
    const again = workOut(facts, schemeOf);
    const sameBytes = canonicalJson(again) === canonicalJson(result);
    const names = new Map(facts.members.map(({ personId, name }) => [personId, name]));
    const lines = linesOf(again);
    const differences = changedLines(linesOf(result), lines).flatMap(({ personId, before, after }) => differing(names.get(personId) ?? personId, before, after));
    return { ...told, sameBytes, agrees: sameBytes && told.digest.same && told.sameScheme && told.sameHead, differences, figures: lines.map((line) => ({ name: names.get(line.personId) ?? line.personId, ...line })), refused: null };
  } catch (error) {
    const why = error instanceof DomainError ? { zh: error.sentence('zh'), en: error.sentence('en') } : { zh: `内容残缺或不是应有的形式（${String(error)}）。`, en: `something in it is missing or of another form (${String(error)}).` };
    return { ...told, sameBytes: false, agrees: false, differences: [], figures: [], refused: why };
  }
}

function differing(person: string, stated: FrozenLine | null, recomputed: FrozenLine | null): SnapshotDifference[] {
  if (!stated || !recomputed) return [{ person, what: 'missing', stated: stated?.total ?? null, recomputed: recomputed?.total ?? null }];
  const rank = ({ rank: place, tied }: FrozenLine): string | null => (place === null ? null : `${tied ? '=' : ''}${place}`);
  const components = [...new Set([...Object.keys(stated.components), ...Object.keys(recomputed.components)])];
  return [
    ...(stated.total === recomputed.total ? [] : [{ person, what: 'total' as const, stated: stated.total, recomputed: recomputed.total }]),
    ...(rank(stated) === rank(recomputed) ? [] : [{ person, what: 'rank' as const, stated: rank(stated), recomputed: rank(recomputed) }]),
    ...(stated.grade === recomputed.grade ? [] : [{ person, what: 'grade' as const, stated: stated.grade, recomputed: recomputed.grade }]),
    ...components.filter((key) => stated.components[key] !== recomputed.components[key]).map((key) => ({ person, what: 'component' as const, of: key, stated: stated.components[key] ?? null, recomputed: recomputed.components[key] ?? null })),
  ];
}
