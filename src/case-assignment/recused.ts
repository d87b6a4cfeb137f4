import type { Fault } from '../kernel/domain-error.js';
import type { JudgeOnDuty } from './judges-on-duty.js';
import type { WaitingCase } from './waiting-cases.js';
import { RECUSAL_WORDS } from './words.js';

/** A recusal binds whoever decides: neither designation nor transfer gives a case to a judge who may not hear it. */
export function faultsOfRecusal(one: Pick<WaitingCase, 'caseNumber' | 'recusals'>, judge: Pick<JudgeOnDuty, 'judgeId' | 'name'>, path: string): Fault[] {
  const recusal = one.recusals.find(({ personId }) => personId === judge.judgeId);
  if (!recusal) return [];
  const { zh, en } = RECUSAL_WORDS[recusal.kind]!;
  return [{ path, zh: `${judge.name}不能承办 ${one.caseNumber}（${zh}）。请另选一人，或先核对回避登记。`, en: `${judge.name} may not take ${one.caseNumber} (${en}). Choose somebody else, or check the recusal first.` }];
}
