import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { EvaluationPeriod, PeriodKind } from '../../kernel/evaluation-period.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { BulletinSection, NamedFigure } from '../../rules/bulletin-text.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import type { Permission } from '../../platform/permissions/permissions.js';
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
  /** Beside drafting, what whoever drafts, changes, sends, publishes or withdraws it has to hold; nothing more, when left out. */
  keeper?: Permission;
  /** @throws while there is nothing yet that may be told */
  ready?(courtId: string, period: EvaluationPeriod): Promise<void>;
  /** Numbers of what has corrected, since, the data a signed bulletin was counted from. */
  correctedSince?(courtId: string, period: EvaluationPeriod, basis: BulletinData['basis']): Promise<string[]>;
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

  /** Whether somebody may draft, change, send, publish and withdraw bulletins of a kind. */
  keeps(actor: Actor, kind: string): boolean {
    const { keeper } = this.of(kind);
    return may(actor, 'bulletin.draft') && (!keeper || may(actor, keeper));
  }

  requireKeeper(actor: Actor, kind: string): void {
    require(actor, 'bulletin.draft');
    const { keeper } = this.of(kind);
    if (keeper) require(actor, keeper);
  }

  all(): BulletinKind[] {
    return [...this.known.values()];
  }
}
