import type { Bench } from './case-file.js';
import type { Arrival } from './docket.js';
import type { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { Colleague, Staff } from './staff.js';
import type { CaseRow, ParticipantRow } from './world.types.js';

/** Who sits with the responsible judge, and who keeps the record. A tribunal borrows panel members from the first civil division. */
export function benchOf({ assigned, procedure, nature }: Arrival, staff: Staff, draw: Draw): Bench {
  if (!assigned) return { presiding: null, members: [], assistant: null, clerk: null, officer: null };
  const { judge, unit, on } = assigned;
  const some = (people: Colleague[]): Colleague | null => (people.length ? draw.pick(people) : null);
  const clerk = some(staff.withPost(unit, 'clerk', on));
  const assistant = draw.chance(600) ? some(staff.withPost(unit, 'judgeAssistant', on)) : null;
  const officer = nature === 'enforcement' ? some(staff.withPost(unit, 'enforcementOfficer', on)) : null;
  if (procedure.bench === 'sole') return { presiding: null, members: [], assistant, clerk, officer };

  const colleagues = staff.judgesFor(nature, on).filter(({ judge: other }) => other !== judge);
  const own = colleagues.filter((other) => other.unit === unit).map((other) => other.judge);
  const pool = own.length >= 2 ? own : [...own, ...colleagues.filter((other) => other.unit === 'civil-1').map((other) => other.judge)];
  const chief = staff.withPost(unit, 'divisionChief', on)[0];
  const presiding = chief && chief !== judge && draw.chance(560) ? chief : judge;
  const members: Colleague[] = [];
  const wanted = presiding === judge ? 2 : 1;
  const rest = pool.filter((one) => one !== presiding);
  while (members.length < wanted && rest.length) members.push(...rest.splice(draw.int(0, rest.length - 1), 1));
  return { presiding, members, assistant, clerk, officer };
}

export function participantsOf({ id: caseId, courtId, intakeOn }: CaseRow, bench: Bench): ParticipantRow[] {
  const row = (role: ParticipantRow['role'], person: Colleague | null): ParticipantRow[] =>
    person ? [{ id: recordId(intakeOn, 'participant', caseId, role, person.user), courtId, caseId, personId: person.id, role }] : [];
  return [
    ...row('presidingJudge', bench.presiding),
    ...bench.members.flatMap((member) => row('panelMember', member)),
    ...row('judgeAssistant', bench.assistant),
    ...row('clerk', bench.clerk),
    ...row('enforcementOfficer', bench.officer),
  ];
}
