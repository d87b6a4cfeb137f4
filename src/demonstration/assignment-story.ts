import type { CaseAssignment, CaseDesignation } from '../case-assignment/assignment.entities.js';
import type { JudgeOnDuty } from '../case-assignment/judges-on-duty.js';
import { planOf, type RunInputs } from '../case-assignment/run-plan.js';
import { asideOf, figuresOf } from '../case-assignment/run-views.js';
import type { WaitingCase } from '../case-assignment/waiting-cases.js';
import { CASE_NATURES, type CaseNature } from '../kernel/actor.js';
import { addDays, addMonths, type Day } from '../kernel/day.js';
import { sha256 } from '../platform/files/files.service.js';
import { assign } from '../rules/assignment/assign.js';
import { commitmentOf } from '../rules/assignment/draw.js';
import type { AssignmentRows } from './assignment-rows.js';
import type { AssignmentStoryPlan } from './assignment-plan.js';
import type { CaseFile } from './case-file.js';
import { recordId } from './record-id.js';
import type { Colleague, Staff } from './staff.js';

const CASE_POSTS = new Set(['judge', 'divisionChief', 'deputyDivisionChief']);
const FEWEST = 3;
const morning = (day: Day, minute = 0): string => `${day}T01:${String(minute).padStart(2, '0')}:00.000Z`;

/**
 * The assignment of the demonstration court's last months: the open cases nobody has begun are given out again by real runs on
 * the court's days, the last days' intake waits in the pool, and a few cases are designated, transferred and returned. Cases
 * already heard or closed keep the judge they have.
 */
export class AssignmentStory {
  readonly rows: AssignmentRows = { specialisms: [], routes: [], panels: [], intakes: [], recusals: [], runs: [], assignments: [], designations: [], transfers: [] };
  private readonly free: CaseFile[];

  constructor(
    private readonly plan: AssignmentStoryPlan,
    private readonly staff: Staff,
    private readonly files: readonly CaseFile[],
    private readonly runDays: readonly number[],
    private readonly seed: string,
    private readonly lastDay: Day,
  ) {
    this.free = files.filter(({ row, hearings, bench }) => row.closedOn === null && hearings.length === 0 && !bench.presiding && row.intakeOn > addMonths(lastDay, -2));
    this.book();
    const pool = this.free.filter(({ row }) => row.intakeOn > addDays(lastDay, -plan.poolDays));
    for (const file of pool) release(file);
    const days = this.daysOfRuns();
    days.forEach((day, index) => {
      for (const nature of CASE_NATURES) this.run(nature, day, days[index - 1] ?? addMonths(day, -1));
    });
    this.enterAtTheCounter();
    this.transfersAndReturns(days.at(-1));
  }

  /** Specialisms, routes and panels. */
  private book(): void {
    const { plan, staff } = this;
    const { courtId } = staff;
    const common = (kind: string, from: Day, until: Day | undefined, ...name: string[]) => ({
      id: recordId(from, kind, ...name), courtId, validFrom: from, validUntil: until ?? null, source: plan.source, example: true, createdAt: morning(from),
    });
    this.rows.specialisms = plan.specialisms.map(({ user, specialism, from, until }) => ({ ...common('specialism', from, until, user, specialism), personId: staff.person(user).id, specialism }));
    this.rows.routes = plan.routes.map(({ nature, cause, area, specialism, unit, from, until }) => ({
      ...common('route', from, until, nature, cause ?? area ?? ''), nature, cause: cause ?? null, procedure: null, area: area ?? null, specialism: specialism ?? null, divisionId: unit ? staff.divisionId(unit) : null, needsPanel: false,
    }));
    this.rows.panels = plan.panels.flatMap(({ panel, unit, seats, from }) =>
      [{ user: seats.presidingJudge, seat: 'presidingJudge' as const }, ...seats.panelMember.map((user) => ({ user, seat: 'panelMember' as const }))].map(({ user, seat }) => ({
        ...common('panel', from, undefined, panel, user), panel, divisionId: staff.divisionId(unit), personId: staff.person(user).id, seat,
      })),
    );
  }

