import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import type { ScoreComponentView, ScoreLeafView, ScoreSheetView, SupersededLineView } from '../evaluation/dto/score.dto.js';
import { Clock } from '../platform/clock.js';
import { ReconsiderationFacts, type SupersededRecord } from '../reconsideration/reconsideration-facts.js';
import { numberOf } from '../reconsideration/request-words.js';
import { UNANSWERED } from '../rules/reconsideration.js';

/** Facts a finding reaches a sheet by: a changed line stays where it stood. */
const FINDING_FACTS = { serious: ['seriousFindings'], minor: ['minorFindings', 'minorCases'] };

/** Marks the lines of a sheet that are or were under reconsideration, and keeps changed ones in sight. */
@Injectable()
export class ContestedView {
  constructor(
    private readonly clock: Clock,
    private readonly reconsiderations: ReconsiderationFacts,
  ) {}

  async of(courtId: string, personId: string, period: EvaluationPeriod, components: ScoreComponentView[]): Promise<Pick<ScoreSheetView, 'components' | 'contestWindow'>> {
    const requests = await this.reconsiderations.onRecords(personId, period.key);
    const changed = await this.reconsiderations.supersededFor(personId, period.key);
    const homes = homesOf(changed, components);
    return {
      contestWindow: await this.reconsiderations.window(courtId, period, this.clock.today()),
      components: components.map((component) => ({
        ...component,
        leaves: component.leaves.map((leaf) => ({
          ...leaf,
          superseded: homes.get(leaf.path) ?? [],
          lines: leaf.lines.map((line) => {
            const request = line.eventId === null ? undefined : requests.get(line.eventId);
            return request ? { ...line, contest: { id: request.id, number: numberOf(request), status: request.status, outcome: request.outcome, underWay: UNANSWERED.includes(request.status) } } : line;
          }),
        })),
      })),
    };
  }
}

function homesOf(changed: readonly SupersededRecord[], components: readonly ScoreComponentView[]): Map<string, SupersededLineView[]> {
  const leaves = components.flatMap((component) => component.leaves);
  const homes = new Map<string, SupersededLineView[]>();
  for (const record of changed) {
    const home = homeOf(record, leaves);
    if (home) homes.set(home, [...(homes.get(home) ?? []), supersededLine(record)]);
  }
  return homes;
}

function homeOf({ line, severity }: SupersededRecord, leaves: readonly ScoreLeafView[]): string | undefined {
  const wanted = severity ? FINDING_FACTS[severity] : [];
  return (leaves.find(({ facts }) => facts.some((fact) => wanted.includes(fact))) ?? leaves.find(({ path }) => path === line.indicator) ?? leaves[0])?.path;
}

function supersededLine({ id, own, outcome, line, severity, before, after, ...number }: SupersededRecord): SupersededLineView {
  return { id: own ? id : null, number: numberOf(number), outcome, caseNumber: line.source.label, clause: line.clause, reason: line.reason, day: line.day, quote: line.quote, severity, before, after };
}
