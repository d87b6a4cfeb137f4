import type { Fault } from '../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../kernel/exact.js';
import { compileScheme, type CompiledScheme, type CompileOptions } from './compile.js';
import type { CompiledNode } from './compiled-node.js';
import type { SchemeDocument } from './document.js';
import { extraPart } from './extra-part.js';
import { FactReader, type FactSurroundings } from './fact-reader.js';
import type { PersonFacts, UnitFacts } from './facts.js';
import { factsOf, peerMean, questionKey, type PeerMean, type PeerQuestion } from './measure.js';
import { placeAll } from './place-tree.js';
import { readNode, type Stand } from './read-tree.js';
import type { Parameters } from './scheme-value.js';
import { refuseMissing } from './refuse-missing.js';
import { schemeErrors } from './scheme.errors.js';
import type { ScoreSheet } from './score-sheet.js';
import { UnitShares } from './unit-shares.js';
import { calledVetoes } from './called-vetoes.js';
import { withdrawEvent } from './withdraw-event.js';

/** A scheme together with what it needs to know of one peer group, worked out once for all its members. */
export interface PreparedScheme {
  scheme: CompiledScheme;
  peerMean: (question: PeerQuestion) => PeerMean;
  around: FactSurroundings;
  shares: UnitShares;
}

/**
 * Puts a scheme's questions to a peer group once. Only the members given count: whoever stands outside the group
 * cannot move a mean. `units` holds the facts of units, read by their members.
 * @throws scheme.noPeers when the scheme compares and the group is empty; scheme.factsMissing naming every gap.
 */
export function prepareScheme(scheme: CompiledScheme, peers: readonly PersonFacts[], units: readonly UnitFacts[] = []): PreparedScheme {
  const around: FactSurroundings = { own: scheme.facts, units: new Map(units.map((unit) => [unit.unit, unit])) };
  const questions = new Map(rulesOf(scheme.nodes).flatMap((rule) => rule.peers.map((question) => [questionKey(question), question] as const)));
  if (questions.size && !peers.length) throw schemeErrors['scheme.noPeers']({ id: scheme.id });
  const readers = questions.size ? peers.map((facts) => new FactReader(facts, around)) : [];
  const means = new Map([...questions].map(([key, question]) => [key, peerMean(question, readers)]));
  refuseMissing(readers);
  return { scheme, peerMean: (question) => means.get(questionKey(question))!, around, shares: new UnitShares(peers, around) };
}

/**
 * Facts → lines → totals for one person.
 *
 * A part that cannot apply gives its weight to its siblings in proportion; when none of them applies, the parent itself
 * does not apply. Each leaf is rounded once, half up, to two places; the total is the sum of the lines, extra points included.
 * @throws scheme.factsMissing with every fact the scheme names and the person lacks.
 */
export function scorePerson(prepared: PreparedScheme, facts: PersonFacts): ScoreSheet {
  const { scheme } = prepared;
  const faults: Fault[] = [];
  const stand = standOf(prepared, facts, faults);
  const read = scheme.nodes.map((child) => readNode(child, stand));
  const extra = scheme.extra?.nodes.map((child) => readNode(child, stand)) ?? [];
  refuseMissing([stand.reader, { faults }]);
  const components = placeAll(read, scheme.fullMark, new Decimal(1), facts.personId);
  if (scheme.extra) components.push(extraPart(scheme, extra, facts.personId));
  const total = sum(components.map((part) => part.points));
  const vetoes = scheme.vetoes.length ? calledVetoes(scheme.vetoes, stand.reader, total) : null;
  refuseMissing([stand.reader]);
  return {
    scheme: { id: scheme.id, version: scheme.version, title: scheme.title, source: scheme.source, example: scheme.example },
    personId: facts.personId,
    fullMark: scheme.fullMark && points(scheme.fullMark),
    total: points(total),
    // Extra points alone are no score, unless the scheme has nothing else.
    applicable: (read.length ? components.slice(0, read.length) : components).some((part) => part.applicable),
    components,
    ...(vetoes ? { vetoes } : {}),
  };
}