  private daysOfRuns(): Day[] {
    const days: Day[] = [];
    for (let month = addMonths(`${this.lastDay.slice(0, 7)}-01`, -3); month <= this.lastDay; month = addMonths(month, 1))
      for (const day of this.runDays) days.push(`${month.slice(0, 7)}-${String(day).padStart(2, '0')}`);
    return days.filter((day) => day <= this.lastDay).slice(-this.plan.runsKept);
  }

  private run(nature: CaseNature, day: Day, since: Day): void {
    const own = this.free.filter(({ row }) => row.nature === nature && row.intakeOn > since && row.intakeOn <= day && row.responsibleJudgeId !== null);
    if (own.length < FEWEST) return;
    const taken = new Set(own);
    const inputs = this.inputs(nature, day, own, taken);
    const designated = nature === 'civil' && day === this.daysOfRuns().at(-1) ? this.designatedInRun(own[0]!, inputs, day) : null;
    const seed = sha256(`${this.seed}|assignment|${nature}|${day}`);
    const plan = planOf(seed, inputs);
    const text = JSON.stringify(plan);
    const result = assign(plan);
    const { courtId } = this.staff;
    const id = recordId(day, 'assignment-run', nature);
    const committedBy = this.staff.person(this.plan.office).name;
    const round = this.rows.runs.length + 1;
    this.rows.runs.push({
      id, courtId, nature, kind: 'scheduled', status: 'committed', day, scheduleKey: `${courtId}|${nature}|${day}`, openKey: null, roundKey: `${courtId}|${day.slice(0, 4)}|${round}`, round,
      seed, commitment: commitmentOf(seed), sealedAt: morning(since), rule: 'level-then-even', ruleReason: null, loadIn: 'cases', plan: text, inputDigest: sha256(text), result: JSON.stringify(result),
      resultDigest: result.digest, alternative: JSON.stringify(asideOf(assign({ ...plan, rule: 'water-level' }), inputs)), figures: figuresOf(result),
      previews: [{ at: morning(day, 5), by: committedBy, inputDigest: sha256(text), cases: own.length, rule: 'level-then-even' }],
      reason: null, openedBy: null, committedBy, committedAt: morning(day, 20), withdrawnBy: null, withdrawnAt: null, withdrawnReason: null, version: 3,
    });
    const byNumber = new Map(own.map((file) => [file.row.caseNumber, file]));
    for (const file of own) release(file);
    for (const { case: number, judge, unit, phase, order } of result.assignments) {
      const { row } = byNumber.get(number)!;
      row.responsibleJudgeId = judge;
      row.divisionId = unit;
      this.rows.assignments.push({
        ...step(recordId(day, 'assignment', number), courtId, row.id), kind: 'run', runId: id, judgeId: judge, divisionId: unit, phase, place: order, day, at: morning(day, 20), by: committedBy,
      });
    }
    if (designated) designated.assignedOn = day;
  }

  private inputs(nature: CaseNature, day: Day, own: readonly CaseFile[], taken: ReadonlySet<CaseFile>): RunInputs {
    const open = new Map<string, number>();
    for (const file of this.files) {
      const { responsibleJudgeId: judge, intakeOn, closedOn } = file.row;
      if (judge && file.row.nature === nature && intakeOn <= day && (closedOn === null || closedOn > day) && !taken.has(file)) open.set(judge, (open.get(judge) ?? 0) + 1);
    }
    const receiving = new Set(this.staff.judgesFor(nature, day).map(({ judge }) => judge.id));
    const judges = this.staff.everybody().flatMap((one) => this.onDuty(one, nature, day, open.get(one.id) ?? 0, receiving.has(one.id)));
    return { nature, rule: 'level-then-even', loadIn: 'cases', judges, cases: own.map((file) => this.waiting(file, day)), restrictedUnits: [] };
  }

