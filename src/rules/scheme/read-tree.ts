import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal, sum } from '../../kernel/exact.js';
import type { CompiledNode } from './compiled-node.js';
import { attempt } from './expression/undefined-value.js';
import type { FactReader } from './fact-reader.js';
import type { FactEvent, FactName } from './facts.js';
import { notApplicable, type DutyShare, type Reading, type Subject } from './leaf-rule.js';
import type { PeerMean, PeerQuestion } from './measure.js';
import { dutyShare, type CompiledDuty } from './sections/duty.js';
import { say } from './wording.js';

const ZERO = new Decimal(0);

/** One person before the tree: own facts, the group's means, and what the unit shares. */
export interface Stand {
  reader: FactReader;
  peerMean: (question: PeerQuestion) => PeerMean;
  duty: CompiledDuty | null;
  /** A reader that sees the events of every member of the unit, said whose they are. */
  withUnitEvents: (reader: FactReader, facts: readonly FactName[]) => FactReader;
  /** The mean of the members' own points in a leaf; null while that mean itself is being worked out. */
  unitMean: ((node: CompiledNode, reader: FactReader) => Reading) | null;
}

export interface ReadNode {
  node: CompiledNode;
  reading: Reading | null;
  children: ReadNode[];
  applicable: boolean;
  /** What of the written worth can be used, and whether more can be carried; see `shareOut`. */
  kept: Decimal | null;
  takes: boolean;
  /** Said when time served lessens what the leaf counts. */
  duty: Sentence | null;
}

/** Puts the facts to every leaf of a node. `barred`: an outer `appliesWhen` did not hold, so nothing below is asked for. */
export function readNode(node: CompiledNode, stand: Stand, barred: Sentence | null = null): ReadNode {
  const why = barred ?? ruledOut(node, stand.reader);
  if (node.rule) return leaf(node, stand, why);
  const children = node.children.map((child) => readNode(child, stand, why));
  const takes = children.some((child) => child.takes);
  return { node, reading: null, children, applicable: children.some((child) => child.applicable), kept: takes ? node.portion : fixedPart(node, children), takes, duty: null };
}

function leaf(node: CompiledNode, stand: Stand, barred: Sentence | null): ReadNode {
  const duty = stand.duty?.applies.has(node.path) && !barred ? dutyShare(stand.duty, stand.reader) : null;
  const asksLess = node.rule!.lessens === true;
  const reading = barred ? { applicable: false as const, why: barred } : readLeaf(node, stand, asksLess ? duty : null);
  const counted = duty && !asksLess ? duty.share : new Decimal(1);
  const applicable = reading.applicable && !counted.isZero();
  const whole = counted.eq(1);
  return {
    node,
    reading: applicable || !reading.applicable ? reading : notApplicable(`${node.title.zh}：${duty!.words.zh}，本项不适用`, `${node.title.en}: ${duty!.words.en}, so this part does not apply`),
    children: [],
    applicable,
    kept: applicable ? (whole ? node.portion : node.portion && node.portion.times(counted)) : node.portion && ZERO,
    takes: applicable && whole && node.takesWeight,
    duty: whole || !applicable ? null : duty!.words,
  };
}

function readLeaf(node: CompiledNode, stand: Stand, duty: DutyShare | null): Reading {
  const { reader, peerMean } = stand;
  if (node.shared === 'mean' && stand.unitMean) return stand.unitMean(node, reader);
  const events = node.rule!.events ?? [];
  const subject: Subject = { reader: node.shared === 'every' ? stand.withUnitEvents(reader, events) : reader, peerMean };
  if (duty && !duty.share.eq(1)) subject.duty = duty;
  if (node.approval) for (const name of events) subject.reader.demandApproval(name);
  const read = attempt(() => node.rule!.read(subject));
  if (subject.reader !== reader) reader.faults.push(...subject.reader.faults);
  return 'value' in read ? read.value : unanswered(node, read.why);
}

/** Why the node does not apply to this person, or null when it does. */
function ruledOut(node: CompiledNode, reader: FactReader): Sentence | null {
  const condition = node.appliesWhen;
  if (!condition) return null;
  const around = { reader, given: {} };
  const held = attempt(() => condition.truth(around));
  if ('why' in held) return unanswered(node, held.why).why;
  if (held.value) return null;
  const written = condition.written(around);
  return say(`${node.title.zh}：适用条件 ${condition.text}（${written}）不成立，本项不适用`, `${node.title.en}: the condition ${condition.text} (${written}) does not hold, so this part does not apply`);
}

function unanswered(node: CompiledNode, why: Sentence): { applicable: false; why: Sentence } {
  return { applicable: false, why: say(`${node.title.zh}：${why.zh}，本项不适用`, `${node.title.en}: ${why.en}, so this part does not apply`) };
}

/** Of a group without a part that could take over weight: the worth of what still applies in it. */
function fixedPart(node: CompiledNode, children: ReadNode[]): Decimal | null {
  if (!node.portion) return null;
  const kept = sum(children.map((child) => child.kept ?? 0));
  return node.ownScale ? kept.times(node.portion).div(node.ownScale) : kept;
}

/** Events of a unit for one of its members: those of others say whose they are. */
export function eventOf(event: FactEvent, owner: string): FactEvent {
  return { ...event, label: say(`${event.label.zh}（本部门 ${owner}）`, `${event.label.en} (of ${owner}, same unit)`) };
}
