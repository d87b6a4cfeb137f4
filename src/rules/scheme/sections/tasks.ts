import type { Day } from '../../../kernel/day.js';
import type { Sentence } from '../../../kernel/domain-error.js';
import type { Decimal } from '../../../kernel/exact.js';
import { isPlain } from '../compile-scope.js';
import type { CompiledNode } from '../compiled-node.js';
import { LEAF_RULES } from '../leaf-rules/registry.js';
import { SpecReader } from '../spec-reader.js';

export interface CompiledTask {
  key: string;
  title: Sentence;
  lead: string;
  responsible: string[];
  deadline: Day;
  evidence: Sentence;
  percent: string | null;
  status: string | null;
}

export interface CompiledTasks {
  tasks: CompiledTask[];
  /** The tasks that carry points, as one more component; null when none does. */
  scored: CompiledNode | null;
}

const TITLE: Sentence = { zh: '任务', en: 'Tasks' };
const LIMITS: Sentence = { zh: '完成比例由承办单位填报，看不出完成的质量。', en: 'The share done is reported by the office in charge and cannot show how well it was done.' };

/** 任务清单: shown with where each stands; a task with points earns them by the per cent done. */
export function compileTasks(spec: SpecReader, effectiveFrom: Day, source: string): CompiledTasks {
  const tasks: CompiledTask[] = [];
  const scored: CompiledNode[] = [];
  spec.optionalList('tasks').forEach((given) => {
    const row = given.withOwnSource();
    const evidence = isPlain(row.spec['evidence']) ? row.sentence('evidence') : row.text('evidence');
    const task: CompiledTask = {
      key: row.text('key'),
      title: row.sentence('title'),
      lead: row.text('lead'),
      responsible: texts(row, 'responsible'),
      deadline: row.day('deadline'),
      evidence: typeof evidence === 'string' ? { zh: evidence, en: evidence } : evidence,
      percent: row.has('percent') ? row.fact('percent', 'number') : null,
      status: row.has('status') ? row.fact('status', 'text') : null,
    };
    if (tasks.some((one) => one.key === task.key)) row.fault('key', `键“${task.key}”重复。`, `The key “${task.key}” is repeated.`);
    tasks.push(task);
    const own = row.has('source') ? row.text('source') : source;
    const points = row.optionalNumber('points', { min: 0 });
    if (points && !task.percent) row.fault('percent', '有分值的任务须写明完成比例的事实 percent。', 'A task with points must name the fact of its per cent done (percent).');
    else if (points) {
      // `percent / 100` of the points, never less than none nor more than all: the rule a court could write itself.
      const rule = new SpecReader({ kind: 'formula', points: `fullMark * ${task.percent} / 100`, atLeast: 0 }, `${row.path}.points`, row.scope, true);
      const compiled = LEAF_RULES.get('formula')!.compile(rule, { title: task.title, fullMark: points });
      scored.push({
        key: task.key, path: `tasks/${task.key}`, title: task.title, source: own, effectiveFrom, limits: LIMITS, portion: points, ownScale: null, children: [], rule: compiled, takesWeight: true,
        cap: null, appliesWhen: null, shared: null, approval: false, evidenceBy: null,
      });
    }
    row.done();
  });
  if (!scored.length) return { tasks, scored: null };
  const portion = scored.map((leaf) => leaf.portion!).reduce((a, b) => a.plus(b));
  return { tasks, scored: component(scored, portion, source, effectiveFrom) };
}

function component(children: CompiledNode[], portion: Decimal, source: string, effectiveFrom: Day): CompiledNode {
  return {
    key: 'tasks', path: 'tasks', title: TITLE, source, effectiveFrom, limits: null, portion, ownScale: null, children, rule: null, takesWeight: true,
    cap: null, appliesWhen: null, shared: null, approval: false, evidenceBy: null,
  };
}

function texts(row: SpecReader, key: string): string[] {
  const raw = row.has(key) ? row.spec[key] : undefined;
  if (Array.isArray(raw) && raw.every((item) => typeof item === 'string')) return raw;
  row.fault(key, `“${key}”应为文字列表，可以为空。`, `“${key}” must be a list of texts; it may be empty.`);
  return [];
}
