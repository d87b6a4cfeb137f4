import type { Engine } from '../platform/database/engine.js';
import type { CountedRecords, Measure } from '../platform/facts/counted-facts.js';
import type { CountedCase } from './counted-case.js';
import * as notes from './case-fact-notes.js';

type Records = CountedRecords<CountedCase>;

const OF_COURT = `(:nature = '' OR c.nature = :nature) AND c.court_id = :court`;
const CLOSED = `${OF_COURT} AND c.closed_on >= :from AND c.closed_on < :until`;
/**
 * Open at the end of the day looked at. The intake day stands inside a function so that no engine walks through every case
 * ever taken in: the few that are open are found by their closing day.
 */
const OPEN = `${OF_COURT} AND COALESCE(c.intake_on, '') <= :asOf AND (c.closed_on IS NULL OR c.closed_on > :asOf)`;
const OVER_YEAR = `COALESCE(c.intake_on, '') < :overYear`;
const IN_LIMIT = `(c.limit_on IS NULL OR c.closed_on <= c.limit_on)`;
const ENFORCEMENT = `c.nature = 'enforcement'`;
/** A seat held twice on one panel counts once; nobody sits beside himself. */
const ONE_SEAT = `p.role IN ('presidingJudge', 'panelMember')
  AND NOT (p.role = 'presidingJudge' AND EXISTS (SELECT 1 FROM case_participant q WHERE q.case_id = p.case_id AND q.person_id = p.person_id AND q.role = 'panelMember'))
  AND (c.responsible_judge_id IS NULL OR c.responsible_judge_id <> p.person_id)`;

const appealsBy = (day: string): string =>
  `(SELECT a.case_id AS case_id, MIN(a.${day}) AS day, MAX(CASE WHEN a.attributable = 1 THEN 1 ELSE 0 END) AS attributable,
           MAX(CASE WHEN a.outcome IN ('changed', 'partlyChanged') THEN 1 ELSE 0 END) AS changed, MAX(CASE WHEN a.outcome = 'remanded' THEN 1 ELSE 0 END) AS remanded,
           MAX(CASE WHEN a.outcome = 'affirmed' THEN 1 ELSE 0 END) AS affirmed
    FROM case_appeal a WHERE a.court_id = :court AND a.${day} >= :from AND a.${day} < :until GROUP BY a.case_id) a JOIN court_case c ON c.id = a.case_id`;

/**
 * What the case register counts, record kind by record kind: cases closed, received and open, panels, appeals, cases
 * followed by a clerk or an enforcement officer. Each measure stands in `CASE_FACT_DEFINITIONS` in words.
 */
