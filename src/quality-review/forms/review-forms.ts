import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';
import { scoringRules, type ScoringRules } from '../../rules/case-grade.js';
import type { FormKind } from '../../rules/review-forms.js';
import { ReviewForm, ReviewFormSetting } from './form.entities.js';

/** Door: the forms of a court, and the weights and grades that make a case score of them, as in force on a day. */
@Injectable()
export class ReviewForms {
  constructor(private readonly database: Database) {}

  /** Latest version of each form in force on the day for cases of a nature (forms of all fields included). */
  async inForce(courtId: string, day: Day, nature?: string): Promise<ReviewForm[]> {
    const query = this.database
      .repository(ReviewForm)
      .createQueryBuilder('form')
      .where('form.courtId = :courtId AND form.effectiveFrom <= :day AND (form.effectiveUntil IS NULL OR form.effectiveUntil > :day)', { courtId, day });
    if (nature) query.andWhere('form.field IN (:...fields)', { fields: ['common', nature] });
    return latest(await query.orderBy('form.code', 'ASC').addOrderBy('form.version', 'ASC').getMany());
  }

  /** The form of one kind for a nature, its own before the common one; `null` when the court has none. */
  async one(courtId: string, day: Day, form: FormKind, nature: string): Promise<ReviewForm | null> {
    const forms = (await this.inForce(courtId, day, nature)).filter((row) => row.form === form);
    return forms.find(({ field }) => field === nature) ?? forms[0] ?? null;
  }

  async settingsInForce(courtId: string, day: Day): Promise<ReviewFormSetting[]> {
    const rows = await this.database
      .repository(ReviewFormSetting)
      .createQueryBuilder('setting')
      .where('setting.courtId = :courtId AND setting.effectiveFrom <= :day AND (setting.effectiveUntil IS NULL OR setting.effectiveUntil > :day)', { courtId, day })
      .orderBy('setting.code', 'ASC')
      .addOrderBy('setting.version', 'ASC')
      .getMany();
    return latest(rows);
  }

  /** The rules of any day, all versions read once; `null` for a day on which the court had set none. */
  async rulesByDay(courtId: string): Promise<(day: Day) => ScoringRules | null> {
    const rows = await this.database.repository(ReviewFormSetting).find({ where: { courtId }, order: { code: 'ASC', version: 'ASC' } });
    const known = new Map<Day, ScoringRules | null>();
    return (day) => {
      let rules = known.get(day);
      if (rules === undefined) {
        const inForce = rows.filter(({ effectiveFrom, effectiveUntil }) => effectiveFrom <= day && (effectiveUntil === null || effectiveUntil > day));
        known.set(day, (rules = inForce.length ? scoringRules(latest(inForce)) : null));
      }
      return rules;
    };
  }

  /** @throws caseGrade.missing when the court has set none */
  async rules(courtId: string, day: Day): Promise<ScoringRules> {
    return scoringRules(await this.settingsInForce(courtId, day));
  }
}

/** Rows come in the order of their versions; the last of a code stands. */
function latest<T extends { code: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.code, row])).values()];
}
