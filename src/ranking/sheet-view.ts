import { fromHundredths, points } from '../kernel/exact.js';
import type { Sentence } from '../kernel/domain-error.js';
import type { ScoreLine } from '../kernel/score-line.js';
import type { ScoreComponentView, ScoreLeafView, ScoreLineView } from '../evaluation/dto/score.dto.js';
import type { WithdrawnView } from '../peer-comparison/what-if.js';
import type { DescribedFinding } from '../quality-review/quality-facts.js';
import type { FactEvent, FactName, PersonFacts } from '../rules/scheme/facts.js';
import { leavesOf, type ScoreSheet, type SheetLeaf } from '../rules/scheme/score-sheet.js';

/** What a sheet needs beside itself to be read by a person. */
export interface SheetContext {
  /** The person's facts in each period the points come from; named where several are combined. */
  parts: readonly { period: string | null; facts: PersonFacts }[];
  findings: ReadonlyMap<string, DescribedFinding>;
  without: (eventId: string) => WithdrawnView | null;
  /** `null` hides medians in a group too small to keep its members apart. */
  componentMedians: Readonly<Record<string, string>> | null;
}

/** Records that move a leaf without a price of their own: they stand under it so that the judge can open them. */
const RECORDS_BEHIND: Readonly<Record<FactName, FactName>> = { minorCases: 'minorFindings', complaintsUpheld: 'complaints', petitionCases: 'petitions' };

export function componentsView(sheet: ScoreSheet, context: SheetContext): ScoreComponentView[] {
  return sheet.components.map((part) => ({
    key: part.key,
    kind: part.path === 'extra' ? 'extra' : 'scored',
    title: part.title,
    fullMark: part.fullMark ?? '',
    points: part.points,
    applicable: part.applicable,
    note: part.note,
    peerMedian: context.componentMedians?.[part.key] ?? null,
    leaves: leavesOf([part]).map((leaf) => leafView(leaf, context)),
  }));
}

function leafView(leaf: SheetLeaf, context: SheetContext): ScoreLeafView {
  return {
    key: leaf.key,
    path: leaf.path,
    title: leaf.title,
    fullMark: leaf.fullMark ?? '',
    points: leaf.points,
    applicable: leaf.applicable,
    note: leaf.note,
    limits: leaf.limits,
    source: leaf.source,
    facts: leaf.facts,
    lines: [...leaf.lines, ...recordsBehind(leaf, context)].map((line) => lineView(line, context)),
    superseded: [],
  };
}

/** In a combined sheet the priced records have no line of their own either: that stands in the sheet of their period. */
function recordsBehind(leaf: SheetLeaf, { parts }: SheetContext): RecordLine[] {
  return parts.flatMap(({ period, facts: { events } }) => {
    const inFigures = leaf.facts.flatMap((fact) => events[RECORDS_BEHIND[fact] ?? ''] ?? []);
    const priced = period === null ? [] : leaf.facts.flatMap((fact) => events[fact] ?? []).filter(({ id }) => inFigures.every((event) => event.id !== id));
    return [...inFigures.map((event) => recordLine(event, leaf, period, event.points)), ...priced.map((event) => recordLine(event, leaf, period))];
  });
}

type RecordLine = Omit<ScoreLine, 'kind'> & { kind: string };

/** A record inside a rate or mean: its effect is in the line above, so it adds nothing itself. */
function recordLine(event: FactEvent, leaf: SheetLeaf, period: string | null, ofCase?: string | number): RecordLine {
  const part = ofCase === undefined ? null : points(ofCase);
  return {
    indicator: leaf.path,
    kind: 'record',
    clause: event.clause,
    source: event.source,
    reason: {
      zh: `${event.label.zh}${part ? `（该案扣 ${part}）` : ''}${period ? `，计入 ${period}` : ''}，影响已计入上项`,
      en: `${event.label.en}${part ? ` (${part} off that case)` : ''}${period ? `, counted in ${period}` : ''}; its effect is in the line above`,
    },
    points: '0.00',
    day: event.day,
    eventId: event.id,
    quote: event.quote ?? null,
  };
}

function lineView(line: RecordLine, context: SheetContext): ScoreLineView {
  const finding = line.source.kind === 'finding' ? context.findings.get(line.source.id ?? '') : undefined;
  return {
    ...line,
    caseId: finding?.caseId ?? (line.source.kind === 'case' ? line.source.id : null),
    place: finding?.place ?? null,
    clauseText: finding ? clauseText(finding) : null,
    clauseSource: finding?.source ?? null,
    severity: finding?.severity ?? null,
    responsibility: finding?.responsibility ?? null,
    without: line.eventId ? context.without(line.eventId) : null,
    contest: null,
  };
}

function clauseText({ code, label, labelEn, pointsMin, pointsMax }: DescribedFinding): Sentence {
  const range = [...new Set([pointsMin, pointsMax].map((value) => points(fromHundredths(value))))].join('–');
  return { zh: `${code} ${label}，每处扣 ${range} 分`, en: `${code} ${labelEn}; ${range} points each` };
}

/** Every finding a sheet may name. */
export function findingIdsOf(facts: PersonFacts): string[] {
  return ['seriousFindings', 'minorFindings'].flatMap((name) => (facts.events[name] ?? []).map((event) => event.id));
}