  private onDuty(one: Colleague, nature: CaseNature, day: Day, backlog: number, available: boolean): JudgeOnDuty[] {
    const held = this.staff.postOn(one, day);
    if (!held || held.n !== nature || !CASE_POSTS.has(held.p)) return [];
    const unit = this.staff.plan.units.find(({ code }) => code === held.u)!;
    const capacity = Number(held.duty ?? '1.00');
    const specialisms = this.plan.specialisms.filter(({ user, from, until }) => user === one.user && from <= day && (!until || day < until)).map(({ specialism }) => specialism).sort();
    const away = available ? null : this.staff.isAway(one, day) ? '休假' : '即将离岗，暂停收案';
    return [
      {
        judgeId: one.id, name: one.name, unitId: this.staff.divisionId(held.u), unit: unit.name, post: held.p, backlog, capacity, pendingCap: null, specialisms, panels: [], available, awayReason: away,
        notes: capacity < 1 ? [{ zh: `任务系数 ${capacity.toFixed(2)}`, en: `duty factor ${capacity.toFixed(2)}` }] : [],
        onLeave: !available, reducedDuty: capacity < 1, newcomer: false,
      },
    ];
  }

  private waiting({ row }: CaseFile, day: Day): WaitingCase {
    const route = this.plan.routes.find(({ nature, cause, from, until }) => nature === row.nature && cause === row.cause && from <= day && (!until || day < until));
    return {
      caseId: row.id, caseNumber: row.caseNumber, nature: row.nature, cause: row.cause, procedure: row.procedure, weight: row.weight, intakeOn: row.intakeOn, waitingDays: 0, urgent: false, urgentReason: null, area: null,
      requires: route?.specialism ? [route.specialism] : [], unitIds: null, needsPanel: false, recusals: [], designation: null, returned: 0, version: 0,
    };
  }

  private designatedInRun(file: CaseFile, inputs: RunInputs, day: Day): Partial<CaseDesignation> {
    const { user, scope, reason } = this.plan.designatedInRun;
    const judge = inputs.judges.find(({ judgeId }) => judgeId === this.staff.person(user).id)!;
    const found = inputs.cases.find(({ caseId }) => caseId === file.row.id)!;
    found.requires = [];
    found.designation = { id: '', judgeId: judge.judgeId, judge: judge.name, status: 'approved', atOnce: false };
    const row = this.designation(file, judge.judgeId, judge.unitId, { scope, reason, state: 'approved' }, addDays(day, -3));
    row.openKey = null;
    return row;
  }

  private designation(file: CaseFile, judgeId: string, divisionId: string, { scope, reason, state, remark }: { scope: CaseDesignation['scope']; reason: string; state: CaseDesignation['status']; remark?: string }, day: Day): Partial<CaseDesignation> {
    const decided = state !== 'proposed';
    const row: Partial<CaseDesignation> = {
      id: recordId(day, 'designation', file.row.caseNumber), courtId: this.staff.courtId, caseId: file.row.id, judgeId, divisionId, scope, reason, atOnce: false, status: state, openKey: state === 'refused' ? null : file.row.id,
      proposedById: recordId(this.staff.plan.defaultFrom, 'account', this.plan.office), proposedBy: this.staff.person(this.plan.office).name, proposedAt: morning(day, 30),
      decidedBy: decided ? this.staff.person(this.plan.leader).name : null, decidedAt: decided ? morning(day, 55) : null, decisionReason: remark ?? null, assignedOn: null, version: decided ? 2 : 1,
    };
    this.rows.designations.push(row);
    return row;
  }

  /** What the filing counter and the trial office entered about cases of the civil pool, oldest first. */
  private enterAtTheCounter(): void {
    const { courtId } = this.staff;
    const pool = this.free.filter(({ row }) => row.nature === 'civil' && row.responsibleJudgeId === null).sort((a, b) => (a.row.intakeOn + a.row.id < b.row.intakeOn + b.row.id ? -1 : 1));
    const clerk = this.staff.person(this.plan.secondOffice).name;
    for (const { place, urgent, area, requires, recusal } of this.plan.pool) {
      const file = pool[place - 1];
      if (!file) continue;
      const { row } = file;
      if (urgent || area || requires)
        this.rows.intakes.push({ caseId: row.id, courtId, urgent: urgent !== undefined, urgentReason: urgent ?? null, area: area ?? null, requires: requires ?? null, earlierCaseId: null, earlierRelation: null, version: 1, updatedAt: morning(row.intakeOn, 40) });
      if (recusal)
        this.rows.recusals.push({
          id: recordId(row.intakeOn, 'recusal', row.caseNumber), courtId, caseId: row.id, personId: this.staff.person(recusal.user).id, kind: recusal.kind, reason: recusal.reason, enteredBy: clerk, enteredAt: morning(row.intakeOn, 45),
          withdrawnAt: null, withdrawnBy: null, withdrawnReason: null,
        });
    }
    for (const { place, user, ...rest } of this.plan.designations) {
      const file = pool[place - 1];
      const judge = this.staff.person(user);
      if (file) this.designation(file, judge.id, this.staff.divisionId(this.staff.unitOn(judge, this.lastDay)!), rest, this.lastDay);
    }
  }

