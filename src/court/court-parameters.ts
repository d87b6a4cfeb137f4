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

  /** Of each name asked for the value in force on that day; names the court has not set are absent. */
  async allInForce(courtId: string, names: readonly string[], day: Day): Promise<Map<string, CourtParameter>> {
    if (!names.length) return new Map();
    const known = await this.database
      .repository(CourtParameter)
      .createQueryBuilder('parameter')
      .where('parameter.courtId = :courtId AND parameter.name IN (:...names) AND parameter.effectiveFrom <= :day', { courtId, names, day })
      .orderBy('parameter.effectiveFrom', 'ASC')
      .addOrderBy('parameter.createdAt', 'ASC')
      .getMany();
    return new Map(known.map((parameter) => [parameter.name, parameter]));
  }

  /** As {@link allInForce}, of every name that begins so. */
  async allUnder(courtId: string, beginning: string, day: Day): Promise<Map<string, CourtParameter>> {
    const known = await this.database
      .repository(CourtParameter)
      .createQueryBuilder('parameter')
      .where('parameter.courtId = :courtId AND parameter.name LIKE :names AND parameter.effectiveFrom <= :day', { courtId, names: `${beginning}%`, day })
      .orderBy('parameter.effectiveFrom', 'ASC')
      .addOrderBy('parameter.createdAt', 'ASC')
      .getMany();
    return new Map(known.map((parameter) => [parameter.name, parameter]));
  }
}