/**
 * Whether changing only the facts of some members leaves everybody else's sheet as it was: no result is shared in a unit,
 * and every mean the scheme compares with is the same.
 */
export function sameForOthers(before: PreparedScheme, after: PreparedScheme): boolean {
  const { scheme } = after;
  if (sharesResults(scheme.nodes) || sharesResults(scheme.extra?.nodes ?? [])) return false;
  return rulesOf([...scheme.nodes, ...(scheme.extra?.nodes ?? [])])
    .flatMap((rule) => rule.peers)
    .every((question) => {
      const [old, now] = [before.peerMean(question), after.peerMean(question)];
      return old.members === now.members && (old.value === null ? now.value === null : now.value !== null && old.value.eq(now.value));
    });
}

function standOf(prepared: PreparedScheme, facts: PersonFacts, faults: Fault[]): Stand {
  const { scheme, shares } = prepared;
  const reader = new FactReader(facts, prepared.around);
  // A member's own points stand alone: the mean is not asked for while it is being worked out.
  const alone = (member: PersonFacts): Stand => {
    const own = standOf(prepared, member, faults);
    faults.push(...own.reader.faults);
    return { ...own, unitMean: null };
  };
  return {
    reader,
    peerMean: prepared.peerMean,
    duty: scheme.duty,
    withUnitEvents: (asked, names) => shares.withUnitEvents(asked, names),
    unitMean: (node, asked) => shares.mean(node, asked, alone),
  };
}

/** Compile, prepare and score in one go, for a single sheet; for a whole group prepare once and score each. */
export function evaluate(scheme: SchemeDocument, facts: PersonFacts, peers: readonly PersonFacts[], parameters: Parameters = {}, options: Omit<CompileOptions, 'parameters'> = {}): ScoreSheet {
  return scorePerson(prepareScheme(compileScheme(scheme, { ...options, parameters }), peers), facts);
}

/**
 * “What if this were withdrawn”: the sheet as it would read without one event. The group's means stay as they are,
 * unless the person's own facts are in them and the event touches what is compared or shared; then they are worked out again.
 * @throws scheme.eventUnknown when no fact of the person, or of the unit where results are shared, holds that event.
 */
export function withoutEvent(prepared: PreparedScheme, facts: PersonFacts, peers: readonly PersonFacts[], eventId: string): ScoreSheet {
  const { scheme } = prepared;
  const shares = sharesResults(scheme.nodes) || sharesResults(scheme.extra?.nodes ?? []);
  const colleagues = shares && facts.unit ? prepared.shares.membersOf(facts.unit).filter((one) => one.personId !== facts.personId) : [];
  for (const owner of [facts, ...colleagues]) {
    const changed = withdrawEvent(owner, eventId);
    if (!changed) continue;
    const own = owner === facts ? changed.facts : facts;
    const compared = new Set(rulesOf(scheme.nodes).flatMap((rule) => rule.peers.flatMap((question) => factsOf(question.measure))));
    const derived = [...compared].some((name) => scheme.facts.derived.has(name));
    if (!shares && !derived && !changed.numbers.some((name) => compared.has(name))) return scorePerson(prepared, own);
    const group = peers.map((peer) => (peer.personId === owner.personId ? changed.facts : peer));
    return scorePerson(prepareScheme(scheme, group, [...prepared.around.units.values()]), own);
  }
  throw schemeErrors['scheme.eventUnknown']({ person: facts.personId, event: eventId });
}

function sharesResults(nodes: readonly CompiledNode[]): boolean {
  return nodes.some((node) => node.shared !== null || sharesResults(node.children));
}

function rulesOf(nodes: readonly CompiledNode[]): NonNullable<CompiledNode['rule']>[] {
  return nodes.flatMap((child) => (child.rule ? [child.rule] : rulesOf(child.children)));
}