  /** Cases of the last run that moved on, asked for by their chief. */
  private transfersAndReturns(runDay: Day | undefined): void {
    if (!runDay) return;
    const { courtId } = this.staff;
    const civil = this.free.filter(({ row }) => row.nature === 'civil' && row.responsibleJudgeId !== null && this.rows.assignments.some(({ caseId, phase }) => caseId === row.id && phase !== 'designated'));
    const asked = addDays(runDay, 7);
    this.plan.transfers.forEach(({ kind, ground, reason, state, remark }, index) => {
      const file = civil[index * 5];
      if (!file) return;
      const { row } = file;
      const [fromId, fromDivisionId] = [row.responsibleJudgeId!, row.divisionId!];
      const unit = this.staff.plan.units.find(({ code }) => this.staff.divisionId(code) === fromDivisionId)!.code;
      const chief = this.staff.withPost(unit, 'divisionChief', asked)[0]!;
      const to = kind === 'transfer' ? this.staff.judgesFor('civil', asked).find(({ judge, unit: own }) => own === unit && judge.id !== fromId && this.staff.postOn(judge, asked)?.p === 'judge') : undefined;
      const id = recordId(asked, 'transfer', row.caseNumber);
      const decided = state !== 'requested';
      const decidedBy = this.staff.person(this.plan.office).name;
      this.rows.transfers.push({
        id, courtId, caseId: row.id, kind, fromId, fromDivisionId, toId: to?.judge.id ?? null, toDivisionId: to ? fromDivisionId : null, ground, reason, status: state, openKey: decided ? null : row.id,
        requestedById: recordId(this.staff.plan.defaultFrom, 'account', chief.user), requestedBy: chief.name, requestedAt: morning(asked, index),
        decidedBy: decided ? decidedBy : null, decidedAt: decided ? morning(addDays(asked, 1), index) : null, decisionReason: remark ?? null, version: decided ? 2 : 1,
      });
      if (state !== 'approved') return;
      const at = morning(addDays(asked, 1), index);
      const last = this.rows.assignments.find(({ caseId }) => caseId === row.id)!;
      Object.assign(last, { supersededAt: at, supersededReason: reason });
      this.rows.assignments.push({
        ...step(recordId(asked, 'moved', row.caseNumber), courtId, row.id), kind: to ? 'transfer' : 'returned', transferId: id, judgeId: to?.judge.id ?? null, divisionId: to ? fromDivisionId : null, fromJudgeId: fromId, reason, day: addDays(asked, 1), at, by: decidedBy,
      });
      row.responsibleJudgeId = to?.judge.id ?? null;
      row.divisionId = to ? fromDivisionId : null;
      if (!to)
        this.rows.recusals.push({
          id: recordId(asked, 'returned', row.caseNumber), courtId, caseId: row.id, personId: fromId, kind: 'returned', reason, enteredBy: decidedBy, enteredAt: at, withdrawnAt: null, withdrawnBy: null, withdrawnReason: null,
        });
    });
  }
}

function step(id: string, courtId: string, caseId: string): Partial<CaseAssignment> {
  return { id, courtId, caseId, runId: null, designationId: null, transferId: null, judgeId: null, divisionId: null, fromJudgeId: null, phase: null, place: null, reason: null, supersededAt: null, supersededReason: null };
}

/** Back to nobody: clerk and assistants go with the judge. */
function release(file: CaseFile): void {
  Object.assign(file.row, { responsibleJudgeId: null, divisionId: null, clerkId: null });
  file.participants.length = 0;
}
