import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod, PeriodKind } from '../../kernel/evaluation-period.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { BulletinSection, NamedFigure } from '../../rules/bulletin-text.js';
import { bulletinErrors } from './bulletins.errors.js';

export interface BulletinTable {
  title: string;
  head: string[];
  rows: string[][];
  /** Widths for the paper: `*` takes what is left. */
  widths?: (number | '*' | 'auto')[];
}

/** What a period says, ready for a text to point at. */
export interface BulletinData {
  figures: NamedFigure[];
  tables: Record<string, BulletinTable>;
  /** Records the figures were counted from, kept with the signed bulletin. */
  basis: Record<string, string[]>;
}

/**
 * One kind of bulletin: its name, its registry of figures, and what a fresh draft says. A module with figures of its own adds a
 * kind with {@link BulletinKinds.add} when it starts; drafting, checking, numbering, freezing and printing are the same for all.
 */
export interface BulletinKind {
  kind: string;
  name: Sentence;
  /** The one kind of period it is drafted for; any, when left out. */
  periods?: PeriodKind;
  /** @example 关于2026年10月案件质量评查情况的通报 */
  title(period: EvaluationPeriod): string;
  /** @param anonymous nobody is to be named: names and case numbers are not even read */
  data(courtId: string, period: EvaluationPeriod, anonymous: boolean): Promise<BulletinData>;
  draft(data: BulletinData, period: EvaluationPeriod): BulletinSection[];
}

@Injectable()
export class BulletinKinds {
  private readonly known = new Map<string, BulletinKind>();

  add(kind: BulletinKind): void {
    this.known.set(kind.kind, kind);
  }

  of(kind: string): BulletinKind {
    const found = this.known.get(kind);
    if (!found) throw bulletinErrors['bulletin.kindUnknown']({ kind });
    return found;
  }

  all(): BulletinKind[] {
    return [...this.known.values()];
  }
}
