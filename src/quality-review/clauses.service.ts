import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import type { ClauseView } from './dto/review.dto.js';
import { DefectClause, ResponsibilityRule } from './review.entities.js';

@Injectable()
export class ClausesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, nature: string | undefined): Promise<ClauseView[]> {
    require(actor, 'review.read');
    return (await this.inForce(actor.courtId, nature)).map(clauseView);
  }

  /** Today's clauses, serious ones first; with a nature, those of its field and the common ones. */
  async inForce(courtId: string, nature?: string): Promise<DefectClause[]> {
    const query = this.database
      .repository(DefectClause)
      .createQueryBuilder('clause')
      .where('clause.courtId = :courtId', { courtId })
      .andWhere('clause.effectiveFrom <= :today AND (clause.effectiveUntil IS NULL OR clause.effectiveUntil > :today)', { today: this.clock.today() });
    if (nature) query.andWhere('clause.field IN (:...fields)', { fields: ['common', nature] });
    return query.orderBy('clause.severity', 'DESC').addOrderBy('clause.code', 'ASC').getMany();
  }

  async matrix(courtId: string): Promise<ResponsibilityRule[]> {
    return this.database
      .repository(ResponsibilityRule)
      .createQueryBuilder('rule')
      .where('rule.courtId = :courtId', { courtId })
      .andWhere('rule.effectiveFrom <= :today AND (rule.effectiveUntil IS NULL OR rule.effectiveUntil > :today)', { today: this.clock.today() })
      .orderBy('rule.code', 'ASC')
      .getMany();
  }
}

export function clauseView(clause: DefectClause): ClauseView {
  const { id, code, version, severity, label, labelEn, pinyin, field, appliesTo, responsibilityCode, effectiveFrom, source, example } = clause;
  return {
    id, code, version, severity, label, labelEn, pinyin, field, appliesTo, responsibilityCode, effectiveFrom, source, example,
    pointsMin: points(clause.pointsMin),
    pointsMax: points(clause.pointsMax),
    maxPerCase: clause.maxPerCase && points(clause.maxPerCase),
  };
}
