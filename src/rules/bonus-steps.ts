/** Where a bonus round stands. Nothing leads out of `withdrawn` and `superseded`. */
export const BONUS_STATES = ['draft', 'submitted', 'approved', 'paid', 'superseded', 'withdrawn'] as const;
export type BonusState = (typeof BONUS_STATES)[number];

/**
 * 奖金批次的步骤: the preview is submitted, a second person approves or sends it back, payroll pays; a numbered correction of the
 * results brings a round of its own, and approving that one supersedes the old.
 */
export const BONUS_STEPS = {
  submit: { from: ['draft'], to: 'submitted' },
  sendBack: { from: ['submitted'], to: 'draft' },
  approve: { from: ['submitted'], to: 'approved' },
  pay: { from: ['approved'], to: 'paid' },
  supersede: { from: ['approved', 'paid'], to: 'superseded' },
  withdraw: { from: ['draft', 'submitted'], to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly BonusState[]; to: BonusState }>;
export type BonusAction = keyof typeof BONUS_STEPS;

/** The state after a step; `null` where the step cannot be taken now. */
export function afterBonusStep(state: BonusState, action: BonusAction): BonusState | null {
  const step: { from: readonly BonusState[]; to: BonusState } = BONUS_STEPS[action];
  return step.from.includes(state) ? step.to : null;
}
