import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { CourtCalendar } from '../../court/court-calendar.js';
import { CourtParameters } from '../../court/court-parameters.js';
import type { RepeatRule } from '../../rules/repeat-findings.js';
import { reviewErrors } from '../quality-review.errors.js';

const TITLES = {
  'finding.commentDays': { zh: '差错说明期限（工作日）', en: 'window for comments on a finding, working days' },
  'finding.rectificationDays': { zh: '整改期限（工作日）', en: 'time for putting a finding right, working days' },
} as const;

/** The periods of a finding's life, in working days and by the court's own parameters. */
@Injectable()
export class FindingClock {
  constructor(
    private readonly parameters: CourtParameters,
    private readonly calendar: CourtCalendar,
  ) {}

  /** Last day for comments on what is submitted that day; `null` where the court has set no window: then none is assumed, and it never passes. */
  async commentUntil(courtId: string, submittedOn: Day): Promise<Day | null> {
    const days = await this.whole(courtId, 'finding.commentDays', submittedOn);
    return days === null ? null : this.calendar.after(submittedOn, days);
  }

  async rectifyBy(courtId: string, from: Day): Promise<Day> {
    const days = await this.whole(courtId, 'finding.rectificationDays', from);
    if (days === null) throw missing('finding.rectificationDays');
    return this.calendar.after(from, days);
  }

  /** When minor findings of one clause by one person raise the flag; `null` where the court has not said. */
  async repeatRule(courtId: string, on: Day): Promise<RepeatRule | null> {
    const set = await this.parameters.allInForce(courtId, ['finding.repeatCount', 'finding.repeatMonths'], on);
    const [count, months] = [Number(set.get('finding.repeatCount')?.value), Number(set.get('finding.repeatMonths')?.value)];
    return Number.isInteger(count) && Number.isInteger(months) && count > 0 && months > 0 ? { count, months } : null;
  }

  /** Working days left, negative when past; `null` where the calendar of working days does not reach that year: a list is read all the same. */
  daysLeft(today: Day, until: Day): number | null {
    try {
      return this.calendar.between(today, until);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async whole(courtId: string, name: keyof typeof TITLES, day: Day): Promise<number | null> {
    const parameter = await this.parameters.inForce(courtId, name, day);
    if (!parameter) return null;
    const value = Number(parameter.value);
    if (!Number.isInteger(value) || value < 1) throw missing(name);
    return value;
  }
}

function missing(name: keyof typeof TITLES): Error {
  return reviewErrors['review.parameterMissing']({ name, title: TITLES[name].zh, titleEn: TITLES[name].en });
}
