import type { Fault, Sentence } from '../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../kernel/exact.js';
import type { ScoreLine } from '../../kernel/score-line.js';
import { compileScheme, type CompiledNode, type CompiledScheme, type CompileOptions } from './compile.js';
import type { SchemeDocument } from './document.js';
import type { Parameters } from './scheme-value.js';
import { FactReader, type PersonFacts } from './facts.js';
import type { Reading, Subject } from './leaf-rule.js';
import { factsOf, peerMean, questionKey, type PeerMean, type PeerQuestion } from './measure.js';
import { schemeErrors } from './scheme.errors.js';
import type { ScoreSheet, SheetPartNode } from './score-sheet.js';
import { settleLeaf, type SettledLine } from './settle-leaf.js';
import { shareOut, type Shared } from './share-out.js';
import { say } from './wording.js';
import { withdrawEvent } from './withdraw-event.js';

const ZERO = new Decimal(0);

/** A scheme together with what it needs to know of one peer group, worked out once for all its members. */
export interface PreparedScheme {
  scheme: CompiledScheme;
  peerMean: (question: PeerQuestion) => PeerMean;
}

/**
 * Puts a scheme's questions to a peer group once. Only the members given count: whoever stands outside the group
 * cannot move a mean.
 * @throws scheme.noPeers when the scheme compares and the group is empty; scheme.factsMissing naming every gap.
 */
export function prepareScheme(scheme: CompiledScheme, peers: readonly PersonFacts[]): PreparedScheme {
  const questions = new Map(rulesOf(scheme.nodes).flatMap((rule) => rule.peers.map((question) => [questionKey(question), question] as const)));
  if (questions.size && !peers.length) throw schemeErrors['scheme.noPeers']({ id: scheme.id });
  const readers = peers.map((facts) => new FactReader(facts));
  const means = new Map([...questions].map(([key, question]) => [key, peerMean(question, readers)]));
  refuseMissing(readers.flatMap((reader) => reader.faults));
  return { scheme, peerMean: (question) => means.get(questionKey(question))! };
}

/**
 * Facts → lines → totals for one person.
 *
 * A part that cannot apply gives its weight to its siblings in proportion; when none of them applies, the parent itself
 * does not apply. Each leaf is rounded once, half up, to two places; the total is the sum of the lines.
 * @throws scheme.factsMissing with every fact the scheme names and the person lacks.
 */
export function scorePerson(prepared: PreparedScheme, facts: PersonFacts): ScoreSheet {
  const { scheme } = prepared;
  const subject = { reader: new FactReader(facts), peerMean: prepared.peerMean };
  const read = scheme.nodes.map((child) => readNode(child, subject));
  refuseMissing(subject.reader.faults);
  const components = placeAll(read, scheme.fullMark, new Decimal(1), facts.personId);
  return {
    scheme: { id: scheme.id, version: scheme.version, title: scheme.title, source: scheme.source, example: scheme.example },
    personId: facts.personId,
    fullMark: scheme.fullMark && points(scheme.fullMark),
    total: points(sum(components.map((part) => part.points))),
    applicable: components.some((part) => part.applicable),
    components,
  };
}

/** Compile, prepare and score in one go, for a single sheet; for a whole group prepare once and score each. */
export function evaluate(scheme: SchemeDocument, facts: PersonFacts, peers: readonly PersonFacts[], parameters: Parameters = {}, options: Omit<CompileOptions, 'parameters'> = {}): ScoreSheet {
  return scorePerson(prepareScheme(compileScheme(scheme, { ...options, parameters }), peers), facts);
}

/**
 * “What if this were withdrawn”: the sheet as it would read without one event. The group's means stay as they are,
 * unless the person's own facts are in them and the event touches what is compared; then they are worked out again.
 * @throws scheme.eventUnknown when no fact of the person holds that event.
 */
export function withoutEvent(prepared: PreparedScheme, facts: PersonFacts, peers: readonly PersonFacts[], eventId: string): ScoreSheet {
  const changed = withdrawEvent(facts, eventId);
  if (!changed) throw schemeErrors['scheme.eventUnknown']({ person: facts.personId, event: eventId });
  const compared = new Set(rulesOf(prepared.scheme.nodes).flatMap((rule) => rule.peers.flatMap((question) => factsOf(question.measure))));
  if (!changed.numbers.some((name) => compared.has(name))) return scorePerson(prepared, changed.facts);
  const group = peers.map((peer) => (peer.personId === facts.personId ? changed.facts : peer));
  return scorePerson(prepareScheme(prepared.scheme, group), changed.facts);
}

