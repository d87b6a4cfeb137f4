import { assignChecked } from './assign.js';
import { assignmentErrors } from './assignment.errors.js';
import { checkPlan, type CheckedPlan } from './check-plan.js';
import type { AssignmentResult, AssignmentRun, DrawVerdict, RunDifference } from './plan.js';

/** More than this and the file is another run, not an altered one. */
const LISTED = 200;

/** 批次文件: what was put in and what came out, for anybody to replay. */
export function runFile(plan: unknown, about?: Record<string, string>): AssignmentRun {
  const checked = checkPlan(plan);
  const { notes: _, ...kept } = checked;
  return { format: 'assignment-run/1', plan: kept, result: assignChecked(checked), ...(about ? { about } : {}) };
}

/**
 * 验证抽签: works the run out again from its own inputs and seed and compares field by field, decisions first. Whatever
 * was altered shows: a decision, a sentence or a load by itself, and inputs by the digest.
 *
 * @throws DomainError `assignment.runInvalid` when it is no run file, `assignment.planInvalid` when its plan has faults
 */
export function verifyDraw(run: unknown): DrawVerdict {
  if (!isRun(run)) throw assignmentErrors['assignment.runInvalid']();
  const plan: CheckedPlan = checkPlan(run.plan);
  const again = assignChecked(plan);
  const differences = new Differences();
  const recorded = run.result;
  // Inputs that were altered show here, whatever else they changed.
  for (const name of ['commitment', 'digest'] as const) differences.compare(name, recorded[name], again[name]);
  differences.compareDecisions(recorded.assignments, again.assignments);
  differences.compare('unassigned', recorded.unassigned, again.unassigned);
  for (const name of Object.keys({ ...again, ...recorded }) as (keyof AssignmentResult)[])
    if (!['assignments', 'unassigned', 'notes', 'commitment', 'digest'].includes(name)) differences.compare(name, recorded[name], again[name]);
  const { found, total } = differences;
  return total === 0 ? { equal: true, digest: again.digest, decisions: again.assignments.length } : { equal: false, differences: found, total };
}

function isRun(run: unknown): run is AssignmentRun {
  if (typeof run !== 'object' || run === null) return false;
  const { format, plan, result } = run as Partial<AssignmentRun>;
  return format === 'assignment-run/1' && typeof plan === 'object' && typeof result === 'object' && result !== null && Array.isArray(result.assignments) && Array.isArray(result.unassigned);
}

class Differences {
  readonly found: RunDifference[] = [];
  total = 0;

  /** By case, in the order of the replay, so that one altered decision is one difference. */
  compareDecisions(recorded: AssignmentResult['assignments'], again: AssignmentResult['assignments']): void {
    const places = new Map<string, number>();
    const surplus = new Set<number>(recorded.keys());
    recorded.forEach((one, index) => places.has(one?.case) || places.set(one?.case, index));
    again.forEach((one, index) => {
      const place = places.get(one.case);
      if (place === undefined) return this.noteCase(one.case, index, undefined, one.judge);
      surplus.delete(place);
      this.compare(`assignments[${place}]`, recorded[place], one, `案件“${one.case}”`, `case “${one.case}”`);
    });
    for (const index of surplus) this.noteCase(recorded[index]?.case, index, recorded[index]?.judge, undefined);
    const sameCases = surplus.size === 0 && recorded.length === again.length;
    if (sameCases && recorded.some((one, index) => one.case !== again[index]!.case)) this.note('assignments', 'order', 'draw order', '决定的次序', 'the order of the decisions');
  }

  private noteCase(id: string | undefined, index: number, recorded: string | undefined, again: string | undefined): void {
    this.note(`assignments[${index}]`, recorded, again, `案件“${id}”`, `case “${id}”`);
  }

  compare(path: string, recorded: unknown, again: unknown, zh = '', en = ''): void {
    if (recorded === again) return;
    if (typeof recorded === 'object' && typeof again === 'object' && recorded !== null && again !== null && Array.isArray(recorded) === Array.isArray(again)) {
      const names = new Set([...Object.keys(again), ...Object.keys(recorded)]);
      for (const name of names) {
        const at = Array.isArray(again) ? `${path}[${name}]` : `${path}.${name}`;
        this.compare(at, (recorded as Record<string, unknown>)[name], (again as Record<string, unknown>)[name], zh, en);
      }
    } else this.note(path, recorded, again, zh, en);
  }

  private note(path: string, recorded: unknown, again: unknown, zh: string, en: string): void {
    this.total++;
    if (this.found.length >= LISTED) return;
    const [was, now] = [shown(recorded), shown(again)];
    this.found.push({ path, recorded: was, recomputed: now, zh: `${zh}${zh ? '：' : ''}记录为 ${was}，重算为 ${now}。`, en: `${en}${en ? ': ' : ''}recorded ${was}, recomputed ${now}.` });
  }
}

function shown(value: unknown): string {
  return value === undefined ? '无 none' : JSON.stringify(value);
}
