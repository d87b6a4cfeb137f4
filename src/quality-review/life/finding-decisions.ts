import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Decimal } from '../../kernel/exact.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { require } from '../../platform/permissions/data-scope.js';
import { decisionFaults } from '../../rules/finding-decision.js';
import { isHeard, type FindingAction } from '../../rules/finding-life.js';
import { CaseCount } from '../case-count.js';
import { ClausesService } from '../clauses.service.js';
import type { DecideFinding } from '../dto/finding-life.dto.js';
import { FindingViews } from '../finding-views.js';
import { reviewErrors } from '../quality-review.errors.js';
import { Rectifications } from '../rectification/rectifications.js';
import { Responsibilities } from '../responsibilities.js';
import { DefectClause, Finding, FindingShare } from '../review.entities.js';
import { FindingDecision } from './finding-life.entities.js';
import { FindingLog } from './finding-log.js';
import { OUTCOME_WORDS } from './finding-words.js';

const STEPS: Readonly<Record<DecideFinding['outcome'], FindingAction>> = { confirmed: 'confirm', reduced: 'reduce', rejected: 'reject' };

/** 质量评查委员会: confirms, reduces or rejects a provisional serious finding. One decision for each; of several at once the first wins and the others are told. */
@Injectable()
export class FindingDecisions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly log: FindingLog,
    private readonly clauses: ClausesService,
    private readonly count: CaseCount,
    private readonly views: FindingViews,
    private readonly responsibilities: Responsibilities,
    private readonly rectifications: Rectifications,
  ) {}

  async decide(actor: Actor, id: string, wanted: DecideFinding): Promise<void> {
    require(actor, 'finding.decide');
    await this.database.transaction(async () => {
      const finding = await this.decidable(actor, id);
      const [before] = await this.views.of([id]);
      const clause = await this.clauseOf(finding, wanted);
      const { outcome, resolution } = wanted;
      const reasons = wanted.reasons.trim();
      const faults = decisionFaults({ outcome, reasons, resolution, points: wanted.points ?? null, clause }, { clauseCode: before!.clause.code, points: finding.points });
      if (faults.length) throw reviewErrors['finding.stepFaulty']({ count: faults.length }, faults);
      const today = this.clock.today();
      const words = `${resolution.trim()}：${OUTCOME_WORDS[outcome].zh}。${reasons}`.slice(0, 300);
      const successorId = outcome === 'reduced' ? newId() : null;
      await this.log.move(finding, STEPS[outcome], wanted.version, outcome === 'confirmed' ? { settledOn: today } : { supersededBy: successorId, supersededReason: words });
      if (successorId) await this.putInPlace(finding, successorId, clause!, new Decimal(wanted.points!), today);
      const lost = outcome === 'confirmed' ? finding.points : outcome === 'reduced' ? new Decimal(wanted.points!) : null;
      await this.database.repository(FindingDecision).insert({
        id: newId(), courtId: finding.courtId, findingId: id, outcome, reasons, resolution: resolution.trim(), points: lost, successorId, decidedOn: today, decidedBy: actor.personId ?? actor.userId, decidedByName: actor.personName,
      });
      await this.count.recount(finding.caseId);
      const standing = successorId ?? (outcome === 'confirmed' ? id : null);
      if (standing && before!.shares.length) await this.orderRectification(actor, standing);
      const [after] = standing ? await this.views.of([standing]) : [null];
      this.audit.record(actor, { action: `finding.${outcome}`, subjectKind: 'finding', subjectId: id, before, after, reason: words });
    });
  }

  private async decidable(actor: Actor, id: string): Promise<Finding> {
    const finding = await this.log.held(actor, id);
    const decided = await this.database.repository(FindingDecision).findOneBy({ findingId: id });
    if (decided) {
      const { decidedByName: who, decidedOn: day, resolution, outcome } = decided;
      throw reviewErrors['finding.decided']({ who, day, resolution, outcome: OUTCOME_WORDS[outcome].zh, outcomeEn: OUTCOME_WORDS[outcome].en });
    }
    this.log.stepFrom(finding, 'confirm');
    const answerable = await this.log.answerable(id);
    if (await this.concerned(actor, finding, answerable)) throw reviewErrors['finding.recused']();
    const comments = await this.log.comments([id]);
    if (!isHeard({ commentUntil: finding.commentUntil, answerable, comments }, this.clock.today())) {
      const silent = answerable.filter((person) => !comments.some(({ personId }) => personId === person));
      const names = await this.database.rows<{ name: string }>('SELECT name AS "name" FROM person WHERE id IN (:...silent) ORDER BY name', { silent });
      throw reviewErrors['finding.notHeard']({ people: names.map(({ name }) => name).join('、'), until: finding.commentUntil ?? '（本院未设定期限）' });
    }
    return finding;
  }

  /** Who recorded it, answers for it, or worked on the case. */
  private async concerned({ personId }: Actor, finding: Finding, answerable: readonly string[]): Promise<boolean> {
    if (!personId) return false;
    if (finding.reviewerId === personId || answerable.includes(personId)) return true;
    const [row] = await this.database.rows<{ own: number | string }>(
      `SELECT COUNT(*) AS "own" FROM court_case c WHERE c.id = :caseId AND (c.responsible_judge_id = :personId OR c.clerk_id = :personId
         OR EXISTS (SELECT 1 FROM case_participant x WHERE x.case_id = c.id AND x.person_id = :personId))`,
      { caseId: finding.caseId, personId },
    );
    return Number(row!.own) > 0;
  }

  private async clauseOf(finding: Finding, { outcome, clauseId }: DecideFinding): Promise<DefectClause | null> {
    if (outcome !== 'reduced') return null;
    if (!clauseId || clauseId === finding.clauseId) return this.database.repository(DefectClause).findOneByOrFail({ id: finding.clauseId });
    const [row] = await this.database.rows<{ nature: string }>('SELECT nature AS "nature" FROM court_case WHERE id = :id', { id: finding.caseId });
    return (await this.clauses.inForce(finding.courtId, row!.nature)).find(({ id }) => id === clauseId) ?? null;
  }

  /** It counts from the day the first was recorded, and keeps its place in the order of the case. */
  private async putInPlace(old: Finding, id: string, clause: DefectClause, lost: Decimal, settledOn: string): Promise<void> {
    const successor = { ...old, id, clauseId: clause.id, severity: clause.severity, points: lost, status: 'settled' as const, settledOn, supersededBy: null, supersededReason: null, firstId: old.firstId ?? old.id, counted: null, version: 1 };
    await this.database.repository(Finding).insert(successor);
    await this.responsibilities.follow(old.id, id);
    const shares = await this.database.repository(FindingShare).find({ where: { findingId: old.id }, order: { id: 'ASC' } });
    if (shares.length) await this.database.repository(FindingShare).insert(shares.map((share) => ({ ...share, id: newId(), findingId: id, points: new Decimal(0) })));
  }

  private async orderRectification(actor: Actor, findingId: string): Promise<void> {
    const finding = await this.database.repository(Finding).findOneByOrFail({ id: findingId });
    await this.rectifications.order(actor, finding, '针对委员会认定的差错，纠正本案可以纠正的部分，查明原因，写明防止再犯的措施。', null);
  }
}
