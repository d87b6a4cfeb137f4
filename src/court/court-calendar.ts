import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Day } from '../kernel/day.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { afterWorkingDays, readWorkingCalendar, workingDaysBetween, type WorkingCalendar } from '../rules/working-days.js';

/** The working days of `config/catalogues/working-days.yaml`, read once. */
@Injectable()
export class CourtCalendar {
  private known: WorkingCalendar | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  after(start: Day, workingDays: number): Day {
    return afterWorkingDays(start, workingDays, this.calendar());
  }

  between(from: Day, until: Day): number {
    return workingDaysBetween(from, until, this.calendar());
  }

  private calendar(): WorkingCalendar {
    return (this.known ??= readWorkingCalendar(parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'working-days.yaml'), 'utf8'))));
  }
}
