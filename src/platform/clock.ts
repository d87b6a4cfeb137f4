import { Injectable } from '@nestjs/common';
import { chinaDay, type Day } from '../kernel/day.js';

/** The only source of "now". Rules never see it; use cases ask it once and pass the day down. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** ISO instant in UTC, as stored. */
  instant(): string {
    return this.now().toISOString();
  }

  today(): Day {
    return chinaDay(this.now());
  }
}
