import type { PointLine } from '../rules/conduct-points.js';
import type { CaseNature, DataScope } from '../kernel/actor.js';
import type { AssignmentRows } from './assignment-rows.js';
import type { Day } from '../kernel/day.js';
import type { ReviewKind } from './demonstration-plan.js';

/** Rows of the demonstration, plain and in the words of the tables they go to. Decimals are text. */

export interface CourtRow { id: string; code: string; name: string; nameEn: string; level: 'basic' | 'intermediate' | 'high'; parentId: string | null; example: boolean }
export interface DivisionRow {
  id: string; courtId: string; kind: 'division' | 'tribunal' | 'office' | 'leadership'; name: string; nameEn: string; parentId: string | null;
  position: number; validFrom: Day; validUntil: Day | null;
}
export interface PersonRow { id: string; courtId: string; name: string; pinyin: string; employeeNumber: string | null }
export interface PostRow {
  id: string; courtId: string; personId: string; divisionId: string; post: string; rank: string | null; nature: CaseNature | null;
  kind: 'main' | 'concurrent' | 'secondment'; dutyFactor: string; validFrom: Day; validUntil: Day | null; supersededAt: null; supersededReason: null;
}
export interface LeaveRow { id: string; courtId: string; personId: string; kind: string; validFrom: Day; validUntil: Day; reason: string | null }
export interface BodyRow { id: string; courtId: string; kind: string; name: string; nameEn: string; nature: CaseNature | null }
export interface AppointmentRow { id: string; courtId: string; bodyId: string; personId: string; capacity: 'chair' | 'member'; validFrom: Day; validUntil: Day | null }
export interface AccountRow { id: string; courtId: string; personId: string | null; username: string; displayName: string }
export interface GrantRow {
  id: string; courtId: string; userId: string; role: string; scope: DataScope; divisionId: string | null; natures: CaseNature | null; validFrom: Day; validUntil: Day | null; reason: string;
}
export interface ParameterRow { id: string; courtId: string; name: string; value: string; unit: string; effectiveFrom: Day; source: string; example: boolean }
export interface ClauseRow {
  id: string; courtId: string; code: string; version: number; severity: 'serious' | 'minor'; label: string; labelEn: string; pinyin: string; field: string;
  appliesTo: string; pointsMin: string; pointsMax: string; maxPerCase: string | null; responsibilityCode: string; effectiveFrom: Day; effectiveUntil: Day | null; source: string; example: boolean;
}
export interface ResponsibilityRow {
  id: string; courtId: string; code: string; version: number; situation: string; situationEn: string; shares: Record<string, string>; note: string | null;
  effectiveFrom: Day; effectiveUntil: Day | null; source: string; example: boolean;
}

export interface CaseRow {
  id: string; courtId: string; caseNumber: string; year: number; typeCode: string; serial: number; nature: CaseNature; cause: string; procedure: string; weight: string;
  intakeOn: Day; hearingOn: Day | null; closedOn: Day | null; effectiveOn: Day | null; limitOn: Day | null; deductedDays: number;
  divisionId: string | null; responsibleJudgeId: string | null; clerkId: string | null; closingManner: string | null; outcome: string | null; appealable: boolean;
  parties: string; claimed: string | null; realised: string | null;
}
export interface ParticipantRow { id: string; courtId: string; caseId: string; personId: string; role: 'presidingJudge' | 'panelMember' | 'judgeAssistant' | 'clerk' | 'enforcementOfficer' }
export interface LimitChangeRow { id: string; courtId: string; caseId: string; kind: 'extension' | 'deduction'; code: string; reason: string; validFrom: Day; validUntil: Day; approvedOn: Day | null }
export interface AppealRow { id: string; courtId: string; caseId: string; appealedOn: Day; outcome: string; decidedOn: Day | null; attributable: boolean | null; reason: string | null }
export interface DocumentRow {
  id: string; courtId: string; caseId: string; kind: 'judgment' | 'ruling' | 'mediation'; title: string; version: number; mediaType: string; digest: string; size: number;
  text: string; madeOn: Day;
}
export interface PublicationOfJudgmentRow { id: string; courtId: string; caseId: string; documentId: string; dueOn: Day; publishedOn: Day | null; exemption: string | null }