export function countedCases(engine: Engine): Readonly<Record<'closed' | 'received' | 'opening' | 'open' | 'panels' | 'appealed' | 'decided' | 'objections' | 'kept' | 'enforced', Records>> {
  const days = (from: string, until: string): string =>
    engine === 'sqlite' ? `CAST(julianday(${until}) - julianday(${from}) AS INTEGER)` : `DATEDIFF(${until}, ${from})`;
  const columns = (holder: string, day: string): Records['columns'] => ({
    holder,
    day,
    id: 'c.id',
    label: 'c.case_number',
    caseId: 'c.id',
    caseNo: 'c.case_number',
    nature: 'c.nature',
    cause: 'c.cause',
    intakeOn: 'c.intake_on',
    closedOn: 'c.closed_on',
    limitOn: 'c.limit_on',
    deductedDays: 'c.deducted_days',
    extendedDays: `(SELECT COALESCE(SUM(${days('x.valid_from', 'x.valid_until')}), 0) FROM case_limit_change x WHERE x.case_id = c.id AND x.kind = 'extension')`,
    weight: 'c.weight',
    manner: 'c.closing_manner',
    claimed: 'c.claimed',
    realised: 'c.realised',
  });
  const count = (fact: string, when: string | undefined, note: Measure<CountedCase>['note']): Measure<CountedCase> => ({ fact, value: '1', kept: 'whole', note, ...(when ? { when } : {}) });
  const weigh = (fact: string): Measure<CountedCase> => ({ fact, value: 'c.weight', kept: 'hundredths', note: notes.weighted });
  const net = `${days('c.intake_on', 'c.closed_on')} - c.deducted_days`;
  const claimed = `${ENFORCEMENT} AND c.claimed IS NOT NULL`;
  const realised = `${ENFORCEMENT} AND c.realised IS NOT NULL`;
  const fully = `${ENFORCEMENT} AND c.claimed > 0 AND c.realised >= c.claimed`;

  return {
    closed: {
      kind: 'case',
      from: 'court_case c',
      where: CLOSED,
      columns: columns('c.responsible_judge_id', 'c.closed_on'),
      measures: [
        count('closed', undefined, notes.closed),
        weigh('closedWeighted'),
        count('closedInLimit', IN_LIMIT, notes.inLimit),
        count('closedLate', `NOT ${IN_LIMIT}`, notes.late),
        { fact: 'netDays', value: net, kept: 'whole', note: notes.netDays },
        { fact: 'daysToClose', value: days('c.intake_on', 'c.closed_on'), kept: 'whole', note: notes.daysToClose },
        count('closedOverYear', `${days('c.intake_on', 'c.closed_on')} > 365`, notes.daysToClose),
        count('extendedClosed', `EXISTS (SELECT 1 FROM case_limit_change x WHERE x.case_id = c.id AND x.kind = 'extension')`, notes.inLimit),
        count('firstInstanceClosed', 'c.appealable = 1', notes.appealable),
        count('mediated', `c.closing_manner = 'mediated'`, notes.closed),
        count('withdrawn', `c.closing_manner = 'withdrawn'`, notes.closed),
        count('enforcementClosed', ENFORCEMENT, notes.closed),
        count('enforced', `${ENFORCEMENT} AND c.closing_manner = 'enforced'`, notes.closed),
        count('terminated', `${ENFORCEMENT} AND c.closing_manner = 'terminated'`, notes.closed),
        { fact: 'claimed', when: claimed, value: 'c.claimed', kept: 'hundredths', note: notes.amounts },
        { fact: 'realised', when: realised, value: 'c.realised', kept: 'hundredths', note: notes.amounts },
        count('fullyRealised', fully, notes.amounts),
      ],
    },
    received: {
      kind: 'case',
      from: 'court_case c',
      where: `${OF_COURT} AND c.intake_on >= :from AND c.intake_on < :until`,
      columns: columns('c.responsible_judge_id', 'c.intake_on'),
      measures: [count('received', undefined, notes.received), weigh('receivedWeighted')],
    },
    opening: {
      kind: 'case',
      from: 'court_case c',
      where: `${OF_COURT} AND c.intake_on < :from AND (c.closed_on IS NULL OR c.closed_on >= :from)`,
      columns: columns('c.responsible_judge_id', 'c.intake_on'),
      measures: [count('opening', undefined, notes.received)],
    },
    open: {
      kind: 'case',
      from: 'court_case c',
      where: OPEN,
      columns: columns('c.responsible_judge_id', 'c.intake_on'),
      measures: [
        count('pending', undefined, notes.open),
        weigh('pendingWeighted'),
        count('openOverYear', OVER_YEAR, notes.open),
        count('openOverLimit', 'c.limit_on IS NOT NULL AND c.limit_on < :asOf', notes.openOverLimit),
      ],
    },
    panels: {
      kind: 'case',
      from: 'case_participant p JOIN court_case c ON c.id = p.case_id',
      where: `${CLOSED} AND ${ONE_SEAT}`,
      columns: columns('p.person_id', 'c.closed_on'),
      measures: [{ ...weigh('panelWeighted'), note: notes.panel }, count('panelClosed', undefined, notes.panel)],
    },
    appealed: {
      kind: 'case',
      from: appealsBy('appealed_on'),
      where: OF_COURT,
      columns: columns('c.responsible_judge_id', 'a.day'),
      measures: [count('appealed', undefined, notes.appealed)],
    },
    decided: {
      kind: 'case',
      from: appealsBy('decided_on'),
      where: OF_COURT,
      columns: columns('c.responsible_judge_id', 'a.day'),
      measures: [
        count('attributable', 'a.attributable = 1', notes.attributable),
        count('changed', 'a.changed = 1', notes.changed),
        count('remanded', 'a.remanded = 1', notes.remanded),
        count('affirmed', 'a.affirmed = 1', notes.affirmed),
      ],
    },
    objections: {
      kind: 'objection',
      from: `case_objection o JOIN court_case c ON c.id = o.case_id`,
      where: `${OF_COURT} AND o.decided_on >= :from AND o.decided_on < :until`,
      columns: { ...columns('c.responsible_judge_id', 'o.decided_on'), id: 'o.id' },
      measures: [count('objectionsUpheld', `o.outcome IN ('upheld', 'partlyUpheld')`, notes.objection), count('objectionsDecided', `o.outcome <> 'withdrawn'`, notes.objectionDecided)],
    },
    kept: {
      kind: 'case',
      from: 'court_case c',
      where: CLOSED,
      columns: columns('c.clerk_id', 'c.closed_on'),
      measures: [count('clerkClosed', undefined, notes.closed), weigh('clerkClosedWeighted')],
    },
    enforced: {
      kind: 'case',
      from: 'case_participant p JOIN court_case c ON c.id = p.case_id',
      where: `${CLOSED} AND p.role = 'enforcementOfficer'`,
      columns: columns('p.person_id', 'c.closed_on'),
      measures: [
        count('officerClosed', undefined, notes.closed),
        weigh('officerClosedWeighted'),
        count('officerClosedInLimit', IN_LIMIT, notes.inLimit),
        { fact: 'officerNetDays', value: net, kept: 'whole', note: notes.netDays },
        { fact: 'officerClaimed', when: claimed, value: 'c.claimed', kept: 'hundredths', note: notes.amounts },
        { fact: 'officerRealised', when: realised, value: 'c.realised', kept: 'hundredths', note: notes.amounts },
        count('officerFullyRealised', fully, notes.amounts),
        count('officerEnforced', `c.closing_manner = 'enforced'`, notes.closed),
        count('officerTerminated', `c.closing_manner = 'terminated'`, notes.closed),
      ],
    },
  };
}

/** Facts of the responsible judge that are counted for a whole division too, and under which name. */
export const DIVISION_CASE_FACTS: Readonly<Record<string, string>> = {
  closed: 'divisionClosed',
  closedWeighted: 'divisionClosedWeighted',
  closedInLimit: 'divisionClosedInLimit',
  netDays: 'divisionNetDays',
  firstInstanceClosed: 'divisionFirstInstanceClosed',
  mediated: 'divisionMediated',
  withdrawn: 'divisionWithdrawn',
  claimed: 'divisionClaimed',
  realised: 'divisionRealised',
  fullyRealised: 'divisionFullyRealised',
  received: 'divisionReceived',
  opening: 'divisionOpening',
  pending: 'divisionPending',
  openOverYear: 'divisionOpenOverYear',
  openOverLimit: 'divisionOpenOverLimit',
  appealed: 'divisionAppealed',
  attributable: 'divisionAttributable',
};
