import type { Schema } from './platform/database/data-source.js';
import { AuditEntry, AuditHead } from './platform/audit/audit-entry.entity.js';
import { Draft } from './platform/drafts/draft.entity.js';
import { StoredFile } from './platform/files/stored-file.entity.js';
import { IdempotencyKey } from './platform/idempotency/idempotency-key.entity.js';
import { RoleGrant, UserAccount, UserSession } from './platform/identity/identity.entities.js';
import { Job } from './platform/jobs/job.entity.js';
import { AppointedBody, Appointment, Court, CourtParameter, Division, LeaveOfAbsence, Person, PostHolding } from './court/court.entities.js';
import { CatalogueProposal, CatalogueRow } from './court/catalogues/catalogue.entities.js';
import { DivisionLeader } from './court/division-leader.entity.js';
import { CaseAppeal, CaseDocument, CaseLimitChange, CaseObjection, CaseParticipant, CourtCase } from './cases/case.entities.js';
import { CaseImport, CaseImportChunk, CaseImportFault } from './cases/case-import.entities.js';
import { CaseFlowCount, CaseFlowExplanation } from './cases/flow/case-flow.entities.js';
import { CaseParticular } from './cases/case-particular.entity.js';
import {
  AssignmentRoute, AssignmentRun, CaseAssignment, CaseDesignation, CaseIntake, CaseRecusal, CaseTransfer, JudgeSpecialism, PanelSeat,
} from './case-assignment/assignment.entities.js';
import { CaseReview, DefectClause, Finding, FindingShare, HearingAssessment, JudgmentPublication, ResponsibilityRule } from './quality-review/review.entities.js';
import { CaseEvent, ReviewReassignment, ReviewTrigger, SecondFindingDecision } from './quality-review/planning/planning.entities.js';
import { ReviewPlan } from './quality-review/planning/review-plan.entity.js';
import { HearingMark, HearingTask, ReviewDeskPlace, ReviewForm, ReviewFormScore, ReviewFormSetting, ReviewResult } from './quality-review/forms/form.entities.js';
import { PublicationStep } from './quality-review/publication/publication-step.entity.js';
import { SignOff } from './quality-review/sign-offs/sign-off.entity.js';
import {
  DifficultApplication, DifficultBallot, DifficultEvidence, DifficultMember, DifficultNotice, DifficultObjection, DifficultRound,
} from './difficult-cases/difficult-case.entities.js';
import { FindingAttachment, FindingComment, FindingDecision, FindingImport, FindingResponsibility } from './quality-review/life/finding-life.entities.js';
import { Rectification, RectificationStep } from './quality-review/rectification/rectification.entities.js';
import { ResearchAuthor, ResearchEvidence, ResearchObjection, ResearchPair, ResearchPublication } from './research/research.entities.js';
import { Complaint, ConductEntry, ConductEvidence, ConductStep, Honour, MeritClaim } from './conduct/conduct.entities.js';
import { CostEntry, CostRemark } from './costs/cost.entities.js';
import { ReceptionDuty, ReceptionStep } from './reception/reception.entities.js';
import { EnteredFact } from './evaluation/entered-fact.entity.js';
import { RatingForm, RatingTask } from './evaluation/rating.entities.js';
import { SchemeRevision, SchemeTrial, SchemeVersion } from './evaluation/scheme-version.entity.js';
import { CorrectionOrder, Reconsideration, ReconsiderationAttachment, ReconsiderationMember, ReconsiderationStep } from './reconsideration/reconsideration.entities.js';
import { Bulletin, BulletinCorrigendum, BulletinStep } from './quality-review/bulletins/bulletin.entities.js';
import { Briefing, BriefingMeasure } from './quality-review/patterns/briefing.entities.js';
import { RankIntervalRecord } from './ranking/rank-interval.entity.js';
import { PeriodState, RankingSnapshot } from './ranking/ranking.entities.js';
import { WatchNote } from './ranking/watch/watch-note.entity.js';
import { BonusConfirmation, BonusDecision, BonusRound, BonusShare } from './bonuses/bonus.entities.js';
import { Competition, CompetitionEntry, CompetitionMark, CompetitionObjection } from './promotions/competition.entities.js';
import { SelectionCandidate, SelectionRound } from './promotions/selection.entities.js';
import { ArchivePaper, ClosingExplanation, ClosingStep, CorrectionPerson, FrozenStanding, PeriodClosing, PeriodCorrection, PeriodObjection, SubScore } from './ranking/closing/closing.entities.js';
import { FirstRoad1767225600000 } from '../migrations/0001-first-road.js';
import { SchemeVersionsEnteredFacts1768000002000 } from '../migrations/0002-scheme-versions-entered-facts.js';
import { EnforcementObjections1768000003000 } from '../migrations/0003-enforcement-objections.js';
import { CaseAssignment1768000004000 } from '../migrations/0004-case-assignment.js';
import { Reconsideration1768000005000 } from '../migrations/0005-reconsideration.js';
import { CountingIndexes1768000006000 } from '../migrations/0006-counting-indexes.js';
import { ReviewPlanning1768000007000 } from '../migrations/0007-review-planning.js';
import { ReviewForms1768000008000 } from '../migrations/0008-review-forms.js';
import { FindingsLife1768000009000 } from '../migrations/0009-findings-life.js';
import { SignOffsPublicationCatalogues1768000010000 } from '../migrations/0010-sign-offs-publication-catalogues.js';
import { PatternsBulletins1768000012000 } from '../migrations/0012-patterns-bulletins.js';
import { DifficultCases1768000013000 } from '../migrations/0013-difficult-cases.js';
import { IndexesOfAYear1768000014000 } from '../migrations/0014-indexes-of-a-year.js';
import { Research1768000015000 } from '../migrations/0015-research.js';
import { Costs1768000016000 } from '../migrations/0016-costs.js';
import { Conduct1768000017000 } from '../migrations/0017-conduct.js';
import { ReceptionDays1768000018000 } from '../migrations/0018-reception-days.js';
import { RankIntervals1768000019000 } from '../migrations/0019-rank-intervals.js';
import { UseOfResults1768000021000 } from '../migrations/0021-use-of-results.js';
import { ClosingArchive1768000020000 } from '../migrations/0020-closing-archive.js';
import { CaseFlowWatch1768000022000 } from '../migrations/0022-case-flow-watch.js';
import { BonusConfirmations1768000024000 } from '../migrations/0024-bonus-confirmations.js';
import { ObjectionAnsweredAt1768000025000 } from '../migrations/0025-objection-answered-at.js';

