import { Inject, Injectable } from '@nestjs/common';
import { chinaDay, type Day } from '../kernel/day.js';
import { SETTINGS, type Settings } from './settings.js';

/** The only source of "now". Rules never see it; use cases ask it once and pass the day down. */
@Injectable()
export class Clock {
  /** What the clock was set forward (or, negative, back) by when the process began, in milliseconds. */
  private readonly ahead: number;

  constructor(@Inject(SETTINGS) { clockFrom }: Pick<Settings, 'clockFrom'>) {
    this.ahead = clockFrom ? Date.parse(clockFrom) - Date.now() : 0;
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** ISO instant in UTC, as stored. */
  instant(): string {
    return this.now().toISOString();
  }

  today(): Day {
    return chinaDay(this.now());
  }
}
