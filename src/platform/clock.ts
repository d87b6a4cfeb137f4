import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { chinaDay, type Day } from '../kernel/day.js';
import { SETTINGS, type Settings } from './settings.js';

/** The only source of "now". Rules never see it; use cases ask it once and pass the day down. */
@Injectable()
export class Clock {
  /** What the clock was set forward (or, negative, back) by when the process began, in milliseconds. */
  private readonly ahead: number;
  private readonly told = new AsyncLocalStorage<string>();

  constructor(@Inject(SETTINGS) { clockFrom }: Pick<Settings, 'clockFrom'>) {
    this.ahead = clockFrom ? Date.parse(clockFrom) - Date.now() : 0;
  }

  now(): Date {
    const told = this.told.getStore();
    return told ? new Date(told) : new Date(Date.now() + this.ahead);
  }

  /** ISO instant in UTC, as stored. */
  instant(): string {
    return this.now().toISOString();
  }

  today(): Day {
    return chinaDay(this.now());
  }

  /** For the example court's story alone: what `work` does is done at that instant, and nothing beside it. */
  during<T>(instant: string, work: () => Promise<T>): Promise<T> {
    return this.told.run(instant, work);
  }
}
