import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Day } from '../kernel/day.js';
import { CourtParameters } from '../court/court-parameters.js';
import type { CourtParameter } from '../court/court.entities.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { filledIn, kindsInForce, readDifficultTable, valueInForce, type DifficultKind, type DifficultTable } from '../rules/difficult-case-table.js';
import { readFraction } from '../rules/difficult-case-votes.js';
import { difficultErrors } from './difficult-cases.errors.js';

const TITLES = {
  'difficult.minDefendants': { zh: '难案：被告人人数', en: 'number of defendants' },
  'difficult.quorum': { zh: '难案评定：法定比例', en: 'quorum' },
  'difficult.ballot': { zh: '难案评定：表决方式', en: 'ballot' },
  'difficult.points': { zh: '难案评定：分值取法', en: 'points by' },
  'difficult.watchShare': { zh: '难案：一人申报占比提示', en: 'watched share' },
  'difficult.watchLeast': { zh: '难案：一人申报件数提示', en: 'watched number' },
  'notice.days': { zh: '公示期限', en: 'notice period' },
} as const;
type ParameterName = keyof typeof TITLES;

export interface RoundRules {
  noticeDays: number;
  ballot: 'secret' | 'open';
  pointsBy: 'median' | 'mean';
  quorumShare: string;
}

/** What difficult cases go by: the catalogue of kinds and the court's own parameters, each by its day. Nothing is assumed. */
@Injectable()
export class DifficultBook {
  private known: DifficultTable | null = null;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly parameters: CourtParameters,
  ) {}

  /** Kinds in force on that day, the numbers the source lost filled in by the court's parameters. */
  async kinds(courtId: string, day: Day): Promise<DifficultKind[]> {
    const kinds = kindsInForce(this.table(), day);
    const limits = await this.limits(courtId, kinds, day);
    return kinds.map((kind) => filledIn(kind, limits));
  }

  extraMax(day: Day): string {
    return this.value('extraMax', 'DCR-03', day);
  }

  capPerYear(day: Day): string {
    return this.value('capPerYear', 'DCR-04', day);
  }

  /** @throws difficult.parameterMissing naming the first that is not set or cannot be read */
  async roundRules(courtId: string, day: Day): Promise<RoundRules> {
    const noticeDays = await this.read(courtId, 'notice.days', day, (text) => (/^[1-9]\d?$/.test(text) ? Number(text) : null));
    const ballot = await this.read(courtId, 'difficult.ballot', day, (text) => (text === 'secret' || text === 'open' ? text : null));
    const pointsBy = await this.read(courtId, 'difficult.points', day, (text) => (text === 'median' || text === 'mean' ? text : null));
    const quorumShare = await this.read(courtId, 'difficult.quorum', day, (text) => (readFraction(text) ? text : null));
    return { noticeDays, ballot, pointsBy, quorumShare };
  }

  async watchLine(courtId: string, day: Day): Promise<{ share: string; least: number }> {
    const share = await this.read(courtId, 'difficult.watchShare', day, (text) => (/^\d{1,3}(\.\d{1,2})?$/.test(text) ? text : null));
    const least = await this.read(courtId, 'difficult.watchLeast', day, (text) => (/^\d{1,3}$/.test(text) ? Number(text) : null));
    return { share, least };
  }

  /** Numbers the kinds ask for by name; what the court has not set is absent, and the check says so. */
  private async limits(courtId: string, kinds: readonly DifficultKind[], day: Day): Promise<Record<string, number | undefined>> {
    const names = [...new Set(kinds.flatMap(({ anyOf, all }) => [...anyOf, ...all]).flatMap(({ atLeast }) => (typeof atLeast === 'string' ? [atLeast] : [])))];
    const set = await this.parameters.allInForce(courtId, names, day);
    return Object.fromEntries(names.map((name) => [name, wholeOf(set.get(name))]));
  }

  private async read<T>(courtId: string, name: ParameterName, day: Day, understand: (text: string) => T | null): Promise<T> {
    const set = await this.parameters.inForce(courtId, name, day);
    const value = set ? understand(set.value.trim()) : null;
    if (value === null) throw difficultErrors['difficult.parameterMissing']({ name: `${name} ${TITLES[name].zh}`, day });
    return value;
  }

  private value(list: 'extraMax' | 'capPerYear', code: string, day: Day): string {
    const found = valueInForce(this.table()[list], day);
    if (!found) throw difficultErrors['difficult.ruleMissing']({ code, day });
    return found.value;
  }

  private table(): DifficultTable {
    return (this.known ??= readDifficultTable(parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'difficult-cases.yaml'), 'utf8'))));
  }
}

function wholeOf(parameter: CourtParameter | undefined): number | undefined {
  return parameter && /^\d{1,6}$/.test(parameter.value.trim()) ? Number(parameter.value) : undefined;
}
