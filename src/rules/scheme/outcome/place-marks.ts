import { points } from '../../../kernel/exact.js';
import type { CompiledPlaces } from '../sections/grades.js';
import { join, say } from '../wording.js';
import { among, byTotal, edgeWords, firstOf, placesFor, type Assessed } from './assessed.js';
import type { PlaceMark } from './group-outcome.js';

/**
 * Who stands among the best or the last. Places are counted over those ranked; whoever a veto stands against can be among
 * the last but never among the best, and their place goes to the next.
 * @example 20 stations, top 30 % rounded down → 6; the last five lose eligibility
 */
export function placeMarks(rules: readonly CompiledPlaces[], members: readonly Assessed[], vetoed: ReadonlySet<string>): Map<string, PlaceMark[]> {
  const marks = new Map<string, PlaceMark[]>();
  const ranked = members.filter((member) => member.ranked);
  for (const rule of rules) {
    for (const [key, set] of among(ranked, rule.per)) {
      const { places, words } = placesFor(rule, key, set.length);
      const best = rule.kind === 'topShare';
      const ordered = set.filter(({ sheet }) => !best || !vetoed.has(sheet.personId)).sort(byTotal(best ? 'first' : 'last'));
      const { taken, edge } = firstOf(ordered, places, rule.ties);
      let position = 0;
      taken.forEach((member, index) => {
        if (index === 0 || !member.total.eq(taken[index - 1]!.total)) position = index + 1;
        const stand = best ? say(`第 ${position} 名，${points(member.total)} 分`, `place ${position} with ${points(member.total)}`) : say(`倒数第 ${position} 名，${points(member.total)} 分`, `place ${position} from the end with ${points(member.total)}`);
        const mark: PlaceMark = { kind: rule.kind, key: rule.key, title: rule.title, why: join(words, stand, edge?.eq(member.total) ? edgeWords(edge, rule.ties) : null), effect: rule.effect };
        const own = marks.get(member.sheet.personId);
        if (own) own.push(mark);
        else marks.set(member.sheet.personId, [mark]);
      });
    }
  }
  return marks;
}
