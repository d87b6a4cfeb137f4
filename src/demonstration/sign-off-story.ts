import { Injectable } from '@nestjs/common';
import { DivisionLeader } from '../court/division-leader.entity.js';
import { addDays, type Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { SignOff } from '../quality-review/sign-offs/sign-off.entity.js';
import { STEP_WORDS, stepsOf, type SignOffAct, type SignOffStep } from '../rules/sign-off.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { CaseRow, DocumentRow, World } from './world.types.js';

/** Documents of the last days are still on their way. */
const UNDER_WAY_DAYS = 12;
const RETURNED = ['主文第二项未写明履行期限，请补充', '利息起算日与说理部分不一致，请核对', '当事人住所地有漏字，请校对后再签', '上诉法院名称写法不规范，请按样式改正'];

/** 四级签署 of the demonstration court: signed since the court keeps them here, the newest still waiting for somebody. */
@Injectable()
export class SignOffStory {
  constructor(private readonly database: Database) {}

  async tell(world: World, plan: DemonstrationPlan): Promise<void> {
    await this.database.repository(DivisionLeader).insert(leadersOf(world, plan));
    await this.database.insertAll(SignOff, new SignOffTale(world, plan).rows());
  }
}

function leadersOf({ divisions, people, accounts }: World, { court }: DemonstrationPlan): DivisionLeader[] {
  const idOf = (user: string): string => accounts.find(({ username }) => username === user)?.personId ?? '';
  return court.units.flatMap(({ name, leader }) => {
    const division = divisions.find((one) => one.name === name);
    const personId = leader ? idOf(leader) : '';
    if (!division || !people.some(({ id }) => id === personId)) return [];
    return [{ id: recordId(court.defaultFrom, 'division-leader', division.id), courtId: division.courtId, divisionId: division.id, personId, validFrom: court.defaultFrom, validUntil: null, source: '示例〔2026〕1号 院领导分工', createdAt: `${court.defaultFrom}T01:00:00.000Z` }];
  });
}

interface Signer {
  step: SignOffStep;
  personId: string;
}

class SignOffTale {
  private readonly names: Map<string, string>;
  private readonly benches = new Set<string>();
  private readonly leaders: Map<string, string>;
  private readonly from: Day;
  private readonly soleJudgeSkipsReading: boolean;

  constructor(
    private readonly world: World,
    private readonly plan: DemonstrationPlan,
  ) {
    this.names = new Map(world.people.map(({ id, name }) => [id, name]));
    for (const { caseId, role } of world.participants) if (role === 'presidingJudge' || role === 'panelMember') this.benches.add(caseId);
    this.leaders = new Map(leadersOf(world, plan).map(({ divisionId, personId }) => [divisionId, personId]));
    const parameter = (name: string) => world.parameters.find((one) => one.name === name)?.value;
    this.from = parameter('signOff.from') ?? '9999-12-31';
    this.soleJudgeSkipsReading = parameter('signOff.soleJudge') === 'chief';
  }

  rows(): SignOff[] {
    const cases = new Map(this.world.cases.map((row) => [row.id, row]));
    return this.world.documents.filter(({ madeOn }) => madeOn >= this.from).flatMap((document) => this.ofDocument(document, cases.get(document.caseId)!));
  }

  private ofDocument(document: DocumentRow, row: CaseRow): SignOff[] {
    const draw = new Draw(`${this.plan.caseload.seed}|signOff|${row.caseNumber}|${document.version}`);
    const signers = this.signersOf(document, row);
    if (!signers.length) return [];
    const given = this.given(document, signers, draw);
    const acts: SignOff[] = [];
    const add = (act: SignOffAct, { step, personId }: Signer, day: Day, returnTo: SignOffStep | null, words: string | null): void => {
      const next = act === 'return' ? returnTo! : (signers[signers.findIndex((one) => one.step === step) + 1]?.step ?? 'reviewer');
      const sequence = acts.length + 1;
      acts.push({
        id: recordId(day, 'sign-off', document.id, sequence), courtId: document.courtId, caseId: document.caseId, documentId: document.id, digest: document.digest, sequence, act, step, returnTo, nextStep: next,
        personId, actorName: this.names.get(personId) ?? '', answersFor: STEP_WORDS[step].answersZh, words, day, at: `${day}T0${Math.min(sequence + 1, 9)}:30:00.000Z`,
      });
    };
    const [judge, second] = signers;
    const returned = given >= 2 && second && draw.chance(45);
    signers.slice(0, given).forEach((signer, index) => {
      const day = this.notAfterLast(addDays(document.madeOn, index));
      if (index === 1 && returned && judge) {
        add('return', signer, day, 'judge', draw.pick(RETURNED));
        if (given < signers.length) return;
        add('sign', judge, day, null, '已核对原稿，按退回意见逐项说明');
      }
      add('sign', signer, day, null, null);
    });
    return acts;
  }

  /** How many have signed by the end of the story. */
  private given({ madeOn }: DocumentRow, signers: readonly Signer[], draw: Draw): number {
    return madeOn > addDays(this.world.lastDay, -UNDER_WAY_DAYS) ? draw.int(0, signers.length) : signers.length;
  }

  private notAfterLast(day: Day): Day {
    return day > this.world.lastDay ? this.world.lastDay : day;
  }

  private signersOf({ madeOn }: DocumentRow, row: CaseRow): Signer[] {
    const judge = row.responsibleJudgeId;
    if (!judge || !row.divisionId) return [];
    const chief = this.holder(row.divisionId, ['divisionChief'], judge, madeOn) ?? this.holder(row.divisionId, ['deputyDivisionChief'], judge, madeOn);
    const leader = this.leaders.get(row.divisionId) ?? null;
    const steps = stepsOf({ chiefAvailable: chief !== null, leaderAvailable: leader !== null && leader !== judge, soleJudge: !this.benches.has(row.id), soleJudgeSkipsReading: this.soleJudgeSkipsReading });
    const people: Record<SignOffStep, string | null> = { judge, chief, vicePresident: leader, reviewer: null };
    return steps.flatMap((step) => (people[step] ? [{ step, personId: people[step] }] : []));
  }

  private holder(divisionId: string, posts: readonly string[], except: string, day: Day): string | null {
    return this.world.posts.find((held) => held.divisionId === divisionId && posts.includes(held.post) && held.personId !== except && held.validFrom <= day && (held.validUntil === null || day < held.validUntil))?.personId ?? null;
  }
}
