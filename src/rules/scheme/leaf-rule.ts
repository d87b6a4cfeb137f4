import type { Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { Decimal } from '../../kernel/exact.js';
import type { LineKind, SourceRecord } from '../../kernel/score-line.js';
import type { FactReader } from './fact-reader.js';
import type { FactName } from './facts.js';
import type { PeerMean, PeerQuestion } from './measure.js';
import type { SpecReader } from './spec-reader.js';
import { factorFor, join, say } from './wording.js';
import { points, roundHalfUp } from '../../kernel/exact.js';

/** A line before it is told which leaf it stands in. Its points are on the leaf's own full mark. */
export interface DraftLine {
  kind: LineKind;
  points: Decimal;
  reason: Sentence;
  clause?: string;
  source?: SourceRecord;
  day?: Day | null;
  eventId?: string;
  quote?: string | undefined;
}

export interface LeafScore {
  /** Unrounded, on the leaf's own full mark; rounded once, after any conversion, by the caller. */
  exact: Decimal;
  lines: DraftLine[];
}

/** What one person's facts say to one leaf: a score once the full mark is known, or that the leaf cannot apply. */
export type Reading = { applicable: true; score: (full: Decimal | null) => LeafScore } | { applicable: false; why: Sentence };

export interface Subject {
  reader: FactReader;
  peerMean: (question: PeerQuestion) => PeerMean;
  /** Time served or reduced duty, where it lessens what this leaf asks for. */
  duty?: DutyShare;
}

/** How much of a full period or full duty a person stood, 0 … 1, with the reckoning in words. */
export interface DutyShare {
  share: Decimal;
  words: Sentence;
}

export interface CompiledRule {
  facts: FactName[];
  peers: PeerQuestion[];
  /** Those of `facts` that are read event by event; an approval or a share with the unit concerns them. */
  events?: FactName[];
  /** Whether it may take over weight; by the rule's kind unless said here. */
  takesWeight?: boolean;
  /** True when reduced duty lessens what the rule asks for, and not what the leaf is worth. */
  lessens?: boolean;
  read: (subject: Subject) => Reading;
}

export interface LeafContext {
  title: Sentence;
  /** Full mark as the document writes it, on the leaf's own scale; null when open-ended. */
  fullMark: Decimal | null;
}

/** One way of turning facts into points. Adding a rule is one file and one row in `leaf-rules/registry.ts`. */
export interface LeafRule {
  kind: string;
  /** False for rules that count up or down in points of their own; they also take over no weight from other parts. */
  needsFullMark: boolean;
  compile: (spec: SpecReader, leaf: LeafContext) => CompiledRule;
}

/**
 * A leaf worth a share of its full mark: one line whose words end in the product.
 * @example full 8.00, fraction 95 ÷ 97 → “…，8.00 × 0.9794 = 7.84”
 */
export function fractionOf(fraction: Decimal, words: Sentence): Reading {
  return {
    applicable: true,
    score: (full) => {
      const exact = full!.times(fraction);
      const product = `${points(full!)} × ${factorFor(full!, fraction, roundHalfUp(exact))} = ${points(exact)}`;
      return { exact, lines: [{ kind: 'computed', points: exact, reason: join(words, say(product, product)) }] };
    },
  };
}

export function notApplicable(zh: string, en: string): Reading {
  return { applicable: false, why: say(zh, en) };
}
