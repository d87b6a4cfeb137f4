import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { CourtParameters } from '../court/court-parameters.js';
import { Clock } from '../platform/clock.js';
import { may } from '../platform/permissions/data-scope.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { levelWords } from '../rules/conduct-points.js';
import { inForce, isPetition, itemOf, levelsOf, readConductTable, type ComplaintItem, type ConductRow, type ConductTable, type EntryItem, type MeritItem } from '../rules/conduct-table.js';
import { conductErrors } from './conduct.errors.js';
import type { ItemView } from './dto/conduct.dto.js';

const OBJECTION_DAYS = 'conduct.objectionDays';

/** What conduct goes by: the catalogue of items and the court's own parameter, each by its day. Nothing is assumed. */
@Injectable()
export class ConductBook {
  private known: ConductTable | null = null;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly parameters: CourtParameters,
  ) {}

  entry(code: string, day: Day): EntryItem | null {
    return itemOf(this.table().entries, code, day);
  }

  complaint(code: string, day: Day): ComplaintItem | null {
    return itemOf(this.table().complaints, code, day);
  }

  merit(code: string, day: Day): MeritItem | null {
    return itemOf(this.table().merits, code, day);
  }

  honour(code: string, day: Day): MeritItem | null {
    return itemOf(this.table().honours, code, day);
  }

  settledRule(day: Day): { days: number; percent: number } | null {
    return inForce(this.table().settled, day)[0] ?? null;
  }

  /** Cap of all extra points of a calendar year, by its last day. */
  capOf(year: string): string | null {
    return inForce(this.table().capPerYear, `${year}-12-31`)[0]?.value ?? null;
  }

  /** Working days in which the person acknowledges an entry or objects to it. */
  async objectionDays(courtId: string, day: Day): Promise<number> {
    const set = await this.parameters.inForce(courtId, OBJECTION_DAYS, day);
    if (!set || !/^[1-9]\d?$/.test(set.value.trim())) throw conductErrors['conduct.parameterMissing']({ name: `${OBJECTION_DAYS} 对政工登记确认或提出异议的期限`, day });
    return Number(set.value);
  }

  /** Of today, for the forms. What may be entered by those who handle discipline alone is not offered to others. */
  items(actor: Actor): Record<'entries' | 'complaints' | 'merits' | 'honours', ItemView[]> {
    const [today, table, discipline] = [this.clock.today(), this.table(), may(actor, 'discipline.handle')];
    return {
      entries: inForce(table.entries, today).filter(({ confined }) => discipline || !confined).map((row) => viewOf(row, { confined: row.confined, months: row.monthsAtLeast, secrecy: row.secrecyVeto })),
      complaints: inForce(table.complaints, today).map((row) => viewOf(row, { confined: row.confined, petition: isPetition(row.code) })),
      merits: inForce(table.merits, today).map((row) => viewOf(row, { needsVote: row.needsVote, countedBy: row.countedBy, quietMonths: row.quietMonths })),
      honours: inForce(table.honours, today).map((row) => viewOf(row, {})),
    };
  }

  labels(): Map<string, { zh: string; en: string }> {
    const { entries, complaints, merits, honours } = this.table();
    return new Map([...entries, ...complaints, ...merits, ...honours].map(({ code, label, labelEn }) => [code, { zh: label, en: labelEn }]));
  }

  private table(): ConductTable {
    return (this.known ??= readConductTable(parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'conduct.yaml'), 'utf8'))));
  }
}

function viewOf(row: ConductRow, more: Partial<ItemView>): ItemView {
  const { min, max, each } = row.points;
  return {
    code: row.code, label: { zh: row.label, en: row.labelEn }, levels: levelsOf(row).map((key) => ({ key, label: levelWords(key), points: row.points[key]! })), range: min !== undefined && max !== undefined ? { min, max } : null,
    each: each ?? null, needsVote: false, countedBy: null, confined: false, petition: false, months: null, secrecy: false, quietMonths: null, source: row.source, example: row.example, ...more,
  };
}
