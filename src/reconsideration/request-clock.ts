import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import { reconsiderationErrors } from './reconsideration.errors.js';

const TITLES = {
  'reconsideration.requestDays': { zh: '申请复议期限（工作日）', en: 'window for asking, working days' },
  'reconsideration.replyDays': { zh: '答复期限（工作日）', en: 'time for the reply, working days' },
  'reconsideration.panelSize': { zh: '复议评查组人数', en: 'size of the panel' },
} as const;

/** Every period of reconsideration, in working days and by the court's own parameters. Nothing is assumed where none is set. */
@Injectable()
export class RequestClock {
  constructor(
    private readonly parameters: CourtParameters,
    private readonly calendar: CourtCalendar,
  ) {}

  /** Last day of the window: so many working days after the later of the period's last day and the day the record was settled on. */
  async windowUntil(courtId: string, period: EvaluationPeriod, recordedOn: Day | null): Promise<Day> {
    const last = lastDayOf(period);
    const begins = recordedOn && recordedOn > last ? recordedOn : last;
    return this.calendar.after(begins, await this.number(courtId, 'reconsideration.requestDays', begins));
  }

  /** `null` instead of a refusal where the court has set no window: a score is read without one. */
  async windowIfSet(courtId: string, period: EvaluationPeriod): Promise<Day | null> {
    const set = await this.parameters.inForce(courtId, 'reconsideration.requestDays', lastDayOf(period));
    return set ? this.windowUntil(courtId, period, null) : null;
  }

  async replyBy(courtId: string, from: Day): Promise<Day> {
    return this.calendar.after(from, await this.number(courtId, 'reconsideration.replyDays', from));
  }

  async secondUntil(courtId: string, from: Day): Promise<Day> {
    return this.calendar.after(from, await this.number(courtId, 'reconsideration.requestDays', from));
  }

  panelSize(courtId: string, on: Day): Promise<number> {
    return this.number(courtId, 'reconsideration.panelSize', on);
  }

  daysLeft(today: Day, until: Day): number {
    return this.calendar.between(today, until);
  }

  private async number(courtId: string, name: keyof typeof TITLES, day: Day): Promise<number> {
    const parameter = await this.parameters.inForce(courtId, name, day);
    const value = Number(parameter?.value);
    if (!parameter || !Number.isInteger(value) || value < 1) throw reconsiderationErrors['reconsideration.parameterMissing']({ name, title: TITLES[name].zh, titleEn: TITLES[name].en });
    return value;
  }
}
