import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { CourtParameter } from './court.entities.js';

/** Door: the numbers a court has set, each with its clause and date. Nothing is assumed where a court has set nothing. */
@Injectable()
export class CourtParameters {
  constructor(private readonly database: Database) {}

  /** The value in force on that day, or `null` when the court has set none. */
  async inForce(courtId: string, name: string, day: Day): Promise<CourtParameter | null> {
    const parameters = this.database.repository(CourtParameter).createQueryBuilder('parameter');
    return parameters
      .where('parameter.courtId = :courtId AND parameter.name = :name AND parameter.effectiveFrom <= :day', { courtId, name, day })
      .orderBy('parameter.effectiveFrom', 'DESC')
      .addOrderBy('parameter.createdAt', 'DESC')
      .limit(1)
      .getOne();
  }
}
