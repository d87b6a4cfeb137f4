import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { readGradesAndBonus, type GradesAndBonusTable } from '../rules/grades-and-bonus-table.js';

/** What the use of results goes by: tiers, parts of a competition and places, each by its day. */
@Injectable()
export class GradesAndBonusBook {
  private known: GradesAndBonusTable | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  table(): GradesAndBonusTable {
    return (this.known ??= readGradesAndBonus(parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'grades-and-bonus.yaml'), 'utf8'))));
  }
}