/** Every table, lower floors first, and every migration in order. */
export const schema: Schema = {
  entities: [
    AuditEntry, AuditHead, Draft, IdempotencyKey, StoredFile, UserAccount, UserSession, RoleGrant, Job,
    Court, Division, Person, PostHolding, LeaveOfAbsence, AppointedBody, Appointment, CourtParameter, DivisionLeader, CatalogueRow, CatalogueProposal,
    CourtCase, CaseParticipant, CaseLimitChange, CaseAppeal, CaseObjection, CaseDocument, CaseImport, CaseImportFault, CaseImportChunk, CaseParticular, CaseFlowCount, CaseFlowExplanation,
    CaseIntake, CaseRecusal, JudgeSpecialism, AssignmentRoute, PanelSeat, AssignmentRun, CaseAssignment, CaseDesignation, CaseTransfer,
    DefectClause, ResponsibilityRule, ReviewPlan, CaseReview, Finding, FindingShare, HearingAssessment, JudgmentPublication,
    ReviewTrigger, CaseEvent, ReviewReassignment, SecondFindingDecision,
    ReviewForm, ReviewFormSetting, ReviewFormScore, ReviewResult, ReviewDeskPlace, HearingTask, HearingMark,
    PublicationStep, SignOff,
    DifficultRound, DifficultMember, DifficultApplication, DifficultEvidence, DifficultBallot, DifficultNotice, DifficultObjection,
    FindingResponsibility, FindingComment, FindingDecision, FindingAttachment, FindingImport, Rectification, RectificationStep,
    Briefing, BriefingMeasure, Bulletin, BulletinStep, BulletinCorrigendum,
    ReceptionDuty, ReceptionStep,
    ResearchPublication, ResearchAuthor, ResearchEvidence, ResearchObjection, ResearchPair,
    Complaint, MeritClaim, CostEntry, CostRemark, SchemeVersion, SchemeRevision, SchemeTrial, EnteredFact, RatingTask, RatingForm,
    ConductEntry, Honour, ConductStep, ConductEvidence,
    Reconsideration, ReconsiderationMember, ReconsiderationStep, ReconsiderationAttachment, CorrectionOrder, PeriodState, RankingSnapshot,
    WatchNote,
    RankIntervalRecord,
    BonusRound, BonusDecision, BonusConfirmation, BonusShare, SelectionRound, SelectionCandidate, Competition, CompetitionEntry, CompetitionMark, CompetitionObjection,
    PeriodClosing, ClosingStep, SubScore, ClosingExplanation, PeriodObjection, PeriodCorrection, CorrectionPerson, FrozenStanding, ArchivePaper,
  ],
  // One a line, so that two people adding one each do not meet.
  migrations: [
    FirstRoad1767225600000,
    SchemeVersionsEnteredFacts1768000002000,
    EnforcementObjections1768000003000,
    CaseAssignment1768000004000,
    Reconsideration1768000005000,
    CountingIndexes1768000006000,
    ReviewPlanning1768000007000,
    ReviewForms1768000008000,
    FindingsLife1768000009000,
    SignOffsPublicationCatalogues1768000010000,
    PatternsBulletins1768000012000,
    DifficultCases1768000013000,
    IndexesOfAYear1768000014000,
    Research1768000015000,
    Costs1768000016000,
    Conduct1768000017000,
    ReceptionDays1768000018000,
    RankIntervals1768000019000,
    ClosingArchive1768000020000,
    UseOfResults1768000021000,
    CaseFlowWatch1768000022000,
    BonusConfirmations1768000024000,
    ObjectionAnsweredAt1768000025000,
  ],
};
