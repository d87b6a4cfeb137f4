import { SHEET_FACTS } from '../evaluation/sheet-fact-definitions.js';
import { DomainError } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import type { RecordRemoval } from '../platform/facts/counted-facts.js';
import { withPointsOf } from '../rules/reconsidered-facts.js';
import { combinePeriods, shorterPeriods } from '../rules/scheme/combine-periods.js';
import { prepareScheme, scorePerson, withoutEvent, type PreparedScheme } from '../rules/scheme/evaluate.js';
import type { PersonFacts } from '../rules/scheme/facts.js';
import type { ScoreSheet } from '../rules/scheme/score-sheet.js';
import type { GroupFacts, GroupResult } from './group-result.js';
import type { PeriodFacts, SchemeOf } from './group-sheets.js';
import { withoutRecord } from './without-record.js';

/** 若无此项: total and rank if one record were withdrawn, the others' totals staying as they are. */
export interface WithdrawnView {
  total: string;
  rank: number;
}

/** The person in one period that is scored for itself. */
interface OwnPart {
  input: PeriodFacts;
  prepared: PreparedScheme;
  own: PersonFacts;
  sheet: ScoreSheet;
}

/** The sheet after a change, or `null` where the change does not touch that period. */
type Rescore = (part: OwnPart) => ScoreSheet | null;

/**
 * Answers “what if” for many records of one person with one preparation of the group. In a period made of shorter ones the
 * record is taken out of the sheets it counts in, and those are combined again. `null` where it cannot be said.
 */
export class WhatIf {
  private readonly parts = new Map<PeriodFacts, OwnPart | null>();

  constructor(
    private readonly input: GroupFacts,
    private readonly schemeOf: SchemeOf,
    private readonly result: GroupResult,
    private readonly personId: string,
  ) {}

  /**
   * The score rests on sheets drawn up under other schemes (a chief's own score as a judge). A record counts there too, and what
   * it comes to there is not worked out beforehand: no figure of this class would be what comes.
   */
  get restsOnOtherSheets(): boolean {
    const parts = this.input.shorter ? [this.input, ...this.input.shorter] : [this.input];
    return parts.some(({ facts }) => facts.some((one) => one.personId === this.personId && SHEET_FACTS.some((name) => one.pieces[name]?.length)));
  }

  without(eventId: string): WithdrawnView | null {
    return this.placed(({ prepared, own, input }) => {
      try {
        return withoutEvent(prepared, own, input.facts, eventId);
      } catch (error) {
        if (error instanceof DomainError && error.code === 'scheme.eventUnknown') return null;
        throw error;
      }
    });
  }

  /** 若部分成立: had the record cost `lost` points; means stay, since a record's price is in none of them. */
  withPoints(eventId: string, lost: string): WithdrawnView | null {
    return this.placed(({ prepared, own }) => (Object.values(own.events).some((list) => list.some(({ id }) => id === eventId)) ? scorePerson(prepared, withPointsOf(own, eventId, lost)) : null));
  }

  /**
   * The same for a record behind a figure, which says itself how the facts would read without it.
   * @param period in which the record counts: the sheet's own, or one of those it is made of
   */
  withoutRecord(removal: RecordRemoval, period: string = this.input.period): WithdrawnView | null {
    return this.placed(({ prepared, own, input }) => {
      if (input.period !== period) return null;
      const changed = withoutRecord(own, removal);
      const group = input.facts.map((facts) => (facts.personId === own.personId ? changed : facts));
      return scorePerson(prepareScheme(prepared.scheme, group, input.units), changed);
    });
  }

  /** The shorter periods the sheet is made of, with what each came to; `null` total where the person has no sheet in it. */
  shorter(): { period: string; total: string | null }[] | null {
    if (!this.input.shorter) return null;
    const periods = shorterPeriods(this.schemeOf(this.input), this.input.period) ?? [];
    return periods.map((period) => {
      const part = this.input.shorter!.find((one) => one.period === period);
      return { period, total: (part && this.sheetOf(part, ({ sheet }) => sheet)?.total) ?? null };
    });
  }

  private placed(rescore: Rescore): WithdrawnView | null {
    const total = this.totalAfter(rescore);
    if (total === null) return null;
    const better = this.result.standings.filter((one) => one.personId !== this.personId && new Decimal(one.total).gt(total));
    return { total, rank: better.length + 1 };
  }

  private totalAfter(rescore: Rescore): string | null {
    let touched = false;
    try {
      const sheet = this.sheetOf(this.input, (part) => {
        const changed = rescore(part);
        touched ||= changed !== null;
        return changed ?? part.sheet;
      });
      return touched && sheet ? sheet.total : null;
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private sheetOf(part: PeriodFacts, score: (own: OwnPart) => ScoreSheet): ScoreSheet | null {
    if (!part.shorter) {
      const own = this.ownPart(part);
      return own && score(own);
    }
    const sheets = part.shorter.flatMap((inner) => {
      const sheet = this.sheetOf(inner, score);
      return sheet ? [{ period: inner.period, sheet }] : [];
    });
    return sheets.length ? combinePeriods(this.schemeOf(part), part.period, sheets) : null;
  }

  private ownPart(input: PeriodFacts): OwnPart | null {
    const known = this.parts.get(input);
    if (known !== undefined) return known;
    const own = input.facts.find((facts) => facts.personId === this.personId);
    const prepared = own && prepareScheme(this.schemeOf(input), input.facts, input.units);
    const part = own && prepared ? { input, prepared, own, sheet: scorePerson(prepared, own) } : null;
    this.parts.set(input, part);
    return part;
  }
}