function rulesOf(nodes: readonly CompiledNode[]): NonNullable<CompiledNode['rule']>[] {
  return nodes.flatMap((child) => (child.rule ? [child.rule] : rulesOf(child.children)));
}

function refuseMissing(faults: Fault[]): void {
  const distinct = [...new Map(faults.map((fault) => [`${fault.path}|${fault.en}`, fault])).values()];
  if (distinct.length) throw schemeErrors['scheme.factsMissing']({ count: distinct.length }, distinct);
}

interface ReadNode {
  node: CompiledNode;
  reading: Reading | null;
  children: ReadNode[];
  applicable: boolean;
  /** What of the written worth can be used, and whether more can be carried; see {@link shareOut}. */
  kept: Decimal | null;
  takes: boolean;
}

function readNode(node: CompiledNode, subject: Subject): ReadNode {
  if (node.rule) {
    const reading = node.rule.read(subject);
    const { applicable } = reading;
    return { node, reading, children: [], applicable, kept: applicable ? node.portion : node.portion && ZERO, takes: applicable && node.takesWeight };
  }
  const children = node.children.map((child) => readNode(child, subject));
  const takes = children.some((child) => child.takes);
  return { node, reading: null, children, applicable: children.some((child) => child.applicable), kept: takes ? node.portion : fixedPart(node, children), takes };
}

/** Of a group without a part that could take over weight: the worth of what still applies in it. */
function fixedPart(node: CompiledNode, children: ReadNode[]): Decimal | null {
  if (!node.portion) return null;
  const kept = sum(children.map((child) => child.kept ?? 0));
  return node.ownScale ? kept.times(node.portion).div(node.ownScale) : kept;
}

/** `full` is the parent's full mark on its own scale as it stands for this person; `scale` turns that into sheet points. */
function placeAll(read: ReadNode[], full: Decimal | null, scale: Decimal, personId: string): SheetPartNode[] {
  const shares = shareOut(read.map(({ node, kept, takes }) => ({ title: node.title, portion: node.portion, kept, takes })), full, scale);
  return read.map((item, index) => place(item, shares[index]!, scale, personId));
}

function place(item: ReadNode, given: Shared, scale: Decimal, personId: string): SheetPartNode {
  const { node } = item;
  // What takes over weight is marked on what it was given; everything else on what it is worth as written.
  const worth = item.takes ? given.share : node.portion;
  const full = node.ownScale ?? worth;
  const innerScale = node.ownScale && worth ? scale.times(worth).div(node.ownScale) : scale;
  const part = {
    key: node.key,
    path: node.path,
    title: node.title,
    source: node.source,
    effectiveFrom: node.effectiveFrom,
    fullMark: node.portion && points(node.portion.times(scale)),
    share: given.share && points(given.share.times(scale)),
    applicable: item.applicable,
    note: given.note,
  };
  if (!item.reading) {
    const children = placeAll(item.children, full, innerScale, personId);
    return { type: 'group', ...part, points: points(sum(children.map((child) => child.points))), limits: node.limits, children };
  }
  const lines = item.reading.applicable ? settleLeaf(item.reading.score(full), innerScale) : [nothing(item.reading.why, given.note)];
  return {
    type: 'leaf',
    ...part,
    points: points(sum(lines.map((line) => line.written))),
    limits: node.limits!,
    facts: node.rule!.facts,
    lines: lines.map((line) => asScoreLine(line, node, personId)),
  };
}

function nothing(why: Sentence, note: Sentence | null): SettledLine {
  return { kind: 'notApplicable', points: ZERO, written: points(ZERO), reason: note ? say(`${why.zh}。${note.zh}`, `${why.en}. ${note.en}`) : why };
}

function asScoreLine(line: SettledLine, node: CompiledNode, personId: string): ScoreLine {
  return {
    indicator: node.path,
    kind: line.kind,
    clause: line.clause ?? node.source,
    source: line.source ?? { kind: 'cases', id: `${personId}:${node.rule!.facts.join('+')}`, label: node.title.zh },
    reason: line.reason,
    points: line.written,
    day: line.day ?? null,
    eventId: line.eventId ?? null,
    quote: line.quote ?? null,
  };
}
