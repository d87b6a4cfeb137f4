/**
 * The life of the four records of conduct. Nothing else changes their state.
 * Complaint: counts only once verified. `confined`: an integrity lead (W-04), with discipline, never in a score.
 */
export const COMPLAINT_STATES = ['received', 'assigned', 'heard', 'verified', 'answered', 'confined', 'concluded', 'withdrawn'] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];
/** 政工登记. `recorded` counts when the days for an objection have run out; finality is a day, never a step. */
export const ENTRY_STATES = ['recorded', 'acknowledged', 'objected', 'kept', 'revoked', 'superseded'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];
export const MERIT_STATES = ['claimed', 'approved', 'refused', 'withdrawn', 'revoked'] as const;
export type MeritState = (typeof MERIT_STATES)[number];
export const HONOUR_STATES = ['recorded', 'confirmed', 'refused', 'revoked'] as const;
export type HonourState = (typeof HONOUR_STATES)[number];

export type StepBy = 'office' | 'investigator' | 'person' | 'decider' | 'discipline';

interface Step<State> {
  from: readonly State[];
  /** `null`: the state stays. */
  to: State | null;
  by: StepBy;
}

export const CONDUCT_STEPS = {
  complaint: {
    assigned: { from: ['received', 'assigned', 'heard'], to: 'assigned', by: 'office' },
    stated: { from: ['assigned'], to: 'heard', by: 'person' },
    /** The person was asked and said nothing in time. */
    statementWaived: { from: ['assigned'], to: 'heard', by: 'investigator' },
    verified: { from: ['heard'], to: 'verified', by: 'investigator' },
    answered: { from: ['verified'], to: 'answered', by: 'office' },
    settled: { from: ['received', 'assigned', 'heard', 'verified', 'answered'], to: null, by: 'office' },
    /** Correction: the finding is taken back with its reason and looked into again; what was found stays in the history. */
    reopened: { from: ['verified', 'answered'], to: 'received', by: 'decider' },
    withdrawn: { from: ['received', 'assigned', 'heard'], to: 'withdrawn', by: 'office' },
    confined: { from: ['received', 'assigned', 'heard'], to: 'confined', by: 'office' },
    concluded: { from: ['confined'], to: 'concluded', by: 'discipline' },
    released: { from: ['confined'], to: 'received', by: 'discipline' },
  },
  entry: {
    acknowledged: { from: ['recorded'], to: 'acknowledged', by: 'person' },
    objected: { from: ['recorded'], to: 'objected', by: 'person' },
    kept: { from: ['objected'], to: 'kept', by: 'decider' },
    revoked: { from: ['objected'], to: 'revoked', by: 'decider' },
    /** After an objection only by a second person: it is one of the ways to decide on it. */
    superseded: { from: ['recorded', 'acknowledged', 'objected', 'kept'], to: 'superseded', by: 'office' },
  },
  merit: {
    withdrawn: { from: ['claimed'], to: 'withdrawn', by: 'person' },
    approved: { from: ['claimed'], to: 'approved', by: 'decider' },
    refused: { from: ['claimed'], to: 'refused', by: 'decider' },
    revoked: { from: ['approved'], to: 'revoked', by: 'decider' },
  },
  honour: {
    confirmed: { from: ['recorded'], to: 'confirmed', by: 'decider' },
    refused: { from: ['recorded'], to: 'refused', by: 'decider' },
    revoked: { from: ['confirmed'], to: 'revoked', by: 'decider' },
  },
} as const satisfies {
  complaint: Record<string, Step<ComplaintState>>;
  entry: Record<string, Step<EntryState>>;
  merit: Record<string, Step<MeritState>>;
  honour: Record<string, Step<HonourState>>;
};

export type ConductKind = keyof typeof CONDUCT_STEPS;
export type StateOf = { complaint: ComplaintState; entry: EntryState; merit: MeritState; honour: HonourState };
export type ActOf<K extends ConductKind> = keyof (typeof CONDUCT_STEPS)[K] & string;

/**
 * @returns the state after the step, or `null` when it may not be taken now
 * @example afterConductStep('complaint', 'heard', 'verified') → 'verified'; ('complaint', 'received', 'verified') → null
 */
export function afterConductStep<K extends ConductKind>(kind: K, state: StateOf[K], act: ActOf<K>): StateOf[K] | null {
  const step = (CONDUCT_STEPS[kind] as unknown as Record<string, Step<StateOf[K]>>)[act]!;
  return step.from.includes(state) ? (step.to ?? state) : null;
}
