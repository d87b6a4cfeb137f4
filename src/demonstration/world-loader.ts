import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { CaseAppeal, CaseDocument, CaseLimitChange, CaseParticipant, CourtCase } from '../cases/case.entities.js';
import {
  AssignmentRoute, AssignmentRun, CaseAssignment, CaseDesignation, CaseIntake, CaseRecusal, CaseTransfer, JudgeSpecialism, PanelSeat,
} from '../case-assignment/assignment.entities.js';
import { Complaint, MeritClaim } from '../conduct/conduct.entities.js';
import { CostEntry, CostRemark } from '../costs/cost.entities.js';
import { AppointedBody, Appointment, Court, CourtParameter, Division, LeaveOfAbsence, Person, PostHolding } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { RoleGrant, UserAccount } from '../platform/identity/identity.entities.js';
import { generatePassword, hashPassword } from '../platform/identity/passwords.js';
import { CaseReview, DefectClause, Finding, FindingShare, HearingAssessment, JudgmentPublication, ResponsibilityRule } from '../quality-review/review.entities.js';
import { ResearchAuthor, ResearchPublication } from '../research/research.entities.js';
import type { World } from './world.types.js';

/** A login made on this machine; the password is shown once and stored nowhere. */
export interface FirstSignIn {
  username: string;
  displayName: string;
  password: string;
  roles: string[];
}

export type LoadProgress = (table: string, rows: number) => void;

const startOfDay = (day: string): string => `${day}T01:00:00.000Z`;

/** Puts a generated court into the database: everything in one transaction, so that a killed first start leaves nothing behind. */
@Injectable()
export class WorldLoader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param andThen runs in the same transaction, after the last row, with everybody's first password. */
  async load(world: World, report: LoadProgress, andThen: (signIns: readonly FirstSignIn[]) => Promise<unknown>): Promise<FirstSignIn[]> {
    const now = this.clock.instant();
    const passwords = world.accounts.map(() => generatePassword());
    const hashes = await Promise.all(passwords.map((password) => hashPassword(password)));
    report('password', hashes.length);
    const signIns = world.accounts.map((account, index) => ({
      username: account.username,
      displayName: account.displayName,
      password: passwords[index]!,
      roles: world.grants.filter(({ userId }) => userId === account.id).map(({ role }) => role),
    }));

    await this.database.transaction(async () => {
      const put = async <T extends ObjectLiteral>(entity: EntityTarget<T>, rows: object[]) => {
        await this.database.insertAll(entity, rows);
        report(this.database.dataSource.getMetadata(entity).tableName, rows.length);
      };
      await put(Court, world.courts);
      await put(Division, world.divisions);
      await put(Person, world.people);
      await put(PostHolding, world.posts);
      await put(LeaveOfAbsence, world.leaves);
      await put(AppointedBody, world.bodies);
      await put(Appointment, world.appointments);
      await put(UserAccount, world.accounts.map((row, index) => ({ ...row, passwordHash: hashes[index], mustChangePassword: true, failedAttempts: 0, createdAt: now })));
      await put(RoleGrant, world.grants.map((row) => ({ ...row, requestedBy: null, requestedAt: now, approvedBy: null, approvedAt: now })));
      await this.loadParameters(world.parameters);
      await put(DefectClause, world.clauses);
      await put(ResponsibilityRule, world.responsibilities);
      await put(CourtCase, world.cases.map((row) => ({ ...row, version: 1, createdAt: startOfDay(row.intakeOn), updatedAt: startOfDay(row.closedOn ?? row.intakeOn) })));
      await put(CaseParticipant, world.participants);
      await put(CaseLimitChange, world.limitChanges);
      await put(CaseAppeal, world.appeals);
      await put(CaseDocument, world.documents.map(({ madeOn, ...row }) => ({ ...row, createdAt: startOfDay(madeOn) })));
      const { assignment } = world;
      await put(JudgeSpecialism, assignment.specialisms);
      await put(AssignmentRoute, assignment.routes);
      await put(PanelSeat, assignment.panels);
      await put(CaseIntake, assignment.intakes);
      await put(CaseRecusal, assignment.recusals);
      await put(AssignmentRun, assignment.runs);
      await put(CaseAssignment, assignment.assignments);
      await put(CaseDesignation, assignment.designations);
      await put(CaseTransfer, assignment.transfers);
      await put(JudgmentPublication, world.judgmentPublications);
      await put(CaseReview, world.reviews.map(({ documentParts: _, ...row }) => ({ ...row, version: 1 })));
      await put(Finding, world.findings.map((row) => ({ ...row, version: 1 })));
      await put(FindingShare, world.shares);
      await put(HearingAssessment, world.hearings);
      await put(Complaint, world.complaints);
      await put(MeritClaim, world.merits);
      await put(ResearchPublication, world.research);
      await put(ResearchAuthor, world.researchAuthors);
      await put(CostEntry, world.costs);
      await put(CostRemark, world.costRemarks);
      await andThen(signIns);
    });

    return signIns;
  }

  /** Parameters as shipped, each marked 示例. */
  async loadParameters(parameters: World['parameters']): Promise<void> {
    const createdAt = this.clock.instant();
    await this.database.insertAll(CourtParameter, parameters.map((row) => ({ ...row, createdAt })));
  }
}
