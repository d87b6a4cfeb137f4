import type { Day } from '../kernel/day.js';
import type { CaseFile } from './case-file.js';
import type { ClausePlan } from './demonstration-plan.js';
import { recordId } from './record-id.js';
import type { Colleague, Staff } from './staff.js';
import type { ShareRow } from './world.types.js';

/** Shares are hundredths of a per cent: 10 000 is the whole. */
const WHOLE = 10_000;

interface Part {
  person: Colleague;
  post: string;
  share: number;
}

/**
 * Who answers for a finding under the shares its clause proposes: a post nobody held gives its part to the
 * responsible judge, panel members share theirs equally, and one person in two posts adds the parts.
 */
export function attribute(file: CaseFile, clause: ClausePlan, findingId: string, points: number, staff: Staff, day: Day): ShareRow[] {
  const judge = file.arrival.assigned!.judge;
  const parts: Part[] = [];
  const add = (person: Colleague, post: string, share: number) => {
    const known = parts.find((part) => part.person === person);
    if (known) known.share += share;
    else parts.push({ person, post, share });
  };
  // The responsible judge first: a person who sat in two posts is shown as the one whose case it is.
  for (const [post, percent] of Object.entries(clause.shares).sort(([a], [b]) => Number(b === 'responsibleJudge') - Number(a === 'responsibleJudge'))) {
    const holders = holdersOf(post, file, staff);
    const share = percent * 100;
    if (!holders.length) add(judge, 'responsibleJudge', share);
    holders.forEach((holder, place) => {
      const equal = Math.floor(share / holders.length);
      add(holder, post, place === 0 ? share - equal * (holders.length - 1) : equal);
    });
  }
  return parts.map(({ person, post, share }) => ({
    id: recordId(day, 'share', findingId, person.user),
    courtId: staff.courtId,
    findingId,
    personId: person.id,
    post,
    share: hundredths(share),
    // Half up, once.
    points: hundredths(Math.floor((points * share + WHOLE / 2) / WHOLE)),
  }));
}

export function hundredths(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}

function holdersOf(post: string, { arrival, bench, row }: CaseFile, staff: Staff): Colleague[] {
  const { judge, unit } = arrival.assigned!;
  const one = (person: Colleague | null | undefined) => (person ? [person] : []);
  const day = row.closedOn!;
  switch (post) {
    case 'responsibleJudge':
      return [judge];
    case 'presidingJudge':
      return one(bench.presiding);
    case 'panelMember':
      return bench.members;
    case 'judgeAssistant':
      return one(bench.assistant);
    case 'clerk':
      return one(bench.clerk);
    case 'enforcementOfficer':
      return one(bench.officer);
    case 'divisionChief':
      return one(staff.withPost(unit, 'divisionChief', day)[0]);
    case 'vicePresident':
      return one(staff.leaderOf(unit));
    default:
      return [];
  }
}
