import { Injectable } from '@nestjs/common';
import { CourtCalendar } from '../../court/court-calendar.js';
import { CourtParameters } from '../../court/court-parameters.js';
import type { CourtParameter } from '../../court/court.entities.js';
import type { Day } from '../../kernel/day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database, isDuplicate } from '../../platform/database/database.js';
import { machineActor } from '../../platform/identity/machine-actor.js';
import { newId } from '../../platform/ids.js';
import { JudgmentPublication } from '../review.entities.js';
import { PublicationStep } from './publication-step.entity.js';

const DAYS = 'judgment.publicationDays';
const AT_ONCE = 500;

/** Puts every judgment that has taken effect into the register by itself, with the day it is due; a new version takes the place of one not published. */
@Injectable()
export class DuePublications {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly calendar: CourtCalendar,
    private readonly parameters: CourtParameters,
  ) {}

  workingDays(courtId: string): Promise<CourtParameter | null> {
    return this.parameters.inForce(courtId, DAYS, this.clock.today());
  }

  /** Safe to call at any time, from any number of servers. @returns how many came in */
  async look(courtId: string): Promise<number> {
    const parameter = await this.workingDays(courtId);
    if (!parameter) return 0;
    try {
      return await this.database.transaction(async () => (await this.followVersions(courtId)) + (await this.enter(courtId, Number(parameter.value))));
    } catch (error) {
      if (isDuplicate(error)) return 0;
      throw error;
    }
  }

  /** The latest first: those from before the working calendar begins, which cannot be dated, never stand in the way of the others. */
  private async enter(courtId: string, days: number): Promise<number> {
    const rows = await this.database.rows<{ id: string; caseId: string; effectiveOn: Day }>(
      `SELECT d.id AS id, d.case_id AS caseId, c.effective_on AS effectiveOn FROM case_document d JOIN court_case c ON c.id = d.case_id
       WHERE c.court_id = :courtId AND c.effective_on IS NOT NULL AND c.effective_on <= :today AND d.superseded_by IS NULL AND d.kind IN ('judgment', 'ruling', 'mediation')
         AND NOT EXISTS (SELECT 1 FROM judgment_publication j WHERE j.document_id = d.id) ORDER BY c.effective_on DESC, d.id LIMIT ${AT_ONCE}`,
      { courtId, today: this.clock.today() },
    );
    const dated = rows.flatMap((row) => {
      const dueOn = this.dueOn(row.effectiveOn, days);
      return dueOn === null ? [] : [{ id: newId(), courtId, caseId: row.caseId, documentId: row.id, dueOn, publishedOn: null, exemption: null, askedGround: null, withdrawnOn: null, version: 1 }];
    });
    if (!dated.length) return 0;
    await this.database.repository(JudgmentPublication).insert(dated);
    this.audit.record(machineActor(courtId), { action: 'judgment.due', subjectKind: 'court', subjectId: courtId, after: { documents: dated.length } });
    return dated.length;
  }

  /** Before the working calendar begins nothing can be counted, and nothing is guessed. */
  private dueOn(effectiveOn: Day, days: number): Day | null {
    try {
      return this.calendar.after(effectiveOn, days);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async followVersions(courtId: string): Promise<number> {
    const rows = await this.database.rows<{ id: string; newer: string; version: number }>(
      `SELECT j.id AS id, d.superseded_by AS newer, j.version AS version FROM judgment_publication j JOIN case_document d ON d.id = j.document_id
       WHERE j.court_id = :courtId AND j.published_on IS NULL AND j.exemption IS NULL AND d.superseded_by IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM judgment_publication n WHERE n.document_id = d.superseded_by)`,
      { courtId },
    );
    const actor = machineActor(courtId);
    for (const { id, newer, version } of rows) {
      await this.database.repository(JudgmentPublication).update({ id, version: Number(version) }, { documentId: newer, version: Number(version) + 1 });
      await this.database.repository(PublicationStep).insert({ id: newId(), courtId, publicationId: id, act: 'newVersion', ground: null, words: null, actorId: '', actorName: '系统 system', at: this.clock.instant() });
      this.audit.record(actor, { action: 'judgment.newVersion', subjectKind: 'publication', subjectId: id, after: { documentId: newer } });
    }
    return rows.length;
  }
}
