import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { evaluationErrors } from '../evaluation/evaluation.errors.js';

export function readPeriod(key: string): EvaluationPeriod {
  const period = parsePeriod(key);
  if (!period) throw evaluationErrors['period.unreadable']({ period: key });
  return period;
}