export interface ReviewRow {
  id: string; courtId: string; caseId: string; kind: ReviewKind; triggers: string | null; batch: string; reviewerId: string; status: 'pending' | 'inProgress' | 'submitted';
  plannedOn: Day; submittedOn: Day | null; secondOfId: string | null; documentScore: string | null; procedureScore: string | null; caseScore: string | null;
  /** 事实叙述、认证、说理、文书格式; the document score is their sum. */
  documentParts: Record<'facts' | 'evidence' | 'reasoning' | 'format', string> | null;
}
export interface FindingRow {
  id: string; courtId: string; caseId: string; reviewId: string; documentId: string | null; clauseId: string; severity: 'serious' | 'minor'; points: string;
  quote: string; quotePrefix: string; quoteSuffix: string; quoteStart: number | null; documentDigest: string | null; place: string; comment: string;
  reviewerId: string; status: 'draft' | 'submitted' | 'provisional' | 'settled' | 'superseded' | 'second'; recordedOn: Day; settledOn: Day | null; commentUntil: Day | null; notAttributable: string | null; supersededReason: string | null;
}
export interface ShareRow { id: string; courtId: string; findingId: string; personId: string; post: string; share: string; points: string }
export interface HearingAssessmentRow { id: string; courtId: string; caseId: string; judgeId: string; assessedOn: Day; hearingScore: string; summationScore: string | null }
export interface ComplaintDraft {
  id: string; courtId: string; caseId: string; personId: string; code: string; kind: 'complaint' | 'petition'; receivedOn: Day; result: string; verifiedOn: Day | null; summary: string; people: number; level: string | null;
}
export interface ComplaintRow extends ComplaintDraft {
  year: number; number: number; state: string; channel: string; complainant: string; words: string; investigatorId: string; answeredOn: Day | null; settledOn: Day | null; points: string | null; lines: PointLine[] | null;
}
export interface MeritDraft { id: string; courtId: string; caseId: string; personId: string; code: string; evidence: string; points: string; claimedOn: Day; approvedOn: Day | null; approverId: string | null }
export interface MeritRow extends MeritDraft { year: number; number: number; state: string; level: string | null; grounds: string; resolution: string | null; entered: string | null; lines: PointLine[] | null }
export interface ResearchRow {
  id: string; courtId: string; kind: string; level: 'national' | 'province' | 'prefecture' | 'county'; award: number | null; title: string; outlet: string; serialNumber: string | null; publishedOn: Day; event: string | null; reprintOfId: string | null;
  shareReason: null; countedAs: string; worth: string; status: 'pending' | 'verified' | 'returned'; supersedesId: null; registeredById: string; registeredBy: string; registeredAt: string; decidedById: string | null; decidedBy: string | null; decidedAt: string | null;
  reason: string | null; version: number;
}
export interface ResearchAuthorRow { id: string; courtId: string; publicationId: string; place: number; personId: string | null; name: string; divisionId: string | null; share: string; worth: string; points: string }
export interface CostRow {
  id: string; courtId: string; divisionId: string; month: string; category: string; amount: string; denominator: number; note: string | null; services: number | null; revision: number;
  enteredBy: string; enteredByName: string; enteredAt: string; supersededAt: string | null; supersededByName: string | null; supersededReason: string | null;
}
export interface CostRemarkRow {
  id: string; courtId: string; divisionId: string; kind: 'comment' | 'explanation'; category: string; fromMonth: string; untilMonth: string; words: string; writtenBy: string; writtenByName: string; writtenAt: string;
  state: 'noted' | 'waiting' | 'accepted' | 'refused'; decidedByName: string | null; decidedAt: string | null; decisionWords: string | null; version: number;
}

export interface World {
  assignment: AssignmentRows;
  lastDay: Day;
  courts: CourtRow[];
  divisions: DivisionRow[];
  people: PersonRow[];
  posts: PostRow[];
  leaves: LeaveRow[];
  bodies: BodyRow[];
  appointments: AppointmentRow[];
  accounts: AccountRow[];
  grants: GrantRow[];
  parameters: ParameterRow[];
  clauses: ClauseRow[];
  responsibilities: ResponsibilityRow[];
  cases: CaseRow[];
  participants: ParticipantRow[];
  limitChanges: LimitChangeRow[];
  appeals: AppealRow[];
  documents: DocumentRow[];
  judgmentPublications: PublicationOfJudgmentRow[];
  reviews: ReviewRow[];
  findings: FindingRow[];
  shares: ShareRow[];
  hearings: HearingAssessmentRow[];
  complaints: ComplaintRow[];
  merits: MeritRow[];
  research: ResearchRow[];
  researchAuthors: ResearchAuthorRow[];
  costs: CostRow[];
  costRemarks: CostRemarkRow[];
}
