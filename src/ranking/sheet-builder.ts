import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import type { ScoreSheetView } from '../evaluation/dto/score.dto.js';
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
  constructor(
    private readonly parameters: CourtParameters,
    private readonly quality: QualityFacts,
  ) {}

  async build(courtId: string, period: EvaluationPeriod, { group, input, result, schemeOf }: WorkedOut, personId: string): Promise<SheetBody> {
    const member = input.members.find((one) => one.personId === personId)!;
    const parts = scoredParts(input).flatMap((part) => {
      const facts = part.facts.find((one) => one.personId === personId);
      return facts ? [{ period: input.shorter ? part.period : null, facts }] : [];
    });
    const sheet = result.sheets.find((one) => one.personId === personId)!;
    const standing = result.standings.find((one) => one.personId === personId);
    const whatIf = new WhatIf(input, schemeOf, result, personId);
    const showPeers = await this.isLargeEnough(courtId, period, result.description.size);
    const components = componentsView(sheet, {
      parts,
      findings: await this.quality.describe(courtId, parts.flatMap(({ facts }) => findingIdsOf(facts))),
      without: (eventId) => whatIf.without(eventId),
      componentMedians: showPeers ? result.componentMedians : null,
    });
    return {
      person: { id: personId, name: member.name, division: member.division },
      period: period.key,
      peerGroup: { key: group.key, title: group.title, size: group.members.length },
      total: sheet.total,
      fullMark: sheet.fullMark ?? '',
      peerMedian: showPeers ? result.description.median : null,
      peerMean: showPeers ? result.description.mean : null,
      rank: standing?.rank ?? null,
      tied: standing?.tied ?? false,
      components,
      shorter: whatIf.shorter(),
      outcome: outcomeView(result.outcome, personId),
    };
  }

  /** In a group of two the median would tell the other's score; the court sets from which size on it is shown. */
  private async isLargeEnough(courtId: string, period: EvaluationPeriod, size: number): Promise<boolean> {
    const least = await this.parameters.inForce(courtId, 'ranking.minGroupSize', lastDayOf(period));
    return size > 2 && (!least || size >= Number(least.value));
  }
}
