import { Decimal, points, type Exact } from '../kernel/exact.js';
import type { Fault } from '../kernel/domain-error.js';

export interface ProposedDecision {
  outcome: 'confirmed' | 'reduced' | 'rejected';
  reasons: string;
  /** Number of the committee's resolution. */
  resolution: string;
  /** Of a reduced finding: what it costs from then on, and under which clause. */
  points: string | null;
  clause: { code: string; severity: 'serious' | 'minor'; pointsMin: Exact; pointsMax: Exact } | null;
}

/**
 * Everything wrong with a decision of the quality review committee, all at once.
 * - Reasons that say something and the number of the resolution, whatever the outcome.
 * - Reduced: to a minor clause, its points in that clause's range; or under the same clause to fewer points than were proposed.
 *   Several minor findings never become a serious one, and nothing here makes a finding dearer than it was proposed.
 * Source: CATALOGUES §1.3.
 * @param standing the provisional finding
 */
export function decisionFaults({ outcome, reasons, resolution, points: lost, clause }: ProposedDecision, standing: { clauseCode: string; points: Exact }): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, zh: string, en: string): void => void faults.push({ path, zh, en });
  if (!saysSomething(reasons)) say('reasons', '请写明理由：依据哪些材料，为何这样认定。只有空白或标点不算理由。', 'Give the reasons: on which material, and why. Blanks or punctuation are none.');
  if (!saysSomething(resolution)) say('resolution', '请写明决议文号，如“质评委〔2026〕第8号”。', 'Give the number of the resolution, such as “质评委〔2026〕第8号”.');
  if (outcome !== 'reduced') return faults;
  if (!clause) say('clauseId', '该条目不适用于本案性质，或今天不在有效期内。请从列表中另选条目。', 'This clause does not apply to the case, or is not in force today. Choose one from the list.');
  else if (clause.code !== standing.clauseCode && clause.severity !== 'minor')
    say('clauseId', '减轻只能改为一般差错条目，或在原条目内减少扣分。请另选条目。', 'A finding is reduced to a minor clause, or to fewer points under its own. Choose another.');
  const value = lost === null ? null : new Decimal(lost);
  if (!value) say('points', '请写明减轻后的扣分。', 'Say what it costs once reduced.');
  else if (clause && (value.lt(clause.pointsMin) || value.gt(clause.pointsMax)))
    say('points', `扣分 ${points(value)} 不在条目 ${clause.code} 的范围 ${points(clause.pointsMin)}–${points(clause.pointsMax)} 内。`, `${points(value)} points lie outside ${points(clause.pointsMin)}–${points(clause.pointsMax)}, the range of clause ${clause.code}.`);
  else if (value.gte(standing.points)) say('points', `减轻后的扣分应小于原拟扣的 ${points(standing.points)} 分；不减轻的，请选“确认”。`, `A reduced finding costs less than the ${points(standing.points)} proposed; otherwise confirm it.`);
  return faults;
}

/** At least four letters or figures. */
export function saysSomething(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 4;
}
