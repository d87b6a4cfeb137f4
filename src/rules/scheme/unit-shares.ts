import { Decimal, points, sum } from '../../kernel/exact.js';
import type { CompiledNode } from './compiled-node.js';
import { FactReader, type FactSurroundings } from './fact-reader.js';
import { compare, type FactEvent, type FactName, type PersonFacts } from './facts.js';
import { notApplicable, type Reading } from './leaf-rule.js';
import { eventOf, readNode, type Stand } from './read-tree.js';
import { say } from './wording.js';

/** What units spread to their members: events that count for each, and means of the members' own points. */
export class UnitShares {
  private readonly members = new Map<string, PersonFacts[]>();
  private readonly events = new Map<string, { event: FactEvent; owner: PersonFacts }[]>();
  private readonly means = new Map<string, Reading>();

  constructor(
    people: readonly PersonFacts[],
    private readonly around: FactSurroundings,
  ) {
    for (const person of [...people].sort((a, b) => compare(a.personId, b.personId))) {
      if (person.unit) this.members.set(person.unit, [...(this.members.get(person.unit) ?? []), person]);
    }
  }

  membersOf(unit: string): readonly PersonFacts[] {
    return this.members.get(unit) ?? [];
  }

  withUnitEvents(reader: FactReader, names: readonly FactName[]): FactReader {
    const unit = reader.standing('unit');
    if (!unit) return reader;
    const { facts } = reader;
    const shared = names.map((name): [FactName, FactEvent[]] => {
      const others = this.eventsOf(unit, name).filter(({ owner }) => owner.personId !== facts.personId);
      return [name, [...reader.events(name), ...others.map(({ event, owner }) => eventOf(event, owner.name ?? owner.personId))]];
    });
    return new FactReader({ ...facts, events: { ...facts.events, ...Object.fromEntries(shared) } }, this.around);
  }

  /** The mean of what each member earned alone, on the leaf as written; members to whom it does not apply are left out. */
  mean(node: CompiledNode, reader: FactReader, standOf: (facts: PersonFacts) => Stand): Reading {
    const unit = reader.standing('unit');
    if (!unit) return notApplicable('', '');
    const key = `${node.path}|${unit}`;
    const known = this.means.get(key) ?? this.workOut(node, unit, standOf);
    this.means.set(key, known);
    return known;
  }

  private eventsOf(unit: string, name: FactName): { event: FactEvent; owner: PersonFacts }[] {
    const key = `${unit}|${name}`;
    const known = this.events.get(key) ?? this.membersOf(unit).flatMap((owner) => (Object.hasOwn(owner.events, name) ? owner.events[name]! : []).map((event) => ({ event, owner })));
    this.events.set(key, known);
    return known;
  }

  private workOut(node: CompiledNode, unit: string, standOf: (facts: PersonFacts) => Stand): Reading {
    const written = node.ownScale ?? node.portion;
    const own = this.membersOf(unit).flatMap((member) => {
      const { reading } = readNode(node, standOf(member));
      return reading?.applicable ? [reading.score(written).exact] : [];
    });
    if (!own.length) return notApplicable(`${node.title.zh}：本部门没有人适用，本项不适用`, `${node.title.en}: it applies to nobody in the unit, so this part does not apply`);
    const mean = sum(own).div(own.length);
    return {
      applicable: true,
      score: (full) => {
        const grown = node.takesWeight && full && written && !full.eq(written) ? full.div(written) : new Decimal(1);
        const exact = mean.times(grown);
        const parts = own.map((each) => points(each)).join(' + ');
        const times = grown.eq(1) ? '' : ` × ${points(full!)} ÷ ${points(written!)}`;
        const sumWords = `(${parts}) ÷ ${own.length}${times} = ${points(exact)}`;
        return { exact, lines: [{ kind: 'computed', points: exact, reason: say(`${node.title.zh}：本部门 ${own.length} 人平均 ${sumWords}`, `${node.title.en}: mean of ${own.length} members of the unit ${sumWords}`) }] };
      },
    };
  }
}
