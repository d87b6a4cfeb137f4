import type { Fault, Sentence } from '../../kernel/domain-error.js';
import { assignmentErrors } from './assignment.errors.js';
import { caseFields, judgeFields, planFields, unitFields, PlanReader, type Fields } from './plan-reader.js';
import { ASSIGNMENT_RULES, type AssignmentPlan, type AssignmentRule, type LoadUnit, type PlanCase, type PlanJudge, type PlanUnit } from './plan.js';

/** A plan without faults, every choice written out. */
export interface CheckedPlan extends AssignmentPlan {
  rule: AssignmentRule;
  loadIn: LoadUnit;
  notes: Sentence[];
}

/**
 * Reads a plan from outside. Nothing is guessed: a missing number is a fault, never a default; what may be left out
 * (rule, unit of load, specialisms, cap, exclusions) is left out in the sense plan.ts gives.
 *
 * @throws DomainError `assignment.planInvalid` with every fault, each naming its place and what to do
 */
export function checkPlan(plan: unknown): CheckedPlan {
  const reader = new PlanReader();
  const root = reader.object(plan, '');
  if (!root) throw refusal(reader.faults);
  reader.noteUnknown(root, planFields, '');
  const seed = reader.text(root.seed, 'seed', { zh: '请写明种子，如 "2026-11-15"；没有种子就无法重算', en: 'Give the seed, such as "2026-11-15"; without one nothing can be replayed' });
  const rule = reader.choice(root.rule ?? 'level-then-even', 'rule', ASSIGNMENT_RULES);
  const loadIn = reader.choice(root.loadIn === 'weight' ? 'weights' : (root.loadIn ?? 'cases'), 'loadIn', ['cases', 'weights'] as const);
  const units = readUnits(reader, root.units, loadIn);
  const cases = readCases(reader, root.cases, loadIn, units);
  if (reader.faults.length > 0) throw refusal(reader.faults);
  return { seed, rule, loadIn, units, cases, notes: reader.notes() };
}

function refusal(faults: Fault[]): Error {
  return assignmentErrors['assignment.planInvalid']({ count: faults.length }, faults);
}

function readUnits(reader: PlanReader, value: unknown, loadIn: LoadUnit): PlanUnit[] {
  const [unitSeen, judgeSeen] = [new Map<string, string>(), new Map<string, string>()];
  const units = reader.list(value, 'units').map((item, u) => {
    const path = `units[${u}]`;
    const fields = reader.object(item, path);
    if (!fields) return { id: '', judges: [] };
    reader.noteUnknown(fields, unitFields, 'units[]');
    const id = reader.unique(fields.id, `${path}.id`, unitSeen, { zh: '庭室', en: 'unit' });
    const judges = reader.list(fields.judges, `${path}.judges`).map((judge, j) => readJudge(reader, judge, `${path}.judges[${j}]`, loadIn, judgeSeen));
    return { id, ...reader.name(fields.name, `${path}.name`), judges };
  });
  if (Array.isArray(value) && value.length === 0)
    reader.fault('units', '没有任何庭室', 'there is no unit', '请至少写一个庭室及其法官', 'Name at least one unit with its judges');
  return units;
}

function readJudge(reader: PlanReader, item: unknown, path: string, loadIn: LoadUnit, seen: Map<string, string>): PlanJudge {
  const fields = reader.object(item, path);
  if (!fields) return { id: '', backlog: 0, capacity: 1 };
  reader.noteUnknown(fields, judgeFields, 'units[].judges[]');
  const limit = (name: 'pendingCap' | 'intakeLimit'): number | null => (fields[name] == null ? null : reader.load(fields[name], `${path}.${name}`, loadIn));
  return {
    id: reader.unique(fields.id, `${path}.id`, seen, { zh: '法官', en: 'judge' }),
    ...reader.name(fields.name, `${path}.name`),
    backlog: reader.load(fields.backlog, `${path}.backlog`, loadIn),
    capacity: reader.capacity(fields.capacity, `${path}.capacity`),
    specialisms: reader.texts(fields.specialisms, `${path}.specialisms`),
    pendingCap: limit('pendingCap'),
    available: reader.flag(fields.available, `${path}.available`, true),
    awayReason: reader.words(fields.awayReason, `${path}.awayReason`),
    panels: reader.texts(fields.panels, `${path}.panels`),
    intakeLimit: limit('intakeLimit'),
  };
}

function readCases(reader: PlanReader, value: unknown, loadIn: LoadUnit, units: PlanUnit[]): PlanCase[] {
  const seen = new Map<string, string>();
  const known = { judges: new Set(units.flatMap(({ judges }) => judges.map(({ id }) => id))), units: new Set(units.map(({ id }) => id)) };
  return reader.list(value, 'cases').map((item, c) => readCase(reader, item, `cases[${c}]`, loadIn, known, seen));
}

interface Known {
  judges: ReadonlySet<string>;
  units: ReadonlySet<string>;
}

function readCase(reader: PlanReader, item: unknown, path: string, loadIn: LoadUnit, known: Known, seen: Map<string, string>): PlanCase {
  const fields = reader.object(item, path);
  if (!fields) return { id: '' };
  reader.noteUnknown(fields, caseFields, 'cases[]');
  const requires = Array.isArray(fields.requires) ? reader.texts(fields.requires, `${path}.requires`) : reader.words(fields.requires, `${path}.requires`);
  const designated = reader.words(fields.designated, `${path}.designated`);
  if (designated !== null) knownJudge(reader, designated, `${path}.designated`, known);
  const where = fields.units == null ? null : reader.texts(fields.units, `${path}.units`);
  where?.forEach((unit, u) => {
    if (!known.units.has(unit)) reader.fault(`${path}.units[${u}]`, `没有庭室“${unit}”`, `there is no unit “${unit}”`, '请改为 units 中的编号', 'Use an id from units');
  });
  return {
    id: reader.unique(fields.id, `${path}.id`, seen, { zh: '案件', en: 'case' }),
    ...reader.name(fields.name, `${path}.name`),
    ...(fields.weight != null || loadIn === 'weights' ? { weight: reader.weight(fields.weight, `${path}.weight`) } : {}),
    requires,
    excluded: fields.excluded == null ? [] : readExcluded(reader, fields.excluded, `${path}.excluded`, known),
    designated,
    urgent: reader.flag(fields.urgent, `${path}.urgent`, false),
    units: where,
    panel: reader.words(fields.panel, `${path}.panel`),
  };
}

function readExcluded(reader: PlanReader, value: unknown, path: string, known: Known): NonNullable<PlanCase['excluded']> {
  return reader.list(value, path).map((item, e) => {
    const at = `${path}[${e}]`;
    if (typeof item === 'string') return knownJudge(reader, item, at, known);
    const fields: Fields | null = reader.object(item, at);
    if (!fields) return '';
    const judge = knownJudge(reader, reader.text(fields.judge, `${at}.judge`), `${at}.judge`, known);
    return { judge, criterion: reader.choice(fields.criterion, `${at}.criterion`, ['recused', 'satBelow'] as const), reason: reader.words(fields.reason, `${at}.reason`) };
  });
}

function knownJudge(reader: PlanReader, id: string, path: string, { judges }: Known): string {
  if (id !== '' && !judges.has(id))
    reader.fault(path, `没有法官“${id}”`, `there is no judge “${id}”`, '请改为 units 中某位法官的编号，或删去', 'Use the id of a judge in units, or take it out');
  return id;
}
