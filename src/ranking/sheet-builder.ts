import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import type { ScoreSheetView } from '../evaluation/dto/score.dto.js';
import { LEAST_DESCRIBED } from '../peer-comparison/audience-settings.js';
import type { GroupFacts, GroupResult } from '../peer-comparison/group-result.js';
import { scoredParts, type SchemeOf } from '../peer-comparison/group-sheets.js';
import type { PeopleGroup } from '../peer-comparison/peer-groups.service.js';
import { WhatIf } from '../peer-comparison/what-if.js';
import { QualityFacts } from '../quality-review/quality-facts.js';
import { outcomeView } from './outcome-view.js';
import { componentsView, findingIdsOf } from './sheet-view.js';

/** A group's result with what made it; live, frozen, or of a text nobody has adopted. */
export interface WorkedOut {
  group: PeopleGroup;
  input: GroupFacts;
  result: GroupResult;
  schemeOf: SchemeOf;
}

type SheetBody = Pick<ScoreSheetView, 'person' | 'period' | 'peerGroup' | 'total' | 'fullMark' | 'rank' | 'tied' | 'components' | 'shorter' | 'outcome' | 'peerMedian' | 'peerMean'>;

/** One person's sheet as it is read: every line with its record and what would be without it. */
@Injectable()
export class SheetBuilder {
  constructor(private readonly quality: QualityFacts) {}

  /** @param described whether the reader may be told the group's mean and median */
  async build(courtId: string, period: EvaluationPeriod, { group, input, result, schemeOf }: WorkedOut, personId: string, described: boolean): Promise<SheetBody> {
    const member = input.members.find((one) => one.personId === personId)!;
    const parts = scoredParts(input).flatMap((part) => {
      const facts = part.facts.find((one) => one.personId === personId);
      return facts ? [{ period: input.shorter ? part.period : null, facts }] : [];
    });
    const sheet = result.sheets.find((one) => one.personId === personId)!;
    const standing = result.standings.find((one) => one.personId === personId);
    const whatIf = new WhatIf(input, schemeOf, result, personId);
    const components = componentsView(sheet, {
      parts,
      findings: await this.quality.describe(courtId, parts.flatMap(({ facts }) => findingIdsOf(facts))),
      without: (eventId) => (whatIf.restsOnOtherSheets ? null : whatIf.without(eventId)),
      componentMedians: described ? mediansOfEnough(result) : null,
    });
    return {
      person: { id: personId, name: member.name, division: member.division },
      period: period.key,
      peerGroup: { key: group.key, title: group.title, size: group.members.length },
      total: sheet.total,
      fullMark: sheet.fullMark ?? '',
      peerMedian: described ? result.description.median : null,
      peerMean: described ? result.description.mean : null,
      rank: standing?.rank ?? null,
      tied: standing?.tied ?? false,
      components,
      shorter: whatIf.shorter(),
      outcome: outcomeView(result.outcome, personId),
    };
  }
}

/** A part that applies to few has few behind its median, however large the group is. */
function mediansOfEnough({ componentMedians, sheets }: GroupResult): Record<string, string> {
  const behind = (key: string): number => sheets.filter(({ components }) => components.some((part) => part.key === key && part.applicable)).length;
  return Object.fromEntries(Object.entries(componentMedians).filter(([key]) => behind(key) >= LEAST_DESCRIBED));
}
