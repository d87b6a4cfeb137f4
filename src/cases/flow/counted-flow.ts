import { addDays, daysBetween, type Day } from '../../kernel/day.js';
import { parsePeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import type { SqlCondition } from '../../platform/permissions/data-scope.js';
import { AGE_BANDS, intakeOf, LONG_PENDING_MONTHS } from '../../rules/pending-age.js';
import { caseErrors } from '../cases.errors.js';

/** What a figure of the case flow counts. One condition for the figure and for the list of cases it opens to. */
export const FLOW_KINDS = ['opening', 'received', 'closed', 'pending', 'overYear', ...AGE_BANDS.map(({ key }) => `age:${key}` as const)] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

const PENDING = 'c.intake_on < :flowUntil AND (c.closed_on IS NULL OR c.closed_on >= :flowUntil)';

/** The period with the day on which open cases are looked at: its last, or today while it runs. */
export interface FlowPeriod extends EvaluationPeriod {
  asOf: Day;
  running: boolean;
  /** For the disposition time: a whole year counts 365. */
  days: number;
}

/** @throws case.periodUnknown, case.periodAhead */
export function flowPeriod(key: string, today: Day): FlowPeriod {
  const period = parsePeriod(key);
  if (!period) throw caseErrors['case.periodUnknown']({ period: key });
  if (period.from > today) throw caseErrors['case.periodAhead']({ period: key, from: period.from });
  const running = period.until > today;
  const asOf = running ? today : addDays(period.until, -1);
  return { ...period, running, asOf, days: running ? daysBetween(period.from, asOf) + 1 : period.kind === 'year' ? 365 : daysBetween(period.from, period.until) };
}

export function flowCondition(kind: FlowKind): string {
  if (kind === 'opening') return 'c.intake_on < :flowFrom AND (c.closed_on IS NULL OR c.closed_on >= :flowFrom)';
  if (kind === 'received') return 'c.intake_on >= :flowFrom AND c.intake_on < :flowUntil';
  if (kind === 'closed') return 'c.closed_on >= :flowFrom AND c.closed_on < :flowUntil';
  if (kind === 'pending') return PENDING;
  if (kind === 'overYear') return `${PENDING} AND c.intake_on <= :flowOverYear`;
  const index = AGE_BANDS.findIndex(({ key }) => kind === `age:${key}`);
  // The youngest band is open towards today: what is taken in later in a running period is counted with it.
  return `${PENDING}${AGE_BANDS[index]!.until === null ? '' : ` AND c.intake_on > :flowAfter${index}`}${index === 0 ? '' : ` AND c.intake_on <= :flowUpTo${index}`}`;
}

export function flowParameters(period: FlowPeriod): Record<string, unknown> {
  const bands = AGE_BANDS.flatMap((band, index) => {
    const { after, until } = intakeOf(band, period.asOf);
    return [...(after === null ? [] : [[`flowAfter${index}`, after]]), ...(index === 0 ? [] : [[`flowUpTo${index}`, until]])] as [string, Day][];
  });
  return { flowFrom: period.from, flowUntil: period.until, flowOverYear: intakeOf({ from: LONG_PENDING_MONTHS, until: null }, period.asOf).until, ...Object.fromEntries(bands) };
}

/** The cases of one figure, for lists. */
export function casesOfFigure(kind: FlowKind, period: FlowPeriod): SqlCondition {
  return { sql: `(${flowCondition(kind)})`, parameters: flowParameters(period) };
}

