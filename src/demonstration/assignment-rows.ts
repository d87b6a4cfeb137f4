import type {
  AssignmentRoute, AssignmentRun, CaseAssignment, CaseDesignation, CaseIntake, CaseRecusal, CaseTransfer, JudgeSpecialism, PanelSeat,
} from '../case-assignment/assignment.entities.js';

/** Rows of assignment, as they enter their tables. */
export interface AssignmentRows {
  specialisms: Partial<JudgeSpecialism>[];
  routes: Partial<AssignmentRoute>[];
  panels: Partial<PanelSeat>[];
  intakes: Partial<CaseIntake>[];
  recusals: Partial<CaseRecusal>[];
  runs: Partial<AssignmentRun>[];
  assignments: Partial<CaseAssignment>[];
  designations: Partial<CaseDesignation>[];
  transfers: Partial<CaseTransfer>[];
}
