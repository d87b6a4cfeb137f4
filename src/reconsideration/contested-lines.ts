import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { points } from '../kernel/exact.js';
import { PeerGroupsService, type EvaluatedGroup } from '../peer-comparison/peer-groups.service.js';
import { WhatIf, type WithdrawnView } from '../peer-comparison/what-if.js';
import type { FactEvent } from '../rules/scheme/facts.js';
import { leavesOf, type ScoreSheet, type SheetLeaf } from '../rules/scheme/score-sheet.js';
import type { ContestedLine, Effect } from './reconsideration.entities.js';

/** One line of somebody's sheet as it stands now, with what changing its record would do. */
export interface OpenLine {
  group: EvaluatedGroup['group'];
  line: ContestedLine;
  event: FactEvent;
  /** What the record costs the case, two places; `null` where the record has no price of its own. */
  price: string | null;
  now: Effect;
  without: WithdrawnView;
  /** Whether `without` and `withPoints` are what comes ({@link WhatIf.restsOnOtherSheets}). */
  foreseen: boolean;
  withPoints: (lost: string) => WithdrawnView | null;
}

/** Reads today's sheet, since that is what a decision would change. */
@Injectable()
export class ContestedLines {
  constructor(private readonly groups: PeerGroupsService) {}

  /** @returns `null` when the person has no sheet in the period, or nothing on it rests on that record. */
  async open(courtId: string, personId: string, period: EvaluationPeriod, record: string): Promise<OpenLine | null> {
    const evaluated = await this.evaluatedWith(courtId, personId, period);
    const event = evaluated && eventOf(evaluated, personId, record);
    if (!evaluated || !event) return null;
    const sheet = evaluated.result.sheets.find((one) => one.personId === personId)!;
    const whatIf = new WhatIf(evaluated.input, (part) => this.groups.schemeOf(evaluated.group.scheme, part), evaluated.result, personId);
    const without = whatIf.without(record);
    if (!without) return null;
    return {
      group: evaluated.group,
      line: lineOf(sheet, event, listsWith(evaluated, personId, record)),
      event,
      price: event.points === undefined ? null : points(event.points),
      now: effectOf(evaluated, personId),
      without,
      foreseen: !whatIf.restsOnOtherSheets,
      withPoints: (lost) => whatIf.withPoints(record, lost),
    };
  }

  /** Total and rank as they stand now. */
  async effect(courtId: string, personId: string, period: EvaluationPeriod): Promise<Effect | null> {
    const evaluated = await this.evaluatedWith(courtId, personId, period);
    return evaluated && effectOf(evaluated, personId);
  }

  private async evaluatedWith(courtId: string, personId: string, period: EvaluationPeriod): Promise<EvaluatedGroup | null> {
    const groups = await this.groups.groups(courtId, period);
    const group = groups.find(({ members }) => members.some((member) => member.personId === personId));
    return group ? this.groups.evaluate(courtId, group, period, personId) : null;
  }
}

function effectOf({ result }: EvaluatedGroup, personId: string): Effect {
  const sheet = result.sheets.find((one) => one.personId === personId)!;
  return { total: sheet.total, rank: result.standings.find((one) => one.personId === personId)?.rank ?? null };
}

function eventOf({ input }: EvaluatedGroup, personId: string, record: string): FactEvent | null {
  const facts = input.facts.find((one) => one.personId === personId);
  return Object.values(facts?.events ?? {}).flat().find((event) => event.id === record) ?? null;
}

function lineOf(sheet: ScoreSheet, event: FactEvent, lists: readonly string[]): ContestedLine {
  const leaf = leafOf(sheet, event, lists);
  const line = leaf?.lines.find(({ eventId }) => eventId === event.id);
  return {
    indicator: leaf?.path ?? '',
    title: leaf?.title ?? event.label,
    clause: line?.clause ?? event.clause,
    reason: line?.reason ?? event.label,
    points: line?.points ?? '0.00',
    day: event.day,
    eventId: event.id,
    quote: event.quote ?? null,
    source: event.source,
  };
}

function listsWith({ input }: EvaluatedGroup, personId: string, record: string): string[] {
  const facts = input.facts.find((one) => one.personId === personId);
  return Object.entries(facts?.events ?? {}).filter(([, events]) => events.some(({ id }) => id === record)).map(([name]) => name);
}

/** The leaf that prices the record (in a combined sheet, made of those that do), or else the one whose figure the record moves. */
function leafOf(sheet: ScoreSheet, event: FactEvent, lists: readonly string[]): SheetLeaf | undefined {
  const leaves = leavesOf(sheet.components);
  const moved = [...Object.keys(event.without?.numbers ?? {}), ...(event.without?.pieces ?? []).map(({ fact }) => fact)];
  return leaves.find((leaf) => leaf.lines.some(({ eventId }) => eventId === event.id)) ?? leaves.find((leaf) => leaf.facts.some((fact) => moved.includes(fact) || lists.includes(fact)));
}
