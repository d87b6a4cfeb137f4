import { addDays, daysBetween, type Day } from '../kernel/day.js';
import { caseWeight } from '../rules/case-weight.js';
import { limitInForce } from '../rules/time-limit-table.js';
import { timeLimit, type TimeLimitVerdict } from '../rules/time-limit.js';
import type { Deduction, Extension } from '../rules/time-limit-records.js';
import { MANNERS, type CaseFile, type Manner } from './case-file.js';
import { benchOf, participantsOf } from './bench.js';
import { figuresOf } from './case-figures.js';
import { partiesOf } from './party-names.js';
import type { CourtCalendar } from './court-calendar.js';
import type { DemonstrationPlan, Shares } from './demonstration-plan.js';
import type { Arrival } from './docket.js';
import type { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { Staff } from './staff.js';
import type { LimitChangeRow } from './world.types.js';

/** What happens to a case between filing and closing, and what its limit makes of it. */
export class CaseCourse {
  constructor(
    private readonly plan: DemonstrationPlan,
    private readonly staff: Staff,
    private readonly calendar: CourtCalendar,
    private readonly lastDay: Day,
  ) {}

  run(arrival: Arrival, draw: Draw): { result: CaseFile; openUntil: Day } {
    const { caseload } = this.plan;
    const { filedOn, procedure, assigned, nature, cause } = arrival;
    const number = `（${filedOn.slice(0, 4)}）${this.staff.plan.court}${procedure.type}${arrival.serial}号`;
    const id = recordId(filedOn, 'case', number);
    const traits = assigned?.judge.traits;
    const manner = draw.among(this.closings(arrival)) as Manner;

    const stuck = draw.chance(caseload.limits.stuck) && procedure.days > 40;
    const deductions = stuck ? this.suspended(arrival, draw) : this.interruptions(arrival, draw);
    const away = deductions.reduce((total, { from, until }) => total + daysBetween(from, until), 0);
    const early = manner === 'withdrawn' || manner === 'mediated' ? 620 : 1000;
    const work = draw.around(Math.max(1, Math.round((procedure.days * early * (traits?.pace ?? 1000)) / 1_000_000)));
    const planned = this.calendar.onOrAfter(addDays(filedOn, Math.max(work, 2) + away));
    const earliest = assigned ? this.calendar.after(assigned.on, 1) : planned;
    const closing = this.withinLimit(arrival, planned > earliest ? planned : earliest, deductions, draw);
    const closesOn = this.handedOver(arrival, closing.day);
    const closedOn = closesOn <= this.lastDay && assigned ? closesOn : null;

    const inForce = deductions.filter(({ from }) => from <= (closedOn ?? this.lastDay));
    const extensions = closing.extensions.filter(({ approvedOn }) => approvedOn <= (closedOn ?? this.lastDay));
    const verdict = this.verdict(arrival, closedOn, inForce, extensions);
    const hearings = this.hearings(arrival, manner, closesOn, draw).filter((day) => day <= this.lastDay);
    const figures = figuresOf(arrival, manner, draw);
    const parties = partiesOf(arrival, this.plan.judgments, draw);
    const bench = benchOf(arrival, this.staff, draw);
    const weighing = { parties: 2, counterclaims: nature === 'civil' && draw.chance(35) ? 1 : 0, ...this.facts(arrival, hearings.length, inForce, manner, draw) };
    const weight = caseWeight(
      { nature, causeOfAction: cause.weightAs, procedure: procedure.weight, seriesPlace: arrival.seriesPlace, facts: weighing, day: filedOn },
      this.plan.weights,
    ).weight;

    const closed = closedOn ? MANNERS[manner] : null;
    const row: CaseFile['row'] = {
      id,
      courtId: this.staff.courtId,
      caseNumber: number,
      year: Number(filedOn.slice(0, 4)),
      typeCode: procedure.type,
      serial: arrival.serial,
      nature,
      cause: cause.cause,
      procedure: procedure.label,
      weight,
      intakeOn: filedOn,
      hearingOn: hearings[0] ?? null,
      closedOn,
      effectiveOn: null,
      limitOn: verdict.dueOn,
      deductedDays: verdict.deductedDays,
      divisionId: assigned && this.staff.divisionId(assigned.unit),
      responsibleJudgeId: assigned && assigned.judge.id,
      clerkId: bench.clerk?.id ?? null,
      closingManner: closed?.closingManner ?? null,
      outcome: closed?.outcome ?? null,
      appealable: closedOn !== null && !procedure.noAppeal && (manner === 'judged' || manner === 'dismissed'),
      parties: `${parties.plaintiff} 诉 ${parties.defendant}`,
      claimed: figures.claimed === null ? null : `${figures.claimed}.00`,
      realised: figures.realised === null || !closedOn ? null : `${figures.realised}.00`,
    };
    const result: CaseFile = {
      arrival,
      row,
      bench,
      participants: participantsOf(row, bench),
      limitChanges: this.changeRows(row.id, inForce, extensions),
      appeal: null,
      hearings,
      manner: closedOn ? manner : null,
      late: verdict.verdict === 'late',
      overdue: verdict.verdict === 'overdue',
      figures,
      parties,
    };
    return { result, openUntil: closesOn };
  }

  private closings({ nature, procedure, assigned }: Arrival): Shares {
    if (procedure.closings) return procedure.closings;
    const shares = this.plan.caseload.closings[nature];
    if (shares['mediated'] === undefined) return shares;
    return { ...shares, mediated: Math.round((shares['mediated'] * (assigned?.judge.traits.settles ?? 1000)) / 1000) };
  }

  private suspended({ filedOn, nature }: Arrival, draw: Draw): Deduction[] {
    const from = addDays(filedOn, draw.int(40, 80));
    const kind = nature === 'enforcement' ? 'X07' : 'X05';
    return [{ kind, from, until: addDays(from, draw.int(270, 480)), evidence: this.evidence(kind) }];
  }

  private interruptions({ filedOn, nature, cause, procedure }: Arrival, draw: Draw): Deduction[] {
    const { limits } = this.plan.caseload;
    const spans: Deduction[] = [];
    const add = (chance: number, kind: string, after: [number, number], length: [number, number]) => {
      if (!draw.chance(chance)) return;
      const from = this.calendar.onOrAfter(addDays(filedOn, draw.int(...after)));
      spans.push({ kind, from, until: addDays(from, draw.int(...length)), evidence: this.evidence(kind) });
    };
    if (procedure.days < 20) return [];
    if (nature === 'civil') {
      add(cause.appraisal ?? 0, 'X02', [12, 26], [34, 62]);
      add(limits.publicNotice, 'X01', [10, 20], [60, 62]);
      add(limits.settlement, 'X06', [16, 30], [15, 30]);
    }
    if (nature === 'enforcement') add(limits.auction, 'X09', [40, 70], [31, 66]);
    if (nature !== 'criminal') add(limits.suspension, 'X05', [20, 40], [30, 90]);
    return spans;
  }

  private evidence(kind: string): string {
    return this.plan.limits.kinds.find(({ code }) => code === kind)!.evidence;
  }

  /** Most cases that would run over are extended in time or finished by the last day; a few really are late. */
  private withinLimit(arrival: Arrival, planned: Day, deductions: Deduction[], draw: Draw): { day: Day; extensions: Extension[] } {
    const first = this.verdict(arrival, planned, deductions, []);
    if (planned <= first.dueOn) return { day: planned, extensions: [] };
    const slips = arrival.assigned?.judge.traits.slips ?? 1000;
    if (draw.chance(Math.round((this.plan.caseload.limits.late * slips) / 1000))) return { day: planned, extensions: [] };
    const allowed = this.limitRow(arrival).extensions[0];
    if (!allowed || !draw.chance(620)) return { day: this.calendar.onOrBefore(first.dueOn), extensions: [] };
    const length = allowed.longest ?? { months: 2, days: 0 };
    const extensions = [{ kind: allowed.kind, length, approvedOn: this.calendar.onOrBefore(addDays(first.dueOn, -draw.int(3, 9))) }];
    const extended = this.verdict(arrival, planned, deductions, extensions);
    return { day: planned <= extended.dueOn ? planned : this.calendar.onOrBefore(extended.dueOn), extensions };
  }

  private limitRow({ procedure, filedOn }: Arrival) {
    return limitInForce(this.plan.limits, procedure.limit, filedOn)!;
  }

  private verdict(arrival: Arrival, closedOn: Day | null, deductions: Deduction[], extensions: Extension[]): TimeLimitVerdict {
    const timed = { filedOn: arrival.filedOn, noticeExpiredOn: null, closedOn, asOf: this.lastDay, deductions, extensions, restarts: [] };
    return timeLimit(timed, this.limitRow(arrival), this.plan.limits, this.calendar.daysOff);
  }

  /** Nobody closes cases while away: what would fall into a leave, or after a move to another nature, is finished before. */
  private handedOver({ assigned }: Arrival, day: Day): Day {
    if (!assigned) return day;
    const last = this.staff.lastDayBeforeAbsence(assigned.judge, assigned.on);
    const moved = last !== null && day > last && this.staff.postOn(assigned.judge, day)?.n !== this.staff.postOn(assigned.judge, assigned.on)?.n;
    if (last !== null && last > assigned.on && (moved || this.staff.isAway(assigned.judge, day))) return this.calendar.onOrBefore(last);
    let present = day;
    while (this.staff.isAway(assigned.judge, present)) present = this.calendar.after(present, 1);
    return present;
  }

  private hearings({ procedureName, filedOn, procedure }: Arrival, manner: Manner, closesOn: Day, draw: Draw): Day[] {
    const before = daysBetween(filedOn, closesOn);
    const heard = manner === 'judged' || manner.startsWith('objection') || (manner === 'mediated' && draw.chance(520)) || (manner === 'withdrawn' && draw.chance(280));
    if (!heard || before < 4 || procedureName === 'nonLitigationReview') return [];
    const first = this.calendar.onOrBefore(addDays(filedOn, Math.max(3, Math.round((before * draw.int(450, 780)) / 1000))));
    const further = procedure.bench === 'panel' && draw.chance(340) ? draw.int(1, 3) : draw.chance(80) ? 1 : 0;
    const days = [first];
    for (let index = 1; index <= further; index++) days.push(this.calendar.onOrBefore(addDays(first, Math.round((daysBetween(first, closesOn) * index) / (further + 1)))));
    return [...new Set(days)].filter((day) => day > filedOn && day <= closesOn);
  }

  private facts({ nature }: Arrival, hearings: number, deductions: Deduction[], manner: Manner, draw: Draw): Record<string, number> {
    const count = (kind: string) => deductions.filter((one) => one.kind === kind).length;
    return {
      hearings,
      appraisals: count('X02') + count('X03'),
      noticeServices: count('X01'),
      foreignElements: draw.chance(4) ? 1 : 0,
      defendants: nature === 'criminal' && draw.chance(130) ? draw.int(2, 6) : 1,
      offences: nature === 'criminal' && draw.chance(160) ? draw.int(2, 12) : 1,
      incidentalCivilActions: nature === 'criminal' && draw.chance(40) ? 1 : 0,
      immovablesDisposed: nature === 'enforcement' ? count('X09') : 0,
      withdrawnBeforeHearing: manner === 'withdrawn' && hearings === 0 ? 1 : 0,
      dismissedByRuling: manner === 'dismissed' ? 1 : 0,
    };
  }

  private changeRows(caseId: string, deductions: Deduction[], extensions: Extension[]): LimitChangeRow[] {
    const courtId = this.staff.courtId;
    const label = (code: string) => this.plan.limits.kinds.find((kind) => kind.code === code)!.label;
    return [
      ...deductions.map(({ kind, from, until }, index): LimitChangeRow => ({
        id: recordId(from, 'deduction', caseId, index),
        courtId,
        caseId,
        kind: 'deduction',
        code: kind,
        reason: `${label(kind)}（材料：${this.evidence(kind)}）`,
        validFrom: from,
        validUntil: until,
        approvedOn: from,
      })),
      ...extensions.map(({ kind, length, approvedOn }, index): LimitChangeRow => ({
        id: recordId(approvedOn, 'extension', caseId, index),
        courtId,
        caseId,
        kind: 'extension',
        code: kind,
        reason: `${label(kind)}${length.months}个月`,
        validFrom: approvedOn,
        validUntil: addDays(approvedOn, length.months * 30 + length.days),
        approvedOn,
      })),
    ];
  }
}
