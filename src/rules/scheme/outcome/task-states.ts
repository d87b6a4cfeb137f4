import type { Day } from '../../../kernel/day.js';
import type { Sentence } from '../../../kernel/domain-error.js';
import { points } from '../../../kernel/exact.js';
import { attempt } from '../expression/undefined-value.js';
import type { FactReader } from '../fact-reader.js';
import type { CompiledTask } from '../sections/tasks.js';

export interface TaskState {
  key: string;
  title: Sentence;
  lead: string;
  responsible: string[];
  deadline: Day;
  evidence: Sentence;
  /** Per cent done; null where the task names no fact for it, or a derived one has no answer. */
  percent: string | null;
  status: string | null;
  done: boolean;
  /** Past the deadline and not done, on the day asked for; null without a day or a per cent. */
  overdue: boolean | null;
}

/** Where each task stands: the list as written, with what was entered of it. */
export function taskStates(tasks: readonly CompiledTask[], reader: FactReader, on: Day | null): TaskState[] {
  return tasks.map(({ percent, status, ...task }) => {
    const read = percent ? attempt(() => reader.number(percent)) : null;
    const share = read && 'value' in read ? read.value : null;
    const done = share?.gte(100) ?? false;
    return { ...task, percent: share && points(share), status: status ? reader.text(status) : null, done, overdue: share && on ? !done && on > task.deadline : null };
  });
}
