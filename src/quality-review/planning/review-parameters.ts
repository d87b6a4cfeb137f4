import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { planningErrors } from './planning.errors.js';

export const REVIEW_PARAMETERS = {
  'review.routineShare': { zh: '常规评查占当月结案的比例', en: 'Share of the month’s closings' },
  'review.routineMinPerJudgeYear': { zh: '每名法官全年最低件数', en: 'Least number of each judge a year' },
  'review.secondShare': { zh: '盲评占当月已提交评查的比例', en: 'Share of the month’s reviews repeated blind' },
  'review.secondMinPerReviewer': { zh: '每名评查员每月最低盲评件数', en: 'Least number of each reviewer repeated a month' },
  'review.keyDays': { zh: '重点、专项评查期限（工作日）', en: 'Working days for key and special reviews' },
  'review.eventLookBackDays': { zh: '自动发现触发事件向前查看的天数', en: 'Days looked back for events in the register' },
} as const;
export type ReviewParameter = keyof typeof REVIEW_PARAMETERS;

/** A number the court has set, as it is shown beside what it decides. */
export interface ShownParameter {
  name: ReviewParameter;
  value: string;
  source: string;
  example: boolean;
}

/** The court's numbers for planning reviews. A missing one is an error naming it, never a default. */
@Injectable()
export class ReviewParameters {
  constructor(private readonly parameters: CourtParameters) {}

  async of(courtId: string, names: readonly ReviewParameter[], day: Day): Promise<Map<ReviewParameter, ShownParameter>> {
    const found = await this.parameters.allInForce(courtId, names, day);
    return new Map(names.flatMap((name) => {
      const held = found.get(name);
      return held ? [[name, { name, value: held.value, source: held.source, example: Boolean(held.example) }] as const] : [];
    }));
  }

  async needed(courtId: string, name: ReviewParameter, day: Day): Promise<ShownParameter> {
    const held = (await this.of(courtId, [name], day)).get(name);
    if (!held) throw planningErrors['reviewPlan.parameterMissing']({ name: REVIEW_PARAMETERS[name].zh });
    return held;
  }
}
